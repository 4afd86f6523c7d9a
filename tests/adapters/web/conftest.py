"""The doors of the pages, open for all their tests."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.entrance import Entrance, opened


@pytest.fixture(scope="session")
async def entrance(app_conninfo: str) -> AsyncIterator[Entrance]:
    async with opened(app_conninfo) as entrance:
        yield entrance
