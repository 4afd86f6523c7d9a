"""One occurrence and those that follow: the series ends before it, and what follows becomes an object of its own.

RANGE=THISANDFUTURE says the same in one object, but hardly any client reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kalends.features.calendars.objects.building import Lines, lines_of, recurrence
from kalends.features.calendars.objects.changing import change_all
from kalends.features.calendars.objects.details import EventChanges, Recurrence
from kalends.features.calendars.objects.errors import SeriesIsOfOnePiece
from kalends.features.calendars.objects.occurrences import as_instant, series_of
from kalends.features.calendars.objects.placing import (
    before,
    both,
    first_of,
    floor_of,
    occurring,
    own_end,
    placed_at,
)
from kalends.features.calendars.objects.reading import CalendarObject, Item, read_object
from kalends.features.calendars.objects.revision import Revision
from kalends.features.calendars.objects.values import Duration, Moment
from kalends.features.calendars.objects.walls import as_kind, moved
from kalends.features.calendars.objects.writing import escaped
from kalends.features.calendars.recurrence import Rule


@dataclass(frozen=True, slots=True)
class Split:
    """A series in two: what comes before, and what follows under a UID of its own."""

    before: bytes
    after: bytes


def change_following(read: CalendarObject, which: Moment, changes: EventChanges, now: datetime, uid: str) -> Split:
    """`uid` is that of the new object. Raises NoSuchOccurrence, SeriesIsOfOnePiece, and what `change_all` does."""
    master, at = _dividing(read, which)
    start = _start_of_following(master, at)
    after = read_object(_following(read, master, at, start, now, uid, is_moved=changes.start is not None))
    if changes.start is not None and start != at:
        end = changes.end if changes.end is None or isinstance(changes.end, Duration) else moved(changes.end, at, start)
        changes = replace(changes, start=moved(changes.start, at, start), end=end)
    return Split(_ended(read, master, at, now), change_all(after, changes, now))


def cancel_following(read: CalendarObject, which: Moment, now: datetime) -> bytes | None:
    """Without this occurrence and all that follow; None where none comes before."""
    master, at = _dividing(read, which)
    if is_first(read, which):
        return None
    return _ended(read, master, at, now)


def is_first(read: CalendarObject, which: Moment) -> bool:
    """Whether nothing comes before this occurrence, so that it and what follows is all there is."""
    master = read.master
    if master is None or master.start is None or any(placed_at(one) < as_instant(which) for one in read.overrides):
        return False
    first = first_of(master)
    return first is not None and as_instant(first) >= as_instant(which)


def _dividing(read: CalendarObject, which: Moment) -> tuple[Item, Moment]:
    master, at = occurring(read, which)
    # A rule takes from its start what it does not say itself, and a second one would take other things from another.
    if any(one.is_for_future for one in read.overrides) or master.excluded_rules or len(master.rules) > 1:
        raise SeriesIsOfOnePiece
    return master, at


def _start_of_following(master: Item, at: Moment) -> Moment:
    """The first by the rule; a date beside it stays one."""
    by_rule = series_of(replace(master, dates=[], excluded_dates=[]))
    first: Moment | None = by_rule.next(before(at))  # pyright: ignore[reportArgumentType]  # of the start's kind
    return at if first is None else as_kind(first, at)


def _ended(read: CalendarObject, master: Item, at: Moment, now: datetime) -> bytes:
    """The series with nothing from this moment on."""
    revision = Revision(read, now)
    rules = [_until(rule, at) for rule in master.rules]
    kept = _kept(master, lambda moment: as_instant(moment) < as_instant(at))
    lines = recurrence(revision, master, master.start, replace(kept, rules=rules))
    revision.put(master.component, lines)
    for override in read.overrides:
        if placed_at(override) >= as_instant(at):
            revision.remove(override.component)
    return revision.content()


def _following(
    read: CalendarObject, master: Item, at: Moment, start: Moment, now: datetime, uid: str, *, is_moved: bool
) -> bytes:
    """The series from this occurrence on, as it was, as an object of its own. An override of this very occurrence goes
    where the time of all is said anew."""
    revision = Revision(read, now)
    kept = _kept(master, lambda moment: as_instant(moment) >= as_instant(at))
    rules = [rule for one in master.rules if (rule := _left(one, master, at)) is not None]
    lines = lines_of(revision, read, master, EventChanges(start=start, end=own_end(master, start)))
    lines |= recurrence(revision, replace(master, start=start), start, replace(kept, rules=rules))
    related = [line.unfolded for line in master.component.all("RELATED-TO")]
    renamed: Lines = {"UID": [f"UID:{escaped(uid)}"]}
    lines |= {"RELATED-TO": [*related, f"RELATED-TO;RELTYPE=SIBLING:{escaped(read.uid)}"], "SEQUENCE": ["SEQUENCE:0"]}
    revision.fill(master.component, lines | renamed, None)
    for override in read.overrides:
        if placed_at(override) < as_instant(at) or (is_moved and placed_at(override) == as_instant(at)):
            revision.remove(override.component)
        else:
            revision.fill(override.component, renamed, None)
    return revision.content()


def _kept(master: Item, is_kept: Callable[[Moment], bool]) -> Recurrence:
    return Recurrence(
        dates=[moment for moment, _ in master.dates if is_kept(moment)],
        excluded_dates=[moment for moment in master.excluded_dates if is_kept(moment)],
    )


def _until(rule: Rule, at: Moment) -> Rule:
    """The rule up to but without this moment; as it is where it ends sooner."""
    last = before(at)
    if rule.until is not None and as_instant(rule.until) <= as_instant(last):
        return rule
    return replace(rule, count=None, until=last.astimezone(UTC) if isinstance(last, datetime) and last.tzinfo else last)


def _left(rule: Rule, master: Item, at: Moment) -> Rule | None:
    """The rule from this moment on, None if it has ended; of a count, what is left of it."""
    if rule.until is not None and as_instant(rule.until) < as_instant(at):
        return None
    if rule.count is None:
        return rule
    assert master.start is not None
    alone = replace(master, rules=[rule], excluded_rules=[], dates=[], excluded_dates=[])
    passed = series_of(alone).count(*both(floor_of(master.start), at))
    return replace(rule, count=rule.count - passed) if rule.count > passed else None
