"""A CalDAV client that costs little beside what it measures: one kept connection, no parsing."""

import re
from base64 import b64encode
from dataclasses import dataclass
from http.client import HTTPConnection, RemoteDisconnected
from urllib.parse import urlsplit

PATIENCE = 600.0


class NotThat(Exception):
    """Another answer than a bench needs."""


@dataclass(frozen=True, slots=True)
class Answer:
    what: str
    status: int
    body: bytes

    def ensure(self, *statuses: int) -> "Answer":
        if self.status not in statuses:
            raise NotThat(f"{self.what}: {self.status} {self.body[:300]!r}")
        return self

    def text(self, name: str) -> str:
        """Of the first element of this name."""
        found = re.search(rf"<(?:\w+:)?{name}[^>/]*>([^<]*)<".encode(), self.body)
        return found[1].decode() if found else ""


class Client:
    def __init__(self, root: str, auth: tuple[str, str] | None) -> None:
        self._root, self._auth = root, auth
        self._connection = HTTPConnection(urlsplit(root).netloc, timeout=PATIENCE)
        self._headers = {"User-Agent": "kalends-bench"}
        if auth is not None:
            self._headers["Authorization"] = "Basic " + b64encode(":".join(auth).encode()).decode()

    def another(self) -> "Client":
        return Client(self._root, self._auth)

    def connect(self) -> None:
        self._connection.connect()

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        kind = "text/calendar; charset=utf-8" if method == "PUT" else "application/xml; charset=utf-8"
        given = {**self._headers, **headers, **({"Content-Type": kind} if body else {})}
        try:
            self._connection.request(method, path, body or None, given)
            answer = self._connection.getresponse()
        except (BrokenPipeError, ConnectionResetError, RemoteDisconnected):
            # A server that was idle for long may have closed the connection.
            self._connection.close()
            self._connection.request(method, path, body or None, given)
            answer = self._connection.getresponse()
        return Answer(f"{method} {path}", answer.status, answer.read())

    def close(self) -> None:
        self._connection.close()
