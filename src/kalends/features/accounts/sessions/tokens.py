"""Access tokens, which say who acts for ten minutes at most, and refresh tokens, which get the next one.

An access token is a JWT signed with Ed25519. One algorithm is accepted and its key is chosen by us, so a token that
names another algorithm, or brings a key along, is refused whatever it says (RFC 8725, sections 3.1 and 3.2).
"""

import hmac
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

from kalends.core.errors import NotSignedIn
from kalends.core.ids import PersonId, SessionId
from kalends.features.accounts.keys import Keys

# RFC 9864 gave EdDSA with this curve a name of its own.
ALGORITHM = "Ed25519"
AUDIENCE = "kalends-api"
TYPE = "at+jwt"
# A key signs for a day and is accepted for the day after, and, for clocks that are ahead, the day before.
PERIOD = 86_400
# Clocks of our own processes may differ by this much, in seconds.
LEEWAY = 5
# Ours have about 330 characters.
LONGEST = 1_000


class AccessTokenIsRefused(NotSignedIn):
    """This access token is not valid, or no longer. Refresh it, or sign in again."""


class RefreshTokenIsRefused(NotSignedIn):
    """This refresh token is not valid, or no longer. Sign in again."""


@dataclass(frozen=True, slots=True)
class AccessClaims:
    person_id: PersonId
    session_id: SessionId
    expires_at: int


class AccessTokens:
    def __init__(self, keys: Keys, *, issuer: str, lifetime: int, clock: Callable[[], float] = time.time) -> None:
        self._issuer = issuer
        self.lifetime = lifetime
        self._clock = clock
        # Deriving one takes 0.1 ms.
        self._key = lru_cache(maxsize=8)(partial(_key_of, keys))
        self._registry = JWSRegistry(algorithms=[ALGORITHM])

    def issue(self, person_id: PersonId, session_id: SessionId) -> str:
        now = int(self._clock())
        period = now // PERIOD
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": str(person_id),
            "sid": str(session_id),
            "iat": now,
            "exp": now + self.lifetime,
        }
        header = {"alg": ALGORITHM, "kid": str(period), "typ": TYPE}
        return jwt.encode(header, claims, self._key(period), registry=self._registry, default_type=None)

    def read(self, token: str) -> AccessClaims:
        """Whom the token speaks for; AccessTokenIsRefused if it is not ours, not for us, or not for now."""
        if len(token) > LONGEST:
            raise AccessTokenIsRefused
        try:
            read = jwt.decode(token, self._key_named, registry=self._registry)
            return self._checked(read.header, read.claims)
        except (JoseError, ValueError, KeyError, TypeError) as refused:
            raise AccessTokenIsRefused from refused

    def _key_named(self, named: Any) -> OKPKey:
        kid = str(named.headers().get("kid", ""))
        now = int(self._clock())
        periods = {str(period): period for period in (now // PERIOD - 1, now // PERIOD, (now + LEEWAY) // PERIOD)}
        return self._key(periods[kid])

    def _checked(self, header: dict[str, Any], claims: dict[str, Any]) -> AccessClaims:
        now = self._clock()
        issued_at, expires_at = claims["iat"], claims["exp"]
        is_for_us = header["typ"] == TYPE and claims["iss"] == self._issuer and claims["aud"] == AUDIENCE
        is_for_now = issued_at - LEEWAY <= now < expires_at <= issued_at + self.lifetime
        if not (is_for_us and is_for_now):
            raise AccessTokenIsRefused
        return AccessClaims(PersonId(UUID(str(claims["sub"]))), SessionId(UUID(str(claims["sid"]))), expires_at)


def _key_of(keys: Keys, period: int) -> OKPKey:
    return OKPKey.import_key(keys.signing_key(period))


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Refresh:
    session_id: SessionId
    generation: int


class RefreshTokens:
    """A token is its session, a generation and an HMAC of both: nothing to keep, and a lost one can be given again."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def code_of(self, refresh: Refresh) -> str:
        raw = refresh.session_id.bytes + refresh.generation.to_bytes(8)
        return _b64(raw + self._mac(raw))

    def read(self, code: str) -> Refresh:
        try:
            raw = urlsafe_b64decode(code.encode("ascii") + b"==")
        except (ValueError, NotBase64, UnicodeEncodeError) as broken:
            raise RefreshTokenIsRefused from broken
        if len(raw) != 24 + 32 or not hmac.compare_digest(raw[24:], self._mac(raw[:24])):
            raise RefreshTokenIsRefused
        return Refresh(SessionId(UUID(bytes=raw[:16])), int.from_bytes(raw[16:24]))

    def _mac(self, raw: bytes) -> bytes:
        return hmac.new(self._key, b"refresh/" + raw, sha256).digest()
