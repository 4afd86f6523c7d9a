"""Changing an event: one occurrence of it, all of them, or one and those that follow.

What follows becomes an object of its own: RANGE=THISANDFUTURE says the same in one, but hardly any client reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kalends.features.calendars.objects.alarms import alarms_of
from kalends.features.calendars.objects.attendees import attendee_lines, attendees_of, key_of
from kalends.features.calendars.objects.building import Lines, asked_again, keys, lines_of, recurrence, times
from kalends.features.calendars.objects.details import EventChanges, Recurrence
from kalends.features.calendars.objects.errors import (
    NoSuchOccurrence,
    OneOccurrenceDoesNotRecur,
    SeriesIsNotHere,
    SeriesIsOfOnePiece,
)
from kalends.features.calendars.objects.lines import Component
from kalends.features.calendars.objects.occurrences import FIRST, as_instant, series_of
from kalends.features.calendars.objects.reading import CalendarObject, Item, read_object
from kalends.features.calendars.objects.revision import Revision
from kalends.features.calendars.objects.values import Duration, Moment
from kalends.features.calendars.objects.walls import as_kind, moved, of_wall, wall_of
from kalends.features.calendars.objects.writing import escaped
from kalends.features.calendars.recurrence import Rule, moved_rule

SECOND = timedelta(seconds=1)
# What an override does not have, as its series has it.
_OF_SERIES = ("RRULE", "EXRULE", "RDATE", "EXDATE")
_OF_TIME = frozenset({*_OF_SERIES, "DTSTART", "DTEND", "DURATION"})
_FIRST_WALL = FIRST.replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Split:
    """A series in two: what comes before, and what follows under a UID of its own."""

    before: bytes
    after: bytes


def change_all(read: CalendarObject, changes: EventChanges, now: datetime) -> bytes:
    """Overrides keep what they say otherwise than the series, and follow it in the rest."""
    revision, master = Revision(read, now), read.master
    if master is None or master.start is None:
        raise SeriesIsNotHere
    lines = lines_of(revision, read, master, changes)
    if changes.start is not None and master.is_recurring and changes.recurrence is None:
        lines = _series_moved(revision, master, changes.start) | lines
    if changes.is_of_time and changes.attendees is None:
        lines |= asked_again(master.component)
    after = _as_changed(master, changes)
    revision.put(master.component, lines, changes.alarms)
    for override in read.overrides:
        _override_follows(revision, read, override, after, changes, lines)
    return revision.content()


def change_one(read: CalendarObject, which: Moment, changes: EventChanges, now: datetime) -> bytes:
    if changes.recurrence is not None:
        raise OneOccurrenceDoesNotRecur(field="recurrence")
    revision = Revision(read, now)
    override = override_of(read, which)
    if override is not None:
        lines = lines_of(revision, read, override, changes)
        if changes.is_of_time and changes.attendees is None:
            lines |= asked_again(override.component)
        revision.put(override.component, lines, changes.alarms)
        return revision.content()
    master, at = _occurring(read, which)
    end = changes.end if changes.end is not None else _own_end(master, at)
    lines = lines_of(revision, read, master, replace(changes, start=changes.start or at, end=end))
    if changes.is_of_time and changes.attendees is None:
        lines |= asked_again(master.component)
    lines |= {"RECURRENCE-ID": [revision.moment("RECURRENCE-ID", at)], **dict.fromkeys(_OF_SERIES, ())}
    is_significant = changes.is_of_time or changes.status is not None
    revision.copy(master.component, lines, changes.alarms, is_significant=is_significant)
    return revision.content()


def change_following(read: CalendarObject, which: Moment, changes: EventChanges, now: datetime, uid: str) -> Split:
    """`uid` is that of the new object. Raises NoSuchOccurrence, SeriesIsOfOnePiece, and what `change_all` does."""
    master, at = _dividing(read, which)
    start = _start_of_following(master, at)
    after = read_object(_following(read, master, at, start, now, uid, is_moved=changes.start is not None))
    if changes.start is not None and start != at:
        end = changes.end if changes.end is None or isinstance(changes.end, Duration) else moved(changes.end, at, start)
        changes = replace(changes, start=moved(changes.start, at, start), end=end)
    return Split(_ended(read, master, at, now), change_all(after, changes, now))


def cancel_one(read: CalendarObject, which: Moment, now: datetime) -> bytes | None:
    """Without this occurrence; None where no other is left."""
    revision, master = Revision(read, now), read.master
    override = override_of(read, which)
    if override is not None:
        revision.remove(override.component)
    if master is not None and master.start is not None and master.is_recurring:
        at = as_kind(which, master.start)
        if override is None:
            master, at = _occurring(read, which)
        lines = [line.unfolded for line in master.component.all("EXDATE")]
        revision.put(master.component, {"EXDATE": [*lines, revision.moment("EXDATE", at)]})
    elif override is None:
        raise NoSuchOccurrence
    elif len(read.items) == 1:
        return None
    content = revision.content()
    return content if _has_any(read_object(content)) else None


def cancel_following(read: CalendarObject, which: Moment, now: datetime) -> bytes | None:
    """Without this occurrence and all that follow; None where none comes before."""
    master, at = _dividing(read, which)
    if is_first(read, which):
        return None
    return _ended(read, master, at, now)


def override_of(read: CalendarObject, which: Moment) -> Item | None:
    wanted = keys([which])
    return next(
        (one for one in read.overrides if one.recurrence_id is not None and keys([one.recurrence_id]) == wanted), None
    )


def is_first(read: CalendarObject, which: Moment) -> bool:
    """Whether nothing comes before this occurrence, so that it and what follows is all there is."""
    master = read.master
    if master is None or master.start is None or any(_instant(one) < as_instant(which) for one in read.overrides):
        return False
    first = first_of(master)
    return first is not None and as_instant(first) >= as_instant(which)


def _instant(override: Item) -> datetime:
    return as_instant(override.recurrence_id) if override.recurrence_id is not None else FIRST


def _occurring(read: CalendarObject, which: Moment) -> tuple[Item, Moment]:
    """The series, and this occurrence of it on its own clock; by its rule, whether or not an override has its place."""
    master = read.master
    if master is None or master.start is None or not master.is_recurring:
        raise NoSuchOccurrence
    if not _is_in(master, which):
        raise NoSuchOccurrence
    return master, as_kind(which, master.start)


def _dividing(read: CalendarObject, which: Moment) -> tuple[Item, Moment]:
    master, at = _occurring(read, which)
    # A rule takes from its start what it does not say itself, and a second one would take other things from another.
    if any(one.is_for_future for one in read.overrides) or master.excluded_rules or len(master.rules) > 1:
        raise SeriesIsOfOnePiece
    return master, at


def _start_of_following(master: Item, at: Moment) -> Moment:
    """The first by the rule; a date beside it stays one."""
    by_rule = series_of(replace(master, dates=[], excluded_dates=[]))
    first: Moment | None = by_rule.next(_before(at))  # pyright: ignore[reportArgumentType]  # of the start's kind
    return at if first is None else as_kind(first, at)


def _ended(read: CalendarObject, master: Item, at: Moment, now: datetime) -> bytes:
    """The series with nothing from this moment on."""
    revision = Revision(read, now)
    rules = [_until(rule, at) for rule in master.rules]
    kept = _kept(master, lambda moment: as_instant(moment) < as_instant(at))
    lines = recurrence(revision, master, master.start, replace(kept, rules=rules))
    revision.put(master.component, lines)
    for override in read.overrides:
        if _instant(override) >= as_instant(at):
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
    lines = lines_of(revision, read, master, EventChanges(start=start, end=_own_end(master, start)))
    lines |= recurrence(revision, replace(master, start=start), start, replace(kept, rules=rules))
    related = [line.unfolded for line in master.component.all("RELATED-TO")]
    renamed: Lines = {"UID": [f"UID:{escaped(uid)}"]}
    lines |= {"RELATED-TO": [*related, f"RELATED-TO;RELTYPE=SIBLING:{escaped(read.uid)}"], "SEQUENCE": ["SEQUENCE:0"]}
    revision.fill(master.component, lines | renamed, None)
    for override in read.overrides:
        if _instant(override) < as_instant(at) or (is_moved and _instant(override) == as_instant(at)):
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
    last = _before(at)
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
    passed = series_of(alone).count(*_span(_floor(master.start), at))
    return replace(rule, count=rule.count - passed) if rule.count > passed else None


def _series_moved(revision: Revision, master: Item, start: Moment) -> Lines:
    before = master.start
    assert before is not None
    walls = wall_of(before, before), wall_of(start, start)
    rules = [_with_end(moved_rule(rule, *walls), before, start) for rule in master.rules]
    return recurrence(
        revision,
        master,
        start,
        Recurrence(
            rules=rules,
            dates=[moved(one, before, start) for one, _ in master.dates],
            excluded_dates=[moved(one, before, start) for one in master.excluded_dates],
        ),
    )


def _with_end(rule: Rule, before: Moment, after: Moment) -> Rule:
    """UNTIL moves along, so that as many are left."""
    if rule.until is None:
        return rule
    until: Moment = rule.until
    if not isinstance(until, datetime) and isinstance(before, datetime):
        until = datetime.combine(until, before.time())
    until = moved(until, before, after)
    return replace(rule, until=until.astimezone(UTC) if isinstance(until, datetime) and until.tzinfo else until)


def _as_changed(master: Item, changes: EventChanges) -> Item:
    """The series by which overrides are looked at: where it begins now, and its rules where they are new."""
    start = changes.start if changes.start is not None else master.start
    if changes.recurrence is None:
        return replace(master, start=start)
    return replace(
        master, start=start, rules=changes.recurrence.rules, dates=[(one, None) for one in changes.recurrence.dates]
    )


def _override_follows(
    revision: Revision, read: CalendarObject, override: Item, after: Item, changes: EventChanges, lines: Lines
) -> None:
    master, which = read.master, override.recurrence_id
    assert master is not None and master.start is not None and after.start is not None and which is not None
    is_at_its_time = override.start is not None and keys([override.start]) == keys([which])
    moves = changes.start is not None
    if moves:
        which = moved(which, master.start, after.start)
    if changes.recurrence is not None and not _is_in(after, which):
        revision.remove(override.component)
        return
    new: Lines = {
        name: wanted
        for name, wanted in lines.items()
        if name not in _OF_TIME and _texts(override.component, name) == _texts(master.component, name)
    }
    if "ATTENDEE" in lines and "ATTENDEE" not in new:
        new |= _attendees_follow(override.component, master.component, changes)
    if moves:
        new["RECURRENCE-ID"] = [revision.moment("RECURRENCE-ID", which)]
    if is_at_its_time:
        end = changes.end if override.lasts == master.lasts else None
        end = end if end is None or isinstance(end, Duration) else moved(end, after.start, which)
        new |= times(revision, read, override, which if moves else None, end)
    follows = list(alarms_of(override.component)) == list(alarms_of(master.component))
    revision.put(override.component, new, changes.alarms if follows else None)


def _attendees_follow(override: Component, master: Component, changes: EventChanges) -> Lines:
    """Who came to the series comes to this one, and who left it leaves; the others keep what they said of this one."""
    if changes.attendees is None:
        return asked_again(override)
    before = {key_of(one.address) for one in attendees_of(master)}
    after = {key_of(one.address) for one in changes.attendees}
    present = attendees_of(override)
    staying = [one for one in present if key_of(one.address) in after or key_of(one.address) not in before]
    there = {key_of(one.address) for one in present}
    coming = [one for one in changes.attendees if key_of(one.address) not in before | there]
    return {"ATTENDEE": attendee_lines(override, [*staying, *coming])}


def _is_in(series: Item, which: Moment) -> bool:
    assert series.start is not None
    at = as_kind(which, series.start)
    return bool(series_of(series).between(*_span(at, _after(at)), most=10))


def _own_end(master: Item, at: Moment) -> Moment | Duration | None:
    """The end that a PERIOD of an RDATE gives this occurrence."""
    return next((end for moment, end in master.dates if end is not None and keys([moment]) == keys([at])), None)


def _has_any(read: CalendarObject) -> bool:
    master = read.master
    if master is None or master.start is None:
        return bool(read.overrides)
    if not master.is_recurring or any(one.start is not None for one in read.overrides):
        return True
    return first_of(master) is not None


def first_of(master: Item) -> Moment | None:
    """By its rules and dates."""
    assert master.start is not None
    return series_of(master).next(_floor(master.start))  # pyright: ignore[reportArgumentType]  # of the start's kind


def _floor(start: Moment) -> Moment:
    """Before all there is."""
    return as_kind(FIRST, start) if isinstance(start, datetime) and start.tzinfo else of_wall(_FIRST_WALL, start)


def _after(at: Moment) -> Moment:
    return _shifted(at, SECOND)


def _before(at: Moment) -> Moment:
    return _shifted(at, -SECOND)


def _shifted(at: Moment, by: timedelta) -> Moment:
    """To the next second, or the next day, either way."""
    if not isinstance(at, datetime):
        return at + (timedelta(days=1) if by > timedelta() else -timedelta(days=1))
    return (at.astimezone(UTC) + by) if at.tzinfo else at + by


def _span(start: Moment, end: Moment) -> tuple[Any, Any]:
    """Of the kind that the series has, which its type does not know."""
    return start, end


def _texts(component: Component, name: str) -> list[str]:
    return [line.unfolded for line in component.all(name)]
