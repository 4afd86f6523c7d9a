"""Events: put, got and removed as the objects they are; listed by time; what changes them keeps the index true."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import psycopg
import structlog

from kalends.core.actor import Actor, Nobody, Person, System
from kalends.core.clock import Clock
from kalends.core.errors import Stale, Unavailable
from kalends.core.etag import ensure_match
from kalends.core.ids import CalendarId
from kalends.core.time import Interval
from kalends.features.calendars.admission import admit
from kalends.features.calendars.attachments.uses import ensure_readable
from kalends.features.calendars.domain import Access, InHome, checked_name
from kalends.features.calendars.errors import KindNotTaken, NoSuchEvent, UidIsAnother, UidIsTaken
from kalends.features.calendars.events import repository
from kalends.features.calendars.events.answering import ensure_keeps_plan, note_absence
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.events.keeping import Put, Ready, discard, indexed, indexed_anew, keep
from kalends.features.calendars.events.repository import Named, Shown, ToRead
from kalends.features.calendars.events.showing import gather, show
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.store.database import Database, Transaction, broken_rule

# Of the worker's chores: as many as take a few seconds.
READ_AT_ONCE = 200
# A later version may be able to read what this one can't.
PUT_OFF = timedelta(days=1)

log = structlog.get_logger("calendars")


class Events:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def put(
        self,
        actor: Actor,
        calendar_id: CalendarId | InHome,
        name: str,
        content: bytes,
        *,
        if_match: str | None = None,
        must_be_new: bool = False,
    ) -> Put:
        """Keep this object under this name, byte for byte. Putting the same again changes nothing.

        Of several at once that name the same ETag, or that say it must be new, one gets through; the others are Stale.
        """
        name = checked_name(name, "name")
        ready = await self.ready(content)
        is_person = isinstance(actor, Person)
        try:
            async with self._db.transaction(actor) as tx:
                return await self.put_within(
                    tx, calendar_id, name, ready, if_match=if_match, must_be_new=must_be_new, keeps_plan=is_person
                )
        except psycopg.errors.UniqueViolation as taken:
            if broken_rule(taken) == "a_uid_is_one_object_in_a_calendar":
                raise UidIsTaken(field="UID") from taken
            raise

    async def ready(self, content: bytes) -> Ready:
        """Read and indexed for `put_within`, whose transaction need not wait for that."""
        now = self._clock()
        read, index = await indexed(content, now)
        return Ready(read=read, index=index, now=now)

    async def put_within(
        self,
        tx: Transaction,
        calendar_id: CalendarId | InHome,
        name: str,
        ready: Ready,
        *,
        if_match: str | None = None,
        must_be_new: bool = False,
        keeps_plan: bool = False,
    ) -> Put:
        """As `put`, where something else stands or falls with it, of an object that is there already or has a new UID.

        `keeps_plan`: what others organise stays as they plan it.
        """
        read = ready.read
        calendar = await admit(tx, calendar_id, Access.WRITE, locked=True)
        if read.kind not in calendar.components:
            raise KindNotTaken(field=read.kind)
        before = await repository.find(tx, calendar.id, name)
        _ensure_may_put(before, read, if_match, must_be_new=must_be_new)
        if before is not None and before.object == read.content:
            return Put(event=before, is_new=False)
        if before is not None and keeps_plan:
            ensure_keeps_plan(before, read)
        await ensure_readable(tx, before, read)
        return await keep(tx, calendar, name, before, read, ready.index, ready.now)

    async def get(self, actor: Actor, calendar_id: CalendarId | InHome, name: str) -> Event:
        if isinstance(calendar_id, InHome) and isinstance(actor, Person):
            # One's own is one's own to read: the usual case, in one round trip.
            slug = calendar_id.segment
            own = await self._db.ask(lambda tx: repository.find_at_home(tx, actor, slug, name))
            if own is not None:
                return own
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.READ)
            return await _get(tx, calendar.id, name)

    async def find_by_uid(self, actor: System, uid: str) -> Event | None:
        """In whichever calendar of the space: the oldest, where there are several."""
        async with self._db.transaction(actor) as tx:
            return await repository.find_by_uid(tx, actor.space_id, uid)

    async def list_named(self, actor: Actor, calendar_id: CalendarId | InHome, names: Sequence[str]) -> Sequence[Event]:
        """Those of these names that there are."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.READ)
            return await repository.list_named(tx, calendar.id, names)

    async def list_names(self, actor: Actor, calendar_id: CalendarId) -> Sequence[Named]:
        """All there are, with their ETags."""
        async with self._db.transaction(actor) as tx:
            await admit(tx, calendar_id, Access.READ)
            return await repository.list_names(tx, calendar_id)

    async def remove(
        self,
        actor: Actor,
        calendar_id: CalendarId | InHome,
        name: str,
        *,
        if_match: str | None = None,
        is_quiet: bool = False,
    ) -> None:
        """Who removes what somebody else organises declines it, unless `is_quiet` says that nobody is to hear of it."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.WRITE, locked=True)
            event = await _get(tx, calendar.id, name)
            ensure_match(if_match, event.etag)
            await discard(tx, calendar, event, is_quiet=is_quiet)
            if not is_quiet and isinstance(actor, Person):
                await note_absence(tx, event, self._clock())

    async def list_between(
        self, actor: Actor, calendar_id: CalendarId, span: Interval, zone: str | None = None
    ) -> Sequence[Shown]:
        """The occurrences that touch the span, in order; days and floating times as `zone` has them, by default the
        calendar's. Within the index this is one query; beyond it, what reaches there is expanded, within bounds."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.READ)
            gathered = await gather(tx, [calendar], span)
        return await show(gathered, span, zone)

    async def extend(self) -> int:
        """The worker's chore: write the index anew where it ends soon, or where zones changed. Answers how many.

        What can't be written anew keeps the index it has, and is tried again tomorrow: it must not stop the others.
        """
        now = self._clock()
        async with self._db.transaction(Nobody()) as tx:
            due = await repository.list_to_extend(tx, now, READ_AT_ONCE)
        for one in due:
            try:
                await self._extend(one, now)
            except Unavailable:
                raise
            except Exception as failure:
                log.error("an event could not be indexed anew", event_id=str(one.id), exc_info=failure)
                async with self._db.transaction(System(one.space_id)) as tx:
                    await repository.put_off_index(tx, one.id, now + PUT_OFF)
        return len(due)

    async def add_words(self) -> int:
        """The worker's chore: give words to events that a version wrote which kept none. Answers how many."""
        now = self._clock()
        async with self._db.transaction(Nobody()) as tx:
            found = await repository.list_without_words(tx, READ_AT_ONCE)
        for one in found:
            try:
                await self._add_words(one, now)
            except Unavailable:
                raise
            except Exception as failure:
                log.error("an event could not be given its words", event_id=str(one.id), exc_info=failure)
        return len(found)

    async def _extend(self, one: ToRead, now: datetime) -> None:
        async with self._db.transaction(System(one.space_id)) as tx:
            await repository.lock_calendar_of(tx, one.id)
            if (event := await repository.find_by_id(tx, one.id)) is not None:
                read, index = await indexed_anew(event.object, now)
                await repository.save_index(tx, event, read, index)

    async def _add_words(self, one: ToRead, now: datetime) -> None:
        async with self._db.transaction(System(one.space_id)) as tx:
            await repository.lock_calendar_of(tx, one.id)
            if (event := await repository.find_by_id(tx, one.id)) is not None:
                read, index = await indexed_anew(event.object, now)
                await repository.save_words(tx, event, read, index)


async def _get(tx: Transaction, calendar_id: CalendarId, name: str) -> Event:
    event = await repository.find(tx, calendar_id, name)
    if event is None:
        raise NoSuchEvent
    return event


def _ensure_may_put(before: Event | None, read: CalendarObject, if_match: str | None, *, must_be_new: bool) -> None:
    if before is None:
        if if_match is not None:
            raise Stale
        return
    if must_be_new:
        raise Stale
    ensure_match(if_match, before.etag)
    if before.uid != read.uid:
        raise UidIsAnother(field="UID")
