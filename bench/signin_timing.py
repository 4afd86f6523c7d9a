"""CHECKLIST 4: how long a refused sign-in takes says nothing about who has an account.

Through the whole application, with the Argon2id parameters of the defaults: samples of each case, interleaved in
random order, and their medians, which may lie 5 % apart at most. On a busy machine medians wander, so more samples
are taken, up to four times as many; a real difference stays. Beside it: what recognising a token costs.

    python bench/signin_timing.py [--samples 500]
"""

import argparse
import asyncio
import random
import statistics
import sys
import time

import httpx
import psycopg
from live import temporary_folder

from kalends.core.actor import NOWHERE, Nobody, System
from kalends.core.ids import SpaceId, new_uuid
from kalends.features.accounts.people.domain import NewPerson
from kalends.features.accounts.people.people_file import Row
from kalends.frontage import app_of
from kalends.settings import load
from kalends.store import embedded
from kalends.store.database import Stores
from kalends.store.migrate import migrate
from kalends.telemetry import configure_logging
from kalends.wiring import House, build

MAY_DIFFER = 0.05
MOST_ROUNDS = 4
RECOGNISED_WITHIN = 30e-6
PASSWORD = "three horses on a roof"
WRONG = "four goats in the rain"
# The limiter is measured elsewhere: here every try must get past it.
SETTINGS = {
    "database.pool": "4",
    "telemetry.log_level": "error",
    "limits.burst": "1000000",
    "limits.per_second": "1000000",
    "limits.sign_in_burst": "1000000",
    "limits.sign_in_per_minute": "1000000",
}
CASES = {
    "unknown address": ("nobody@example.org", WRONG),
    "wrong password": ("ada@example.org", WRONG),
    "unconfirmed address": ("bea@example.org", PASSWORD),
    "stopped account": ("cora@example.org", PASSWORD),
}


async def settle(house: House, owner: str) -> None:
    people = [
        NewPerson(username=name, email=f"{name}@example.org", password=PASSWORD).checked()
        for name in ("ada", "bea", "cora")
    ]
    rows = [Row(line=n, person=person) for n, person in enumerate(people, start=1)]
    await house.services.people.add_many(System(SpaceId(new_uuid())), rows)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("ALTER TABLE people DISABLE ROW LEVEL SECURITY")
        connection.execute("UPDATE people SET email_verified_at = NULL WHERE username = 'bea'")
        connection.execute("UPDATE people SET is_active = false WHERE username = 'cora'")
        connection.execute("ALTER TABLE people ENABLE ROW LEVEL SECURITY")


async def is_even(client: httpx.AsyncClient, samples: int) -> bool:
    took: dict[str, list[float]] = {case: [] for case in CASES}
    await sample(client, took)
    # The first of each warmed up what there is to warm up.
    for times in took.values():
        times.clear()
    for _ in range(MOST_ROUNDS):
        for _ in range(samples):
            await sample(client, took)
        if report(took):
            return True
    return False


async def sample(client: httpx.AsyncClient, took: dict[str, list[float]]) -> None:
    """One of each, each time in another order, so that whatever else the machine does falls on all alike."""
    for case in random.sample(list(CASES), len(CASES)):
        login, password = CASES[case]
        began = time.perf_counter()
        answer = await client.post("/api/v1/sessions", json={"login": login, "password": password})
        took[case].append(time.perf_counter() - began)
        assert answer.status_code == 401, answer.text


async def recognising(house: House) -> float:
    """Seconds to recognise a token that was seen before."""
    sessions = house.services.sessions
    signed_in = await sessions.sign_in(Nobody(NOWHERE), "ada", PASSWORD)
    times: list[float] = []
    for _ in range(5000):
        began = time.perf_counter()
        await sessions.recognise(bearer=signed_in.access_token, origin=NOWHERE)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def report(took: dict[str, list[float]]) -> bool:
    medians = {case: statistics.median(times) for case, times in took.items()}
    overall = statistics.median([one for times in took.values() for one in times])
    print(f"  {min(len(times) for times in took.values())} samples of each")
    for case, median in medians.items():
        print(f"  {case:26} {median * 1000:8.2f} ms   {(median / overall - 1) * 100:+5.1f} %")
    apart = max(medians.values()) / min(medians.values()) - 1
    print(f"  medians lie {apart * 100:.1f} % apart; bar: {MAY_DIFFER * 100:.0f} %")
    return apart <= MAY_DIFFER


async def run(owner: str, app: str, samples: int) -> bool:
    settings = load(SETTINGS, environ={}).settings
    configure_logging(settings.telemetry, "bench")
    house = build(settings, b"m" * 32, Stores(owner=owner, app=app, act_as=None), service="bench")
    async with house.open():
        await settle(house, owner)
        transport = httpx.ASGITransport(app=app_of(house))
        async with httpx.AsyncClient(transport=transport, base_url=settings.public_url) as client:
            may_pass = await is_even(client, samples)
        token = await recognising(house)
        print(f"  a token that was seen before: {token * 1e6:.1f} µs; bar: {RECOGNISED_WITHIN * 1e6:.0f} µs")
    return may_pass and token <= RECOGNISED_WITHIN


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=500, help="of each case")
    samples = parser.parse_args().samples
    with temporary_folder() as folder, embedded.running(folder) as cluster:
        owner = cluster.address.conninfo("kalends_owner")
        migrate(owner)
        is_good = asyncio.run(run(owner, cluster.address.conninfo("kalends_app"), samples))
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
