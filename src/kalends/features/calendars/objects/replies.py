"""What attendees say, put into the organiser's object and into their own (RFC 5546, section 3.2.3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kalends.features.calendars.objects.attendees import (
    Attendee,
    Participation,
    attendee_lines,
    attendees_of,
    key_of,
)
from kalends.features.calendars.objects.changing import change_one
from kalends.features.calendars.objects.details import EventChanges
from kalends.features.calendars.objects.errors import NotInvited
from kalends.features.calendars.objects.lines import Component
from kalends.features.calendars.objects.placing import is_in, override_of
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.revision import Revision
from kalends.features.calendars.objects.templates import read_stamp, stamp
from kalends.features.calendars.objects.values import Moment, of_kind
from kalends.features.calendars.objects.walls import as_kind

# What counts as an answer; that nobody has answered yet, or that they send somebody, is none.
ANSWERS = frozenset({Participation.ACCEPTED, Participation.DECLINED, Participation.TENTATIVE})
# What is said of the occurrences that say nothing of their own.
EVERY = ""

Change = Callable[[Sequence[Attendee]], Sequence[Attendee]]


def answered(
    read: CalendarObject, address: str, said: Participation, now: datetime, *, which: Moment | None = None
) -> bytes:
    """This attendee's answer to one occurrence, or to all. SEQUENCE stays: what is planned does not change."""

    def change(attendees: Sequence[Attendee]) -> Sequence[Attendee]:
        return [
            replace(one, participation=said, is_asked=False) if key_of(one.address) == key_of(address) else one
            for one in attendees
        ]

    return _changed(read, address, change, now, which)


def said_in(read: CalendarObject, address: str) -> Mapping[str, Participation]:
    """What this attendee says: of every occurrence, and by its recurrence id of each that is written down apart."""
    return {
        EVERY if item.recurrence_id is None else stamp(item.recurrence_id): one.participation
        for item in read.items
        for one in attendees_of(item.component)
        if key_of(one.address) == key_of(address)
    }


def left_out(read: CalendarObject, planned: CalendarObject) -> Mapping[str, Participation]:
    """The planned occurrences that an attendee's own object excludes: who strikes one out stays away from it
    (RFC 6638, section 3.2.2.2)."""
    ours, theirs = read.master, planned.master
    if ours is None or theirs is None or theirs.start is None or not theirs.is_recurring:
        return {}
    start = theirs.start
    gone = {stamp(as_kind(of_kind(start, one), start)): one for one in ours.excluded_dates}
    off = {stamp(as_kind(of_kind(start, one), start)) for one in theirs.excluded_dates}
    return {
        which: Participation.DECLINED
        for which, one in gone.items()
        if which not in off and is_in(theirs, of_kind(start, one))
    }


def said_anew(before: Mapping[str, Participation], after: Mapping[str, Participation]) -> Mapping[str, Participation]:
    """The answers in `after` that `before` does not have. What is said of all is not said of each again."""
    anew = {
        which: said
        for which, said in after.items()
        if said in ANSWERS and said is not before.get(which, before.get(EVERY))
    }
    every = anew.get(EVERY)
    return {which: said for which, said in anew.items() if which == EVERY or said is not every}


def moment_of(which: str) -> Moment | None:
    """The occurrence that an answer is to; None for every one."""
    return None if which == EVERY else read_stamp(which)


def delegated(read: CalendarObject, address: str, to: Attendee, now: datetime, *, which: Moment | None = None) -> bytes:
    """This attendee sends another in their place (RFC 5546, section 3.2.2.3)."""

    def change(attendees: Sequence[Attendee]) -> Sequence[Attendee]:
        others = [one for one in attendees if key_of(one.address) != key_of(to.address)]
        sent = replace(to, participation=Participation.NEEDS_ACTION, is_asked=True, delegated_from=(address,))
        return [
            *(_sending(one, to.address) if key_of(one.address) == key_of(address) else one for one in others),
            sent,
        ]

    return _changed(read, address, change, now, which)


def _sending(attendee: Attendee, to: str) -> Attendee:
    return replace(attendee, participation=Participation.DELEGATED, is_asked=False, delegated_to=(to,))


def _changed(read: CalendarObject, address: str, change: Change, now: datetime, which: Moment | None) -> bytes:
    if which is not None:
        of_which = override_of(read, which) or read.master
        if of_which is None or not _is_invited(of_which.component, address):
            raise NotInvited
        return change_one(read, which, EventChanges(attendees=change(attendees_of(of_which.component))), now)
    invited = [item.component for item in read.items if _is_invited(item.component, address)]
    if not invited:
        raise NotInvited
    revision = Revision(read, now)
    for component in invited:
        revision.put(component, {"ATTENDEE": attendee_lines(component, change(attendees_of(component)))})
    return revision.content()


def _is_invited(component: Component, address: str) -> bool:
    return any(key_of(one.address) == key_of(address) for one in attendees_of(component))
