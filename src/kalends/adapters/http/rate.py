"""So many requests in a burst, so many a second: for each person, and for each address that nobody signed in from."""

import math
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from starlette.types import ASGIApp, Receive, Scope, Send

from kalends.core.actor import Link, Person
from kalends.core.errors import Error, TooMany

# Whoever was quiet the longest is forgotten first; 100,000 take some 20 MB.
MAX_KEYS = 100_000
# Asked for by machines every few seconds, or answered from a file.
EXEMPT = ("/live", "/ready", "/metrics", "/static/")


class TooManyRequests(TooMany):
    """These are too many requests at once. Wait a little, then go on."""


class Buckets:
    """Token buckets; a key that is not there has a full one."""

    def __init__(self, *, burst: int, per_second: float, clock: Callable[[], float] = monotonic) -> None:
        self.burst = burst
        self.per_second = per_second
        self._clock = clock
        self._held: OrderedDict[object, tuple[float, float]] = OrderedDict()
        self.policy = (b"ratelimit-policy", f'"general";q={burst};w={math.ceil(burst / per_second)}'.encode())

    def left(self, key: object) -> float:
        held = self._held.get(key)
        if held is None:
            return float(self.burst)
        tokens, at = held
        return min(float(self.burst), tokens + (self._clock() - at) * self.per_second)

    def take(self, key: object) -> float:
        """Take one; answers what is left, less than 0 if there was none to take."""
        before = self.left(key)
        tokens = before - 1
        self._held[key] = (tokens if tokens >= 0 else before, self._clock())
        self._held.move_to_end(key)
        if len(self._held) > MAX_KEYS:
            self._held.popitem(last=False)
        return tokens

    def charge(self, key: object) -> None:
        """Take one, or raise TooManyRequests."""
        if (left := self.take(key)) < 0:
            raise TooManyRequests(retry_after=self.wait(left + 1))

    def ensure_left(self, key: object) -> None:
        if (left := self.left(key)) < 1:
            raise TooManyRequests(retry_after=self.wait(left))

    def wait(self, tokens: float) -> int:
        """Whole seconds until there is one again."""
        return max(1, math.ceil((1 - max(tokens, 0.0)) / self.per_second))


class Rates:
    """Around authentication: an address that has used up its share is refused before its credentials cost anything,
    and pays for those that do not stand. Whoever acts pays further in, see `Charged`."""

    def __init__(self, app: ASGIApp, *, buckets: Buckets) -> None:
        self.app = app
        self._buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(EXEMPT):
            await self.app(scope, receive, send)
            return
        address = scope["origin"].address
        if (left := self._buckets.left(address)) < 1:
            _say(scope, self._buckets, 0)
            raise TooManyRequests(retry_after=self._buckets.wait(left))
        try:
            await self.app(scope, receive, send)
        except Error:
            if "actor" not in scope:
                self._buckets.take(address)
            raise


class Charged:
    """Inside authentication: takes one from whoever acts."""

    def __init__(self, app: ASGIApp, *, buckets: Buckets) -> None:
        self.app = app
        self._buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["path"].startswith(EXEMPT):
            actor = scope["actor"]
            left = self._buckets.take(actor.id if isinstance(actor, Person | Link) else scope["origin"].address)
            _say(scope, self._buckets, left)
            if left < 0:
                raise TooManyRequests(retry_after=self._buckets.wait(left + 1))
        await self.app(scope, receive, send)


def _say(scope: Scope, buckets: Buckets, left: float) -> None:
    """IETF draft "RateLimit header fields for HTTP": what is left, and in how many seconds all of it is."""
    left = max(left, 0.0)
    full = math.ceil((buckets.burst - left) / buckets.per_second)
    scope["answer_headers"] += [buckets.policy, (b"ratelimit", b'"general";r=%d;t=%d' % (left, full))]
