"""What can go wrong with calendars and what is in them, each in the sentence that people read."""

from kalends.core.errors import Conflict, Forbidden, Invalid, NotFound, NotSignedIn


class NoSuchCalendar(NotFound):
    """There is no such calendar, or none that you may see."""


class NoSuchEvent(NotFound):
    """There is no such event in this calendar."""


class NotYourCalendar(Forbidden):
    """You may look into this calendar but not change it. Ask its owner."""


class NoSuchSpace(NotFound):
    """There is no such space, or none that you belong to."""


class NobodyToShareWith(NotFound):
    """Nobody here has this username."""


class OneDoesNotShareWithOneself(Invalid):
    """This calendar is theirs already."""


class SignInFirst(NotSignedIn):
    """Sign in first; calendars belong to somebody."""


class SlugIsTaken(Conflict):
    """Another calendar of this space has this address."""


class NothingToPutItIn(Conflict):
    """There is no such calendar to put this into. Make it first."""


class UidIsTaken(Conflict):
    """Another object in this calendar has this UID."""


class UidIsAnother(Conflict):
    """The object at this address has another UID. Put the new one at an address of its own."""


class TokenIsUnknown(Invalid):
    """This sync token is not one of this calendar's. Read the calendar anew."""


class UnknownKinds(Invalid):
    """A calendar takes events, to-dos, journal entries or busy times: VEVENT, VTODO, VJOURNAL, VFREEBUSY."""


class KindNotTaken(Forbidden):
    """This calendar does not take objects of this kind."""


class BadName(Invalid):
    """A name in a calendar has 1 to 255 characters, and no slash."""


class BadColor(Invalid):
    """A colour looks like #1a2b3c."""


class SpanIsTooLong(Invalid):
    """Ask for at most 400 days at once."""


class TooFarAhead(Invalid):
    """When people are busy is known from a year ago to a year and a half ahead."""


class TooManyPeople(Invalid):
    """Ask about at most 100 people at once."""


class TooManyProperties(Forbidden):
    """A calendar keeps at most 200 properties of clients' own."""
