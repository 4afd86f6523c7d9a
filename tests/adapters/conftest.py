"""Doors into a town."""

import pytest

from kalends.store.database import Database
from tests.adapters.doors import Doors
from tests.features.meetings.town import Inhabitant, Town


@pytest.fixture
def town(database: Database) -> Town:
    return Town(db=database)


@pytest.fixture
def doors(town: Town) -> Doors:
    return Doors(town)


@pytest.fixture
async def ada(town: Town) -> Inhabitant:
    return await town.settle("Ada")


@pytest.fixture
async def grace(town: Town) -> Inhabitant:
    return await town.settle("Grace", zone="America/New_York")
