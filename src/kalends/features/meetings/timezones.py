"""A zone's rules around one time as VTIMEZONE, for calendars that do not know the zone by its name.

Written out here since `icalendar` 7 gives the onset of summer time on the wall after the change, where RFC 5545,
section 3.6.5, wants the wall before it, and does not see changes that are a month apart (Morocco's).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from kalends.core.time import Interval
from kalends.features.meetings.properties import put

# Both of a year's changes are then in it, on either side.
AROUND = timedelta(days=366)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def timezone_around(zone: ZoneInfo, slot: Interval) -> Timezone:
    timezone = Timezone()
    put(timezone, "tzid", zone.key)
    first = slot.start.replace(hour=0, minute=0, second=0, microsecond=0) - AROUND
    timezone.add_component(_observance(first, zone, before=_offset(first, zone)))
    for change in _changes(first, slot.end + AROUND, zone):
        timezone.add_component(_observance(change, zone, before=_offset(change - SECOND, zone)))
    return timezone


def _observance(onset: datetime, zone: ZoneInfo, *, before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    local = onset.astimezone(zone)
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    put(observance, "dtstart", (onset + before).replace(tzinfo=None))
    put(observance, "tzoffsetfrom", before)
    put(observance, "tzoffsetto", _offset(onset, zone))
    put(observance, "tzname", local.tzname())
    return observance


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The instants at which the zone's offset changes, to the second. No zone ever changed twice in a day."""
    day = start
    while day < end:
        if _offset(day, zone) != _offset(day + DAY, zone):
            low, high = day, day + DAY
            while high - low > SECOND:
                middle = low + (high - low) // 2 // SECOND * SECOND
                low, high = (middle, high) if _offset(middle, zone) == _offset(day, zone) else (low, middle)
            yield high
        day += DAY


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(UTC).astimezone(zone).utcoffset() or timedelta()
