"""Somebody else's event in one's own calendar: what of it is one's own to change (RFC 6638, section 3.2.2.1)."""

from kalends.features.calendars.objects.attendees import key_of, organiser_of
from kalends.features.calendars.objects.reading import CalendarObject, Item

# On the copies that this house keeps of its own events for those who are asked to come.
MARK = "X-KALENDS-INVITATION"


def organiser_in(read: CalendarObject) -> str:
    """Their address; empty where nobody organises it."""
    found = next((one for item in read.items if (one := organiser_of(item.component))), None)
    return found.address if found else ""


def is_ours_to_answer(read: CalendarObject) -> bool:
    """RFC 6638, section 7.1: of some events the organiser is told by a program of the attendee's, or by nobody."""
    line = next((line for item in read.items if (line := item.component.first("ORGANIZER"))), None)
    return line is None or line.parameters.get("SCHEDULE-AGENT", "SERVER").upper() not in ("CLIENT", "NONE")


def organiser_key(read: CalendarObject) -> str:
    """Equal for addresses that mean the same."""
    return key_of(organiser_in(read))


def mark_of(read: CalendarObject) -> str:
    line = next((line for item in read.items if (line := item.component.first(MARK))), None)
    return line.value.strip() if line else ""


def is_at_other_times(before: CalendarObject, after: CalendarObject) -> bool:
    """Whether it takes place when its organiser did not say. To leave an occurrence out is to stay away from it."""
    if _plan(before.master) != _plan(after.master):
        return True
    planned = {item.recurrence_id: _plan(item) for item in before.overrides}
    return any(
        _plan(item) != planned[item.recurrence_id]
        if item.recurrence_id in planned
        # Answered for this one alone: as planned, but written down apart.
        else item.start != item.recurrence_id or (after.master is not None and item.lasts != after.master.lasts)
        for item in after.overrides
    )


def _plan(item: Item | None) -> object:
    if item is None:
        return None
    return item.start, item.lasts, tuple(item.rules), tuple(item.dates)
