"""A file that events carry: its name and type as they may be, how much there may be, what can be wrong. No I/O."""

import re
import unicodedata
from collections.abc import AsyncIterable
from dataclasses import dataclass

from kalends.core.errors import Forbidden, Invalid, NotFound
from kalends.core.ids import AttachmentId, SpaceId

# In bytes; file systems take no more.
LONGEST_NAME = 200
OCTETS = "application/octet-stream"
UNNAMED = "attachment"

# RFC 6838, section 4.2.
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}", re.ASCII)
# What separates paths anywhere, and what Windows has in no name.
_SEPARATORS = re.compile(r"[/\\]")
_UNUSUAL = re.compile(r'[:*?"<>|]')
# Of any script: controls, formats such as those that turn the direction of writing, surrogates, private and unassigned
# characters, and separators of lines.
_UNSEEN = ("C", "Zl", "Zp")


class NoSuchAttachment(NotFound):
    """There is no such file here, or none that you may read."""


class ManagedIdIsUnknown(Invalid):
    """This MANAGED-ID is of no file that you may read. Files are added by POST (RFC 8607, section 3.4)."""


class FileIsTooLarge(Invalid):
    """This file is too large."""


class TooManyAttachments(Forbidden):
    """This event carries as many files as it may. Remove one first."""


class NoRoomForFile(Forbidden):
    """There is no room left for this file. Remove some that are not needed; their room is free a week later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLimits:
    """Bytes of a file and of all in a space, and how many files one object carries."""

    max_bytes: int
    most_of_object: int
    space_bytes: int

    def too_large(self) -> FileIsTooLarge:
        return FileIsTooLarge(f"A file has at most {self.max_bytes} bytes. Send a smaller one.", field="file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Without its content. `size` is in bytes, None while it is still coming."""

    id: AttachmentId
    space_id: SpaceId
    name: str
    media_type: str
    size: int | None
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file as somebody sends it: name and type as they say, `length` in bytes where they say it."""

    name: str
    media_type: str
    pieces: AsyncIterable[bytes]
    length: int | None = None


def clean_name(name: str) -> str:
    """The last part of a path, without what can't be seen; never empty, and with its ending where it is cut."""
    name = unicodedata.normalize("NFC", _SEPARATORS.split(name)[-1])
    name = "".join(char for char in name if not unicodedata.category(char).startswith(_UNSEEN))
    name = _UNUSUAL.sub("_", name).strip().strip(".") or UNNAMED
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > LONGEST_NAME // 10:
        stem, dot, ending = name, "", ""
    return _cut(stem, LONGEST_NAME - len((dot + ending).encode())) + dot + ending


def clean_type(media_type: str) -> str:
    """Without parameters; what is no type is octets."""
    kind = media_type.partition(";")[0].strip().lower()
    return kind if _TYPE.fullmatch(kind) else OCTETS


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")
