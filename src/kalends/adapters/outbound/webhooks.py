"""Deliveries on the webhook channel: sent by the guarded client, each attempt into the webhook's log."""

from dataclasses import dataclass
from time import monotonic

from kalends.adapters.outbound.client import Answer, Client, Unreachable
from kalends.adapters.worker.channels import RetryLater
from kalends.adapters.worker.hand_overs import Passage
from kalends.core.errors import Invalid
from kalends.features.notices.webhooks.domain import KEPT
from kalends.features.notices.webhooks.sending import Outcome, Parcel, WebhookDeliveries, wait_after
from kalends.store.outbox import Delivery, Stroke


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSender:
    webhooks: WebhookDeliveries
    client: Client

    async def deliver(self, delivery: Delivery, passage: Passage, stroke: Stroke) -> None:
        parcel = await self.webhooks.parcel(delivery)
        if parcel is None:
            return
        began, asked = monotonic(), None
        try:
            answer = await self._send(parcel, passage)
        except (Unreachable, Invalid) as failure:
            outcome = Outcome(milliseconds=_since(began + passage.waited), error=str(failure))
        else:
            outcome = Outcome(milliseconds=_since(began + passage.waited), status=answer.status, answer=_text(answer))
            asked = _retry_after(answer)
        await self.webhooks.note(parcel, outcome, stroke)
        if not (outcome.is_good or outcome.is_gone):
            why = outcome.error or f"it answered {outcome.status}"
            raise RetryLater(wait_after(delivery.attempt, asked), why, has_answered=outcome.status is not None)

    async def _send(self, parcel: Parcel, passage: Passage) -> Answer:
        return await self.client.post(
            parcel.webhook.url, parcel.body, parcel.headers, keep=4 * KEPT, may_be_clear=False, connected=passage.begin
        )


def _since(began: float) -> int:
    return int((monotonic() - began) * 1000)


def _text(answer: Answer) -> str:
    """As far as it is text; what PostgreSQL can't keep is shown as what it is, a character that can't be read."""
    return answer.body.decode("utf-8", "replace").replace("\0", "\ufffd")[:KEPT]


def _retry_after(answer: Answer) -> float | None:
    """In seconds; a date (RFC 9110, section 10.2.3) is left aside, our own plan is long enough."""
    given = answer.headers.get("retry-after", "")
    return float(given) if given.isascii() and given.isdigit() and len(given) < 8 else None
