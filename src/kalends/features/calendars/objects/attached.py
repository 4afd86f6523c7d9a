"""The files that an object names (RFC 8607, section 4): their lines read, added, replaced and taken out. All other
bytes of the object stay."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalends.core.errors import NotFound
from kalends.core.ids import AttachmentId
from kalends.features.calendars.objects.building import Lines, keys, lines_of
from kalends.features.calendars.objects.details import EventChanges
from kalends.features.calendars.objects.errors import NoSuchOccurrence
from kalends.features.calendars.objects.lines import Component, Line
from kalends.features.calendars.objects.placing import occurring, own_end
from kalends.features.calendars.objects.reading import CalendarObject, Item
from kalends.features.calendars.objects.revision import Revision
from kalends.features.calendars.objects.splices import Splice, spliced
from kalends.features.calendars.objects.values import Moment
from kalends.features.calendars.objects.walls import as_kind
from kalends.features.calendars.objects.writing import quoted, unquoted

# Under which our files are read, at whatever host; and what comes behind it.
PATH = "/dav/attachments/"
_OURS = re.compile(r"https?://[^/]+/dav/attachments/([0-9a-f-]{36})(?:/|$)", re.ASCII)
# What an override does not have, as its series has it.
_OF_SERIES = ("RRULE", "EXRULE", "RDATE", "EXDATE")

# Occurrences by what they were planned for, None for the series itself; no one at all means all of the object.
Targets = Sequence[Moment | None]


class NotAttached(NotFound):
    """This event carries no such file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """One file as an ATTACH line names it. `size` is in bytes, None where the line does not say it."""

    managed_id: str
    url: str
    name: str
    media_type: str
    size: int | None


def attached_in(read: CalendarObject, component: Component | None = None) -> Sequence[Attached]:
    """The managed files of one component, or of all: each once."""
    components = [item.component for item in read.items] if component is None else [component]
    found: dict[str, Attached] = {}
    for line in (line for one in components for line in _managed(one)):
        size = line.parameters.get("SIZE", "")
        found.setdefault(
            line.parameters["MANAGED-ID"],
            Attached(
                managed_id=line.parameters["MANAGED-ID"],
                url=line.value,
                name=unquoted(line.parameters.get("FILENAME", "")),
                media_type=line.parameters.get("FMTTYPE", ""),
                size=int(size) if size.isascii() and size.isdecimal() and len(size) < 16 else None,
            ),
        )
    return [*found.values()]


def managed_ids(read: CalendarObject) -> frozenset[str]:
    return frozenset(line.parameters["MANAGED-ID"] for item in read.items for line in _managed(item.component))


def files_of(read: CalendarObject) -> frozenset[AttachmentId]:
    """The files of ours that it names: by MANAGED-ID, or by their address alone, as programs leave it that do not know
    the parameter."""
    found: set[AttachmentId] = set()
    for line in (line for item in read.items for line in item.component.lines if line.name == "ATTACH"):
        address = _OURS.match(line.value)
        for text in (line.parameters.get("MANAGED-ID"), address and address[1]):
            if text and (attachment_id := read_id(text)) is not None:
                found.add(attachment_id)
    return frozenset(found)


def is_file(line: Line) -> bool:
    """Whether it names a file of ours, which only those can open who sign in."""
    if line.name != "ATTACH":
        return False
    return "MANAGED-ID" in line.parameters or _OURS.match(line.value) is not None


def without_files(content: bytes, component: Component) -> bytes:
    """For readers who can't sign in; `component` is what `content` was read as."""
    return spliced(content, [Splice(line.number, line.until, b"") for line in component.lines if is_file(line)])


def read_id(text: str) -> AttachmentId | None:
    """One file has one id: other spellings of it are none."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return AttachmentId(found) if str(found) == text else None


def attach(read: CalendarObject, file: Attached, targets: Targets, now: datetime) -> bytes:
    """Raises NoSuchOccurrence."""
    revision = Revision(read, now)
    for item, at in _targeted(read, targets):
        lines = [line.unfolded for line in item.component.all("ATTACH")]
        _put(revision, read, item, at, [*lines, line_of(file)])
    return revision.content()


def replace_attached(read: CalendarObject, managed_id: str, file: Attached, now: datetime) -> bytes:
    """Wherever it is. Raises NotAttached."""
    _ensure_attached(read, managed_id)
    revision = Revision(read, now)
    for item in read.items:
        if _has(item, managed_id):
            lines = item.component.all("ATTACH")
            texts = [line_of(file) if _is(line, managed_id) else line.unfolded for line in lines]
            revision.put(item.component, {"ATTACH": texts})
    return revision.content()


def detach(read: CalendarObject, managed_id: str, targets: Targets, now: datetime) -> bytes:
    """Raises NotAttached, NoSuchOccurrence."""
    _ensure_attached(read, managed_id)
    revision = Revision(read, now)
    for item, at in _targeted(read, targets):
        if _has(item, managed_id):
            left = [line.unfolded for line in item.component.all("ATTACH") if not _is(line, managed_id)]
            _put(revision, read, item, at, left)
        elif targets:
            raise NotAttached(field="managed-id")
    return revision.content()


def line_of(file: Attached) -> str:
    parameters = {
        "MANAGED-ID": file.managed_id,
        "FMTTYPE": file.media_type,
        "FILENAME": quoted(file.name),
        "SIZE": str(file.size or 0),
    }
    return f"ATTACH{''.join(f';{name}={value}' for name, value in parameters.items())}:{file.url}"


def _put(revision: Revision, read: CalendarObject, item: Item, at: Moment | None, lines: Sequence[str]) -> None:
    """`at`: the item is a series of which only this occurrence is meant, which gets an override of its own."""
    if at is None:
        revision.put(item.component, {"ATTACH": lines})
        return
    override = {
        **_times(revision, read, item, at),
        "RECURRENCE-ID": [revision.moment("RECURRENCE-ID", at)],
        **dict.fromkeys(_OF_SERIES, ()),
        "ATTACH": lines,
    }
    revision.copy(item.component, override, None, is_significant=False)


def _times(revision: Revision, read: CalendarObject, item: Item, at: Moment) -> Lines:
    """Of one occurrence, as its series has it."""
    component = item.component
    if component.name == "VEVENT":
        return lines_of(revision, read, item, EventChanges(start=at, end=own_end(item, at)))
    lines: Lines = {}
    if component.first("DTSTART"):
        lines["DTSTART"] = [revision.moment("DTSTART", at)]
    if component.first("DUE"):
        lines["DUE"] = [revision.moment("DUE", item.lasts.after(at))]
    return lines


def _targeted(read: CalendarObject, targets: Targets) -> Iterator[tuple[Item, Moment | None]]:
    """Each component once; with a moment where it is a series and one occurrence of it is meant."""
    if not targets:
        yield from ((item, None) for item in read.items)
        return
    seen: set[object] = set()
    for target in targets:
        item, at = _target(read, target)
        key = (item.number, None if at is None else keys([at]).pop())
        if key not in seen:
            seen.add(key)
            yield item, at


def _target(read: CalendarObject, target: Moment | None) -> tuple[Item, Moment | None]:
    if target is None:
        if read.master is None:
            raise NoSuchOccurrence
        return read.master, None
    for override in read.overrides:
        if (which := override.recurrence_id) is not None and keys([as_kind(target, which)]) == keys([which]):
            return override, None
    master = read.master
    if master is None or master.start is None:
        raise NoSuchOccurrence
    return occurring(read, as_kind(target, master.start))


def _ensure_attached(read: CalendarObject, managed_id: str) -> None:
    if managed_id not in managed_ids(read):
        raise NotAttached(field="managed-id")


def _has(item: Item, managed_id: str) -> bool:
    return any(_is(line, managed_id) for line in item.component.lines)


def _is(line: Line, managed_id: str) -> bool:
    return line.name == "ATTACH" and line.parameters.get("MANAGED-ID") == managed_id


def _managed(component: Component) -> Iterator[Line]:
    return (line for line in component.lines if line.name == "ATTACH" and line.parameters.get("MANAGED-ID"))
