"""Parts with one UID made one object: as they were, in a calendar of their own with the time zones that they use."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kalends.core.errors import Invalid
from kalends.features.calendars.events.domain import Index, index_of
from kalends.features.calendars.imports.cutting import CALENDAR, Part, Remark, Zone, cut
from kalends.features.calendars.objects.lines import Component, read_components
from kalends.features.calendars.objects.reading import KINDS, CalendarObject
from kalends.features.calendars.objects.salvage import salvaged

# Of components that came without a calendar, or in one that says nothing of itself.
_HEADER = b"VERSION:2.0\r\nPRODID:-//Kalends//EN\r\n"
_FOLD = re.compile(rb"\r?\n[ \t]")
_TZID = re.compile(rb';TZID=(?:"([^"]*)"|([^";:,\r\n]*))', re.IGNORECASE)
_AT_LINE = re.compile(r"Line (\d+): ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What parts of one calendar share."""

    header: bytes = b""
    zones: Sequence[Zone] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    uid: str
    # Of its first part in the file.
    line: int
    # None where nothing of it can be kept.
    read: CalendarObject | None
    index: Index | None
    content: bytes
    remarks: Sequence[Remark]


def composed(uid: str, parts: Sequence[Part], calendars: Mapping[int, Calendar], now: datetime) -> Composed:
    """The object, and what was wrong with it by lines of the file. Only parts that can't be kept are left out."""
    if len(parts) == 1:
        return _of(uid, parts, calendars, now)
    parts, calendars = _apart(parts, calendars)
    different = {part.content: part for part in reversed(parts)}
    unique = [part for part in parts if different[part.content] is part]
    whole = _of(uid, unique, calendars, now)
    if len(unique) > 1 and whole.remarks:
        fitting, remarks = _fitting(uid, unique, calendars, now)
        if not fitting:
            return Composed(uid=uid, line=parts[0].line, read=None, index=None, content=b"", remarks=remarks)
        whole = _of(uid, fitting, calendars, now)
        whole = replace(whole, remarks=[*remarks, *whole.remarks])
    return whole


def named_zones(content: bytes) -> set[str]:
    """The TZIDs that a component names."""
    found = _TZID.findall(_FOLD.sub(b"", content))
    return {(quoted or bare).strip().decode("utf-8", "replace") for quoted, bare in found}


def is_same(content: bytes, other: bytes) -> bool:
    """Whether they hold the same components, whatever is around them."""
    return content == other or _components(content) == _components(other)


def is_older(content: bytes, other: bytes) -> bool:
    """RFC 5546, section 2.1.5: by SEQUENCE, then by when it was changed."""
    return _age(content) < _age(other)


def _of(uid: str, parts: Sequence[Part], calendars: Mapping[int, Calendar], now: datetime) -> Composed:
    content, lines = _joined(parts, calendars)
    try:
        kept = salvaged(content, lambda read: (read, index_of(read, now)))
    except Invalid as refused:
        remark = _remark(refused, lines, parts[0], is_kept=False)
        return Composed(uid=uid, line=parts[0].line, read=None, index=None, content=content, remarks=[remark])
    read, index = kept.value
    remarks = [_remark(refused, lines, parts[0], is_kept=True) for refused in kept.remarks]
    return Composed(uid=uid, line=parts[0].line, read=read, index=index, content=content, remarks=remarks)


def _joined(parts: Sequence[Part], calendars: Mapping[int, Calendar]) -> tuple[bytes, Sequence[tuple[int, int]]]:
    """Its bytes; and which of its lines are which of the file: (line here, line there) where each part begins."""
    first = parts[0]
    if first.kind == CALENDAR:
        # Its first component is where it is in the file, so what stands before it is as well.
        before = cut(first.content).parts[0].line
        return first.content, [(before, first.line)]
    newline = b"\r\n" if b"\r\n" in first.content else b"\n"
    header = calendars.get(first.calendar, Calendar()).header or _HEADER.replace(b"\r\n", newline)
    blocks = [b"BEGIN:VCALENDAR" + newline + _ended(header, newline), *_zones_of(parts, calendars, newline)]
    number = 1 + sum(block.count(b"\n") for block in blocks)
    lines: list[tuple[int, int]] = []
    for part in parts:
        lines.append((number, part.line))
        blocks.append(_ended(part.content, newline))
        number += blocks[-1].count(b"\n")
    return b"".join(blocks) + b"END:VCALENDAR" + newline, lines


def _zones_of(parts: Sequence[Part], calendars: Mapping[int, Calendar], newline: bytes) -> Iterable[bytes]:
    used = {tzid for part in parts for tzid in named_zones(part.content)}
    seen: set[str] = set()
    for number in dict.fromkeys(part.calendar for part in parts):
        for zone in calendars.get(number, Calendar()).zones:
            if zone.tzid in used and zone.tzid not in seen:
                seen.add(zone.tzid)
                yield _ended(zone.content, newline)


def _apart(parts: Sequence[Part], calendars: Mapping[int, Calendar]) -> tuple[list[Part], Mapping[int, Calendar]]:
    """Whole calendars cut again, as more belongs to their object than they hold."""
    apart: list[Part] = []
    more: dict[int, Calendar] = {}
    for part in parts:
        if part.kind != CALENDAR:
            apart.append(part)
            continue
        inside = cut(part.content, leaves_whole=False)
        shift = part.line - inside.parts[0].line
        more[part.calendar] = Calendar(header=inside.headers[0].content, zones=inside.zones)
        apart += [
            Part(calendar=part.calendar, line=one.line + shift, kind=one.kind, uid=one.uid, content=one.content)
            for one in inside.parts
        ]
    return apart, {**calendars, **more}


def _fitting(
    uid: str, parts: Sequence[Part], calendars: Mapping[int, Calendar], now: datetime
) -> tuple[list[Part], Sequence[Remark]]:
    """Those that can stand in one object, the first of each occurrence, and why the others can't."""
    fitting: list[Part] = []
    remarks: list[Remark] = []
    taken: set[str] = set()
    for part in parts:
        alone = _of(uid, [part], calendars, now)
        if alone.read is None:
            remarks += alone.remarks
            continue
        own = alone.read.items[0].component.first("RECURRENCE-ID")
        which = own.value if own else ""
        if part.kind != parts[0].kind:
            remarks.append(Remark(line=part.line, uid=uid, reason=f"A {parts[0].kind} has this UID already."))
        elif which in taken:
            what = f"The occurrence {which[:40]} of this UID" if which else "This UID"
            remarks.append(Remark(line=part.line, uid=uid, reason=f"{what} is in the file already, and not the same."))
        else:
            taken.add(which)
            fitting.append(part)
    return fitting, remarks


def _remark(refused: Invalid, lines: Sequence[tuple[int, int]], first: Part, *, is_kept: bool) -> Remark:
    said = str(refused)
    found = _AT_LINE.match(said)
    if found is None:
        return Remark(line=first.line, uid=first.uid, reason=said, is_kept=is_kept)
    line = int(found[1])
    here, there = next((one for one in reversed(lines) if one[0] <= line), lines[0])
    return Remark(line=line - here + there, uid=first.uid, reason=said[found.end() :], is_kept=is_kept)


def _ended(content: bytes, newline: bytes) -> bytes:
    return content if content.endswith(b"\n") else content + newline


def _components(content: bytes) -> list[bytes]:
    return sorted(one.raw() for one in _inside(content))


def _age(content: bytes) -> tuple[int, str]:
    ages = [(_number(one), _stamp(one)) for one in _inside(content)]
    return max(ages, default=(0, ""))


def _inside(content: bytes) -> list[Component]:
    return [child for one in read_components(content, []) for child in one.children if child.name in KINDS]


def _number(component: Component) -> int:
    line = component.first("SEQUENCE")
    value = line.value.strip() if line else ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def _stamp(component: Component) -> str:
    line = component.first("LAST-MODIFIED") or component.first("DTSTAMP")
    return line.value.strip() if line else ""
