"""Where a zone's clocks are set, and so how wall times become instants.

Instants are numbers as wall times are (`clocks.seconds_of`), in UTC. RFC 5545, section 3.3.5: a wall time that clocks
skip is read with the offset before the gap; of one that they show twice, the first is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache

from kalends.features.calendars.recurrence.clocks import DAY, wall_of
from kalends.features.calendars.recurrence.work import Work
from kalends.features.calendars.recurrence.years import LAST_YEAR, first_day, year_of

# The widest gaps and folds were a day, where countries moved across the date line.
WIDEST_CHANGE = DAY
# No zone of the IANA database has two changes closer than this: the nearest are six days and 23 hours apart.
CLOSEST_CHANGES = 6 * DAY
# What finding the changes of a year costs, in units of `Work`.
WORK_PER_YEAR = 50


@dataclass(frozen=True, slots=True)
class Change:
    """At the instant `at` the zone's offset from UTC goes from `before` to `after`, in seconds."""

    at: int
    before: int
    after: int

    @property
    def gap(self) -> int:
        """How many seconds of wall time are skipped; negative if so many are shown twice."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Stretch:
    """Instants from `since` to `until` with one offset; `change` is the one before it, if that is not long ago."""

    since: int
    until: int
    offset: int
    change: Change | None


def stretches(zone: tzinfo | None, since: int, until: int, work: Work) -> Iterator[Stretch]:
    """The span cut where the offset changes. Without a zone there is one, and wall times are the instants."""
    if zone is None:
        yield Stretch(since, until, 0, None)
        return
    last: Change | None = None
    offset = offset_at(zone, since - WIDEST_CHANGE)
    for change in _changes_between(zone, since - WIDEST_CHANGE, until, work):
        if change.at > since:
            yield Stretch(since, change.at, offset, last)
            since = change.at
        last, offset = change, change.after
    yield Stretch(since, until, offset, last)


def last_wall(zone: tzinfo, instant: int) -> int:
    """The last wall time that means this instant or an earlier one, gaps aside."""
    stretch = next(stretches(zone, instant, instant + 1, Work()))
    change = stretch.change
    if change and change.gap < 0 and instant < change.at - change.gap:
        # Shown for the second time: what it was the first time was all before.
        return change.at + change.before - 1
    return instant + stretch.offset


def offset_at(zone: tzinfo, instant: int) -> int:
    """Seconds ahead of UTC. In the first and last days of time, which have no room for it, those of the nearest."""
    instant = min(max(instant, _FIRST), _LAST)
    offset = wall_of(instant).replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()
    return offset.days * DAY + offset.seconds


_FIRST, _LAST = 3 * DAY, (first_day(LAST_YEAR + 1) - 2) * DAY


def _changes_between(zone: tzinfo, since: int, until: int, work: Work) -> Iterator[Change]:
    if isinstance(zone, timezone):
        return
    for year in range(max(year_of(since // DAY), 1), min(year_of(until // DAY), LAST_YEAR) + 1):
        work.spend(WORK_PER_YEAR)
        for change in _changes(zone, year):
            if since <= change.at < until:
                yield change


@lru_cache(maxsize=4096)
def _changes(zone: tzinfo, year: int) -> tuple[Change, ...]:
    """Those of a year."""
    changes: list[Change] = []
    low, end = first_day(year) * DAY, first_day(year + 1) * DAY
    before = offset_at(zone, low)
    while low < end:
        high = min(low + CLOSEST_CHANGES, end)
        after = offset_at(zone, high)
        if after != before:
            changes.append(Change(_moment_of_change(zone, low, high), before, after))
        low, before = high, after
    return tuple(changes)


def _moment_of_change(zone: tzinfo, low: int, high: int) -> int:
    before = offset_at(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if offset_at(zone, middle) == before else (low, middle)
    return high
