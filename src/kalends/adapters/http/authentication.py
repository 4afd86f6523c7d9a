"""Who acts: by bearer token or link code at the API, by cookie at the pages, by the link in its address at /m/, by
device password at CalDAV."""

from typing import Protocol

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from kalends.adapters.http.basic import DeviceRecogniser, ensure_private, read_basic, takes_basic
from kalends.adapters.http.rate import EXEMPT
from kalends.core.actor import Actor, Link, Nobody, Origin
from kalends.core.errors import NotSignedIn
from kalends.features.accounts.links import Links

API = "/api/"
CALDAV = "/dav/"
LINK_PAGES = "/m/"
FEEDS = "/feeds/"
COOKIE = "kalends_session"


class UnknownCredential(NotSignedIn):
    """This kind of Authorization is not understood here. Send “Bearer” and an access token."""


class Recogniser(Protocol):
    """The sessions: a bearer token that does not stand raises; a cookie that does not is nobody's, since browsers
    send it whether one wants it or not."""

    async def recognise(self, *, bearer: str | None = None, cookie: str | None = None, origin: Origin) -> Actor: ...


def cookie_name(*, is_https: bool) -> str:
    """`__Host-` ties a cookie to this host and to HTTPS; browsers refuse the prefix without it."""
    return f"__Host-{COOKIE}" if is_https else COOKIE


class Authentication:
    """Sets scope["actor"]. Neither the API nor CalDAV looks at cookies, so no other site's form can act there."""

    def __init__(
        self, app: ASGIApp, *, sessions: Recogniser, devices: DeviceRecogniser, links: Links, is_https: bool
    ) -> None:
        self.app = app
        self._sessions = sessions
        self._devices = devices
        self._links = links
        self._cookie = cookie_name(is_https=is_https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # The sign-in page sets it under the name that is looked for here.
        scope["session_cookie"] = self._cookie
        scope["actor"] = await self._actor(scope, scope["origin"])
        await self.app(scope, receive, send)

    async def _actor(self, scope: Scope, origin: Origin) -> Actor:
        path: str = scope["path"]
        headers: dict[bytes, bytes] = scope["headers_by_name"]
        if path.startswith(LINK_PAGES):
            return Link(self._links.read(path.removeprefix(LINK_PAGES).partition("/")[0]), origin)
        if path.startswith(FEEDS):
            return Link(self._links.read(path.removeprefix(FEEDS).removesuffix(".ics")), origin)
        if path.startswith(EXEMPT) and path != "/metrics":
            return Nobody(origin)
        if takes_basic(scope):
            return await self._at_caldav(scope, headers.get(b"authorization"), origin)
        if (code := headers.get(b"kalends-link")) is not None:
            return Link(self._links.read(code.decode("latin-1")), origin)
        if (given := headers.get(b"authorization")) is not None:
            return await self._sessions.recognise(bearer=_token(given), origin=origin)
        if not path.startswith((API, CALDAV)) and (secret := cookies_of(scope).get(self._cookie)):
            return await self._sessions.recognise(cookie=secret, origin=origin)
        return Nobody(origin)

    async def _at_caldav(self, scope: Scope, given: bytes | None, origin: Origin) -> Actor:
        if given is not None and not given.lower().startswith(b"basic"):
            return await self._sessions.recognise(bearer=_token(given), origin=origin)
        # Before anything is asked for: a program that is asked sends its password.
        ensure_private(scope)
        if given is None:
            return Nobody(origin)
        username, password = read_basic(given)
        return await self._devices.authenticate(username, password, origin=origin)


def _token(given: bytes) -> str:
    scheme, _, token = given.decode("latin-1").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise UnknownCredential
    return token.strip()


def cookies_of(scope: Scope) -> dict[str, str]:
    """The request's cookies, parsed once."""
    if "cookies" not in scope:
        header = scope["headers_by_name"].get(b"cookie", b"").decode("latin-1")
        scope["cookies"] = cookie_parser(header) if header else {}
    return scope["cookies"]
