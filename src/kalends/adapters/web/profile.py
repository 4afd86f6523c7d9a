"""One's own settings: profile, password, devices, leaving."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.forms import Form, errors_of, read, typed
from kalends.adapters.web.rendering import Flash, go_to, pages_of
from kalends.adapters.web.session_cookies import drop_session
from kalends.core.actor import Person as Signed
from kalends.core.errors import Error, Invalid
from kalends.core.ids import SessionId
from kalends.features.accounts.people.domain import Changes, Person
from kalends.features.accounts.sessions.domain import NoSuchSession, Session

SETTINGS = "/settings"
FIELDS = ("name", "username", "zone", "locale")
LOCALES = (
    ("en", "English"),
    ("en-GB", "English (United Kingdom)"),
    ("en-US", "English (United States)"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt-BR", "Português (Brasil)"),
    ("sv", "Svenska"),
)
# What a browser's name for itself says, the more particular first.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class WrongConfirmation(Invalid):
    """This is not your user name. Type it exactly to delete the account."""


async def settings_page(request: Request) -> Response:
    return await _page(request, {}, {})


async def change(request: Request) -> Response:
    form = await read(request)
    changes = Changes(username=form["username"], name=form["name"], zone=form["zone"], locale=form["locale"])
    try:
        await services_of(request).people.change(actor_of(request), changes)
    except Error as refused:
        return await _page(request, form, errors_of(refused, *FIELDS), status=status_of(type(refused)))
    return go_to(SETTINGS, Flash(text="Saved."))


async def change_password(request: Request) -> Response:
    form = await read(request)
    passwords = services_of(request).passwords
    try:
        await passwords.change(actor_of(request), form["current_password"], form["password"])
    except Error as refused:
        errors = errors_of(refused, "current_password", "password")
        return await _page(request, {}, errors, status=status_of(type(refused)))
    return go_to(
        SETTINGS, Flash(text="Your password is changed. You are signed out elsewhere, and devices are revoked.")
    )


async def end_session(request: Request) -> Response:
    try:
        session_id = SessionId(UUID(request.path_params["session_id"]))
    except ValueError as not_an_id:
        raise NoSuchSession from not_an_id
    await services_of(request).sessions.end(actor_of(request), session_id)
    return go_to(SETTINGS, Flash(text="That device is signed out."))


async def end_other_sessions(request: Request) -> Response:
    await services_of(request).sessions.end_others(actor_of(request))
    return go_to(SETTINGS, Flash(text="All other devices are signed out."))


async def leave(request: Request) -> Response:
    form = await read(request)
    people = services_of(request).people
    try:
        person = await people.me(actor_of(request))
        if form["confirmation"].strip() != person.username:
            raise WrongConfirmation(field="confirmation")
        await people.leave(actor_of(request), password=form["deletion_password"])
    except Error as refused:
        # The service calls it a password; on this page there are three.
        refused.field = {"password": "deletion_password"}.get(refused.field or "", refused.field)
        errors = errors_of(refused, "confirmation", "deletion_password")
        return await _page(request, {}, errors, status=status_of(type(refused)))
    response = go_to("/", Flash(text="Your account and all that was in it is deleted."))
    drop_session(request, response)
    return response


async def _page(request: Request, form: Form, errors: Mapping[str, str], *, status: int = 200) -> Response:
    actor = actor_of(request)
    services = services_of(request)
    person = await services.people.me(actor)
    now = datetime.now(UTC)
    context = {
        "form": typed(form, *FIELDS) if form else _kept(person),
        "errors": errors,
        "email": person.email,
        "is_verified": person.is_verified,
        "locales": _locales(person.locale),
        "sessions": [_device(one, actor, now) for one in await services.sessions.list_own(actor)],
        "username": person.username,
    }
    return await pages_of(request).page(request, "accounts/profile.html", context, status=status)


def _kept(person: Person) -> dict[str, str]:
    return {"name": person.name, "username": person.username, "zone": person.zone, "locale": person.locale}


def _locales(kept: str) -> list[tuple[str, str]]:
    """One that was set by API stands in the list too."""
    known = list(LOCALES)
    return known if any(code == kept for code, _ in known) else [(kept, kept), *known]


def _device(session: Session, actor: object, now: datetime) -> dict[str, Any]:
    return {
        "id": str(session.id),
        "device": device_name(session.agent),
        "last_seen": ago(now - session.last_seen_at),
        "place": session.address,
        "is_current": isinstance(actor, Signed) and session.id == actor.session_id,
    }


def device_name(agent: str) -> str:
    """“Firefox on Linux”, as far as a browser says so; else the first word of what a program calls itself."""
    browser = next((name for pattern, name in BROWSERS if re.search(pattern, agent)), None)
    system = next((name for pattern, name in SYSTEMS if re.search(pattern, agent)), None)
    if browser is None:
        return re.split(r"[/ ]", agent, maxsplit=1)[0][:40] or "An unknown device"
    return f"{browser} on {system}" if system else browser


def ago(passed: timedelta) -> str:
    minutes = int(passed.total_seconds()) // 60
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if (count := minutes // size) > 0:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
