"""When one is busy by one calendar, as a VFREEBUSY (RFC 4791, section 7.10)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from kalends.core.time import Interval, clip, instant_of
from kalends.features.calendars.events.domain import rows_between
from kalends.features.calendars.objects.lines import read_components
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.objects.templates import stamp
from kalends.features.calendars.queries.matching import busy_periods
from kalends.features.calendars.queries.repository import BusyRow, Span
from kalends.features.calendars.queries.retrieval import Stored

# RFC 5545, section 3.2.9, and in this order where one time is of two kinds.
KINDS = ("BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE")

Busy = Mapping[str, Sequence[Interval]]


def merged(busy: Iterable[tuple[str, datetime, datetime]], span: Interval) -> Busy:
    """By kind, cut to the span; what touches becomes one."""
    found: dict[str, list[Interval]] = {kind: [] for kind in KINDS}
    for kind, start, end in busy:
        if kind != "FREE" and start < end:
            found.get(kind, found["BUSY"]).append(Interval(start, end))
    return {kind: clip(intervals, [span]) for kind, intervals in found.items()}


def periods_of(content: bytes) -> Iterator[tuple[str, datetime, datetime]]:
    """Of an object that says itself when one is busy."""
    for component in read_components(content, [])[0].children:
        if component.name == "VFREEBUSY":
            for start, end, kind in busy_periods(component):
                yield kind, start, end


def free_busy_object(busy: Busy, span: Interval, now: datetime) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kalends//Kalends//EN",
        "BEGIN:VFREEBUSY",
        f"DTSTAMP:{stamp(now)}",
        f"DTSTART:{stamp(span.start)}",
        f"DTEND:{stamp(span.end)}",
        *(
            f"FREEBUSY;FBTYPE={kind}:{stamp(one.start)}/{stamp(one.end)}"
            for kind in KINDS
            for one in busy.get(kind, ())
        ),
        "END:VFREEBUSY",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def busy_of(row: BusyRow, zone: ZoneInfo) -> Iterator[tuple[str, datetime, datetime]]:
    kind = "BUSY-TENTATIVE" if row.is_tentative else "BUSY"
    for start, end in zip(row.starts, row.ends, strict=True):
        yield kind, start, end
    for start, end in zip(row.local_starts or (), row.local_ends or (), strict=True):
        yield kind, instant_of(start, zone.key), instant_of(end, zone.key)


def busy_beyond(stored: Stored, span: Span, zone: ZoneInfo, most: int) -> Iterator[tuple[str, datetime, datetime]]:
    """Of an event whose index does not reach over the whole span."""
    for row in rows_between(read_kept(stored.object), span.since, span.until, most=most):
        if row.is_busy:
            kind = "BUSY-TENTATIVE" if row.is_tentative else "BUSY"
            if row.local_start is not None and row.local_end is not None:
                yield kind, instant_of(row.local_start, zone.key), instant_of(row.local_end, zone.key)
            else:
                yield kind, row.starts_at, row.ends_at
