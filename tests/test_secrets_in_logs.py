"""What the running product writes to its log while people live in it: useful lines, and none of their secrets."""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller

FIRST, SECOND, THIRD, WRONG = "rainy-day-owls-71", "seven-tin-boats-82", "slow-amber-clock-93", "not-the-password-04"
ADDRESS, REFUSED = "ada.of.the.logs@example.org", "nobody.takes.this@example.org"
# What the supervisor tells whoever typed the command.
STARTED = ("Kalends is at ", "Ctrl-C stops it.", "migrating: ")
PATIENCE = 60.0


class Letters:
    """A real SMTP server. It refuses one address in words that quote it, as servers do."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address == REFUSED:
            return f"550 no such user {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        body = message_from_bytes(envelope.content, policy=policy.SMTP).get_body()
        assert body is not None
        self.texts.append(body.get_content())
        return "250 OK"

    def code(self, page: str, known: set[str]) -> str:
        """The newest code in a link to this page."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for text in reversed(self.texts):
                if (found := re.search(rf"/{page}/([\w-]+)", text)) and found[1] not in known:
                    return found[1]
            time.sleep(0.05)
        raise AssertionError(f"no mail with a link to /{page}/")


@pytest.fixture(scope="module")
def letters() -> Iterator[tuple[Letters, int]]:
    letters, port = Letters(), _free_port()
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    yield letters, port
    controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def product(log: Path, smtp_port: int) -> Iterator[str]:
    """`kalends serve`, its output in `log`, with everything it has to say."""
    port = _free_port()
    environment = {
        **os.environ,
        "KALENDS_ENV": "test",
        "KALENDS__TELEMETRY__LOG_FORMAT": "json",
        "KALENDS__TELEMETRY__LOG_LEVEL": "debug",
        "KALENDS__MAIL__TRANSPORT": "smtp",
        "KALENDS__MAIL__HOST": "127.0.0.1",
        "KALENDS__MAIL__PORT": str(smtp_port),
        "KALENDS__MAIL__SECURITY": "plain",
        "KALENDS__DATA__FOLDER": str(log.parent / "data"),
    }
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "kalends", "serve", "--port", str(port)],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + PATIENCE
        while STARTED[1] not in log.read_text():
            assert process.poll() is None and time.monotonic() < until, log.read_text()[-2000:]
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(30)


class Life:
    """What people do, and every secret they have meanwhile."""

    def __init__(self, url: str, letters: Letters) -> None:
        self.secrets = {FIRST, SECOND, THIRD, WRONG}
        self.letters = letters
        self.api = httpx.Client(base_url=f"{url}/api/v1", trust_env=False, timeout=30)
        self.pages = httpx.Client(
            base_url=url, headers={"origin": url, "accept": "text/html"}, trust_env=False, timeout=30
        )

    def register(self) -> None:
        new = {"username": "ada-of-the-logs", "email": ADDRESS, "password": FIRST}
        assert self.api.post("/people", json=new).status_code == 202
        assert self.api.post("/people", json={**new, "password": WRONG}).status_code in (202, 409)
        self.api.post("/people", json={**new, "username": "grace", "email": REFUSED})
        code = self._mailed("verify")
        self.pages.get(f"/verify/{code}")
        assert self.pages.post("/verify", data={"token": f"{code}x", "password": FIRST}).status_code == 404
        # The second registration's word was the last, so its link and its password are the ones that count.
        for password in (FIRST, WRONG):
            self.api.put("/people/verification", json={"code": code, "password": password})
        if self._sign_in(WRONG) != 201:
            assert self._sign_in(FIRST) == 201

    def reset(self) -> None:
        self.pages.post("/forgot", data={"email": ADDRESS})
        code = self._mailed("reset")
        self.pages.get(f"/reset/{code}")
        assert self.pages.post("/reset", data={"token": code, "password": "short"}).status_code == 422
        assert self.pages.post("/reset", data={"token": code, "password": SECOND}).status_code == 303
        assert self.pages.post("/reset", data={"token": code, "password": THIRD}).status_code == 404

    def be_signed_in(self) -> None:
        assert self._sign_in("a wrong one, too") == 401
        assert self._sign_in(SECOND) == 201
        self._keep("refresh_token", self.api.post("/sessions/refresh", json={"refresh_token": self.tokens["refresh"]}))
        for stranger in ("Bearer not.a.token-of-ours-55", "Basic YWRhOm5vdC1vdXJzLTU1"):
            assert self.api.get("/people/me", headers={"authorization": stranger}).status_code == 401
            self.secrets.add(stranger.split()[1])
        form = {"login": ADDRESS, "password": WRONG}
        assert self.pages.post("/sign-in", data=form).status_code == 401
        page = self.pages.get("/sign-in").text
        self.secrets.add(re.search(r'name="csrf_token" value="(\w+)"', page)[1])  # type: ignore[index]
        assert self.pages.post("/sign-in", data={**form, "password": SECOND}).status_code == 303
        assert self.pages.get("/settings").status_code == 200
        self.secrets |= {value for name, value in self.pages.cookies.items() if name in _SECRET_COOKIES}
        change = {"current_password": SECOND, "password": THIRD}
        assert self.api.put("/people/me/password", json=change, headers=self._bearer()).status_code == 204

    def meet(self) -> None:
        noon = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
        window = {"start": noon.isoformat(), "end": (noon + timedelta(hours=4)).isoformat()}
        meeting = {"title": "Tea", "zone": "UTC", "duration": 60, "windows": [window], "participants": [{"name": "G"}]}
        proposed = self.api.post("/meetings", json=meeting, headers=self._bearer()).raise_for_status().json()
        shared, own = (link["code"] for link in proposed["links"])
        self.secrets |= {shared, own}
        path = f"/meetings/{proposed['id']}"
        for code in (shared, own):
            assert self.pages.get(f"/m/{code}").status_code == 200
            assert self.pages.get(f"/m/{code}/nothing/here").status_code == 404
            assert self.pages.get(f"/nowhere/{code}?code={code}").status_code == 404
        self.api.put(f"{path}/answer", json={"intervals": [window]}, headers={"kalends-link": own})
        self.api.get(path, headers={"kalends-link": f"{own[:-4]}AAAA"})
        self.api.put(f"{path}/booking", json={"start": window["start"]}, headers=self._bearer())
        self.api.get(f"{path}/invitation.ics", headers=self._bearer())

    def go_wrong(self) -> None:
        bad = [b'{"login": "ada", "password": "%s"' % WRONG.encode(), b'{"password": ["%s"]}' % WRONG.encode()]
        for body in bad:
            answer = self.api.post("/sessions", content=body, headers={"content-type": "application/json"})
            assert answer.status_code in (400, 422)
        assert self.api.post("/people", json={"password": WRONG, "also": WRONG}).status_code == 422
        assert self.api.get(f"/people/{WRONG}?password={WRONG}").status_code == 404
        assert self.api.patch("/people/me", json={"password": WRONG}, headers=self._bearer()).status_code == 422
        assert self.api.delete("/sessions/current", headers=self._bearer()).status_code == 204
        assert self.api.get("/people/me", headers=self._bearer()).status_code == 401

    def _sign_in(self, password: str) -> int:
        answer = self.api.post("/sessions", json={"login": ADDRESS, "password": password})
        if answer.status_code == 201:
            self._keep("access_token", answer)
        return answer.status_code

    def _keep(self, _: str, answer: httpx.Response) -> None:
        told = answer.raise_for_status().json()
        self.tokens = {"access": told["access_token"], "refresh": told["refresh_token"]}
        self.secrets |= {*self.tokens.values(), *filter(None, [told["device"]])}

    def _bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.tokens['access']}"}

    def _mailed(self, page: str) -> str:
        code = self.letters.code(page, self.secrets)
        self.secrets.add(code)
        return code


_SECRET_COOKIES = {"kalends_session", "kalends_visit", "kalends_device"}


@pytest.fixture(scope="module")
def lived(letters: tuple[Letters, int]) -> Iterator[tuple[list[str], set[str]]]:
    """The lines of the log after a life, and its secrets."""
    with tempfile.TemporaryDirectory(prefix="kalends-logs-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        # Run by root, PostgreSQL works under another account, which passes through here.
        folder.chmod(0o711)
        log = folder / "log"
        with product(log, letters[1]) as url:
            life = Life(url, letters[0])
            for chapter in (life.register, life.reset, life.be_signed_in, life.meet, life.go_wrong):
                chapter()
            life.api.close()
            life.pages.close()
            _wait_for(log, '"service": "worker"')
        yield log.read_text().splitlines(), life.secrets


def _wait_for(log: Path, words: str) -> None:
    until = time.monotonic() + PATIENCE
    while words not in log.read_text():
        assert time.monotonic() < until, f"{words} is not in the log"
        time.sleep(0.1)


@pytest.mark.xdist_group("secrets in logs")
def test_no_secret_of_a_whole_life_is_in_the_log(lived: tuple[list[str], set[str]]) -> None:
    """CHECKLIST 65. Passwords, tokens, cookies, codes of links; and nobody's address (CHECKLIST 50)."""
    lines, secrets = lived

    text = "\n".join(lines)
    assert len(secrets) >= 15
    assert [secret for secret in secrets if secret in text] == []
    assert [address for address in (ADDRESS, REFUSED, "127.0.0.1") if address in text] == []


@pytest.mark.xdist_group("secrets in logs")
def test_each_line_is_json_and_each_request_says_who_what_and_how_long(lived: tuple[list[str], set[str]]) -> None:
    """CHECKLIST 65."""
    lines, _ = lived

    read = [json.loads(line) for line in lines if not line.startswith(STARTED)]
    assert {line["service"] for line in read} == {"web", "worker"}
    for line in read:
        assert list(line)[:3] == ["time", "level", "service"]
        assert datetime.fromisoformat(line["time"]).tzinfo is not None
    requests = [line for line in read if line["event"] == "request"]
    assert len(requests) >= 30
    for line in requests:
        assert {"action", "request_id", "space", "trace_id", "person", "duration_ms", "status", "metadata"} <= set(line)
    assert any(line["person"] for line in requests)


@pytest.mark.xdist_group("secrets in logs")
def test_nothing_of_ours_broke_meanwhile(lived: tuple[list[str], set[str]]) -> None:
    assert [line for line in lived[0] if '"level": "error"' in line and '"unexpected"' in line] == []
