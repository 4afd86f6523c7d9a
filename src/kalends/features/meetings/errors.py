"""What can go wrong with a meeting, each in the sentence that people read."""

from kalends.core.errors import Conflict, Forbidden, Invalid, NotFound, NotSignedIn


class NoSuchMeeting(NotFound):
    """There is no such meeting, or none that you may see."""


class NoSuchParticipant(NotFound):
    """There is no such participant in this meeting."""


class NoSuchLink(NotFound):
    """There is no such link to this meeting, or it was withdrawn already."""


class NotYourMeeting(Forbidden):
    """You may look at this meeting but not change it. Ask its organiser."""


class NotYourAnswer(Forbidden):
    """You may not answer in somebody else's name. Use your own link, or sign in."""


class AnswersByOwnLink(Forbidden):
    """They have a link of their own, and one answers as them only with it. Give your own name if you are not them."""


class NoAnswerYet(NotFound):
    """You have not answered this meeting yet."""


class SignInFirst(NotSignedIn):
    """Sign in first; meetings belong to somebody."""


class SignInOrUseALink(NotSignedIn):
    """Sign in, or use the link that you were sent."""


class MeetingIsBooked(Conflict):
    """This meeting's time is fixed already. Undo the booking first."""


class MeetingIsClosed(Conflict):
    """This meeting's time is fixed, so it takes no more answers. Ask its organiser if the time does not suit you."""


class MeetingIsCancelled(Conflict):
    """This meeting is cancelled. Reopen it first."""


class NoInvitationYet(NotFound):
    """This meeting has no time yet. Its invitation can be downloaded once a time is booked."""


class AddressTakesPart(Conflict):
    """Somebody with this address takes part already. Use the link that was sent to that address."""


class AddressIsForOrganisers(Invalid):
    """By this link you come with your name alone. Leave the address out, or ask the organiser to add it."""


class TakesPartAlready(Conflict):
    """You have just been added to this meeting. Send your answer again."""


class MeetingIsFull(Conflict):
    """This meeting has as many participants as a meeting can have."""


class HolderIsMissing(Invalid):
    """Say whose personal link it is to be."""


class NotOnOffer(Invalid):
    """This time is not on offer. Choose a start on the meeting's grid, inside one of its windows."""


class BadDuration(Invalid):
    """A meeting lasts whole minutes, from 5 up to 1440, which is a day."""


class BadStep(Invalid):
    """The step is 5, 10, 15, 30 or 60 minutes."""


class WindowsAreMissing(Invalid):
    """Offer at least one window of time."""


class TooManyWindows(Invalid):
    """A meeting offers at most 60 windows. Join some that touch."""


class WindowIsTooLong(Invalid):
    """A window is at most 31 days long. Offer shorter ones."""


class WindowsAreTooFarApart(Invalid):
    """All windows lie within 400 days. Offer nearer ones."""


class NoRoomInWindows(Invalid):
    """No window is as long as the meeting. Offer a longer one, or make the meeting shorter."""


class TooManyParticipants(Invalid):
    """A meeting has at most 2000 participants."""


class AddressIsTwice(Invalid):
    """This address is in the list twice."""


class TooManyIntervals(Invalid):
    """An answer has at most 2000 intervals. Join those that touch."""


class OutOfTime(Invalid):
    """This time is too far away. Use a year from 1970 to 2200."""


class EndsBeforeItStarts(Invalid):
    """The end must be after the start."""


class TooManySlots(Invalid):
    """Ask for 1 to 50 slots."""
