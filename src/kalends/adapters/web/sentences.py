"""A sentence such as "45 minutes next week with Ada and Grace", read into the form of a new meeting.

What it means is said by the grammar of phrases; the form below shows the reading, and is for corrections.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import assert_never

from kalends.adapters.web.meeting_forms import MAX_ROWS, MeetingForm
from kalends.adapters.web.phrase_views import TO_BE_OFFERED, chosen
from kalends.core.time import Interval, zone
from kalends.features.calendars.phrases.reader import is_read, read
from kalends.features.calendars.phrases.reading import Reading, ReadingKind

DAY = timedelta(days=1)
WORKDAY = ("09:00", "17:00")
WORKDAYS = 5
# What is to be eaten says when, though it stays in the title.
MEALS = {"breakfast": ("08:00", "10:00"), "lunch": ("12:00", "14:00"), "dinner": ("18:00", "21:00")}

_WITH = re.compile(r"\b(?:with|mit|avec|con|с|со)\s+(?P<who>.+)$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)*")
_JOINTS = re.compile(r"\s*(?:,|;|\b(?:and|und|et|y|и)\b|&)\s*", re.IGNORECASE)

Row = dict[str, str]


def read_sentence(said: str, zone_name: str, now: datetime, locale: str = "en", meant: str = "") -> MeetingForm:
    """`meant` is the key of the alternative that was chosen, where the sentence had several."""
    locale = locale if is_read(locale) else "en"
    reading = read(said, now=now, zone_name=zone_name, locale=locale)
    today = now.astimezone(zone(zone_name)).date()
    if reading.kind is ReadingKind.RECURRENCE and reading.day == today:
        # A meeting that is only now proposed is not for today.
        tomorrow = datetime.combine(today + DAY, datetime.min.time(), zone(zone_name))
        reading = read(said, now=tomorrow, zone_name=zone_name, locale=locale)
    reading = chosen(reading, meant)
    about, names = _who(reading.title)
    rows = [row for one in _meant(reading) for row in _rows(one, reading.title)]
    return MeetingForm(
        title=about[:1].upper() + about[1:] or (f"Meeting with {_joined(names)}" if names else ""),
        zone=_zone(reading),
        duration=str(_minutes(reading)),
        participants="\n".join(names),
        windows=rows[:MAX_ROWS] or [_row(_next_workday(today), WORKDAY)],
    )


def _meant(reading: Reading) -> tuple[Reading, ...]:
    if reading.kind is not ReadingKind.ASK:
        return (reading,)
    return reading.alternatives if reading.question in TO_BE_OFFERED else reading.alternatives[:1]


def _zone(reading: Reading) -> str:
    """The form has one for all its rows."""
    return next((one.zone for one in _meant(reading)), reading.zone)


def _minutes(reading: Reading) -> int:
    for one in _meant(reading):
        if one.duration is not None:
            return int(one.duration.total_seconds()) // 60
        if one.kind is ReadingKind.POINT and one.start and one.end:
            return int((one.end - one.start).total_seconds()) // 60
    return 60


def _rows(reading: Reading, title: str) -> Iterator[Row]:
    hours = next((hours for meal, hours in MEALS.items() if meal in title.lower()), WORKDAY)
    match reading.kind:
        case ReadingKind.POINT | ReadingKind.RECURRENCE if reading.start is not None:
            length = timedelta(minutes=_minutes(reading))
            yield from _of_window(Interval(reading.start, reading.end or reading.start + length), reading.zone, hours)
        case ReadingKind.DAY | ReadingKind.RECURRENCE if reading.day is not None:
            yield _row(reading.day, hours)
        case ReadingKind.WINDOWS:
            for window in reading.windows:
                yield from _of_window(window, reading.zone, hours)
        case ReadingKind.NONE | ReadingKind.ASK | ReadingKind.POINT | ReadingKind.DAY | ReadingKind.RECURRENCE:
            return
        case _:
            assert_never(reading.kind)


def _of_window(window: Interval, zone_name: str, hours: tuple[str, str]) -> Iterator[Row]:
    """Its hours on its day; of whole days the hours of work, and of a week its workdays."""
    there = zone(zone_name)
    start, end = (instant.astimezone(there).replace(tzinfo=None) for instant in (window.start, window.end))
    if end <= datetime.combine(start.date() + DAY, datetime.min.time()) and end - start < DAY:
        yield _row(start.date(), (f"{start:%H:%M}", f"{end:%H:%M}"))
        return
    days = [start.date() + number * DAY for number in range((end - start).days or 1)]
    for day in days[: 7 * MAX_ROWS]:
        if len(days) < WORKDAYS or day.weekday() < WORKDAYS:
            yield _row(day, hours)


def _row(day: date, hours: tuple[str, str]) -> Row:
    return {"date": day.isoformat(), "from": hours[0], "to": hours[1]}


def _who(title: str) -> tuple[str, list[str]]:
    found = _WITH.search(title)
    if found is None:
        return title, []
    names = [part.strip() for part in _JOINTS.split(found["who"]) if _is_name(part.strip())]
    return title[: found.start()].strip(), names


def _is_name(part: str) -> bool:
    return bool(_NAME.fullmatch(part)) and part[0].isupper()


def _next_workday(today: date) -> date:
    day = today + DAY
    while day.weekday() >= WORKDAYS:
        day += DAY
    return day


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
