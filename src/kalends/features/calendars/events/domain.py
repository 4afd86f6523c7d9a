"""An event as it is kept, and its index: which of its occurrences are rows. No I/O, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

from kalends.core.ids import CalendarId, EventId, SpaceId
from kalends.features.calendars.objects.occurrences import (
    FARTHEST,
    FIRST,
    LAST,
    Occurrence,
    as_instant,
    occurrences,
    series_of,
)
from kalends.features.calendars.objects.reading import CalendarObject, Item
from kalends.features.calendars.objects.templates import stamp
from kalends.features.calendars.recurrence import RecurrenceAsksTooMuch

# What people look at and are reminded of.
BEHIND, AHEAD = timedelta(days=366), timedelta(days=732)
# The index is written anew once a quarter of what was ahead has passed, but not more often than once a day.
EXTEND_AFTER, SHORTEST_REST = 4, timedelta(days=1)
# So far ahead it is whole at any time, but for what recurs by the minute.
SURELY_AHEAD = AHEAD - AHEAD / EXTEND_AFTER - timedelta(days=1)
# A meeting on every workday for ten years is in it whole; what recurs by the minute, for a few days.
MOST_INDEXED = 3_000

TZDATA = version("tzdata")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One object in a calendar, and what we ask about it."""

    id: EventId
    space_id: SpaceId
    calendar_id: CalendarId
    name: str
    uid: str
    kind: str
    object: bytes
    etag: str
    changed_in: int
    created_at: datetime
    changed_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An occurrence in the index. Local ones have their local times, and instants as wide as the earth."""

    recurrence_id: str
    starts_at: datetime
    ends_at: datetime
    local_start: datetime | None
    local_end: datetime | None
    is_busy: bool
    is_tentative: bool
    template: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    rows: Sequence[Row]
    # From the first occurrence to the end of the last, None where that is unknown.
    starts_at: datetime | None
    ends_at: datetime | None
    # The span in which the rows are all there are; None where they are all there ever are.
    since: datetime | None
    until: datetime | None
    # When it is to be written anew.
    extend_at: datetime | None


def index_of(read: CalendarObject, now: datetime) -> Index:
    """Raises what a rule or a date of the object is to blame for."""
    master = read.master
    if master is None or not master.is_recurring or _is_short(master):
        found = occurrences(read, FIRST, LAST, most=MOST_INDEXED)
        rows = _rows(read, found)
        return Index(
            rows=rows,
            starts_at=min((row.starts_at for row in rows), default=None),
            ends_at=max((row.ends_at for row in rows), default=None),
            since=None,
            until=None,
            extend_at=None,
        )
    since, until = _span(master, now)
    # Some that begin before the span reach into it.
    rows = _rows(read, occurrences(read, since, until, most=4 * MOST_INDEXED))
    first = _first(read)
    return Index(
        rows=rows,
        starts_at=first,
        ends_at=None,
        # Nothing comes before the first, so there is nothing to look for.
        since=FIRST if first >= since else since,
        until=until,
        extend_at=now + max((until - now) / EXTEND_AFTER, SHORTEST_REST),
    )


def rows_between(read: CalendarObject, since: datetime, until: datetime, *, most: int) -> Sequence[Row]:
    return _rows(read, occurrences(read, since, until, most=most))


def _is_short(master: Item) -> bool:
    if any(rule.count is None and rule.until is None for rule in master.rules):
        return False
    try:
        return _count(master, FIRST, LAST) <= MOST_INDEXED
    except RecurrenceAsksTooMuch:
        return False


def _span(master: Item, now: datetime) -> tuple[datetime, datetime]:
    """As wide as the index is to be, or as wide as it can be."""
    behind, ahead = BEHIND, AHEAD
    while _count(master, now - behind, now + ahead) > MOST_INDEXED:
        behind, ahead = behind / 2, ahead / 2
    return now - behind, now + ahead


def _count(master: Item, since: datetime, until: datetime) -> int:
    start = master.start
    if not isinstance(start, datetime):
        return series_of(master).count(since.date(), until.date())  # pyright: ignore[reportArgumentType]  # of days
    if start.tzinfo is None:
        return series_of(master).count(since.replace(tzinfo=None), until.replace(tzinfo=None))
    return series_of(master).count(since, until)


def _first(read: CalendarObject) -> datetime:
    starts = [item.start for item in read.items if item.start is not None]
    return min(as_instant(start) for start in starts) - FARTHEST


def _rows(read: CalendarObject, found: Sequence[Occurrence]) -> Sequence[Row]:
    places = {id(item): place for place, item in enumerate(read.items)}
    return [_row(one, places[id(one.item)]) for one in found]


def _row(one: Occurrence, template: int) -> Row:
    start, end = as_instant(one.start), as_instant(one.end)
    margin = FARTHEST if one.is_local else timedelta()
    return Row(
        recurrence_id="" if one.recurrence_id is None else stamp(one.recurrence_id),
        starts_at=start - margin,
        ends_at=end + margin,
        local_start=start.replace(tzinfo=None) if one.is_local else None,
        local_end=end.replace(tzinfo=None) if one.is_local else None,
        is_busy=one.item.is_busy and start < end,
        is_tentative=one.item.is_tentative,
        template=template,
    )


def zone_name(item: Item | None) -> str | None:
    """The IANA name of the zone it is written in, where it has one."""
    start = None if item is None else item.start
    zone = start.tzinfo if isinstance(start, datetime) else None
    return zone.key if isinstance(zone, ZoneInfo) else None
