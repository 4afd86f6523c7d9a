"""A meeting of somebody without an account: a secret link organises it, and nothing else does."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kalends.core.actor import Link, Nobody, Origin, System
from kalends.core.errors import NotFound, NotSignedIn, TooMany
from kalends.features.accounts.limiter import Limiter
from kalends.features.accounts.throttle import Devices, Throttle
from kalends.features.meetings.domain import LinkKind, MeetingStatus
from kalends.features.meetings.errors import (
    GuestsAreTurnedAway,
    KeyIsTooShort,
    NotYourAnswer,
    NotYourMeeting,
    OnlyForMembers,
    OrganiserIsKnown,
)
from kalends.features.meetings.guests import Guests
from kalends.features.meetings.proposal import Changes, NewOrganiser, NewParticipant
from kalends.features.meetings.service import Meetings, Seen
from kalends.store.database import LinkIsGone
from kalends.store.idempotency import KeyIsInUse, KeyWasUsedOtherwise
from tests.features.meetings.town import LUNCH, NOBODY, Inhabitant, Town, at, link_of, shared_link_of, yes

OURS = replace(LUNCH, organiser=NewOrganiser(name="Edith", email="Edith@example.org"))


def organiser_of(seen: Seen) -> Link:
    return Link(next(link.id for link in seen.links if link.kind is LinkKind.ORGANISE))


def repeatable(key: str, body: bytes = b"x" * 32) -> Nobody:
    return Nobody(origin=Origin(idempotency_key=key, request_hash=body))


async def test_the_secret_link_does_all_that_an_organiser_may(town: Town) -> None:
    seen = await town.meetings.propose(NOBODY, OURS)
    edith, meeting = organiser_of(seen), seen.meeting
    assert [link.kind for link in seen.links[:2]] == [LinkKind.JOIN, LinkKind.ORGANISE]
    assert (meeting.organiser_name, meeting.organiser_email, meeting.organiser_id) == (
        "Edith",
        "Edith@example.org",
        None,
    )

    await town.answers.put(link_of(seen, "Ada"), None, yes("12 19:00-20:00"))
    await town.meetings.change(edith, meeting.id, Changes(title="Dinner"))
    joined = await town.answers.join(edith, None, NewParticipant(name="Dora", email="dora@example.org", weight=2))
    assert joined.participant.weight == 2
    assert (await town.best(edith, meeting.id))[0].can == 1
    assert len((await town.recommendations.board(edith, None)).links) == 6
    booked = await town.bookings.book(edith, meeting.id, at("12 19:00"))
    assert (booked.status, booked.title) == (MeetingStatus.BOOKED, "Dinner")
    await town.bookings.undo(edith, meeting.id)
    assert (await town.meetings.cancel(edith, meeting.id)).status is MeetingStatus.CANCELLED


async def test_no_other_link_organises(town: Town, ada: Inhabitant) -> None:
    seen, other = await town.meetings.propose(NOBODY, OURS), await town.meetings.propose(NOBODY, OURS)

    for link in (shared_link_of(seen), link_of(seen, "Ada")):
        with pytest.raises(NotYourMeeting):
            await town.bookings.book(link, seen.meeting.id, at("12 19:00"))
    for stranger in (organiser_of(other), ada.actor):
        with pytest.raises(NotFound):
            await town.bookings.book(stranger, seen.meeting.id, at("12 19:00"))
    with pytest.raises(NotYourAnswer):
        await town.answers.put(organiser_of(seen), None, yes("12 19:00-20:00"))


async def test_a_repeated_proposal_makes_one_meeting(town: Town) -> None:
    key = "a-key-of-16-chars"
    first = await town.meetings.propose(repeatable(key), OURS)
    again = await town.meetings.propose(repeatable(key), OURS)

    assert again.meeting == first.meeting
    assert {link.id for link in again.links} == {link.id for link in first.links}
    with pytest.raises(KeyWasUsedOtherwise):
        await town.meetings.propose(repeatable(key, b"y" * 32), OURS)
    with pytest.raises(KeyIsTooShort):
        await town.meetings.propose(repeatable("short"), OURS)


async def test_twenty_at_once_under_one_key_make_one_meeting(town: Town) -> None:
    proposals = (town.meetings.propose(repeatable("twenty-at-once-please"), OURS) for _ in range(20))
    outcomes = await asyncio.gather(*proposals, return_exceptions=True)

    made = {one.meeting.id for one in outcomes if isinstance(one, Seen)}
    assert len(made) == 1
    assert all(isinstance(one, Seen | KeyIsInUse) for one in outcomes)


async def test_who_proposes_is_said_once(town: Town, ada: Inhabitant) -> None:
    with pytest.raises(OrganiserIsKnown):
        await town.meetings.propose(ada.actor, OURS)
    with pytest.raises(OnlyForMembers):
        await town.meetings.propose(NOBODY, OURS, ada.space_id)
    with pytest.raises(NotSignedIn):
        await town.meetings.propose(NOBODY, LUNCH)


async def test_a_house_may_turn_guests_away_and_holds_them_to_a_pace(town: Town) -> None:
    throttle = Throttle(Limiter(), Devices(b"d" * 32), burst=1, per_minute=1, clock=lambda: 0.0)

    def meetings(*, are_welcome: bool) -> Meetings:
        guests = Guests(key=b"g" * 32, throttle=throttle, are_welcome=are_welcome)
        return Meetings(db=town.db, links=town.links, guests=guests, clock=town.clock)

    with pytest.raises(GuestsAreTurnedAway):
        await meetings(are_welcome=False).propose(NOBODY, OURS)
    with pytest.raises(TooMany):
        for _ in range(4):
            await meetings(are_welcome=True).propose(NOBODY, OURS)


async def test_a_guests_space_is_pruned_long_after_its_last_time(town: Town) -> None:
    old, young = await town.meetings.propose(NOBODY, OURS), await town.meetings.propose(NOBODY, OURS)
    for seen, days in ((old, 91), (young, 10)):
        ended = datetime.now(UTC) - timedelta(days=days)
        async with town.db.transaction(System(seen.meeting.space_id)) as tx:
            await tx.execute("UPDATE spaces SET created_at = %s", [ended - timedelta(days=9)])
            await tx.execute(
                "UPDATE meeting_windows SET starts_at = %s, ends_at = %s", [ended - timedelta(hours=2), ended]
            )

    async with town.db.transaction(NOBODY) as tx:
        await tx.execute("SELECT prune_guest_spaces()")

    with pytest.raises(LinkIsGone):
        await town.meetings.see(organiser_of(old), old.meeting.id)
    assert await town.meetings.see(organiser_of(young), young.meeting.id)
