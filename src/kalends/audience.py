"""Who hears of what: each fact there is, and the listeners that the worker asks what it owes to whom.

A listener may hear of a fact twice and must not mind. A fact that nobody listens to is only kept.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar

from kalends.core.facts import Fact
from kalends.features.accounts.administration.facts import PersonStandingChanged
from kalends.features.accounts.organisations.facts import (
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    OrganisationChanged,
    OrganisationCreated,
    OrganisationRemoved,
)
from kalends.features.accounts.people.facts import (
    PersonAdded,
    PersonChanged,
    PersonPasswordChanged,
    PersonPasswordResetAsked,
    PersonRegistered,
    PersonRegisteredAgain,
    PersonRemoved,
    PersonVerificationAsked,
    PersonVerified,
)
from kalends.features.calendars.facts import (
    CalendarAdded,
    CalendarChanged,
    CalendarRemoved,
    CalendarShared,
    CalendarUnshared,
    EventAdded,
    EventChanged,
    EventRemoved,
)
from kalends.features.meetings.facts import (
    AnswerDeclined,
    AnswerGiven,
    BookingUndone,
    DeadlinePassed,
    MeetingBooked,
    MeetingCancelled,
    MeetingChanged,
    MeetingOpened,
    MeetingProposed,
    MeetingReopened,
    ParticipantChanged,
    ParticipantInvited,
    ParticipantJoined,
    ParticipantRemoved,
)
from kalends.features.notices.facts import NoticePreferencesChanged

Hearer = Literal["notices", "meeting_invitations", "event_invitations"]
Audience = Mapping[type[Fact], Sequence[Hearer]]
T = TypeVar("T")

AUDIENCE: Audience = {
    # accounts
    PersonRegistered: ("notices",),
    PersonVerificationAsked: ("notices",),
    PersonRegisteredAgain: ("notices",),
    PersonPasswordResetAsked: ("notices",),
    PersonPasswordChanged: ("notices",),
    PersonAdded: (),
    PersonVerified: (),
    PersonChanged: (),
    PersonStandingChanged: (),
    PersonRemoved: (),
    OrganisationCreated: (),
    OrganisationChanged: (),
    OrganisationRemoved: (),
    MemberAdded: (),
    MemberRoleChanged: (),
    MemberRemoved: (),
    # calendars
    CalendarAdded: (),
    CalendarChanged: (),
    CalendarRemoved: (),
    CalendarShared: (),
    CalendarUnshared: (),
    EventAdded: ("event_invitations",),
    EventChanged: ("event_invitations",),
    EventRemoved: ("event_invitations",),
    # meetings
    MeetingProposed: (),
    MeetingOpened: (),
    MeetingChanged: ("meeting_invitations",),
    MeetingBooked: ("meeting_invitations",),
    BookingUndone: ("meeting_invitations",),
    MeetingCancelled: ("meeting_invitations",),
    MeetingReopened: ("meeting_invitations",),
    DeadlinePassed: ("meeting_invitations",),
    ParticipantInvited: ("meeting_invitations",),
    ParticipantChanged: (),
    ParticipantRemoved: ("meeting_invitations",),
    ParticipantJoined: (),
    AnswerGiven: (),
    AnswerDeclined: (),
    # notices
    NoticePreferencesChanged: (),
}


def listeners(those: Mapping[Hearer, T]) -> dict[str, list[T]]:
    """The table as the worker reads it: the listeners themselves, by the fact's name on the wire."""
    return {fact.name: [those[hearer] for hearer in hearers] for fact, hearers in AUDIENCE.items() if hearers}


def heard_by(hearer: Hearer) -> frozenset[str]:
    """The names on the wire of all that this one hears of."""
    return frozenset(fact.name for fact, hearers in AUDIENCE.items() if hearer in hearers)
