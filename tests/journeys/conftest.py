"""The product as a newcomer runs it: `kalends serve` in a process tree of its own, and a real Chromium before it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, Page, async_playwright

# As root Chromium has no sandbox, and it shall look for nobody outside this machine.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One server and one browser for all journeys, so all of them go to one worker."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("journeys"))


@dataclass(frozen=True, slots=True)
class LiveServer:
    url: str
    log: Path

    def mail_link(self, address: str, path: str) -> str:
        """The newest link to `path` in a mail to `address`; mails go to the log."""
        pattern = re.compile(rf"To: [^\\]*{re.escape(address)}.*?({re.escape(self.url)}{path}[\w=-]+)", re.DOTALL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if found := pattern.findall(self.log.read_text()):
                return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"no mail to {address} with a link to {path}")


@pytest.fixture(scope="session")
def server() -> Iterator[LiveServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="kalends-journeys-") as temporary:
        folder = Path(temporary)
        # Run by root, PostgreSQL works under another account, which passes through here.
        folder.chmod(0o711)
        log = folder / "log"
        environment = {**os.environ, "KALENDS_ENV": "test", "KALENDS__TELEMETRY__LOG_FORMAT": "json"}
        command = [sys.executable, "-m", "kalends", "serve", "--port", str(port), "--data", str(folder / "data")]
        with log.open("wb") as out:
            process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            url = f"http://localhost:{port}"
            _wait(url, process, log)
            yield LiveServer(url, log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(f"{url}/ready", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"Kalends did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
        except Error as missing:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"NO BROWSER, the journeys did not run: {missing.message.splitlines()[0]}")
        yield browser
        await browser.close()


NewPage = Callable[..., Any]


@pytest.fixture
async def new_page(browser: Browser, server: LiveServer) -> AsyncIterator[NewPage]:
    """Makes pages, each in a browser context of its own; a script error on any of them fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    async def make(**options: Any) -> Page:
        context = await browser.new_context(base_url=server.url, **options)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if _is_error(message) else None)
        return page

    yield make
    for context in contexts:
        await context.close()
    assert errors == []


def _is_error(message: ConsoleMessage) -> bool:
    """A form that was sent back to be mended is none."""
    return message.type == "error" and "status of 422" not in message.text
