"""Digests owed when they are due, each once, and worded from what is in the calendars then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from kalends.core.actor import Nobody, System
from kalends.core.time import instant_of
from kalends.core.time import zone as known_zone
from kalends.features.accounts.addresses import key_of
from kalends.features.notices import repository as notices
from kalends.features.notices.digests import repository
from kalends.features.notices.digests.repository import Due, Organised, Taking
from kalends.features.notices.domain import MAIL, Entry, Letter, Matter, NoticeKind, Occasion, is_internal
from kalends.features.notices.preferences import repository as preferences
from kalends.features.notices.repository import Reader
from kalends.features.notices.unsubscribing import Subscription, Unsubscribing
from kalends.store import outbox
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery, NewDelivery

log = structlog.get_logger("digests")

DUE_AT_ONCE = 200
# Whoever has none by then gets it late rather than never, and holds nobody up until then.
PUT_OFF = timedelta(hours=1)
# A day has no more that anybody reads.
MOST_ENTRIES = 100
# As the index has days and floating times.
WIDEST = timedelta(hours=14)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    db: Database
    unsubscribing: Unsubscribing

    async def owe(self) -> int:
        """The worker's chore: in one transaction what is due is owed, and the next time is set; so each is owed once,
        however many workers look and whenever one is killed. Those missed while nobody worked come as one."""
        async with self.db.transaction(Nobody()) as tx:
            due = await repository.claim(tx, DUE_AT_ONCE)
            for one in due:
                await repository.enter(tx, one.space_id)
                try:
                    # A savepoint, so that what goes wrong with one person stays with them.
                    async with tx.connection.transaction():
                        await _owe(tx, one)
                except Exception as failure:
                    if tx.connection.closed:
                        raise
                    log.error("a digest could not be owed", person_id=str(one.person_id), exc_info=failure)
                    await repository.put_off(tx, one, PUT_OFF)
        return len(due)

    async def write(self, delivery: Delivery) -> Letter | None:
        occasion = Occasion(delivery.payload["occasion"])
        kind = NoticeKind.DAILY if occasion is Occasion.DAILY else NoticeKind.WEEKLY
        async with self.db.transaction(System(delivery.space_id)) as tx:
            reader = await notices.find_reader_of(tx, delivery.id)
            if reader is None or not reader.wants(kind, MAIL) or is_internal(reader.email):
                return None
            if (await notices.state_of_address(tx, key_of(reader.email))).is_suppressed:
                return None
            if occasion is Occasion.DAILY:
                matter = await self._day(tx, delivery, reader)
            else:
                found = await repository.list_organised(tx, delivery.id)
                matter = Matter(entries=tuple(_organised(one) for one in found))
        subscription = Subscription(kind=kind, person_id=reader.person_id, space_id=reader.space_id)
        return Letter(
            occasion=occasion,
            address=reader.email,
            name=reader.name,
            locale=reader.locale,
            zone=reader.zone,
            matter=matter,
            unsubscribe=self.unsubscribing.code_of(subscription),
        )

    async def _day(self, tx: Transaction, delivery: Delivery, reader: Reader) -> Matter:
        """Of the day on which it became due, as the reader's wall has it."""
        today = delivery.created_at.astimezone(known_zone(reader.zone)).replace(
            hour=0, minute=0, second=0, microsecond=0, tzinfo=None
        )
        start, end = instant_of(today, reader.zone), instant_of(today + DAY, reader.zone)
        found = await repository.list_taking_place(tx, reader.space_id, start - WIDEST, end + WIDEST, 2 * MOST_ENTRIES)
        placed = [(one, *_placed(one, reader.zone)) for one in found]
        entries = [
            Entry(title=one.title, place=one.place, start=since, end=until, is_all_day=one.is_all_day)
            for one, since, until in placed
            if since < end and until > start
        ]
        entries.sort(key=lambda entry: (not entry.is_all_day, entry.start))
        return Matter(start=start, end=end, entries=tuple(entries[:MOST_ENTRIES]))


async def _owe(tx: Transaction, one: Due) -> None:
    likes = await preferences.find(tx, one.person_id)
    if likes is None:
        return
    chosen = [(one.is_daily, Occasion.DAILY), (one.is_weekly, Occasion.WEEKLY)]
    owed = [
        NewDelivery(recipient=str(one.person_id), channel=MAIL, payload={"occasion": occasion}, host=MAIL)
        for is_due, occasion in chosen
        if is_due
    ]
    await outbox.owe(tx, one.space_id, None, owed)
    await repository.save_due(tx, one.person_id, *likes.due_after(await repository.now(tx), one.zone))


def _placed(one: Taking, zone: str) -> tuple[datetime, datetime]:
    if one.local_start is None or one.local_end is None:
        return one.starts_at, one.ends_at
    return instant_of(one.local_start, zone), instant_of(one.local_end, zone)


def _organised(one: Organised) -> Entry:
    return Entry(title=one.title, start=one.starts_at, end=one.ends_at, asked=one.participants, answered=one.answered)
