"""Changing an event: one occurrence of it, or all of them. One and those that follow: `splitting`."""

from dataclasses import replace
from datetime import UTC, datetime

from kalends.features.calendars.objects.alarms import alarms_of
from kalends.features.calendars.objects.attendees import attendee_lines, attendees_of, key_of
from kalends.features.calendars.objects.building import Lines, asked_again, keys, lines_of, recurrence, times
from kalends.features.calendars.objects.details import EventChanges, Recurrence
from kalends.features.calendars.objects.errors import (
    NoSuchOccurrence,
    OneOccurrenceDoesNotRecur,
    SeriesIsNotHere,
)
from kalends.features.calendars.objects.lines import Component
from kalends.features.calendars.objects.placing import first_of, is_in, occurring, override_of, own_end
from kalends.features.calendars.objects.reading import CalendarObject, Item, read_object
from kalends.features.calendars.objects.revision import Revision
from kalends.features.calendars.objects.values import Duration, Moment
from kalends.features.calendars.objects.walls import as_kind, moved, wall_of
from kalends.features.calendars.recurrence import Rule, moved_rule

# What an override does not have, as its series has it.
_OF_SERIES = ("RRULE", "EXRULE", "RDATE", "EXDATE")
_OF_TIME = frozenset({*_OF_SERIES, "DTSTART", "DTEND", "DURATION"})


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
    master, at = occurring(read, which)
    end = changes.end if changes.end is not None else own_end(master, at)
    lines = lines_of(revision, read, master, replace(changes, start=changes.start or at, end=end))
    if changes.is_of_time and changes.attendees is None:
        lines |= asked_again(master.component)
    lines |= {"RECURRENCE-ID": [revision.moment("RECURRENCE-ID", at)], **dict.fromkeys(_OF_SERIES, ())}
    is_significant = changes.is_of_time or changes.status is not None
    revision.copy(master.component, lines, changes.alarms, is_significant=is_significant)
    return revision.content()


def cancel_one(read: CalendarObject, which: Moment, now: datetime) -> bytes | None:
    """Without this occurrence; None where no other is left."""
    revision, master = Revision(read, now), read.master
    override = override_of(read, which)
    if override is not None:
        revision.remove(override.component)
    if master is not None and master.start is not None and master.is_recurring:
        at = as_kind(which, master.start)
        if override is None:
            master, at = occurring(read, which)
        lines = [line.unfolded for line in master.component.all("EXDATE")]
        revision.put(master.component, {"EXDATE": [*lines, revision.moment("EXDATE", at)]})
    elif override is None:
        raise NoSuchOccurrence
    elif len(read.items) == 1:
        return None
    content = revision.content()
    return content if _has_any(read_object(content)) else None


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
    if changes.recurrence is not None and not is_in(after, which):
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


def _has_any(read: CalendarObject) -> bool:
    master = read.master
    if master is None or master.start is None:
        return bool(read.overrides)
    if not master.is_recurring or any(one.start is not None for one in read.overrides):
        return True
    return first_of(master) is not None


def _texts(component: Component, name: str) -> list[str]:
    return [line.unfolded for line in component.all(name)]
