"""The yardstick for bench/outbox.py: the same trivial job on pgqueuer, with asyncpg, its faster driver.

python bench/peer_pgqueuer.py CONNINFO FOLDER JOBS
"""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgDriver
from pgqueuer.models import Job
from pgqueuer.queries import Queries
from psycopg.conninfo import conninfo_to_dict

PROBES = 300
BATCH = 100


async def connect(conninfo: str) -> asyncpg.Connection:
    parts = conninfo_to_dict(conninfo)
    return await asyncpg.connect(
        host=parts["host"], port=int(parts["port"]), user=parts["user"], database=parts["dbname"]
    )


async def worker_main(conninfo: str, target: str, mode: str) -> None:
    out = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    queuer = PgQueuer(AsyncpgDriver(await connect(conninfo)))

    @queuer.entrypoint("bench")
    async def append(job: Job) -> None:
        if mode == "latency":
            os.write(out, f"{time.time() - float(job.payload or b'0'):.6f}\n".encode())
        else:
            os.write(out, b".")

    await queuer.run(batch_size=BATCH)


def start(conninfo: str, target: Path, mode: str) -> subprocess.Popen[bytes]:
    target.touch()
    return subprocess.Popen([sys.executable, __file__, "--worker", conninfo, str(target), mode])


async def throughput(queries: Queries, conninfo: str, folder: Path, jobs: int, workers: int) -> tuple[float, float]:
    began = time.perf_counter()
    for _ in range(0, jobs, 1000):
        await queries.enqueue(["bench"] * 1000, [b"1"] * 1000, [0] * 1000)
    added = jobs / (time.perf_counter() - began)
    target = folder / f"peer-{workers}"
    running = [start(conninfo, target, "count") for _ in range(workers)]
    while target.stat().st_size == 0:
        await asyncio.sleep(0.001)
    began, first = time.perf_counter(), target.stat().st_size
    while target.stat().st_size < jobs:
        await asyncio.sleep(0.002)
    rate = (jobs - first) / (time.perf_counter() - began)
    for one in running:
        one.terminate()
        one.wait()
    return rate, added


async def latency(queries: Queries, conninfo: str, folder: Path) -> list[float]:
    target = folder / "peer-latency"
    running = start(conninfo, target, "latency")
    await asyncio.sleep(3)
    for _ in range(PROBES):
        await queries.enqueue(["bench"], [f"{time.time():.6f}".encode()], [0])
        await asyncio.sleep(0.02)
    await asyncio.sleep(1.5)
    running.terminate()
    running.wait()
    return [float(line) for line in target.read_text().split()]


async def main(conninfo: str, folder: Path, jobs: int) -> None:
    connection = await connect(conninfo)
    queries = Queries(AsyncpgDriver(connection))
    await queries.install()
    one, added = await throughput(queries, conninfo, folder, jobs, 1)
    two, _ = await throughput(queries, conninfo, folder, jobs, 2)
    waits = await latency(queries, conninfo, folder)
    print(
        f"{'pgqueuer':12} 1 worker {one:8,.0f}/s   2 workers {two:8,.0f}/s   added {added:9,.0f}/s   "
        f"start p50 {statistics.median(waits) * 1e3:5.1f} ms  p95 {statistics.quantiles(waits, n=20)[-1] * 1e3:5.1f} ms"
    )
    await connection.close()


if __name__ == "__main__":
    if sys.argv[1] == "--worker":
        asyncio.run(worker_main(*sys.argv[2:5]))
    else:
        asyncio.run(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
