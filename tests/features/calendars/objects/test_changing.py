from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalends.features.calendars.objects.alarms import Alarm
from kalends.features.calendars.objects.attendees import Attendee, AttendeeRole, Organiser, Participation, attendees_of
from kalends.features.calendars.objects.building import new_object
from kalends.features.calendars.objects.changing import cancel_one, change_all, change_one
from kalends.features.calendars.objects.details import (
    EventChanges,
    EventDetails,
    EventStatus,
    Privacy,
    Recurrence,
    details_of,
)
from kalends.features.calendars.objects.errors import (
    EndDoesNotFit,
    NoSuchOccurrence,
    OneOccurrenceDoesNotRecur,
    SeriesIsNotHere,
    SeriesIsOfOnePiece,
)
from kalends.features.calendars.objects.occurrences import FIRST, occurrences
from kalends.features.calendars.objects.reading import CalendarObject, read_object
from kalends.features.calendars.objects.splitting import cancel_following, change_following, is_first
from kalends.features.calendars.objects.values import Duration
from kalends.features.calendars.objects.walls import wall_of
from kalends.features.calendars.recurrence import read_rule
from tests.features.calendars.diary import NOW, at, calendar_of, event, lunch

BERLIN = ZoneInfo("Europe/Berlin")

# What a client wrote that we know nothing of, with folds, odd spellings and an order of its own.
ODD = b"""BEGIN:VCALENDAR\r
PRODID:-//Ada//Pen//EN\r
X-WR-CALNAME:Mine\r
VERSION:2.0\r
BEGIN:VTIMEZONE\r
TZID:W. Europe Standard Time\r
BEGIN:STANDARD\r
DTSTART:16010101T030000\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
X-ODD;X-A="b;c":a very long line of something that nobody but the client\r
  that wrote it understands\r
uid:lunch\r
DTSTART;TZID=W. Europe Standard Time;X-P=1:20260114T120000\r
DTEND;TZID=W. Europe Standard Time:20260114T130000\r
rrule:FREQ=WEEKLY;BYDAY=WE\r
Summary;LANGUAGE=de;X-S=1:Mittag\r
DTSTAMP:20260101T000000Z\r
SEQUENCE:4\r
X-AFTER:yes\r
BEGIN:VALARM\r
X-ALARM:1\r
TRIGGER:-PT10M\r
ACTION:DISPLAY\r
DESCRIPTION:Hu\r
 ngry\r
END:VALARM\r
X-LAST:1\r
END:VEVENT\r
X-BETWEEN:1\r
END:VCALENDAR\r
"""


def weekly(*lines: str) -> CalendarObject:
    """Lunch on Wednesdays at noon in Berlin, from 14 January."""
    return read_object(lunch("RRULE:FREQ=WEEKLY;COUNT=10", *lines))


def starts(content: bytes) -> list[str]:
    found = occurrences(read_object(content), FIRST, at("2026-12-31"), most=1000)
    return [f"{wall_of(one.start, datetime(2026, 1, 1, tzinfo=BERLIN)):%m-%d %H:%M}" for one in found]


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def lines_of(content: bytes) -> list[bytes]:
    return content.split(b"\n")


def changed_lines(before: bytes, after: bytes) -> tuple[set[bytes], set[bytes]]:
    """Those that went, and those that came."""
    old, new = set(lines_of(before)), set(lines_of(after))
    return {one.rstrip(b"\r") for one in old - new}, {one.rstrip(b"\r") for one in new - old}


def test_changing_a_summary_changes_its_line_and_the_stamps() -> None:
    after = change_all(read_object(ODD), EventChanges(summary="Dîner, late"), NOW)

    gone, come = changed_lines(ODD, after)
    assert gone == {b"Summary;LANGUAGE=de;X-S=1:Mittag", b"DTSTAMP:20260101T000000Z"}
    assert come == {
        "Summary;LANGUAGE=de;X-S=1:Dîner\\, late".encode(),
        b"DTSTAMP:20260105T090000Z",
        b"LAST-MODIFIED:20260105T090000Z",
    }


def test_changing_the_time_raises_the_sequence_and_keeps_the_name_of_the_zone() -> None:
    after = change_all(read_object(ODD), EventChanges(start=berlin("2026-01-15 14:00")), NOW)

    _, come = changed_lines(ODD, after)
    assert b"DTSTART;TZID=W. Europe Standard Time:20260115T140000" in come
    assert b"DTEND;TZID=W. Europe Standard Time:20260115T150000" in come
    assert b"RRULE:FREQ=WEEKLY;BYDAY=TH" in come
    assert b"SEQUENCE:5" in come
    assert after.count(b"BEGIN:VTIMEZONE") == 1


def test_changing_nothing_changes_no_byte() -> None:
    read = read_object(ODD)
    assert read.master is not None
    same = details_of(read.master)

    after = change_all(
        read,
        EventChanges(
            summary=same.summary,
            place=same.place,
            status=same.status,
            privacy=same.privacy,
            alarms=same.alarms,
            attendees=same.attendees,
            categories=same.categories,
        ),
        NOW,
    )

    assert after == ODD


def test_line_ends_stay_as_they_are() -> None:
    content = ODD.replace(b"\r\n", b"\n")

    after = change_one(read_object(content), at("2026-01-21 11:00"), EventChanges(summary="Dinner"), NOW)

    assert b"\r" not in after
    assert b"Summary;LANGUAGE=de;X-S=1:Dinner\n" in after


unknown = st.lists(
    st.tuples(
        st.from_regex(r"X-[A-Z]{1,12}", fullmatch=True),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=120),
    ),
    max_size=6,
)
changes_made: list[Callable[[CalendarObject], bytes]] = [
    lambda read: change_all(read, EventChanges(summary="Dinner", place="Inn", alarms=[]), NOW),
    lambda read: change_all(read, EventChanges(start=berlin("2026-01-15 14:00"), end=berlin("2026-01-15 16:00")), NOW),
    lambda read: change_one(read, at("2026-01-28 11:00"), EventChanges(url="https://x.example"), NOW),
    lambda read: cancel_one(read, at("2026-01-28 11:00"), NOW) or b"",
    lambda read: cancel_following(read, at("2026-01-28 11:00"), NOW) or b"",
    lambda read: change_following(read, at("2026-01-28 11:00"), EventChanges(summary="Dinner"), NOW, "second").before,
    lambda read: change_following(read, at("2026-01-28 11:00"), EventChanges(summary="Dinner"), NOW, "second").after,
]


@given(unknown, st.sampled_from(changes_made), st.sampled_from(["\r\n", "\n"]))
def test_what_we_do_not_know_survives_any_change(
    properties: list[tuple[str, str]], change: Callable[[CalendarObject], bytes], end: str
) -> None:
    odd = [f'{name};X-Q="a:b":{value}' for name, value in properties]
    content = lunch("RRULE:FREQ=WEEKLY;COUNT=10", *odd).decode().replace("\r\n", end).encode()
    before = read_object(content)
    assert before.master is not None

    after = read_object(change(before))

    assert after.master is not None
    kept = [line.raw for line in after.master.component.lines if line.name.startswith("X-")]
    assert kept == [line.raw for line in before.master.component.lines if line.name.startswith("X-")]


def test_one_occurrence_is_changed_by_an_override_with_all_that_the_series_says() -> None:
    content = change_one(read_object(ODD), at("2026-01-28 11:00"), EventChanges(start=berlin("2026-01-29 09:30")), NOW)

    read = read_object(content)
    assert starts(content)[:4] == ["01-14 12:00", "01-21 12:00", "01-29 09:30", "02-04 12:00"]
    override = read.overrides[0].component
    assert [line.unfolded for line in override.lines if line.name.startswith("X-")] == [
        'X-ODD;X-A="b;c":a very long line of something that nobody but the client that wrote it understands',
        "X-AFTER:yes",
        "X-LAST:1",
    ]
    assert override.first("RRULE") is None
    assert override.children[0].first("X-ALARM") is not None


def test_an_override_is_changed_where_it_is() -> None:
    once = change_one(weekly(), at("2026-01-28 11:00"), EventChanges(summary="Dinner"), NOW)

    twice = change_one(read_object(once), at("2026-01-28 11:00"), EventChanges(place="Inn"), NOW)

    assert [item.place for item in read_object(twice).items] == ["", "Inn"]
    assert [item.summary for item in read_object(twice).items] == ["Lunch", "Dinner"]


def test_an_occurrence_that_is_none_can_not_be_changed() -> None:
    for which in (at("2026-01-28 12:00"), at("2026-01-15 11:00"), date(2027, 1, 1)):
        with pytest.raises(NoSuchOccurrence):
            change_one(weekly(), which, EventChanges(summary="Dinner"), NOW)
        with pytest.raises(NoSuchOccurrence):
            cancel_one(weekly(), which, NOW)


def test_one_occurrence_has_no_rule_of_its_own() -> None:
    with pytest.raises(OneOccurrenceDoesNotRecur):
        change_one(weekly(), at("2026-01-28 11:00"), EventChanges(recurrence=Recurrence()), NOW)


def test_one_occurrence_is_cancelled_by_its_date_and_takes_its_override_with_it() -> None:
    moved = change_one(weekly(), at("2026-01-28 11:00"), EventChanges(start=berlin("2026-01-29 09:30")), NOW)

    content = cancel_one(read_object(moved), at("2026-01-28 11:00"), NOW)

    assert content is not None
    assert starts(content)[:3] == ["01-14 12:00", "01-21 12:00", "02-04 12:00"]
    assert b"EXDATE;TZID=Europe/Berlin:20260128T120000\r\n" in content


def test_nothing_is_left_when_the_last_occurrence_is_cancelled() -> None:
    content: bytes | None = lunch("RRULE:FREQ=WEEKLY;COUNT=2")

    for which in (at("2026-01-14 11:00"), at("2026-01-21 11:00")):
        assert content is not None
        content = cancel_one(read_object(content), which, NOW)

    assert content is None


def test_an_occurrence_of_days_is_cancelled_as_a_day() -> None:
    content = calendar_of(event("DTSTART;VALUE=DATE:20260114", "RRULE:FREQ=WEEKLY"))

    cancelled = cancel_one(read_object(content), date(2026, 1, 21), NOW)

    assert cancelled is not None
    assert b"EXDATE;VALUE=DATE:20260121\r\n" in cancelled


def test_a_series_is_split_before_what_follows() -> None:
    split = change_following(weekly(), at("2026-02-11 11:00"), EventChanges(summary="Dinner"), NOW, "second")

    assert starts(split.before) == ["01-14 12:00", "01-21 12:00", "01-28 12:00", "02-04 12:00"]
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20260211T105959Z" in split.before
    assert len(starts(split.after)) == 6
    after = read_object(split.after)
    assert (after.uid, after.items[0].summary) == ("second", "Dinner")
    assert b"RELATED-TO;RELTYPE=SIBLING:lunch" in split.after


def test_together_both_parts_are_what_the_series_was() -> None:
    exceptional = weekly("EXDATE;TZID=Europe/Berlin:20260121T120000,20260218T120000", "RDATE:20260220T110000Z")
    moved = read_object(
        change_one(exceptional, at("2026-02-25 11:00"), EventChanges(start=berlin("2026-02-26 09:30")), NOW)
    )

    for which in ("2026-01-28 11:00", "2026-02-11 11:00", "2026-02-20 11:00", "2026-02-25 11:00", "2026-03-18 11:00"):
        split = change_following(moved, at(which), EventChanges(), NOW, "second")

        assert starts(split.before) + starts(split.after) == starts(moved.content)


def test_over_a_change_of_summer_time_what_follows_stays_at_noon() -> None:
    split = change_following(
        read_object(ODD), at("2026-04-01 10:00"), EventChanges(start=berlin("2026-04-01 13:00")), NOW, "second"
    )

    assert starts(split.before)[-1] == "03-25 12:00"
    assert starts(split.after)[:2] == ["04-01 13:00", "04-08 13:00"]


def test_a_series_of_days_is_split_between_days() -> None:
    read = read_object(calendar_of(event("DTSTART;VALUE=DATE:20260114", "RRULE:FREQ=DAILY;COUNT=4")))

    split = change_following(read, date(2026, 1, 16), EventChanges(start=date(2026, 1, 17)), NOW, "second")

    assert b"UNTIL=20260115\r\n" in split.before
    assert starts(split.after) == ["01-17 00:00", "01-18 00:00"]


def test_a_series_that_is_shifted_by_range_is_not_split() -> None:
    shifted = "\n".join(
        [
            "BEGIN:VEVENT",
            "UID:lunch",
            "DTSTAMP:20260101T000000Z",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260121T110000Z",
            "DTSTART:20260121T120000Z",
            "END:VEVENT",
        ]
    )
    master = event("DTSTART;TZID=Europe/Berlin:20260114T120000", "RRULE:FREQ=WEEKLY")

    with pytest.raises(SeriesIsOfOnePiece):
        change_following(
            read_object(calendar_of(master, shifted)), at("2026-01-28 11:00"), EventChanges(), NOW, "second"
        )


def test_what_follows_can_be_cancelled() -> None:
    content = cancel_following(weekly(), at("2026-01-28 11:00"), NOW)

    assert content is not None
    assert starts(content) == ["01-14 12:00", "01-21 12:00"]
    assert cancel_following(weekly(), at("2026-01-14 11:00"), NOW) is None


def test_the_first_occurrence_is_known() -> None:
    skipped = weekly("EXDATE;TZID=Europe/Berlin:20260114T120000")

    assert is_first(weekly(), at("2026-01-14 11:00"))
    assert not is_first(weekly(), at("2026-01-21 11:00"))
    assert is_first(skipped, at("2026-01-21 11:00"))


def test_a_moved_series_takes_dates_and_overrides_with_it() -> None:
    exceptional = weekly("EXDATE;TZID=Europe/Berlin:20260121T120000", "RDATE:20260220T110000Z")
    named = change_one(exceptional, at("2026-02-04 11:00"), EventChanges(summary="Dinner"), NOW)
    both = change_one(read_object(named), at("2026-02-11 11:00"), EventChanges(start=berlin("2026-02-12 09:30")), NOW)

    content = change_all(read_object(both), EventChanges(start=berlin("2026-01-15 14:00")), NOW)

    assert starts(content)[:6] == [
        "01-15 14:00",
        "01-29 14:00",
        # Said otherwise only, so it moves along.
        "02-05 14:00",
        # Moved by hand, so it stays.
        "02-12 09:30",
        "02-19 14:00",
        "02-21 14:00",
    ]
    assert read_object(content).overrides[0].summary == "Dinner"


def test_overrides_follow_what_they_do_not_say_otherwise() -> None:
    content = change_one(weekly(), at("2026-02-04 11:00"), EventChanges(summary="Dinner"), NOW)

    after = read_object(change_all(read_object(content), EventChanges(summary="Meal", place="Inn"), NOW))

    assert [(item.summary, item.place) for item in after.items] == [("Meal", "Inn"), ("Dinner", "Inn")]


def test_overrides_of_what_no_longer_recurs_go() -> None:
    content = change_one(weekly(), at("2026-02-04 11:00"), EventChanges(summary="Dinner"), NOW)

    after = change_all(
        read_object(content), EventChanges(recurrence=Recurrence(rules=[read_rule("FREQ=WEEKLY;COUNT=2")])), NOW
    )

    assert starts(after) == ["01-14 12:00", "01-21 12:00"]


def test_a_series_of_times_becomes_one_of_days() -> None:
    exceptional = weekly("EXDATE;TZID=Europe/Berlin:20260121T120000")

    after = change_all(exceptional, EventChanges(start=date(2026, 1, 14)), NOW)

    assert starts(after)[:2] == ["01-14 00:00", "01-28 00:00"]
    assert read_object(after).items[0].is_all_day


def test_the_end_of_a_rule_moves_with_its_series() -> None:
    read = read_object(lunch("RRULE:FREQ=WEEKLY;UNTIL=20260401T100000Z"))

    after = change_all(read, EventChanges(start=datetime(2026, 1, 14, 18, tzinfo=ZoneInfo("Asia/Kathmandu"))), NOW)

    assert len(starts(after)) == len(starts(read.content)) == 12


def test_who_is_invited_to_another_time_is_asked_again() -> None:
    read = read_object(
        lunch(
            "ORGANIZER:mailto:grace@example.org",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:grace@example.org",
            "ATTENDEE;PARTSTAT=ACCEPTED;X-GUESTS=2:mailto:ada@example.org",
        )
    )

    moved = read_object(change_all(read, EventChanges(start=berlin("2026-01-15 12:00")), NOW))
    named = read_object(change_all(read, EventChanges(summary="Dinner"), NOW))

    said = [[one.participation for one in attendees_of(one.items[0].component)] for one in (moved, named)]
    assert said == [
        [Participation.ACCEPTED, Participation.NEEDS_ACTION],
        [Participation.ACCEPTED, Participation.ACCEPTED],
    ]
    assert b"ATTENDEE;PARTSTAT=NEEDS-ACTION;X-GUESTS=2;RSVP=TRUE:mailto:ada@example.org" in moved.content


def test_attendees_of_a_series_come_to_its_overrides_and_keep_what_they_said_there() -> None:
    invited = weekly("ORGANIZER:mailto:grace@example.org", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org")
    declined = [Attendee(address="ada@example.org", participation=Participation.DECLINED)]
    content = change_one(invited, at("2026-02-04 11:00"), EventChanges(attendees=declined), NOW)

    both = [
        Attendee(address="ada@example.org", participation=Participation.ACCEPTED),
        Attendee(address="g@example.org"),
    ]
    after = read_object(change_all(read_object(content), EventChanges(attendees=both), NOW))

    assert [(one.address, one.participation) for one in attendees_of(after.overrides[0].component)] == [
        ("ada@example.org", Participation.DECLINED),
        ("g@example.org", Participation.NEEDS_ACTION),
    ]


def test_an_end_before_the_start_or_of_another_kind_is_refused() -> None:
    for end in (berlin("2026-01-14 11:00"), date(2026, 1, 15), datetime(2026, 1, 14, 13)):  # floating
        with pytest.raises(EndDoesNotFit) as refused:
            change_all(weekly(), EventChanges(end=end), NOW)
        assert refused.value.field == "end"


def test_of_a_series_of_which_only_overrides_are_here_nothing_is_changed_as_a_whole() -> None:
    only = calendar_of(event("RECURRENCE-ID:20260121T110000Z", "DTSTART:20260121T120000Z"))

    with pytest.raises(SeriesIsNotHere):
        change_all(read_object(only), EventChanges(summary="Dinner"), NOW)

    assert cancel_one(read_object(only), at("2026-01-21 11:00"), NOW) is None
    assert b"SUMMARY:Dinner" in change_one(
        read_object(only), at("2026-01-21 11:00"), EventChanges(summary="Dinner"), NOW
    )


FULL = EventDetails(
    summary="Lunch; with, “Ada” \\ and\ttwo",
    description="One\nTwo",
    place="Inn, upstairs",
    url="https://example.org/a;b,c",
    start=berlin("2026-01-14 12:00"),
    end=berlin("2026-01-14 13:00"),
    status=EventStatus.TENTATIVE,
    is_transparent=True,
    privacy=Privacy.CONFIDENTIAL,
    categories=("a,b", "c"),
    alarms=(
        Alarm(before=timedelta(minutes=15)),
        Alarm(before=-timedelta(minutes=5), is_of_end=True),
        Alarm(at=at("2026-01-14 08:00")),
    ),
    organiser=Organiser(address="grace@example.org", name='Grace "Amazing"; Hopper'),
    attendees=(
        Attendee(address="ada@example.org", name="Ada, of Lovelace", role=AttendeeRole.CHAIR, is_asked=True),
        Attendee(address="urn:uuid:1", participation=Participation.DELEGATED, delegated_to=("b@example.org",)),
    ),
    recurrence=Recurrence(rules=(read_rule("FREQ=WEEKLY;COUNT=10"),), excluded_dates=(berlin("2026-01-21 12:00"),)),
)


@pytest.mark.parametrize(
    "details",
    [
        FULL,
        EventDetails(start=date(2026, 1, 14), end=date(2026, 1, 16)),
        EventDetails(start=datetime(2026, 1, 14, 12), end=datetime(2026, 1, 14, 13)),  # floating
        EventDetails(start=datetime(2026, 1, 14, 12, tzinfo=ZoneInfo("Asia/Kathmandu"))),
        replace(FULL, end=Duration(0, timedelta(minutes=90)), summary="𝔘" * 200),
    ],
)
def test_a_new_object_says_what_it_was_made_of(details: EventDetails) -> None:
    read = read_object(new_object("lunch", details, NOW))

    assert read.master is not None
    found = details_of(read.master)
    end = details.end.after(details.start) if isinstance(details.end, Duration) else details.end
    assert found == replace(
        details, summary=details.summary.replace("\t", "    "), end=details.start if end is None else end
    )
    assert all(len(line) <= 76 for line in lines_of(read.content))


def test_alarms_that_stay_keep_their_bytes() -> None:
    content = change_all(
        read_object(ODD),
        EventChanges(alarms=[Alarm(before=timedelta(minutes=10)), Alarm(before=timedelta(hours=26))]),
        NOW,
    )

    assert b"X-ALARM:1\r\nTRIGGER:-PT10M\r\nACTION:DISPLAY\r\nDESCRIPTION:Hu\r\n ngry\r\nEND:VALARM\r\n" in content
    assert b"TRIGGER:-PT26H\r\n" in content


def test_a_line_break_in_what_is_typed_adds_no_line() -> None:
    content = change_all(weekly(), EventChanges(summary="a\r\nATTENDEE:mailto:x@y\rb\x00c"), NOW)

    assert read_object(content).items[0].summary == "a\nATTENDEE:mailto:x@y\nbc"
