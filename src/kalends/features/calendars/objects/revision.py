"""An object that is being changed: what changes is collected, then made at once."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kalends.features.calendars.objects.alarms import Alarm, alarms_spliced
from kalends.features.calendars.objects.definitions import definition
from kalends.features.calendars.objects.lines import Component
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.splices import Splice, line_end, properties_spliced, spliced, written
from kalends.features.calendars.objects.values import Moment
from kalends.features.calendars.objects.writing import instant_line, moment_line

# RFC 5546, section 2.1.4: with a change of one of these the organiser raises SEQUENCE.
SIGNIFICANT = frozenset({"DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "STATUS"})

Changes = Mapping[str, Sequence[str]]


class Revision:
    """Each component is changed, copied or taken out once."""

    def __init__(self, read: CalendarObject, now: datetime) -> None:
        self._read = read
        self._now = now
        self._end = line_end(read.content)
        self._splices: list[Splice] = []
        self._needed: dict[str, tuple[ZoneInfo, int]] = {}

    def put(self, component: Component, changes: Changes, alarms: Sequence[Alarm] | None = None) -> None:
        """Nothing at all happens where nothing changes."""
        splices = self._spliced(component, changes, alarms)
        if splices:
            revised = self._revised(component, is_significant=self._is_significant(component, changes))
            self._splices += splices + properties_spliced(component, revised, self._end)

    def fill(self, component: Component, changes: Changes, alarms: Sequence[Alarm] | None) -> None:
        """The first version of a component; nothing was revised."""
        self._splices += self._spliced(component, changes, alarms)

    def copy(
        self, component: Component, changes: Changes, alarms: Sequence[Alarm] | None, *, is_significant: bool
    ) -> None:
        """A component like this one, with changes, after the last."""
        splices = self._spliced(component, changes, alarms)
        revised = self._revised(component, is_significant=is_significant)
        splices += properties_spliced(component, revised, self._end)
        text = spliced(self._read.content, splices, component.number, component.until)
        place = max(item.component.until for item in self._read.items)
        self._splices.append(Splice(place, place, text))

    def remove(self, component: Component) -> None:
        self._splices.append(Splice(component.number, component.until, b""))

    def moment(self, name: str, moment: Moment) -> str:
        """The line of a property; the zone that it needs is defined where the object does not do so yet."""
        if isinstance(moment, datetime) and moment.tzinfo is not None and moment.fold:
            # Of two times that are written alike on a wall, the second.
            moment = moment.astimezone(UTC)
        return moment_line(name, moment, self._tzid(moment))

    def content(self) -> bytes:
        place = min(child.number for child in self._read.calendar.children)
        definitions = [
            Splice(place, place, b"".join(written(line, self._end) for line in definition(zone, year)))
            for zone, year in self._needed.values()
        ]
        return spliced(self._read.content, [*definitions, *self._splices])

    def _spliced(self, component: Component, changes: Changes, alarms: Sequence[Alarm] | None) -> list[Splice]:
        splices = properties_spliced(component, changes, self._end)
        if alarms is not None:
            splices += alarms_spliced(component, alarms, self._end)
        return [one for one in splices if one.text or one.begin < one.until]

    def _is_significant(self, component: Component, changes: Changes) -> bool:
        return any(
            name in SIGNIFICANT and sorted(wanted) != sorted(line.unfolded for line in component.all(name))
            for name, wanted in changes.items()
        )

    def _revised(self, component: Component, *, is_significant: bool) -> Changes:
        """RFC 5545, section 3.8.7: when it was changed; in an object without METHOD, DTSTAMP says the same."""
        revised = {name: [instant_line(name, self._now)] for name in ("DTSTAMP", "LAST-MODIFIED")}
        if is_significant:
            revised["SEQUENCE"] = [f"SEQUENCE:{sequence_of(component) + 1}"]
        return revised

    def _tzid(self, moment: Moment) -> str | None:
        zone = moment.tzinfo if isinstance(moment, datetime) else None
        if zone is None or zone is UTC:
            return None
        defined = next((name for name, known in self._read.zones.defined.items() if known == zone), None)
        if defined is not None:
            return defined
        if not isinstance(zone, ZoneInfo):
            return zone.tzname(None)
        if zone.key == "UTC":
            return None
        year = min(moment.year, self._needed[zone.key][1] if zone.key in self._needed else moment.year)
        self._needed[zone.key] = (zone, year)
        return zone.key


def sequence_of(component: Component) -> int:
    line = component.first("SEQUENCE")
    try:
        return max(int(line.value), 0) if line else 0
    except ValueError:
        return 0
