"""Proposing, changing, booking, cancelling, sharing; who may, and who wins when two do at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from kalends.core.actor import Person, Role, System
from kalends.core.errors import Conflict, Forbidden, NotFound, NotSignedIn, Stale
from kalends.core.ids import ParticipantId, SpaceId, new_uuid
from kalends.features.meetings.domain import LinkKind, MeetingStatus, Standing
from kalends.features.meetings.errors import (
    HolderIsMissing,
    MeetingIsBooked,
    MeetingIsCancelled,
    NoSuchLink,
    NoSuchMeeting,
    NoSuchParticipant,
    NotOnOffer,
    NotYourMeeting,
    OrganiserIsMissing,
    SignInFirst,
)
from kalends.features.meetings.proposal import Changes, NewParticipant, NewWindow
from kalends.features.meetings.service import NoSuchSpace, NotYoursToSchedule, Seen
from kalends.store.database import Database
from kalends.store.idempotency import KeyIsInUse, KeyWasUsedOtherwise
from tests.features.meetings.town import (
    LUNCH,
    NOBODY,
    NOW,
    Inhabitant,
    Town,
    at,
    link_of,
    nowhere,
    participant_of,
    repeatable,
    shared_link_of,
    yes,
)


async def test_what_was_proposed_is_what_is_seen(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    seen = await town.meetings.see(ada.actor, lunch.meeting.id)

    assert seen.meeting == lunch.meeting
    assert seen.meeting.organiser_name == "Ada"
    assert [one.name for one in seen.participants] == ["Ada", "Grace", "Cara"]
    assert {one.status for one in seen.participants} == {Standing.INVITED}
    assert [link.kind for link in lunch.links] == [LinkKind.JOIN] + [LinkKind.ANSWER] * 3
    assert lunch.links[0].url == f"https://kalends.test/m/{lunch.links[0].code}"


async def test_only_the_signed_in_propose(town: Town, lunch: Seen) -> None:
    with pytest.raises(OrganiserIsMissing):
        await town.meetings.propose(NOBODY, LUNCH)
    with pytest.raises(SignInFirst):
        await town.meetings.propose(link_of(lunch, "Ada"), LUNCH)
    with pytest.raises(NotSignedIn):
        await town.meetings.list_mine(NOBODY)


async def test_a_space_is_proposed_in_by_those_who_may_schedule(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    analysts = await town.found(ada=(ada, Role.SCHEDULER), grace=(grace, Role.MEMBER))

    seen = await town.meetings.propose(ada.actor, LUNCH, analysts)

    assert seen.meeting.space_id == analysts
    with pytest.raises(NotYoursToSchedule):
        await town.meetings.propose(grace.actor, LUNCH, analysts)
    with pytest.raises(NoSuchSpace):
        await town.meetings.propose(grace.actor, LUNCH, SpaceId(new_uuid()))


async def test_members_look_but_only_schedulers_change(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    """CHECKLIST 21."""
    analysts = await town.found(ada=(ada, Role.OWNER), grace=(grace, Role.VIEWER))
    seen = await town.meetings.propose(ada.actor, LUNCH, analysts)
    stranger = await town.settle("Mallory")

    by_grace = await town.meetings.see(grace.actor, seen.meeting.id)
    assert {one.email for one in by_grace.participants} == {None}
    for who, error in ((grace, NotYourMeeting), (stranger, NoSuchMeeting)):
        with pytest.raises(error):
            await town.meetings.change(who.actor, seen.meeting.id, Changes(title="Mine"))
        with pytest.raises(error):
            await town.bookings.book(who.actor, seen.meeting.id, at("12 19:00"))
        with pytest.raises(error):
            await town.meetings.cancel(who.actor, seen.meeting.id)
        with pytest.raises(error):
            await town.links.list_all(who.actor, seen.meeting.id)
        with pytest.raises(error):
            await town.participants.invite(who.actor, seen.meeting.id, NewParticipant(name="Eve"))
    with pytest.raises(NotYourMeeting):
        await town.bookings.book(link_of(seen, "Ada"), seen.meeting.id, at("12 19:00"))


async def test_a_meeting_elsewhere_is_invisible_even_to_raw_sql(
    town: Town, database: Database, lunch: Seen, grace: Inhabitant
) -> None:
    """CHECKLIST 21, 23."""
    await town.answers.put(link_of(lunch, "Ada"), None, yes("12 19:00-20:00"))
    for actor in (grace.actor, System(grace.space_id)):
        async with database.transaction(actor) as tx:
            for count in (
                await tx.value("SELECT count(*) FROM meetings WHERE id = %s", [lunch.meeting.id]),
                await tx.value("SELECT count(*) FROM meeting_windows WHERE meeting_id = %s", [lunch.meeting.id]),
                await tx.value("SELECT count(*) FROM participants WHERE meeting_id = %s", [lunch.meeting.id]),
                await tx.value("SELECT count(*) FROM answers WHERE meeting_id = %s", [lunch.meeting.id]),
                await tx.execute("UPDATE meetings SET title = 'Mine' WHERE id = %s", [lunch.meeting.id]),
                await tx.execute("DELETE FROM participants WHERE meeting_id = %s", [lunch.meeting.id]),
            ):
                assert count == 0


async def test_a_row_can_not_point_into_another_space(
    town: Town, database: Database, lunch: Seen, grace: Inhabitant
) -> None:
    """CHECKLIST 21, 23."""
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="a_participant_is_in_the_space_of_the_meeting"):
        async with database.transaction(grace.actor) as tx:
            await tx.execute(
                "INSERT INTO participants (id, space_id, meeting_id, name) VALUES (%s, %s, %s, 'Grace')",
                [new_uuid(), grace.space_id, lunch.meeting.id],
            )


async def test_a_repeated_proposal_makes_one_meeting(town: Town, ada: Inhabitant) -> None:
    """CHECKLIST 37."""
    actor = repeatable(ada.actor, "lunch-1")
    assert isinstance(actor, Person)

    outcomes = await asyncio.gather(*(town.meetings.propose(actor, LUNCH) for _ in range(50)), return_exceptions=True)
    again = await town.meetings.propose(actor, LUNCH)

    made = {one.meeting.id for one in outcomes if isinstance(one, Seen)}
    assert made == {again.meeting.id}
    assert all(isinstance(one, Seen | KeyIsInUse) for one in outcomes)
    assert len((await town.meetings.list_mine(ada.actor)).items) == 1
    assert again in outcomes
    with pytest.raises(KeyWasUsedOtherwise):
        await town.meetings.propose(repeatable(ada.actor, "lunch-1", b"y" * 32), LUNCH)


async def test_a_meeting_is_changed_and_the_rest_stays(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    changes = Changes(title="Dinner", windows=[NewWindow(start=at("12 23:00"), end=at("13 01:00"), zone="Asia/Tokyo")])

    changed = await town.meetings.change(ada.actor, lunch.meeting.id, changes, lunch.meeting.etag)

    seen = (await town.meetings.see(ada.actor, lunch.meeting.id)).meeting
    assert seen == changed.meeting
    assert (seen.title, seen.place, seen.version) == ("Dinner", "The canteen", 2)
    assert [window.zone for window in seen.windows] == ["Asia/Tokyo"]
    same = await town.meetings.change(ada.actor, lunch.meeting.id, Changes(title="Dinner"))
    assert same.meeting.version == 2


async def test_two_changes_with_one_tag_let_one_win(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    outcomes = await asyncio.gather(
        *(
            town.meetings.change(ada.actor, lunch.meeting.id, Changes(title=title), lunch.meeting.etag)
            for title in ("One", "Two", "Three")
        ),
        return_exceptions=True,
    )

    won = [one for one in outcomes if isinstance(one, Seen)]
    assert len(won) == 1
    assert sum(isinstance(one, Stale) for one in outcomes) == 2
    assert (await town.meetings.see(ada.actor, lunch.meeting.id)).meeting.title == won[0].meeting.title


async def test_answers_outside_new_windows_come_back_with_the_old_ones(
    town: Town, ada: Inhabitant, lunch: Seen
) -> None:
    await town.answers.put(link_of(lunch, "Ada"), None, yes("12 19:00-21:00"))
    old = [NewWindow(start=w.interval.start, end=w.interval.end) for w in lunch.meeting.windows]

    await town.meetings.change(
        ada.actor, lunch.meeting.id, Changes(windows=[NewWindow(start=at("12 20:00"), end=at("12 22:00"))])
    )
    narrow = await town.answers.mine(link_of(lunch, "Ada"), lunch.meeting.id)
    await town.meetings.change(ada.actor, lunch.meeting.id, Changes(windows=old))
    wide = await town.answers.mine(link_of(lunch, "Ada"), lunch.meeting.id)

    assert [one.duration for one in narrow.answer.yes] == [timedelta(hours=1)]
    assert [one.duration for one in wide.answer.yes] == [timedelta(hours=2)]


async def test_a_time_is_booked_undone_and_booked_anew(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    booked = await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:15"))
    assert booked.status is MeetingStatus.BOOKED
    assert booked == await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:15"))
    with pytest.raises(MeetingIsBooked):
        await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:30"))
    with pytest.raises(MeetingIsBooked):
        await town.meetings.change(ada.actor, lunch.meeting.id, Changes(duration=timedelta(minutes=30)))
    seen = (await town.meetings.see(ada.actor, lunch.meeting.id)).meeting
    assert seen == booked
    assert seen.booking is not None
    assert (seen.booking.end, seen.booking.booked_by, seen.booking.booked_at) == (at("12 20:15"), ada.actor.id, NOW)

    undone = await town.bookings.undo(ada.actor, lunch.meeting.id)
    assert undone == await town.bookings.undo(ada.actor, lunch.meeting.id)
    assert undone.status is MeetingStatus.OPEN
    # One for the time that was called off, one for the new: calendars heed only what is higher.
    assert (await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:30"))).sequence == 2


async def test_of_two_bookings_at_once_one_wins(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    starts = [at("12 19:00"), at("12 19:15"), at("12 19:30"), at("12 20:00")]

    outcomes = await asyncio.gather(
        *(town.bookings.book(ada.actor, lunch.meeting.id, start) for start in starts), return_exceptions=True
    )

    assert sum(isinstance(one, Conflict) for one in outcomes) == 3
    seen = (await town.meetings.see(ada.actor, lunch.meeting.id)).meeting
    assert [one for one in outcomes if not isinstance(one, Conflict)] == [seen]


async def test_only_what_is_on_offer_can_be_booked(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    for start in ("12 19:07", "12 20:15", "12 18:00", "13 19:00"):
        with pytest.raises(NotOnOffer):
            await town.bookings.book(ada.actor, lunch.meeting.id, at(start))


async def test_a_cancelled_meeting_reopens_as_it_was(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:00"))

    cancelled = await town.meetings.cancel(ada.actor, lunch.meeting.id)
    assert cancelled.status is MeetingStatus.CANCELLED
    assert cancelled == await town.meetings.cancel(ada.actor, lunch.meeting.id)
    for doing in (
        town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:00")),
        town.bookings.undo(ada.actor, lunch.meeting.id),
        town.meetings.change(ada.actor, lunch.meeting.id, Changes(title="x")),
        town.participants.invite(ada.actor, lunch.meeting.id, NewParticipant(name="Dora")),
    ):
        with pytest.raises(MeetingIsCancelled):
            await doing

    reopened = await town.meetings.reopen(ada.actor, lunch.meeting.id)
    assert reopened.status is MeetingStatus.BOOKED
    assert reopened == await town.meetings.reopen(ada.actor, lunch.meeting.id)
    assert (await town.meetings.see(ada.actor, lunch.meeting.id)).meeting == reopened


async def test_one_more_is_invited_and_taken_off_again(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    joined = await town.participants.invite(ada.actor, lunch.meeting.id, NewParticipant(name="Dora", email="d@e.org"))
    with pytest.raises(Conflict):
        await town.participants.invite(ada.actor, lunch.meeting.id, NewParticipant(name="D", email="D@E.org"))

    assert joined.link.participant_id == joined.participant.id
    assert (await town.meetings.see(ada.actor, lunch.meeting.id)).meeting.version == 2
    await town.participants.remove(ada.actor, lunch.meeting.id, joined.participant.id)
    assert len((await town.meetings.see(ada.actor, lunch.meeting.id)).participants) == 3


async def test_links_are_added_and_revoked_by_the_organiser(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    grace = participant_of(lunch, "Grace")

    added = await town.links.add(ada.actor, lunch.meeting.id, LinkKind.ANSWER, grace)
    await town.links.revoke(ada.actor, lunch.meeting.id, link_of(lunch, "Grace").id)

    standing = await town.links.list_all(ada.actor, lunch.meeting.id)
    assert [link for link in standing if link.participant_id == grace] == [added]
    with pytest.raises(NoSuchLink):
        await town.links.revoke(ada.actor, lunch.meeting.id, link_of(lunch, "Grace").id)
    with pytest.raises(HolderIsMissing):
        await town.links.add(ada.actor, lunch.meeting.id, LinkKind.ANSWER)
    with pytest.raises(NoSuchParticipant):
        await town.links.add(ada.actor, lunch.meeting.id, LinkKind.ANSWER, ParticipantId(new_uuid()))
    with pytest.raises(NotYourMeeting):
        await town.links.list_all(shared_link_of(lunch), lunch.meeting.id)


async def test_the_list_has_all_ones_spaces_newest_first_in_pages(
    town: Town, ada: Inhabitant, grace: Inhabitant
) -> None:
    analysts = await town.found(ada=(ada, Role.VIEWER), grace=(grace, Role.OWNER))
    for number in range(3):
        await town.meetings.propose(ada.actor, replace(LUNCH, title=f"Mine {number}"))
        await town.meetings.propose(grace.actor, replace(LUNCH, title=f"Ours {number}"), analysts)
    await town.meetings.propose(grace.actor, replace(LUNCH, title="Hers"))

    titles: list[str] = []
    cursor = None
    while True:
        page = await town.meetings.list_mine(ada.actor, cursor=cursor, limit=4)
        titles += [line.title for line in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert sorted(titles) == ["Mine 0", "Mine 1", "Mine 2", "Ours 0", "Ours 1", "Ours 2"]
    assert [line for line in titles if line.startswith("Mine")] == ["Mine 2", "Mine 1", "Mine 0"]


async def test_the_list_says_how_far_each_has_come(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    await town.answers.put(link_of(lunch, "Ada"), None, yes("12 19:00-20:00"))
    dinner = await town.meetings.propose(ada.actor, replace(LUNCH, title="Dinner"))
    await town.bookings.book(ada.actor, dinner.meeting.id, at("12 19:00"))
    breakfast = await town.meetings.propose(ada.actor, replace(LUNCH, title="Breakfast"))
    await town.meetings.cancel(ada.actor, breakfast.meeting.id)

    [line] = (await town.meetings.list_mine(ada.actor, status=MeetingStatus.OPEN)).items
    assert (line.title, line.participants, line.answered, line.declined) == ("Lunch", 3, 1, 0)
    assert (line.first_start, line.last_end) == (at("12 19:00"), at("15 01:00"))
    for status, title in ((MeetingStatus.BOOKED, "Dinner"), (MeetingStatus.CANCELLED, "Breakfast")):
        [line] = (await town.meetings.list_mine(ada.actor, status=status)).items
        assert (line.title, line.status) == (title, status)


async def test_a_meeting_that_is_not_there_is_not_found(town: Town, ada: Inhabitant) -> None:
    with pytest.raises(NotFound):
        await town.meetings.see(ada.actor, nowhere())
    with pytest.raises(NotFound):
        await town.meetings.cancel(ada.actor, nowhere())


async def test_someone_who_lost_their_role_may_no_more(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    analysts = await town.found(ada=(ada, Role.OWNER), grace=(grace, Role.SCHEDULER))
    seen = await town.meetings.propose(grace.actor, LUNCH, analysts)

    async with town.db.transaction(System(analysts)) as tx:
        await tx.execute("UPDATE memberships SET role = 'viewer' WHERE person_id = %s", [grace.actor.id])

    with pytest.raises(Forbidden):
        await town.meetings.cancel(grace.actor, seen.meeting.id)


async def test_each_change_leaves_its_fact(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    meeting = lunch.meeting.id
    await town.answers.put(link_of(lunch, "Ada"), None, yes("12 19:00-20:00"))
    await town.answers.join(shared_link_of(lunch), meeting, NewParticipant(name="Dora"), [])
    await town.participants.invite(ada.actor, meeting, NewParticipant(name="Eve"))
    await town.meetings.change(ada.actor, meeting, Changes(title="Dinner"))
    await town.bookings.book(ada.actor, meeting, at("12 19:00"))
    await town.bookings.undo(ada.actor, meeting)
    await town.meetings.cancel(ada.actor, meeting)
    await town.meetings.reopen(ada.actor, meeting)

    async with town.db.transaction(ada.actor) as tx:
        events = await tx.value(
            """
            SELECT array_agg(event_type ORDER BY sequence) FROM facts
            WHERE aggregate_id = %s OR data ->> 'meeting_id' = %s
            """,
            [meeting, str(meeting)],
        )
    assert [one.removeprefix("meeting.") for one in events] == [
        "proposed",
        "answered",
        "joined",
        "answered",
        "invited",
        "changed",
        "booked",
        "booking-undone",
        "cancelled",
        "reopened",
    ]
