"""The doors of the API, open for all its tests."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.entrance import Entrance, opened


@pytest.fixture(scope="session")
async def entrance(app_conninfo: str) -> AsyncIterator[Entrance]:
    async with opened(app_conninfo) as entrance:
        yield entrance
