"""A file or a folder, how much of them there may be, and what can be wrong. No I/O, no clock."""

from dataclasses import dataclass
from datetime import datetime

from kalends.core.errors import Conflict, Forbidden, Invalid, NotFound
from kalends.core.ids import FileId, SpaceId

# Settings and icons, not a disk.
MOST_FILES = 1_000
MOST_BYTES = 20 * 2**20
# Of one part of a path, and of the whole.
LONGEST_NAME = 255
LONGEST_PATH = 2_000


class NoSuchFile(NotFound):
    """There is no such file."""


class NoSuchFolder(Conflict):
    """There is no such folder to put this into. Make it first."""


class PathIsTaken(Conflict):
    """There is something at this path already."""


class NotAFile(Conflict):
    """This is a folder."""


class BadPath(Invalid):
    """A name has 1 to 255 characters that can be shown, and a path 2,000."""


class NoMoreRoom(Forbidden):
    """There is room for 1,000 files and folders, and for 20 MB in all. Remove some first."""


class IntoItself(Forbidden):
    """A folder can't be put into itself, nor in the place of one that it is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Without its content."""

    id: FileId
    space_id: SpaceId
    path: str
    is_folder: bool
    size: int
    media_type: str
    etag: str
    created_at: datetime
    changed_at: datetime

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def checked_path(path: str) -> str:
    """Names joined by slashes."""
    names = path.split("/")
    is_good = all(0 < len(name) <= LONGEST_NAME and name.isprintable() and name not in {".", ".."} for name in names)
    if not is_good or len(path) > LONGEST_PATH:
        raise BadPath(field="path")
    return path


def parent_of(path: str) -> str:
    """Empty at the top."""
    return path.rpartition("/")[0]


def is_inside(path: str, folder: str) -> bool:
    """Or the folder itself."""
    return path == folder or path.startswith(f"{folder}/")
