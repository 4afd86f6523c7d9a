"""Making, listing and revoking device passwords, and knowing who comes with one."""

import hmac
from dataclasses import dataclass, field

from kalends.core.actor import Actor, Nobody, Origin, Person
from kalends.core.ids import PersonId, SessionId, new_uuid
from kalends.core.tasks import Joined
from kalends.features.accounts.device_passwords import domain, repository
from kalends.features.accounts.device_passwords.domain import (
    MOST_DEVICES,
    Connected,
    Device,
    DevicePasswordIsRefused,
    NoSuchDevice,
    Secret,
    TooManyDevices,
)
from kalends.features.accounts.device_passwords.repository import device_key
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.people import repository as people_rows
from kalends.features.accounts.people.domain import NobodyIsHere
from kalends.features.accounts.present_password import ensure_password, ensure_recent
from kalends.features.accounts.sessions.service import login_key
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.accounts.throttle import Throttle
from kalends.store import audit
from kalends.store.cache import Cache
from kalends.store.database import Database, SessionIsOver

# A program sends its password with every request, and Argon2id costs tens of milliseconds each time. Whether the
# password was revoked is asked by every transaction all the same. In seconds.
REMEMBERED = 300.0
# A program whose password was revoked goes on asking every few minutes, and must not use its network's tries up.
REFUSAL_REMEMBERED = 60.0


@dataclass(frozen=True, slots=True)
class _Known:
    proof: bytes
    person_id: PersonId
    session_id: SessionId


def _nothing_under_way() -> Joined[_Known]:
    return Joined()


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePasswords:
    db: Database
    hasher: Hasher
    throttle: Throttle
    cache: Cache
    # Of the HMAC under which a password is remembered, so that what is in memory opens nothing elsewhere.
    key: bytes
    under_way: Joined[_Known] = field(default_factory=_nothing_under_way)

    async def authenticate(self, username: str, password: str, *, origin: Origin) -> Person:
        """Whose device this is. `username` may be their address too; every refusal says the same.

        Costs one Argon2id, then an HMAC for as long as it is remembered. What is not shaped like a device password is
        refused at once: that says nothing about anybody's.
        """
        secret, login = domain.read(password), login_key(username)
        if secret is None:
            raise DevicePasswordIsRefused
        proof = self._proof(login, secret)
        known: _Known | None = self.cache.get(device_key(secret.lookup))
        if known is None or not hmac.compare_digest(known.proof, proof):
            # A program that starts asks with many requests at once: one hash is enough for them.
            known = await self.under_way.do(proof, lambda: self._verified(login, secret, proof, origin))
        return Person(known.person_id, known.session_id, origin)

    async def _verified(self, login: str, secret: Secret, proof: bytes, origin: Origin) -> _Known:
        """Looked up, hashed once and remembered; so is a refusal, for a shorter while."""
        if self.cache.get(_refused_key(proof)) is not None:
            raise DevicePasswordIsRefused
        # Counted for the password, not for the account: who knows a user name can't stand in its owner's way.
        buckets = self.throttle.buckets_for_sign_in(f"device/{secret.lookup}", origin, None)
        if not self.throttle.may_try(buckets):
            raise DevicePasswordIsRefused
        async with self.db.transaction(Nobody(origin)) as tx:
            found = await repository.find(tx, secret.lookup)
        is_right = await self.hasher.is_right(found.secret_hash if found else None, secret.rest)
        if is_right:
            # Nobody guesses 160 bits: this is a device, if perhaps one that was revoked.
            self.throttle.forgive(buckets)
        if found is None or not (is_right and found.is_standing and found.is_of(login)):
            self.cache.put(_refused_key(proof), True, weight=100, max_age=REFUSAL_REMEMBERED)
            raise DevicePasswordIsRefused
        await self._note_use(Person(found.person_id, found.session_id, origin))
        known = _Known(proof, found.person_id, found.session_id)
        self.cache.put(device_key(secret.lookup), known, weight=300, max_age=REMEMBERED)
        return known

    async def _note_use(self, device: Person) -> None:
        try:
            async with self.db.transaction(device) as tx:
                await repository.note_use(tx, device.session_id, device.origin)
        except SessionIsOver as revoked:
            # While we hashed.
            raise DevicePasswordIsRefused from revoked

    def _proof(self, login: str, secret: Secret) -> bytes:
        return hmac.digest(self.key, f"{secret.lookup}{secret.rest}{login}".encode(errors="surrogatepass"), "sha256")

    async def list_own(self, actor: Actor, person_id: PersonId | None = None) -> list[Device]:
        """One's own devices; of others, nobody learns that they have any."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            _ensure_own(myself, person_id)
            return await repository.list_of(tx, myself.id)

    async def add(
        self, actor: Actor, name: str, person_id: PersonId | None = None, *, password: str | None = None
    ) -> Connected:
        """A new device password, said once. One's own password must have been given just before, or be given with it:
        a device goes on after all sessions have ended."""
        myself = ensure_signed_in(actor)
        name = domain.device_name(name)
        async with self.db.transaction(myself) as tx:
            _ensure_own(myself, person_id)
            if password is None:
                await ensure_recent(tx, myself)
            person = await people_rows.get(tx, myself.id)
        if password is not None:
            await ensure_password(self.hasher, self.throttle, actor, person, password)
        secret = domain.new_secret()
        secret_hash = await self.hasher.hash(secret.rest)
        async with self.db.transaction(myself) as tx:
            person = await people_rows.lock(tx, myself.id)
            if await repository.count_of(tx, person.id) >= MOST_DEVICES:
                raise TooManyDevices
            session_id = SessionId(new_uuid())
            await repository.add(tx, session_id, person.space_id, person.id, name, secret, secret_hash)
            await audit.note(tx, person.space_id, "device.connected", session_id, {"name": name})
            return Connected(device=await repository.get(tx, session_id), password=secret.text)

    async def revoke(self, actor: Actor, device_id: SessionId, person_id: PersonId | None = None) -> None:
        """Its next request is refused, at every process."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            _ensure_own(myself, person_id)
            name = await repository.revoke(tx, myself.id, device_id)
            if name is None:
                raise NoSuchDevice
            person = await people_rows.get(tx, myself.id)
            await audit.note(tx, person.space_id, "device.revoked", device_id, {"name": name})


def _ensure_own(myself: Person, person_id: PersonId | None) -> None:
    if person_id not in (None, myself.id):
        raise NobodyIsHere


def _refused_key(proof: bytes) -> str:
    return f"device-refused/{proof.hex()}"
