"""User name and password in each request (RFC 7617), as calendar programs send them; never in the clear."""

from base64 import b64decode
from binascii import Error as NotBase64
from functools import lru_cache
from ipaddress import ip_address
from typing import Protocol

from starlette.types import Scope

from kalends.adapters.http.kinds import Refused
from kalends.core.actor import Origin, Person
from kalends.core.errors import NotSignedIn

# The doors that take it; everywhere else a device password opens nothing.
PREFIXES = ("/dav/", "/.well-known/caldav")
DOOR = "/dav"
_CHALLENGE = (b"www-authenticate", b'Basic realm="Kalends", charset="UTF-8"')


class InTheClear(Refused):
    """This connection is not encrypted, so no password is asked for or taken. Use the address that begins with https://;
    if you came by it, the reverse proxy must say so (X-Forwarded-Proto) and be among server.trusted_proxies."""

    status = 403


class BasicIsUnreadable(NotSignedIn):
    """This Authorization can't be read. Send “Basic” and the Base64 of user name, colon and device password."""


class DeviceRecogniser(Protocol):
    """The device passwords: one that does not stand raises."""

    async def authenticate(self, username: str, password: str, *, origin: Origin) -> Person: ...


def takes_basic(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == DOOR or path.startswith(PREFIXES)


def ensure_private(scope: Scope) -> None:
    """Over TLS, or from this machine to itself. Of a client behind a trusted proxy the proxy says both."""
    if scope["scheme"] != "https" and not _is_loopback(scope["origin"].address):
        raise InTheClear


def read_basic(given: bytes) -> tuple[str, str]:
    """User name and password of an Authorization header whose scheme is Basic."""
    try:
        said = b64decode(given.partition(b" ")[2].strip(), validate=True)
    except (NotBase64, ValueError) as broken:
        raise BasicIsUnreadable from broken
    # We ask for UTF-8; a program that sends something else is told that its password is wrong.
    username, colon, password = said.decode("utf-8", "replace").partition(":")
    if not colon:
        raise BasicIsUnreadable
    return username, password


def challenge(scope: Scope) -> tuple[bytes, bytes] | None:
    """What a request that lacks a password is asked for here; None where nobody takes one."""
    is_bearer = scope["headers_by_name"].get(b"authorization", b"").lower().startswith(b"bearer")
    return _CHALLENGE if takes_basic(scope) and not is_bearer else None


# One address asks again and again.
@lru_cache(maxsize=1024)
def _is_loopback(address: str | None) -> bool:
    try:
        return address is not None and ip_address(address).is_loopback
    except ValueError:
        return False
