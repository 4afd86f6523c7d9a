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


class NoSuchWord(NotFound):
    """There is no such notification, or no longer."""


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


class BadTime(Invalid):
    """A time looks like 2026-01-14T19:00 with a zone beside it, 2026-01-14T19:00:00+01:00, or 2026-01-14 for a day."""


class ZoneIsMissing(Invalid):
    """This time says no zone. Name one, or say that it is floating."""


class BadUrl(Invalid):
    """An address on the web looks like https://example.org, without spaces, of at most 2,000 characters."""


class TooManyParts(Invalid):
    """There are too many of these."""


class WhichIsMissing(Invalid):
    """Say which occurrence: its recurrence_id, as lists give it."""


class WholeOnly(Invalid):
    """Only an event as a whole goes to another calendar."""


class NotSearchable(Invalid):
    """Type a word to look for."""


class TooManyAtOnce(Invalid):
    """Ask for at most 100 changes at once."""


class NothingToUndo(NotFound):
    """There is nothing to undo here, or no longer."""


class NotYoursToChange(Forbidden):
    """Somebody else organises this event, so what it says is theirs to change. Say whether you come, or remove it."""
