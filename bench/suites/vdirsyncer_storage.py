"""The storage tests of vdirsyncer (its source distribution): 65 things that a CalDAV storage must do for it."""

import re
from pathlib import Path

from suites.kit import Kit, run
from suites.target import Score, Target

VERSION = "0.21.0"
PACKAGES = (
    f"vdirsyncer=={VERSION}",
    "aioresponses",
    "aiostream",
    "hypothesis<7",
    "pytest",
    "pytest-asyncio",
    "pytest-httpserver",
    "requests",
    "trustme",
)
# What its tests call a server: where it is, and who one is there.
SERVER = """
import os

import pytest


class ServerMixin:
    @pytest.fixture
    def get_storage_args(self, slow_create_collection, aio_connector):
        async def inner(collection="test"):
            names = ("url", "username", "password")
            args = {name: os.environ[f"DAV_{name.upper()}"] for name in names} | {"connector": aio_connector}
            return args if collection is None else await slow_create_collection(self.storage_class, args, collection)

        return inner
"""
_COUNT = re.compile(r"(\d+) (passed|failed|skipped|error)")


def judge(target: Target, kit: Kit) -> Score:
    programs = kit.python("vdirsyncer-tests", *PACKAGES)
    source = kit.sdist("vdirsyncer", VERSION)
    server = source / "tests/storage/servers/judged"
    server.mkdir(exist_ok=True)
    (server / "__init__.py").write_text(SERVER)
    said = run(
        [
            programs / "python",
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--override-ini",
            "addopts=",
            "-rfEs",
            "--tb=line",
            "--show-capture=no",
            Path("tests/storage/dav/test_caldav.py"),
        ],
        cwd=source,
        environment={
            "DAV_SERVER": "judged",
            "DAV_URL": target.root,
            "DAV_USERNAME": target.username,
            "DAV_PASSWORD": target.password,
        },
    ).stdout
    counts = {what: int(many) for many, what in _COUNT.findall(said.strip().splitlines()[-1])}
    failures = tuple(line[:200] for line in said.splitlines() if line.startswith(("FAILED", "ERROR", "SKIPPED")))
    passed, failed, skipped = (counts.get(what, 0) for what in ("passed", "failed", "skipped"))
    failed += counts.get("error", 0)
    all_of_them = passed + failed + skipped
    told = f"{passed} of {all_of_them} passed, {failed} failed, {skipped} skipped"
    return Score(told, passed > 0 and failed == 0, failures or (() if passed else (said[-500:],)))
