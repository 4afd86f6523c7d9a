"""The server that is judged, and an account on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import live

from suites.kit import Kit

USER = "ada"
RADICALE = "radicale==3.9.0"


@dataclass(frozen=True, slots=True)
class Target:
    """`root` is where clients begin, `home` where the calendars are, `files` where anything may be put; each with its
    origin, each ends in a slash."""

    name: str
    root: str
    home: str
    files: str
    username: str
    password: str

    def client(self) -> httpx.Client:
        return httpx.Client(auth=(self.username, self.password), trust_env=False, timeout=60)

    def new_calendar(self, label: str = "conformance") -> str:
        """Its address; by MKCALENDAR, as any client may."""
        address = f"{self.home}{label}-{uuid4().hex[:8]}/"
        with self.client() as client:
            client.request("MKCALENDAR", address).raise_for_status()
        return address


@dataclass(frozen=True, slots=True)
class Score:
    """What a suite said. `failures` name what a reader must look at; `said` is the suite's own figure."""

    said: str
    is_met: bool
    failures: tuple[str, ...] = ()


@contextmanager
def kalends(folder: Path, *, mode: str = "production", processes: int = 1) -> Iterator[Target]:
    """As people run it: by a device password; in production with the limits that are shipped, in test without."""
    port = live.free_port()
    environment = {"KALENDS_ENV": mode, "KALENDS__SERVER__PROCESSES": str(processes)}
    tree = live.serve(folder, port, environment=environment)
    tree.start()
    try:
        live.wait_until_ready(port, tree)
        live.add_people(folder / "data", [USER])
        root = f"http://127.0.0.1:{port}/dav/"
        yield Target("kalends", root, f"{root}calendars/{USER}/", f"{root}files/{USER}/", USER, device_password(port))
    finally:
        tree.stop()


def device_password(port: int, username: str = USER) -> str:
    with live.signed_in(port, username) as api:
        made: Any = api.client.post("/api/v1/people/me/devices", json={"name": "Conformance"})
        made.raise_for_status()
        return made.json()["password"]


@contextmanager
def radicale(folder: Path, kit: Kit) -> Iterator[Target]:
    """The peer, for comparison and for trying the suites themselves."""
    port = live.free_port()
    programs = kit.python("radicale", RADICALE)
    (folder / "users").write_text(f"{USER}:secret\n")
    (folder / "radicale.conf").write_text(
        f"""
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder / "users"}
htpasswd_encryption = plain
[storage]
filesystem_folder = {folder / "collections"}
[logging]
level = error
"""
    )
    server = live.Part(
        folder,
        ("--config", str(folder / "radicale.conf")),
        folder / "radicale.log",
        program=("-m", "radicale"),
        python=str(programs / "python"),
    )
    server.start()
    try:
        live.wait_until_answering(port, server)
        root = f"http://127.0.0.1:{port}/"
        yield Target("radicale", root, f"{root}{USER}/", f"{root}{USER}/", USER, "secret")
    finally:
        server.stop()
