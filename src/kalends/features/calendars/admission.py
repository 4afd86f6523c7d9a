"""Who may do what with a calendar: by their role in its space, or because it is shared with them."""

from typing import assert_never

from kalends.core.actor import Link, Nobody, Person, System
from kalends.core.ids import CalendarId
from kalends.features.accounts.permissions import may
from kalends.features.calendars import repository
from kalends.features.calendars.domain import ACCESS, Access, Calendar, Share
from kalends.features.calendars.errors import NoSuchCalendar, NotYourCalendar, SignInFirst
from kalends.store.database import Transaction


async def admit(tx: Transaction, calendar_id: CalendarId, access: Access, *, locked: bool = False) -> Calendar:
    """The calendar, if this transaction's actor may do this with it: else NotFound, or Forbidden if they may see it.

    Where it is shared from another space, the walls of that space are open from then on.
    """
    actor = tx.actor
    match actor:
        case System():
            granted = Access.MANAGE
        case Person():
            granted = await _granted(tx, actor, calendar_id)
        case Link() | Nobody():
            raise SignInFirst
        case _:
            assert_never(actor)
    if granted is None:
        raise NoSuchCalendar
    if granted < access:
        raise NotYourCalendar
    calendar = await (repository.lock if locked else repository.find)(tx, calendar_id)
    if calendar is None:
        raise NoSuchCalendar
    return calendar


def access_in(tx: Transaction, calendar: Calendar) -> Access | None:
    """What belonging to the calendar's space allows."""
    role = tx.roles.get(calendar.space_id)
    return next((access for permission, access in ACCESS.items() if may(role, permission)), None)


async def _granted(tx: Transaction, person: Person, calendar_id: CalendarId) -> Access | None:
    calendar = await repository.find(tx, calendar_id)
    own = None if calendar is None else access_in(tx, calendar)
    if own is not None and own >= Access.WRITE:
        return own
    # Not a member, or one who may only look: perhaps it is shared with them by name.
    shared = await repository.enter_shared(tx, person, calendar_id)
    by_name = {Share.READ: Access.READ, Share.WRITE: Access.WRITE}.get(shared) if shared else None
    return max((access for access in (own, by_name) if access is not None), default=None)
