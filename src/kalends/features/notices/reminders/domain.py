"""When an event's alarms go off: its VALARMs (RFC 5545, section 3.6.6), or so long before it as its owner likes.

No I/O, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from kalends.core.time import instant_of
from kalends.core.time import zone as known_zone
from kalends.features.calendars.events.domain import Row
from kalends.features.calendars.objects.errors import ObjectIsMalformed
from kalends.features.calendars.objects.lines import Component, Line
from kalends.features.calendars.objects.reading import NO_TIME, CalendarObject, Item
from kalends.features.calendars.objects.values import Duration, Zones, read_duration, read_moment
from kalends.features.notices.domain import MAIL, PAGE, NoticeKind
from kalends.features.notices.preferences.domain import Preferences, quiet_end

# As far ahead as alarms are written down; every event is planned anew a day before its are used up.
WINDOW = timedelta(hours=48)
MARGIN = timedelta(hours=24)
# Of one event in one window: a reminder every quarter of an hour. What recurs by the minute is planned more often.
MOST_ALARMS = 200
# Of one component. Clients add two or three.
MOST_TRIGGERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """So long before or after the start or the end; or once, at an instant."""

    before: bool = False
    by: Duration = NO_TIME
    is_from_end: bool = False
    at: datetime | None = None

    def instant(self, start: datetime, end: datetime, wall: tzinfo) -> datetime:
        """Days are those of the calendar, which summer time may make longer or shorter."""
        if self.at is not None:
            return self.at
        local = (end if self.is_from_end else start).astimezone(wall).replace(tzinfo=None)
        sign = -1 if self.before else 1
        day = (local + sign * timedelta(days=self.by.days)).replace(tzinfo=wall)
        return day.astimezone(UTC) + sign * self.by.time

    @property
    def reach(self) -> timedelta:
        """How far from its event it may go off."""
        return timedelta(days=self.by.days + 1) + self.by.time


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Of one occurrence: when, and how it is told."""

    recurrence_id: str
    alarm_at: datetime
    mail_at: datetime | None
    is_paged: bool


def triggers_of(item: Item, preferences: Preferences) -> Sequence[Trigger]:
    """The event's own; where it has none, the one that its owner likes."""
    alarms = [child for child in item.component.children if child.name == "VALARM"]
    own = [trigger for alarm in alarms[:MOST_TRIGGERS] if (trigger := _trigger(alarm)) is not None]
    if alarms or preferences.reminder_minutes is None or item.is_all_day:
        return own
    return [Trigger(before=True, by=Duration(0, timedelta(minutes=preferences.reminder_minutes)))]


def alarms_of(
    read: CalendarObject,
    rows: Sequence[Row],
    preferences: Preferences,
    *,
    zone: str,
    email_key: str,
    since: datetime,
    until: datetime,
    now: datetime,
) -> list[Alarm]:
    """Those after `since` and up to `until` of occurrences that are not over, in order, each instant once."""
    found: dict[tuple[str, datetime], Alarm] = {}
    triggers = [() if _is_off(item, email_key) else triggers_of(item, preferences) for item in read.items]
    for row in rows:
        item = read.items[row.template]
        start, end = _placed(row, zone)
        if end < now and start < now:
            continue
        for trigger in triggers[row.template]:
            at = trigger.instant(start, end, _wall(item, zone))
            if since < at <= until:
                found.setdefault((row.recurrence_id, at), _alarm(row.recurrence_id, at, start, preferences, zone))
            if trigger.at is not None:
                # At an instant it goes off once, whichever occurrence is first.
                triggers[row.template] = [one for one in triggers[row.template] if one != trigger]
    return sorted(found.values(), key=lambda alarm: alarm.alarm_at)


def reach_of(read: CalendarObject, preferences: Preferences) -> timedelta:
    return max((one.reach for item in read.items for one in triggers_of(item, preferences)), default=timedelta())


def _alarm(recurrence_id: str, at: datetime, start: datetime, preferences: Preferences, zone: str) -> Alarm:
    mail_at = at if preferences.has(NoticeKind.REMINDER, MAIL) else None
    quiet_until = quiet_end(at, preferences.quiet_from, preferences.quiet_until, zone)
    if mail_at is not None and quiet_until is not None:
        # After the event a reminder is of no use: then it is on the page alone.
        mail_at = quiet_until if quiet_until < start else None
    return Alarm(
        recurrence_id=recurrence_id, alarm_at=at, mail_at=mail_at, is_paged=preferences.has(NoticeKind.REMINDER, PAGE)
    )


def _is_off(item: Item, email_key: str) -> bool:
    """Cancelled, or declined by whose calendar it is."""
    status = item.component.first("STATUS")
    if status is not None and status.value.strip().upper() == "CANCELLED":
        return True
    mine = (
        line
        for line in item.component.all("ATTENDEE")
        if line.value.strip().partition(":")[2].casefold() == email_key and email_key
    )
    return any(line.parameters.get("PARTSTAT", "").upper() == "DECLINED" for line in mine)


def _placed(row: Row, zone: str) -> tuple[datetime, datetime]:
    if row.local_start is None or row.local_end is None:
        return row.starts_at, row.ends_at
    return instant_of(row.local_start, zone), instant_of(row.local_end, zone)


def _wall(item: Item, zone: str) -> tzinfo:
    start = item.start
    own = start.tzinfo if isinstance(start, datetime) else None
    return own or known_zone(zone)


def _trigger(alarm: Component) -> Trigger | None:
    line = alarm.first("TRIGGER")
    action = alarm.first("ACTION")
    if line is None or (action is not None and action.value.strip().upper() == "NONE"):
        return None
    try:
        return _read(line)
    except (ObjectIsMalformed, OverflowError):
        return None


def _read(line: Line) -> Trigger:
    value = line.value.strip()
    if line.parameters.get("VALUE", "").upper() == "DATE-TIME" or value[:1].isdecimal():
        moment = read_moment(line, Zones({}))
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            raise ObjectIsMalformed("An alarm goes off at an instant.", line=line.number, field=line.name)
        return Trigger(at=moment.astimezone(UTC))
    return Trigger(
        before=value.startswith("-"),
        by=read_duration(line, value.lstrip("+-")),
        is_from_end=line.parameters.get("RELATED", "").upper() == "END",
    )
