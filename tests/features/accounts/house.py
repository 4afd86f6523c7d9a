"""People for the tests of accounts: each test makes its own."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import choice

from kalends.core.actor import Nobody, Origin, Person, System
from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts.administration.service import Administration
from kalends.features.accounts.device_passwords.service import DevicePasswords
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.keys import Keys
from kalends.features.accounts.limiter import Limiter
from kalends.features.accounts.mail_links import MailLinkId, MailLinks
from kalends.features.accounts.organisations.service import Organisations
from kalends.features.accounts.people.domain import NewPerson
from kalends.features.accounts.people.passwords import Passwords
from kalends.features.accounts.people.registrations import Registrations
from kalends.features.accounts.people.service import People
from kalends.features.accounts.sessions.domain import SessionKind, SignedIn
from kalends.features.accounts.sessions.service import Sessions
from kalends.features.accounts.sessions.tokens import AccessTokens, RefreshTokens
from kalends.features.accounts.throttle import Devices, Throttle
from kalends.store.cache import Cache
from kalends.store.database import Database

PASSWORD = "three horses on a roof"
HERE = Origin(request_id="r-1", address="192.0.2.7", agent="Firefox")
ELSEWHERE = Origin(request_id="r-2", address="198.51.100.9", agent="curl")
STRANGER = Nobody(HERE)
WIDE = 1_000_000


class Clock:
    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The services of accounts, as wiring puts them together, with clocks and limits of the test's own."""

    db: Database
    hasher: Hasher
    clock: Clock
    cache: Cache
    mail_links: MailLinks
    devices: Devices
    people: People
    registrations: Registrations
    organisations: Organisations
    administration: Administration
    passwords: Passwords
    sessions: Sessions
    device_passwords: DevicePasswords

    async def register(self, name: str = "ada", *, email: str | None = None, password: str = PASSWORD) -> NewPerson:
        new = somebody(name, email=email, password=password)
        await self.registrations.register(STRANGER, new)
        return new

    async def verified(self, name: str = "ada", *, password: str = PASSWORD) -> NewPerson:
        new = await self.register(name, password=password)
        await self.confirm(new)
        return new

    async def confirm(self, new: NewPerson) -> None:
        """With the newest mail and the password of this registration."""
        await self.registrations.verify(STRANGER, await self.newest_code(new), new.password or "")

    async def sign_in(self, new: NewPerson, kind: SessionKind = SessionKind.TOKEN, origin: Origin = HERE) -> SignedIn:
        return await self.sessions.sign_in(Nobody(origin), new.email, new.password or "", kind=kind)

    async def person(self, name: str = "ada") -> Person:
        """Registered, verified and signed in."""
        return acting(await self.sign_in(await self.verified(name)))

    async def account(self, new: NewPerson) -> tuple[PersonId, SpaceId]:
        async with self.db.transaction(STRANGER) as tx:
            row = await (
                await tx.connection.execute("SELECT id, space_id FROM find_account(%s)", [new.email_key])
            ).fetchone()
        assert row is not None
        return PersonId(row[0]), SpaceId(row[1])

    async def newest_code(self, new: NewPerson) -> str:
        """What stands in the mail that went out last."""
        _, space_id = await self.account(new)
        async with self.db.transaction(System(space_id)) as tx:
            link = await tx.value("SELECT id FROM mail_links ORDER BY id DESC LIMIT 1")
        return self.mail_links.code_of(MailLinkId(link))

    async def facts(self, space_id: SpaceId) -> list[str]:
        async with self.db.transaction(System(space_id)) as tx:
            cursor = await tx.connection.execute("SELECT event_type FROM facts ORDER BY sequence")
            return [row[0] for row in await cursor.fetchall()]

    async def audited(self, space_id: SpaceId) -> list[str]:
        async with self.db.transaction(System(space_id)) as tx:
            cursor = await tx.connection.execute("SELECT action FROM audit_log ORDER BY id")
            return [row[0] for row in await cursor.fetchall()]


def acting(signed_in: SignedIn, origin: Origin = HERE) -> Person:
    return Person(signed_in.person_id, signed_in.session_id, origin)


def suffix() -> str:
    """Letters that look like no others, so that no two names of the tests are alike."""
    return "".join(choice("abcdefghkpqstuvxyz") for _ in range(12))


def somebody(name: str = "ada", *, email: str | None = None, password: str = PASSWORD) -> NewPerson:
    username = f"{name}-{suffix()}"
    return NewPerson(
        username=username,
        email=email or f"{username}@example.org",
        name=name.title(),
        zone="Asia/Kathmandu",
        locale="en",
        password=password,
    )


def make_house(
    database: Database, hasher: Hasher, *, burst: int = WIDE, per_minute: float = WIDE, lifetime: float = 3600
) -> House:
    keys = Keys(b"m" * 32)
    clock, cache = Clock(), Cache()
    devices = Devices(keys.derive("devices"))
    throttle = Throttle(Limiter(), devices, burst=burst, per_minute=per_minute, clock=clock)
    mail_links = MailLinks(keys.derive("mail-links"), lifetime=timedelta(seconds=900))
    shared = {"db": database, "hasher": hasher, "throttle": throttle}
    return House(
        db=database,
        hasher=hasher,
        clock=clock,
        cache=cache,
        mail_links=mail_links,
        devices=devices,
        people=People(**shared, mail_links=mail_links, cache=cache),
        registrations=Registrations(**shared, mail_links=mail_links, answer_after=0),
        organisations=Organisations(db=database, throttle=throttle),
        administration=Administration(db=database),
        passwords=Passwords(**shared, mail_links=mail_links, answer_after=0),
        sessions=Sessions(
            **shared,
            devices=devices,
            access_tokens=AccessTokens(keys, issuer="https://kalends.test", lifetime=600, clock=clock),
            refresh_tokens=RefreshTokens(keys.derive("refresh-tokens")),
            cache=cache,
            lifetime=timedelta(seconds=lifetime),
            clock=clock,
        ),
        device_passwords=DevicePasswords(**shared, cache=cache, key=keys.derive("device-passwords")),
    )
