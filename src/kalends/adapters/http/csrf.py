"""No other site may make a browser act here: forms must come from our own pages (signing in included)."""

import hmac
import re
from hashlib import sha256
from secrets import token_urlsafe
from urllib.parse import parse_qs, urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kalends.adapters.http.authentication import API, cookies_of
from kalends.adapters.http.kinds import CrossSite
from kalends.core.actor import Link, Person

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
VISIT = "kalends_visit"
FIELD = "csrf_token"
# Enough for a boundary and the token behind it, where a form with a file begins with it.
_BEGINNING = 512
_FIRST_FIELD = re.compile(
    rb'--[^\r\n]{1,70}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n([0-9a-f]{32})\r\n', re.IGNORECASE
)
# Who was not signed in when the form was shown keeps its token for a working day.
_VISIT_AGE = 12 * 3600


class Csrf:
    """Fetch metadata or Origin where the browser sends them, which all current ones do for forms; else the token.

    The API takes no cookies, and what authenticates by a header of its own needs no such proof.
    """

    def __init__(self, app: ASGIApp, *, key: bytes, public_url: str, exempt: tuple[str, ...] = ()) -> None:
        self.app = app
        self._key = key
        self._own = _origin(public_url)
        self._exempt = (API, *exempt)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: dict[bytes, bytes] = scope["headers_by_name"]
        path: str = scope["path"]
        scope["csrf_key"] = self._key
        if scope["method"] not in _SAFE and not path.startswith(self._exempt) and b"authorization" not in headers:
            verdict = self._verdict(scope, headers)
            if verdict is None:
                receive = await self._checked_by_token(scope, headers, receive)
            elif not verdict:
                raise CrossSite
        await self.app(scope, receive, send)

    def _verdict(self, scope: Scope, headers: dict[bytes, bytes]) -> bool | None:
        """Whether the browser says that the form is ours; None where it says nothing."""
        if (site := headers.get(b"sec-fetch-site")) is not None:
            return site in (b"same-origin", b"none")
        if (origin := headers.get(b"origin")) is not None:
            host = headers.get(b"host", b"").decode("latin-1")
            return origin.decode("latin-1") in (self._own, f"{scope['scheme']}://{host}")
        return None

    async def _checked_by_token(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> Receive:
        given = headers.get(b"x-csrf-token", b"").decode("latin-1")
        if not given:
            # Limits has the whole of most bodies already; of a streamed one the token stands in the beginning.
            begun, receive = await _begun(receive)
            if headers.get(b"content-type", b"").startswith(b"application/x-www-form-urlencoded"):
                given = parse_qs(begun.decode("latin-1")).get(FIELD, [""])[0]
            elif (first := _FIRST_FIELD.match(begun)) is not None:
                given = first[1].decode()
        binding = _binding(scope)
        if binding is None or not hmac.compare_digest(given.encode(), _token(self._key, binding).encode()):
            raise CrossSite
        return receive


async def _begun(receive: Receive) -> tuple[bytes, Receive]:
    """The first bytes of the body, and what receives all of it nevertheless."""
    messages: list[Message] = []
    begun = b""
    is_more = True
    while is_more and len(begun) < _BEGINNING:
        message = await receive()
        messages.append(message)
        begun += message.get("body", b"")
        is_more = message.get("more_body", False)

    async def again() -> Message:
        return messages.pop(0) if messages else await receive()

    return begun, again


def csrf_token(scope: Scope) -> str:
    """For the hidden field of every form: bound to the session, to the link, or to this visit of a stranger."""
    binding = _binding(scope)
    if binding is None:
        visit = token_urlsafe(16)
        secure = "; Secure" if scope["scheme"] == "https" else ""
        cookie = f"{_visit_name(scope)}={visit}; Path=/; Max-Age={_VISIT_AGE}; HttpOnly; SameSite=Lax{secure}"
        scope["answer_headers"].append((b"set-cookie", cookie.encode()))
        cookies_of(scope)[_visit_name(scope)] = visit
        binding = f"visit/{visit}"
    return _token(scope["csrf_key"], binding)


def _binding(scope: Scope) -> str | None:
    actor = scope["actor"]
    if isinstance(actor, Person):
        return f"session/{actor.session_id}"
    if isinstance(actor, Link):
        return f"link/{actor.id}"
    visit = cookies_of(scope).get(_visit_name(scope))
    return f"visit/{visit}" if visit else None


def _token(key: bytes, binding: str) -> str:
    return hmac.new(key, binding.encode(), sha256).hexdigest()[:32]


def _visit_name(scope: Scope) -> str:
    return f"__Host-{VISIT}" if scope["scheme"] == "https" else VISIT


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
