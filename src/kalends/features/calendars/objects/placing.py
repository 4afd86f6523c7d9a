"""Which occurrence of a series is meant, and what lies around it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kalends.features.calendars.objects.building import keys
from kalends.features.calendars.objects.details import EventDetails, Recurrence, details_of, end_of
from kalends.features.calendars.objects.errors import NoSuchOccurrence
from kalends.features.calendars.objects.occurrences import FIRST, as_instant, series_of
from kalends.features.calendars.objects.reading import CalendarObject, Item
from kalends.features.calendars.objects.values import Duration, Moment
from kalends.features.calendars.objects.walls import as_kind, of_wall

SECOND = timedelta(seconds=1)
_FIRST_WALL = FIRST.replace(tzinfo=None)


def override_of(read: CalendarObject, which: Moment) -> Item | None:
    wanted = keys([which])
    return next(
        (one for one in read.overrides if one.recurrence_id is not None and keys([one.recurrence_id]) == wanted), None
    )


def details_at(read: CalendarObject, which: Moment | None) -> EventDetails:
    """What the event says, or one occurrence of it. Raises NoSuchOccurrence."""
    if which is None:
        return details_of(read.items[0])
    override = override_of(read, which)
    if override is not None:
        return details_of(override)
    master, at = occurring(read, which)
    end = own_end(master, at)
    end = end.after(at) if isinstance(end, Duration) else end
    return replace(
        details_of(master), start=at, end=end if end is not None else end_of(master, at), recurrence=Recurrence()
    )


def occurring(read: CalendarObject, which: Moment) -> tuple[Item, Moment]:
    """The series, and this occurrence of it on its own clock; by its rule, whether or not an override has its place."""
    master = read.master
    if master is None or master.start is None or not master.is_recurring:
        raise NoSuchOccurrence
    if not is_in(master, which):
        raise NoSuchOccurrence
    return master, as_kind(which, master.start)


def is_in(series: Item, which: Moment) -> bool:
    assert series.start is not None
    at = as_kind(which, series.start)
    return bool(series_of(series).between(*both(at, _after(at)), most=10))


def own_end(master: Item, at: Moment) -> Moment | Duration | None:
    """The end that a PERIOD of an RDATE gives this occurrence."""
    return next((end for moment, end in master.dates if end is not None and keys([moment]) == keys([at])), None)


def placed_at(override: Item) -> datetime:
    return as_instant(override.recurrence_id) if override.recurrence_id is not None else FIRST


def first_of(master: Item) -> Moment | None:
    """By its rules and dates."""
    assert master.start is not None
    return series_of(master).next(floor_of(master.start))  # pyright: ignore[reportArgumentType]  # of the start's kind


def floor_of(start: Moment) -> Moment:
    """Before all there is."""
    return as_kind(FIRST, start) if isinstance(start, datetime) and start.tzinfo else of_wall(_FIRST_WALL, start)


def _after(at: Moment) -> Moment:
    return _shifted(at, SECOND)


def before(at: Moment) -> Moment:
    return _shifted(at, -SECOND)


def _shifted(at: Moment, by: timedelta) -> Moment:
    """To the next second, or the next day, either way."""
    if not isinstance(at, datetime):
        return at + (timedelta(days=1) if by > timedelta() else -timedelta(days=1))
    return (at.astimezone(UTC) + by) if at.tzinfo else at + by


def both(start: Moment, end: Moment) -> tuple[Any, Any]:
    """Of the kind that the series has, which its type does not know."""
    return start, end
