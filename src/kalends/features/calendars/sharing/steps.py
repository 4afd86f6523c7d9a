"""What sharing and its end are made of, whoever does it and by which door."""

import psycopg

from kalends.core.actor import Person
from kalends.core.ids import PersonId
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.errors import NobodyToShareWith, OneDoesNotShareWithOneself
from kalends.features.calendars.facts import CalendarShared, CalendarUnshared
from kalends.features.calendars.sharing import repository
from kalends.features.calendars.sharing.domain import Invite
from kalends.store import audit
from kalends.store.database import Transaction


async def person_of(tx: Transaction, invite: Invite) -> PersonId:
    """Whom it means. Raises NobodyToShareWith; of an id only `share` finds out."""
    key = invite.key
    person_id = await calendars.find_person_named(tx, key) if isinstance(key, str) else key
    if person_id is None:
        raise NobodyToShareWith(field="username")
    return person_id


async def share(tx: Transaction, calendar: Calendar, person_id: PersonId, invite: Invite) -> Calendar:
    """The calendar's next version. `calendar` is locked; `invite` says what for."""
    assert invite.access is not None
    if isinstance(tx.actor, Person) and person_id == tx.actor.id:
        raise OneDoesNotShareWithOneself(field="username")
    try:
        await repository.put(tx, calendar, person_id, invite)
    except psycopg.errors.ForeignKeyViolation as nobody:
        raise NobodyToShareWith(field="username") from nobody
    return await _told(
        tx,
        calendar,
        CalendarShared(
            space_id=calendar.space_id,
            aggregate_id=calendar.id,
            aggregate_version=calendar.version + 1,
            person_id=person_id,
            access=invite.access.value,
        ),
    )


async def unshare(tx: Transaction, calendar: Calendar, person_id: PersonId) -> Calendar:
    """From the next transaction on they see no more of it. With whom it is not shared, nothing happens."""
    await repository.forget_decline(tx, calendar.id, person_id)
    if not await repository.remove(tx, calendar.id, person_id):
        return calendar
    return await tell_unshared(tx, calendar, person_id)


async def tell_unshared(tx: Transaction, calendar: Calendar, person_id: PersonId) -> Calendar:
    return await _told(
        tx,
        calendar,
        CalendarUnshared(
            space_id=calendar.space_id,
            aggregate_id=calendar.id,
            aggregate_version=calendar.version + 1,
            person_id=person_id,
        ),
    )


async def _told(tx: Transaction, calendar: Calendar, fact: CalendarShared | CalendarUnshared) -> Calendar:
    after = calendar.shared()
    await calendars.save(tx, after)
    await audit.record(tx, fact, details={"person_id": str(fact.person_id)})
    return after
