"""When people are busy: one query over the index for all of them, times and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kalends.core.actor import Actor, Person
from kalends.core.clock import Clock
from kalends.core.ids import PersonId
from kalends.core.time import Interval, clip, instant_of
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.admission import person_of
from kalends.features.calendars.errors import SpanIsTooLong, TooFarAhead, TooManyPeople
from kalends.features.calendars.events.domain import BEHIND, SURELY_AHEAD
from kalends.features.calendars.events.showing import LONGEST_SPAN
from kalends.features.calendars.queries.invitees import Question
from kalends.store.database import Database, Transaction

# A large department, and as many ids as an address holds.
MOST_PEOPLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    person_id: PersonId
    zone: str
    starts: list[datetime]
    ends: list[datetime]
    local_starts: list[datetime]
    local_ends: list[datetime]

    def within(self, span: Interval) -> tuple[Interval, ...]:
        busy = tuple(map(Interval, self.starts, self.ends))
        if not self.local_starts:
            return busy
        return clip([*busy, *self._of_days()], [span])

    def _of_days(self) -> Iterator[Interval]:
        """Days and floating times are where the person is."""
        for start, end in zip(self.local_starts, self.local_ends, strict=True):
            begin, until = instant_of(start, self.zone), instant_of(end, self.zone)
            # What lies in a gap of the zone takes no time there.
            if begin < until:
                yield Interval(begin, until)


class BusyTimes:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def of(
        self, actor: Actor, people: Sequence[PersonId], span: Interval
    ) -> Mapping[PersonId, tuple[Interval, ...]]:
        """Each one's busy time in the span, merged, if this actor may know: their calendars are in a space of the
        actor's, or shared with them, or they let members of their organisations know. Who is missing may not be asked
        about, or is not here."""
        actor = person_of(actor)
        self._ensure_known(len(people), span)
        async with self._db.transaction(actor) as tx:
            return await busy_times(tx, actor, people, span)

    async def of_invitees(self, actor: Actor, question: Question) -> Sequence[bytes | None]:
        """An answer for each attendee, in their order; None for who may not be asked about, as `of` has it, or is not
        here."""
        actor = person_of(actor)
        self._ensure_known(len(question.attendees), question.span)
        now = self._clock()
        async with self._db.transaction(actor) as tx:
            found = [await calendars.find_person_named(tx, key) for key in question.keys]
            busy = await busy_times(tx, actor, [one for one in found if one is not None], question.span)
        return [
            question.answer(attendee, busy[person], now) if person is not None and person in busy else None
            for attendee, person in zip(question.attendees, found, strict=True)
        ]

    def _ensure_known(self, many: int, span: Interval) -> None:
        if many > MOST_PEOPLE:
            raise TooManyPeople(field="people")
        if span.duration > LONGEST_SPAN:
            raise SpanIsTooLong(field="end")
        now = self._clock()
        if span.start < now - BEHIND or span.end > now + SURELY_AHEAD:
            raise TooFarAhead(field="start" if span.start < now - BEHIND else "end")


async def busy_times(
    tx: Transaction, actor: Person, people: Sequence[PersonId], span: Interval
) -> dict[PersonId, tuple[Interval, ...]]:
    """See `BusyTimes.of`; within a transaction of other features, and as far as the index reaches."""
    rows = await tx.list(
        _Row,
        """
        SELECT person_id, zone, starts, ends, local_starts, local_ends
        FROM busy_times(%s, %s, %s, %s, %s)
        """,
        [actor.id, actor.session_id, list(people), span.start, span.end],
    )
    return {row.person_id: row.within(span) for row in rows}
