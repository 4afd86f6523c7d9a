import pytest

from kalends.features.calendars.imports.keeping import Importer
from kalends.features.calendars.imports.service import Imports
from kalends.store.database import Database
from tests.features.calendars.diary import now


@pytest.fixture
def imports(database: Database) -> Imports:
    return Imports(db=database, clock=now)


@pytest.fixture
def importer(database: Database) -> Importer:
    return Importer(db=database, clock=now)
