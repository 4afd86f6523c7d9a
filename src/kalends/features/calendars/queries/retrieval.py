"""What of an object is shown (RFC 4791, section 9.6): whole, some of its properties, expanded, or cut to a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kalends.core.ids import EventId
from kalends.features.calendars.events.domain import Row
from kalends.features.calendars.objects.lines import Component, Line, read_components
from kalends.features.calendars.objects.occurrences import Occurrence, touches
from kalends.features.calendars.objects.reading import CalendarObject, Item
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.objects.templates import stamp
from kalends.features.calendars.queries.filters import TimeRange
from kalends.features.calendars.queries.matching import busy_periods

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kalends//Kalends//EN\r\n"
FOOT = "END:VCALENDAR\r\n"


class Placed(NamedTuple):
    """An occurrence as it is written: its times in digits, with a Z where they are instants, and whose template it
    follows."""

    start: str
    end: str
    recurrence_id: str
    template: int


def read_times(text: str) -> Sequence[Placed]:
    """What PostgreSQL wrote of the occurrences of one event: "start/end/recurrence id/template" of each, with commas
    between them. There may be thousands in an answer: a row or a date of each, made here only to be written out again,
    would cost more than the rest, and so would digits made there."""
    digits = text.replace("-", "").replace(":", "").replace(" ", "T").replace("+00", "Z")
    return [
        Placed(start, end, recurrence_id, int(template))
        for start, end, recurrence_id, template in (one.split("/") for one in digits.split(","))
    ]


def placed(row: Row) -> Placed:
    if row.local_start is None or row.local_end is None:
        return Placed(stamp(row.starts_at), stamp(row.ends_at), row.recurrence_id, row.template)
    return Placed(stamp(row.local_start), stamp(row.local_end), row.recurrence_id, row.template)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which properties and components of a component are wanted; None is all of them."""

    name: str
    # Whether each comes with its value.
    properties: Mapping[str, bool] | None = None
    components: Sequence["Part"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    part: Part | None = None
    expand: TimeRange | None = None
    limit_recurrence: TimeRange | None = None
    limit_busy: TimeRange | None = None

    @property
    def is_as_stored(self) -> bool:
        return self == AS_STORED


AS_STORED = Wanted()


class Stored(NamedTuple):
    """An object and what it is put together from; in the order in which the repository asks for it."""

    id: EventId
    name: str
    etag: str
    kind: str
    object: bytes
    size: int
    is_all_day: bool
    templates: Sequence[str]
    indexed_from: datetime | None
    indexed_until: datetime | None
    created_at: datetime
    changed_at: datetime
    # The calendar's sync token with which it became so.
    changed_in: int

    def is_indexed_over(self, span: TimeRange) -> bool:
        """Whether the index knows all its occurrences there."""
        return self.indexed_until is None or (
            span.end <= self.indexed_until and (self.indexed_from is None or self.indexed_from <= span.start)
        )


def shown(stored: Stored, wanted: Wanted, occurrences: Sequence[Placed]) -> bytes:
    """`occurrences` are those to expand to, where that is wanted."""
    content = stored.object
    if wanted.expand is not None:
        content = expanded(stored, occurrences)
    elif wanted.limit_recurrence is not None:
        content = _limited(content, wanted.limit_recurrence)
    if wanted.limit_busy is not None and stored.kind == "VFREEBUSY":
        content = _with_busy_in(content, wanted.limit_busy)
    return content if wanted.part is None else _part_of(read_components(content, [])[0], wanted.part)


def expanded(stored: Stored, occurrences: Sequence[Placed]) -> bytes:
    """Each occurrence as a component of its own, instants in UTC; put together from templates, nothing is parsed."""
    if stored.kind == "VTODO":
        return _expanded_todo(stored, occurrences)
    kind, has_end = stored.kind, stored.kind != "VJOURNAL"
    parts = [HEAD]
    for one in occurrences:
        start, end, mark = _times(one, is_day=stored.is_all_day)
        until = f"DTEND{mark}:{end}\r\n" if has_end and end != start else ""
        parts.append(
            f"BEGIN:{kind}\r\nDTSTART{mark}:{start}\r\n{until}{_which(one)}{stored.templates[one.template]}END:{kind}\r\n"
        )
    parts.append(FOOT)
    return "".join(parts).encode()


def _which(one: Placed) -> str:
    if not one.recurrence_id:
        return ""
    return f"RECURRENCE-ID{';VALUE=DATE' if len(one.recurrence_id) == 8 else ''}:{one.recurrence_id}\r\n"


def _times(one: Placed, *, is_day: bool) -> tuple[str, str, str]:
    if is_day and not one.start.endswith("Z"):
        return one.start[:8], one.end[:8], ";VALUE=DATE"
    return one.start, one.end, ""


def _expanded_todo(stored: Stored, occurrences: Sequence[Placed]) -> bytes:
    """A to-do may have a start, a time by which it is due, either, or none: its component says which."""
    items = read_kept(stored.object).items
    parts = [HEAD]
    if not occurrences:
        # At no time at all, it is at any.
        parts += [f"BEGIN:VTODO\r\n{template}END:VTODO\r\n" for template in stored.templates]
    for one in occurrences:
        start, end, mark = _times(one, is_day=stored.is_all_day)
        component = items[one.template].component
        parts.append("BEGIN:VTODO\r\n")
        if component.first("DTSTART"):
            parts.append(f"DTSTART{mark}:{start}\r\n")
        if component.first("DUE") or component.first("DURATION"):
            parts.append(f"DUE{mark}:{end}\r\n")
        parts.append(_which(one))
        parts.append(f"{stored.templates[one.template]}END:VTODO\r\n")
    parts.append(FOOT)
    return "".join(parts).encode()


def _limited(content: bytes, span: TimeRange) -> bytes:
    """Without the overrides that neither are in the span nor were to be (section 9.6.6)."""
    read = read_kept(content)
    left_out = {item.component.number for item in read.overrides if not _concerns(read, item, span)}
    if not left_out:
        return content
    calendar = read_components(content, [])[0]
    return _written(calendar, (one for one in calendar.contents if one.number not in left_out))


def _concerns(read: CalendarObject, item: Item, span: TimeRange) -> bool:
    if item.is_for_future or item.start is None or item.recurrence_id is None:
        return True
    lasts = (read.master or item).lasts
    places = ((item.start, item.lasts), (item.recurrence_id, lasts))
    return any(
        touches(Occurrence(recurrence_id=None, start=start, end=length.after(start), item=item), span.start, span.end)
        for start, length in places
    )


def _with_busy_in(content: bytes, span: TimeRange) -> bytes:
    """Only the periods that touch the span (section 9.6.7)."""
    calendar = read_components(content, [])[0]
    parts: list[Line | Component | bytes] = []
    for one in calendar.contents:
        if not isinstance(one, Component) or one.name != "VFREEBUSY":
            parts.append(one)
            continue
        kept = [line.raw for line in one.lines if line.name != "FREEBUSY"]
        for start, end, kind in busy_periods(one):
            if start < span.end and end > span.start:
                kept.append(f"FREEBUSY;FBTYPE={kind}:{stamp(start)}/{stamp(end)}\r\n".encode())
        parts.append(b"BEGIN:VFREEBUSY\r\n%bEND:VFREEBUSY\r\n" % b"".join(kept))
    return _written(calendar, iter(parts))


def _part_of(component: Component, part: Part) -> bytes:
    """In the order of the object."""
    wanted = None if part.components is None else {one.name: one for one in part.components}
    kept: list[bytes] = []
    for one in component.contents:
        if isinstance(one, Line):
            if part.properties is None or part.properties.get(one.name):
                kept.append(one.raw)
            elif one.name in part.properties:
                kept.append(b"%b:\r\n" % one.name.encode())
        elif wanted is None:
            kept.append(one.raw())
        elif one.name in wanted:
            kept.append(_part_of(one, wanted[one.name]))
    return b"BEGIN:%b\r\n%bEND:%b\r\n" % (component.name.encode(), b"".join(kept), component.name.encode())


def _written(component: Component, contents: Iterator[Line | Component | bytes]) -> bytes:
    inside = b"".join(
        one if isinstance(one, bytes) else one.raw() if isinstance(one, Component) else one.raw for one in contents
    )
    return b"BEGIN:%b\r\n%bEND:%b\r\n" % (component.name.encode(), inside, component.name.encode())
