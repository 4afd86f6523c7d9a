"""Templates and what every page knows: the reader, their zone and theme, the nonce, the token, what was just done."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import Scope

from kalends.adapters.http.authentication import cookies_of
from kalends.adapters.http.csrf import csrf_token
from kalends.adapters.http.headers import nonce_of
from kalends.adapters.http.problems import SIGN_IN, Problem
from kalends.adapters.http.redirects import own_path
from kalends.adapters.web.assets import Assets
from kalends.core.actor import Actor, Person
from kalends.core.time import UnknownZone, zone

TEMPLATES = Path(__file__).parent / "templates"
THEME, ZONE, FLASH = "kalends_theme", "kalends_zone", "kalends_flash"
THEMES = ("auto", "light", "dark")
DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The signed-in person as the frame shows them."""

    name: str
    username: str
    zone: str
    locale: str = "en"
    # Notices that they have not read.
    unread: int = 0


class Readers(Protocol):
    """Finds the reader; None where the session has just ended."""

    async def reader(self, actor: Person) -> Reader | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    url: str
    label: str = "Undo"
    fields: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """One sentence on the next page; with `undo` it can be taken back from there."""

    text: str
    undo: Undo | None = None


class Pages:
    """Handlers get it from scope["pages"]: `return await pages_of(request).page(request, "home.html", {…})`."""

    def __init__(self, *, assets: Assets, readers: Readers | None = None, folder: Path = TEMPLATES) -> None:
        self._readers = readers
        self._templates: Any = Environment(
            loader=FileSystemLoader(folder),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self._templates.globals["asset"] = assets.address

    async def page(
        self, request: Request, template: str, context: Mapping[str, Any], *, status: int = 200
    ) -> HTMLResponse:
        frame = await self.frame(request.scope)
        response = HTMLResponse(self.part(template, {**frame, **context}), status_code=status)
        if FLASH in cookies_of(request.scope):
            response.delete_cookie(FLASH, httponly=True, samesite="lax")
        return response

    def part(self, template: str, context: Mapping[str, Any]) -> str:
        """Of a page that stands already."""
        return self._templates.get_template(template).render(context)

    async def reader(self, scope: Scope) -> Reader | None:
        """Who reads this page, asked once a request."""
        if "reader" not in scope:
            actor: Actor | None = scope.get("actor")
            scope["reader"] = None
            if self._readers is not None and isinstance(actor, Person):
                scope["reader"] = await self._readers.reader(actor)
        return scope["reader"]

    async def problem(self, scope: Scope, problem: Problem) -> bytes:
        """The sentence as the heading, what to do below it."""
        title, _, remedy = problem.detail.partition(". ")
        path = f"{SIGN_IN}?next=/" if problem.status == HTTPStatus.UNAUTHORIZED else None
        shown = {
            "status": problem.status,
            "title": title.rstrip(".") + ".",
            "detail": remedy or None,
            "request_id": scope["origin"].request_id,
            "next": {"url": path, "label": "Sign in"} if path else None,
        }
        # The database may be what is missing: an error page asks it nothing.
        scope.setdefault("reader", None)
        return self.part("problem.html", {**await self.frame(scope), "problem": shown}).encode()

    async def frame(self, scope: Scope) -> dict[str, Any]:
        """What every page knows."""
        reader = await self.reader(scope)
        cookies = cookies_of(scope)
        theme = cookies.get(THEME, "auto")
        query = scope["query_string"].decode("latin-1")
        return {
            "csp_nonce": nonce_of(scope),
            "csrf_token": csrf_token(scope) if "csrf_key" in scope else "",
            "locale": reader.locale if reader else "en",
            "theme": theme if theme in THEMES else "auto",
            "zone": shown_zone(scope, reader),
            "unread": reader.unread if reader else 0,
            "person": {"name": reader.name, "username": reader.username} if reader else None,
            "here": scope["path"] + (f"?{query}" if query else ""),
            "insecure_cookie": isinstance(scope.get("actor"), Person) and scope["scheme"] != "https",
            "flashes": _read_flashes(cookies.get(FLASH)),
        }


def pages_of(request: Request) -> Pages:
    return request.scope["pages"]


def zone_of(scope: Scope, reader: Reader | None) -> tuple[str, str]:
    """The zone that times are shown in, and who said so: "chosen" in this browser, the "profile", else "default"."""
    chosen = cookies_of(scope).get(ZONE, "")
    with suppress(UnknownZone):
        return zone(chosen).key, "chosen"
    return (reader.zone, "profile") if reader else (DEFAULT_ZONE, "default")


def shown_zone(scope: Scope, reader: Reader | None) -> dict[str, str]:
    name, source = zone_of(scope, reader)
    offset = datetime.now(UTC).astimezone(zone(name)).strftime("%z")
    hours, minutes = offset[:3].replace("-", "−"), offset[3:]
    said = f"{hours[0]}{int(hours[1:])}" + (f":{minutes}" if minutes != "00" else "")
    short = name.rsplit("/", 1)[-1].replace("_", " ")
    return {
        "name": name,
        "short": short,
        "label": short if name == "UTC" else f"{short} (UTC{said})",
        "source": source,
    }


def go_to(path: str, *flashes: Flash) -> RedirectResponse:
    """See Other, with sentences for the next page. Flashes are shown, never obeyed: a forged one is only text."""
    response = RedirectResponse(path, status_code=303)
    if flashes:
        packed = json.dumps([asdict(one) for one in flashes], separators=(",", ":")).encode()
        response.set_cookie(FLASH, urlsafe_b64encode(packed).decode(), max_age=60, httponly=True, samesite="lax")
    return response


def _read_flashes(cookie: str | None) -> list[dict[str, Any]]:
    if not cookie:
        return []
    try:
        given = json.loads(urlsafe_b64decode(cookie))
        flashes = [_flash(one) for one in given[:5]]
        # Half a surrogate pair can stand in JSON, but on no page.
        json.dumps(flashes, ensure_ascii=False).encode()
        return flashes
    except (ValueError, NotBase64, TypeError, KeyError, AttributeError, RecursionError):
        return []


def _flash(given: dict[str, Any]) -> dict[str, Any]:
    undo = given.get("undo")
    if undo is not None:
        # A form of ours that posts elsewhere would carry its token along.
        if not own_path(str(undo["url"]), ""):
            raise ValueError
        undo = {"url": str(undo["url"]), "label": str(undo["label"]), "fields": dict(undo.get("fields") or {})}
    return {"text": str(given["text"])[:300], "undo": undo}
