"""Slots of an OSSS season: the times at which some venue is open for a game."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kalends.features.seasons.solver.formats.osss.instance import Hours, Instance, is_within
from kalends.features.seasons.solver.problem import Slot

# Where no venue has hours: evenings and weekends.
DEFAULT_HOURS = (Hours(frozenset({5, 6}), time(10), time(22)),)
# A season without dates gets a quarter of a year; none is longer than this.
WEEKS, MOST_DAYS = 13, 400
# Minutes to which games and changeovers are rounded up.
GRAIN = 30
# Venues that open at odd times make slots that overlap; where there were more than this, all share one grid.
MOST_SLOTS = 1_000


def step(instance: Instance, buffer: int) -> int:
    """Minutes from one start at a venue to the next."""
    changeover = max((venue.changeover for venue in instance.venues), default=0)
    return math.ceil((instance.minutes + max(changeover, buffer)) / GRAIN) * GRAIN


@dataclass(frozen=True, slots=True)
class Grid:
    """The season's slots; `own`: those at which games of a venue start, by its key. `gap`: minutes between two."""

    slots: tuple[Slot, ...]
    own: Mapping[str, frozenset[int]]
    gap: int


def grid_of(instance: Instance, buffer: int) -> Grid:
    """Each venue's hours are filled with games from their start on. `buffer`: minutes that rules ask to lie between."""
    gap = step(instance, buffer)
    days = [day for day in _days(instance) if not is_within(day, instance.breaks)]
    own = _own_starts(instance, days, gap, is_shared=False)
    if len(set[datetime]().union(*own.values())) > MOST_SLOTS:
        own = _own_starts(instance, days, gap, is_shared=True)
    starts = sorted(set[datetime]().union(*own.values()))
    index = {at: number for number, at in enumerate(starts)}
    return Grid(
        tuple(Slot(key=at.isoformat(timespec="minutes"), name=f"{at:%a %d %b %H:%M}", starts_at=at) for at in starts),
        {key: frozenset(index[at] for at in found) for key, found in own.items()},
        gap,
    )


def _own_starts(instance: Instance, days: list[date], gap: int, *, is_shared: bool) -> dict[str, set[datetime]]:
    """Starts by venue; `is_shared`: on one grid a day, from the first opening on."""
    windows = [window for venue in instance.venues for window in venue.hours] or list(DEFAULT_HOURS)
    own: dict[str, set[datetime]] = {venue.key: set() for venue in instance.venues} or {"": set()}
    always = [venue for venue in instance.venues if not venue.hours]
    for day in days:
        opens = min((window.opens for window in windows if window.is_on(day)), default=time(0)) if is_shared else None
        today = {
            venue.key: set[datetime]()
            if is_within(day, venue.shut)
            else _starts(venue.hours, day, opens, instance.minutes, gap)
            for venue in instance.venues
        }
        # A venue of which nothing is said is open whenever another is, or at the usual times.
        usual = set[datetime]().union(*today.values()) or _starts(DEFAULT_HOURS, day, opens, instance.minutes, gap)
        for venue in always:
            today[venue.key] = set() if is_within(day, venue.shut) else usual
        if not instance.venues:
            today[""] = usual
        for key, found in today.items():
            own[key] |= found
    return own


def _starts(windows: Sequence[Hours], day: date, opens: time | None, minutes: int, gap: int) -> set[datetime]:
    found: set[datetime] = set()
    for window in windows:
        at = datetime.combine(day, opens or window.opens)
        while window.is_on(day) and at.date() == day:
            if window.holds(at, minutes):
                found.add(at)
            at += timedelta(minutes=gap)
    return found


def overlapping(slots: Sequence[Slot], minutes: int) -> list[tuple[int, ...]]:
    """For each slot, itself and those that start within so many minutes after it."""
    starts = [slot.starts_at for slot in slots if slot.starts_at]
    groups: list[tuple[int, ...]] = []
    for index, at in enumerate(starts):
        end = index
        while end < len(starts) and starts[end] < at + timedelta(minutes=minutes):
            end += 1
        groups.append(tuple(range(index, end)))
    # A group inside the one before says nothing new.
    return [group for index, group in enumerate(groups) if not index or group[-1] > groups[index - 1][-1]]


def _days(instance: Instance) -> list[date]:
    windows = [window for venue in instance.venues for window in venue.hours]
    year = re.search(r"20\d\d", instance.year)
    new_year = date(int(year[0]) if year else 2026, 1, 1)
    first = instance.first or min((window.first for window in windows if window.first), default=new_year)
    last = instance.last or max(
        (window.last for window in windows if window.last), default=first + timedelta(weeks=WEEKS)
    )
    return [first + timedelta(days=number) for number in range(min((last - first).days + 1, MOST_DAYS))]
