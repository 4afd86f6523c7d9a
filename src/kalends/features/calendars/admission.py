"""Who may do what with a calendar: by their role in its space, or because it is shared with them."""

from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from kalends.core.actor import Actor, Link, Nobody, Person, System
from kalends.core.ids import CalendarId
from kalends.features.accounts.permissions import may
from kalends.features.calendars import repository
from kalends.features.calendars.domain import ACCESS, Access, Calendar, InHome, Share
from kalends.features.calendars.errors import NoSuchCalendar, NotYourCalendar, SignInFirst
from kalends.store.database import Transaction


async def admit(tx: Transaction, which: CalendarId | InHome, access: Access, *, locked: bool = False) -> Calendar:
    """The calendar, if this transaction's actor may do this with it: else NotFound, or Forbidden if they may see it.

    Where it is shared from another space, the walls of that space are open from then on.
    """
    return (await admit_with_access(tx, which, access, locked=locked))[0]


async def admit_with_access(
    tx: Transaction, which: CalendarId | InHome, access: Access, *, locked: bool = False
) -> tuple[Calendar, Access]:
    """With all that they may do with it."""
    match tx.actor:
        case System():
            named = await _named(tx, None, which, locked=locked)
            granted: Access | None = Access.MANAGE
        case Person() as person:
            named = await _named(tx, person, which, locked=locked)
            granted = await _granted(tx, person, named.id, named.calendar)
        case Link() | Nobody():
            raise SignInFirst
        case _:
            assert_never(tx.actor)
    if granted is None:
        raise NoSuchCalendar
    if granted < access:
        raise NotYourCalendar
    calendar = named.calendar
    if calendar is None or (locked and not named.is_locked):
        calendar = await (repository.lock if locked else repository.find)(tx, named.id)
    if calendar is None:
        raise NoSuchCalendar
    return calendar, granted


def person_of(actor: Actor) -> Person:
    if not isinstance(actor, Person):
        raise SignInFirst
    return actor


def access_in(tx: Transaction, calendar: Calendar) -> Access | None:
    """What belonging to the calendar's space allows."""
    role = tx.roles.get(calendar.space_id)
    return next((access for permission, access in ACCESS.items() if may(role, permission)), None)


@dataclass(frozen=True, slots=True)
class _Named:
    id: CalendarId
    # Where the walls show it already.
    calendar: Calendar | None
    is_locked: bool = False


async def _named(tx: Transaction, person: Person | None, which: CalendarId | InHome, *, locked: bool) -> _Named:
    """Only what is the person's own is locked at once, before their right to it is looked at."""
    if not isinstance(which, InHome):
        return _Named(which, await repository.find(tx, which))
    if person is not None:
        find = repository.lock_by_slug if locked else repository.find_by_slug
        own = await find(tx, person, which.segment)
        if own is not None:
            return _Named(own.id, own, is_locked=locked)
    try:
        calendar_id = CalendarId(UUID(which.segment))
    except ValueError as no_id:
        raise NoSuchCalendar from no_id
    if str(calendar_id) != which.segment:
        # One thing has one address.
        raise NoSuchCalendar
    return _Named(calendar_id, await repository.find(tx, calendar_id))


async def _granted(
    tx: Transaction, person: Person, calendar_id: CalendarId, calendar: Calendar | None
) -> Access | None:
    own = None if calendar is None else access_in(tx, calendar)
    if own is not None and own >= Access.WRITE:
        return own
    # Not a member, or one who may only look: perhaps it is shared with them by name.
    shared = await repository.enter_shared(tx, person, calendar_id)
    by_name = {Share.READ: Access.READ, Share.WRITE: Access.WRITE}.get(shared) if shared else None
    return max((access for access in (own, by_name) if access is not None), default=None)
