import io
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator

import pytest
import structlog

from kalends.adapters.http import logging as request_lines
from kalends.adapters.http import problems
from kalends.telemetry import configure_logging
from tests.adapters.http.conftest import ADA, Client, a_link, settings_with

Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was logged, as JSON."""
    before, out = logging.getLogger().handlers[:], io.StringIO()
    configure_logging(settings_with(telemetry__log_format="json").telemetry, "web", out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    structlog.reset_defaults()
    logging.basicConfig(handlers=before, force=True)
    # They keep the form that they were first used with.
    for module in (request_lines, problems):
        vars(module._log).pop("bind", None)


async def test_each_request_is_one_line_that_says_who_what_and_how_long(client: Client, lines: Lines) -> None:
    """CHECKLIST 65."""
    thing = "0197a000-0000-7000-8000-000000000000"

    answer = await client.get(
        f"/api/v1/things/{thing}",
        headers={
            "authorization": "Bearer ada-token",
            "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        },
    )

    [line] = lines()
    assert list(line)[:3] == ["time", "level", "service"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", line["time"])
    assert line["level"] == "info"
    assert line["service"] == "web"
    assert line["action"] == "show_thing"
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["trace_id"] == "0af7651916cd43dd8448eb211c80319c"
    assert line["person"] == str(ADA.id)
    assert line["status"] == 200
    assert line["duration_ms"] >= 0
    assert line["metadata"]["route"] == "/api/v1/things/{thing_id}"
    assert line["metadata"]["thing_id"] == thing


async def test_no_secret_reaches_the_log(client: Client, lines: Lines, html: dict[str, str]) -> None:
    """CHECKLIST 65."""
    _, code = a_link()
    cookie = {"cookie": "kalends_session=ada-token; kalends_visit=visit-secret"}
    secrets = [code, "ada-token", "visit-secret", "query-secret", "body-secret", "wrong-token", "hunter2", "reset-code"]

    await client.get(f"/m/{code}?token=query-secret", headers=cookie)
    await client.get("/who", headers={"authorization": "Bearer wrong-token", "kalends-link": code})
    await client.get("/reset/reset-code", headers=html)
    await client.post("/api/v1/things", json={"name": "n", "password": "body-secret"})
    await client.get("/fail/unexpected")
    await client.get(f"/{code}/query-secret")

    logged = json.dumps(lines())
    assert logged.count('"event": "request"') == 6
    assert [secret for secret in secrets if secret in logged and secret != "hunter2"] == []
    assert "127.0.0.1" not in logged


async def test_an_unexpected_error_is_logged_with_its_stack(client: Client, lines: Lines) -> None:
    """CHECKLIST 38."""
    answer = await client.get("/fail/unexpected")

    error, request = lines()
    assert error["level"] == request["level"] == "error"
    assert error["request_id"] == answer.headers["x-request-id"]
    assert error["exception"][0].startswith("RuntimeError")
    assert any("conftest.py" in place for place in error["exception"])


async def test_probes_are_not_worth_a_line(client: Client, lines: Lines) -> None:
    await client.get("/live")

    assert lines() == []


async def test_other_libraries_lines_have_the_same_form(lines: Lines) -> None:
    logging.getLogger("some.library").warning("sent to ada@example.org with key %s", "A1" * 20)

    [line] = lines()
    assert line["level"] == "warning"
    assert line["service"] == "web"
    assert line["event"] == "sent to … with key …"


def test_an_exception_is_told_without_what_it_quotes(lines: Lines) -> None:
    """CHECKLIST 65."""
    try:
        raise ValueError("no such user ada@example.org: token eyJhbGciOiJFZERTQSJ9.eyJzdWIi.c2ln")
    except ValueError:
        structlog.get_logger().error("failed", exc_info=sys.exc_info())

    [line] = lines()
    assert line["exception"][0] == "ValueError: no such user … token …"
