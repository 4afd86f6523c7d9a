"""Every statement about webhooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalends.core.ids import FactId, PersonId, SpaceId, WebhookId, new_uuid
from kalends.features.notices.webhooks.domain import KEPT, WEBHOOK, Attempt, NoSuchWebhook, NothingToSend, Webhook
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Stroke


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A webhook's secrets as they are kept; the old one only while it still signs."""

    secret: bytes
    old_secret: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFact:
    """Of a fact what it takes to owe it again."""

    id: FactId
    event_type: str
    aggregate_id: UUID
    sequence: int


async def add(
    tx: Transaction,
    webhook_id: WebhookId,
    space_id: SpaceId,
    url: str,
    description: str,
    events: Sequence[str],
    secret: bytes,
    created_by: PersonId,
) -> None:
    await tx.execute(
        """
        INSERT INTO webhooks (id, space_id, url, description, events, secret, created_by)
        VALUES (%s, %s, %s, %s, %s, %s, %s)
        """,
        [webhook_id, space_id, url, description, list(events), secret, created_by],
    )


async def count_locked(tx: Transaction, space_id: SpaceId) -> int:
    """How many a space has; nobody adds another one to it until this transaction ends."""
    await tx.execute("SELECT 1 FROM spaces WHERE id = %s FOR UPDATE", [space_id])
    return await tx.value("SELECT count(*) FROM webhooks WHERE space_id = %s", [space_id])


async def find(tx: Transaction, webhook_id: WebhookId) -> Webhook | None:
    return await tx.find(
        Webhook,
        """
        SELECT id, space_id, url, description, events, created_by, created_at, old_secret_until, failing_since,
            disabled_at, disabled_because, version
        FROM webhooks WHERE id = %s
        """,
        [webhook_id],
    )


async def lock(tx: Transaction, webhook_id: WebhookId) -> Webhook:
    await tx.execute("SELECT 1 FROM webhooks WHERE id = %s FOR UPDATE", [webhook_id])
    webhook = await find(tx, webhook_id)
    if webhook is None:
        raise NoSuchWebhook
    return webhook


async def list_in(tx: Transaction, spaces: Sequence[SpaceId]) -> list[Webhook]:
    """Oldest first; a space has a few."""
    return await tx.list(
        Webhook,
        """
        SELECT id, space_id, url, description, events, created_by, created_at, old_secret_until, failing_since,
            disabled_at, disabled_because, version
        FROM webhooks WHERE space_id = ANY (%s) ORDER BY space_id, id
        """,
        [list(spaces)],
    )


async def save(tx: Transaction, webhook: Webhook) -> int:
    """Everything but its secrets; answers the new version."""
    return await tx.value(
        """
        UPDATE webhooks SET url = %s, description = %s, events = %s, failing_since = %s, disabled_at = %s,
            disabled_because = %s, version = version + 1
        WHERE id = %s RETURNING version
        """,
        [
            webhook.url,
            webhook.description,
            list(webhook.events),
            webhook.failing_since,
            webhook.disabled_at,
            webhook.disabled_because,
            webhook.id,
        ],
    )


async def touch(tx: Transaction, webhook_id: WebhookId) -> int:
    """A new version, for a fact that changes nothing else."""
    return await tx.value("UPDATE webhooks SET version = version + 1 WHERE id = %s RETURNING version", [webhook_id])


async def replace_secret(tx: Transaction, webhook_id: WebhookId, secret: bytes, old_until: datetime) -> int:
    return await tx.value(
        """
        UPDATE webhooks SET old_secret = secret, old_secret_until = %s, secret = %s, version = version + 1
        WHERE id = %s RETURNING version
        """,
        [old_until, secret, webhook_id],
    )


async def get_sealed(tx: Transaction, webhook_id: WebhookId, now: datetime) -> Sealed:
    sealed = await tx.find(
        Sealed,
        """
        SELECT secret, CASE WHEN old_secret_until > %s THEN old_secret END AS old_secret FROM webhooks WHERE id = %s
        """,
        [now, webhook_id],
    )
    if sealed is None:
        raise NoSuchWebhook
    return sealed


async def remove(tx: Transaction, webhook_id: WebhookId) -> None:
    await tx.execute("DELETE FROM deliveries WHERE channel = %s AND recipient = %s", [WEBHOOK, str(webhook_id)])
    await tx.execute("DELETE FROM webhooks WHERE id = %s", [webhook_id])


async def mark_failing(tx: Transaction, webhook_id: WebhookId, now: datetime) -> None:
    await tx.execute(
        "UPDATE webhooks SET failing_since = %s WHERE id = %s AND failing_since IS NULL", [now, webhook_id]
    )


async def add_attempt(
    tx: Transaction,
    webhook: Webhook,
    fact: KeptFact,
    number: int,
    milliseconds: int,
    status: int | None,
    answer: str,
    error: str,
) -> None:
    await tx.execute(
        """
        INSERT INTO webhook_attempts (
            id, space_id, webhook_id, fact_id, event_type, number, milliseconds, status, answer, error
        ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        """,
        [
            new_uuid(),
            webhook.space_id,
            webhook.id,
            fact.id,
            fact.event_type,
            number,
            milliseconds,
            status,
            answer[:KEPT],
            error[:KEPT],
        ],
    )


# Into the log, if it is still there; and it is well.
TAKEN = """
INSERT INTO webhook_attempts (
    id, space_id, webhook_id, fact_id, event_type, number, milliseconds, status, answer
)
SELECT %(id)s, space_id, id, %(fact)s, %(event_type)s, %(number)s, %(milliseconds)s, %(status)s, %(answer)s
FROM webhooks WHERE id = %(webhook)s;
UPDATE webhooks SET failing_since = NULL WHERE id = %(webhook)s AND failing_since IS NOT NULL
"""


async def send_taken(
    db: Database,
    stroke: Stroke,
    webhook_id: WebhookId,
    fact: KeptFact,
    milliseconds: int,
    status: int | None,
    answer: str,
) -> None:
    """What was taken is on its way into the log, and out of what is owed, when this returns."""
    await stroke.send(
        db,
        TAKEN,
        {
            "id": new_uuid(),
            "webhook": webhook_id,
            "fact": fact.id,
            "event_type": fact.event_type,
            "number": stroke.delivery.attempt,
            "milliseconds": milliseconds,
            "status": status,
            "answer": answer[:KEPT],
        },
    )


async def list_attempts(tx: Transaction, webhook_id: WebhookId, before: UUID | None, many: int) -> list[Attempt]:
    """Newest first."""
    return await tx.list(
        Attempt,
        """
        SELECT id, fact_id, event_type, number, tried_at, milliseconds, status, answer, error
        FROM webhook_attempts
        WHERE webhook_id = %(webhook)s AND (%(before)s::uuid IS NULL OR id < %(before)s)
        ORDER BY id DESC LIMIT %(many)s
        """,
        {"webhook": webhook_id, "before": before, "many": many},
    )


async def get_fact(tx: Transaction, space_id: SpaceId, fact_id: FactId) -> KeptFact:
    fact = await tx.find(
        KeptFact,
        "SELECT id, event_type, aggregate_id, sequence FROM facts WHERE id = %s AND space_id = %s",
        [fact_id, space_id],
    )
    if fact is None:
        raise NothingToSend
    return fact


async def list_facts(tx: Transaction, space_id: SpaceId, since: datetime, until: datetime, many: int) -> list[KeptFact]:
    """In the order in which they happened."""
    return await tx.list(
        KeptFact,
        """
        SELECT id, event_type, aggregate_id, sequence FROM facts
        WHERE space_id = %s AND recorded_at >= %s AND recorded_at < %s
        ORDER BY transaction_id, sequence LIMIT %s
        """,
        [space_id, since, until, many],
    )


async def forget_owed(tx: Transaction, webhook_id: WebhookId, facts: Sequence[FactId]) -> None:
    """Whether it still waits or was given up: it is owed anew."""
    await tx.execute(
        "DELETE FROM deliveries WHERE channel = %s AND recipient = %s AND fact_id = ANY (%s)",
        [WEBHOOK, str(webhook_id), list(facts)],
    )
    await tx.execute(
        "DELETE FROM dead_letters WHERE channel = %s AND recipient = %s AND fact_id = ANY (%s)",
        [WEBHOOK, str(webhook_id), list(facts)],
    )
