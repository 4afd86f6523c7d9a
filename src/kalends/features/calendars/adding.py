"""How calendars come to be: the first of everybody, and those that they ask for."""

from dataclasses import replace

from kalends.core.actor import Person
from kalends.core.clock import Clock
from kalends.core.ids import CalendarId, SpaceId, new_uuid
from kalends.features.calendars import repository
from kalends.features.calendars.domain import Calendar, NewCalendar
from kalends.features.calendars.errors import SignInFirst
from kalends.features.calendars.facts import CalendarAdded
from kalends.features.calendars.repository import Owner
from kalends.store import audit, outbox
from kalends.store.database import Transaction

FIRST = NewCalendar(name="Calendar", slug="calendar", color="#c0392b")


async def owner_of(tx: Transaction, person: Person) -> Owner:
    """Raises SignInFirst for somebody who is not there any more."""
    owner = await repository.get_owner(tx, person)
    if owner is None:
        raise SignInFirst
    return owner


async def default_of(tx: Transaction, owner: Owner, clock: Clock) -> CalendarId:
    """Where new events go unless another calendar is named. Who has none yet, such as those whom an operator added,
    gets it here."""
    found = await repository.find_default(tx, owner.id)
    if found is None:
        await add_default(tx, owner, clock)
        found = await repository.find_default(tx, owner.id)
    assert found is not None
    return found


async def add_default(tx: Transaction, owner: Owner, clock: Clock) -> None:
    """Of two who do this at once, one does. Who has removed theirs may have given its address to another."""
    is_free = not await repository.is_slug_taken(tx, owner.space_id, FIRST.slug)
    await add(tx, owner, owner.space_id, FIRST if is_free else replace(FIRST, slug=""), clock, is_default=True)


async def add(
    tx: Transaction, owner: Owner, space_id: SpaceId, new: NewCalendar, clock: Clock, *, is_default: bool = False
) -> Calendar:
    calendar_id = CalendarId(new_uuid())
    calendar = Calendar(
        id=calendar_id,
        space_id=space_id,
        slug=new.slug or str(calendar_id),
        name=new.name,
        description=new.description,
        color=new.color,
        zone=new.zone or owner.zone,
        position=new.position,
        visibility=new.visibility,
        is_default=is_default,
        sync_token=0,
        created_at=clock(),
        version=1,
        components=new.components,
    )
    if await repository.add(tx, calendar):
        await outbox.record(
            tx,
            CalendarAdded(space_id=space_id, aggregate_id=calendar_id, aggregate_version=1, called=calendar.name),
        )
        await audit.note(tx, space_id, CalendarAdded.name, calendar_id)
    return calendar
