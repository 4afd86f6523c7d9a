"""A zone's rules around one time as VTIMEZONE, for calendars that do not know the zone by its name.

Written out here since `icalendar` 7 gives the onset of summer time on the wall after the change, where RFC 5545,
section 3.6.5, wants the wall before it, and does not see changes that are a month apart (Morocco's).
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from kalends.core.time import Interval
from kalends.features.calendars.objects.definitions import Change, change_at, changes
from kalends.features.meetings.properties import put

# Both of a year's changes are then in it, on either side.
AROUND = timedelta(days=366)


def timezone_around(zone: ZoneInfo, slot: Interval) -> Timezone:
    timezone = Timezone()
    put(timezone, "tzid", zone.key)
    first = slot.start.replace(hour=0, minute=0, second=0, microsecond=0) - AROUND
    timezone.add_component(_observance(change_at(zone, first)))
    for change in changes(zone, first, slot.end + AROUND):
        timezone.add_component(_observance(change))
    return timezone


def _observance(change: Change) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    put(observance, "dtstart", change.onset)
    put(observance, "tzoffsetfrom", change.before)
    put(observance, "tzoffsetto", change.after)
    put(observance, "tzname", change.name)
    return observance
