"""What can be wrong with an iCalendar object. `field` names the property, the message the line."""

from kalends.core.errors import Conflict, Invalid, NotFound


class ObjectIsMalformed(Invalid):
    """This is not an iCalendar object."""

    def __init__(self, message: str, *, line: int, field: str | None = None) -> None:
        super().__init__(f"Line {line}: {message}", field=field)
        self.line = line


class LineIsBroken(ObjectIsMalformed):
    """This line is not one of iCalendar's."""


class HoldsTooMuch(ObjectIsMalformed):
    """This component holds more than may be."""


class TooManyAttendees(HoldsTooMuch):
    """This has too many attendees."""


class ObjectIsTooLarge(Invalid):
    """This calendar object is too large."""


class ObjectDoesNotFit(Invalid):
    """This can't be one object in a calendar."""


class ZoneIsUnknown(Invalid):
    """This object names a time zone that it does not define and that is not known by this name."""


class EndDoesNotFit(Invalid):
    """Start and end are both days, both times without a zone, or both times in a zone."""


class NoSuchOccurrence(NotFound):
    """This event does not take place then."""


class OneOccurrenceDoesNotRecur(Invalid):
    """One occurrence has no rule of its own. Change this and those that follow, or all."""


class SeriesIsNotHere(Conflict):
    """Only single occurrences of this series are in this calendar. Change them one by one."""


class SeriesIsOfOnePiece(Conflict):
    """This series is made in a way that can't be split. Change all of it, or one occurrence."""


class NotInvited(NotFound):
    """This address is not invited to this event."""


def at_line(line: int, refused: Invalid) -> Invalid:
    """What a rule or a value is to blame for, with where it stands."""
    return type(refused)(f"Line {line}: {refused}", field=refused.field)
