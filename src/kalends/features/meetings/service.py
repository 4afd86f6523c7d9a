"""Meetings proposed, seen, changed and cancelled. Answers and bookings have services of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kalends.core.actor import Actor, Nobody, Person, System
from kalends.core.clock import Clock
from kalends.core.errors import Forbidden, NotFound
from kalends.core.ids import MeetingId, SpaceId, new_uuid
from kalends.core.page import Page, page_of, read_cursor
from kalends.features.accounts.permissions import Permission, may
from kalends.features.meetings import guests, repository
from kalends.features.meetings.admission import ORGANISE, Admission, admit, enter, permissions_in
from kalends.features.meetings.answering import repository as roll
from kalends.features.meetings.domain import Meeting, MeetingLink, MeetingStatus, Participant
from kalends.features.meetings.errors import DeadlineIsOver, OnlyForMembers, OrganiserIsKnown, SignInFirst
from kalends.features.meetings.facts import (
    MeetingCancelled,
    MeetingChanged,
    MeetingOpened,
    MeetingProposed,
    MeetingReopened,
)
from kalends.features.meetings.guests import Guests
from kalends.features.meetings.lines import MeetingLine, list_lines
from kalends.features.meetings.proposal import Changes, Proposal
from kalends.features.meetings.repository import Proposer
from kalends.features.meetings.sharing import MeetingLinks
from kalends.store import audit, idempotency, outbox
from kalends.store.database import Database, Transaction


class NoSuchSpace(NotFound):
    """There is no such space, or none that you belong to."""


class NotYoursToSchedule(Forbidden):
    """You may look at what this organisation plans, but not propose meetings in it. Ask one of its admins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A meeting as this actor sees it: who takes part, and the links to pass on where they may pass them on."""

    meeting: Meeting
    permissions: frozenset[Permission]
    participants: Sequence[Participant]
    links: Sequence[MeetingLink] = ()


class Meetings:
    def __init__(self, *, db: Database, links: MeetingLinks, guests: Guests, clock: Clock) -> None:
        self._db = db
        self._links = links
        self._guests = guests
        self._clock = clock

    @property
    def takes_guests(self) -> bool:
        """Whether people without an account may propose."""
        return self._guests.are_welcome

    async def propose(self, actor: Actor, proposal: Proposal, space_id: SpaceId | None = None) -> Seen:
        """In the person's own space, or in one where they may schedule; without an account in a space of its own."""
        proposal = proposal.checked()
        meeting = self._draw_up(proposal)
        if isinstance(actor, Nobody):
            if space_id is not None:
                raise OnlyForMembers(field="space_id")
            return await self._propose_as_guest(actor, proposal, meeting)
        if not isinstance(actor, Person | System):
            raise SignInFirst
        if proposal.organiser is not None:
            raise OrganiserIsKnown(field="organiser")
        async with self._db.transaction(actor) as tx:
            who = await _proposer(tx, space_id)
            if (earlier := await idempotency.made_before(tx, who.id)) is not None:
                return await self._see(tx, await enter(tx, MeetingId(earlier), Permission.SCHEDULE))
            meeting = replace(
                meeting,
                space_id=who.space_id if space_id is None else space_id,
                organiser_id=who.id,
                organiser_name=who.name,
                organiser_email=who.email,
            )
            return await self._add(tx, meeting, proposal, permissions_in(tx, meeting), key_owner=who.id)

    async def _propose_as_guest(self, actor: Nobody, proposal: Proposal, meeting: Meeting) -> Seen:
        organiser = self._guests.admit(actor, proposal)
        space_id = self._guests.space_of(actor)
        async with self._db.transaction(actor) as tx:
            await guests.enter_space(tx, space_id)
            if (earlier := await idempotency.made_before(tx, space_id)) is not None:
                known = await repository.get(tx, MeetingId(earlier))
                return await self._see(tx, Admission(meeting=known, permissions=ORGANISE))
            meeting = replace(
                meeting, space_id=space_id, organiser_name=organiser.name, organiser_email=organiser.email
            )
            return await self._add(tx, meeting, proposal, ORGANISE, key_owner=space_id)

    def _draw_up(self, proposal: Proposal) -> Meeting:
        """The meeting as proposed, which still belongs to nobody."""
        times, now = proposal.offer(), self._clock()
        rules = proposal.decided_by(times)
        ensure_ahead(rules.deadline, now)
        return Meeting(
            id=MeetingId(new_uuid()),
            space_id=SpaceId(UUID(int=0)),
            organiser_id=None,
            organiser_name="",
            organiser_email=None,
            title=proposal.title,
            description=proposal.description,
            place=proposal.place,
            zone=times.zone,
            duration=times.duration,
            step=times.step,
            windows=times.windows,
            weeks=times.weeks,
            created_at=now,
            opened_at=None if proposal.is_draft else now,
            cancelled_at=None,
            booking=None,
            version=1,
            sequence=0,
            rules=rules,
        )

    async def _add(
        self,
        tx: Transaction,
        meeting: Meeting,
        proposal: Proposal,
        permissions: frozenset[Permission],
        *,
        key_owner: UUID,
    ) -> Seen:
        await repository.add(tx, meeting)
        participants = await roll.add_participants(tx, meeting, proposal.participants)
        links = await self._links.add_all(tx, meeting, participants)
        await idempotency.remember(tx, key_owner, meeting.space_id, meeting.id)
        await outbox.record(
            tx,
            MeetingProposed(
                space_id=meeting.space_id,
                aggregate_id=meeting.id,
                aggregate_version=meeting.version,
                title=meeting.title,
                participants=len(participants),
                is_draft=proposal.is_draft,
            ),
        )
        return Seen(meeting=meeting, permissions=permissions, participants=participants, links=links)

    async def open(self, actor: Actor, meeting_id: MeetingId | None, if_match: str | None = None) -> Meeting:
        """A draft becomes what participants see and answer."""
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            meeting.ensure_match(if_match)
            meeting.ensure_not_cancelled()
            if meeting.opened_at is not None:
                return meeting
            now = self._clock()
            ensure_ahead(meeting.rules.deadline, now)
            return await self._turn(tx, meeting.then(opened_at=now), MeetingOpened)

    async def see(self, actor: Actor, meeting_id: MeetingId) -> Seen:
        async with self._db.transaction(actor) as tx:
            return await self._see(tx, await enter(tx, meeting_id, Permission.VIEW), with_links=False)

    async def list_mine(
        self, actor: Actor, *, status: MeetingStatus | None = None, cursor: str | None = None, limit: int = 50
    ) -> Page[MeetingLine]:
        """Of all spaces that the person belongs to, newest first."""
        if not isinstance(actor, Person):
            raise SignInFirst
        before = read_cursor(cursor)
        async with self._db.transaction(actor) as tx:
            lines = await list_lines(tx, list(tx.roles), status, before, limit + 1)
        return page_of(lines, limit, key=lambda line: line.id)

    async def change(self, actor: Actor, meeting_id: MeetingId, changes: Changes, if_match: str | None = None) -> Seen:
        async with self._db.transaction(actor) as tx:
            admission = await enter(tx, meeting_id, Permission.SCHEDULE, locked=True)
            before = admission.meeting
            before.ensure_match(if_match)
            before.ensure_not_cancelled()
            if changes.moves_time:
                before.ensure_unbooked()
            after = changes.applied_to(before)
            if after.rules.deadline != before.rules.deadline:
                ensure_ahead(after.rules.deadline, self._clock())
            if after.rules.group_quorums != before.rules.group_quorums:
                participants = await roll.list_participants(tx, before.id)
                after.rules.ensure_groups({one.group for one in participants if one.group is not None})
            if fields := changes.fields_between(before, after):
                after = after.then()
                await repository.save(tx, after)
                if "windows" in fields:
                    await repository.remove_windows(tx, after.id)
                    await repository.add_windows(tx, after)
                await outbox.record(
                    tx,
                    MeetingChanged(
                        space_id=after.space_id,
                        aggregate_id=after.id,
                        aggregate_version=after.version,
                        fields=fields,
                    ),
                )
                await audit.note(tx, after.space_id, MeetingChanged.name, after.id, {"fields": list(fields)})
            return await self._see(tx, admission.of(after), with_links=False)

    async def cancel(self, actor: Actor, meeting_id: MeetingId | None, if_match: str | None = None) -> Meeting:
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            meeting.ensure_match(if_match)
            if meeting.cancelled_at is not None:
                return meeting
            cancelled = meeting.then(cancelled_at=self._clock())
            return await self._turn(tx, cancelled, MeetingCancelled)

    async def reopen(self, actor: Actor, meeting_id: MeetingId | None, if_match: str | None = None) -> Meeting:
        """Take the cancellation back; a booked time is booked again."""
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            meeting.ensure_match(if_match)
            if meeting.cancelled_at is None:
                return meeting
            return await self._turn(tx, meeting.then(cancelled_at=None), MeetingReopened)

    async def _turn(
        self,
        tx: Transaction,
        meeting: Meeting,
        fact: type[MeetingOpened] | type[MeetingCancelled] | type[MeetingReopened],
    ) -> Meeting:
        await repository.save(tx, meeting)
        await outbox.record(
            tx,
            fact(
                space_id=meeting.space_id,
                aggregate_id=meeting.id,
                aggregate_version=meeting.version,
                title=meeting.title,
            ),
        )
        await audit.note(tx, meeting.space_id, fact.name, meeting.id)
        return meeting

    async def _see(self, tx: Transaction, admission: Admission, *, with_links: bool = True) -> Seen:
        meeting = admission.meeting
        participants = await roll.list_participants(tx, meeting.id)
        place = {one.id: number for number, one in enumerate(participants)}
        links = await self._links.of(tx, meeting) if with_links else []
        links.sort(key=lambda link: -1 if link.participant_id is None else place.get(link.participant_id, -1))
        return Seen(
            meeting=meeting,
            permissions=admission.permissions,
            participants=[admission.shown(one) for one in participants],
            links=links,
        )


def ensure_ahead(deadline: datetime | None, now: datetime) -> None:
    if deadline is not None and deadline <= now:
        raise DeadlineIsOver(field="deadline")


async def _proposer(tx: Transaction, space_id: SpaceId | None) -> Proposer:
    who = await repository.get_proposer(tx)
    if space_id is not None and space_id != who.space_id:
        if (role := tx.roles.get(space_id)) is None:
            raise NoSuchSpace(field="space_id")
        if not may(role, Permission.SCHEDULE):
            raise NotYoursToSchedule
    return who
