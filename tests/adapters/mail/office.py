"""The product with its worker at work, and a sink where its mail comes out."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar, Event

from kalends import wiring
from kalends.core.actor import Actor, System
from kalends.core.ids import SpaceId
from kalends.settings import load
from tests.adapters.mail.sink import Sink
from tests.adapters.product import Product, Somebody

PATIENCE = 60.0


@dataclass(frozen=True, kw_only=True)
class Office:
    product: Product
    sink: Sink

    @property
    def services(self) -> wiring.Services:
        return self.product.services

    async def mails_to(self, address: str, many: int = 1) -> list[EmailMessage]:
        """Once there are so many."""
        await eventually(lambda: len(self._to(address)) >= many, lambda: f"{many} mails to {address}")
        found = self._to(address)
        assert len(found) == many, [mail["Subject"] for mail in found]
        return found

    def _to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.sink.mails if mail["To"].addresses[0].addr_spec.lower() == address.lower()]

    async def at_rest(self, *spaces: SpaceId) -> None:
        """Nothing is owed to anybody in these spaces any more."""
        for space in spaces:
            async with asyncio.timeout(PATIENCE):
                while await self._owed(space):
                    await asyncio.sleep(0.02)

    async def _owed(self, space: SpaceId) -> int:
        async with self.product.house.database.transaction(System(space)) as tx:
            return await tx.value(
                """
                SELECT (SELECT count(*) FROM facts WHERE space_id = %(space)s AND expanded_at IS NULL)
                    + (
                        SELECT count(*) FROM deliveries
                        WHERE space_id = %(space)s AND due_at < now() + interval '1 hour'
                    )
                """,
                {"space": space},
            )

    async def in_calendar(self, who: Somebody, uid: str) -> Event | None:
        """What stands in somebody's calendar under this UID."""
        found = await self.services.events.find_by_uid(System(who.space_id), uid)
        return event_in(found.object) if found else None

    async def address_of(self, who: Actor) -> str:
        return (await self.services.people.me(who)).email


@asynccontextmanager
async def opened(sink: Sink, port: int, conninfo: str, **settings: str) -> AsyncIterator[Office]:
    given = {name.replace("__", "."): value for name, value in settings.items()}
    ours = {
        "mail.transport": "smtp",
        "mail.host": "127.0.0.1",
        "mail.port": str(port),
        "mail.security": "plain",
        "mail.timeout": "5",
        "worker.poll": "0.05",
        "database.pool": "6",
    }
    loaded = load({**ours, **given}, environ={"KALENDS_ENV": "test"}).settings
    product = Product(loaded, conninfo)
    house = product.house
    post = wiring.post_of(loaded.mail)
    worker = wiring.worker_of(house, post)
    stop = asyncio.Event()
    async with house.open():
        running = asyncio.create_task(worker.run(stop, grace=2))
        try:
            yield Office(product=product, sink=sink)
        finally:
            stop.set()
            await running
            await post.close()


async def eventually(is_so: Callable[[], bool], what: Callable[[], str]) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"this did not come: {what()}") from None


def invitation_in(mail: EmailMessage) -> tuple[str, Event]:
    """The method of the iCalendar part, which its media type repeats, and its event."""
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    calendar: Any = Calendar.from_ical(part.get_content())
    method = str(calendar["METHOD"])
    assert part["Content-Type"].params["method"] == method
    return method, next(iter(calendar.walk("VEVENT")))


def event_in(content: bytes) -> Event:
    calendar: Any = Calendar.from_ical(content.decode())
    assert "METHOD" not in calendar
    return next(iter(calendar.walk("VEVENT")))
