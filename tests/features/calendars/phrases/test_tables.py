"""Every phrase of the tables is read as they say."""

from importlib import import_module

import pytest

from tests.features.calendars.phrases.tables import Line, differences, lines, reading_of

LOCALES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
# Written before the grammar; written after it, each measured once before anything was changed for it.
TABLES = ("table", "held", "second")


def all_lines() -> list[Line]:
    return [
        line
        for table in TABLES
        for language, locale in LOCALES.items()
        for line in lines(import_module(f"tests.features.calendars.phrases.{table}_{language}").PHRASES, locale)
    ]


@pytest.mark.parametrize("line", all_lines(), ids=str)
def test_a_phrase_is_read_as_its_table_says(line: Line) -> None:
    assert differences(line, reading_of(line)) == []
