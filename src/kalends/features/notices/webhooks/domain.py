"""A webhook: who is told, of what, and how it goes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kalends.core.errors import Conflict, Forbidden, Invalid, NotFound
from kalends.core.etag import etag_of
from kalends.core.ids import FactId, PersonId, SpaceId, WebhookId
from kalends.core.text import clean

WEBHOOK = "webhook"
# Each is asked about every fact of its space.
MOST_IN_A_SPACE = 20
MOST_EVENTS = 50
# For so long the secret before still signs, beside the new one.
OVERLAP = timedelta(hours=24)
# "Automatically disabled after failing for multiple days": Standard Webhooks, "Operational considerations".
PATIENCE = timedelta(days=5)
# Seconds after each failed attempt until the next, three days in all: Standard Webhooks, "Retries".
WAITS = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
TRIES = len(WAITS) + 1
# Of an answer, for the log.
KEPT = 500

_PATTERN = re.compile(r"[a-z*][a-z_*-]*(\.[a-z*][a-z_*-]*)*")


class NoSuchWebhook(NotFound):
    """There is no such webhook, or none that you may see."""


class NotYourWebhook(Forbidden):
    """Only owners and admins of an organisation manage its webhooks."""


class TooManyWebhooks(Conflict):
    """There are 20 webhooks here already. Remove one first."""


class NoEvents(Invalid):
    """Name at least one event, such as meeting.booked, or * for all; at most 50."""


class UnknownEvent(Invalid):
    """There is no event of this name. Give one such as meeting.booked, or several by a star, such as meeting.*"""


class WebhookIsDisabled(Conflict):
    """This webhook is disabled. Enable it first."""


class NothingToSend(NotFound):
    """There is nothing like that to send again. What happened is kept for a while only."""


class TooMuchToSend(Invalid):
    """That is more than 1,000 events. Choose a shorter span, then the next."""


class OneOrASpan(Invalid):
    """Name one event by its id, or a span by since and until, not both."""


class SpanIsEmpty(Invalid):
    """The span must end after it begins."""


class Because(StrEnum):
    """Why a webhook is disabled."""

    BY_HAND = "by hand"
    GONE = "it answered 410 Gone"
    FAILING = "it has failed for five days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    id: WebhookId
    space_id: SpaceId
    url: str
    description: str
    events: list[str]
    created_by: PersonId
    created_at: datetime
    old_secret_until: datetime | None
    failing_since: datetime | None
    disabled_at: datetime | None
    disabled_because: str | None
    version: int

    @property
    def etag(self) -> str:
        return etag_of(f"{self.id}/{self.version}".encode())

    def hears(self, event_type: str) -> bool:
        return self.disabled_at is None and any(matches(pattern, event_type) for pattern in self.events)

    def ensure_enabled(self) -> None:
        if self.disabled_at is not None:
            raise WebhookIsDisabled

    def enabled(self) -> "Webhook":
        """A new beginning: what failed before is forgotten."""
        return replace(self, disabled_at=None, disabled_because=None, failing_since=None)

    def disabled(self, now: datetime, because: Because) -> "Webhook":
        return replace(self, disabled_at=now, disabled_because=because.value)

    def is_out_of_patience(self, now: datetime) -> bool:
        return self.failing_since is not None and now - self.failing_since > PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to tell a webhook of one fact. Without `status` no answer came, and `error` says why."""

    id: UUID
    fact_id: FactId
    event_type: str
    number: int
    tried_at: datetime
    milliseconds: int
    status: int | None
    answer: str
    error: str

    @property
    def is_good(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def matches(pattern: str, event_type: str) -> bool:
    """A star stands for any letters, dots as well: "meeting.*", "*.removed"."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), event_type) is not None


def events_of(patterns: Sequence[str], known: Iterable[str]) -> list[str]:
    """Checked and in the order given; each must fit some event that there is."""
    names = tuple(known)
    chosen = list(dict.fromkeys(pattern.strip() for pattern in patterns))
    if not chosen or len(chosen) > MOST_EVENTS:
        raise NoEvents(field="events")
    for number, pattern in enumerate(chosen):
        # A few stars are enough, and keep the expression cheap.
        is_sound = len(pattern) <= 100 and pattern.count("*") <= 3 and _PATTERN.fullmatch(pattern)
        if not is_sound or not any(matches(pattern, name) for name in names):
            raise UnknownEvent(field=f"events.{number}")
    return chosen


def description_of(text: str) -> str:
    return clean(text, "description", longest=200)
