"""What we say, in every language that we have."""

import ast
import string
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kalends.adapters import wording
from kalends.adapters.mail import mailer
from kalends.adapters.wording.catalogue import LANGUAGES, BadCatalogue, catalogue, read
from kalends.adapters.wording.letters import WORDINGS
from kalends.adapters.wording.words import Words, plain
from kalends.features.notices.domain import Occasion

SOURCES = [*Path(wording.__file__).parent.glob("*.py"), Path(mailer.__file__)]


def said() -> set[str]:
    """Every sentence given to `say`."""
    found: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name == "say":
                    assert isinstance(node.args[0], ast.Constant), f"{source}:{node.lineno} can't be translated"
                    found.add(node.args[0].value)
    return found


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_no_sentence_lacks_a_translation_and_none_is_left_over(language: str) -> None:
    assert len(said()) > 60
    assert set(catalogue(language)) == said()


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_translation_says_the_same_things(language: str) -> None:
    for sentence, translated in catalogue(language).items():
        assert translated, sentence
        assert places(translated) == places(sentence), sentence


def test_every_occasion_has_words() -> None:
    assert set(WORDINGS) == set(Occasion)


def test_a_catalogue_that_can_not_be_read_names_its_line() -> None:
    with pytest.raises(BadCatalogue, match="line 2"):
        read('msgid "a"\nmsgster "b"\n')


def test_a_sentence_may_go_over_several_lines() -> None:
    assert read('msgid ""\n"a"\n"b"\nmsgstr "c"\n"d"\n') == {"ab": "cd"}


def test_times_are_said_in_the_readers_language_and_zone() -> None:
    start, end = datetime(2026, 1, 14, 18, tzinfo=UTC), datetime(2026, 1, 14, 19, 30, tzinfo=UTC)

    assert Words("en", "Europe/Berlin").span(start, end) == "Wednesday, 14 January 2026, 19:00–20:30"
    assert Words("de-AT", "Europe/Vienna").span(start, end) == "Mittwoch, 14. Januar 2026, 19:00–20:30 Uhr"
    assert Words("fr", "Asia/Kathmandu").span(start, end) == (
        "Wednesday, 14 January 2026, 23:45 – Thursday, 15 January 2026, 01:15"
    )


def test_a_time_that_comes_twice_says_which_it_is() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert Words("en", "Europe/Berlin").clocks(first, second) == "02:30 CEST–02:30 CET"


def test_what_turns_text_around_or_breaks_lines_is_not_said() -> None:
    assert plain("Lunch\r\nBcc: eve@example.org") == "Lunch Bcc: eve@example.org"
    assert plain("Lunch \u202egpj.exe") == "Lunch gpj.exe"
    assert plain("a" * 500) == "a" * 149 + "…"
    assert plain("نه\u200cخیر") == "نه\u200cخیر"
