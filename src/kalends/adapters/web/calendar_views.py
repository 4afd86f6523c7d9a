"""A calendar as pages show it: days with what takes place on them, on the reader's wall."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from kalends.adapters.web.times import MONTHS, WEEKDAYS, clock, day_label, range_label, short_day
from kalends.core.ids import CalendarId
from kalends.core.time import Interval, instant_of, zone
from kalends.features.calendars.domain import Access
from kalends.features.calendars.events.repository import Found, Shown
from kalends.features.calendars.service import Seen

View = dict[str, Any]
DAY = timedelta(days=1)
WEEK = 7
# Of what comes next; a month and a bit.
AGENDA_DAYS = 35
HUES = 8
# The years that every clock knows, so that a week on either side of a day exists.
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)


class Look(StrEnum):
    WEEK = "week"
    MONTH = "month"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """Whose day it is, and which days are looked at."""

    zone: str
    now: datetime
    look: Look
    on: date

    @property
    def today(self) -> date:
        return self.now.astimezone(zone(self.zone)).date()

    @property
    def days(self) -> Sequence[date]:
        match self.look:
            case Look.WEEK:
                first, many = self.on - self.on.weekday() * DAY, WEEK
            case Look.MONTH:
                begin = self.on.replace(day=1)
                first = begin - begin.weekday() * DAY
                last = begin + (monthrange(begin.year, begin.month)[1] - 1) * DAY
                many = (last - first).days + WEEK - last.weekday()
            case Look.AGENDA:
                first, many = self.on, AGENDA_DAYS
        return [first + number * DAY for number in range(many)]

    @property
    def span(self) -> Interval:
        days = self.days
        return Interval(self.midnight(days[0]), self.midnight(days[-1] + DAY))

    def midnight(self, day: date) -> datetime:
        return instant_of(datetime.combine(day, datetime.min.time()), self.zone)

    def label(self) -> str:
        if self.look is Look.MONTH:
            return f"{MONTHS[self.on.month - 1]} {self.on.year}"
        first, last = self.days[0], self.days[-1]
        start = f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1][:3]}"
        return f"{start}–{last.day} {MONTHS[last.month - 1][:3]} {last.year}"

    def url(self, look: Look | None = None, on: date | None = None) -> str:
        return "/calendar?" + urlencode({"look": look or self.look, "on": (on or self.on).isoformat()})

    def beside(self, direction: int) -> date:
        """Where the page before or behind this one is."""
        if self.look is Look.MONTH:
            month = self.on.month - 1 + direction
            return _within(date(self.on.year + month // 12, month % 12 + 1, 1))
        return _within(self.on + direction * (WEEK if self.look is Look.WEEK else AGENDA_DAYS) * DAY)


def calendar_view(wall: Wall, seen: Sequence[Seen], hidden: frozenset[str], shown: Sequence[Shown]) -> View:
    """The page's `days`, `calendars`, and where to go from here."""
    hues = {one.calendar.id: hue_of(one.calendar.color) for one in seen}
    events = [one for one in shown if str(one.calendar_id) not in hidden]
    return {
        "days": [_day_view(wall, day, events, hues) for day in wall.days],
        "is_empty": not events,
        "label": wall.label(),
        "look": wall.look.value,
        "looks": [{"value": one.value, "label": one.capitalize(), "url": wall.url(look=one)} for one in Look],
        "today_url": wall.url(on=wall.today),
        "before_url": wall.url(on=wall.beside(-1)),
        "after_url": wall.url(on=wall.beside(1)),
        "here": wall.url(),
        "calendars": [_listed_view(one, hidden) for one in seen],
    }


def found_view(found: Sequence[Found], wall: Wall, seen: Sequence[Seen]) -> Sequence[View]:
    hues = {one.calendar.id: hue_of(one.calendar.color) for one in seen}
    return [
        {**_event_view(one, wall, None, hues), "day": day_label(_days_of(one, wall)[0], wall.today)} for one in found
    ]


def hue_of(color: str) -> int:
    """The nearest of the eight hues in which calendars are shown; #1a2b3c, perhaps with an opacity."""
    try:
        red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    except ValueError:
        return 5
    high, low = max(red, green, blue), min(red, green, blue)
    if high == low:
        return 5
    if high == red:
        sixth = (green - blue) / (high - low) % 6
    elif high == green:
        sixth = (blue - red) / (high - low) + 2
    else:
        sixth = (red - green) / (high - low) + 4
    # The hues of the style sheet go on from 30 in steps of 45, of a circle that begins a little later.
    return round((sixth * 60 + 20 - 30) / 45) % HUES


def day_of(text: str, today: date) -> date:
    """What can't be read is today."""
    try:
        return _within(date.fromisoformat(text))
    except ValueError:
        return today


def _within(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def _day_view(wall: Wall, day: date, events: Sequence[Shown], hues: dict[CalendarId, int]) -> View:
    today = wall.today
    return {
        "iso": day.isoformat(),
        "label": day_label(day, today),
        "name": f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}",
        "weekday": WEEKDAYS[day.weekday()][:3],
        "number": day.day,
        "short": short_day(day),
        "is_today": day == today,
        "is_outside": wall.look is Look.MONTH and day.month != wall.on.month,
        "url": wall.url(look=Look.AGENDA, on=day),
        "new_url": f"/calendar/events/new?on={day.isoformat()}",
        "events": [_event_view(one, wall, day, hues) for one in _on(events, wall, day)],
    }


def _on(events: Sequence[Shown], wall: Wall, day: date) -> Iterator[Shown]:
    """Whole days first, as they are in no order of hours."""
    there = [one for one in events if day in _days_of(one, wall)]
    yield from sorted(there, key=lambda one: (not one.is_all_day, one.starts_at, one.summary))


def _days_of(one: Shown | Found, wall: Wall) -> Sequence[date]:
    there = zone(wall.zone)
    if one.is_all_day and one.local_start is not None and one.local_end is not None:
        first, last = one.local_start.date(), one.local_end.date() - DAY
    else:
        first, end = one.starts_at.astimezone(there), one.ends_at.astimezone(there)
        last = (end - timedelta(microseconds=1)).date() if end > first else end.date()
        first = first.date()
    return [first + number * DAY for number in range(max((last - first).days, 0) + 1)]


def _event_view(one: Shown | Found, wall: Wall, day: date | None, hues: dict[CalendarId, int]) -> View:
    query = "?" + urlencode({"which": one.recurrence_id}) if one.recurrence_id else ""
    return {
        "url": f"/calendar/events/{one.event_id}{query}",
        "title": one.summary or "Without a title",
        "place": one.place,
        "time": _time_label(one, wall, day),
        "begins": _time_label(one, wall, day).partition("–")[0],
        "iso_start": one.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "is_all_day": one.is_all_day,
        "is_free": not one.is_busy,
        "hue": hues.get(one.calendar_id, 5),
    }


def _time_label(one: Shown | Found, wall: Wall, day: date | None) -> str:
    """On its first day its hours; on those after it, that it goes on."""
    if one.is_all_day:
        return "all day"
    there = zone(wall.zone)
    start, end = one.starts_at.astimezone(there), one.ends_at.astimezone(there)
    if day is not None and start.date() < day:
        return "all day" if end.date() > day else f"until {clock(end)}"
    if end <= start:
        return clock(start)
    return range_label(Interval(one.starts_at, one.ends_at), wall.zone)


def _listed_view(seen: Seen, hidden: frozenset[str]) -> View:
    calendar = seen.calendar
    return {
        "id": str(calendar.id),
        "name": calendar.name,
        "hue": hue_of(calendar.color),
        "is_shown": str(calendar.id) not in hidden,
        "may_write": seen.access >= Access.WRITE,
        "may_manage": seen.access >= Access.MANAGE,
        "is_default": calendar.is_default,
    }
