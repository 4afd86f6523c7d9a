"""Which slots are on offer, what an answer says of a slot, and how things stand. Pure."""

from datetime import timedelta
from uuid import UUID

import pytest

from kalends.core.errors import Invalid
from kalends.core.ids import MeetingId, ParticipantId, SpaceId
from kalends.core.time import Interval
from kalends.features.availability.question import Question
from kalends.features.availability.recommend import Board
from kalends.features.meetings.answering.domain import Answer, Declined, NewInterval, Presence, answer_of
from kalends.features.meetings.domain import Booking, Meeting, MeetingStatus, Window
from kalends.features.meetings.errors import MeetingIsBooked, MeetingIsCancelled, MeetingIsClosed, NotOnOffer
from tests.features.meetings.town import NOW, at, if_need_be, yes

ME = ParticipantId(UUID(int=7))


def meeting(*windows: tuple[str, str], duration: int = 60, step: int = 15) -> Meeting:
    return Meeting(
        id=MeetingId(UUID(int=1)),
        space_id=SpaceId(UUID(int=2)),
        organiser_id=None,
        organiser_name="Ada",
        organiser_email=None,
        title="Lunch",
        description="",
        place="",
        zone="UTC",
        duration=timedelta(minutes=duration),
        step=timedelta(minutes=step),
        windows=tuple(Window(Interval(at(start), at(end)), "UTC") for start, end in windows),
        created_at=NOW,
        cancelled_at=None,
        booking=None,
        version=1,
        sequence=0,
        opened_at=NOW,
    )


def test_a_slot_starts_on_the_grid_and_ends_inside() -> None:
    lunch = meeting(("12 10:05", "12 12:00"))

    assert lunch.slot(at("12 10:05")) == Interval(at("12 10:05"), at("12 11:05"))
    assert lunch.slot(at("12 10:50"))
    for start in ("12 10:00", "12 10:15", "12 11:05", "12 12:00", "13 10:05"):
        with pytest.raises(NotOnOffer) as refused:
            lunch.slot(at(start))
        assert refused.value.field == "start"


@pytest.mark.parametrize(
    "windows",
    [
        [("12 10:00", "12 12:00"), ("12 12:00", "12 13:00")],
        [("12 10:00", "12 11:00"), ("12 10:10", "12 12:30")],
        [("12 10:00", "12 13:00"), ("12 10:20", "12 10:40"), ("13 23:10", "14 01:05")],
        [("12 10:00", "12 10:30"), ("12 10:30", "12 10:55"), ("12 10:55", "12 12:01")],
    ],
)
@pytest.mark.parametrize(("duration", "step"), [(60, 15), (25, 10), (5, 60), (90, 30)])
def test_what_may_be_booked_is_exactly_what_the_engine_ranks(
    windows: list[tuple[str, str]], duration: int, step: int
) -> None:
    one = meeting(*windows, duration=duration, step=step)
    question = Question(
        participants=(),
        windows=tuple(window.interval for window in one.windows),
        duration=one.duration,
        step=one.step,
    )

    ranked = {slot.start for slot in Board.of(question).slots()}

    minutes = range(int((one.stretches[-1].end - one.stretches[0].start) / timedelta(minutes=1)) + 1)
    instants = [one.stretches[0].start + timedelta(minutes=minute) for minute in minutes]
    assert {instant for instant in instants if may_be_booked(one, instant)} == ranked


def may_be_booked(one: Meeting, instant: object) -> bool:
    try:
        one.slot(instant)  # pyright: ignore
    except NotOnOffer:
        return False
    return True


def test_a_meeting_is_open_then_booked_then_cancelled() -> None:
    lunch = meeting(("12 10:00", "12 12:00"))
    lunch.ensure_unbooked()
    lunch.ensure_takes_answers(NOW)

    booked = lunch.then(booking=Booking(start=at("12 10:00"), end=at("12 11:00"), booked_by=None, booked_at=NOW))
    assert booked.status is MeetingStatus.BOOKED
    with pytest.raises(MeetingIsBooked):
        booked.ensure_unbooked()
    with pytest.raises(MeetingIsClosed):
        booked.ensure_takes_answers(NOW)

    cancelled = booked.then(cancelled_at=NOW)
    assert cancelled.status is MeetingStatus.CANCELLED
    with pytest.raises(MeetingIsCancelled):
        cancelled.ensure_takes_answers(NOW)


def test_calendars_hear_of_changes_to_what_they_hold_and_of_no_others() -> None:
    lunch = meeting(("12 10:00", "12 12:00"))
    renamed = lunch.then(title="Dinner")
    booked = renamed.then(booking=Booking(start=at("12 10:00"), end=at("12 11:00"), booked_by=None, booked_at=NOW))
    moved = booked.then(place="Outside")
    undone = moved.then(booking=None)

    assert [one.sequence for one in (lunch, renamed, booked, moved, undone)] == [0, 0, 0, 1, 2]
    assert [one.version for one in (lunch, renamed, booked, moved, undone)] == [1, 2, 3, 4, 5]
    assert len({one.etag for one in (lunch, renamed, booked, moved, undone)}) == 5


@pytest.mark.parametrize(
    ("said", "presence"),
    [
        (yes("12 10:00-11:00"), Presence.YES),
        (yes("12 10:00-10:30", "12 10:30-11:00"), Presence.YES),
        (yes("12 10:00-10:30") + if_need_be("12 10:30-11:00"), Presence.IF_NEED_BE),
        (if_need_be("12 10:00-11:00"), Presence.IF_NEED_BE),
        (yes("12 10:00-11:00") + if_need_be("12 10:00-11:00"), Presence.YES),
        (yes("12 10:59-11:30"), Presence.PART),
        (yes("12 10:00-10:30") + if_need_be("12 10:31-11:00"), Presence.PART),
        (yes("12 11:00-11:30"), Presence.NO),
        ([], Presence.NO),
        (Declined(), Presence.NO),
    ],
)
def test_what_an_answer_says_of_a_slot(said: list[NewInterval] | Declined, presence: Presence) -> None:
    day = [Interval(at("12 00:00"), at("13 00:00"))]

    assert answer_of(ME, said, day).presence(Interval(at("12 10:00"), at("12 11:00"))) is presence


def test_an_answer_lists_its_rows_in_order_of_time() -> None:
    day = [Interval(at("12 00:00"), at("13 00:00"))]

    answer = answer_of(ME, if_need_be("12 08:00-09:00", "12 11:00-12:00") + yes("12 09:00-11:00"), day)

    assert [row.start for row, _ in answer.rows] == [at("12 08:00"), at("12 09:00"), at("12 11:00")]


def test_an_answer_follows_the_windows_when_they_shrink() -> None:
    answer = Answer(participant_id=ME, yes=(Interval(at("12 08:00"), at("12 12:00")),))

    assert answer.within([Interval(at("12 09:00"), at("12 10:00"))]).yes == (Interval(at("12 09:00"), at("12 10:00")),)


@pytest.mark.parametrize(
    ("intervals", "field"),
    [
        (yes("12 10:00-11:00") * 2001, "intervals"),
        (yes("12 10:00-11:00", "12 11:00-10:00"), "intervals.1.end"),
        ([NewInterval(start=at("12 10:00").replace(year=1), end=at("12 10:00"))], "intervals.0.start"),
    ],
)
def test_an_answer_that_can_not_be_names_its_field(intervals: list[NewInterval], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        answer_of(ME, intervals, [])

    assert refused.value.field == field
