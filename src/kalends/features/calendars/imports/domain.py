"""An import: how much of a file is here, how much of it is done, and what came of it. No I/O, no clock."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kalends.core.errors import Conflict, Invalid, NotFound
from kalends.core.ids import CalendarId, ImportId, SpaceId
from kalends.features.calendars.imports.cutting import Where

# Of what is listed by line; all are counted.
MOST_REMARKS = 1_000
# Unfinished ones in a calendar, so that nobody fills the disk by beginning.
MOST_AT_ONCE = 4


class NoSuchImport(NotFound):
    """There is no such import into this calendar."""


class TooManyImports(Conflict):
    """Some imports into this calendar are not finished yet. Wait for them, or drop one."""


class OffsetIsAnother(Conflict):
    """The file does not go on there. Ask for the import and send on from `received_bytes`."""


class MoreThanAnnounced(Invalid):
    """This is more than was announced for this file. Drop the import and begin anew."""


class ImportStatus(StrEnum):
    RECEIVING = "receiving"
    CUTTING = "cutting"
    KEEPING = "keeping"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    id: ImportId
    space_id: SpaceId
    calendar_id: CalendarId
    created_at: datetime
    # Bytes of the whole file, if somebody said; of what is here; of what is cut.
    total: int | None
    received: int
    received_at: datetime | None
    offset: int
    line: int
    calendar: int
    is_inside: bool
    is_outside_noted: bool
    header: bytes
    cut_at: datetime | None
    found: int
    last_uid: str
    added: int
    changed: int
    same: int
    older: int
    noted: int
    refused: int
    # Objects of which nothing could be kept are among those done.
    done: int
    finished_at: datetime | None

    @property
    def status(self) -> ImportStatus:
        if self.received_at is None:
            return ImportStatus.RECEIVING
        if self.cut_at is None:
            return ImportStatus.CUTTING
        return ImportStatus.KEEPING if self.finished_at is None else ImportStatus.FINISHED

    @property
    def where(self) -> Where:
        return Where(
            offset=self.offset,
            line=self.line,
            calendar=self.calendar,
            is_inside=self.is_inside,
            is_outside_noted=self.is_outside_noted,
            header=self.header,
        )

    @property
    def progress(self) -> float:
        """0 to 1 of the work once the file is here: cutting is a tenth of it."""
        if self.finished_at is not None:
            return 1.0
        cut = self.offset / self.received if self.received else 0.0
        kept = self.done / self.found if self.found else 0.0
        return round(0.1 * cut + 0.9 * kept, 4) if self.received_at is not None else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of some of the objects."""

    added: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """A UID, and how many bytes its parts have."""

    uid: str
    size: int
    line: int
