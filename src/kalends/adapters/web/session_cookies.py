"""The two cookies of somebody who signed in: the session, and the proof that this is a device of theirs."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.http.authentication import cookies_of
from kalends.features.accounts.sessions.domain import SignedIn

HOST = "__Host-"
DEVICE = "kalends_device"
YEAR = 365 * 24 * 3600


def keep_session(request: Request, response: Response, signed_in: SignedIn) -> None:
    left = int((signed_in.expires_at - datetime.now(UTC)).total_seconds())
    _keep(request, response, _session(request), signed_in.secret, left)
    _keep(request, response, _device(request), signed_in.device, YEAR)


def renew_session(request: Request, response: Response, secret: str, expires_at: datetime) -> None:
    """The same session under a new secret."""
    _keep(request, response, _session(request), secret, int((expires_at - datetime.now(UTC)).total_seconds()))


def drop_session(request: Request, response: Response) -> None:
    """The proof of the device stays: it opens nothing."""
    response.delete_cookie(_session(request), path="/", secure=_is_secure(request), httponly=True, samesite="lax")


def device_of(request: Request) -> str | None:
    return cookies_of(request.scope).get(_device(request))


def _session(request: Request) -> str:
    return request.scope["session_cookie"]


def _device(request: Request) -> str:
    return f"{HOST}{DEVICE}" if _is_secure(request) else DEVICE


def _is_secure(request: Request) -> bool:
    """Over plain HTTP a browser would take neither the prefix nor `Secure`."""
    return _session(request).startswith(HOST)


def _keep(request: Request, response: Response, name: str, value: str, max_age: int) -> None:
    response.set_cookie(
        name, value, max_age=max_age, path="/", secure=_is_secure(request), httponly=True, samesite="lax"
    )
