"""Public scanners against the running product: CHECKLIST 28, 31, 32, 39, 65 (over the logs of the whole run).

Kalends is started on loopback as if behind a proxy that speaks HTTPS, with hostile text in everything people type:
titles, descriptions, places, names. Then sqlmap tries every parameter of the API's GETs and of the pages; wapiti,
signed in, attacks every page and form it finds; nmap looks at the headers; gitleaks, and a search for each secret that
was used, go over the logs. Nothing leaves this machine.

    python bench/injection.py [--seconds 300]      for each of wapiti's runs; sqlmap gets as long for each address

Exit 0: nothing found. 1: something found. 2: a judge is missing or did not come to a verdict.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import live
import scanners
from aiosmtpd.controller import Controller

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title></textarea><script>alert(1)</script>",
    "javascript:alert(1)//",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "' OR 1=1--",
    "=cmd|' /C calc'!A0",
)
ICALENDAR = (
    *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalends//bench//EN"),
    *("BEGIN:VEVENT", "UID:hostile", "DTSTAMP:20260101T000000Z", "DTSTART:20270113T090000Z"),
)
# What a parameter is tried with, so that the tries get past its form: by its name, or by its schema's.
SAMPLES = {"status": "open", "zone": "Europe/Berlin", "start": "2027-01-01T00:00:00Z", "end": "2027-02-01T00:00:00Z"}
# Forms that would end the scan's own session or account.
WITHOUT = ("sign-out", "settings/deletion", "settings/sessions", "settings/password")


class Letters:
    """Where mails go, so that the log has no reason to hold one."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.texts.append(envelope.content.decode(errors="replace").replace("=\r\n", ""))
        return "250 OK"


@contextmanager
def mail_sink() -> Iterator[tuple[Letters, int]]:
    letters, port = Letters(), live.free_port()
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield letters, port
    finally:
        controller.stop()


class Visit:
    """Somebody signed in, by token and by cookie, in a house full of hostile text."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.own = self.url.replace("http:", "https:")
        # What the proxy in front would add.
        self.proxied = {"X-Forwarded-Proto": "https"}
        self.client = httpx.Client(base_url=self.url, headers=self.proxied, trust_env=False, timeout=30)
        self.secrets: set[str] = {live.PASSWORD}
        self.codes: list[str] = []
        # What stands for each id in an address.
        self.ids: dict[str, str] = {}

    def bearer(self) -> dict[str, str]:
        """Signed in anew: a scan outlasts a token."""
        form = {"login": "ada", "password": live.PASSWORD}
        session = httpx.post(f"{self.url}/api/v1/sessions", json=form, trust_env=False).raise_for_status().json()
        self.secrets |= {session["access_token"], session["refresh_token"], session["device"]}
        return {**self.proxied, "Authorization": f"Bearer {session['access_token']}"}

    def settle(self) -> None:
        self.client.headers.update(self.bearer())
        me = self.client.patch("/api/v1/people/me", json={"name": HOSTILE[0]}).raise_for_status().json()
        club = {"name": HOSTILE[0], "slug": "club"}
        organisation = self.client.post("/api/v1/organisations", json=club).raise_for_status().json()
        self.ids = {"person_id": me["id"], "organisation_id": organisation["id"], "space_id": organisation["id"]}
        for text in HOSTILE:
            self._propose(text)
            self._add_event(text)
        self._open_doors()
        self._sign_in_by_cookie()
        self.client.post("/api/v1/people/password-reset", json={"email": "ada@example.org"}).raise_for_status()

    def _propose(self, text: str) -> None:
        proposal = {**live.meeting(text, 0), "description": text, "place": text, "participants": [{"name": text}]}
        proposed = self.client.post("/api/v1/meetings", json=proposal).raise_for_status().json()
        codes = [link["code"] for link in proposed["links"]]
        self.codes += codes
        self.secrets |= set(codes)
        answer = {"kalends-link": codes[1], **self.proxied}
        address = f"{self.url}/api/v1/meetings/{proposed['id']}/answer"
        httpx.put(address, json=live.answer(), headers=answer, trust_env=False).raise_for_status()
        self.ids["meeting_id"] = proposed["id"]

    def _add_event(self, text: str) -> None:
        event = {"summary": text, "description": text, "place": text, "start": "2027-01-12T09:00", "duration": 60}
        added = self.client.post("/api/v1/events", json=event).raise_for_status().json()
        self.ids |= {"event_id": added["id"], "calendar_id": added["calendar_id"], "name": f"{added['id']}.ics"}

    def _open_doors(self) -> None:
        """An import, a webhook and a feed: what else has an address of its own."""
        lines = (*ICALENDAR, f"SUMMARY:{HOSTILE[0]}", "END:VEVENT", "END:VCALENDAR", "")
        imports = f"/api/v1/calendars/{self.ids['calendar_id']}/imports"
        headers = {"content-type": "text/calendar"}
        imported = self.client.post(imports, content="\r\n".join(lines), headers=headers).raise_for_status().json()
        hook = {"url": "https://example.org/hooks", "events": ["meeting.*"], "description": HOSTILE[0]}
        hooked = self.client.post("/api/v1/webhooks", json=hook).raise_for_status().json()
        self.secrets.add(hooked["secret"])
        self.ids |= {"import_id": imported["id"], "webhook_id": hooked["id"]}

    def _sign_in_by_cookie(self) -> None:
        form = {"login": "ada", "password": live.PASSWORD}
        headers = {**self.proxied, "Origin": self.own, "Accept": "text/html"}
        answered = httpx.post(f"{self.url}/sign-in", data=form, headers=headers, trust_env=False)
        assert answered.status_code == 303, answered.text
        self.cookies = {
            name: value
            for line in answered.headers.get_list("set-cookie")
            for name, _, value in [line.partition(";")[0].partition("=")]
            if "session" in name
        }
        assert self.cookies, "no session cookie"
        self.secrets |= set(self.cookies.values())
        page = httpx.get(f"{self.url}/settings", cookies=self.cookies, headers=headers, trust_env=False)
        assert page.status_code == 200, "the scanners would not be signed in"


def api_targets(visit: Visit) -> Iterator[tuple[str, list[str]]]:
    """Every GET of the API, with all that its address takes; `*` marks what sqlmap tries inside a path."""
    said = subprocess.run([sys.executable, "-m", "kalends", "openapi"], capture_output=True, text=True, check=True)
    for path, operations in json.loads(said.stdout)["paths"].items():
        operation = operations.get("get")
        # A stream has no end to wait for; its parameters are other addresses' too.
        if operation is None or "text/event-stream" in operation["responses"]["200"]["content"]:
            continue
        asked = [one for one in operation.get("parameters", []) if one["in"] == "query"]
        address = f"{visit.url}/api/v1{path.removeprefix('/api/v1')}"
        query = "&".join(f"{one['name']}={_sample(one, visit)}" for one in asked)
        filled = re.sub(r"\{(\w+)\}", lambda name: visit.ids[name[1]], address)
        if asked:
            yield f"{filled}?{query}", [one["name"] for one in asked]
        if "{" in path:
            yield re.sub(r"\{(\w+)\}", lambda name: f"{visit.ids[name[1]]}*", address), re.findall(r"\{(\w+)\}", path)


def _sample(parameter: Mapping[str, Any], visit: Visit) -> str:
    name, kind = parameter["name"], json.dumps(parameter["schema"])
    if values := re.search(r'"enum": \["(\w+)"', kind):
        return values[1]
    if '"integer"' in kind:
        return "5"
    return quote(SAMPLES.get(name) or visit.ids.get(name) or ("true" if '"boolean"' in kind else "a"))


def page_targets(visit: Visit) -> Iterator[tuple[str, list[str]]]:
    """What the pages' own links and forms ask in an address, and the parameters that they hand on."""
    yield f"{visit.url}/sign-in?next=/meetings", ["next"]
    yield f"{visit.url}/register?next=/meetings", ["next"]
    yield f"{visit.url}/?say=lunch", ["say"]
    yield f"{visit.url}/meetings?cursor=AZ-gAAAAcACAAAAAAAAAAA", ["cursor"]
    yield f"{visit.url}/meetings/new?say=lunch", ["say"]
    yield f"{visit.url}/meetings/{visit.ids['meeting_id']}*", ["meeting_id"]
    yield f"{visit.url}/m/{visit.codes[0]}*", ["code"]
    yield f"{visit.url}/calendar/search?q=lunch", ["q"]
    yield f"{visit.url}/calendar/events/new?on=2027-01-12", ["on"]
    yield f"{visit.url}/calendar/events/{visit.ids['event_id']}*", ["event_id"]
    yield f"{visit.url}/settings/webhooks/{visit.ids['webhook_id']}*", ["webhook_id"]
    yield f"{visit.url}/settings/record?before=5", ["before"]


def sql_injection(visit: Visit, folder: Path, seconds: float) -> Iterator[scanners.Verdict]:
    cookie = "; ".join(f"{name}={quote(value)}" for name, value in visit.cookies.items())
    for url, parameters in api_targets(visit):
        yield scanners.sqlmap(url, parameters, visit.bearer(), folder, seconds)
    for url, parameters in page_targets(visit):
        headers = {**visit.proxied, "Cookie": cookie, "Accept": "text/html"}
        yield scanners.sqlmap(url, parameters, headers, folder, seconds)


def secrets_in(log: Path, secrets: set[str]) -> scanners.Verdict:
    text = log.read_text(errors="replace")
    found = [f"a secret of {len(one)} characters that begins {one[:4]}…" for one in secrets if one in text]
    return scanners.Verdict("our own search", f"{len(secrets)} secrets that were used, in the log", found)


def judge(folder: Path, seconds: float) -> Iterator[scanners.Verdict]:
    port = live.free_port()
    with mail_sink() as (letters, mail_port):
        product = live.serve(
            folder,
            port,
            environment={
                "KALENDS__SERVER__PUBLIC_URL": f"https://127.0.0.1:{port}",
                "KALENDS__SERVER__TRUSTED_PROXIES": "127.0.0.1/32",
                "KALENDS__MAIL__TRANSPORT": "smtp",
                "KALENDS__MAIL__HOST": "127.0.0.1",
                "KALENDS__MAIL__PORT": str(mail_port),
                "KALENDS__MAIL__SECURITY": "plain",
            },
        )
        product.start()
        try:
            live.wait_until_ready(port, product)
            _add_operator(product.data)
            visit = Visit(port)
            visit.settle()
            yield scanners.nmap(port, folder)
            yield from pages_attacked(visit, folder, seconds)
            yield from sql_injection(visit, folder, seconds)
        finally:
            product.stop()
        mailed = set(re.findall(r"/(?:verify|reset)/([\w-]{20,})", "".join(letters.texts)))
        yield secrets_in(product.log, visit.secrets | mailed)
        yield scanners.gitleaks(product.log, folder)
        yield errors_in(product.log)


def pages_attacked(visit: Visit, folder: Path, seconds: float) -> Iterator[scanners.Verdict]:
    """Looking as a foreign site's form would come, without an Origin; attacking as our own pages do, with it."""
    begin, own = f"{visit.url}/meetings", {**visit.proxied, "Origin": visit.own}
    without = [f"{visit.url}/.*({'|'.join(WITHOUT)}).*"]
    signs_in = (f"{visit.url}/sign-in", "ada", live.PASSWORD)
    looks = (begin, scanners.LOOKS, visit.cookies, visit.proxied, folder / "looks", seconds)
    yield scanners.wapiti(*looks, without=without)
    cookies = (begin, scanners.COOKIES, {}, own, folder / "cookies", seconds)
    yield scanners.wapiti(*cookies, without=without, signs_in=signs_in)
    attacks = (begin, scanners.ATTACKS, visit.cookies, own, folder / "attacks", seconds)
    yield scanners.wapiti(*attacks, without=without)


def _add_operator(data: Path) -> None:
    """Whom every address answers."""
    file = data.parent / "operator.csv"
    file.write_text(f"username,email,password,is_operator\nada,ada@example.org,{live.PASSWORD},true\n")
    command = [sys.executable, "-m", "kalends", "person", "add", "--from", str(file), "--data", str(data)]
    subprocess.run(command, env={**os.environ, **live.ENVIRONMENT}, check=True, stdout=subprocess.DEVNULL)


def errors_in(log: Path) -> scanners.Verdict:
    """Whatever a scanner sends, nothing of ours may break on it."""
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    broken = [str(one.get("exception", one))[:300] for one in lines if one["event"] == "unexpected"]
    return scanners.Verdict("our own log", f"{len(lines)} lines, none of an unexpected error", broken[:10])


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=float, default=300)
    seconds = arguments.parse_args().seconds
    verdicts: list[scanners.Verdict] = []
    try:
        # Before anything is started: a judge that is missing should not cost ten minutes.
        scanners.program("nmap", "Install it: apt install nmap")
        scanners.program("sqlmap", "Install it: pip install -e '.[bench]'")
        scanners.program("gitleaks", "Install it: pip install -e '.[bench]'")
        scanners.wapiti_program()
        with live.temporary_folder() as folder:
            for verdict in judge(folder, seconds):
                print(verdict, flush=True)
                verdicts.append(verdict)
    except scanners.Missing as missing:
        print(f"NOT JUDGED: {missing}")
        return 2
    found = sum(len(one.findings) for one in verdicts)
    undecided = sum(not one.is_complete and not one.findings for one in verdicts)
    print(f"\n{len(verdicts)} verdicts, {found} findings, {undecided} without a verdict")
    return 1 if found else 2 if undecided else 0


if __name__ == "__main__":
    sys.exit(main())
