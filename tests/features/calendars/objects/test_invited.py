"""Of somebody else's event: when it takes place is theirs to say."""

import pytest

from kalends.features.calendars.objects.attendees import Participation
from kalends.features.calendars.objects.invited import is_at_other_times, organiser_key
from kalends.features.calendars.objects.reading import CalendarObject, read_object
from kalends.features.calendars.objects.replies import EVERY, left_out, said_anew
from tests.features.calendars.diary import calendar_of, event

YES, NO, OPEN = Participation.ACCEPTED, Participation.DECLINED, Participation.NEEDS_ACTION
START, LASTS, RULE = "DTSTART:20300114T120000Z", "DTEND:20300114T130000Z", "RRULE:FREQ=WEEKLY;COUNT=3"


def series(*lines: str, overrides: tuple[str, ...] = ()) -> CalendarObject:
    return read_object(calendar_of(event(*(lines or (START, LASTS, RULE))), *overrides))


def test_who_organises_is_known_however_the_address_is_written() -> None:
    assert organiser_key(series(START, "ORGANIZER:MAILTO:Ada@Example.org")) == "ada@example.org"
    assert organiser_key(series(START)) == ""


@pytest.mark.parametrize(
    "changed",
    [
        series("DTSTART:20300114T130000Z", "DTEND:20300114T140000Z", RULE),
        series(START, "DTEND:20300114T140000Z", RULE),
        series(START, LASTS, "RRULE:FREQ=DAILY;COUNT=3"),
        series(START, LASTS, RULE, "RDATE:20300301T120000Z"),
        series(
            overrides=(event("RECURRENCE-ID:20300121T120000Z", "DTSTART:20300121T150000Z", "DTEND:20300121T160000Z"),)
        ),
    ],
)
def test_another_time_is_another_plan(changed: CalendarObject) -> None:
    assert is_at_other_times(series(), changed)


def test_a_title_an_alarm_or_an_answer_to_one_occurrence_is_the_same_plan() -> None:
    answered = event(
        "RECURRENCE-ID:20300121T120000Z",
        "DTSTART:20300121T120000Z",
        "DTEND:20300121T130000Z",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:grace@example.org",
    )

    assert not is_at_other_times(series(), series(START, LASTS, RULE, "SUMMARY:Lunch", overrides=(answered,)))
    assert not is_at_other_times(series(), series(START, "DURATION:PT1H", RULE, "EXDATE:20300121T120000Z"))


def test_only_what_is_said_anew_is_told() -> None:
    one = "20300121T120000Z"

    assert said_anew({EVERY: OPEN}, {EVERY: YES}) == {EVERY: YES}
    assert said_anew({EVERY: YES}, {EVERY: YES, one: NO}) == {one: NO}
    # What is written down apart and says the same as the series says nothing.
    assert said_anew({EVERY: YES}, {EVERY: YES, one: YES}) == {}
    assert said_anew({EVERY: OPEN, one: OPEN}, {EVERY: YES, one: YES}) == {EVERY: YES}
    # To have no answer yet is none.
    assert said_anew({EVERY: YES}, {EVERY: OPEN}) == {}


def weekly(*lines: str) -> CalendarObject:
    start = "DTSTART;TZID=Europe/Berlin:20260318T190000"
    return read_object(calendar_of(event(start, "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4", *lines)))


def test_what_one_strikes_out_of_somebodys_series_is_declined_across_a_change_of_summer_time() -> None:
    ours = weekly("EXDATE;TZID=Europe/Berlin:20260325T190000", "EXDATE:20260401T170000Z,20260402T170000Z")

    assert left_out(ours, weekly()) == {"20260325T180000Z": NO, "20260401T170000Z": NO}
    assert left_out(ours, weekly("EXDATE:20260401T170000Z")) == {"20260325T180000Z": NO}
    assert left_out(weekly(), weekly("EXDATE:20260401T170000Z")) == {}


def test_of_what_happens_once_nothing_can_be_struck_out() -> None:
    once = read_object(calendar_of(event("DTSTART:20260318T190000Z")))

    assert left_out(weekly("EXDATE:20260401T170000Z"), once) == {}
    assert left_out(once, weekly()) == {}
