"""A calendar file cut into its components as it comes, each with all its bytes. No more than one is held, and where to
go on from is known after each. No I/O, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from kalends.core.errors import Invalid
from kalends.features.calendars.objects.lines import MOST_BYTES, MOST_DEPTH, joined, read_line
from kalends.features.calendars.objects.reading import KINDS, MOST_UID

CALENDAR, ZONE = "VCALENDAR", "VTIMEZONE"
# Of a calendar's own lines: its name, its colour, its description.
MOST_HEADER = 64 * 1024
_MARK = b"\xef\xbb\xbf"
# In place of a component's name, which is in capitals.
_LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where cutting goes on: between two components."""

    # Bytes that are done with, and the number of the line after them.
    offset: int = 0
    line: int = 1
    # Calendars that have begun so far; components outside of any are in number 0.
    calendar: int = 0
    is_inside: bool = False
    # Lines outside of any component are complained of once in a row.
    is_outside_noted: bool = False
    # The calendar's own lines so far.
    header: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A component, or a whole calendar that holds a single object."""

    calendar: int
    line: int
    kind: str
    uid: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    calendar: int
    tzid: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The calendar's own lines, without METHOD: that belongs to a message (RFC 5546), not to what is kept."""

    calendar: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was wrong at a line of the file, and whether what it is about was kept nevertheless."""

    line: int
    reason: str
    uid: str = ""
    is_kept: bool = False


@dataclass(slots=True)
class _Open:
    """A component whose END has not come yet."""

    line: int
    path: list[str]
    content: bytearray
    size: int = 0
    # The physical lines of its UID, or of a zone's TZID.
    naming: list[bytes] = field(default_factory=list[bytes])
    names_itself: bool = False
    too_much: str = ""

    @property
    def kind(self) -> str:
        return self.path[0] if self.path else ""


class Cutter:
    def __init__(self, where: Where | None = None, *, leaves_whole: bool = True) -> None:
        """`leaves_whole`: an object that has its calendar to itself is that calendar."""
        where = where or Where()
        self._leaves_whole = leaves_whole
        self.parts: list[Part] = []
        self.zones: list[Zone] = []
        self.headers: list[Header] = []
        self.remarks: list[Remark] = []
        self._is_all = not where.offset
        self._marked = where.offset, where.line
        self._offset, self._line, self._calendar = where.offset, where.line, where.calendar
        self._is_inside = where.is_inside
        self._header, self._header_size = [where.header], len(where.header)
        # The whole of a calendar that began here; None once it is too large, or began earlier.
        self._whole: bytearray | None = None
        self._first_part = 0
        self._open: _Open | None = None
        self._rest: list[bytes] = []
        self._rest_size = 0
        self._drops_method = False
        self._is_outside_noted = where.is_outside_noted

    @property
    def where(self) -> Where:
        """After the last component, or line of a calendar, that is complete."""
        offset, line = self._marked
        header = b"".join(self._header) if self._is_inside else b""
        return Where(
            offset=offset,
            line=line,
            calendar=self._calendar,
            is_inside=self._is_inside,
            is_outside_noted=self._is_outside_noted,
            header=header,
        )

    def feed(self, data: bytes) -> None:
        *whole, rest = data.split(b"\n")
        for one in whole:
            raw = b"".join([*self._rest, one, b"\n"])
            self._rest, self._rest_size = [], 0
            self._take(raw)
        if rest:
            self._rest_size += len(rest)
            if self._rest_size > MOST_BYTES:
                # A line as long as a file: its bytes are counted and let go.
                self._let_go(rest)
            else:
                self._rest.append(rest)

    def end(self) -> None:
        """The file is over."""
        if self._rest:
            raw, self._rest = b"".join(self._rest), []
            self._take(raw)
        if self._open is not None:
            self._refuse_open("has no END. The file may be cut short.")
        if self._is_inside:
            self._remark(self._line - 1, "This VCALENDAR has no END. The file may be cut short.", is_kept=True)
            self._whole = None
            self._close_calendar()
        elif self._is_all and self._calendar == 0 and not (self.parts or self.zones or self.remarks):
            self._remark(1, "There is no calendar in this file.")
        self._marked = self._offset, self._line

    def _let_go(self, rest: bytes) -> None:
        if self._open is None:
            self._open = _Open(line=self._line, path=[_LINE], content=bytearray())
        self._open.too_much = self._open.too_much or f"is larger than {MOST_BYTES} bytes. Make it smaller."
        self._offset += sum(map(len, self._rest)) + len(rest)
        self._rest, self._whole = [], None
        self._rest_size = MOST_BYTES

    def _take(self, raw: bytes) -> None:
        size = len(raw)
        if self._whole is not None:
            self._whole += raw
            if len(self._whole) > MOST_BYTES:
                self._whole = None
        self._one(raw)
        self._offset += size
        self._line += 1
        if self._open is None:
            self._marked = self._offset, self._line

    def _one(self, raw: bytes) -> None:
        is_continued = raw[:1] in (b" ", b"\t")
        verb, value = ("", "") if is_continued else _verb(raw)
        if self._open is not None and not self._begins_anew(verb, value):
            self._inside_component(raw, verb, value, is_continued=is_continued)
        elif verb == "BEGIN":
            self._begin(raw, value)
        elif verb == "END" and value == CALENDAR and self._is_inside:
            self._close_calendar()
        elif verb:
            self._remark(self._line, "This END has no BEGIN.")
        elif self._is_inside:
            self._header_line(raw, is_continued=is_continued)
        elif raw.removeprefix(_MARK).strip() and not self._is_outside_noted:
            self._is_outside_noted = True
            self._remark(self._line, "This stands outside of any component.")

    def _begins_anew(self, verb: str, value: str) -> bool:
        """A component without an END must not swallow the next."""
        kind = self._open.kind if self._open else ""
        is_next = verb == "BEGIN" and (kind == _LINE or (value in KINDS and kind in (*KINDS, ZONE)))
        if is_next or (verb and value == CALENDAR):
            self._refuse_open("has no END.")
            self._marked = self._offset, self._line
            return True
        return False

    def _begin(self, raw: bytes, value: str) -> None:
        self._is_outside_noted = False
        if value != CALENDAR:
            self._open = _Open(line=self._line, path=[value], content=bytearray(raw), size=len(raw))
            return
        if self._is_inside:
            self._remark(self._line, "The VCALENDAR before this one has no END.", is_kept=True)
            self._whole = None
            self._close_calendar()
        self._calendar += 1
        self._is_inside, self._drops_method = True, False
        self._header, self._header_size = [], 0
        self._whole, self._first_part = bytearray(raw.removeprefix(_MARK)), len(self.parts)

    def _inside_component(self, raw: bytes, verb: str, value: str, *, is_continued: bool) -> None:
        found = self._open
        assert found is not None
        found.size += len(raw)
        if found.size > MOST_BYTES:
            found.too_much = found.too_much or f"is larger than {MOST_BYTES} bytes. Make it smaller."
        if not found.too_much:
            found.content += raw
        else:
            found.content.clear()
        if found.names_itself:
            found.names_itself = is_continued or not raw.strip()
            if is_continued:
                found.naming.append(raw)
        if verb == "BEGIN":
            if len(found.path) > MOST_DEPTH:
                found.too_much = found.too_much or "is nested too deep."
            else:
                found.path.append(value)
        elif verb == "END":
            self._end_inside(found, value)
        elif len(found.path) == 1 and not found.naming and _names(raw, b"TZID" if found.kind == ZONE else b"UID"):
            found.naming.append(raw)
            found.names_itself = True

    def _end_inside(self, found: _Open, value: str) -> None:
        # What is too deep ends with the outermost; an END too many is left for the reader to complain of.
        if found.too_much and value == found.kind:
            found.path.clear()
        elif value == found.path[-1]:
            found.path.pop()
        if not found.path:
            self._close(found, value)

    def _close(self, found: _Open, kind: str) -> None:
        self._open = None
        if found.too_much:
            self._remark(found.line, f"This {kind} {found.too_much}")
            self._whole = None
            return
        content, name = bytes(found.content), _name_of(found.naming)
        if kind == ZONE:
            self.zones.append(Zone(calendar=self._number, tzid=name[:MOST_UID], content=content))
        elif kind in KINDS:
            if not name:
                name, content = _named_by_content(content)
                self._whole = None
            if len(name) > MOST_UID:
                self._remark(found.line, f"A UID has at most {MOST_UID} characters.")
                return
            self.parts.append(Part(calendar=self._number, line=found.line, kind=kind, uid=name, content=content))
        else:
            self._remark(found.line, f"A calendar here holds no {kind[:40]}.")

    @property
    def _number(self) -> int:
        return self._calendar if self._is_inside else 0

    def _header_line(self, raw: bytes, *, is_continued: bool) -> None:
        if not is_continued:
            self._drops_method = _names(raw, b"METHOD")
        if self._drops_method:
            if self._whole is not None:
                del self._whole[-len(raw) :]
        elif self._header_size + len(raw) <= MOST_HEADER and raw.strip():
            self._header.append(raw)
            self._header_size += len(raw)

    def _close_calendar(self) -> None:
        self._is_inside = False
        self.headers.append(Header(calendar=self._calendar, content=b"".join(self._header)))
        own = self.parts[self._first_part :]
        if self._leaves_whole and self._whole is not None and own and len({part.uid for part in own}) == 1:
            del self.parts[self._first_part :]
            whole = bytes(self._whole)
            self.parts.append(
                Part(calendar=self._calendar, line=own[0].line, kind=CALENDAR, uid=own[0].uid, content=whole)
            )
        self._whole = None

    def _refuse_open(self, reason: str) -> None:
        found, self._open = self._open, None
        self._whole = None
        if found is not None:
            self._remark(found.line, f"This {found.kind[:40]} {found.too_much or reason}")

    def _remark(self, line: int, reason: str, *, is_kept: bool = False) -> None:
        self.remarks.append(Remark(line=line, reason=reason, is_kept=is_kept))


def cut(content: bytes, *, leaves_whole: bool = True) -> Cutter:
    """All of it at once."""
    cutter = Cutter(leaves_whole=leaves_whole)
    cutter.feed(content)
    cutter.end()
    return cutter


def _verb(raw: bytes) -> tuple[str, str]:
    """ "BEGIN" or "END" with its value, else nothing."""
    head, colon, value = raw.removeprefix(_MARK).partition(b":")
    verb = head.strip().upper()
    if not colon or verb not in (b"BEGIN", b"END"):
        return "", ""
    return verb.decode(), value.strip().upper().decode("ascii", "replace")


def _names(raw: bytes, name: bytes) -> bool:
    return raw[: len(name)].upper() == name and raw[len(name) : len(name) + 1] in (b":", b";", b"\r", b"\n", b" ")


def _name_of(naming: Sequence[bytes]) -> str:
    if not naming:
        return ""
    try:
        return read_line(*joined(1, [one.rstrip(b"\n") for one in naming])).text.strip()
    except Invalid:
        return ""


def _named_by_content(content: bytes) -> tuple[str, bytes]:
    """A UID that the same component has each time it is brought."""
    uid = f"{sha256(content).hexdigest()[:32]}@kalends"
    begin, newline, rest = content.partition(b"\n")
    end = b"\r\n" if begin.endswith(b"\r") else b"\n"
    return uid, begin + newline + b"UID:" + uid.encode() + end + rest
