"""What webhooks are owed, what is sent to them, and what comes of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import uniform
from urllib.parse import urlsplit
from uuid import UUID

from kalends.core.actor import Actor, System
from kalends.core.ids import FactId, WebhookId
from kalends.features.accounts.keys import Seal
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.notices.webhooks import repository, signing
from kalends.features.notices.webhooks.domain import (
    TRIES,
    WAITS,
    WEBHOOK,
    Because,
    OneOrASpan,
    SpanIsEmpty,
    TooMuchToSend,
    Webhook,
)
from kalends.features.notices.webhooks.facts import WebhookDisabled, WebhookTested
from kalends.features.notices.webhooks.repository import KeptFact
from kalends.features.notices.webhooks.service import admit
from kalends.store import audit, outbox
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact, Stroke

# Sent again in one go; what is more comes in spans.
MOST_AGAIN = 1000
# A receiver may ask for more time; a day is as long as our own longest wait.
LONGEST_WAIT = 86_400
GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One fact on its way to one webhook."""

    webhook: Webhook
    fact: KeptFact
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an attempt: a status and the first of the answer's text, or an error and no status."""

    milliseconds: int
    status: int | None = None
    answer: str = ""
    error: str = ""

    @property
    def is_good(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """There is nobody to try it with again (Standard Webhooks; RFC 9110, section 15.5.11)."""
        return self.status == GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDeliveries:
    db: Database
    seal: Seal
    clock: Callable[[], datetime]

    async def owed(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        """A listener of the worker's: one for each webhook of the fact's space that listens to it."""
        webhooks = await repository.list_in(tx, [fact.space_id])
        if fact.event_type == WebhookTested.name:
            return [_delivery(one, fact.aggregate_id) for one in webhooks if one.id == fact.aggregate_id]
        return [_delivery(one, fact.aggregate_id) for one in webhooks if one.hears(fact.event_type)]

    async def parcel(self, delivery: Delivery) -> Parcel | None:
        """What is sent now; None where the webhook is gone or disabled, or the fact is kept no more."""
        now = self.clock()
        async with self.db.transaction(System(delivery.space_id)) as tx:
            webhook = await repository.find(tx, WebhookId(UUID(delivery.recipient)))
            fact = await outbox.find_fact(tx, delivery.fact_id) if delivery.fact_id else None
            if webhook is None or webhook.disabled_at is not None or fact is None:
                return None
            sealed = await repository.get_sealed(tx, webhook.id, now)
        kept = [sealed.secret, *([sealed.old_secret] if sealed.old_secret else [])]
        secrets = [self.seal.open(one, webhook.id.bytes) for one in kept]
        # The same bytes in each attempt.
        body = json.dumps(fact.wire(), separators=(",", ":"), ensure_ascii=False).encode()
        headers = {
            "content-type": "application/json",
            "user-agent": "Kalends (webhook)",
            **signing.headers(str(fact.id), now, body, secrets),
        }
        if traceparent := delivery.payload.get("traceparent"):
            headers["traceparent"] = traceparent
        known = KeptFact(id=fact.id, event_type=fact.event_type, aggregate_id=fact.aggregate_id, sequence=fact.sequence)
        return Parcel(webhook=webhook, fact=known, body=body, headers=headers)

    async def note(self, parcel: Parcel, outcome: Outcome, stroke: Stroke) -> None:
        """Into the log, and where there is nothing to try again it is struck off with that; a webhook that is gone, or
        has failed for days, is disabled.

        What was taken is sent to PostgreSQL in one piece and not waited for: the sooner it is there, the less a kill
        has to repeat.
        """
        if outcome.is_good:
            return await repository.send_taken(
                self.db, stroke, parcel.webhook.id, parcel.fact, outcome.milliseconds, outcome.status, outcome.answer
            )
        stroke.is_handed_over = outcome.is_gone
        now, delivery = self.clock(), stroke.delivery
        async with self.db.transaction(System(delivery.space_id)) as tx:
            webhook = await repository.find(tx, parcel.webhook.id)
            if webhook is not None:
                await repository.add_attempt(
                    tx,
                    webhook,
                    parcel.fact,
                    delivery.attempt,
                    outcome.milliseconds,
                    outcome.status,
                    outcome.answer,
                    outcome.error,
                )
                await repository.mark_failing(tx, webhook.id, now)
                if outcome.is_gone:
                    await self._disable(tx, webhook.id, now, Because.GONE)
                elif webhook.is_out_of_patience(now):
                    await self._disable(tx, webhook.id, now, Because.FAILING)
            if outcome.is_gone:
                await stroke.within(tx)
        return None

    async def send_again(
        self,
        actor: Actor,
        webhook_id: WebhookId,
        *,
        fact_id: FactId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> int:
        """One fact, or all that it listens to from `since` up to `until` (else now), 1,000 at most; how many."""
        if (fact_id is None) == (since is None):
            raise OneOrASpan(field="event_id")
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            webhook = await admit(tx, webhook_id)
            webhook.ensure_enabled()
            if fact_id is not None:
                facts = [await repository.get_fact(tx, webhook.space_id, fact_id)]
            else:
                facts = await _span(tx, webhook, since or self.clock(), until or self.clock())
            await _owe_again(tx, webhook, facts)
            return len(facts)

    async def _disable(self, tx: Transaction, webhook_id: WebhookId, now: datetime, because: Because) -> None:
        webhook = await repository.lock(tx, webhook_id)
        if webhook.disabled_at is not None:
            return
        version = await repository.save(tx, webhook.disabled(now, because))
        disabled = WebhookDisabled(
            space_id=webhook.space_id,
            aggregate_id=webhook.id,
            aggregate_version=version,
            because=because.value,
            person_id=webhook.created_by,
        )
        await audit.record(tx, disabled, details={"because": because.value})


def wait_after(attempt: int, asked: float | None = None) -> float:
    """Seconds until the next try after this one; longer where the receiver asked for it (Retry-After). With jitter, so
    that what failed together does not return together."""
    planned = WAITS[min(attempt, len(WAITS)) - 1] * uniform(0.9, 1.1)  # noqa: S311  # spread, not secret
    return max(planned, min(asked or 0.0, LONGEST_WAIT))


async def _span(tx: Transaction, webhook: Webhook, since: datetime, until: datetime) -> list[KeptFact]:
    if since >= until:
        raise SpanIsEmpty(field="until")
    looked_at = 10 * MOST_AGAIN
    facts = await repository.list_facts(tx, webhook.space_id, since, until, looked_at)
    heard = [fact for fact in facts if webhook.hears(fact.event_type)]
    if len(heard) > MOST_AGAIN or len(facts) == looked_at:
        raise TooMuchToSend(field="until")
    return heard


async def _owe_again(tx: Transaction, webhook: Webhook, facts: list[KeptFact]) -> None:
    await repository.forget_owed(tx, webhook.id, [fact.id for fact in facts])
    for fact in facts:
        delivery = _delivery(webhook, fact.aggregate_id)
        await outbox.owe(tx, webhook.space_id, fact.id, [delivery], turn=fact.sequence)
    await audit.note(tx, webhook.space_id, "webhook.sent_again", webhook.id, {"events": len(facts)})


def _delivery(webhook: Webhook, about: UUID) -> NewDelivery:
    return NewDelivery(
        recipient=str(webhook.id),
        channel=WEBHOOK,
        host=urlsplit(webhook.url).netloc,
        thread=str(about),
        max_attempts=TRIES,
    )
