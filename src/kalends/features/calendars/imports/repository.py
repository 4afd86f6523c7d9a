"""Every statement about imports: the file, its parts, and what was said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kalends.core.actor import Actor, Person
from kalends.core.ids import CalendarId, ImportId, SpaceId
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.imports.cutting import Cutter, Part, Remark, Zone
from kalends.features.calendars.imports.domain import MOST_REMARKS, Import, Outcome, Sized
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    position: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The own lines of a calendar of the file, or a zone that it defines."""

    calendar: int
    tzid: str | None
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCarryOn:
    id: ImportId
    space_id: SpaceId


async def add(tx: Transaction, import_id: ImportId, calendar: Calendar, actor: Actor, total: int | None) -> None:
    await tx.execute(
        "INSERT INTO imports (id, space_id, calendar_id, person_id, total) VALUES (%s, %s, %s, %s, %s)",
        [import_id, calendar.space_id, calendar.id, actor.id if isinstance(actor, Person) else None, total],
    )


async def find(tx: Transaction, import_id: ImportId) -> Import | None:
    return await tx.find(
        Import,
        """
        SELECT id, space_id, calendar_id, created_at, total, received, received_at, "offset", line, calendar, is_inside,
            is_outside_noted, header, cut_at, found, last_uid, added, changed, same, older, noted, refused, done,
            finished_at
        FROM imports WHERE id = %s
        """,
        [import_id],
    )


async def lock(tx: Transaction, import_id: ImportId) -> Import | None:
    """None also while somebody else holds it: they carry it on."""
    return await tx.find(
        Import,
        """
        SELECT id, space_id, calendar_id, created_at, total, received, received_at, "offset", line, calendar, is_inside,
            is_outside_noted, header, cut_at, found, last_uid, added, changed, same, older, noted, refused, done,
            finished_at
        FROM imports WHERE id = %s FOR UPDATE SKIP LOCKED
        """,
        [import_id],
    )


async def list_into(tx: Transaction, calendar_id: CalendarId, many: int) -> list[Import]:
    """The latest first."""
    return await tx.list(
        Import,
        """
        SELECT id, space_id, calendar_id, created_at, total, received, received_at, "offset", line, calendar, is_inside,
            is_outside_noted, header, cut_at, found, last_uid, added, changed, same, older, noted, refused, done,
            finished_at
        FROM imports WHERE calendar_id = %s ORDER BY id DESC LIMIT %s
        """,
        [calendar_id, many],
    )


async def count_unfinished(tx: Transaction, calendar_id: CalendarId) -> int:
    return await tx.value("SELECT count(*) FROM imports WHERE calendar_id = %s AND finished_at IS NULL", [calendar_id])


async def remove(tx: Transaction, import_id: ImportId) -> None:
    await tx.execute("DELETE FROM imports WHERE id = %s", [import_id])


async def append(tx: Transaction, one: Import, content: bytes) -> None:
    await tx.execute(
        "INSERT INTO import_chunks (import_id, space_id, position, content) VALUES (%s, %s, %s, %s)",
        [one.id, one.space_id, one.received, content],
    )
    await tx.execute("UPDATE imports SET received = received + %s WHERE id = %s", [len(content), one.id])


async def mark_received(tx: Transaction, import_id: ImportId, now: datetime) -> None:
    await tx.execute(
        "UPDATE imports SET received_at = %s, total = received WHERE id = %s AND received_at IS NULL", [now, import_id]
    )


async def list_remarks(tx: Transaction, import_id: ImportId) -> list[Remark]:
    return await tx.list(
        Remark,
        "SELECT line, reason, uid, is_kept FROM import_remarks WHERE import_id = %s ORDER BY line, number LIMIT %s",
        [import_id, MOST_REMARKS],
    )


async def list_to_carry_on(tx: Transaction, many: int) -> list[ToCarryOn]:
    return await tx.list(ToCarryOn, "SELECT id, space_id FROM list_imports_to_carry_on(%s)", [many])


async def find_chunk(tx: Transaction, import_id: ImportId, offset: int) -> Chunk | None:
    """The one that this byte of the file is in."""
    return await tx.find(
        Chunk,
        """
        SELECT position, content FROM import_chunks
        WHERE import_id = %s AND position <= %s ORDER BY position DESC LIMIT 1
        """,
        [import_id, offset],
    )


async def save_cut(tx: Transaction, one: Import, cutter: Cutter) -> None:
    """What was cut, and where to go on; chunks that are done with go."""
    where = cutter.where
    await tx.execute(
        """
        INSERT INTO import_parts (import_id, space_id, uid, line, calendar, kind, content)
        SELECT %s, %s, uid, line, calendar, kind, content
        FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::bytea[])
            AS part (uid, line, calendar, kind, content)
        """,
        [
            one.id,
            one.space_id,
            [part.uid for part in cutter.parts],
            [part.line for part in cutter.parts],
            [part.calendar for part in cutter.parts],
            [part.kind for part in cutter.parts],
            [part.content for part in cutter.parts],
        ],
    )
    own = [
        *(Own(calendar=header.calendar, tzid=None, content=header.content) for header in cutter.headers),
        *(Own(calendar=zone.calendar, tzid=zone.tzid, content=zone.content) for zone in cutter.zones),
    ]
    await tx.execute(
        """
        INSERT INTO import_calendars (import_id, space_id, calendar, tzid, content)
        SELECT %s, %s, calendar, tzid, content
        FROM unnest(%s::bigint[], %s::text[], %s::bytea[]) AS own (calendar, tzid, content)
        ON CONFLICT ON CONSTRAINT a_zone_is_defined_once_in_a_calendar DO NOTHING
        """,
        [
            one.id,
            one.space_id,
            [each.calendar for each in own],
            [each.tzid for each in own],
            [each.content for each in own],
        ],
    )
    await add_remarks(tx, one, cutter.remarks)
    await tx.execute(
        """
        UPDATE imports
        SET "offset" = %s, line = %s, calendar = %s, is_inside = %s, is_outside_noted = %s, header = %s
        WHERE id = %s
        """,
        [where.offset, where.line, where.calendar, where.is_inside, where.is_outside_noted, where.header, one.id],
    )
    await tx.execute(
        "DELETE FROM import_chunks WHERE import_id = %s AND position + length(content) <= %s", [one.id, where.offset]
    )


async def mark_cut(tx: Transaction, import_id: ImportId, now: datetime) -> None:
    await tx.execute(
        """
        UPDATE imports
        SET cut_at = %(now)s, found = (SELECT count(DISTINCT uid) FROM import_parts WHERE import_id = %(id)s)
        WHERE id = %(id)s
        """,
        {"now": now, "id": import_id},
    )


async def list_uids(tx: Transaction, import_id: ImportId, after: str, many: int) -> list[Sized]:
    return await tx.list(
        Sized,
        """
        SELECT uid, sum(length(content))::bigint AS size, min(line) AS line
        FROM import_parts WHERE import_id = %s AND uid > %s
        GROUP BY uid ORDER BY uid LIMIT %s
        """,
        [import_id, after, many],
    )


async def list_parts(tx: Transaction, import_id: ImportId, uids: Sequence[str]) -> list[Part]:
    return await tx.list(
        Part,
        """
        SELECT calendar, line, kind, uid, content FROM import_parts
        WHERE import_id = %s AND uid = ANY (%s) ORDER BY uid, line
        """,
        [import_id, list(uids)],
    )


async def list_own(tx: Transaction, import_id: ImportId, calendars: Sequence[int]) -> list[Own]:
    return await tx.list(
        Own,
        "SELECT calendar, tzid, content FROM import_calendars WHERE import_id = %s AND calendar = ANY (%s)",
        [import_id, list(calendars)],
    )


async def add_remarks(tx: Transaction, one: Import, remarks: Sequence[Remark]) -> None:
    """All are counted, the first thousand kept."""
    if not remarks:
        return
    room = max(MOST_REMARKS - one.noted - one.refused, 0)
    listed = remarks[:room]
    await tx.execute(
        """
        INSERT INTO import_remarks (import_id, space_id, line, uid, reason, is_kept)
        SELECT %s, %s, line, uid, reason, is_kept
        FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::boolean[]) AS remark (line, uid, reason, is_kept)
        """,
        [
            one.id,
            one.space_id,
            [each.line for each in listed],
            [each.uid for each in listed],
            [each.reason.replace("\0", "\N{REPLACEMENT CHARACTER}") for each in listed],
            [each.is_kept for each in listed],
        ],
    )
    kept = sum(each.is_kept for each in remarks)
    await tx.execute(
        "UPDATE imports SET noted = noted + %s, refused = refused + %s WHERE id = %s",
        [kept, len(remarks) - kept, one.id],
    )


async def save_kept(tx: Transaction, one: Import, last_uid: str, many: int, outcome: Outcome) -> None:
    await tx.execute(
        """
        UPDATE imports
        SET last_uid = %s, done = done + %s, added = added + %s, changed = changed + %s, same = same + %s,
            older = older + %s
        WHERE id = %s
        """,
        [last_uid, many, outcome.added, outcome.changed, outcome.same, outcome.older, one.id],
    )
    await tx.execute("DELETE FROM import_parts WHERE import_id = %s AND uid <= %s", [one.id, last_uid])


async def mark_finished(tx: Transaction, import_id: ImportId, now: datetime) -> None:
    await tx.execute("UPDATE imports SET finished_at = %s WHERE id = %s", [now, import_id])
    await tx.execute("DELETE FROM import_calendars WHERE import_id = %s", [import_id])
    await tx.execute("DELETE FROM import_chunks WHERE import_id = %s", [import_id])


def zone_of(own: Own) -> Zone:
    return Zone(calendar=own.calendar, tzid=own.tzid or "", content=own.content)
