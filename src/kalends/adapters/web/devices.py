"""The page on which a phone or a calendar program is connected, and disconnected."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.connecting import android_address, apple_profile, programs, qr_code, server_of
from kalends.adapters.web.forms import Form, errors_of, read, typed
from kalends.adapters.web.profile import ago, device_name
from kalends.adapters.web.rendering import Flash, go_to, pages_of
from kalends.core.errors import Error
from kalends.core.ids import SessionId
from kalends.features.accounts.device_passwords.domain import Connected, Device, NoSuchDevice

DEVICES = "/settings/devices"
# What stands where the password will be, before there is one.
NO_PASSWORD_YET = "the device password"  # noqa: S105  # words
PROFILE_TYPE = "application/x-apple-aspen-config"


async def devices_page(request: Request) -> Response:
    return await _page(request, {}, {})


async def connect(request: Request) -> Response:
    """Answers the page itself: the password is shown this once, and kept nowhere that one could go on to."""
    form = await read(request)
    try:
        connected = await services_of(request).device_passwords.add(
            actor_of(request), form["name"], password=form["password"]
        )
    except Error as refused:
        errors = errors_of(refused, "name", "password")
        return await _page(request, form, errors, status=status_of(type(refused)))
    return await _page(request, {}, {}, connected=connected)


async def revoke(request: Request) -> Response:
    try:
        device_id = SessionId(UUID(request.path_params["device_id"]))
    except ValueError as not_an_id:
        raise NoSuchDevice from not_an_id
    await services_of(request).device_passwords.revoke(actor_of(request), device_id)
    return go_to(DEVICES, Flash(text="Revoked. That device's next request is refused."))


async def profile(request: Request) -> Response:
    """For Apple's programs. By POST it carries the device password that the form brings; else the device asks."""
    password = (await read(request))["device_password"] if request.method == "POST" else ""
    person = await services_of(request).people.me(actor_of(request))
    content = apple_profile(server_of(request), person.username, password)
    headers = {"content-disposition": 'attachment; filename="kalends.mobileconfig"', "cache-control": "no-store"}
    return Response(content, media_type=PROFILE_TYPE, headers=headers)


async def _page(
    request: Request,
    form: Form,
    errors: Mapping[str, str],
    *,
    connected: Connected | None = None,
    status: int = 200,
) -> Response:
    actor, services, server = actor_of(request), services_of(request), server_of(request)
    person = await services.people.me(actor)
    now = datetime.now(UTC)
    password = connected.password if connected else NO_PASSWORD_YET
    context = {
        "form": typed(form, "name"),
        "errors": errors,
        "username": person.username,
        "email": person.email,
        "server": server,
        "programs": programs(server, person.username, password),
        "devices": [_shown(one, now) for one in await services.device_passwords.list_own(actor)],
        "connected": connected
        and {
            "name": connected.device.name,
            "password": connected.password,
            "qr_code": qr_code(android_address(server, person.username, connected.password)),
        },
    }
    return await pages_of(request).page(request, "accounts/devices.html", context, status=status)


def _shown(device: Device, now: datetime) -> dict[str, Any]:
    return {
        "id": str(device.id),
        "name": device.name,
        "used": f"used {_ago(now - device.last_used_at)}" if device.last_used_at else "not used yet",
        "program": device_name(device.agent) if device.agent else "",
        "place": device.address,
    }


def _ago(passed: timedelta) -> str:
    """Uses are noted every ten minutes; to say "3 minutes ago" would be to know more."""
    return "just now" if passed < timedelta(minutes=10) else ago(passed)


routes: list[Route] = [
    Route(DEVICES, devices_page, methods=["GET"]),
    Route(DEVICES, connect, methods=["POST"]),
    Route(f"{DEVICES}/profile", profile, methods=["GET", "POST"]),
    Route(f"{DEVICES}/{{device_id}}/revocation", revoke, methods=["POST"]),
]
