"""Moments on the wall of a series: moved along with it, and of the kind that its start has."""

from datetime import UTC, datetime, time

from kalends.features.calendars.objects.values import Moment


def is_same_kind(one: Moment, other: Moment) -> bool:
    """Both days, both floating, or both instants."""
    return _kind(one) == _kind(other)


def as_kind(moment: Moment, start: Moment) -> Moment:
    """The same moment as the start would be written: in its zone, floating, or the day."""
    return of_wall(wall_of(moment, start), start)


def moved(moment: Moment, before: Moment, after: Moment) -> Moment:
    """Where a moment of a series is, once the start that was `before` is `after`: as far away, by the clock on the
    wall."""
    return of_wall(wall_of(moment, before) + (wall_of(after, after) - wall_of(before, before)), after)


def wall_of(moment: Moment, start: Moment) -> datetime:
    """On the clock of the start's zone; of a day its midnight."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if moment.tzinfo is not None and isinstance(start, datetime) and start.tzinfo is not None:
        moment = moment.astimezone(UTC).astimezone(start.tzinfo)
    return moment.replace(tzinfo=None)


def of_wall(wall: datetime, start: Moment) -> Moment:
    if not isinstance(start, datetime):
        return wall.date()
    return wall.replace(tzinfo=start.tzinfo)


def _kind(moment: Moment) -> int:
    if not isinstance(moment, datetime):
        return 0
    return 1 if moment.tzinfo is None else 2
