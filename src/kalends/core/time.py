"""Instants, half-open intervals and zones. Instants are aware and in UTC; a wall time needs a zone to become one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

from kalends.core.errors import Invalid


class UnknownZone(Invalid):
    """This time zone is not known. Use an IANA name such as Europe/Berlin."""


class EmptyInterval(Invalid):
    """The end must be after the start."""


class NotAnInstant(Invalid):
    """This time says no offset from UTC. Add one, such as 2026-01-14T19:00:00+01:00 or …Z."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """All instants from `start` up to but without `end`; both aware, kept in UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            object.__setattr__(self, "start", in_utc(self.start))
            object.__setattr__(self, "end", in_utc(self.end))
        if self.start >= self.end:
            raise EmptyInterval

    @property
    def duration(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: Self) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Self) -> bool:
        return self.start <= other.start and other.end <= self.end


def in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise NotAnInstant
    return instant.astimezone(UTC)


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same instants as disjoint intervals in order; those that touch become one."""
    merged: list[Interval] = []
    for interval in sorted(intervals):
        if merged and interval.start <= merged[-1].end:
            if interval.end > merged[-1].end:
                merged[-1] = Interval(merged[-1].start, interval.end)
        else:
            merged.append(interval)
    return tuple(merged)


def clip(intervals: Iterable[Interval], to: Iterable[Interval]) -> tuple[Interval, ...]:
    """What lies inside `to`, merged. O(n + m) after sorting."""
    inner, outer = merge(intervals), merge(to)
    kept: list[Interval] = []
    i = j = 0
    while i < len(inner) and j < len(outer):
        start = max(inner[i].start, outer[j].start)
        end = min(inner[i].end, outer[j].end)
        if start < end:
            kept.append(Interval(start, end))
        if inner[i].end < outer[j].end:
            i += 1
        else:
            j += 1
    return tuple(kept)


def subtract(intervals: Iterable[Interval], taken: Iterable[Interval]) -> tuple[Interval, ...]:
    """What of `intervals` lies outside `taken`, merged."""
    kept: list[Interval] = []
    holes = merge(taken)
    for interval in merge(intervals):
        start = interval.start
        for hole in holes:
            if hole.end <= start:
                continue
            if hole.start >= interval.end:
                break
            if hole.start > start:
                kept.append(Interval(start, hole.start))
            start = hole.end
        if start < interval.end:
            kept.append(Interval(start, interval.end))
    return tuple(kept)


@cache
def zone_names() -> frozenset[str]:
    """Every IANA name people may choose; tzdata's aliases too, without the "localtime" files of some systems."""
    return frozenset(name for name in available_timezones() if name not in {"localtime", "Factory", "posixrules"})


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of this IANA name, exactly as spelled; else UnknownZone with the nearest names."""
    if name in zone_names():
        return ZoneInfo(name)
    nearest = get_close_matches(name, zone_names(), n=3, cutoff=0.6)
    hint = f" Did you mean {', '.join(nearest)}?" if nearest else ""
    raise UnknownZone(f"There is no time zone “{name[:64]}”.{hint}")


def instant_of(wall: datetime, zone_name: str) -> datetime:
    """The instant of a wall time. In a gap the time before it is read with the old offset (RFC 5545, section 3.3.5),
    so 02:30 that does not exist becomes 03:30; in a fold the first of the two is meant."""
    return wall.replace(tzinfo=zone(zone_name), fold=0).astimezone(UTC)


def in_weeks(slot: Interval, weeks: int, zone_name: str) -> Interval:
    """The same wall time in this zone so many weeks later, and as long; earlier, where they are negative."""
    if not weeks:
        return slot
    wall = slot.start.astimezone(zone(zone_name)).replace(tzinfo=None)
    start = instant_of(wall + timedelta(weeks=weeks), zone_name)
    return Interval(start, start + slot.duration)
