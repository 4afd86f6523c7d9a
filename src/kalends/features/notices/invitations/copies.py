"""An event in the calendars of those of this house who are asked to come: as its organiser has it, or not at all."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalends.core.actor import System
from kalends.core.ids import EventId
from kalends.features.accounts.addresses import key_of
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.objects.changing import cancel_one
from kalends.features.calendars.objects.errors import NoSuchOccurrence, NotInvited
from kalends.features.calendars.objects.invited import MARK, is_at_other_times, mark_of, organiser_key
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.replies import ANSWERS, EVERY, answered, left_out, moment_of, said_in
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.service import Calendars
from kalends.features.notices import repository as notices
from kalends.features.notices.invitations import repository
from kalends.features.notices.invitations.domain import REQUEST, Held
from kalends.features.notices.invitations.keeping_up import keep_up
from kalends.features.notices.invitations.messages import kept, message, scheduled, with_alarms_of
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    content: bytes
    organiser: str
    email: str
    stamp: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedCopies:
    db: Database
    calendars: Calendars
    events: Events

    async def deliver(self, delivery: Delivery) -> None:
        """Put the copy where it belongs, or take it out; doing it again changes nothing that anybody sees."""
        invitation_id = UUID(delivery.payload["invitation_id"])
        async with self.db.transaction(System(delivery.space_id)) as tx:
            reader = await notices.find_reader_of(tx, delivery.id)
            # Of these the address and the UID stay, whatever is told about them.
            held = await repository.find(tx, invitation_id)
        if reader is None or held is None:
            return

        async def read() -> _Copy | None:
            async with self.db.transaction(System(delivery.space_id)) as tx:
                now = await repository.find(tx, invitation_id)
                return None if now is None or not now.is_asked else await _copy(tx, now)

        await keep_up(read, lambda copy: self._put(System(reader.space_id), held, copy))

    async def _put(self, whose: System, held: Held, copy: _Copy | None) -> bool:
        earlier = await self.events.find_by_uid(whose, held.uid)
        if earlier is not None:
            before = read_kept(earlier.object)
            if not (mark_of(before) == str(held.id) or (copy is not None and organiser_key(before) == copy.organiser)):
                # Of the same UID by chance or by design: nobody reaches into what they did not put there.
                return False
            if copy is None:
                await self.events.remove(whose, earlier.calendar_id, earlier.name)
            else:
                await self.events.put(whose, earlier.calendar_id, earlier.name, _merged(copy, before))
        elif copy is not None and (calendar := await self.calendars.default_of(whose)) is not None:
            await self.events.put(whose, calendar.id, f"{held.id}.ics", copy.content)
        else:
            return False
        return True


async def _copy(tx: Transaction, held: Held) -> _Copy | None:
    """None where it takes place no more, or this address is no longer asked."""
    event = await events.find_by_id(tx, EventId(held.thing_id))
    now = scheduled(event.object) if event is not None else None
    if event is None or now is None or now.is_off or held.email_key not in {one.key for one in now.attendees}:
        return None
    # Stamped with when it was changed, so that the same event makes the same copy.
    sent = message(now, REQUEST, held.sequence, now=event.changed_at, with_files=True)
    content = kept(sent, MARK, str(held.id))
    return _Copy(content=content, organiser=key_of(now.organiser), email=held.email, stamp=event.changed_at)


def _merged(copy: _Copy, before: CalendarObject) -> bytes:
    """What is somebody's own stays: alarms, and what they said while the times are those that they said it to, also by
    striking out occurrences."""
    content = with_alarms_of(copy.content, before.content)
    read = read_kept(content)
    if is_at_other_times(before, read):
        return content
    present = said_in(read, copy.email)
    for which, what in sorted(said_in(before, copy.email).items()):
        if what in ANSWERS and present.get(which, present.get(EVERY)) is not what:
            # An occurrence may be no more.
            with suppress(NotInvited, NoSuchOccurrence):
                content = answered(read_kept(content), copy.email, what, copy.stamp, which=moment_of(which))
    for which in sorted(left_out(before, read)):
        moment = moment_of(which)
        without = None if moment is None else cancel_one(read_kept(content), moment, copy.stamp)
        # None is left of the last.
        content = without or content
    return content
