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


class OrganisersWeigh(Invalid):
    """How much somebody counts is said by the organiser. Leave this out."""


class TakesPartAlready(Conflict):
    """You have just been added to this meeting. Send your answer again."""


class MeetingIsFull(Conflict):
    """This meeting has as many participants as a meeting can have."""


class MeetingIsDraft(Conflict):
    """This meeting is a draft. Open it first."""


class NotOpenYet(NotFound):
    """This meeting is not open yet. Come back when its organiser has opened it."""


class DeadlineHasPassed(Conflict):
    """The deadline for answers has passed. Ask the organiser if yours should still count."""


class AnswersAreBlind(Forbidden):
    """In this meeting only the organiser sees the answers until a time is booked."""


class GuestsAreTurnedAway(NotSignedIn):
    """Here meetings are proposed by people with an account. Sign in first."""


class OrganiserIsMissing(NotSignedIn):
    """Sign in, or say in `organiser` who you are: without an account nobody knows whose meeting it is."""


class OnlyForMembers(NotSignedIn):
    """Meetings of an organisation are proposed by its members. Sign in, or leave the space out."""


class OrganiserIsKnown(Invalid):
    """You are signed in, so you are the organiser. Leave this out."""


class KeyIsTooShort(Invalid):
    """Without an account an Idempotency-Key has at least 16 characters, so that no two people choose the same."""


class BadQuorum(Invalid):
    """A quorum is a number of people, from 0 to 2000."""


class TooManyGroups(Invalid):
    """At most 20 groups have a quorum of their own."""


class NobodyInGroup(Invalid):
    """No participant is in this group, so its quorum could never hold. Put somebody into it, or drop the quorum."""


class BadWeight(Invalid):
    """A weight is a whole number from 0 to 100."""


class DeadlineIsMissing(Invalid):
    """To book at the deadline there must be one. Say until when people may answer."""


class DeadlineIsAfterAllWindows(Invalid):
    """The deadline lies after everything on offer. Choose an earlier one."""


class DeadlineIsOver(Invalid):
    """This deadline has passed already. Choose one that lies ahead."""


class BadBuffer(Invalid):
    """A buffer lasts from 0 minutes to a day."""


class OnlyYesHere(Invalid):
    """This meeting takes no “if need be”. Say yes, or leave the time out."""


class BadWeeks(Invalid):
    """A weekly meeting goes on for 1 to 53 weeks."""


class WeekIsTooLong(Invalid):
    """The windows of a weekly meeting lie within one week, so that no week runs into the next."""


class WindowsOrWeekdays(Invalid):
    """Give windows, or the hours of a week; not both, and not neither."""


class TooManySessions(Invalid):
    """Ask for 1 to 50 sessions, each for 1 to 2000 people."""


class TooManyInterviewers(Invalid):
    """At most 18 required people can be split into pairs at a time."""


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
