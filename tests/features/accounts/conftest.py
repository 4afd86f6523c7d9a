"""The services of accounts on the test database."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from kalends.features.accounts.hashing import Hasher
from kalends.store.database import Database
from tests.features.accounts import house as houses
from tests.features.accounts.house import House

MakeHouse = Callable[..., House]


@pytest.fixture(scope="session")
async def hasher() -> AsyncIterator[Hasher]:
    hasher = Hasher(memory_kib=64, iterations=1, parallelism=1, at_once=2, queue=1000)
    yield hasher
    hasher.close()


@pytest.fixture
def make_house(database: Database, hasher: Hasher) -> MakeHouse:
    """A house with limits, lifetimes or a hasher of the test's own."""
    options: dict[str, Any] = {"hasher": hasher}
    return lambda **changes: houses.make_house(database, **{**options, **changes})


@pytest.fixture
def house(make_house: MakeHouse) -> House:
    return make_house()
