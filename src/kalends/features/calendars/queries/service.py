"""Queries: a calendar's objects listed, filtered, shown in part or expanded; in batches, however many there are."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from kalends.core.actor import Actor
from kalends.core.clock import Clock
from kalends.core.ids import CalendarId, EventId
from kalends.core.time import Interval
from kalends.features.calendars.admission import admit
from kalends.features.calendars.domain import Access, InHome
from kalends.features.calendars.events.domain import rows_between
from kalends.features.calendars.events.showing import MOST_BEYOND, MOST_SHOWN
from kalends.features.calendars.objects.reading import read_object
from kalends.features.calendars.queries import repository
from kalends.features.calendars.queries.filters import ComponentFilter, Plan, TimeRange, plan_of
from kalends.features.calendars.queries.free_busy import busy_beyond, busy_of, free_busy_object, merged, periods_of
from kalends.features.calendars.queries.matching import Candidate, matches
from kalends.features.calendars.queries.repository import Entry, Hit, Span
from kalends.features.calendars.queries.retrieval import Row, Stored, Wanted, shown
from kalends.features.calendars.recurrence import RecurrenceAsksTooMuch
from kalends.store.database import Database, Transaction

Which = CalendarId | InHome

# Of one answer in pieces: some hundred kilobytes of objects, a few milliseconds of work.
BATCH = 250
TOO_FAR = "Too much here recurs for ever to look so far away. Ask for a nearer span."
# Of entries, which are small.
PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """An object in an answer; `content` is what was wanted of it, None where nothing was."""

    entry: Entry | Stored
    content: bytes | None = None


class Queries:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

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

    async def named(self, actor: Actor, which: Which, names: Sequence[str], wanted: Wanted) -> Sequence[Found]:
        """Those of these names that there are, in any order."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.READ)
            stored = await repository.list_named(tx, calendar.id, names)
            rows = await _rows(tx, stored, wanted, ZoneInfo(calendar.zone))
        return await _shown(stored, wanted, rows)

    async def search(
        self,
        actor: Actor,
        which: Which,
        filter_: ComponentFilter,
        wanted: Wanted | None,
        zone: tzinfo | None = None,
    ) -> AsyncGenerator[Sequence[Found]]:
        """Those that match, with what is wanted of each; floating times and days are where `zone` has them, by default
        the calendar's. What matches is settled at the start; what has gone since is left out."""
        plan = plan_of(filter_)
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.READ)
            zone = zone or ZoneInfo(calendar.zone)
            hits, beyond = await _hits(tx, calendar.id, plan, zone)
        unsure = {hit.id for hit in beyond}
        everything = [*hits, *beyond]
        for start in range(0, len(everything) or 1, BATCH):
            batch = everything[start : start + BATCH]
            needs_content = wanted is not None or not plan.is_whole or any(hit.id in unsure for hit in batch)
            async with self._db.transaction(actor) as tx:
                await admit(tx, calendar.id, Access.READ)
                ids = [hit.id for hit in batch]
                if not needs_content:
                    yielded = [Found(entry) for entry in await repository.list_light(tx, ids)]
                    stored, rows = [], {}
                else:
                    yielded = []
                    stored = await repository.list_stored(tx, ids)
                    rows = {} if wanted is None else await _rows(tx, stored, wanted, zone)
            if needs_content:
                checked = batch if not plan.is_whole else [hit for hit in batch if hit.id in unsure]
                stored = await _matching(stored, checked, filter_, plan, zone)
                yielded = [Found(one) for one in stored] if wanted is None else await _shown(stored, wanted, rows)
            yield yielded

    async def free_busy(self, actor: Actor, which: Which, span: Interval) -> bytes:
        """When one is busy by this calendar, as an iCalendar object; days and floating times are in its zone."""
        now = self._clock()
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.READ)
            zone = ZoneInfo(calendar.zone)
            asked = span_of(TimeRange(span.start, span.end), zone)
            rows = await repository.list_busy(tx, calendar.id, asked)
            beyond = await repository.list_beyond(tx, calendar.id, "VEVENT", asked, (), MOST_BEYOND + 1)
            if len(beyond) > MOST_BEYOND:
                raise RecurrenceAsksTooMuch(TOO_FAR)
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


async def _hits(
    tx: Transaction, calendar_id: CalendarId, plan: Plan, zone: tzinfo
) -> tuple[Sequence[Hit], Sequence[Hit]]:
    """What may match; and, apart, those that only a look beyond the index can tell of."""
    if plan.uid is not None and (found := await repository.list_by_uid(tx, calendar_id, plan.uid)):
        # Whoever names a whole UID means that object; a part of one is looked for in all.
        return found, ()
    if plan.span is None or plan.kind is None:
        return await repository.list_of_kind(tx, calendar_id, plan.kind), ()
    span = span_of(plan.span, zone)
    hits = await repository.list_in_time(tx, calendar_id, plan.kind, span)
    known = [hit.id for hit in hits]
    beyond = await repository.list_beyond(tx, calendar_id, plan.kind, span, known, MOST_BEYOND + 1)
    if len(beyond) > MOST_BEYOND:
        raise RecurrenceAsksTooMuch(TOO_FAR)
    return hits, beyond


async def _matching(
    stored: Sequence[Stored], checked: Sequence[Hit], filter_: ComponentFilter, plan: Plan, zone: tzinfo
) -> list[Stored]:
    """Those that match; only the ones to be checked are read."""
    to_check = {hit.id: hit for hit in checked}

    def work() -> list[Stored]:
        return [
            one
            for one in stored
            if (hit := to_check.get(one.id)) is None
            or matches(Candidate(one.object, zone, plan.span, hit.templates), filter_)
        ]

    return await asyncio.to_thread(work) if to_check else list(stored)


async def _rows(
    tx: Transaction, stored: Sequence[Stored], wanted: Wanted, zone: tzinfo
) -> dict[EventId, Sequence[Row]]:
    """The occurrences to expand to: from the index; beyond it, reckoned."""
    if wanted.expand is None:
        return {}
    found: dict[EventId, list[Row]] = {one.id: [] for one in stored}
    inside = [one.id for one in stored if one.is_indexed_over(wanted.expand)]
    span = span_of(wanted.expand, zone)
    for row in await repository.list_rows(tx, inside, span) if inside else ():
        found[row.event_id].append(row)
    known = set(inside)
    for one in stored:
        if one.id not in known:
            found[one.id] += await asyncio.to_thread(_beyond, one, span)
    return dict(found)


def _beyond(stored: Stored, span: Span) -> Sequence[Row]:
    rows = rows_between(read_object(stored.object), span.since, span.until, most=MOST_SHOWN)
    return [
        row
        for row in rows
        if row.local_start is None
        or row.local_end is None
        or (row.local_start < span.local_until and row.local_end > span.local_since)
    ]


async def _shown(stored: Sequence[Stored], wanted: Wanted, rows: dict[EventId, Sequence[Row]]) -> Sequence[Found]:
    if wanted.is_as_stored:
        return [Found(one, one.object) for one in stored]
    if wanted.expand is not None and wanted.part is None:
        # Putting templates together is quicker than a thread.
        return [Found(one, shown(one, wanted, rows.get(one.id, ()))) for one in stored]

    def work() -> list[Found]:
        return [Found(one, shown(one, wanted, rows.get(one.id, ()))) for one in stored]

    return await asyncio.to_thread(work)


def span_of(range_: TimeRange, zone: tzinfo) -> Span:
    return Span(
        since=range_.start,
        until=range_.end,
        local_since=_wall(range_.start, zone),
        local_until=_wall(range_.end, zone),
    )


def _wall(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
