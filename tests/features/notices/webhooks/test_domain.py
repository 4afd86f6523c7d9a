"""Which events a webhook hears of."""

import pytest

from kalends.features.notices.webhooks.domain import NoEvents, UnknownEvent, events_of, matches
from kalends.features.notices.webhooks.sending import wait_after

KNOWN = ("meeting.booked", "meeting.booking-undone", "organisation.member_added")


@pytest.mark.parametrize(
    ("pattern", "event_type", "fits"),
    [
        ("*", "meeting.booked", True),
        ("meeting.*", "meeting.booked", True),
        ("meeting.book*", "meeting.booking-undone", True),
        ("*.booked", "meeting.booked", True),
        ("meeting.booked", "meeting.booking-undone", False),
        ("meeting", "meeting.booked", False),
        ("meeting.*", "xmeeting.booked", False),
        ("meeting.*", "meetingxbooked", False),
    ],
)
def test_a_star_stands_for_any_letters(pattern: str, event_type: str, fits: bool) -> None:
    assert matches(pattern, event_type) is fits


def test_patterns_are_kept_once_and_in_order() -> None:
    assert events_of([" meeting.* ", "*", "meeting.*"], KNOWN) == ["meeting.*", "*"]


@pytest.mark.parametrize(
    "pattern",
    ["meeting.bocked", "seasons.*", "", "meeting. booked", "(a+)+", "****", "MEETING.BOOKED", "[a-z]"],
)
def test_a_pattern_that_no_event_fits_is_refused_by_its_place(pattern: str) -> None:
    with pytest.raises(UnknownEvent) as refused:
        events_of(["*", pattern], KNOWN)

    assert refused.value.field == "events.1"


def test_a_webhook_that_would_hear_of_nothing_is_refused() -> None:
    with pytest.raises(NoEvents):
        events_of([], KNOWN)


def test_tries_go_on_for_three_days_and_wait_longer_where_asked() -> None:
    whole = sum(wait_after(attempt) for attempt in range(1, 10))

    assert 0.9 * 272_105 <= whole <= 1.1 * 272_105
    assert wait_after(1, 120.0) == 120.0
    assert wait_after(1, 10_000_000.0) == 86_400
