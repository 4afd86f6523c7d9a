"""The pages on which webhooks are added, looked after and removed."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.forms import Form, errors_of, number, read, typed
from kalends.adapters.web.profile import ago
from kalends.adapters.web.rendering import Flash, go_to, pages_of
from kalends.core.actor import Role
from kalends.core.errors import Error
from kalends.core.ids import FactId, SpaceId, WebhookId
from kalends.features.notices.webhooks.domain import Attempt, NoSuchWebhook, NothingToSend, Webhook

WEBHOOKS = "/settings/webhooks"
FIELDS = ("url", "events", "description", "space_id")
# Hours for which everything can be sent again at one press.
SPANS = ((1, "the last hour"), (24, "the last day"), (72, "the last three days"), (168, "the last week"))


async def webhooks_page(request: Request) -> Response:
    return await _list(request, {}, {})


async def add(request: Request) -> Response:
    """Answers the webhook's page itself: the secret is shown this once."""
    form = await read(request)
    try:
        webhook, secret = await services_of(request).webhooks.add(
            actor_of(request),
            form["url"],
            form["events"].replace(",", " ").split(),
            description=form["description"],
            space_id=SpaceId(UUID(form["space_id"])) if form["space_id"] else None,
        )
    except ValueError as not_an_id:
        raise NoSuchWebhook from not_an_id
    except Error as refused:
        # Events are one field here.
        refused.field = (refused.field or "").partition(".")[0] or None
        return await _list(request, form, errors_of(refused, *FIELDS), status=status_of(type(refused)))
    return await _one(request, webhook.id, secret=secret)


async def webhook_page(request: Request) -> Response:
    return await _one(request, _id(request))


async def replace_secret(request: Request) -> Response:
    _, secret = await services_of(request).webhooks.replace_secret(actor_of(request), _id(request))
    return await _one(request, _id(request), secret=secret)


async def test(request: Request) -> Response:
    await services_of(request).webhooks.test(actor_of(request), _id(request))
    return go_to(f"{WEBHOOKS}/{_id(request)}", Flash(text="A test is on its way. Load this page again in a moment."))


async def switch(request: Request) -> Response:
    is_enabled = (await read(request))["is_enabled"] == "yes"
    await services_of(request).webhooks.change(actor_of(request), _id(request), is_enabled=is_enabled)
    said = "It is told again what happens." if is_enabled else "It is told nothing any more."
    return go_to(f"{WEBHOOKS}/{_id(request)}", Flash(text=said))


async def remove(request: Request) -> Response:
    await services_of(request).webhooks.remove(actor_of(request), _id(request))
    return go_to(WEBHOOKS, Flash(text="That webhook is removed, with its log."))


async def send_again(request: Request) -> Response:
    form = await read(request)
    fact_id = _fact_id(form["event_id"]) if form["event_id"] else None
    hours = min(number(form["hours"], 1), SPANS[-1][0])
    many = await services_of(request).webhook_deliveries.send_again(
        actor_of(request),
        _id(request),
        fact_id=fact_id,
        since=None if fact_id else datetime.now(UTC) - timedelta(hours=hours),
    )
    return go_to(f"{WEBHOOKS}/{_id(request)}", Flash(text=f"Sent again: {many}. Load this page again in a moment."))


async def _list(request: Request, form: Form, errors: Mapping[str, str], *, status: int = 200) -> Response:
    actor, services = actor_of(request), services_of(request)
    places = await _places(request)
    webhooks = await services.webhooks.list_mine(actor)
    context = {
        "form": {"events": "*", "space_id": "", **(typed(form, *FIELDS) if form else {"url": "", "description": ""})},
        "errors": errors,
        "places": [("", "My own"), *((str(space), name) for space, name in places.items())],
        "webhooks": [_shown(one, places.get(one.space_id, "My own")) for one in webhooks],
    }
    return await pages_of(request).page(request, "notices/webhooks.html", context, status=status)


async def _one(request: Request, webhook_id: WebhookId, *, secret: str | None = None) -> Response:
    actor, services = actor_of(request), services_of(request)
    webhook = await services.webhooks.get(actor, webhook_id)
    page = await services.webhooks.list_attempts(actor, webhook_id, request.query_params.get("cursor"))
    places, now = await _places(request), datetime.now(UTC)
    context = {
        "webhook": _shown(webhook, places.get(webhook.space_id, "My own")),
        "secret": secret,
        "spans": SPANS,
        "attempts": [_attempt(one, now) for one in page.items],
        "next_cursor": page.next_cursor,
    }
    return await pages_of(request).page(request, "notices/webhook.html", context)


async def _places(request: Request) -> dict[SpaceId, str]:
    """The organisations whose webhooks one manages."""
    page = await services_of(request).organisations.list_mine(actor_of(request), limit=200)
    return {one.id: one.name for one in page.items if one.role in {Role.OWNER, Role.ADMIN}}


def _id(request: Request) -> WebhookId:
    try:
        return WebhookId(UUID(request.path_params["webhook_id"]))
    except ValueError as not_an_id:
        raise NoSuchWebhook from not_an_id


def _fact_id(given: str) -> FactId:
    try:
        return FactId(UUID(given))
    except ValueError as not_an_id:
        raise NothingToSend from not_an_id


def _shown(webhook: Webhook, place: str) -> dict[str, Any]:
    return {
        "id": str(webhook.id),
        "url": webhook.url,
        "description": webhook.description,
        "events": webhook.events,
        "place": place,
        "disabled_because": webhook.disabled_because,
        "is_failing": webhook.failing_since is not None,
    }


def _attempt(attempt: Attempt, now: datetime) -> dict[str, Any]:
    return {
        "event_id": str(attempt.fact_id),
        "event_type": attempt.event_type,
        "when": ago(now - attempt.tried_at),
        "number": attempt.number,
        "is_good": attempt.is_good,
        "said": str(attempt.status) if attempt.status else attempt.error,
        "answer": attempt.answer,
        "milliseconds": attempt.milliseconds,
    }


routes: list[Route] = [
    Route(WEBHOOKS, webhooks_page, methods=["GET"]),
    Route(WEBHOOKS, add, methods=["POST"]),
    Route(WEBHOOKS + "/{webhook_id}", webhook_page, methods=["GET"]),
    Route(WEBHOOKS + "/{webhook_id}/secrets", replace_secret, methods=["POST"]),
    Route(WEBHOOKS + "/{webhook_id}/tests", test, methods=["POST"]),
    Route(WEBHOOKS + "/{webhook_id}/switch", switch, methods=["POST"]),
    Route(WEBHOOKS + "/{webhook_id}/redeliveries", send_again, methods=["POST"]),
    Route(WEBHOOKS + "/{webhook_id}/removal", remove, methods=["POST"]),
]
