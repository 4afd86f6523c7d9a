"""What a reading promises, whatever the phrase."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kalends.core.time import UnknownZone
from kalends.features.calendars.phrases import reader
from kalends.features.calendars.phrases.grammar import rule
from kalends.features.calendars.phrases.reader import PhraseTooLong, UnknownLocale, UnreadableNow, read
from kalends.features.calendars.phrases.reading import ChipKind, Question, Reading, ReadingKind
from kalends.features.calendars.phrases.terms import MAX_TERMS

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
PIECES = """
monday tomorrow next every at from to 5 10:00 pm and or until week month of the in 2 hours for , - first last may 2027
EST half past noon morning days after before not 24/12 9.30 UTC+1 ( ) / @ 0 99 31 29 feb
""".split()  # noqa: SIM905  # read more easily than a list


def said(phrase: str, *, now: datetime = NOW, zone_name: str = "Europe/Berlin", locale: str = "en-GB") -> Reading:
    return read(phrase, now=now, zone_name=zone_name, locale=locale)


def test_chips_say_which_words_were_read_as_what() -> None:
    phrase = "sync every Friday at 5pm for 45 min London time"

    chips = {phrase[chip.start : chip.end]: chip.kind for chip in said(phrase).chips}

    assert chips == {
        "every Friday": ChipKind.RECURRENCE,
        "5pm": ChipKind.TIME,
        "45 min": ChipKind.DURATION,
        "London time": ChipKind.ZONE,
    }


@pytest.mark.parametrize(("zone_name", "start"), [("Asia/Kathmandu", "09:15"), ("America/St_Johns", "18:30")])
def test_a_wall_time_is_of_the_readers_zone(zone_name: str, start: str) -> None:
    reading = said("tomorrow at 15:00", zone_name=zone_name)

    assert reading.start is not None
    assert f"{reading.start:%H:%M}" == start


def test_a_time_that_clocks_skip_is_asked_about() -> None:
    reading = said("28 March at 2:30am", now=datetime(2027, 3, 20, tzinfo=UTC))

    assert (reading.kind, reading.question) == (ReadingKind.ASK, Question.SKIPPED_TIME)
    assert [one.start for one in reading.alternatives] == [
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    ]


def test_a_time_that_clocks_show_twice_is_asked_about() -> None:
    reading = said("25 October at 2:30am", now=datetime(2026, 10, 20, tzinfo=UTC))

    assert reading.question is Question.REPEATED_TIME
    first, second = (one.start for one in reading.alternatives)
    assert first and second and second - first == timedelta(hours=1)


def test_winter_time_named_in_summer_is_asked_about() -> None:
    reading = said("tomorrow 3pm EST", now=datetime(2026, 7, 1, 9, tzinfo=UTC))

    assert reading.question is Question.WHICH_ZONE
    assert [one.zone for one in reading.alternatives] == ["America/New_York", "Etc/GMT+5"]


def test_where_tomorrow_is_another_day_in_the_named_zone_it_is_asked_about() -> None:
    reading = said("tomorrow 3pm Tokyo time", now=datetime(2026, 11, 18, 20, tzinfo=UTC))

    assert (reading.kind, reading.question) == (ReadingKind.ASK, Question.WHICH_DAY)


def test_another_language_is_read_where_it_understands_more() -> None:
    assert said("завтра в 15:00", locale="en-GB").start == datetime(2026, 11, 19, 14, tzinfo=UTC)


def test_a_length_alone_is_kept() -> None:
    assert said("45 minutes with Ada").duration == timedelta(minutes=45)


def test_a_slip_of_the_finger_lowers_the_confidence() -> None:
    assert said("thrusday 10am").confidence < said("thursday 10am").confidence


def test_bad_arguments_name_their_field() -> None:
    for error, field, wrong in (
        (PhraseTooLong, "phrase", {"phrase": "a" * (reader.MAX_PHRASE + 1)}),
        (UnknownLocale, "locale", {"locale": "tlh"}),
        (UnknownZone, "zone", {"zone_name": "Atlantis"}),
        (UnreadableNow, "now", {"now": datetime(2026, 1, 1)}),
        (UnreadableNow, "now", {"now": datetime(9999, 1, 1, tzinfo=UTC)}),
    ):
        with pytest.raises(error) as refused:
            said(**{"phrase": "tomorrow", **wrong})  # pyright: ignore[reportArgumentType]

        assert refused.value.field == field


def test_no_phrase_breaks_it() -> None:
    dice = random.Random(7)
    for _ in range(300):
        phrase = " ".join(dice.choices(PIECES, k=dice.randint(1, 60)))[: reader.MAX_PHRASE]

        reading = said(phrase, locale=dice.choice(("en", "en-US", "de", "fr", "es", "ru")))

        assert (reading.kind is ReadingKind.ASK) == (reading.question is not None)
        assert all(chip.start < chip.end <= len(phrase) for chip in reading.chips)
        if reading.kind is ReadingKind.POINT:
            assert reading.start and (reading.end is None or reading.end > reading.start)


def test_the_work_is_bounded_by_the_length() -> None:
    """Patterns are matched in one way only: a row of words of several sorts costs no power of its length."""
    for words in ("at ", "mon, ", "on the ", "wednesday or ", "1 ", "in 2 hours ", "x@", "-"):
        phrase = (words * reader.MAX_PHRASE)[: reader.MAX_PHRASE]

        assert said(phrase).kind in ReadingKind
    assert MAX_TERMS < reader.MAX_PHRASE


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a pattern"):
        rule("n:num + unit", lambda found: None)


def test_a_part_of_one_day_is_not_the_others() -> None:
    friday, monday = said("Friday morning or Monday").windows

    assert friday.duration == timedelta(hours=3)
    assert monday.duration == timedelta(hours=24)


def test_a_weekday_some_weeks_on_is_asked_about_where_it_could_be_either() -> None:
    assert said("in two weeks on Monday").question is Question.WHICH_DAY
    assert said("in two weeks on Friday").day == datetime(2026, 12, 4).date()


def test_a_length_is_kept_beside_a_question() -> None:
    assert said("30 min tomorrow at 3").duration == timedelta(minutes=30)


def test_minutes_from_now_are_counted_across_a_change_of_clocks() -> None:
    """At 1:30, half an hour before clocks go forward."""
    reading = said("in 60 minutes", now=datetime(2027, 3, 28, 0, 30, tzinfo=UTC))

    assert reading.start == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert reading.start.tzinfo is UTC


@pytest.mark.parametrize(
    ("phrase", "locale"),
    [
        ("ich finde das gut", "de"),  # the Spanish weekend
        ("wir mögen Tee", "de"),  # tomorrow, misspelt
        ("ils ont été tués", "fr"),  # a Tuesday in English
        ("Javier está en la oficina", "es"),  # a French January, misspelt
    ],
)
def test_a_word_of_one_language_is_no_time_of_another(phrase: str, locale: str) -> None:
    assert said(phrase, locale=locale).kind is ReadingKind.NONE


def test_accents_are_left_out_but_not_put_in() -> None:
    morning = said("esta mañana", locale="es")

    assert said("esta manana", locale="es") == replace(morning, chips=said("esta manana", locale="es").chips)
    assert said("está mañana a las 10:30", locale="es").start == datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
