"""The content lines of an iCalendar object (RFC 5545, section 3.1) as a tree, each with its bytes but for line ends.

Read here and not by `icalendar`, for three reasons: what is edited or cut must keep every other byte; `icalendar` keeps
the zones it reads by their name for the whole process, so that one person's "Work time" would become another's; and it
builds them with python-dateutil, which a hostile rule in a VTIMEZONE hangs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kalends.features.calendars.objects.errors import LineIsBroken, ObjectIsMalformed, ObjectIsTooLarge

# A thousand attendees to a few hundred occurrences, or a photograph in an attachment.
MOST_BYTES = 4 * 2**20
# Unfolded; a series with a few thousand moved occurrences.
MOST_LINES = 50_000
# Unfolded, without what is attached: a description as an office program writes it in HTML.
LONGEST_LINE = 256 * 1024
# Their values are files.
ATTACHED = frozenset({"ATTACH", "IMAGE"})
# A calendar, an event in it, an alarm in that: one more than any standard has.
MOST_DEPTH = 4

_NAME = re.compile(r"[A-Za-z0-9-]{1,80}", re.ASCII)
PARAMETER = re.compile(r';([A-Za-z0-9-]{1,80})=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)', re.ASCII)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FOLD = re.compile(rb"\r\n[ \t]")


@dataclass(frozen=True, slots=True)
class Line:
    """A property: `value` as it is written, `raw` with its folds and its end. Names are in capitals."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str
    raw: bytes

    @property
    def text(self) -> str:
        """A TEXT value without its escapes."""
        return unescaped(self.value)

    @property
    def unfolded(self) -> str:
        return _FOLD.sub(b"", self.raw).decode().removesuffix("\r\n")

    @property
    def head(self) -> str:
        """What stands before the value: the name and its parameters, as they are written."""
        return self.unfolded.removesuffix(self.value).removesuffix(":")

    @property
    def until(self) -> int:
        """The number of the line after it; folds are lines too."""
        return self.number + self.raw.count(b"\n")


@dataclass(slots=True)
class Component:
    name: str
    number: int
    lines: list[Line] = field(default_factory=list[Line])
    children: list["Component"] = field(default_factory=list["Component"])
    # Everything between BEGIN and END in its order, for who writes it out again.
    contents: list["Line | Component"] = field(default_factory=list["Line | Component"])
    # The number of its END, and that of the line after it.
    last: int = 0
    until: int = 0

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> Iterator[Line]:
        return (line for line in self.lines if line.name == name)

    def raw(self) -> bytes:
        inside = b"".join(one.raw() if isinstance(one, Component) else one.raw for one in self.contents)
        return b"BEGIN:%b\r\n%bEND:%b\r\n" % (self.name.encode(), inside, self.name.encode())


def read_components(content: bytes, broken: list[LineIsBroken] | None = None) -> list[Component]:
    """The components at the top, usually one VCALENDAR.

    Raises ObjectIsTooLarge, and ObjectIsMalformed with the number of the line. With a list for them, lines that are
    none are noted there: they stay where they are, and nothing is read from them.
    """
    if len(content) > MOST_BYTES:
        raise ObjectIsTooLarge(f"This object has {len(content)} bytes, where {MOST_BYTES} are the most.")
    top = Component("", 0)
    path = [top]
    for line in _lines(content, broken):
        match line.name:
            case "":
                path[-1].contents.append(line)
            case "BEGIN":
                if len(path) > MOST_DEPTH:
                    raise ObjectIsMalformed("Components are nested too deep.", line=line.number, field="BEGIN")
                child = Component(line.value.strip().upper(), line.number)
                path[-1].children.append(child)
                path[-1].contents.append(child)
                path.append(child)
            case "END":
                closed = path.pop()
                if line.value.strip().upper() != closed.name or not path:
                    raise ObjectIsMalformed("This END has no BEGIN.", line=line.number, field="END")
                closed.last, closed.until = line.number, line.until
            case _:
                if len(path) == 1:
                    raise ObjectIsMalformed("This stands outside of any component.", line=line.number, field=line.name)
                path[-1].lines.append(line)
                path[-1].contents.append(line)
    if len(path) > 1:
        raise ObjectIsMalformed(f"This {path[-1].name} has no END.", line=path[-1].number, field="BEGIN")
    return top.children


def unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _lines(content: bytes, broken: list[LineIsBroken] | None) -> Iterator[Line]:
    for count, (number, raw, unfolded) in enumerate(
        _unfolded(content.removeprefix(b"\xef\xbb\xbf"), skips_blank=broken is not None)
    ):
        if count >= MOST_LINES:
            raise ObjectIsTooLarge(f"This object has more than {MOST_LINES} lines.")
        try:
            yield read_line(number, raw, unfolded)
        except LineIsBroken as refused:
            if broken is None:
                raise
            broken.append(refused)
            yield Line(number, "", {}, "", raw)


def _unfolded(content: bytes, *, skips_blank: bool) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, raw bytes and content of each line. On bytes, as folds may cut a character in two."""
    number, begin = 0, 1
    raw: list[bytes] = []
    for number, physical in enumerate(content.split(b"\n"), start=1):
        if skips_blank and not physical.strip(b"\r"):
            # Some write their line ends twice, also within a fold.
            continue
        if raw and physical[:1] in (b" ", b"\t"):
            raw.append(physical)
            continue
        if raw:
            yield joined(begin, raw)
        raw, begin = ([physical], number) if physical.strip() else ([], number)
    if raw:
        yield joined(begin, raw)


def joined(number: int, raw: list[bytes]) -> tuple[int, bytes, bytes]:
    """Number, raw bytes and content of one line, from its physical ones."""
    unfolded = raw[0].rstrip(b"\r") + b"".join(one[1:].rstrip(b"\r") for one in raw[1:])
    return number, b"\r\n".join(one.rstrip(b"\r") for one in raw) + b"\r\n", unfolded


def read_line(number: int, raw: bytes, unfolded: bytes) -> Line:
    try:
        text = unfolded.decode()
    except UnicodeDecodeError as broken:
        raise ObjectIsMalformed("This is not UTF-8.", line=number) from broken
    if "\0" in text:
        raise ObjectIsMalformed("This holds a NUL character.", line=number)
    name = _NAME.match(text)
    if name is None:
        raise LineIsBroken("This begins with no property name.", line=number)
    parameters: dict[str, str] = {}
    at = name.end()
    while found := PARAMETER.match(text, at):
        parameters[found[1].upper()] = found[2].replace('"', "")
        at = found.end()
    if text[at : at + 1] != ":":
        raise LineIsBroken("No value follows.", line=number, field=name[0].upper())
    if len(unfolded) > LONGEST_LINE and name[0].upper() not in ATTACHED:
        message = f"This has {len(unfolded)} bytes, where a line has {LONGEST_LINE} at most. Shorten it."
        raise ObjectIsMalformed(message, line=number, field=name[0].upper())
    return Line(number, name[0].upper(), parameters, text[at + 1 :], raw)
