"""Who may do what at the JSON API: every operation of the OpenAPI document, tried by everybody.

A new operation fails here until it has a row; a row says what each of seven people is answered.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from kalends import frontage
from kalends.core.actor import Role, System
from kalends.core.ids import AttachmentId, CalendarId, EventId, ImportId, SessionId, SpaceId, WebhookId
from kalends.features.calendars.domain import NewCalendar
from kalends.features.calendars.events.wanted import Wanted, WantedAttendee
from kalends.features.meetings.service import Seen
from tests.adapters.http.conftest import settings_with
from tests.adapters.product import PASSWORD, Product, Somebody
from tests.features.calendars.diary import lunch

# "other" owns a space of their own and no part of this one; "revoked" was the owner until they were signed out;
# "operator" runs the server, and is nobody special to a space.
PEOPLE = ("owner", "member", "viewer", "other", "anonymous", "revoked", "operator")

Row = tuple[int, int, int, int, int, int, int]


@dataclass(frozen=True)
class World:
    """An organisation with a meeting, made anew for each try, since a try may succeed."""

    people: dict[str, Somebody]
    space: SpaceId
    seen: Seen
    calendar: CalendarId
    device: SessionId
    webhook: WebhookId
    event: EventId
    change: UUID
    import_id: ImportId
    attachment: AttachmentId | None

    @property
    def start(self) -> str:
        return self.seen.meeting.windows[0].interval.start.isoformat()

    @property
    def places(self) -> dict[str, Any]:
        """What the parameters of addresses stand for."""
        return {
            "session_id": self.people["owner"].actor.session_id,
            "organisation_id": self.space,
            "person_id": self.people["viewer"].actor.id,
            "meeting_id": self.seen.meeting.id,
            "participant_id": self.seen.participants[0].id,
            "link_id": self.seen.links[0].id,
            "calendar_id": self.calendar,
            "import_id": self.import_id,
            "attachment_id": self.attachment,
            "name": "lunch.ics",
            "email": "nobody@example.org",
            "device_id": self.device,
            "webhook_id": self.webhook,
            "event_id": self.event,
            "change_id": self.change,
        }


EXPECTED: dict[str, Row] = {
    "GET /administration/dead-letters": (403, 403, 403, 403, 401, 401, 200),
    "POST /administration/dead-letters/revivals": (403, 403, 403, 403, 401, 401, 202),
    "GET /administration/people": (403, 403, 403, 403, 401, 401, 200),
    "GET /administration/people/{person_id}": (403, 403, 403, 403, 401, 401, 200),
    "PATCH /administration/people/{person_id}": (403, 403, 403, 403, 401, 401, 200),
    "GET /audit": (200, 403, 403, 404, 401, 401, 404),
    "GET /audit/export": (200, 403, 403, 404, 401, 401, 404),
    "GET /audit/head": (200, 200, 200, 404, 401, 401, 404),
    "GET /busy-times": (200, 200, 200, 200, 401, 401, 200),
    "GET /calendars": (200, 200, 200, 200, 401, 401, 200),
    "POST /calendars": (201, 403, 403, 404, 401, 401, 404),
    "DELETE /calendars/{calendar_id}": (204, 403, 403, 404, 401, 401, 404),
    "GET /calendars/{calendar_id}": (200, 200, 200, 404, 401, 401, 404),
    "PATCH /calendars/{calendar_id}": (200, 403, 403, 404, 401, 401, 404),
    "DELETE /calendars/{calendar_id}/objects/{name}": (204, 403, 403, 404, 401, 401, 404),
    "GET /calendars/{calendar_id}/objects/{name}": (200, 200, 200, 404, 401, 401, 404),
    "PUT /calendars/{calendar_id}/objects/{name}": (204, 403, 403, 404, 401, 401, 404),
    "GET /calendars/{calendar_id}/occurrences": (200, 200, 200, 404, 401, 401, 404),
    "GET /calendars/{calendar_id}/sharings": (200, 403, 403, 404, 401, 401, 404),
    "POST /calendars/{calendar_id}/sharings": (200, 403, 403, 404, 401, 401, 404),
    "DELETE /calendars/{calendar_id}/sharings/{person_id}": (204, 403, 403, 404, 401, 401, 404),
    "DELETE /events/changes/{change_id}": (204, 404, 404, 404, 401, 401, 404),
    "DELETE /events/{event_id}": (200, 403, 403, 404, 401, 401, 404),
    "DELETE /events/{event_id}/attachments/{attachment_id}": (204, 403, 403, 404, 401, 401, 404),
    "GET /events/{event_id}/attachments": (200, 200, 200, 404, 401, 401, 404),
    "GET /events/{event_id}/attachments/{attachment_id}": (200, 200, 200, 404, 401, 401, 404),
    "POST /events/{event_id}/attachments": (201, 403, 403, 404, 401, 401, 404),
    "GET /events": (200, 200, 200, 404, 401, 401, 404),
    "GET /events/search": (200, 200, 200, 404, 401, 401, 404),
    "GET /events/{event_id}": (200, 200, 200, 404, 401, 401, 404),
    "PATCH /events/{event_id}": (200, 403, 403, 404, 401, 401, 404),
    "POST /events": (201, 403, 403, 404, 401, 401, 404),
    "POST /events/batch": (200, 403, 403, 404, 401, 401, 404),
    "PUT /events/{event_id}/answer": (200, 403, 403, 404, 401, 401, 404),
    "GET /calendars/{calendar_id}/export": (200, 200, 200, 404, 401, 401, 404),
    "GET /calendars/{calendar_id}/feeds": (200, 403, 403, 404, 401, 401, 404),
    "POST /calendars/{calendar_id}/feeds": (201, 403, 403, 404, 401, 401, 404),
    # The link of these places is a meeting's.
    "DELETE /calendars/{calendar_id}/feeds/{link_id}": (404, 403, 403, 404, 401, 401, 404),
    "POST /calendars/{calendar_id}/feeds/{link_id}/rotation": (404, 403, 403, 404, 401, 401, 404),
    "GET /calendars/{calendar_id}/imports": (200, 403, 403, 404, 401, 401, 404),
    "POST /calendars/{calendar_id}/imports": (201, 403, 403, 404, 401, 401, 404),
    "GET /calendars/{calendar_id}/imports/{import_id}": (200, 403, 403, 404, 401, 401, 404),
    "PATCH /calendars/{calendar_id}/imports/{import_id}": (200, 403, 403, 404, 401, 401, 404),
    "DELETE /calendars/{calendar_id}/imports/{import_id}": (204, 403, 403, 404, 401, 401, 404),
    "GET /meetings": (200, 200, 200, 200, 401, 401, 200),
    "POST /meetings": (201, 403, 403, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}": (200, 200, 200, 404, 401, 401, 404),
    "PATCH /meetings/{meeting_id}": (200, 403, 403, 404, 401, 401, 404),
    "DELETE /meetings/{meeting_id}/answer": (200, 200, 403, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/answer": (404, 404, 404, 404, 401, 401, 404),
    "PUT /meetings/{meeting_id}/answer": (200, 200, 403, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/answers": (200, 200, 200, 404, 401, 401, 404),
    "DELETE /meetings/{meeting_id}/booking": (204, 403, 403, 404, 401, 401, 404),
    "PUT /meetings/{meeting_id}/booking": (204, 403, 403, 404, 401, 401, 404),
    "DELETE /meetings/{meeting_id}/cancellation": (204, 403, 403, 404, 401, 401, 404),
    "PUT /meetings/{meeting_id}/cancellation": (204, 403, 403, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/invitation.ics": (200, 200, 200, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/links": (200, 403, 403, 404, 401, 401, 404),
    "POST /meetings/{meeting_id}/links": (201, 403, 403, 404, 401, 401, 404),
    "DELETE /meetings/{meeting_id}/links/{link_id}": (204, 403, 403, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/live": (200, 200, 200, 404, 401, 401, 404),
    "POST /meetings/{meeting_id}/participants": (201, 403, 403, 404, 401, 401, 404),
    "DELETE /meetings/{meeting_id}/participants/{participant_id}": (204, 403, 403, 404, 401, 401, 404),
    "PATCH /meetings/{meeting_id}/participants/{participant_id}": (200, 403, 403, 404, 401, 401, 404),
    "PUT /meetings/{meeting_id}/opening": (204, 403, 403, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/free-times": (200, 200, 200, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/panels": (200, 200, 200, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/recommendations": (200, 200, 200, 404, 401, 401, 404),
    "GET /meetings/{meeting_id}/sessions": (200, 200, 200, 404, 401, 401, 404),
    "GET /administration/suppressions": (403, 403, 403, 403, 401, 401, 200),
    "DELETE /administration/suppressions/{email}": (403, 403, 403, 403, 401, 401, 404),
    "GET /notices": (200, 200, 200, 200, 401, 401, 200),
    "PUT /notices/read": (204, 204, 204, 204, 401, 401, 204),
    "GET /notices/preferences": (200, 200, 200, 200, 401, 401, 200),
    "PATCH /notices/preferences": (200, 200, 200, 200, 401, 401, 200),
    "GET /notices/suppression": (200, 200, 200, 200, 401, 401, 200),
    "DELETE /notices/suppression": (404, 404, 404, 404, 401, 401, 404),
    "GET /organisations": (200, 200, 200, 200, 401, 401, 200),
    "POST /organisations": (201, 201, 201, 201, 401, 401, 201),
    "DELETE /organisations/{organisation_id}": (204, 403, 403, 404, 401, 401, 404),
    "GET /organisations/{organisation_id}": (200, 200, 200, 404, 401, 401, 404),
    "PATCH /organisations/{organisation_id}": (200, 403, 403, 404, 401, 401, 404),
    "GET /organisations/{organisation_id}/members": (200, 200, 200, 404, 401, 401, 404),
    "POST /organisations/{organisation_id}/members": (201, 403, 403, 404, 401, 401, 404),
    "DELETE /organisations/{organisation_id}/members/{person_id}": (204, 403, 204, 404, 401, 401, 404),
    "PUT /organisations/{organisation_id}/members/{person_id}": (200, 403, 403, 404, 401, 401, 404),
    "POST /people": (202, 202, 202, 202, 202, 202, 202),
    "DELETE /people/me": (204, 204, 204, 409, 401, 401, 204),
    "GET /people/me": (200, 200, 200, 200, 401, 401, 200),
    "PATCH /people/me": (200, 200, 200, 200, 401, 401, 200),
    "GET /people/{person_id}/devices": (404, 404, 200, 404, 401, 401, 404),
    "POST /people/{person_id}/devices": (404, 404, 201, 404, 401, 401, 404),
    "DELETE /people/{person_id}/devices/{device_id}": (404, 404, 204, 404, 401, 401, 404),
    "PUT /people/me/password": (204, 204, 204, 204, 401, 401, 204),
    "POST /people/password-reset": (202, 202, 202, 202, 202, 202, 202),
    "PUT /people/password-reset": (404, 404, 404, 404, 404, 404, 404),
    "POST /people/verification": (202, 202, 202, 202, 202, 202, 202),
    "PUT /people/verification": (404, 404, 404, 404, 404, 404, 404),
    "POST /phrases": (200, 200, 200, 200, 200, 200, 200),
    "DELETE /sessions": (204, 204, 204, 204, 401, 401, 204),
    "GET /sessions": (200, 200, 200, 200, 401, 401, 200),
    "POST /sessions": (201, 201, 201, 201, 201, 201, 201),
    "DELETE /sessions/current": (204, 204, 204, 204, 401, 401, 204),
    "PUT /sessions/current/confirmation": (204, 204, 204, 204, 401, 401, 204),
    "POST /sessions/refresh": (401, 401, 401, 401, 401, 401, 401),
    "DELETE /sessions/{session_id}": (204, 404, 404, 404, 401, 401, 404),
    "GET /stream": (200, 200, 200, 200, 401, 401, 200),
    "GET /webhooks": (200, 200, 200, 200, 401, 401, 200),
    "POST /webhooks": (201, 403, 403, 404, 401, 401, 404),
    "DELETE /webhooks/{webhook_id}": (204, 403, 403, 404, 401, 401, 404),
    "GET /webhooks/{webhook_id}": (200, 403, 403, 404, 401, 401, 404),
    "PATCH /webhooks/{webhook_id}": (200, 403, 403, 404, 401, 401, 404),
    "GET /webhooks/{webhook_id}/attempts": (200, 403, 403, 404, 401, 401, 404),
    "POST /webhooks/{webhook_id}/redeliveries": (202, 403, 403, 404, 401, 401, 404),
    "POST /webhooks/{webhook_id}/secrets": (201, 403, 403, 404, 401, 401, 404),
    "POST /webhooks/{webhook_id}/tests": (202, 403, 403, 404, 401, 401, 404),
}

# What is sent; operations that are not here take no body.
BODIES: dict[str, Any] = {
    "PUT /notices/read": lambda world: {},
    "PATCH /notices/preferences": lambda world: {"reminder_minutes": 10},
    "POST /sessions": lambda world: {"login": world.people["owner"].username, "password": PASSWORD},
    "POST /sessions/refresh": lambda world: {"refresh_token": "nobody-ever-gave-this-out"},
    "PUT /sessions/current/confirmation": lambda world: {"password": PASSWORD},
    "POST /people": lambda world: {
        "username": f"new-{world.space.hex[-16:]}",
        "email": f"new-{world.space.hex}@example.org",
        "password": "a long enough umbrella",
    },
    "POST /people/verification": lambda world: {"email": "ada@example.org"},
    "PUT /people/verification": lambda world: {"code": "nobody-ever-mailed-this", "password": "x"},
    "POST /people/password-reset": lambda world: {"email": "ada@example.org"},
    "PUT /people/password-reset": lambda world: {"code": "nobody-ever-mailed-this", "password": "a new umbrella"},
    "PATCH /people/me": lambda world: {"name": "Augusta"},
    "PUT /people/me/password": lambda world: {"current_password": PASSWORD, "password": "quite another umbrella"},
    "POST /people/{person_id}/devices": lambda world: {"name": "Phone"},
    "POST /phrases": lambda world: {"phrase": "tomorrow at 3pm", "zone": "UTC"},
    "POST /organisations": lambda world: {"name": "Club", "slug": f"club-{world.space.hex[-12:]}"},
    "PATCH /organisations/{organisation_id}": lambda world: {"name": "Engineers"},
    "POST /organisations/{organisation_id}/members": lambda world: {"login": world.people["newcomer"].username},
    "PUT /organisations/{organisation_id}/members/{person_id}": lambda world: {"role": "scheduler"},
    "PATCH /administration/people/{person_id}": lambda world: {"is_active": False},
    "POST /meetings": lambda world: {
        "title": "Tea",
        "zone": "UTC",
        "duration": 30,
        "windows": [{"start": world.start, "end": world.seen.meeting.windows[0].interval.end.isoformat()}],
        "space_id": str(world.space),
    },
    "POST /calendars": lambda world: {"name": "Hall", "space_id": str(world.space)},
    "PATCH /calendars/{calendar_id}": lambda world: {"name": "Great hall"},
    "PUT /calendars/{calendar_id}/objects/{name}": lambda world: lunch("LOCATION:Inn"),
    "POST /events": lambda world: {"summary": "Tea", "start": "2026-01-14T17:00", "calendar_id": str(world.calendar)},
    "PATCH /events/{event_id}": lambda world: {"place": "Inn"},
    "PUT /events/{event_id}/answer": lambda world: {"participation": "accepted"},
    "POST /events/batch": lambda world: {
        "add": [{"start": "2026-01-14", "calendar_id": str(world.calendar)}],
        "remove": [{"id": str(world.event)}],
    },
    "POST /calendars/{calendar_id}/feeds": lambda world: {"is_busy_only": True},
    "POST /calendars/{calendar_id}/imports": lambda world: lunch(),
    "PATCH /calendars/{calendar_id}/imports/{import_id}": lambda world: lunch(),
    "POST /calendars/{calendar_id}/sharings": lambda world: {
        "username": world.people["newcomer"].username,
        "access": "read",
    },
    "POST /administration/dead-letters/revivals": lambda world: {"channel": "nothing-goes-here"},
    "POST /events/{event_id}/attachments": lambda world: b"soup",
    "POST /webhooks": lambda world: {"url": HOOK, "events": ["*"], "space_id": str(world.space)},
    "PATCH /webhooks/{webhook_id}": lambda world: {"description": "Ours"},
    "POST /webhooks/{webhook_id}/redeliveries": lambda world: {"since": "2026-01-01T00:00:00Z"},
    "PATCH /meetings/{meeting_id}": lambda world: {"title": "Dinner"},
    "PUT /meetings/{meeting_id}/booking": lambda world: {"start": world.start},
    "PUT /meetings/{meeting_id}/answer": lambda world: {"intervals": []},
    "POST /meetings/{meeting_id}/participants": lambda world: {"name": "Edith"},
    "PATCH /meetings/{meeting_id}/participants/{participant_id}": lambda world: {"weight": 2},
    "POST /meetings/{meeting_id}/links": lambda world: {"kind": "join"},
}

MONTH = "start=2026-01-01T00:00:00Z&end=2026-02-01T00:00:00Z"
# What is asked after the address.
QUERIES: dict[str, Any] = {
    "GET /audit": lambda world: f"space_id={world.space}",
    "GET /audit/export": lambda world: f"space_id={world.space}",
    "GET /audit/head": lambda world: f"space_id={world.space}",
    "GET /busy-times": lambda world: f"{_soon()}&person_id={world.people['owner'].actor.id}",
    "GET /calendars/{calendar_id}/occurrences": lambda world: MONTH,
    "GET /events": lambda world: f"{MONTH}&calendar_id={world.calendar}",
    "GET /events/search": lambda world: f"q=lunch&calendar_id={world.calendar}",
}

# Where nobody listens, in the one network that the tests' settings open.
HOOK = "http://127.0.0.1:9/hook"
# What is sent beside it.
HEADERS = {"PATCH /calendars/{calendar_id}/imports/{import_id}": {"upload-offset": "0"}}

BOOKED = ("DELETE /meetings/{meeting_id}/booking", "GET /meetings/{meeting_id}/invitation.ics")


@pytest.fixture(scope="module")
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


async def new_world(product: Product, operation: str) -> World:
    names = ("owner", "member", "viewer", "other", "revoked", "newcomer")
    people = {name: await product.settle(name) for name in names}
    people["operator"] = await product.settle("operator", is_operator=True)
    space = await product.found(
        owner=(people["owner"], Role.OWNER),
        revoked=(people["revoked"], Role.OWNER),
        member=(people["member"], Role.MEMBER),
        viewer=(people["viewer"], Role.VIEWER),
    )
    await product.found(other=(people["other"], Role.OWNER))
    seen = await product.propose(people["owner"], space)
    owner, meeting = people["owner"].actor, seen.meeting
    calendar = await product.services.calendars.add(owner, NewCalendar(name="Hall"), space)
    await product.services.events.put(owner, calendar.id, "lunch.ics", lunch())
    webhook, _ = await product.services.webhooks.add(owner, HOOK, ["*"], space_id=space)
    change = await product.services.detailed_events.add(owner, calendar.id, _invitation(people["owner"]))
    assert change.event is not None
    begun = await product.services.imports.begin(owner, calendar.id, len(lunch()))
    attachment = None
    if "/attachments" in operation:
        attachment = await product.attach(people["owner"], change.event.id)
    if operation in BOOKED:
        await product.services.bookings.book(owner, meeting.id, meeting.windows[0].interval.start)
    if operation == "DELETE /meetings/{meeting_id}/cancellation":
        await product.services.meetings.cancel(owner, meeting.id)
    gone = people["revoked"]
    async with product.house.database.transaction(System(gone.space_id)) as tx:
        await tx.execute("UPDATE sessions SET revoked_at = now() WHERE id = %s", [gone.actor.session_id])
    connected = await product.services.device_passwords.add(people["viewer"].actor, "Phone")
    return World(
        people=people,
        space=space,
        seen=seen,
        calendar=calendar.id,
        device=connected.device.id,
        webhook=webhook.id,
        event=change.event.id,
        change=change.change_id,
        import_id=begun.id,
        attachment=attachment,
    )


def _invitation(owner: Somebody) -> Wanted:
    return Wanted(summary="Lunch", start="2026-01-14T12:00", attendees=[WantedAttendee(address=owner.email)])


def _soon() -> str:
    today = datetime.now(UTC).replace(microsecond=0)
    return "&".join(
        f"{name}={moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in (("start", today), ("end", today + timedelta(days=7)))
    )


def operations() -> list[str]:
    document = frontage.openapi()
    return sorted(f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item)


@pytest.mark.parametrize("operation", operations())
async def test_everybody_is_answered_as_the_table_says(product: Product, operation: str) -> None:
    """CHECKLIST 19, 21."""
    assert operation in EXPECTED, f"{operation} has no row: say what each of {PEOPLE} is answered"
    method, path = operation.split()
    answered: dict[str, int] = {}
    world = None

    for who in PEOPLE:
        if world is None or method != "GET":
            world = await new_world(product, operation)
        body = BODIES[operation](world) if operation in BODIES else None
        somebody = world.people.get(who)
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        address = f"/api/v1{path.format_map(world.places)}"
        if operation in QUERIES:
            address += f"?{QUERIES[operation](world)}"
        async with product.client(somebody.headers if somebody else None) as client:
            answer = await client.request(method, address, headers=HEADERS.get(operation), **sent)
        answered[who] = answer.status_code

    assert answered == dict(zip(PEOPLE, EXPECTED[operation], strict=True))


def test_the_table_has_no_row_too_many() -> None:
    """CHECKLIST 19."""
    assert set(EXPECTED) <= set(operations())
    assert set(BODIES) <= set(operations())
