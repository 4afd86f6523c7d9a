"""What browsers are told about every answer: what it may load, who may frame it, what it may leak."""

from secrets import token_urlsafe

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kalends.adapters.http.draining import Draining

Header = tuple[bytes, bytes]

_ALWAYS: list[Header] = [
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_PAGES: list[Header] = [
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (
        b"permissions-policy",
        b"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        b"microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()",
    ),
]
# A year: long enough that a returning browser never starts in the clear.
_HSTS: Header = (b"strict-transport-security", b"max-age=31536000")
# Pages carry a nonce and somebody's data; the API's answers are revalidated by ETag.
_NO_STORE: Header = (b"cache-control", b"no-store")
_REVALIDATE: Header = (b"cache-control", b"private, no-cache")
# Addresses under these hold a secret, which must not travel on as a referrer.
SECRET_PREFIXES = ("/m/", "/verify", "/reset")


def nonce_of(scope: Scope) -> str:
    """The nonce of this answer's Content-Security-Policy, for the page's own scripts and styles."""
    return scope.setdefault("nonce", token_urlsafe(16))


class Headers:
    def __init__(self, app: ASGIApp, *, is_https: bool, draining: Draining) -> None:
        self.app = app
        self._is_https = is_https
        self._draining = draining

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [self._kept_safe(scope, header) for header in message["headers"]]
                message["headers"] = [*given, *self._extra(scope, given)]
            await send(message)

        await self.app(scope, receive, with_headers)

    def _kept_safe(self, scope: Scope, header: Header) -> Header:
        """No cookie that was set over HTTPS travels in the clear, whoever set it."""
        name, value = header
        if name != b"set-cookie" or b"; secure" in value.lower() or not self._speaks_https(scope):
            return header
        return name, value + b"; Secure"

    def _speaks_https(self, scope: Scope) -> bool:
        return self._is_https or scope["scheme"] == "https"

    def _extra(self, scope: Scope, given: list[Header]) -> list[Header]:
        names = dict(given)
        extra = list(_ALWAYS)
        is_page = names.get(b"content-type", b"").startswith(b"text/html")
        if is_page:
            extra += _PAGES
            extra.append((b"content-security-policy", _policy(scope)))
        if b"cache-control" not in names:
            extra.append(_NO_STORE if is_page else _REVALIDATE)
        if b"referrer-policy" not in names:
            is_secret = scope["path"].startswith(SECRET_PREFIXES)
            extra.append((b"referrer-policy", b"no-referrer" if is_secret else b"same-origin"))
        if self._speaks_https(scope):
            extra.append(_HSTS)
        # Clients on a kept-alive connection should find the next server with their next request.
        if self._draining.is_on and b"connection" not in names:
            extra.append((b"connection", b"close"))
        return extra


def _policy(scope: Scope) -> bytes:
    nonce = nonce_of(scope)
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ).encode()
