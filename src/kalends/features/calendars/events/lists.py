"""Events over several calendars: in a span, one by one, and by their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kalends.core.actor import Actor
from kalends.core.clock import Clock
from kalends.core.ids import CalendarId
from kalends.core.page import Page, page_of
from kalends.core.time import Interval
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.admission import access_in, admit, person_of
from kalends.features.calendars.domain import Access, Calendar
from kalends.features.calendars.errors import NotSearchable
from kalends.features.calendars.events import repository
from kalends.features.calendars.events.detailed import Detailed, detailed
from kalends.features.calendars.events.repository import Found, Shown
from kalends.features.calendars.events.showing import gather, placed, show
from kalends.features.calendars.events.words import sought
from kalends.store.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of what was found ended."""

    score: float
    event_id: UUID


class EventLists:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def between(
        self, actor: Actor, calendar_ids: Sequence[CalendarId] | None, span: Interval, zone: str | None = None
    ) -> Sequence[Shown]:
        """The occurrences that touch the span, of these calendars or of all that the person may look into."""
        async with self._db.transaction(actor) as tx:
            gathered = await gather(tx, await _readable(tx, actor, calendar_ids), span)
        shown = await show(gathered, span, zone)
        return [one for one in shown if one.kind == "VEVENT"]

    async def with_details(
        self, actor: Actor, calendar_ids: Sequence[CalendarId] | None, after: UUID | None, limit: int
    ) -> Page[Detailed]:
        """All there are, oldest first."""
        async with self._db.transaction(actor) as tx:
            readable = await _readable(tx, actor, calendar_ids)
            rows = await repository.list_from(tx, [one.id for one in readable], after, limit + 1)
        page = page_of(rows, limit, lambda row: row.id)
        return Page([await detailed(one) for one in page.items], page.next_cursor)

    async def of_span_with_details(
        self,
        actor: Actor,
        calendar_ids: Sequence[CalendarId] | None,
        span: Interval,
        zone: str | None,
        after: UUID | None,
        limit: int,
    ) -> Page[Detailed]:
        """Those of which an occurrence touches the span, each once, oldest first."""
        touching = {one.event_id for one in await self.between(actor, calendar_ids, span, zone)}
        ids = sorted(one for one in touching if after is None or one > after)[: limit + 1]
        async with self._db.transaction(actor) as tx:
            await _readable(tx, actor, calendar_ids)
            rows = sorted(await repository.list_by_ids(tx, ids), key=lambda row: row.id)
        page = page_of(rows, limit, lambda row: row.id)
        return Page([await detailed(one) for one in page.items], page.next_cursor)

    async def search(
        self,
        actor: Actor,
        text: str,
        calendar_ids: Sequence[CalendarId] | None = None,
        zone: str | None = None,
        *,
        after: After | None = None,
        limit: int,
    ) -> Sequence[Found]:
        """What fits best first: events that have all the words or their beginnings, a part of them in what they are
        called, or something like them. Of each the occurrence that is nearest; days are where `zone` has them.
        Of more than a thousand that have all the words, those that are nearest in time."""
        words = sought(text)
        if words is None:
            raise NotSearchable(field="q")
        async with self._db.transaction(actor) as tx:
            person = person_of(actor)
            if calendar_ids is not None:
                await _readable(tx, actor, calendar_ids)
            owner = await calendars.get_owner(tx, person)
            key = None if after is None else (after.score, after.event_id)
            found = await repository.search(tx, person, calendar_ids, words, self._clock(), key, limit)
        home = owner.zone if owner else "UTC"
        return [placed(one, zone or home) for one in found]


async def _readable(tx: Transaction, actor: Actor, calendar_ids: Sequence[CalendarId] | None) -> Sequence[Calendar]:
    """These calendars, each of which must be open to the actor; else all that are."""
    person = person_of(actor)
    if calendar_ids is None:
        own = await calendars.list_of_spaces(tx, list(tx.roles))
        open_to = {one.id: one for one in own if access_in(tx, one) is not None}
        shared = [one.calendar_id for one in await calendars.list_shared(tx, person) if one.calendar_id not in open_to]
        return [*open_to.values(), *[await admit(tx, one, Access.READ) for one in shared]]
    return [await admit(tx, one, Access.READ) for one in dict.fromkeys(calendar_ids)]
