"""The stream over a WebSocket through the server that people run: shares, log and origins hold as for requests."""

import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
BURST = 12
TEXT, CLOSE = 1, 8


class Client:
    """RFC 6455 as far as this needs it: a handshake, frames that are whole, and short ones of one's own."""

    def __init__(self, port: int, path: str, headers: Mapping[str, str]) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._bytes = b""
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: localhost:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Version: 13",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self.status = int(self._until(b"\r\n\r\n").split(b" ", 2)[1])

    def frame(self) -> tuple[int, bytes]:
        head = self._take(2)
        length = head[1] & 0x7F
        if length == 126:
            length = int.from_bytes(self._take(2), "big")
        return head[0] & 0x0F, self._take(length)

    def message(self) -> dict[str, Any]:
        kind, content = self.frame()
        assert kind == TEXT, (kind, content)
        return json.loads(content)

    def closed(self) -> int:
        """Its code, once what was told before is read."""
        while True:
            kind, content = self.frame()
            if kind == CLOSE:
                return int.from_bytes(content[:2], "big")

    def say(self, text: str) -> None:
        """RFC 6455, section 5.3: clients mask what they send; a mask of zeros changes nothing."""
        self._socket.sendall(bytes([0x80 | TEXT, 0x80 | len(text)]) + bytes(4) + text.encode())

    def leave(self) -> None:
        self._socket.close()

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._bytes:
            self._more()
        head, _, self._bytes = self._bytes.partition(mark)
        return head

    def _take(self, many: int) -> bytes:
        while len(self._bytes) < many:
            self._more()
        taken, self._bytes = self._bytes[:many], self._bytes[many:]
        return taken

    def _more(self) -> None:
        more = self._socket.recv(65536)
        assert more, "the server has hung up"
        self._bytes += more


@dataclass(frozen=True)
class Server:
    port: int
    log: Path
    token: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def socket(self, path: str = "/api/v1/stream", **headers: str) -> Client:
        return Client(self.port, path, {**self.bearer, **headers})

    def lines(self) -> list[dict[str, Any]]:
        """What the log says of sockets."""
        found = (json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{"))
        return [line for line in found if line.get("action") == "stream socket"]


@contextmanager
def serving(**environ: str) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="kalends-socket-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        # Run by root, PostgreSQL works under another account, which passes through here.
        folder.chmod(0o711)
        log, command = folder / "log", [sys.executable, "-m", "kalends", "serve", "--sample", "--port", str(port)]
        environment = {**os.environ, "KALENDS_ENV": "test", "KALENDS__TELEMETRY__LOG_FORMAT": "json", **environ}
        with log.open("wb") as out:
            process = subprocess.Popen([*command, "--data", str(folder / "data")], env=environment, stdout=out)
        try:
            yield Server(port, log, _token(port, _password(process, log)))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def _password(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + 90
    while (found := re.search(r"Sign in as ada, password (\S+)", log.read_text())) is None:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
    return found[1]


def _token(port: int, password: str) -> str:
    asked = _post(port, "/api/v1/sessions", {"login": "ada", "password": password}, {})
    return asked["access_token"]


def _post(port: int, path: str, body: object, headers: Mapping[str, str]) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **headers},
    )
    with OPENER.open(request, timeout=20) as answer:
        return json.load(answer)


def test_a_socket_tells_what_happens_and_leaves_its_line_in_the_log(server: Server) -> None:
    client = server.socket("/api/v1/stream?events=calendar.*", **{"X-Request-ID": "the-socket-of-ada"})
    first = client.message()
    _post(server.port, "/api/v1/calendars", {"name": "Regattas"}, server.bearer)
    while "fact" not in (told := client.message()):
        pass
    client.leave()

    assert client.status == 101
    assert "position" in first
    assert told["fact"]["event_type"] == "calendar.added"
    deadline = time.monotonic() + 20
    while not (lines := [one for one in server.lines() if one["request_id"] == "the-socket-of-ada"]):
        assert time.monotonic() < deadline, "no line in the log"
        time.sleep(0.1)
    [line] = lines
    assert line["status"] == 101
    assert line["person"]
    assert line["metadata"]["route"] == "/api/v1/stream/socket"
    assert server.token not in server.log.read_text()


def test_the_page_of_another_site_gets_no_socket_and_ones_own_does(server: Server) -> None:
    other = server.socket(Origin="https://elsewhere.example")
    nowhere = server.socket(Origin="null")
    own = server.socket(Origin=f"http://localhost:{server.port}")

    assert (other.status, nowhere.status, own.status) == (403, 403, 101)
    for client in (other, nowhere, own):
        client.leave()


def test_whoever_opens_too_many_or_talks_too_much_is_sent_away() -> None:
    few = {"KALENDS__LIMITS__BURST": str(BURST), "KALENDS__LIMITS__PER_SECOND": "0.1"}
    with serving(**few) as server:
        talker = server.socket()
        talker.message()
        for _ in range(2 * BURST):
            talker.say("hello?")
        talked = talker.closed()
        # From an address that has used up its share, nobody's credentials are even looked at.
        strange = Client(server.port, "/api/v1/stream", {"Authorization": "Bearer not.a.token"})
        refused = strange.closed()
        talker.leave()
        strange.leave()

    assert (talked, refused) == (4429, 4429)
