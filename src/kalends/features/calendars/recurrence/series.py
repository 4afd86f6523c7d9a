"""A recurrence set (RFC 5545, section 3.8.5): a start, rules and dates that add to it, rules and dates that exclude."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from heapq import merge
from typing import Generic, TypeVar, cast

from kalends.features.calendars.recurrence.anchored import NEVER, Anchored
from kalends.features.calendars.recurrence.errors import (
    NotAWholeSecond,
    NothingIsLeft,
    RuleIsMalformed,
    RuleNeverMatches,
    TooManyOccurrences,
)
from kalends.features.calendars.recurrence.kinds import Days, kind_of, wall_time
from kalends.features.calendars.recurrence.rule import Frequency, Rule
from kalends.features.calendars.recurrence.track import Track
from kalends.features.calendars.recurrence.work import Work

# A month view of somebody who is reminded of everything; more is a mistake, or belongs to a shorter span.
MOST_OCCURRENCES = 10_000

M = TypeVar("M", date, datetime)


class Series(Generic[M]):
    """What recurs from a start: days from a `date`, floating times from a naive `datetime`, else instants, reckoned on
    the wall clock of the start's `tzinfo` and given back in UTC.

    Spans are half-open. The start is the first occurrence, whether or not the rules admit it (RFC 5545, section
    3.8.5.3), and COUNT counts it. A question costs what it asks for, not what lies before; one that would cost more
    than a tenth of a second is refused by RecurrenceAsksTooMuch.
    """

    def __init__(
        self,
        start: M,
        *,
        rules: Sequence[Rule] = (),
        dates: Iterable[M] = (),
        excluded_rules: Sequence[Rule] = (),
        excluded_dates: Iterable[M] = (),
    ) -> None:
        """Raises RuleNeverMatches, NothingIsLeft, KindsOfTimeAreMixed, NotAWholeSecond, RuleIsMalformed; `field` is
        the iCalendar property that is to blame."""
        self._kind = kind_of(start)
        self._start = self._exact(start, "DTSTART")
        self._wall = wall_time(start)
        self._tracks = [self._track(rule, "RRULE") for rule in rules]
        self._excluding = [self._track(rule, "EXRULE") for rule in excluded_rules]
        self._excluded = {self._exact(moment, "EXDATE") for moment in excluded_dates}
        added = {self._start, *(self._exact(moment, "RDATE") for moment in dates)}
        self._dates = sorted(added - self._excluded)
        self._ensure_something_is_left(rules, excluded_rules)

    def between(self, start: M, end: M, *, most: int = MOST_OCCURRENCES) -> list[M]:
        """The occurrences in [start, end), in order; TooManyOccurrences, before any is made, if rules yield more."""
        work = Work()
        since, until = self._kind.number(start, "start"), self._kind.number(end, "end")
        for track in self._tracks:
            if track.count(since, until, work) > most:
                raise TooManyOccurrences(f"There are more than {most} occurrences in this span. Ask for a shorter one.")
        return [self._moment(number) for number in self._walk(since, until, work)]

    def count(self, start: M, end: M) -> int:
        """How many occurrences there are in [start, end)."""
        work = Work()
        since, until = self._kind.number(start, "start"), self._kind.number(end, "end")
        if len(self._tracks) > 1 or self._excluding:
            return sum(1 for _ in self._walk(since, until, work))
        dates = [date for date in self._dates if since <= date < until]
        if not self._tracks:
            return len(dates)
        track = self._tracks[0]
        added = sum(1 for date in dates if not track.strikes(date, work))
        taken = sum(1 for date in self._excluded if since <= date < until and track.strikes(date, work))
        return track.count(since, until, work) + added - taken

    def next(self, after: M) -> M | None:
        """The first occurrence after this moment, or None if there is none."""
        number = self._kind.number(after, "after")
        # A moment between two seconds was rounded up, to one that comes after it.
        exact = not isinstance(after, datetime) or not after.microsecond
        found = next(self._walk(number + exact, NEVER, Work()), None)
        return None if found is None else self._moment(found)

    def _walk(self, since: int, until: int, work: Work) -> Iterator[int]:
        dates = (date for date in self._dates if since <= date < until)
        excluding = merge(*(track.walk(since, until, work) for track in self._excluding))
        excluded = next(excluding, None)
        last: int | None = None
        for number in merge(dates, *(track.walk(since, until, work) for track in self._tracks)):
            while excluded is not None and excluded < number:
                excluded = next(excluding, None)
            if number not in (last, excluded) and number not in self._excluded:
                yield number
            last = number

    def _track(self, rule: Rule, field: str) -> Track:
        if isinstance(self._kind, Days):
            rule = _of_days(rule, field)
        anchored = Anchored(rule, self._wall)
        if not anchored.ever_strikes(Work()):
            raise RuleNeverMatches(field=field)
        count = rule.count
        if count is not None and not anchored.strikes(anchored.start, Work()):
            # RFC 5545, section 3.3.10: the start "always counts as the first occurrence".
            count -= 1
        last_wall, last = None, None
        if rule.until is not None:
            last_wall, last = self._kind.last_wall(rule.until), self._kind.last(rule.until)
        return Track(anchored.ending(last=last_wall, count=count), self._kind.zone, last)

    def _exact(self, moment: M, field: str) -> int:
        if isinstance(moment, datetime) and moment.microsecond:
            raise NotAWholeSecond(field=field)
        return self._kind.number(moment, field)

    def _moment(self, number: int) -> M:
        return cast("M", self._kind.moment(number))

    def _ensure_something_is_left(self, rules: Sequence[Rule], excluded_rules: Sequence[Rule]) -> None:
        """Against an EXRULE that equals the RRULE, of which one would look for what is left until the end of time."""
        if not rules or not set(rules) <= set(excluded_rules):
            return
        work = Work()
        if all(any(track.strikes(date, work) for track in self._excluding) for date in self._dates):
            raise NothingIsLeft(field="EXRULE")


def _of_days(rule: Rule, field: str) -> Rule:
    """RFC 5545, section 3.3.10: where the start is a day, times of day "MUST be ignored"."""
    if rule.freq < Frequency.DAILY:
        raise RuleIsMalformed(f"What begins on a day, not at a time, can't recur {rule.freq.name}.", field=field)
    return replace(rule, byhour=(), byminute=(), bysecond=())
