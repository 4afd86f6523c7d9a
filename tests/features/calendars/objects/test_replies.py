import pytest

from kalends.features.calendars.objects.attendees import Attendee, Participation, attendees_of
from kalends.features.calendars.objects.errors import NotInvited
from kalends.features.calendars.objects.reading import CalendarObject, read_object
from kalends.features.calendars.objects.replies import answered, delegated
from tests.features.calendars.diary import NOW, at, lunch


def invited(*lines: str) -> CalendarObject:
    return read_object(
        lunch(
            "ORGANIZER:mailto:grace@example.org",
            'ATTENDEE;X-A="b:c";RSVP=TRUE;PARTSTAT=NEEDS-ACTION;CN=Ada:MAILTO:Ada@example.org',
            "SEQUENCE:3",
            *lines,
        )
    )


def said(read: CalendarObject) -> list[list[tuple[str, Participation]]]:
    return [[(one.address, one.participation) for one in attendees_of(item.component)] for item in read.items]


def test_an_answer_changes_who_gave_it_and_nothing_of_the_plan() -> None:
    content = answered(invited(), "ada@EXAMPLE.org", Participation.ACCEPTED, NOW)

    assert b'ATTENDEE;X-A="b:c";PARTSTAT=ACCEPTED;CN=Ada:MAILTO:Ada@example.org\r\n' in content
    assert b"SEQUENCE:3\r\n" in content


def test_an_answer_to_one_occurrence_is_an_override() -> None:
    content = answered(
        invited("RRULE:FREQ=WEEKLY"), "ada@example.org", Participation.DECLINED, NOW, which=at("2026-01-21 11:00")
    )

    assert said(read_object(content)) == [
        [("Ada@example.org", Participation.NEEDS_ACTION)],
        [("Ada@example.org", Participation.DECLINED)],
    ]
    assert b"SEQUENCE:4" not in content


def test_an_answer_to_all_is_one_to_overrides_too() -> None:
    once = answered(
        invited("RRULE:FREQ=WEEKLY"), "ada@example.org", Participation.DECLINED, NOW, which=at("2026-01-21 11:00")
    )

    content = answered(read_object(once), "ada@example.org", Participation.ACCEPTED, NOW)

    assert said(read_object(content)) == [[("Ada@example.org", Participation.ACCEPTED)]] * 2


def test_somebody_else_is_sent() -> None:
    content = delegated(invited(), "ada@example.org", Attendee(address="b@example.org", name="Bo"), NOW)

    ada, bo = attendees_of(read_object(content).items[0].component)
    assert (ada.participation, ada.delegated_to) == (Participation.DELEGATED, ("b@example.org",))
    assert (bo.participation, bo.delegated_from, bo.is_asked) == (
        Participation.NEEDS_ACTION,
        ("ada@example.org",),
        True,
    )


def test_who_is_not_invited_can_not_answer() -> None:
    with pytest.raises(NotInvited):
        answered(invited(), "eve@example.org", Participation.ACCEPTED, NOW)
    with pytest.raises(NotInvited):
        answered(
            invited("RRULE:FREQ=WEEKLY"), "eve@example.org", Participation.ACCEPTED, NOW, which=at("2026-01-21 11:00")
        )
