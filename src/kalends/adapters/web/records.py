"""Pages to look back: what was done in a space, and, for operators, what could not be delivered."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.web.forms import form_of, number, text, texts
from kalends.adapters.web.profile import ago
from kalends.adapters.web.rendering import Flash, go_to, pages_of
from kalends.core.actor import Role
from kalends.core.ids import DeliveryId, SpaceId
from kalends.features.accounts.administration.domain import DeadLetter, NoneChosen
from kalends.features.accounts.audit.domain import Entry
from kalends.features.accounts.audit.service import Listing
from kalends.features.accounts.organisations.domain import NoSuchOrganisation

RECORD = "/settings/record"
DEAD_LETTERS = "/admin/dead-letters"
# Who acted where it was nobody who has an account, or not yet known who.
ACTORS = {"system": "Kalends itself", "nobody": "somebody not signed in yet", "link": "a holder of a link"}


async def record_page(request: Request) -> Response:
    """Of the organisation in the address, else of one's own space."""
    services, actor = services_of(request), actor_of(request)
    given = request.query_params.get("space", "")
    try:
        space = SpaceId(UUID(given)) if given else None
    except ValueError as not_an_id:
        raise NoSuchOrganisation from not_an_id
    before = number(request.query_params.get("before", ""), 0) or None
    listing = await services.audit_log.list_newest(actor, space, before=before)
    head = await services.audit_log.head(actor, space)
    organisations = (await services.organisations.list_mine(actor, limit=200)).items
    readable = [(str(one.id), one.name) for one in organisations if one.role in {Role.OWNER, Role.ADMIN}]
    older = urlencode({"space": given, "before": listing.next_before}) if listing.next_before else None
    context = {
        "space": given,
        "places": [("", "My own"), *readable],
        "entries": [_entry(one, listing) for one in listing.entries],
        "older": f"{RECORD}?{older}" if older else None,
        "head": f"{head.space_id}:{head.number}:{head.digest.hex()}",
    }
    return await pages_of(request).page(request, "accounts/record.html", context)


async def dead_letters_page(request: Request) -> Response:
    query = request.query_params
    page = await services_of(request).dead_letters.list_newest(
        actor_of(request), query.get("channel") or None, query.get("cursor")
    )
    now = datetime.now(UTC)
    context = {"letters": [_letter(one, now) for one in page.items], "next_cursor": page.next_cursor}
    return await pages_of(request).page(request, "accounts/dead_letters.html", context)


async def revive(request: Request) -> Response:
    form = await form_of(request)
    try:
        ids = [DeliveryId(UUID(one)) for one in texts(form, "id")]
    except ValueError as not_ids:
        raise NoneChosen(field="ids") from not_ids
    many = await services_of(request).dead_letters.revive(actor_of(request), ids, text(form, "channel") or None)
    return go_to(DEAD_LETTERS, Flash(text=f"Tried again: {many}."))


def _entry(entry: Entry, listing: Listing) -> dict[str, Any]:
    username = listing.usernames.get(entry.person_id) if entry.person_id else None
    return {
        "number": entry.number,
        "action": entry.action,
        "who": username or (str(entry.person_id) if entry.person_id else _actor(entry)),
        "when": ago(datetime.now(UTC) - entry.done_at),
        "at": entry.done_at.isoformat(timespec="seconds"),
        "address": entry.address,
        "details": [
            (name, value if isinstance(value, str) else json.dumps(value)) for name, value in entry.details.items()
        ],
    }


def _actor(entry: Entry) -> str:
    """What is done for a request before it is known whose it is, such as signing in, is done from an address."""
    actor = "nobody" if entry.actor == "system" and entry.address else entry.actor
    return ACTORS.get(actor, actor)


def _letter(one: DeadLetter, now: datetime) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "channel": one.channel,
        "about": one.event_type or "a timer",
        "host": one.host,
        "attempts": one.attempts,
        "error": one.last_error,
        "when": ago(now - one.buried_at),
    }


routes: list[Route] = [
    Route(RECORD, record_page, methods=["GET"]),
    Route(DEAD_LETTERS, dead_letters_page, methods=["GET"]),
    Route(DEAD_LETTERS, revive, methods=["POST"]),
]
