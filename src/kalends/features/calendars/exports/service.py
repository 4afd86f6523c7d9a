"""A calendar written out: whole for those who may look into it, as a feed for whoever holds its secret link."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kalends.core.actor import Actor
from kalends.core.clock import Clock
from kalends.core.errors import Conflict, Invalid, NotFound
from kalends.core.etag import etag_of
from kalends.core.ids import CalendarId, LinkId
from kalends.features.accounts import links as public_links
from kalends.features.accounts.links import LinkRow, Links
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.admission import admit
from kalends.features.calendars.domain import Access, Calendar, InHome
from kalends.features.calendars.exports import repository
from kalends.features.calendars.exports.repository import Exported, Sized
from kalends.features.calendars.exports.writing import END, Writer
from kalends.store import audit, idempotency
from kalends.store.database import Database, Transaction

Enter = Callable[[Transaction], Awaitable[None]]

# Of objects in one query, and bytes of them: some milliseconds' worth, and little to hold.
BATCH = 200
BATCH_BYTES = 2**20
# Devices of a large family.
MOST_FEEDS = 20
FEED_ADDED = "calendar.feed-added"
FEED_REVOKED = "calendar.feed-revoked"


class NoSuchFeed(NotFound):
    """This calendar has no such feed."""


class TooManyFeeds(Conflict):
    """A calendar has at most 20 feeds. Revoke one that nobody uses."""


class ExpiryIsPast(Invalid):
    """A feed's last moment lies in the future."""


class FeedKind(StrEnum):
    """What a feed shows, and what its link allows."""

    FULL = "feed"
    BUSY = "feed_busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    id: LinkId
    kind: FeedKind
    url: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A calendar about to be written; `pieces` reads it by and by."""

    calendar: Calendar
    # The same for as long as the same would be written.
    etag: str
    pieces: Callable[[], AsyncIterator[bytes]]


class Exports:
    def __init__(self, *, db: Database, links: Links, public_url: str, clock: Clock) -> None:
        self._db = db
        self._links = links
        self._public_url = public_url
        self._clock = clock

    async def whole(self, actor: Actor, calendar_id: CalendarId | InHome) -> Export:
        """For whoever may look into the calendar."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.READ)

        async def enter(tx: Transaction) -> None:
            await admit(tx, calendar.id, Access.READ)

        return self._export(actor, calendar, enter, "whole", Writer(calendar))

    async def feed(self, actor: Actor) -> Export:
        """Of the calendar that the actor's link leads to; without what is private, or without all content."""
        async with self._db.transaction(actor) as tx:
            calendar, kind = await _entered(tx)

        async def enter(tx: Transaction) -> None:
            await _entered(tx)

        hides_all = kind is FeedKind.BUSY
        writer = Writer(calendar, hides_all=hides_all, hides_private=True)
        return self._export(actor, calendar, enter, kind.value, writer)

    async def list_feeds(self, actor: Actor, calendar_id: CalendarId) -> Sequence[Feed]:
        """Only for those who manage it: who holds an address reads the calendar."""
        async with self._db.transaction(actor) as tx:
            return await self._standing(tx, await admit(tx, calendar_id, Access.MANAGE))

    async def add_feed(
        self, actor: Actor, calendar_id: CalendarId, kind: FeedKind, expires_at: datetime | None = None
    ) -> Feed:
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.MANAGE, locked=True)
            standing = await self._standing(tx, calendar)
            if (earlier := await idempotency.made_before(tx, calendar.id)) is not None:
                return _of(standing, LinkId(earlier))
            if expires_at is not None and expires_at <= self._clock():
                raise ExpiryIsPast(field="expires_at")
            if len(standing) >= MOST_FEEDS:
                raise TooManyFeeds
            feed = await self._add(tx, calendar, kind, expires_at)
            await idempotency.remember(tx, calendar.id, calendar.space_id, feed.id)
            return feed

    async def rotate_feed(self, actor: Actor, calendar_id: CalendarId, link_id: LinkId) -> Feed:
        """A new address for the same; the old one ends."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.MANAGE, locked=True)
            before = _of(await self._standing(tx, calendar), link_id)
            await self._revoke(tx, calendar, link_id)
            return await self._add(tx, calendar, before.kind, before.expires_at)

    async def revoke_feed(self, actor: Actor, calendar_id: CalendarId, link_id: LinkId) -> None:
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.MANAGE, locked=True)
            _of(await self._standing(tx, calendar), link_id)
            await self._revoke(tx, calendar, link_id)

    def _export(self, actor: Actor, calendar: Calendar, enter: Enter, what: str, writer: Writer) -> Export:
        state = f"{calendar.id}/{calendar.version}/{calendar.sync_token}/{what}"
        return Export(
            calendar=calendar,
            etag=f"W/{etag_of(state.encode())}",
            pieces=lambda: self._pieces(actor, calendar.id, enter, writer),
        )

    async def _pieces(
        self, actor: Actor, calendar_id: CalendarId, enter: Enter, writer: Writer
    ) -> AsyncIterator[bytes]:
        """Each batch asks anew whether the actor may: what is revoked ends there."""
        yield writer.begin()
        after = ""
        while True:
            async with self._db.transaction(actor) as tx:
                await enter(tx)
                sizes = _fitting(await repository.list_sizes(tx, calendar_id, after, BATCH))
                objects = await repository.list_objects(tx, calendar_id, [one.name for one in sizes])
            if not sizes:
                break
            yield await asyncio.to_thread(_written, writer, objects)
            after = sizes[-1].name
        yield END

    async def _add(self, tx: Transaction, calendar: Calendar, kind: FeedKind, expires_at: datetime | None) -> Feed:
        link_id = await public_links.add_link(tx, calendar.space_id, calendar.id, kind.value, expires_at=expires_at)
        await audit.note(tx, calendar.space_id, FEED_ADDED, calendar.id, {"kind": kind.value})
        return self._feed(link_id, kind, expires_at)

    async def _revoke(self, tx: Transaction, calendar: Calendar, link_id: LinkId) -> None:
        await public_links.revoke_link(tx, link_id)
        await audit.note(tx, calendar.space_id, FEED_REVOKED, calendar.id, {"link_id": str(link_id)})

    async def _standing(self, tx: Transaction, calendar: Calendar) -> list[Feed]:
        now = self._clock()

        def stands(row: LinkRow) -> bool:
            return row.revoked_at is None and (row.expires_at is None or row.expires_at > now)

        rows = await public_links.list_links(tx, calendar.id)
        return [self._feed(row.id, FeedKind(row.permission), row.expires_at) for row in rows if stands(row)]

    def _feed(self, link_id: LinkId, kind: FeedKind, expires_at: datetime | None) -> Feed:
        url = f"{self._public_url}/feeds/{self._links.code_of(link_id)}.ics"
        return Feed(id=link_id, kind=kind, url=url, expires_at=expires_at)


async def _entered(tx: Transaction) -> tuple[Calendar, FeedKind]:
    if tx.grant is None or tx.grant.permission not in set(FeedKind):
        raise NoSuchFeed
    calendar = await calendars.find(tx, CalendarId(tx.grant.thing_id))
    if calendar is None:
        raise NoSuchFeed
    return calendar, FeedKind(tx.grant.permission)


def _of(feeds: Sequence[Feed], link_id: LinkId) -> Feed:
    found = next((feed for feed in feeds if feed.id == link_id), None)
    if found is None:
        raise NoSuchFeed
    return found


def _written(writer: Writer, objects: Sequence[Exported]) -> bytes:
    return b"".join(writer.add(one.object) for one in objects)


def _fitting(sizes: Sequence[Sized]) -> list[Sized]:
    """As many as may be held at once; one at least."""
    total, fitting = 0, list[Sized]()
    for one in sizes:
        total += one.size
        if fitting and total > BATCH_BYTES:
            break
        fitting.append(one)
    return fitting
