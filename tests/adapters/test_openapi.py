"""The whole JSON API under generated requests, good and bad, signed in as somebody who owns something."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis.config import SchemathesisConfig
from schemathesis.python import asgi
from starlette.types import ASGIApp, Receive, Scope, Send

from kalends import frontage
from kalends.adapters.http.problems import MEDIA_TYPE
from kalends.core.actor import Role
from kalends.features.calendars.domain import NewCalendar
from kalends.features.calendars.events.wanted import Wanted, WantedRecurrence
from tests.adapters.http.conftest import settings_with
from tests.adapters.product import Product, Somebody

# CHECKLIST 34: 50 in CI, where the suite runs before every merge; fewer where somebody waits.
EXAMPLES = 50 if os.environ.get("CI") else 5

DOCUMENT = frontage.openapi()


class _Later:
    """The application of this worker's database, known only once the tests run; anew for each start of the server."""

    make: Callable[[], ASGIApp]
    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self.app = self.make()
        await self.app(scope, receive, send)


LATER = _Later()
schema = schemathesis.openapi.from_dict(
    DOCUMENT,
    config=SchemathesisConfig.from_dict(
        {
            # The domain knows more than a schema can say (a zone that exists, an end after its start): 422.
            "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 401, 403, 404, 409, 412, 422]}},
        }
    ),
)
schema.app = LATER


@pytest.fixture(scope="module")
def served(app_conninfo: str) -> Iterator[None]:
    LATER.make = lambda: Product(settings_with(server__port="1"), app_conninfo).app
    yield
    asgi.shutdown_lifespans()


@pytest.fixture(scope="module")
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


@pytest.fixture
async def owner(product: Product) -> Somebody:
    return await product.settle("Ada", is_operator=True)


@pytest.fixture
async def places(product: Product, owner: Somebody) -> dict[str, UUID]:
    """What the parameters of addresses may stand for, so that some requests get past the door."""
    friend = await product.settle("Grace")
    space = await product.found(owner=(owner, Role.OWNER), friend=(friend, Role.MEMBER))
    seen = await product.propose(owner, space)
    calendar = await product.services.calendars.add(owner.actor, NewCalendar(name="Hall"), space)
    webhook, _ = await product.services.webhooks.add(owner.actor, "http://127.0.0.1:9/", ["*"], space_id=space)
    wanted = Wanted(summary="Lunch", start="2026-01-14T12:00", recurrence=WantedRecurrence(rules=["FREQ=WEEKLY"]))
    event = await product.services.detailed_events.add(owner.actor, calendar.id, wanted)
    assert event.event is not None
    begun = await product.services.imports.begin(owner.actor, calendar.id)
    return {
        "session_id": owner.actor.session_id,
        "device_id": (await product.services.device_passwords.add(owner.actor, "Phone")).device.id,
        "organisation_id": space,
        "person_id": friend.actor.id,
        "meeting_id": seen.meeting.id,
        "participant_id": seen.participants[0].id,
        "link_id": seen.links[0].id,
        "calendar_id": calendar.id,
        "webhook_id": webhook.id,
        "event_id": event.event.id,
        "import_id": begun.id,
        "attachment_id": await product.attach(owner, event.event.id),
    }


@schema.parametrize()
@hypothesis_settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
def test_every_operation_keeps_its_word(
    case: schemathesis.Case, served: None, owner: Somebody, places: dict[str, UUID]
) -> None:
    """CHECKLIST 34: no 5xx, no status or body that is not documented."""
    for name, value in (case.path_parameters or {}).items():
        if name in places and _is_uuid(value):
            case.path_parameters[name] = str(places[name])

    case.call_and_validate(headers=owner.headers)


def _is_uuid(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def test_every_operation_says_how_it_fails() -> None:
    """CHECKLIST 38."""
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            failures = {status: one for status, one in operation["responses"].items() if int(status) >= 400}
            assert {"400", "401", "404", "422", "429", "503"} <= failures.keys(), (method, path)
            for response in failures.values():
                assert list(response["content"]) == [MEDIA_TYPE], (method, path)


def test_no_request_takes_fields_it_does_not_know() -> None:
    """CHECKLIST 22."""
    schemas = DOCUMENT["components"]["schemas"]
    for item in DOCUMENT["paths"].values():
        for operation in item.values():
            body = operation.get("requestBody", {"content": {}})
            # An iCalendar object may hold what we don't know: it is kept. A file is what it is.
            if list(body["content"]) not in ([], ["text/calendar"], ["application/octet-stream"]):
                name = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
                assert schemas[name]["additionalProperties"] is False, name


def test_what_is_published_has_names_and_no_paths_of_our_modules() -> None:
    assert [name for name in DOCUMENT["components"]["schemas"] if "__" in name] == []
