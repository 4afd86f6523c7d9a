"""Changing a few lines of an object and no other byte of it: line ends, folds, order and what we don't know stay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kalends.features.calendars.objects.lines import Component, Line

# RFC 5545, section 3.1: lines of content "SHOULD NOT be longer than 75 octets".
LONGEST_LINE = 75


@dataclass(frozen=True, slots=True)
class Splice:
    """The lines from number `begin` up to but without `until` become `text`, which ends with a line's end."""

    begin: int
    until: int
    text: bytes


def spliced(content: bytes, splices: Iterable[Splice], begin: int = 1, until: int | None = None) -> bytes:
    """The lines from `begin` up to but without `until`, of the whole if left out, with the splices in them."""
    physical = content.split(b"\n")
    last = len(physical) + 1 if until is None else until
    parts: list[bytes] = []
    at = begin
    for splice in sorted(splices, key=lambda one: (one.begin, one.until)):
        parts += [*(line + b"\n" for line in physical[at - 1 : splice.begin - 1]), splice.text]
        at = splice.until
    rest = b"\n".join(physical[at - 1 : last - 1])
    return b"".join([*parts, rest, b"" if until is None else b"\n"])


def line_end(content: bytes) -> bytes:
    """As the object has it; some files come without the carriage return."""
    return b"\r\n" if content.partition(b"\n")[0].endswith(b"\r") else b"\n"


def written(text: str, end: bytes) -> bytes:
    """A line of content, folded between characters."""
    pieces: list[bytes] = []
    piece = b""
    for char in text:
        encoded = char.encode()
        # A continuation begins with a space, which counts.
        if len(piece) + len(encoded) > LONGEST_LINE - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += encoded
    return (end + b" ").join([*pieces, piece]) + end


def properties_spliced(component: Component, changes: Mapping[str, Sequence[str]], end: bytes) -> list[Splice]:
    """What makes these the component's properties of each name, as lines without folds; none: it is taken out.

    A line that is to stay keeps its bytes; others are replaced where they stand.
    """
    # Before its alarms.
    bottom = min((child.number for child in component.children), default=component.last)
    splices: list[Splice] = []
    for name, wanted in changes.items():
        new = list(wanted)
        old: list[Line] = []
        for line in component.all(name):
            if line.unfolded in new:
                new.remove(line.unfolded)
            else:
                old.append(line)
        for place, line in enumerate(old):
            text = written(new[place], end) if place < len(new) else b""
            splices.append(Splice(line.number, line.until, text))
        if new[len(old) :]:
            present = list(component.all(name))
            place = present[-1].until if present else bottom
            splices.append(Splice(place, place, b"".join(written(one, end) for one in new[len(old) :])))
    return splices
