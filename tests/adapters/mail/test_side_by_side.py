"""Two deliveries to one calendar at once: what read first and writes last leaves nothing behind that is over."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kalends.core.actor import System
from kalends.core.ids import DeliveryId, SpaceId, new_uuid
from kalends.features.calendars.events.service import Events
from kalends.features.meetings.proposal import NewParticipant
from kalends.features.notices.domain import CALENDAR
from kalends.store import outbox
from kalends.store.outbox import Delivery, NewDelivery
from tests.adapters.mail.office import Office
from tests.adapters.mail.test_invitations import booked
from tests.adapters.product import Somebody
from tests.features.calendars.diary import calendar_of, event


@dataclass(frozen=True, kw_only=True)
class LateEvents:
    """Before the first write something else happens."""

    events: Events
    meanwhile: list[Callable[[], Awaitable[None]]]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.events, name)

    async def put(self, *args: Any, **kwargs: Any) -> Any:
        await self._wait()
        return await self.events.put(*args, **kwargs)

    async def remove(self, *args: Any, **kwargs: Any) -> None:
        await self._wait()
        await self.events.remove(*args, **kwargs)

    async def _wait(self) -> None:
        while self.meanwhile:
            await self.meanwhile.pop()()


async def deliver_late(
    office: Office, space: SpaceId, whose: Somebody, payload: dict[str, str], meanwhile: Callable[[], Awaitable[None]]
) -> None:
    """A delivery that is overtaken by what `meanwhile` owes; the worker has that one, this one is ours."""
    owed = NewDelivery(
        recipient=str(whose.actor.id), channel=CALENDAR, payload=payload, due_at=datetime.now(UTC) + timedelta(days=1)
    )
    async with office.product.house.database.transaction(System(space)) as tx:
        [delivery_id] = await outbox.owe(tx, space, None, [owed])
    late: Any = LateEvents(events=office.services.events, meanwhile=[meanwhile])
    bookkeeping = office.services.bookkeeping
    ours = replace(bookkeeping, events=late, copies=replace(bookkeeping.copies, events=late))
    await ours.deliver(_delivery(delivery_id, space, owed))


def _delivery(delivery_id: DeliveryId, space: SpaceId, owed: NewDelivery) -> Delivery:
    return Delivery(
        id=delivery_id,
        space_id=space,
        fact_id=None,
        recipient=owed.recipient,
        channel=CALENDAR,
        payload=dict(owed.payload),
        host="",
        attempt=1,
        max_attempts=5,
        created_at=datetime.now(UTC),
    )


async def test_a_meeting_that_is_undone_meanwhile_does_not_come_back(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    meeting = await booked(office, ada, NewParticipant(name="Grace", email=await office.address_of(grace.actor)))
    await office.at_rest(ada.space_id)
    assert await office.in_calendar(grace, str(meeting)) is not None

    async def undo() -> None:
        await office.services.bookings.undo(ada.actor, meeting)
        await office.at_rest(ada.space_id)
        assert await office.in_calendar(grace, str(meeting)) is None

    await deliver_late(office, ada.space_id, grace, {"meeting_id": str(meeting)}, undo)

    assert await office.in_calendar(grace, str(meeting)) is None


async def test_a_meeting_that_is_booked_again_meanwhile_stays(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    meeting = await booked(office, ada, NewParticipant(name="Grace", email=await office.address_of(grace.actor)))
    await office.at_rest(ada.space_id)
    start = (await office.in_calendar(grace, str(meeting)) or {})["DTSTART"].dt

    async def book_later() -> None:
        await office.services.bookings.undo(ada.actor, meeting)
        await office.at_rest(ada.space_id)
        await office.services.bookings.book(ada.actor, meeting, start + timedelta(hours=1))
        await office.at_rest(ada.space_id)

    await deliver_late(office, ada.space_id, grace, {"meeting_id": str(meeting)}, book_later)

    found = await office.in_calendar(grace, str(meeting))
    assert found is not None
    assert found["DTSTART"].dt == start + timedelta(hours=1)


async def test_an_event_that_is_called_off_meanwhile_does_not_come_back(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    calendar = await office.services.calendars.default_of(System(ada.space_id))
    assert calendar is not None
    uid, events = str(new_uuid()), office.services.events
    content = calendar_of(
        event(
            "DTSTART:20300114T120000Z",
            "SUMMARY:Lunch",
            f"ORGANIZER:mailto:{await office.address_of(ada.actor)}",
            f"ATTENDEE;CN=Grace:mailto:{await office.address_of(grace.actor)}",
            uid=uid,
        )
    )
    await events.put(ada.actor, calendar.id, "lunch.ics", content)
    await office.at_rest(ada.space_id, grace.space_id)
    assert await office.in_calendar(grace, uid) is not None
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        invitation_id = await tx.value("SELECT id FROM invitations WHERE uid = %s", [uid])

    async def call_off() -> None:
        await events.remove(ada.actor, calendar.id, "lunch.ics")
        await office.at_rest(ada.space_id, grace.space_id)
        assert await office.in_calendar(grace, uid) is None

    await deliver_late(office, ada.space_id, grace, {"invitation_id": str(invitation_id)}, call_off)

    assert await office.in_calendar(grace, uid) is None
