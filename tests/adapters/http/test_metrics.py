import asyncio
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Message, Receive, Scope, Send

from kalends.adapters.http.metrics import Metrics
from kalends.adapters.http.routes import UNMATCHED
from kalends.telemetry import Figures
from tests.adapters.http.conftest import Client

THING = "/api/v1/things/0197a000-0000-7000-8000-000000000000"


async def used(client: Client) -> str:
    await client.get(THING)
    await client.put(THING, json={"name": "Ada"})
    await client.get("/fail/conflict")
    for number in range(50):
        await client.get(f"/no/such/page/{number}")
        await client.request("PROPFIND" if number % 2 else f"METHOD{number}", "/who")
    return (await client.get("/metrics")).text


async def test_rate_errors_and_duration_of_each_route(client: Client) -> None:
    """CHECKLIST 66."""
    text = await used(client)

    assert 'kalends_http_requests_total{method="GET",route="/api/v1/things/{thing_id}",status="200"} 1.0' in text
    assert 'kalends_http_requests_total{method="GET",route="/fail/{kind}",status="409"} 1.0' in text
    assert f'kalends_http_requests_total{{method="GET",route="{UNMATCHED}",status="404"}} 50.0' in text
    assert 'kalends_http_request_seconds_count{method="PUT",route="/api/v1/things/{thing_id}"} 1.0' in text


async def test_strangers_cannot_make_series(client: Client) -> None:
    """CHECKLIST 66: fewer than 2,000, whatever is asked for."""
    families = list(text_string_to_metric_families(await used(client)))

    assert sum(len(family.samples) for family in families) < 300
    methods = {sample.labels.get("method") for family in families for sample in family.samples}
    assert methods == {None, "GET", "PUT", "other"}


async def test_every_family_is_there(client: Client, figures: Figures) -> None:
    """CHECKLIST 66."""
    figures.statement("SELECT 1", 0.001, None)
    figures.statement("  INSERT INTO people", 0.001, RuntimeError())
    figures.waited(0.001)
    figures.job("mail", "done", 0.1)
    figures.breakers({"open": 1, "closed": 3})
    figures.chore_failed("digests")
    figures.pool({"pool_size": 4, "pool_available": 3, "pool_max": 16, "requests_waiting": 2})
    figures.cache(3, 1, 1000)
    figures.cache(5, 1, 900)

    text = figures.scrape({"facts_waiting": 2, "oldest_fact_seconds": 1.5, "dead_letters": 0}).decode()

    for line in [
        'kalends_db_statement_seconds_count{operation="select"} 1.0',
        'kalends_db_statement_seconds_count{operation="insert"} 1.0',
        "kalends_db_wait_seconds_count 1.0",
        'kalends_db_connections{state="busy"} 1.0',
        "kalends_db_requests_waiting 2.0",
        'kalends_cache_requests_total{result="hit"} 5.0',
        "kalends_cache_bytes 900.0",
        'kalends_job_seconds_count{channel="mail",outcome="done"} 1.0',
        'kalends_breakers{state="open"} 1.0',
        'kalends_chore_failures_total{chore="digests"} 1.0',
        "kalends_outbox_facts_waiting 2.0",
        "kalends_outbox_oldest_fact_seconds 1.5",
    ]:
        assert line in text


@pytest.fixture
def figures() -> Figures:
    return Figures()


async def test_the_figures_keep_prometheus_rules(client: Client) -> None:
    """CHECKLIST 66."""
    text = await used(client)

    for family in text_string_to_metric_families(text):
        assert family.documentation, family.name
        assert re.fullmatch(r"kalends_[a-z_]+", family.name)
        assert family.type in {"counter", "gauge", "histogram"}
        if family.type == "histogram":
            assert family.name.endswith("_seconds")
    if promtool := shutil.which("promtool"):
        checked = subprocess.run([promtool, "check", "metrics"], input=text, text=True, capture_output=True)  # noqa: ASYNC221
        assert (checked.returncode, checked.stderr, checked.stdout) == (0, "", "")


def test_several_processes_answer_as_one(tmp_path: Path) -> None:
    """CHECKLIST 66."""
    script = """
import os, sys
from kalends.telemetry import Figures
figures = Figures()
figures.request("GET", "/who", 200, 0.01)
figures.pool({"pool_size": 4, "pool_available": 3, "pool_max": 16})
print(figures.scrape({}).decode() if len(sys.argv) > 1 else "", flush=True)
if len(sys.argv) == 1:
    sys.stdin.read()
"""
    environment = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}
    others = [
        subprocess.Popen([sys.executable, "-c", script], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for other in others:
        other.stdout.readline()

    text = subprocess.run(
        [sys.executable, "-c", script, "scrape"], env=environment, capture_output=True, text=True, check=True
    ).stdout

    for other in others:
        other.communicate()
    assert 'kalends_http_requests_total{method="GET",route="/who",status="200"} 3.0' in text
    assert 'kalends_db_connections{state="allowed"} 48.0' in text


async def test_a_stream_takes_as_long_as_one_waits_for_it_not_as_long_as_one_reads() -> None:
    seen: list[float] = []
    figures: Any = SimpleNamespace(request=lambda *said: seen.append(said[-1]))

    async def stream(scope: Scope, _: Receive, send: Send) -> None:
        scope["is_stream"] = True
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(0.1)
        await send({"type": "http.response.body", "body": b""})

    async def ignore(_: Message) -> None: ...

    scope = {"type": "http", "method": "GET", "path": "/"}
    began = time.perf_counter()
    await Metrics(stream, figures=figures)(scope, ignore, ignore)  # pyright: ignore

    assert seen[0] < time.perf_counter() - began - 0.09
