"""Occurrences in a span as lists show them: from the index, and from the objects where it does not reach."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from kalends.core.time import Interval, instant_of
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.errors import SpanIsTooLong
from kalends.features.calendars.events import repository
from kalends.features.calendars.events.domain import Event, rows_between
from kalends.features.calendars.events.repository import Found, Shown
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.objects.templates import template_of
from kalends.features.calendars.recurrence import RecurrenceAsksTooMuch, TooManyOccurrences
from kalends.store.database import Transaction

# A year, and some weeks on either side.
LONGEST_SPAN = timedelta(days=400)
# A month of the busiest calendar there is.
MOST_SHOWN = 10_000
# Each is read and expanded, which takes milliseconds.
MOST_BEYOND = 1_000

S = TypeVar("S", Shown, Found)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the index knows of a calendar in a span, and the events of which it does not know all."""

    calendar: Calendar
    found: Sequence[Shown]
    beyond: Sequence[Event]


async def gather(tx: Transaction, calendars: Sequence[Calendar], span: Interval) -> Sequence[Gathered]:
    """Within the index this is one query a calendar."""
    if span.duration > LONGEST_SPAN:
        raise SpanIsTooLong(field="end")
    gathered: list[Gathered] = []
    for calendar in calendars:
        found = await repository.list_shown(tx, calendar.id, span.start, span.end, MOST_SHOWN + 1)
        beyond = await repository.list_indexed_in_part(tx, calendar.id, span.start, span.end, MOST_BEYOND + 1)
        gathered.append(Gathered(calendar, found, beyond))
    if sum(len(one.beyond) for one in gathered) > MOST_BEYOND:
        raise RecurrenceAsksTooMuch("Too much here recurs for ever to look so far away. Ask for a nearer span.")
    if sum(len(one.found) for one in gathered) > MOST_SHOWN:
        raise TooManyOccurrences
    return gathered


async def show(gathered: Sequence[Gathered], span: Interval, zone: str | None = None) -> Sequence[Shown]:
    """In order; days and floating times as `zone` has them, by default each one's calendar. What reaches beyond the
    index is expanded, outside of any transaction."""
    shown: list[Shown] = []
    for one in gathered:
        known = {event.id for event in one.beyond}
        found = [each for each in one.found if each.event_id not in known]
        for event in one.beyond:
            found += await asyncio.to_thread(_shown, event, span)
        shown += [placed(each, zone or one.calendar.zone) for each in found]
        if len(shown) > MOST_SHOWN:
            raise TooManyOccurrences
    touching = (one for one in shown if _touches(one, span))
    return sorted(touching, key=lambda one: (one.starts_at, one.event_id, one.recurrence_id))


def _shown(event: Event, span: Interval) -> list[Shown]:
    """Beyond the index: expanded on demand."""
    read = read_kept(event.object)
    return [
        Shown(
            event_id=event.id,
            calendar_id=event.calendar_id,
            name=event.name,
            uid=event.uid,
            kind=event.kind,
            summary=read.items[row.template].summary,
            place=read.items[row.template].place,
            is_all_day=read.items[0].is_all_day,
            recurrence_id=row.recurrence_id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            local_start=row.local_start,
            local_end=row.local_end,
            is_busy=row.is_busy,
            template=template_of(read.items[row.template].component),
        )
        for row in rows_between(read, span.start, span.end, most=MOST_SHOWN)
    ]


def placed(one: S, zone: str) -> S:
    """A local one at the instants that it has in this zone."""
    if one.local_start is None or one.local_end is None:
        return one
    return replace(one, starts_at=instant_of(one.local_start, zone), ends_at=instant_of(one.local_end, zone))


def _touches(one: Shown, span: Interval) -> bool:
    return one.starts_at < span.end and (
        one.ends_at > span.start or (one.starts_at == one.ends_at and one.starts_at >= span.start)
    )
