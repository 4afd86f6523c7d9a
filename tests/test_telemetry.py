import subprocess
import sys
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.types import Receive, Scope, Send

from kalends.adapters.http.metrics import Metrics
from kalends.adapters.http.request_id import Proxies, RequestIds
from kalends.core.ids import DeliveryId, SpaceId, new_uuid
from kalends.store.database import Database
from kalends.store.outbox import Delivery
from kalends.telemetry import DeliveryWatch, Figures, StatementWatch, redacted
from kalends.tracing import OpenTelemetry

GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Greeting:
    async def greet(self, database: Database) -> str:
        async with database.pool.connection():
            return "hello"

    def plain(self) -> int:
        return 1


@dataclass(frozen=True)
class Services:
    greetings: Greeting


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def tracing(spans: InMemorySpanExporter) -> OpenTelemetry:
    return OpenTelemetry(SimpleSpanProcessor(spans), "web")


async def asked(tracing: OpenTelemetry, database: Database, headers: dict[str, str]) -> Scope:
    services = tracing.traced(Services(Greeting()))
    watch = StatementWatch(Figures(), tracing)
    seen: Scope = {}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await services.greetings.greet(database)
        watch.statement("SELECT name FROM people WHERE id = %s", 0.001, None)
        seen.update(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    layers = RequestIds(Metrics(app, figures=Figures(), tracing=tracing), proxies=Proxies([]))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=layers), base_url="http://x") as client:
        await client.get("/who", headers=headers)
    return seen


def named(spans: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in spans.get_finished_spans()}


async def test_request_service_call_statement_and_delivery_are_one_trace(
    tracing: OpenTelemetry, spans: InMemorySpanExporter, database: Database
) -> None:
    """CHECKLIST 67: from the request through the row that carries its traceparent to the delivery."""
    scope = await asked(tracing, database, {"traceparent": GIVEN})
    delivery = Delivery(
        id=DeliveryId(new_uuid()),
        space_id=SpaceId(new_uuid()),
        fact_id=None,
        recipient=str(uuid4()),
        channel="mail",
        payload={"traceparent": scope["origin"].traceparent},
        host="",
        attempt=1,
        max_attempts=5,
        created_at=None,
    )
    DeliveryWatch(Figures(), tracing).delivery(delivery, "done", 0.1)

    found = named(spans)
    request = found["GET unmatched"]
    assert {f"{span.context.trace_id:032x}" for span in found.values()} == {"0af7651916cd43dd8448eb211c80319c"}
    assert f"{request.parent.span_id:016x}" == "b7ad6b7169203331"
    assert found["greetings.greet"].parent.span_id == request.context.span_id
    assert found["SELECT"].parent.span_id == request.context.span_id
    assert found["deliver mail"].parent.span_id == request.context.span_id
    assert found["SELECT"].attributes["db.query.text"] == "SELECT name FROM people WHERE id = %s"
    assert request.attributes["http.response.status_code"] == 200


async def test_a_request_without_a_trace_begins_one(
    tracing: OpenTelemetry, spans: InMemorySpanExporter, database: Database
) -> None:
    """CHECKLIST 67."""
    scope = await asked(tracing, database, {})

    request = named(spans)["GET unmatched"]
    assert request.parent is None
    assert scope["origin"].traceparent.startswith(f"00-{request.context.trace_id:032x}-{request.context.span_id:016x}-")


def test_what_is_no_coroutine_is_left_as_it_is(tracing: OpenTelemetry, spans: InMemorySpanExporter) -> None:
    assert tracing.traced(Services(Greeting())).greetings.plain() == 1
    assert spans.get_finished_spans() == ()


def test_nothing_of_it_is_imported_where_no_endpoint_is_set() -> None:
    script = """
import sys
from kalends.settings import load
from kalends.telemetry import tracing_of
import kalends.adapters.app
assert tracing_of(load().settings.telemetry, "web") is None
# FastAPI imports the interfaces by itself; what costs is the rest.
costly = ("opentelemetry.sdk", "opentelemetry.exporter", "kalends.tracing")
print([name for name in sys.modules if name.startswith(costly)])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("token eyJhbGciOiJFZERTQSJ9.eyJzdWIi.c2ln", "token …"),
        ("mail to ada@example.org", "mail to …"),
        (
            "meeting 01a20158-dc47-78c5-b009-e76c4694d5f9 is closed",
            "meeting 01a20158-dc47-78c5-b009-e76c4694d5f9 is closed",
        ),
        ("x" * 400, "…"),
    ],
)
def test_what_looks_like_a_secret_is_left_out(text: str, left: str) -> None:
    """CHECKLIST 65."""
    assert redacted(text) == left
