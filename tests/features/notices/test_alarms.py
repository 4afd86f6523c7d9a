"""When alarms go off: before and after, by the calendar's days, over changes of summer time, and not at night."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from kalends.core.ids import PersonId, new_uuid
from kalends.features.calendars.events.domain import rows_between
from kalends.features.calendars.objects.reading import read_object
from kalends.features.notices.domain import MAIL, NoticeKind
from kalends.features.notices.preferences.domain import (
    HalfQuiet,
    NoSuchChannel,
    OutOfReach,
    PreferenceChanges,
    Preferences,
    next_at,
    quiet_end,
    usual,
)
from kalends.features.notices.reminders.domain import Alarm, alarms_of
from tests.features.calendars.diary import at, calendar_of, event

ADA = PersonId(new_uuid())
USUAL = usual(ADA)


def alarm(trigger: str, *lines: str) -> str:
    return "\n".join(["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER{trigger}", *lines, "END:VALARM"])


def alarms(
    *lines: str, preferences: Preferences = USUAL, zone: str = "Europe/Berlin", days: int = 30
) -> Sequence[Alarm]:
    read = read_object(calendar_of(event(*lines)))
    since = at("2026-01-01")
    rows = rows_between(read, since, since + timedelta(days=400), most=5000)
    return alarms_of(
        read,
        rows,
        preferences,
        zone=zone,
        email_key="ada@example.org",
        since=since,
        until=since + timedelta(days=days),
        now=since,
    )


def instants(found: Sequence[Alarm]) -> list[str]:
    return [f"{one.alarm_at:%m-%d %H:%M}" for one in found]


LUNCH = ("DTSTART:20260114T120000Z", "DTEND:20260114T130000Z")


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        (":-PT15M", "01-14 11:45"),
        (":PT5M", "01-14 12:05"),
        (";RELATED=END:-PT10M", "01-14 12:50"),
        (";RELATED=END:P1D", "01-15 13:00"),
        (":-P1W", "01-07 12:00"),
        (";VALUE=DATE-TIME:20260110T080000Z", "01-10 08:00"),
        (":-P1DT2H", "01-13 10:00"),
    ],
)
def test_an_alarm_goes_off_as_its_trigger_says(trigger: str, expected: str) -> None:
    assert instants(alarms(*LUNCH, alarm(trigger))) == [expected]


@pytest.mark.parametrize("trigger", [":nonsense", ";VALUE=DATE-TIME:20260110T080000", ":", ":P9999999999D"])
def test_a_trigger_that_can_not_be_read_is_none(trigger: str) -> None:
    assert alarms(*LUNCH, alarm(trigger)) == []


def test_a_day_before_is_a_day_of_the_calendar_where_clocks_change() -> None:
    spring = ("DTSTART;TZID=Europe/Berlin:20260329T120000", "DURATION:PT1H")

    assert instants(alarms(*spring, alarm(":-P1D"), days=100)) == ["03-28 11:00"]
    assert instants(alarms(*spring, alarm(":-PT24H"), days=100)) == ["03-28 10:00"]


def test_each_occurrence_has_its_alarm_at_its_own_wall_time() -> None:
    weekly = ("DTSTART;TZID=America/St_Johns:20260305T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2")

    # Summer time begins on 8 March there.
    assert instants(alarms(*weekly, alarm(":-PT30M"), days=100)) == ["03-05 12:00", "03-12 11:00"]


def test_whole_days_and_local_times_are_those_of_the_reader() -> None:
    day = ("DTSTART;VALUE=DATE:20260114", alarm(":-PT9H"))
    local = ("DTSTART:20260114T090000", "DURATION:PT1H", alarm(":-PT15M"))

    assert instants(alarms(*day, zone="Asia/Kathmandu")) == ["01-13 09:15"]
    assert instants(alarms(*local, zone="Asia/Kathmandu")) == ["01-14 03:00"]


def test_without_an_alarm_its_owner_is_reminded_as_they_like() -> None:
    likes = replace(USUAL, reminder_minutes=20)

    assert alarms(*LUNCH) == []
    assert instants(alarms(*LUNCH, preferences=likes)) == ["01-14 11:40"]
    assert instants(alarms(*LUNCH, alarm(":-PT5M"), preferences=likes)) == ["01-14 11:55"]
    assert alarms(*LUNCH, "\n".join(["BEGIN:VALARM", "ACTION:NONE", "TRIGGER:-PT5M", "END:VALARM"])) == []


def test_what_is_off_or_declined_reminds_nobody() -> None:
    assert alarms(*LUNCH, "STATUS:CANCELLED", alarm(":-PT5M")) == []
    assert alarms(*LUNCH, "ATTENDEE;PARTSTAT=DECLINED:mailto:Ada@example.org", alarm(":-PT5M")) == []
    assert len(alarms(*LUNCH, "ATTENDEE;PARTSTAT=DECLINED:mailto:grace@example.org", alarm(":-PT5M"))) == 1


def test_in_quiet_hours_mail_waits_for_their_end_unless_that_is_too_late() -> None:
    likes = replace(USUAL, quiet_from=time(22), quiet_until=time(7))
    early = ("DTSTART;TZID=Europe/Berlin:20260114T060000", "DURATION:PT1H", alarm(":-PT15M"))
    morning = ("DTSTART;TZID=Europe/Berlin:20260114T090000", "DURATION:PT1H", alarm(":-PT10H"))

    [too_early] = alarms(*early, preferences=likes)
    [later] = alarms(*morning, preferences=likes)

    assert (too_early.mail_at, too_early.is_paged) == (None, True)
    assert later.alarm_at == at("2026-01-13 22:00")
    assert later.mail_at == at("2026-01-14 06:00")


def test_who_wants_no_reminders_by_mail_has_them_on_the_page() -> None:
    [found] = alarms(*LUNCH, alarm(":-PT5M"), preferences=USUAL.without(NoticeKind.REMINDER, MAIL))

    assert (found.mail_at, found.is_paged) == (None, True)


@pytest.mark.parametrize(
    ("now", "zone", "expected"),
    [
        ("2026-01-14 05:59", "Europe/Berlin", "2026-01-14 06:00"),
        ("2026-01-14 06:00", "Europe/Berlin", "2026-01-15 06:00"),
        ("2026-01-14 00:00", "Asia/Kathmandu", "2026-01-14 01:15"),
        ("2026-03-28 12:00", "Europe/Berlin", "2026-03-29 05:00"),
        ("2026-01-14 12:00", "America/St_Johns", "2026-01-15 10:30"),
    ],
)
def test_the_next_digest_is_at_the_readers_local_hour(now: str, zone: str, expected: str) -> None:
    assert next_at(at(now), time(7), zone) == at(expected)


def test_a_local_hour_that_summer_time_skips_comes_as_much_later_and_one_that_comes_twice_once() -> None:
    """CHECKLIST 60."""
    skipped = next_at(at("2026-03-28 12:00"), time(2, 30), "Europe/Berlin")
    assert skipped == at("2026-03-29 01:30")
    assert next_at(skipped, time(2, 30), "Europe/Berlin") == at("2026-03-30 00:30")
    first = next_at(at("2026-10-24 12:00"), time(2, 30), "Europe/Berlin")
    assert first == at("2026-10-25 00:30")
    assert next_at(first, time(2, 30), "Europe/Berlin") == at("2026-10-26 01:30")


def test_a_weekly_digest_is_on_its_day() -> None:
    wednesday = datetime(2026, 1, 14, 12, tzinfo=UTC)

    assert next_at(wednesday, time(7), "UTC", 1) == at("2026-01-19 07:00")
    assert next_at(wednesday, time(7), "UTC", 3) == at("2026-01-21 07:00")


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-01-14 20:59", None),
        ("2026-01-14 21:00", "2026-01-15 06:00"),
        ("2026-01-15 02:00", "2026-01-15 06:00"),
        ("2026-01-15 06:00", None),
    ],
)
def test_quiet_hours_go_over_midnight(instant: str, expected: str | None) -> None:
    end = quiet_end(at(instant), time(22), time(7), "Europe/Berlin")

    assert end == (at(expected) if expected else None)
    assert quiet_end(at("2026-01-14 12:30"), time(13), time(14), "Europe/Berlin") == at("2026-01-14 13:00")


def test_preferences_that_make_no_sense_are_refused_by_field() -> None:
    with pytest.raises(HalfQuiet) as half:
        PreferenceChanges(quiet_from=time(22)).applied_to(USUAL)
    with pytest.raises(OutOfReach) as far:
        PreferenceChanges(reminder_minutes=50_000).applied_to(USUAL)
    with pytest.raises(NoSuchChannel) as channel:
        PreferenceChanges(channels={NoticeKind.DAILY: frozenset({"page"})}).applied_to(USUAL)

    assert half.value.field == "quiet_until"
    assert far.value.field == "reminder_minutes"
    assert channel.value.field == "channels.daily"
