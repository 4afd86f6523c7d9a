from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kalends.features.calendars.objects.definitions import definition
from kalends.features.calendars.objects.reading import read_object
from tests.features.calendars.diary import calendar_of, event


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Asia/Jerusalem",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Pacific/Apia",
    ],
)
def test_a_zone_defined_for_a_year_is_that_zone_for_the_next_years(name: str) -> None:
    zone = ZoneInfo(name)
    # Under a name of its own, so that the definition counts and not the name.
    lines = "\n".join(definition(zone, 2026)).replace(f"TZID:{name}", "TZID:Mine")
    read = read_object(calendar_of(lines, event("DTSTART;TZID=Mine:20260114T120000")))

    mine = read.zones.defined["Mine"]

    for hours in range(0, 24 * 365 * 4, 7):
        instant = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        assert instant.astimezone(mine).utcoffset() == instant.astimezone(zone).utcoffset(), instant


def test_summer_time_is_one_rule_where_one_holds() -> None:
    lines = definition(ZoneInfo("America/New_York"), 2026)

    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" in lines
    assert "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU" in lines
