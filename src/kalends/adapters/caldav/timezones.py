"""A calendar's zone as clients read and write it: as VTIMEZONE (RFC 4791, section 5.2.2), and by name (RFC 7809)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from kalends.adapters.caldav.names import CALDAV
from kalends.adapters.caldav.reading import read_xml
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.objects.definitions import definition
from kalends.features.calendars.objects.errors import ObjectIsMalformed
from kalends.features.calendars.objects.lines import read_components
from kalends.features.calendars.objects.zones import zones_of

TIMEZONE = f"{CALDAV}calendar-timezone"


def timezone_of(calendar: Calendar, dead: Mapping[str, str]) -> str:
    """As a client wrote it, if that is the calendar's zone still; else one made of its name."""
    if (kept := dead.get(TIMEZONE)) is not None:
        text = read_xml(kept.encode()).text
        if read_timezone(text) in (None, calendar.zone):
            return text
    today = datetime.now(UTC)
    return _written(calendar.zone, today.year)


def read_timezone(text: str) -> str | None:
    """The IANA name of the one zone in it; None where it has no name that is known. Raises Invalid."""
    calendars = read_components(text.encode())
    timezones = [one for one in calendars[0].children if one.name == "VTIMEZONE"] if len(calendars) == 1 else []
    if len(timezones) != 1 or calendars[0].name != "VCALENDAR":
        raise ObjectIsMalformed("A calendar's time zone is a VCALENDAR with one VTIMEZONE.", line=1)
    zones = list(zones_of(calendars[0]).values())
    if not zones:
        raise ObjectIsMalformed("This time zone has no TZID.", line=timezones[0].number, field="TZID")
    return zones[0].key if isinstance(zones[0], ZoneInfo) else None


@lru_cache(maxsize=64)
def _written(zone: str, year: int) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalends//Kalends//EN"]
    return "".join(f"{line}\r\n" for line in [*lines, *definition(ZoneInfo(zone), year), "END:VCALENDAR"])
