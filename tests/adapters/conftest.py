"""Doors into a town."""

from collections.abc import AsyncIterator

import pytest

from kalends import wiring
from kalends.settings import load
from kalends.store.database import Database, Stores
from tests.adapters.doors import Doors
from tests.features.meetings.town import Inhabitant, Town


@pytest.fixture
def town(database: Database) -> Town:
    return Town(db=database)


@pytest.fixture(scope="session")
async def house(app_conninfo: str) -> AsyncIterator[wiring.House]:
    settings = load(environ={"KALENDS_ENV": "test"}).settings
    stores = Stores(owner=app_conninfo, app=app_conninfo, act_as=None)
    house = wiring.build(settings, b"m" * 32, stores, service="web")
    async with house.open():
        yield house


@pytest.fixture
def doors(town: Town, house: wiring.House) -> Doors:
    return Doors(town, house)


@pytest.fixture
async def ada(town: Town) -> Inhabitant:
    return await town.settle("Ada")


@pytest.fixture
async def grace(town: Town) -> Inhabitant:
    return await town.settle("Grace", zone="America/New_York")
