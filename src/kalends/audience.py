"""Who hears of what: each fact there is, and the listeners that the worker asks what it owes to whom.

A listener may hear of a fact twice and must not mind. A fact that nobody listens to is only kept. What "webhooks" hear
is what leaves the house: the stream carries the same.
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
    EventAnswered,
    EventChanged,
    EventImported,
    EventRemoved,
    ImportFinished,
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
    ParticipantReplied,
)
from kalends.features.notices.facts import NoticePreferencesChanged
from kalends.features.notices.webhooks.facts import (
    WebhookAdded,
    WebhookChanged,
    WebhookDisabled,
    WebhookRemoved,
    WebhookSecretReplaced,
    WebhookTested,
)

Hearer = Literal[
    "notices", "meeting_invitations", "event_invitations", "attendance", "outside_replies", "webhooks", "reminders"
]
Audience = Mapping[type[Fact], Sequence[Hearer]]
T = TypeVar("T")

AUDIENCE: Audience = {
    # accounts
    PersonRegistered: ("notices", "webhooks"),
    PersonVerificationAsked: ("notices",),
    PersonRegisteredAgain: ("notices",),
    PersonPasswordResetAsked: ("notices",),
    PersonPasswordChanged: ("notices", "webhooks"),
    PersonAdded: ("webhooks",),
    PersonVerified: ("webhooks",),
    PersonChanged: ("reminders", "webhooks"),
    PersonStandingChanged: ("webhooks",),
    PersonRemoved: ("webhooks",),
    OrganisationCreated: ("webhooks",),
    OrganisationChanged: ("webhooks",),
    OrganisationRemoved: ("webhooks",),
    MemberAdded: ("webhooks",),
    MemberRoleChanged: ("webhooks",),
    MemberRemoved: ("webhooks",),
    # calendars
    CalendarAdded: ("webhooks",),
    CalendarChanged: ("webhooks",),
    CalendarRemoved: ("webhooks",),
    CalendarShared: ("webhooks",),
    CalendarUnshared: ("webhooks",),
    EventAdded: ("event_invitations", "attendance", "reminders", "webhooks"),
    EventChanged: ("event_invitations", "attendance", "reminders", "webhooks"),
    EventRemoved: ("event_invitations", "attendance", "webhooks"),
    EventAnswered: ("attendance", "outside_replies", "webhooks"),
    # Nobody is invited anew to what is years old.
    EventImported: ("reminders", "webhooks"),
    ImportFinished: ("webhooks",),
    # meetings
    MeetingProposed: ("webhooks",),
    MeetingOpened: ("webhooks",),
    MeetingChanged: ("meeting_invitations", "webhooks"),
    MeetingBooked: ("meeting_invitations", "webhooks"),
    BookingUndone: ("meeting_invitations", "webhooks"),
    MeetingCancelled: ("meeting_invitations", "webhooks"),
    MeetingReopened: ("meeting_invitations", "webhooks"),
    DeadlinePassed: ("meeting_invitations", "webhooks"),
    ParticipantInvited: ("meeting_invitations", "webhooks"),
    ParticipantChanged: ("webhooks",),
    ParticipantRemoved: ("meeting_invitations", "webhooks"),
    ParticipantJoined: ("webhooks",),
    AnswerGiven: ("webhooks",),
    AnswerDeclined: ("webhooks",),
    ParticipantReplied: ("webhooks",),
    # notices
    NoticePreferencesChanged: ("reminders", "webhooks"),
    WebhookAdded: ("webhooks",),
    WebhookChanged: ("webhooks",),
    WebhookSecretReplaced: ("webhooks",),
    WebhookTested: ("webhooks",),
    WebhookDisabled: ("notices", "webhooks"),
    WebhookRemoved: ("webhooks",),
}


def listeners(those: Mapping[Hearer, T]) -> dict[str, list[T]]:
    """The table as the worker reads it: the listeners themselves, by the fact's name on the wire."""
    return {fact.name: [those[hearer] for hearer in hearers] for fact, hearers in AUDIENCE.items() if hearers}


def heard_by(hearer: Hearer) -> frozenset[str]:
    """The names on the wire of all that this one hears of."""
    return frozenset(fact.name for fact, hearers in AUDIENCE.items() if hearer in hearers)
