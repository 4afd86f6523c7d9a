"""A town of one's own, and Ada, who proposes."""

import pytest

from kalends.features.meetings.service import Seen
from kalends.store.database import Database
from tests.features.meetings.town import LUNCH, Inhabitant, Town


@pytest.fixture
def town(database: Database) -> Town:
    return Town(db=database)


@pytest.fixture
async def ada(town: Town) -> Inhabitant:
    return await town.settle("Ada")


@pytest.fixture
async def grace(town: Town) -> Inhabitant:
    return await town.settle("Grace", zone="America/New_York")


@pytest.fixture
async def lunch(town: Town, ada: Inhabitant) -> Seen:
    return await town.meetings.propose(ada.actor, LUNCH)
