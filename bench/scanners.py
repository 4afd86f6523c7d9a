"""Public judges of web security: how each is found, called within bounds, and what it said.

wapiti pins the versions of half the packages that Kalends uses, so it lives in an environment of its own, made on the
first run under the user's cache folder. sqlmap and gitleaks come with `pip install -e '.[bench]'`, nmap with the
machine (Debian: apt install nmap).
"""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

WAPITI = "wapiti3==3.2.3"
# None of these calls a host outside; ssrf, xxe and log4shell do.
ATTACKS = ("sql", "xss", "crlf", "redirect", "exec", "file")
LOOKS = ("csrf", "http_headers")
# Judges the cookies that it is given when it signs in itself.
COOKIES = ("cookieflags",)
# What wapiti's cookie file asks of each besides its value.
COOKIE = {"version": 0, "expires": None, "secure": False, "port": None}
# What nmap must see on a page served over HTTPS. It prints HSTS for TLS sockets only; tests look at that.
HEADERS = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Cache-Control")


class Missing(Exception):
    """A judge that is not here; the remedy is said."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judge's word. `is_complete` is false where it ran out of time or said nothing."""

    judge: str
    about: str
    findings: Sequence[str] = field(default_factory=list[str])
    is_complete: bool = True

    def __str__(self) -> str:
        word = f"{len(self.findings)} FOUND" if self.findings else "nothing found" if self.is_complete else "NO VERDICT"
        return "\n".join([f"{self.judge}: {word} ({self.about})", *(f"    {one}" for one in self.findings)])


def program(name: str, remedy: str) -> str:
    """Beside this Python, else on the path."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise Missing(f"{name} is missing. {remedy}")
    return found


def run(command: Sequence[str], seconds: float, home: Path) -> tuple[str, bool]:
    """Its output, and whether it came to an end. `home` is where tools keep what they note."""
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "NO_COLOR": "1"}
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
        return (said.decode(errors="replace") if isinstance(said, bytes) else said), False
    return done.stdout + done.stderr, True


def sqlmap(url: str, parameters: Sequence[str], headers: Mapping[str, str], folder: Path, seconds: float) -> Verdict:
    """Every named parameter, with every technique at level 3."""
    tool = program("sqlmap", "Install it: pip install -e '.[bench]'")
    given = [f"--header={name}: {value}" for name, value in headers.items()]
    bounds = ["--level", "3", "--risk", "1", "--threads", "4", "--timeout", "10", "--retries", "1", "--time-sec", "2"]
    # An id that is not there answers 404, which is what most of the tries are to get.
    bounds += ["--ignore-code", "404,422"]
    command = [tool, "-u", url, "--batch", "--flush-session", "--disable-coloring", "--dbms", "postgresql", *bounds]
    chosen = ["-p", ",".join(parameters)] if "*" not in url else []
    said, is_complete = run([*command, *chosen, "--output-dir", str(folder), *given], seconds, folder)
    about = f"{urlsplit(url).path}: {', '.join(parameters)}"
    findings = [f"{about}: {line.strip()}" for line in said.splitlines() if re.match(r"\s+(Type|Payload): ", line)]
    # Without this sentence it has not judged, whatever else it printed.
    is_judged = "do not appear to be injectable" in said or bool(findings)
    if not is_judged:
        about = f"{about}; its last words: {' '.join(said.split())[-300:]}"
    return Verdict("sqlmap", about, findings, is_complete and is_judged)


def wapiti_program() -> str:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kalends" / WAPITI.replace("==", "-")
    tool = cache / "bin" / "wapiti"
    if not tool.exists():
        print(f"Making an environment for {WAPITI}, which can't share ours: {cache}", flush=True)
        try:
            venv.create(cache, with_pip=True, clear=True)
            pip = [str(cache / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, WAPITI], check=True)
        except (OSError, subprocess.CalledProcessError) as refused:
            raise Missing(f"wapiti could not be installed ({refused}). Check that pip reaches its registry.") from None
    return str(tool)


def wapiti(
    url: str,
    modules: Sequence[str],
    cookies: Mapping[str, str],
    headers: Mapping[str, str],
    folder: Path,
    seconds: float,
    *,
    without: Sequence[str] = (),
    signs_in: Sequence[str] = (),
) -> Verdict:
    """Crawls from `url`, signed in by cookie, then attacks what it found; `without` keeps it from signing out. Or it
    signs in by itself: `signs_in` is the page with the form, a user and a password."""
    folder.mkdir()
    jar = {name: {"value": text, **COOKIE} for name, text in cookies.items()}
    cookie_file, report = folder / "cookies.json", folder / "report.json"
    cookie_file.write_text(json.dumps({urlsplit(url).hostname: {"/": jar}}))
    command = [wapiti_program(), "-u", url, "-m", ",".join(modules), "-f", "json"]
    if signs_in:
        page, user, password = signs_in
        command += ["--form-url", page, "--form-user", user, "--form-password", password]
    else:
        command += ["-c", str(cookie_file)]
    bounds = ["--max-scan-time", str(int(seconds)), "--max-attack-time", str(int(seconds / len(modules)))]
    bounds += ["--max-links-per-page", "60", "--depth", "4", "--tasks", "8", "-t", "10", "--no-bugreport"]
    stored = ["--flush-session", "--store-session", str(folder), "--store-config", str(folder)]
    # Its own endpoints for answers out of band lie outside; none of these modules needs one.
    stored += ["--endpoint", url, "--dns-endpoint", "localhost"]
    given = [part for name, text in headers.items() for part in ("-H", f"{name}: {text}")]
    left_out = [part for one in without for part in ("-x", one)]
    said, is_complete = run(
        [*command, *bounds, *stored, *given, *left_out, "-o", str(report)], seconds * 2 + 60, folder
    )
    about = ", ".join(modules)
    if not report.exists():
        return Verdict("wapiti", f"{about}; its last words: {' '.join(said.split())[-300:]}", [], False)
    told = json.loads(report.read_text())
    findings = [
        f"{kind}: {one['method']} {one['path']} {one.get('parameter') or ''}: {one['info']}"
        for group in ("vulnerabilities", "anomalies")
        for kind, found in told[group].items()
        for one in found
    ]
    if signs_in:
        seen = re.findall(r"Checking cookie : (\S+)", said)
        about = f"{about}; {', '.join(seen)}"
        return Verdict("wapiti", about, findings, is_complete and any("session" in name for name in seen))
    pages = told["infos"]["crawled_pages_nbr"]
    return Verdict("wapiti", f"{about}; {pages} pages crawled", findings, is_complete and pages > 5)


def nmap(port: int, folder: Path) -> Verdict:
    tool = program("nmap", "Install it: apt install nmap")
    said, _ = run(
        [tool, "-Pn", "-n", "-p", str(port), "--script", "+http-security-headers,+http-methods", "127.0.0.1"],
        120,
        folder,
    )
    missing = [f"{name} is not sent" for name in HEADERS if f"{name.lower()}:" not in said.lower()]
    risky = re.findall(r"Potentially risky methods: .+", said)
    is_judged = "http-security-headers" in said
    return Verdict("nmap", "http-security-headers, http-methods", [*missing, *risky] if is_judged else [], is_judged)


def gitleaks(log: Path, folder: Path) -> Verdict:
    tool = program("gitleaks", "Install it: pip install -e '.[bench]'")
    report = folder / "gitleaks.json"
    command = [tool, "dir", str(log), "--no-banner", "--report-format", "json", "--report-path", str(report)]
    said, is_complete = run(command, 120, folder)
    if not report.exists():
        return Verdict("gitleaks", f"its last words: {said[-300:]}", [], False)
    found = [f"line {one['StartLine']}: {one['RuleID']}" for one in json.loads(report.read_text())]
    return Verdict("gitleaks", f"{log.stat().st_size // 1024} KB of logs", found, is_complete)
