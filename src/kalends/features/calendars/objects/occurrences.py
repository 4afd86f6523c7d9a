"""The occurrences of an object in a span: those of its rules and dates, with its overrides in their places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from kalends.core.errors import Invalid
from kalends.features.calendars.objects.errors import at_line
from kalends.features.calendars.objects.reading import FIRST_YEAR, LAST_YEAR, CalendarObject, Item
from kalends.features.calendars.objects.values import Duration, Moment, of_kind
from kalends.features.calendars.recurrence import Series

# Where a local time is when it is this time in UTC: zones reach from 12 hours behind to 14 ahead.
FARTHEST = timedelta(hours=14)
FIRST, LAST = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """`recurrence_id` says which it is by its rule, None where nothing recurs; `item` is what it is shown by."""

    recurrence_id: Moment | None
    start: Moment
    end: Moment
    item: Item

    @property
    def is_local(self) -> bool:
        return not isinstance(self.start, datetime) or self.start.tzinfo is None


def occurrences(read: CalendarObject, since: datetime, until: datetime, *, most: int) -> list[Occurrence]:
    """Those that touch [since, until), instants, in order of their starts. Local ones touch it where they do so
    anywhere on earth: whoever shows them knows the reader's zone.

    Raises TooManyOccurrences where there are more than `most` before overrides, and what `Series` raises.
    """
    found = list(_of_overrides(read))
    if read.master is not None and read.master.start is not None:
        found += _of_master(read, read.master, since, until, most)
    touching = [one for one in found if touches(one, since, until)]
    return sorted(touching, key=lambda one: as_instant(one.start))


def touches(one: Occurrence, since: datetime, until: datetime) -> bool:
    """RFC 4791, section 9.9: half-open, and what lasts no time touches where it is."""
    margin = FARTHEST if one.is_local else timedelta()
    start, end = as_instant(one.start) - margin, as_instant(one.end) + margin
    return start < until and (end > since or (start == end and start >= since))


def as_instant(moment: Moment) -> datetime:
    """A local time as if it were in UTC."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def series_of(master: Item) -> Series[datetime]:
    """Its rules and dates; what contradicts itself names the line of the component. Of days, the series has days."""
    start = master.start
    assert start is not None
    make = cast("type[Series[Any]]", Series)
    try:
        return make(
            start,
            rules=master.rules,
            dates=[of_kind(start, moment) for moment, _ in master.dates],
            excluded_rules=master.excluded_rules,
            excluded_dates=[of_kind(start, moment) for moment in master.excluded_dates],
        )
    except Invalid as refused:
        raise at_line(master.number, refused) from refused


def _of_overrides(read: CalendarObject) -> Iterator[Occurrence]:
    for item in read.overrides:
        if item.start is not None:
            yield Occurrence(
                recurrence_id=item.recurrence_id, start=item.start, end=item.lasts.after(item.start), item=item
            )


def _of_master(read: CalendarObject, master: Item, since: datetime, until: datetime, most: int) -> Iterator[Occurrence]:
    start = master.start
    assert start is not None
    if not master.is_recurring:
        # Also the first of a series of which only an override is known has its override's place.
        if not read.overrides or as_instant(start) not in _overridden(read.overrides):
            yield Occurrence(recurrence_id=None, start=start, end=master.lasts.after(start), item=master)
        return
    overridden = _overridden(read.overrides)
    shifts = _Shifts(read.overrides)
    ends = {as_instant(moment): end for moment, end in master.dates if end is not None}
    reach = max([_length(master.lasts), *(_length(end, as_instant(at)) for at, end in ends.items())]) + shifts.farthest
    margin = timedelta() if isinstance(start, datetime) and start.tzinfo is not None else FARTHEST
    window = [_bound(start, since - reach - margin), _bound(start, until + shifts.farthest + margin)]
    for moment in series_of(master).between(window[0], window[1], most=most):  # pyright: ignore[reportArgumentType]
        instant = as_instant(moment)
        if instant in overridden:
            continue
        item, shift = shifts.at(instant, master)
        begin = _shifted(_in_zone(moment, start), shift)
        end = ends.get(instant) if item is master else None
        yield Occurrence(
            recurrence_id=moment,
            start=begin,
            end=item.lasts.after(begin) if end is None else end.after(begin) if isinstance(end, Duration) else end,
            item=item,
        )


def _overridden(overrides: Sequence[Item]) -> set[datetime]:
    return {as_instant(item.recurrence_id) for item in overrides if item.recurrence_id is not None}


class _Shifts:
    """What overrides of "this and future" occurrences do to those after theirs."""

    def __init__(self, overrides: Sequence[Item]) -> None:
        self._all = sorted(
            (as_instant(item.recurrence_id), item.number, item)
            for item in overrides
            if item.is_for_future and item.recurrence_id is not None and item.start is not None
        )
        self.farthest = max(
            (abs(self._shift(item)) + _length(item.lasts) for *_, item in self._all), default=timedelta()
        )

    def at(self, instant: datetime, master: Item) -> tuple[Item, timedelta]:
        item = next((item for since, _, item in reversed(self._all) if since < instant), None)
        return (master, timedelta()) if item is None else (item, self._shift(item))

    def _shift(self, item: Item) -> timedelta:
        assert item.start is not None and item.recurrence_id is not None
        return as_instant(item.start) - as_instant(item.recurrence_id)


def _length(end: Duration | Moment, start: datetime | None = None) -> timedelta:
    if isinstance(end, Duration):
        # A day may be longer by an hour, or by two.
        return end.time + timedelta(days=end.days, hours=2 if end.days else 0)
    return max(as_instant(end) - (start or as_instant(end)), timedelta())


def _bound(start: Moment, instant: datetime) -> Moment:
    """An instant as the kind of time that the series has."""
    instant = min(max(instant, FIRST), LAST)
    if not isinstance(start, datetime):
        return instant.date()
    return instant if start.tzinfo is not None else instant.replace(tzinfo=None)


def _in_zone(moment: Moment, start: Moment) -> Moment:
    """With the wall clock of the start's zone, by which days are added."""
    if isinstance(moment, datetime) and isinstance(start, datetime) and start.tzinfo is not None:
        return moment.astimezone(start.tzinfo)
    return moment


def _shifted(moment: Moment, shift: timedelta) -> Moment:
    if not shift:
        return moment
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return (moment.astimezone(UTC) + shift).astimezone(moment.tzinfo)
    return moment + shift if isinstance(moment, datetime) else date.fromordinal(moment.toordinal() + shift.days)
