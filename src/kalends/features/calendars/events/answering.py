"""Somebody else's event in one's own calendar: what is said to it is noted, and its plan stays as its organiser has it.

Noted wherever it is said, by page, JSON or a client, in the transaction that keeps it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from kalends.core.actor import Person
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.errors import NotYoursToChange
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.events.wanted import Wanted
from kalends.features.calendars.facts import EventAnswered
from kalends.features.calendars.objects.attendees import Organiser, Participation, key_of
from kalends.features.calendars.objects.invited import (
    MARK,
    is_at_other_times,
    is_ours_to_answer,
    organiser_in,
    organiser_key,
)
from kalends.features.calendars.objects.occurrences import as_instant, series_of
from kalends.features.calendars.objects.reading import CalendarObject, Item
from kalends.features.calendars.objects.replies import EVERY, left_out, said_anew, said_in
from kalends.features.calendars.objects.revision import sequence_of
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.objects.values import Moment
from kalends.features.calendars.objects.walls import as_kind
from kalends.store import outbox
from kalends.store.database import Transaction

# What each who is asked to come has of an event for themselves.
OWN = frozenset({"alarms", "is_transparent", "privacy", "categories"})

Said = Mapping[str, Participation]


async def note_answers(tx: Transaction, event: Event, before: bytes | None, after: CalendarObject) -> None:
    """Of `event` as it is kept now; `before` None: it is back from where it was removed.

    What the worker writes is not said by anybody.
    """
    me = await _invited(tx, event, after) if isinstance(tx.actor, Person) else None
    if me is None:
        return
    earlier: Said = {}
    said: Said = said_in(after, me.address)
    if before is not None:
        planned = await asyncio.to_thread(read_kept, before)
        earlier = said_in(planned, me.address)
        if said:
            said = {**said, **left_out(after, planned)}
    await _note(tx, event, event.version, after, me, said_anew(earlier, said))


async def note_absence(tx: Transaction, event: Event, now: datetime) -> None:
    """Who removes what is still to come stays away from it."""
    if b"ATTENDEE" not in event.object:
        return
    read = await asyncio.to_thread(read_kept, event.object)
    me = await _invited(tx, event, read)
    if me is None or _is_over(read.master, now):
        return
    if said_in(read, me.address).get(EVERY, Participation.DECLINED) is not Participation.DECLINED:
        await _note(tx, event, event.version + 1, read, me, {EVERY: Participation.DECLINED})


async def ensure_organised_here(
    tx: Transaction, calendar: Calendar, read: CalendarObject, wanted: Wanted | None = None
) -> None:
    """Before a change of what the organiser planned; `wanted` None: an occurrence is to go.

    Raises NotYoursToChange where the calendar's owner is only asked to come.
    """
    is_own = wanted is not None and all(
        one.name in OWN for one in fields(Wanted) if getattr(wanted, one.name) is not None
    )
    if is_own or (organiser := organiser_key(read)) == "":
        return
    me = await calendars.find_person_of(tx, calendar.space_id)
    if me is not None and key_of(me.address) != organiser and said_in(read, me.address):
        raise NotYoursToChange


def ensure_keeps_plan(before: Event, after: CalendarObject) -> None:
    """A client may answer on a copy that this house keeps, and not move it. Other copies are clients' own to update."""
    if MARK.encode() in before.object and is_at_other_times(read_kept(before.object), after):
        raise NotYoursToChange(field="DTSTART")


async def _invited(tx: Transaction, event: Event, read: CalendarObject) -> Organiser | None:
    """Whose calendar it is, if somebody else organises this event."""
    if read.kind != "VEVENT" or b"ATTENDEE" not in read.content or (organiser := organiser_key(read)) == "":
        return None
    if not is_ours_to_answer(read):
        return None
    me = await calendars.find_person_of(tx, event.space_id)
    return None if me is None or key_of(me.address) == organiser else me


async def _note(
    tx: Transaction, event: Event, version: int, read: CalendarObject, me: Organiser, answers: Said
) -> None:
    if not answers:
        return
    await outbox.record(
        tx,
        EventAnswered(
            space_id=event.space_id,
            aggregate_id=event.id,
            aggregate_version=version,
            calendar_id=event.calendar_id,
            uid=event.uid,
            organiser=organiser_in(read),
            attendee=me.address,
            answers=tuple({"recurrence_id": which, "participation": said.value} for which, said in answers.items()),
            sequence=max(sequence_of(item.component) for item in read.items),
        ),
    )


def _is_over(master: Item | None, now: datetime) -> bool:
    if master is None or master.start is None:
        return False
    if master.is_recurring:
        after: Moment = as_kind(now, master.start)
        return series_of(master).next(after) is None  # pyright: ignore[reportArgumentType]  # of the start's kind
    return as_instant(master.lasts.after(master.start)) < now
