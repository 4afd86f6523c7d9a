"""Imports as people see them: begun, sent in one go or in pieces, looked at, dropped. The worker does the rest."""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import dataclass

from kalends.core.actor import Actor
from kalends.core.clock import Clock
from kalends.core.ids import CalendarId, ImportId, new_uuid
from kalends.features.calendars.admission import admit, person_of
from kalends.features.calendars.domain import Access
from kalends.features.calendars.imports import repository
from kalends.features.calendars.imports.cutting import Remark
from kalends.features.calendars.imports.domain import (
    MOST_AT_ONCE,
    Import,
    MoreThanAnnounced,
    NoSuchImport,
    OffsetIsAnother,
    TooManyImports,
)
from kalends.store import idempotency
from kalends.store.database import Database, Transaction

# Of the file, in one row.
CHUNK = 512 * 1024
MOST_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    of: Import
    # What was wrong, by line: the first thousand.
    remarks: Sequence[Remark]


class Imports:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def begin(self, actor: Actor, calendar_id: CalendarId, total: int | None = None) -> Import:
        """A file is to come, of so many bytes if that is known."""
        actor = person_of(actor)
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.WRITE, locked=True)
            if (earlier := await idempotency.made_before(tx, actor.id)) is not None:
                return await _get(tx, calendar_id, ImportId(earlier))
            if await repository.count_unfinished(tx, calendar_id) >= MOST_AT_ONCE:
                raise TooManyImports
            import_id = ImportId(new_uuid())
            await repository.add(tx, import_id, calendar, actor, total)
            await idempotency.remember(tx, actor.id, calendar.space_id, import_id)
            return await _get(tx, calendar_id, import_id)

    async def bring(
        self, actor: Actor, calendar_id: CalendarId, total: int | None, pieces: AsyncIterable[bytes]
    ) -> Import:
        """Begin, and receive the whole file. Of a repeated request, what is here already is passed over."""
        begun = await self.begin(actor, calendar_id, total)
        if begun.received_at is not None:
            return begun
        rest = _without(pieces, begun.received)
        return await self.receive(actor, calendar_id, begun.id, rest, offset=begun.received)

    async def receive(
        self,
        actor: Actor,
        calendar_id: CalendarId,
        import_id: ImportId,
        pieces: AsyncIterable[bytes],
        *,
        offset: int = 0,
    ) -> Import:
        """The file, or more of it from `offset` on. What came before a connection breaks is kept; where nobody said
        how long the file is, it ends with this."""
        held = bytearray()
        async for piece in pieces:
            held += piece
            while len(held) >= CHUNK:
                await self._append(actor, calendar_id, import_id, offset, bytes(held[:CHUNK]))
                offset += CHUNK
                del held[:CHUNK]
        return await self._append(actor, calendar_id, import_id, offset, bytes(held), is_last=True)

    async def see(self, actor: Actor, calendar_id: CalendarId, import_id: ImportId) -> Report:
        async with self._db.transaction(actor) as tx:
            await admit(tx, calendar_id, Access.WRITE)
            one = await _get(tx, calendar_id, import_id)
            return Report(of=one, remarks=await repository.list_remarks(tx, import_id))

    async def list_into(self, actor: Actor, calendar_id: CalendarId) -> Sequence[Import]:
        """The latest first."""
        async with self._db.transaction(actor) as tx:
            await admit(tx, calendar_id, Access.WRITE)
            return await repository.list_into(tx, calendar_id, MOST_LISTED)

    async def drop(self, actor: Actor, calendar_id: CalendarId, import_id: ImportId) -> None:
        """Stop it, or forget it; what is in the calendar by now stays there."""
        async with self._db.transaction(actor) as tx:
            await admit(tx, calendar_id, Access.WRITE)
            await _get(tx, calendar_id, import_id)
            await repository.remove(tx, import_id)

    async def _append(
        self,
        actor: Actor,
        calendar_id: CalendarId,
        import_id: ImportId,
        offset: int,
        content: bytes,
        *,
        is_last: bool = False,
    ) -> Import:
        async with self._db.transaction(actor) as tx:
            await admit(tx, calendar_id, Access.WRITE)
            await _get(tx, calendar_id, import_id)
            one = await repository.lock(tx, import_id)
            if one is None or one.received != offset or (one.received_at is not None and content):
                raise OffsetIsAnother(field="Upload-Offset")
            if one.total is not None and offset + len(content) > one.total:
                raise MoreThanAnnounced(field="Upload-Length")
            if content:
                await repository.append(tx, one, content)
            if is_last and one.total in (None, offset + len(content)):
                await repository.mark_received(tx, import_id, self._clock())
            return await _get(tx, calendar_id, import_id)


async def _without(pieces: AsyncIterable[bytes], many: int) -> AsyncIterator[bytes]:
    async for piece in pieces:
        passed = min(many, len(piece))
        many -= passed
        yield piece[passed:]


async def _get(tx: Transaction, calendar_id: CalendarId, import_id: ImportId) -> Import:
    one = await repository.find(tx, import_id)
    if one is None or one.calendar_id != calendar_id:
        raise NoSuchImport
    return one
