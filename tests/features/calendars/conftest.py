"""People with calendars on the test database; it is always the same Monday morning."""

import pytest

from kalends.core.ids import CalendarId
from kalends.features.calendars.busy import BusyTimes
from kalends.features.calendars.events.detailed import DetailedEvents
from kalends.features.calendars.events.lists import EventLists
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.service import Calendars
from kalends.store.database import Database
from tests.features.calendars.diary import now
from tests.features.meetings.town import Inhabitant, Town


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
def calendars(database: Database) -> Calendars:
    return Calendars(db=database, clock=now)


@pytest.fixture
def events(database: Database) -> Events:
    return Events(db=database, clock=now)


@pytest.fixture
def detailed_events(database: Database) -> DetailedEvents:
    return DetailedEvents(db=database, clock=now)


@pytest.fixture
def event_lists(database: Database) -> EventLists:
    return EventLists(db=database, clock=now)


@pytest.fixture
def busy_times(database: Database) -> BusyTimes:
    return BusyTimes(db=database, clock=now)


@pytest.fixture
async def diary(calendars: Calendars, ada: Inhabitant) -> CalendarId:
    """Ada's default calendar."""
    return (await calendars.list_mine(ada.actor))[0].calendar.id


@pytest.fixture
async def of_grace(calendars: Calendars, grace: Inhabitant) -> CalendarId:
    return (await calendars.list_mine(grace.actor))[0].calendar.id
