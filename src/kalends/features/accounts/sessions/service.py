"""Signing in and out, and knowing who is asking."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from kalends.core.actor import Actor, Nobody, Origin, Person, System
from kalends.core.ids import PersonId, SessionId, SpaceId, new_uuid
from kalends.features.accounts import addresses
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.people import repository as people_rows
from kalends.features.accounts.people.domain import NobodyIsHere
from kalends.features.accounts.people.repository import Account
from kalends.features.accounts.present_password import ensure_password
from kalends.features.accounts.sessions import repository
from kalends.features.accounts.sessions.domain import (
    NoSuchSession,
    Session,
    SessionKind,
    SignedIn,
    SignInRefused,
    Turn,
    cookie_key,
)
from kalends.features.accounts.sessions.repository import NewSession
from kalends.features.accounts.sessions.tokens import AccessTokens, Refresh, RefreshTokenIsRefused, RefreshTokens
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.accounts.throttle import Devices, Throttle
from kalends.features.accounts.usernames import fold
from kalends.store import audit
from kalends.store.cache import Cache
from kalends.store.database import Database, Transaction

# A cookie is looked up at most once in this time, in seconds. Whether its session still stands is asked by every
# transaction, so signing out takes effect at once all the same.
COOKIE_REMEMBERED = 60.0
# Longer than any address: the limiter keeps what is typed here.
LONGEST_LOGIN = 320
# 256 bits.
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    db: Database
    hasher: Hasher
    throttle: Throttle
    devices: Devices
    access_tokens: AccessTokens
    refresh_tokens: RefreshTokens
    cache: Cache
    lifetime: timedelta
    clock: Callable[[], float] = field(default=time.time)

    async def recognise(self, *, bearer: str | None = None, cookie: str | None = None, origin: Origin) -> Actor:
        """Who is asking. A token that is not good raises; a cookie that is not is nobody's, as after signing out."""
        if bearer is not None:
            return self._by_token(bearer, origin)
        if cookie is not None:
            return await self._by_cookie(cookie, origin)
        return Nobody(origin)

    def _by_token(self, token: str, origin: Origin) -> Person:
        """No query: the session is asked for by the transaction that does something."""
        key = f"access/{sha256(token.encode()).hexdigest()}"
        known: tuple[PersonId, SessionId, int] | None = self.cache.get(key)
        if known is None or known[2] <= self.clock():
            claims = self.access_tokens.read(token)
            known = (claims.person_id, claims.session_id, claims.expires_at)
            self.cache.put(key, known, weight=200, max_age=claims.expires_at - self.clock())
        return Person(known[0], known[1], origin)

    async def _by_cookie(self, secret: str, origin: Origin) -> Actor:
        digest = _digest(secret)
        key = cookie_key(digest)
        known: tuple[PersonId, SessionId] | None = self.cache.get(key)
        if known is None:
            async with self.db.transaction(Nobody(origin)) as tx:
                session = await repository.recognise(tx, digest)
            if session is None:
                return Nobody(origin)
            known = (session.person_id, session.id)
            self.cache.put(key, known, weight=200, max_age=COOKIE_REMEMBERED)
        return Person(known[0], known[1], origin)

    async def sign_in(
        self,
        actor: Actor,
        login: str,
        password: str,
        *,
        kind: SessionKind = SessionKind.TOKEN,
        device: str | None = None,
    ) -> SignedIn:
        """By address or username. Each way through hashes once, except where the limiter says no before anything is
        looked up; all that fail say the same. `device` is the proof that an earlier sign-in gave."""
        account_key = login_key(login)
        buckets = self.throttle.buckets_for_sign_in(account_key, actor.origin, device)
        if not self.throttle.may_try(buckets):
            raise SignInRefused
        async with self.db.transaction(Nobody(actor.origin)) as tx:
            account = await people_rows.find_account(tx, account_key)
        is_right = await self.hasher.is_right(account.password_hash if account else None, password)
        if account is None or not (is_right and account.is_active and account.is_verified):
            raise SignInRefused
        self.throttle.forgive(buckets)
        newer_hash = await self._newer_hash(account, password)
        return await self._open(actor, account, kind, newer_hash, account_key)

    async def _newer_hash(self, account: Account, password: str) -> str | None:
        """Hash again where the settings have become stronger since; this is the moment that we know the password."""
        is_weaker = account.password_hash is not None and self.hasher.is_weaker(account.password_hash)
        return await self.hasher.hash(password) if is_weaker else None

    async def _open(
        self, actor: Actor, account: Account, kind: SessionKind, newer_hash: str | None, account_key: str
    ) -> SignedIn:
        session_id = SessionId(new_uuid())
        secret = token_urlsafe(SECRET_BYTES) if kind is SessionKind.COOKIE else ""
        origin = actor.origin
        new = NewSession(
            id=session_id,
            space_id=account.space_id,
            person_id=account.id,
            kind=kind,
            secret_hash=_digest(secret) if secret else None,
            address=origin.address,
            agent=origin.agent[:200],
        )
        async with self.db.transaction(System(account.space_id, origin)) as tx:
            await self._ensure_same(tx, account)
            if newer_hash is not None:
                await people_rows.keep_hash(tx, account.id, newer_hash)
            expires_at = await repository.add(tx, new, self.lifetime)
            await audit.note(tx, account.space_id, "session.opened", session_id, {"kind": kind})
        return SignedIn(
            person_id=account.id,
            session_id=session_id,
            expires_at=expires_at,
            device=self.devices.proof_for(account_key),
            secret=secret,
            access_token=self.access_tokens.issue(account.id, session_id) if kind is SessionKind.TOKEN else "",
            refresh_token=self.refresh_tokens.code_of(Refresh(session_id, 0)) if kind is SessionKind.TOKEN else "",
        )

    async def _ensure_same(self, tx: Transaction, account: Account) -> None:
        """While we hashed, the account may have got another password or been stopped: what ended all sessions then
        must not miss this one, and an old password must not come back with its newer hash."""
        try:
            person = await people_rows.lock(tx, account.id)
        except NobodyIsHere as gone:
            raise SignInRefused from gone
        if not person.is_active or person.password_hash != account.password_hash:
            raise SignInRefused

    async def refresh(self, actor: Actor, refresh_token: str) -> SignedIn:
        """The next pair of tokens. A token that was used before ends the session: two have it, one is not its owner."""
        refresh = self.refresh_tokens.read(refresh_token)
        async with self.db.transaction(Nobody(actor.origin)) as tx:
            space_id = await repository.find_space(tx, refresh.session_id)
        if space_id is None:
            raise RefreshTokenIsRefused
        async with self.db.transaction(System(space_id, actor.origin)) as tx:
            session = await repository.lock(tx, refresh.session_id)
            now = await repository.now(tx)
            if session is None or not session.is_standing(now):
                raise RefreshTokenIsRefused
            if not (await people_rows.get(tx, session.person_id)).is_active:
                raise RefreshTokenIsRefused
            match session.turn(refresh.generation, now):
                case Turn.ROTATE:
                    generation = await repository.rotate(tx, session.id)
                case Turn.REPEAT:
                    generation = session.generation
                case Turn.REVOKE:
                    generation = None
                    await repository.revoke(tx, session.person_id, session.id)
                    reused = {"generation": refresh.generation, "current": session.generation}
                    await audit.note(tx, space_id, "session.token-reused", session.id, reused)
        if generation is None:
            raise RefreshTokenIsRefused
        return SignedIn(
            person_id=session.person_id,
            session_id=session.id,
            expires_at=session.expires_at,
            device="",
            access_token=self.access_tokens.issue(session.person_id, session.id),
            refresh_token=self.refresh_tokens.code_of(Refresh(session.id, generation)),
        )

    async def confirm(self, actor: Actor, password: str) -> str:
        """Give the password once more, for acts that can't be undone. A cookie session goes on under the new secret
        that this answers; for others it is empty."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            person = await people_rows.get(tx, myself.id)
        await ensure_password(self.hasher, self.throttle, actor, person, password)
        async with self.db.transaction(myself) as tx:
            session = await repository.lock(tx, myself.session_id)
            if session is None:
                raise NoSuchSession
            secret = token_urlsafe(SECRET_BYTES) if session.kind == SessionKind.COOKIE else ""
            old_hash = await repository.confirm(tx, session.id, _digest(secret) if secret else None)
            await audit.note(tx, person.space_id, "session.confirmed", session.id)
            if old_hash is not None:
                tx.stale_keys.append(cookie_key(old_hash))
        return secret

    async def list_own(self, actor: Actor) -> list[Session]:
        """Where one is signed in."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            return await repository.list_of(tx, myself.id)

    async def end(self, actor: Actor, session_id: SessionId) -> None:
        """Sign out: here, or another device of one's own."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            if not await repository.revoke(tx, myself.id, session_id):
                raise NoSuchSession
            await audit.note(tx, await _own_space(tx, myself.id), "session.ended", session_id)

    async def sign_out(self, actor: Actor) -> None:
        await self.end(actor, ensure_signed_in(actor).session_id)

    async def end_others(self, actor: Actor) -> int:
        """Sign out everywhere but here; answers how many that were."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            ended = await repository.revoke_others(tx, myself.id, myself.session_id)
            await audit.note(
                tx, await _own_space(tx, myself.id), "session.others-ended", myself.session_id, {"count": ended}
            )
            return ended


def login_key(login: str) -> str:
    """What stands for the account, whichever way its address or username is typed. Anything else stands for nobody."""
    login = login[:LONGEST_LOGIN].replace("\0", "\ufffd")
    return addresses.key_of(login) if "@" in login else fold(login.strip())


async def _own_space(tx: Transaction, person_id: PersonId) -> SpaceId:
    return (await people_rows.get(tx, person_id)).space_id


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
