"""Ada and Grace at their CalDAV clients."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.caldav.client import Dav, dav
from tests.adapters.doors import Doors
from tests.features.meetings.town import Inhabitant


@pytest.fixture
async def at_ada(doors: Doors, ada: Inhabitant) -> AsyncIterator[Dav]:
    async with dav(doors, ada) as client:
        yield client


@pytest.fixture
async def at_grace(doors: Doors, grace: Inhabitant) -> AsyncIterator[Dav]:
    async with dav(doors, grace) as client:
        yield client
