"""A running Kalends for the other scripts: a process tree in a temporary folder, people and meetings by the API."""

import csv
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

PASSWORD = "correct horse battery staple"
# Every rate limit off and Argon2 weak: what is measured is neither.
ENVIRONMENT = {"KALENDS_ENV": "test", "KALENDS__TELEMETRY__LOG_FORMAT": "json"}
# A first start makes a database; with every core at work elsewhere that can take a while.
PATIENCE = 90.0
WINDOW_HOURS = 8


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """What was started on it is stopped on the way out, also where the script is told to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="kalends-bench-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        # Run by root, PostgreSQL works under another account, which passes through here.
        folder.chmod(0o711)
        yield folder


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(slots=True)
class Part:
    """One command of Kalends as a child of ours, whose output goes to a file."""

    data: Path
    arguments: tuple[str, ...]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    program: tuple[str, ...] = ("-m", "kalends")
    python: str = sys.executable
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        known = {name: value for name, value in os.environ.items() if not name.startswith("KALENDS_")}
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [self.python, *self.program, *self.arguments],
                env={**known, **ENVIRONMENT, "KALENDS__DATA__FOLDER": str(self.data), **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """In order; at once where that takes too long."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def last_lines(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]


def serve(folder: Path, port: int, *more: str, environment: Mapping[str, str] | None = None) -> Part:
    """All of Kalends, not started yet."""
    return Part(folder / "data", ("serve", "--port", str(port), *more), folder / "serve.log", environment or {})


def web(data: Path, port: int, log: Path, environment: Mapping[str, str] | None = None) -> Part:
    """The web server alone, beside a database that runs."""
    return Part(data, ("web", "--port", str(port)), log, environment or {})


def wait_until_ready(port: int, part: Part | None = None, patience: float = PATIENCE) -> float:
    """Seconds until /ready said yes."""
    began = time.perf_counter()
    with httpx.Client(trust_env=False, timeout=2) as client:
        while time.perf_counter() - began < patience:
            if part is not None and not part.is_running:
                break
            try:
                if client.get(f"http://127.0.0.1:{port}/ready").status_code == 200:
                    return time.perf_counter() - began
            except httpx.TransportError:
                pass
            time.sleep(0.01)
    raise AssertionError(f"Kalends did not become ready:\n{part.last_lines() if part else ''}")


def wait_until_answering(port: int, part: Part) -> None:
    """Of a server that has no /ready."""
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE and part.is_running:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise AssertionError(f"{part.program[-1]} did not start:\n{part.last_lines()}")


def family(pid: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def cpu_seconds(pid: int) -> float:
    """Of a process and all that came of it and lives."""
    ticks = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def add_people(data: Path, usernames: list[str]) -> None:
    """As an operator does, from a file; they may sign in at once."""
    file = data.parent / "people.csv"
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["username", "email", "password"])
        rows.writerows([name, f"{name}@example.org", PASSWORD] for name in usernames)
    environment = {**os.environ, **ENVIRONMENT}
    command = [sys.executable, "-m", "kalends", "person", "add", "--from", str(file), "--data", str(data)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


@dataclass(frozen=True, slots=True)
class Api:
    """Somebody signed in."""

    client: httpx.Client
    token: str
    session_id: str

    def propose(self, title: str = "Kick-off", participants: int = 5) -> str:
        """Answers the meeting's id."""
        answered = self.client.post("/api/v1/meetings", json=meeting(title, participants))
        answered.raise_for_status()
        return answered.json()["id"]

    def see(self, meeting_id: str) -> dict[str, Any]:
        answered = self.client.get(f"/api/v1/meetings/{meeting_id}")
        answered.raise_for_status()
        return answered.json()


@contextmanager
def signed_in(port: int, username: str) -> Iterator[Api]:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client:
        answered = client.post("/api/v1/sessions", json={"login": username, "password": PASSWORD})
        answered.raise_for_status()
        session = answered.json()
        client.headers["authorization"] = f"Bearer {session['access_token']}"
        yield Api(client, session["access_token"], session["session_id"])


def first_day() -> datetime:
    """Noon of tomorrow, UTC: offers lie in the future, whenever this runs."""
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)


def meeting(title: str, participants: int = 5) -> dict[str, Any]:
    """A week of afternoons on offer to a handful of people: what a usual meeting weighs."""
    days = [first_day() + timedelta(days=n) for n in range(5)]
    return {
        "title": title,
        "zone": "Europe/Berlin",
        "duration": 60,
        "windows": [
            {"start": day.isoformat(), "end": (day + timedelta(hours=WINDOW_HOURS)).isoformat()} for day in days
        ],
        "participants": [{"name": f"Participant {n}"} for n in range(participants)],
    }


def answer() -> dict[str, Any]:
    """Two hours on each of three afternoons."""
    days = [first_day() + timedelta(days=n) for n in range(3)]
    return {
        "zone": "Europe/Berlin",
        "intervals": [{"start": day.isoformat(), "end": (day + timedelta(hours=2)).isoformat()} for day in days],
    }
