"""Reminders worded from one look for many: those that wait while a look is under way are in the next."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from kalends.core.actor import Nobody
from kalends.features.notices.domain import Letter, Matter, NoticeKind, Occasion
from kalends.features.notices.reminders import repository
from kalends.features.notices.reminders.repository import Due
from kalends.features.notices.unsubscribing import Subscription, Unsubscribing
from kalends.store.database import Database
from kalends.store.outbox import Delivery


@dataclass(slots=True, kw_only=True)
class ReminderWriter:
    """Ten thousand people are reminded at nine o'clock: a transaction for each would be the slowest part of it."""

    db: Database
    unsubscribing: Unsubscribing
    _waiting: dict[UUID, asyncio.Future[Due | None]] = field(default_factory=dict[UUID, asyncio.Future[Due | None]])
    _looking: asyncio.Task[None] | None = None

    async def write(self, delivery: Delivery) -> Letter | None:
        """None where the event is gone, or the person, or where mail to them is held back."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting[delivery.id] = answer
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        due = await answer
        return None if due is None else self._letter(due)

    async def _look(self) -> None:
        try:
            while self._waiting:
                waiting, self._waiting = self._waiting, {}
                try:
                    async with self.db.transaction(Nobody()) as tx:
                        found = {one.delivery_id: one for one in await repository.list_due(tx, list(waiting))}
                except Exception as failure:
                    for answer in waiting.values():
                        if not answer.done():
                            answer.set_exception(failure)
                else:
                    for delivery_id, answer in waiting.items():
                        if not answer.done():
                            answer.set_result(found.get(delivery_id))  # pyright: ignore[reportArgumentType]  # one uuid
        finally:
            self._looking = None

    def _letter(self, due: Due) -> Letter:
        subscription = Subscription(kind=NoticeKind.REMINDER, person_id=due.person_id, space_id=due.space_id)
        return Letter(
            occasion=Occasion.REMINDER,
            address=due.email,
            name=due.name,
            locale=due.locale,
            zone=due.zone,
            matter=matter_of(due),
            unsubscribe=self.unsubscribing.code_of(subscription),
        )


def matter_of(due: Due) -> Matter:
    matter = Matter(title=due.title, place=due.place, is_all_day=due.is_all_day)
    if due.local_start is None or due.local_end is None:
        return replace(matter, start=due.starts_at, end=due.ends_at)
    return replace(matter, start=_as_utc(due.local_start), end=_as_utc(due.local_end), is_local=True)


def _as_utc(wall: datetime) -> datetime:
    return wall.replace(tzinfo=UTC)
