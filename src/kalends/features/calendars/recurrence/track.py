"""A rule in its zone: the instants at which it strikes, in order and each once."""

from collections.abc import Iterator
from datetime import tzinfo
from heapq import merge

from kalends.features.calendars.recurrence.anchored import NEVER, Anchored
from kalends.features.calendars.recurrence.clocks import DAY
from kalends.features.calendars.recurrence.work import Work
from kalends.features.calendars.recurrence.zones import Stretch, stretches

# The span looked at before wall time is asked where the next strike is: a year view, or until next year's.
_REACH = 400 * DAY


class Track:
    """Numbers are instants as `zones` has them; without a zone, wall times."""

    def __init__(self, anchored: Anchored, zone: tzinfo | None, last: int | None) -> None:
        """`last` is the last instant at which it may strike, where UNTIL is one."""
        self._anchored = anchored
        self._zone = zone
        # No zone is a day off UTC.
        self._since = anchored.start - DAY
        self._until = NEVER if last is None else last + 1

    def walk(self, since: int, until: int, work: Work) -> Iterator[int]:
        """The strikes in [since, until)."""
        since, until = max(since, self._since), min(until, self._until)
        while since < until:
            reach = min(since + _REACH, until)
            for stretch in stretches(self._zone, since, reach, work):
                yield from self._strikes_of(stretch, work)
            # Over the years in which nothing strikes.
            ahead = next(self._anchored.walk(reach - DAY, until + DAY, work), None) if reach < until else None
            if ahead is None:
                return
            since = max(reach, ahead - DAY)

    def count(self, since: int, until: int, work: Work) -> int:
        """How many strikes there are in [since, until)."""
        since = max(since, self._since)
        # Not through all the years of a zone after the end.
        until = min(until, self._until, self._anchored.end(work) + DAY)
        count = 0
        for stretch in stretches(self._zone, since, until, work) if since < until else ():
            settled = _settled(stretch)
            count += sum(1 for _ in self._unsettled(stretch, settled, work))
            count += self._anchored.rank(stretch.until + stretch.offset, work)
            count -= self._anchored.rank(settled + stretch.offset, work)
        return count

    def strikes(self, instant: int, work: Work) -> bool:
        return next(self.walk(instant, instant + 1, work), None) is not None

    def _strikes_of(self, stretch: Stretch, work: Work) -> Iterator[int]:
        settled = _settled(stretch)
        yield from self._unsettled(stretch, settled, work)
        yield from self._at(stretch.offset, settled, stretch.until, work)

    def _unsettled(self, stretch: Stretch, settled: int, work: Work) -> Iterator[int]:
        """While skipped wall times, read with the old offset, and those after the gap mean the same instants. While
        wall times are shown a second time nothing strikes: the first is meant."""
        change = stretch.change
        if change is None or change.gap < 0 or stretch.since == settled:
            return
        skipped = self._at(change.before, stretch.since, settled, work)
        shown = self._at(change.after, stretch.since, settled, work)
        last: int | None = None
        for instant in merge(skipped, shown):
            if instant != last:
                yield instant
            last = instant

    def _at(self, offset: int, since: int, until: int, work: Work) -> Iterator[int]:
        return (wall - offset for wall in self._anchored.walk(since + offset, until + offset, work))


def _settled(stretch: Stretch) -> int:
    """From when on the clock is what it seems after it was set."""
    if stretch.change is None:
        return stretch.since
    return min(max(stretch.since, stretch.change.at + abs(stretch.change.gap)), stretch.until)
