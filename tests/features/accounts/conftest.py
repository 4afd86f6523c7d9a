"""The services of accounts on the test database."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from kalends.features.accounts.administration.service import Administration
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.keys import Keys
from kalends.features.accounts.limiter import Limiter
from kalends.features.accounts.mail_links import MailLinks
from kalends.features.accounts.organisations.service import Organisations
from kalends.features.accounts.people.passwords import Passwords
from kalends.features.accounts.people.registrations import Registrations
from kalends.features.accounts.people.service import People
from kalends.features.accounts.sessions.service import Sessions
from kalends.features.accounts.sessions.tokens import AccessTokens, RefreshTokens
from kalends.features.accounts.throttle import Devices, Throttle
from kalends.store.cache import Cache
from kalends.store.database import Database
from tests.features.accounts.house import Clock, House

WIDE = 1_000_000

MakeHouse = Callable[..., House]


@pytest.fixture(scope="session")
async def hasher() -> AsyncIterator[Hasher]:
    hasher = Hasher(memory_kib=64, iterations=1, parallelism=1, at_once=2, queue=1000)
    yield hasher
    hasher.close()


@pytest.fixture
def make_house(database: Database, hasher: Hasher) -> MakeHouse:
    def make(*, burst: int = WIDE, per_minute: float = WIDE, hasher: Hasher = hasher, lifetime: float = 3600) -> House:
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
            people=People(**shared, mail_links=mail_links),
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
        )

    return make


@pytest.fixture
def house(make_house: MakeHouse) -> House:
    return make_house()
