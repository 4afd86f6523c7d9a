"""Who may do what with a calendar: by their role in its space, or because it is shared with them."""

from typing import assert_never
from uuid import UUID

from kalends.core.actor import Link, Nobody, Person, System
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
            calendar_id, calendar = await _named(tx, None, which)
            granted: Access | None = Access.MANAGE
        case Person() as person:
            calendar_id, calendar = await _named(tx, person, which)
            granted = await _granted(tx, person, calendar_id, calendar)
        case Link() | Nobody():
            raise SignInFirst
        case _:
            assert_never(tx.actor)
    if granted is None:
        raise NoSuchCalendar
    if granted < access:
        raise NotYourCalendar
    if locked or calendar is None:
        calendar = await (repository.lock if locked else repository.find)(tx, calendar_id)
    if calendar is None:
        raise NoSuchCalendar
    return calendar, granted


def access_in(tx: Transaction, calendar: Calendar) -> Access | None:
    """What belonging to the calendar's space allows."""
    role = tx.roles.get(calendar.space_id)
    return next((access for permission, access in ACCESS.items() if may(role, permission)), None)


async def _named(
    tx: Transaction, person: Person | None, which: CalendarId | InHome
) -> tuple[CalendarId, Calendar | None]:
    """Its id, and itself where the walls show it already."""
    if not isinstance(which, InHome):
        return which, await repository.find(tx, which)
    own = None if person is None else await repository.find_by_slug(tx, person, which.segment)
    if own is not None:
        return own.id, own
    try:
        calendar_id = CalendarId(UUID(which.segment))
    except ValueError as no_id:
        raise NoSuchCalendar from no_id
    if str(calendar_id) != which.segment:
        # One thing has one address.
        raise NoSuchCalendar
    return calendar_id, await repository.find(tx, calendar_id)


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
