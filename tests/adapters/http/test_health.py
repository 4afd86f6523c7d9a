import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from starlette.applications import Starlette

from kalends.adapters.http.draining import Draining
from kalends.adapters.http.health import Health
from kalends.adapters.http.pulse import Pulse
from kalends.store import embedded
from kalends.store.cache import Cache
from kalends.store.database import Database
from kalends.telemetry import Figures
from tests.adapters.http.conftest import Client, MakeClient, People, make_app, settings_with

ADA = {"authorization": "Bearer ada-token"}
GRACE = {"authorization": "Bearer grace-token"}


@pytest.fixture
async def running(database: Database) -> AsyncIterator[Client]:
    """The application as a server runs it, from start to stop."""
    app = make_app(database, settings_with(server__port="1"))
    said: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    heard: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    life = asyncio.create_task(app({"type": "lifespan"}, said.get, heard.put))
    await said.put({"type": "lifespan.startup"})
    assert (await heard.get())["type"] == "lifespan.startup.complete"
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 50_000))
    async with Client(transport=transport, base_url="http://localhost:8000") as client:
        await until(client, "/ready", 200)
        yield client
    await said.put({"type": "lifespan.shutdown"})
    assert (await heard.get())["type"] == "lifespan.shutdown.complete"
    await life
    asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)


async def until(client: Client, path: str, status: int) -> None:
    async with asyncio.timeout(30):
        while (await client.get(path)).status_code != status:
            await asyncio.sleep(0.02)


async def test_alive_ready_and_well(running: Client) -> None:
    """CHECKLIST 64."""
    assert (await running.get("/live")).status_code == 200
    assert (await running.get("/ready")).text == "ok\n"
    assert (await running.get("/health")).json() == {"status": "ok"}


async def test_details_are_for_operators(running: Client) -> None:
    """CHECKLIST 64."""
    stranger = (await running.get("/health")).json()
    somebody = (await running.get("/health", headers=GRACE)).json()
    operator = (await running.get("/health", headers=ADA)).json()

    assert stranger.keys() == somebody.keys() == {"status"}
    assert operator["migrations"]["applied"] == operator["migrations"]["known"] > 0
    assert operator["versions"].keys() == {"kalends", "python", "postgresql"}
    assert operator["outbox"]["dead_letters"] >= 0
    assert operator["pool"]["pool_max"] == 8
    assert "hit_rate" in operator["cache"]


async def test_a_server_that_has_not_reached_its_database_is_not_ready(client: Client) -> None:
    """CHECKLIST 58, 64."""
    assert (await client.get("/live")).status_code == 200
    assert (await client.get("/ready")).status_code == 503
    assert (await client.get("/health")).json() == {"status": "down"}


async def test_a_server_that_is_leaving_says_so_first(database: Database) -> None:
    """CHECKLIST 57: not ready while it still answers, and connections end with their answer."""
    app = make_app(database, settings_with())
    app._draining.is_on = True
    transport = httpx.ASGITransport(app=app)
    async with Client(transport=transport, base_url="http://localhost:8000") as client:
        ready = await client.get("/ready")
        answer = await client.get("/who")

    assert ready.status_code == 503
    assert ready.text == "draining\n"
    assert answer.status_code == 200
    assert answer.headers["connection"] == "close"


@pytest.fixture
async def apart() -> AsyncIterator[tuple[embedded.Cluster, Database]]:
    """A PostgreSQL of this test's own, to be killed."""
    with TemporaryDirectory(prefix="kalends-tests-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # noqa: ASYNC240  # a moment, and nobody waits
        with embedded.running(Path(folder) / "data", durable=False) as cluster:
            database = Database(cluster.address.conninfo("postgres", "postgres"), size=4)
            await database.open()
            yield cluster, database
            await database.close()


async def test_readiness_follows_the_database(apart: tuple[embedded.Cluster, Database]) -> None:
    """CHECKLIST 58."""
    cluster, database = apart
    pulse = Pulse(database)
    health = Health(
        database=database,
        cache=Cache(),
        figures=Figures(),
        draining=Draining(notice=0),
        pulse=pulse,
        operators=People(),
        metrics_from=[],
    )
    following = asyncio.create_task(pulse.run())
    async with Client(
        transport=httpx.ASGITransport(app=Starlette(routes=health.routes())), base_url="http://x"
    ) as client:
        await until(client, "/ready", 200)

        os.kill(cluster.pid, signal.SIGKILL)
        await until(client, "/ready", 503)
        assert (await client.get("/live")).status_code == 200

        cluster.restart()
        await until(client, "/ready", 200)
        async with database.pool.connection() as connection:
            await connection.execute("SELECT 1")
    following.cancel()


async def test_figures_are_for_whoever_is_listed_and_for_operators(make_client: MakeClient) -> None:
    """CHECKLIST 66."""
    nearby = await make_client()
    outside = await make_client(address="203.0.113.9")
    listed = await make_client(address="203.0.113.9", settings={"telemetry__metrics_from": "203.0.113.0/24"})

    assert (await nearby.get("/metrics")).status_code == 200
    assert (await listed.get("/metrics")).status_code == 200
    assert (await outside.get("/metrics")).status_code == 403
    assert (await outside.get("/metrics", headers=GRACE)).status_code == 403
    assert (await outside.get("/metrics", headers=ADA)).status_code == 200


async def test_figures_are_not_for_strangers_whom_a_proxy_of_this_machine_passes_on(make_client: MakeClient) -> None:
    """CHECKLIST 66: one that we were not told of looks like this machine itself."""
    untold = await make_client()
    told = await make_client(settings={"server__trusted_proxies": "127.0.0.1"})

    for client in (untold, told):
        answer = await client.get("/metrics", headers={"x-forwarded-for": "203.0.113.9"})
        assert answer.status_code == 403
