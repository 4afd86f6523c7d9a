"""How much one component may hold (CHECKLIST 41). Each refusal says where it is too much, and what helps."""

from kalends.features.calendars.objects.errors import HoldsTooMuch, TooManyAttendees
from kalends.features.calendars.objects.lines import ATTACHED, Component

# A daily series for ten years of which every occurrence has a line that takes it out.
MOST_PROPERTIES = 5_000
# A large conference; who invites more uses a list's address.
MOST_ATTENDEES = 1_000
# Clients offer two to five; each is work at each of its times.
MOST_ALARMS = 50
MOST_ATTACHMENTS = 100
# Of those that are in the object itself and not only named: a photograph.
MOST_ATTACHED = 3 * 2**20


def ensure_within(component: Component) -> None:
    """Raises HoldsTooMuch with the line at which it becomes too much."""
    attendees = list(component.all("ATTENDEE"))
    if len(attendees) > MOST_ATTENDEES:
        message = f"An event has at most {MOST_ATTENDEES} attendees. Invite a list by its address."
        raise TooManyAttendees(message, line=attendees[MOST_ATTENDEES].number, field="ATTENDEE")
    alarms = [child for child in component.children if child.name == "VALARM"]
    if len(alarms) > MOST_ALARMS:
        message = f"An event has at most {MOST_ALARMS} alarms. Leave some out."
        raise _too_many(message, alarms[MOST_ALARMS].number, "VALARM")
    _ensure_little_attached(component, alarms)
    if len(component.lines) > MOST_PROPERTIES:
        over = component.lines[MOST_PROPERTIES].number
        raise _too_many(f"A component has at most {MOST_PROPERTIES} properties. Split it.", over, component.name)


def _ensure_little_attached(component: Component, alarms: list[Component]) -> None:
    attached = [line for one in (component, *alarms) for line in one.lines if line.name in ATTACHED]
    if len(attached) > MOST_ATTACHMENTS:
        message = f"An event has at most {MOST_ATTACHMENTS} attachments. Leave some out."
        raise _too_many(message, attached[MOST_ATTACHMENTS].number, "ATTACH")
    size = 0
    for line in attached:
        size += len(line.value)
        if size > MOST_ATTACHED:
            message = f"More than {MOST_ATTACHED} bytes are attached. Attach the address of a file instead."
            raise _too_many(message, line.number, line.name)


def _too_many(message: str, line: int, field: str) -> HoldsTooMuch:
    return HoldsTooMuch(message, line=line, field=field)
