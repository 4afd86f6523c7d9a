"""Every phrase of the tables is read as they say."""

import pytest

from tests.features.calendars.phrases.tables import LOCALES, TABLES, Line, differences, reading_of, table_lines


def all_lines() -> list[Line]:
    return [line for table in TABLES for language in LOCALES for line in table_lines(table, language)]


@pytest.mark.parametrize("line", all_lines(), ids=str)
def test_a_phrase_is_read_as_its_table_says(line: Line) -> None:
    assert differences(line, reading_of(line)) == []
