"""A post box that takes what it is sent, and an office that sends."""

from collections.abc import AsyncIterator

import pytest

from kalends.store import embedded
from tests.adapters.mail.office import Office, opened
from tests.adapters.mail.sink import Sink, listening


@pytest.fixture(scope="session")
def owner_conninfo(cluster: embedded.Address, worked_database_name: str) -> str:
    return cluster.conninfo("kalends_owner", worked_database_name)


@pytest.fixture(scope="session")
def app_conninfo(cluster: embedded.Address, worked_database_name: str) -> str:
    return cluster.conninfo("kalends_app", worked_database_name)


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
async def smtp_port(sink: Sink) -> AsyncIterator[int]:
    async with listening(sink) as port:
        yield port


@pytest.fixture
async def office(sink: Sink, smtp_port: int, app_conninfo: str) -> AsyncIterator[Office]:
    async with opened(sink, smtp_port, app_conninfo) as office:
        yield office
