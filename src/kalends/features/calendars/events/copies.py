"""Objects copied and moved, within a calendar or from one to another, in one transaction."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

import psycopg

from kalends.core.actor import Actor
from kalends.core.clock import Clock
from kalends.core.errors import Stale
from kalends.core.etag import ensure_match
from kalends.core.ids import EventId, new_uuid
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.admission import admit
from kalends.features.calendars.attachments.uses import copy_uses
from kalends.features.calendars.domain import Access, Calendar, InHome, checked_name
from kalends.features.calendars.errors import (
    KindNotTaken,
    NoSuchCalendar,
    NoSuchEvent,
    NothingToPutItIn,
    UidIsTaken,
)
from kalends.features.calendars.events import repository
from kalends.features.calendars.events.domain import Event, Index, index_of
from kalends.features.calendars.facts import EventAdded, EventChanged, EventRemoved
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.properties import repository as properties
from kalends.store import outbox
from kalends.store.database import Database, Transaction, broken_rule


@dataclass(frozen=True, slots=True)
class ObjectPlace:
    calendar: InHome
    name: str


class Copies:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def copy(
        self, actor: Actor, source: ObjectPlace, target: ObjectPlace, *, overwrite: bool, if_match: str | None = None
    ) -> bool:
        """Whether there was nothing at the target before. `if_match` is of the source; Stale where something is in
        the way that is not to be overwritten."""
        return await self._carry(actor, source, target, overwrite=overwrite, if_match=if_match, is_move=False)

    async def move(
        self, actor: Actor, source: ObjectPlace, target: ObjectPlace, *, overwrite: bool, if_match: str | None = None
    ) -> bool:
        """As `copy`, and the source is gone; within a calendar the object only gets another name."""
        return await self._carry(actor, source, target, overwrite=overwrite, if_match=if_match, is_move=True)

    async def _carry(
        self,
        actor: Actor,
        source: ObjectPlace,
        target: ObjectPlace,
        *,
        overwrite: bool,
        if_match: str | None,
        is_move: bool,
    ) -> bool:
        name = checked_name(target.name, "name")
        try:
            async with self._db.transaction(actor) as tx:
                origin, goal = await _locked(tx, source.calendar, target.calendar, is_move=is_move)
                event = await repository.find(tx, origin.id, source.name)
                if event is None:
                    raise NoSuchEvent
                ensure_match(if_match, event.etag)
                if event.kind not in goal.components:
                    raise KindNotTaken(field=event.kind)
                said = {one.name: one.value for one in await properties.list_of_object(tx, event.id)}
                before = await repository.find(tx, goal.id, name)
                if before is not None and not overwrite:
                    raise Stale
                if before is not None and before.id != event.id:
                    await self._removed(tx, goal, before)
                is_same = is_move and origin.id == goal.id
                if is_move:
                    await self._removed(tx, origin, event, is_told=not is_same)
                added = await self._added(tx, goal, name, event, is_same=is_same)
                # RFC 4918, sections 9.8.2 and 9.9.1.
                await properties.save_of_object(tx, added, said)
                if added.id != event.id:
                    await copy_uses(tx, event.id, event.object, added.id, added.space_id)
                return before is None
        except psycopg.errors.UniqueViolation as taken:
            if broken_rule(taken) == "a_uid_is_one_object_in_a_calendar":
                raise UidIsTaken(field="UID") from taken
            raise

    async def _removed(self, tx: Transaction, calendar: Calendar, event: Event, *, is_told: bool = True) -> None:
        token = await calendars.advance(tx, calendar.id)
        await repository.remove(tx, event.id)
        await calendars.note_change(tx, calendar, event.name, token, None)
        if is_told:
            await _tell(tx, EventRemoved, event, event.version + 1)

    async def _added(self, tx: Transaction, calendar: Calendar, name: str, event: Event, *, is_same: bool) -> Event:
        """`is_same`: with another name, and else as it was."""
        now = self._clock()
        read, index = await asyncio.to_thread(_read, event.object, now)
        added = replace(
            event,
            id=event.id if is_same else EventId(new_uuid()),
            space_id=calendar.space_id,
            calendar_id=calendar.id,
            name=name,
            changed_in=await calendars.advance(tx, calendar.id),
            created_at=event.created_at if is_same else now,
            changed_at=now,
            version=event.version + 1 if is_same else 1,
        )
        await repository.save(tx, added, read, index)
        await calendars.note_change(tx, calendar, name, added.changed_in, added.etag)
        await _tell(tx, EventChanged if is_same else EventAdded, added, added.version)
        return added


async def _locked(tx: Transaction, source: InHome, target: InHome, *, is_move: bool) -> tuple[Calendar, Calendar]:
    """Both calendars, locked in the order of their ids, so that two who carry the other way wait for each other."""
    origin = await admit(tx, source, Access.WRITE if is_move else Access.READ)
    try:
        goal = await admit(tx, target, Access.WRITE)
    except NoSuchCalendar as nowhere:
        raise NothingToPutItIn from nowhere
    locked = {one.id: await calendars.lock(tx, one.id) for one in sorted((origin, goal), key=lambda one: one.id)}
    found = locked[origin.id], locked[goal.id]
    if found[0] is None or found[1] is None:
        raise NoSuchCalendar
    return found[0], found[1]


def _read(content: bytes, now: datetime) -> tuple[CalendarObject, Index]:
    read = read_kept(content)
    return read, index_of(read, now)


async def _tell(
    tx: Transaction, fact: type[EventAdded] | type[EventChanged] | type[EventRemoved], event: Event, version: int
) -> None:
    await outbox.record(
        tx,
        fact(
            space_id=event.space_id,
            aggregate_id=event.id,
            aggregate_version=version,
            calendar_id=event.calendar_id,
            uid=event.uid,
        ),
    )
