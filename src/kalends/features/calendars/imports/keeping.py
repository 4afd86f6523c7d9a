"""What the worker does with a file that is here: cut it, then keep its objects, 200 at most in a transaction.

A step reads and thinks first and locks the calendar only to write, so that its clients hardly wait; it says in the
same transaction how far it came, so that whoever is killed, or comes second, goes on there.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

import psycopg
import structlog

from kalends.core.actor import Nobody, System
from kalends.core.clock import Clock
from kalends.core.ids import new_uuid
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.events.keeping import keep
from kalends.features.calendars.facts import ImportFinished
from kalends.features.calendars.imports import composing, repository
from kalends.features.calendars.imports.batch import BATCH, Batch, Verdict, fitting, paced, too_large, verdicts_of
from kalends.features.calendars.imports.composing import Composed, composed
from kalends.features.calendars.imports.cutting import Cutter, Part, Remark
from kalends.features.calendars.imports.domain import Import, Outcome, Sized
from kalends.features.calendars.imports.repository import ToCarryOn
from kalends.features.calendars.objects.lines import MOST_BYTES
from kalends.store import outbox
from kalends.store.database import Database, Transaction

# Of what is cut in one.
MOST_PARTS = 2_000
# Files that take turns.
AT_ONCE = 8

_UNFIT = (psycopg.DataError, psycopg.IntegrityError, psycopg.errors.ProgramLimitExceeded)

_log = structlog.get_logger("imports")


class Importer:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        # Objects in one transaction, by how long the last one took.
        self._most = BATCH

    async def carry_on(self) -> int:
        """The worker's chore: all files that are here, in turns, until nothing is left. Answers how many steps."""
        steps = 0
        while True:
            async with self._db.transaction(Nobody()) as tx:
                due = await repository.list_to_carry_on(tx, AT_ONCE)
            moved = [await self.step(one) for one in due]
            if not any(moved):
                return steps
            steps += len(moved)

    async def step(self, which: ToCarryOn) -> bool:
        """Whether there was something to do, and nobody else is doing it."""
        async with self._db.transaction(System(which.space_id)) as tx:
            one = await repository.find(tx, which.id)
            if one is None or one.finished_at is not None:
                return False
            if one.cut_at is None:
                return await self._cut(tx, which)
            batch = fitting(await repository.list_uids(tx, one.id, one.last_uid, self._most))
            if not batch:
                return await self._finish(tx, one)
            calendar = await calendars.find(tx, one.calendar_id)
            found = await self._composed(tx, one, batch, () if calendar is None else calendar.components)
            known = await events.list_by_uid(tx, one.calendar_id, [each.uid for each in batch])
        kept = Batch(
            after=one.last_uid,
            sizes=batch,
            found=found,
            verdicts=await asyncio.to_thread(verdicts_of, found, known),
            remarks=[*too_large(batch), *(remark for each in found for remark in each.remarks)],
        )
        return await self._keep(one, kept)

    async def _cut(self, tx: Transaction, which: ToCarryOn) -> bool:
        one = await repository.lock(tx, which.id)
        if one is None or one.cut_at is not None:
            return False
        cutter, fed = Cutter(one.where), one.offset
        while len(cutter.parts) < MOST_PARTS and fed < one.received:
            chunk = await repository.find_chunk(tx, one.id, fed)
            assert chunk is not None
            data = chunk.content[fed - chunk.position :]
            await asyncio.to_thread(cutter.feed, data)
            fed += len(data)
        is_over = fed == one.received and len(cutter.parts) < MOST_PARTS
        if is_over:
            cutter.end()
        await repository.save_cut(tx, one, cutter)
        if is_over:
            await repository.mark_cut(tx, one.id, self._clock())
        return True

    async def _composed(
        self, tx: Transaction, one: Import, batch: Sequence[Sized], kinds: Collection[str]
    ) -> list[Composed]:
        parts = await repository.list_parts(tx, one.id, [each.uid for each in batch if each.size <= MOST_BYTES])
        own = await repository.list_own(tx, one.id, sorted({part.calendar for part in parts}))
        shared = {
            number: composing.Calendar(
                header=next((each.content for each in own if each.calendar == number and each.tzid is None), b""),
                zones=[repository.zone_of(each) for each in own if each.calendar == number and each.tzid is not None],
            )
            for number in {each.calendar for each in own}
        }
        now = self._clock()

        def work() -> list[Composed]:
            groups = groupby(parts, key=lambda part: part.uid)
            return [_of_kinds(kinds, _composed(uid, list(group), shared, now)) for uid, group in groups]

        return await asyncio.to_thread(work)

    async def _keep(self, one: Import, batch: Batch) -> bool:
        try:
            return await self._keep_at_once(one, batch)
        except _UNFIT as unfit:
            if len(batch.sizes) == 1:
                _log.error("an object can't be stored", uid=batch.sizes[0].uid, exc_info=unfit)
                return await self._keep_at_once(one, batch.without_objects("This can't be stored."))
            # One by one, so that only what is unfit stays away.
            kept = [await self._keep(one, each) for each in batch.one_by_one()]
            return all(kept)

    async def _keep_at_once(self, one: Import, batch: Batch) -> bool:
        async with self._db.transaction(System(one.space_id)) as tx:
            calendar = await calendars.lock(tx, one.calendar_id)
            locked = self._clock()
            current = await repository.lock(tx, one.id)
            if calendar is None or current is None or current.last_uid != batch.after:
                return False
            # Others wait for the calendar: statements go out without a wait for the answer of the one before.
            async with tx.connection.pipeline():
                outcome = await self._write(tx, calendar, batch)
            await repository.add_remarks(tx, current, batch.remarks)
            await repository.save_kept(tx, one, batch.sizes[-1].uid, len(batch.sizes), outcome)
        self._most = paced(self._most, len(batch.sizes), self._clock() - locked)
        return True

    async def _write(self, tx: Transaction, calendar: Calendar, batch: Batch) -> Outcome:
        known = {
            event.uid: event for event in await events.list_by_uid(tx, calendar.id, [one.uid for one in batch.found])
        }
        now = self._clock()
        # Somebody may have changed them since they were looked at.
        verdicts = {
            one.uid: batch.verdict(one, known.get(one.uid)) for one in batch.found if one.read is not None and one.index
        }
        counted = Counter(verdicts.values())
        many = counted[Verdict.ADDED] + counted[Verdict.CHANGED]
        # All tokens at once: asked for one by one, each would wait for all that was sent before.
        token = await calendars.advance(tx, calendar.id, many) - many if many else 0
        for one in batch.found:
            if one.read is None or one.index is None or verdicts[one.uid] not in (Verdict.ADDED, Verdict.CHANGED):
                continue
            token += 1
            before = known.get(one.uid)
            name = before.name if before else f"{new_uuid()}.ics"
            await keep(tx, calendar, name, before, one.read, one.index, now, is_import=True, token=token)
        return Outcome(**{verdict.value: many for verdict, many in counted.items()})

    async def _finish(self, tx: Transaction, one: Import) -> bool:
        current = await repository.lock(tx, one.id)
        if current is None or current.finished_at is not None:
            return False
        await repository.mark_finished(tx, one.id, self._clock())
        await outbox.record(
            tx,
            ImportFinished(
                space_id=one.space_id,
                aggregate_id=one.id,
                aggregate_version=1,
                calendar_id=one.calendar_id,
                added=one.added,
                changed=one.changed,
                refused=one.refused,
            ),
        )
        return True


def _composed(uid: str, parts: Sequence[Part], shared: Mapping[int, composing.Calendar], now: datetime) -> Composed:
    """Whatever is in it: one object that nobody thought of must not stop all that come after it."""
    try:
        return composed(uid, parts, shared, now)
    except Exception as unexpected:
        _log.error("an object can't be read", uid=uid, exc_info=unexpected)
        remark = Remark(line=parts[0].line, uid=uid, reason="This can't be read.")
        return Composed(uid=uid, line=parts[0].line, read=None, index=None, content=b"", remarks=[remark])


def _of_kinds(kinds: Collection[str], one: Composed) -> Composed:
    """Without the object, where the calendar takes none of its kind."""
    if one.read is None or one.read.kind in kinds:
        return one
    remark = Remark(line=one.line, uid=one.uid, reason=f"This calendar takes no {one.read.kind}.")
    return replace(one, read=None, remarks=[remark])
