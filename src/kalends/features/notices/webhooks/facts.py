"""What happens to webhooks; `aggregate_id` is the webhook."""

from dataclasses import dataclass
from typing import ClassVar

from kalends.core.facts import Fact
from kalends.core.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookAdded(Fact):
    name: ClassVar[str] = "webhook.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChanged(Fact):
    name: ClassVar[str] = "webhook.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSecretReplaced(Fact):
    name: ClassVar[str] = "webhook.secret_replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTested(Fact):
    """Somebody wants to see whether it arrives; told to this webhook only, whatever it listens to."""

    name: ClassVar[str] = "webhook.tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDisabled(Fact):
    """By us: it is gone, or has failed for too long."""

    name: ClassVar[str] = "webhook.disabled"

    because: str
    # Who added it, and hears of it by mail.
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRemoved(Fact):
    name: ClassVar[str] = "webhook.removed"
