"""Webhooks: addresses that are told what happens, signed as Standard Webhooks 1.0 says."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, Field

from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.shapes import Cursor, IdempotencyKey, IfMatch, Limit, Model, Text
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import FactId, PersonId, SpaceId, WebhookId
from kalends.features.notices.webhooks.domain import Attempt, Webhook

router = APIRouter(prefix="/webhooks", tags=["webhooks"], route_class=LeanRoute)

Url = Annotated[str, Field(max_length=2048, examples=["https://example.org/hooks/kalends"])]
Events = Annotated[
    list[Annotated[str, Field(max_length=100)]],
    Field(max_length=50, examples=[["meeting.*"]], description="Names of events; a star stands for any part."),
]


class WebhookIn(Model):
    url: Url
    events: Events
    description: Text = ""
    space_id: Annotated[SpaceId | None, Field(description="An organisation's; left out: one's own.")] = None


class WebhookChangesIn(Model):
    """What is left out stays as it is."""

    url: Url | None = None
    events: Events | None = None
    description: Text | None = None
    is_enabled: bool | None = None


class WebhookOut(Model):
    id: WebhookId
    space_id: SpaceId
    url: str
    events: list[str]
    description: str
    is_enabled: bool
    disabled_because: str | None
    failing_since: datetime | None
    created_by: PersonId
    created_at: datetime
    version: int


class WebhookWithSecretOut(WebhookOut):
    secret: Annotated[str, Field(description="For checking signatures. It is shown now and never again.")]
    old_secret_until: Annotated[datetime | None, Field(description="Until then the one before signs as well.")]


class WebhooksOut(Model):
    webhooks: list[WebhookOut]


class AttemptOut(Model):
    id: str
    event_id: FactId
    event_type: str
    number: int
    tried_at: datetime
    milliseconds: int
    status: int | None
    answer: str
    error: str


class AttemptsOut(Model):
    attempts: list[AttemptOut]
    next_cursor: str | None


class RedeliveryIn(Model):
    """One event by its id, or all from `since` up to `until`."""

    event_id: FactId | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


class RedeliveryOut(Model):
    events: Annotated[int, Field(description="How many will be sent again.")]


@router.post("", status_code=201, responses=problems(403, 409))
async def add(
    body: WebhookIn, response: Response, actor: Acting, services: Serving, _: IdempotencyKey = None
) -> WebhookWithSecretOut:
    """Have an address told what happens from now on. For an organisation: its owners and admins."""
    webhook, secret = await services.webhooks.add(
        actor, body.url, body.events, description=body.description, space_id=body.space_id
    )
    return _with_secret(webhook, secret, response)


@router.get("", responses=problems(403))
async def list_mine(
    actor: Acting, services: Serving, space_id: Annotated[SpaceId | None, Query()] = None
) -> WebhooksOut:
    """Of a space, or of all whose webhooks one manages."""
    return WebhooksOut(webhooks=[_webhook(one) for one in await services.webhooks.list_mine(actor, space_id)])


@router.get("/{webhook_id}", responses=problems(403))
async def get(webhook_id: WebhookId, response: Response, actor: Acting, services: Serving) -> WebhookOut:
    return _webhook(await services.webhooks.get(actor, webhook_id), response)


@router.patch("/{webhook_id}", responses=problems(403, 412))
async def change(
    webhook_id: WebhookId,
    body: WebhookChangesIn,
    response: Response,
    actor: Acting,
    services: Serving,
    if_match: IfMatch = None,
) -> WebhookOut:
    """Change it, disable it, or enable it again."""
    changed = await services.webhooks.change(
        actor,
        webhook_id,
        url=body.url,
        events=body.events,
        description=body.description,
        is_enabled=body.is_enabled,
        if_match=if_match,
    )
    return _webhook(changed, response)


@router.delete("/{webhook_id}", status_code=204, responses=problems(403))
async def remove(webhook_id: WebhookId, actor: Acting, services: Serving) -> None:
    """With all that it is still owed, and its log."""
    await services.webhooks.remove(actor, webhook_id)


@router.post("/{webhook_id}/secrets", status_code=201, responses=problems(403))
async def replace_secret(
    webhook_id: WebhookId, response: Response, actor: Acting, services: Serving
) -> WebhookWithSecretOut:
    """A new secret. For a day everything is signed with the old one as well."""
    webhook, secret = await services.webhooks.replace_secret(actor, webhook_id)
    return _with_secret(webhook, secret, response)


@router.post("/{webhook_id}/tests", status_code=202, responses=problems(403, 409))
async def test(webhook_id: WebhookId, actor: Acting, services: Serving) -> None:
    """Send it `webhook.tested`, whatever it listens to."""
    await services.webhooks.test(actor, webhook_id)


@router.get("/{webhook_id}/attempts", responses=problems(403))
async def list_attempts(
    webhook_id: WebhookId, actor: Acting, services: Serving, cursor: Cursor = None, limit: Limit = 50
) -> AttemptsOut:
    """What was sent and what was answered, newest first; kept for a month."""
    page = await services.webhooks.list_attempts(actor, webhook_id, cursor, limit)
    return AttemptsOut(attempts=[_attempt(one) for one in page.items], next_cursor=page.next_cursor)


@router.post("/{webhook_id}/redeliveries", status_code=202, responses=problems(403, 409))
async def send_again(webhook_id: WebhookId, body: RedeliveryIn, actor: Acting, services: Serving) -> RedeliveryOut:
    """Send events again, whether or not they arrived; their ids stay the same."""
    return RedeliveryOut(
        events=await services.webhook_deliveries.send_again(
            actor, webhook_id, fact_id=body.event_id, since=body.since, until=body.until
        )
    )


def _webhook(webhook: Webhook, response: Response | None = None) -> WebhookOut:
    if response is not None:
        response.headers["ETag"] = webhook.etag
    return WebhookOut(
        id=webhook.id,
        space_id=webhook.space_id,
        url=webhook.url,
        events=webhook.events,
        description=webhook.description,
        is_enabled=webhook.disabled_at is None,
        disabled_because=webhook.disabled_because,
        failing_since=webhook.failing_since,
        created_by=webhook.created_by,
        created_at=webhook.created_at,
        version=webhook.version,
    )


def _with_secret(webhook: Webhook, secret: str, response: Response) -> WebhookWithSecretOut:
    seen = _webhook(webhook, response)
    return WebhookWithSecretOut(**seen.model_dump(), secret=secret, old_secret_until=webhook.old_secret_until)


def _attempt(attempt: Attempt) -> AttemptOut:
    return AttemptOut(
        id=str(attempt.id),
        event_id=attempt.fact_id,
        event_type=attempt.event_type,
        number=attempt.number,
        tried_at=attempt.tried_at,
        milliseconds=attempt.milliseconds,
        status=attempt.status,
        answer=attempt.answer,
        error=attempt.error,
    )
