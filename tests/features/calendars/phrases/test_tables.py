"""Every phrase of the tables is read as they say."""

from typing import Any

import pytest

from tests.features.calendars.phrases.tables import LOCALES, TABLES, Line, differences, reading_of, table_lines

# What is not read as its table says, and why it stays so.
KNOWN = {
    "deep work 9 to 11 every morning": "numbers after other words may count something; it is asked about",
    "poste du matin vendredi 6h-14h": "what is of the morning may be at that hour",
    "сутки с пятницы 8:00 до субботы 8:00": "a day and night, of which only the word is left",
    "ответь до завтрашнего обеда": "a part of the day with an adjective of its day",
    "New Year's Day walk 10:30am": "what is named after a feast may be on another day",
    "footing un matin sur deux": "every other part of a day is no recurrence of ours",
    "купить хлеб до завтрашнего утра": "a part of the day with an adjective of its day",
    "Uroma wird am 9. Januar 100": "a number beside a date may be an hour",
    "viewing at 14 Elm Road, Saturday 11.15am": 'a house\'s number after "at" may be an hour',
    "Steg abbauen am vorletzten Oktobersamstag": "a weekday within a month's compound",
    "every Wednesday until Christmas: late opening": "a word for late beside a day may say more of it",
    "zwei Tage vor Heiligabend Fleisch bestellen": "what is named after a feast may be on another day",
    "спортзал каждую пятницу января с 17 до 18": "a month in the genitive without a word that leads to it",
    "two nights in York from 11 December": "how many nights is no length",
    "week-end entre filles du 5 au 7 mars": "a weekend far from its dates may be the coming one",
    "выходные с подругами 5-7 марта": "a weekend far from its dates may be the coming one",
    "24-го репетиции нет": "an ordinal before a word may count it",
    "поезд в Париж 12.12": "so may what has a dot",
}


def all_lines() -> list[Any]:
    return [
        pytest.param(line, id=str(line), marks=_marks(line))
        for table in TABLES
        for language in LOCALES
        for line in table_lines(table, language)
    ]


def _marks(line: Line) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=KNOWN[line.phrase], strict=True)] if line.phrase in KNOWN else []


@pytest.mark.parametrize("line", all_lines())
def test_a_phrase_is_read_as_its_table_says(line: Line) -> None:
    assert differences(line, reading_of(line)) == []
