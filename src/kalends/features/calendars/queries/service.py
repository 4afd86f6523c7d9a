"""Queries: a calendar's objects listed, filtered, shown in part or expanded; in batches, however many there are."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from kalends.core.actor import Actor
from kalends.core.clock import Clock
from kalends.core.ids import CalendarId, EventId
from kalends.core.time import Interval
from kalends.features.calendars.admission import admit, admit_with_access
from kalends.features.calendars.domain import Access, InHome
from kalends.features.calendars.events.domain import rows_between
from kalends.features.calendars.events.showing import MOST_BEYOND, MOST_SHOWN
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.queries import repository
from kalends.features.calendars.queries.filters import ComponentFilter, Plan, TimeRange, plan_of
from kalends.features.calendars.queries.free_busy import busy_beyond, busy_of, free_busy_object, merged, periods_of
from kalends.features.calendars.queries.matching import Candidate, matches
from kalends.features.calendars.queries.repository import Entry, Hit, Span
from kalends.features.calendars.queries.retrieval import Placed, Stored, Wanted, placed, read_times, shown
from kalends.features.calendars.recurrence import RecurrenceAsksTooMuch
from kalends.features.calendars.service import Seen
from kalends.store.database import Database, Transaction

Which = CalendarId | InHome

# Of one answer in pieces: some hundred kilobytes of objects, a few milliseconds of work.
BATCH = 500
TOO_FAR = "Too much here recurs for ever to look so far away. Ask for a nearer span."
# Of entries, which are small.
PAGE = 1_000
# Occurrences that come with the first question: a few megabytes. The rest is asked for with each batch.
MOST_TIMES = 50_000


@dataclass(frozen=True, slots=True)
class Found:
    """An object in an answer; `content` is what was wanted of it, None where nothing was."""

    entry: Entry | Stored
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Named:
    seen: Seen
    found: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Search:
    seen: Seen
    batches: AsyncGenerator[Sequence[Found]]


class Queries:
    def __init__(self, *, db: Database, clock: Clock, batch: int = BATCH) -> None:
        """`batch` is how many objects are fetched at once."""
        self._db = db
        self._clock = clock
        self._batch = batch

    async def entries(self, actor: Actor, which: Which) -> AsyncGenerator[Sequence[Entry]]:
        """All objects by name, without their content."""
        after = ""
        while True:
            async with self._db.transaction(actor) as tx:
                calendar = await admit(tx, which, Access.READ)
                page = await repository.list_entries(tx, calendar.id, after, PAGE)
            yield page
            if len(page) < PAGE:
                return
            after = page[-1].name

    async def named(self, actor: Actor, which: Which, names: Sequence[str], wanted: Wanted) -> Named:
        """Those of these names that there are, in any order."""
        async with self._db.transaction(actor) as tx:
            calendar, access = await admit_with_access(tx, which, Access.READ)
            stored = await repository.list_named(tx, calendar.id, names)
            times = await _times(tx, stored, wanted, ZoneInfo(calendar.zone), {})
        return Named(Seen(calendar=calendar, access=access), await _shown(stored, wanted, times))

    async def search(
        self,
        actor: Actor,
        which: Which,
        filter_: ComponentFilter,
        wanted: Wanted | None,
        zone: tzinfo | None = None,
    ) -> Search:
        """Those that match, with what is wanted of each; floating times and days are where `zone` has them, by default
        the calendar's. What matches is settled at once, as is the first batch; what has gone since is left out."""
        plan = plan_of(filter_)
        async with self._db.transaction(actor) as tx:
            calendar, access = await admit_with_access(tx, which, Access.READ)
            zone = zone or ZoneInfo(calendar.zone)
            hits, beyond = await _hits(tx, calendar.id, plan, wanted, zone)
            query = _Query(filter_, wanted, plan, zone, frozenset(hit.id for hit in beyond), calendar.sync_token)
            everything = [*hits, *beyond]
            fetched = await query.fetch(tx, everything[: self._batch])
        first = await query.found(fetched)

        async def batches() -> AsyncGenerator[Sequence[Found]]:
            yield first
            for start in range(self._batch, len(everything), self._batch):
                async with self._db.transaction(actor) as tx:
                    await admit(tx, calendar.id, Access.READ)
                    fetched = await query.fetch(tx, everything[start : start + self._batch])
                yield await query.found(fetched)

        return Search(Seen(calendar=calendar, access=access), batches())

    async def free_busy(self, actor: Actor, which: Which, span: Interval) -> bytes:
        """When one is busy by this calendar, as an iCalendar object; days and floating times are in its zone."""
        now = self._clock()
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.READ)
            zone = ZoneInfo(calendar.zone)
            asked = span_of(TimeRange(span.start, span.end), zone)
            beyond = await repository.list_beyond(tx, calendar.id, "VEVENT", asked, MOST_BEYOND + 1)
            if len(beyond) > MOST_BEYOND:
                raise RecurrenceAsksTooMuch(TOO_FAR)
            rows = await repository.list_busy(tx, calendar.id, asked, [hit.id for hit in beyond])
            said = await repository.list_of_kind(tx, calendar.id, "VFREEBUSY")
            stored = await repository.list_stored(tx, [hit.id for hit in (*beyond, *said)])

        def work() -> bytes:
            found = [one for row in rows for one in busy_of(row, zone)]
            for one in stored:
                found += busy_beyond(one, asked, zone, MOST_SHOWN) if one.kind == "VEVENT" else periods_of(one.object)
            return free_busy_object(merged(found, span), span, now)

        return await asyncio.to_thread(work) if stored else work()

    async def name_of_uid(self, actor: Actor, which: Which, uid: str) -> str | None:
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.READ)
            return await repository.find_name_of_uid(tx, calendar.id, uid)


@dataclass(frozen=True, slots=True)
class _Fetched:
    hits: Sequence[Hit]
    # Without content, where none is needed.
    entries: Sequence[Entry] = ()
    stored: Sequence[Stored] = ()
    times: Mapping[EventId, Sequence[Placed]] = field(default_factory=dict[EventId, Sequence[Placed]])


@dataclass(frozen=True, slots=True)
class _Query:
    """A question, and how it is answered: what the database can't tell is read from the objects."""

    filter: ComponentFilter
    wanted: Wanted | None
    plan: Plan
    zone: tzinfo
    # Of which only a look beyond the index tells.
    unsure: frozenset[EventId]
    # The calendar's, before it was asked.
    sync_token: int

    async def fetch(self, tx: Transaction, batch: Sequence[Hit]) -> _Fetched:
        ids = [hit.id for hit in batch]
        if not ids:
            return _Fetched(())
        if self.wanted is None and self.plan.is_whole and not self.unsure.intersection(ids):
            return _Fetched(batch, entries=await repository.list_light(tx, ids, self.plan.kind))
        stored = await repository.list_stored(tx, ids, self.plan.kind)
        # Whatever was put since then has other templates than those times are of.
        changed = {one.id for one in stored if one.changed_in > self.sync_token}
        known = {hit.id: hit.times for hit in batch if hit.times is not None and hit.id not in changed}
        times = await _times(tx, stored, self.wanted, self.zone, known)
        return _Fetched(batch, stored=stored, times=times)

    async def found(self, fetched: _Fetched) -> Sequence[Found]:
        if fetched.entries:
            return [Found(entry) for entry in fetched.entries]
        to_check = {hit.id: hit for hit in fetched.hits if not self.plan.is_whole or hit.id in self.unsure}
        stored = await self._matching(fetched.stored, to_check)
        if self.wanted is None:
            return [Found(one) for one in stored]
        return await _shown(stored, self.wanted, fetched.times)

    async def _matching(self, stored: Sequence[Stored], to_check: Mapping[EventId, Hit]) -> Sequence[Stored]:
        def work() -> list[Stored]:
            return [
                one
                for one in stored
                if (hit := to_check.get(one.id)) is None
                or matches(Candidate(one.object, self.zone, self.plan.span, hit.templates), self.filter)
            ]

        # One, found by its UID, is quicker read than handed to a thread.
        return stored if not to_check else work() if len(stored) == 1 else await asyncio.to_thread(work)


async def _hits(
    tx: Transaction, calendar_id: CalendarId, plan: Plan, wanted: Wanted | None, zone: tzinfo
) -> tuple[Sequence[Hit], Sequence[Hit]]:
    """What may match; and, apart, those that only a look beyond the index can tell of."""
    if plan.uid is not None and (found := await repository.list_by_uid(tx, calendar_id, plan.uid)):
        # Whoever names a whole UID means that object; a part of one is looked for in all.
        return found, ()
    if plan.span is None or plan.kind is None:
        return await repository.list_of_kind(tx, calendar_id, plan.kind), ()
    span = span_of(plan.span, zone)
    if plan.is_whole and wanted is not None and wanted.expand == plan.span:
        hits = await repository.list_hits_with_times(tx, calendar_id, span, MOST_TIMES)
    else:
        hits = await repository.list_in_time(tx, calendar_id, span)
    # There are few of them or none, so those that are found already are left out here.
    far = await repository.list_beyond(tx, calendar_id, plan.kind, span, len(hits) + MOST_BEYOND + 1)
    known = {hit.id for hit in hits} if far else ()
    beyond = [hit for hit in far if hit.id not in known]
    if len(beyond) > MOST_BEYOND:
        raise RecurrenceAsksTooMuch(TOO_FAR)
    return hits, beyond


async def _times(
    tx: Transaction,
    stored: Sequence[Stored],
    wanted: Wanted | None,
    zone: tzinfo,
    known: Mapping[EventId, str],
) -> Mapping[EventId, Sequence[Placed]]:
    """The occurrences to expand to: from the index, where they are not known from it already; beyond it, reckoned."""
    if wanted is None or wanted.expand is None:
        return {}
    span = span_of(wanted.expand, zone)
    inside = [one for one in stored if one.is_indexed_over(wanted.expand)]
    asked = [one.id for one in inside if one.id not in known]
    written = {**known, **(await repository.list_times(tx, asked, span))} if asked else known
    found = {one.id: read_times(text) for one in inside if (text := written.get(one.id)) is not None}
    for one in stored if len(inside) < len(stored) else ():
        if not one.is_indexed_over(wanted.expand):
            found[one.id] = await asyncio.to_thread(_beyond, one, span)
    return found


def _beyond(stored: Stored, span: Span) -> Sequence[Placed]:
    rows = rows_between(read_kept(stored.object), span.since, span.until, most=MOST_SHOWN)
    return [
        placed(row)
        for row in rows
        if row.local_start is None
        or row.local_end is None
        or (row.local_start < span.local_until and row.local_end > span.local_since)
    ]


async def _shown(
    stored: Sequence[Stored], wanted: Wanted, times: Mapping[EventId, Sequence[Placed]]
) -> Sequence[Found]:
    if wanted.is_as_stored:
        return [Found(one, one.object) for one in stored]

    def work() -> list[Found]:
        return [Found(one, shown(one, wanted, times.get(one.id, ()))) for one in stored]

    # Putting templates together is quicker than a thread.
    return work() if wanted.expand is not None and wanted.part is None else await asyncio.to_thread(work)


def span_of(range_: TimeRange, zone: tzinfo) -> Span:
    return Span(
        since=range_.start,
        until=range_.end,
        local_since=_wall(range_.start, zone),
        local_until=_wall(range_.end, zone),
    )


def _wall(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
