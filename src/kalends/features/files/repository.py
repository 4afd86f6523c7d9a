"""Every statement about files. What is in a folder is the range of paths from "folder/" up to "folder0"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kalends.core.actor import Person
from kalends.core.ids import FileId, SpaceId
from kalends.features.files.domain import File
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    file_id: FileId
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    many: int
    size: int


async def lock_space(tx: Transaction, person: Person) -> SpaceId | None:
    """The person's own; who changes its tree comes one after the other."""
    return await tx.value("SELECT space_id FROM people WHERE id = %s FOR NO KEY UPDATE", [person.id])


async def find_space(tx: Transaction, person: Person) -> SpaceId | None:
    return await tx.value("SELECT space_id FROM people WHERE id = %s", [person.id])


async def find(tx: Transaction, space_id: SpaceId, path: str) -> File | None:
    return await tx.find(
        File,
        """
        SELECT id, space_id, path, content IS NULL AS is_folder, coalesce(octet_length(content), 0) AS size,
            media_type, etag, created_at, changed_at
        FROM files WHERE space_id = %s AND path = %s
        """,
        [space_id, path],
    )


async def content_of(tx: Transaction, file_id: FileId) -> bytes:
    return await tx.value("SELECT content FROM files WHERE id = %s", [file_id])


async def list_inside(tx: Transaction, space_id: SpaceId, folder: str) -> list[File]:
    """All that is in it, however deep; all there is at the top."""
    return await tx.list(
        File,
        """
        SELECT id, space_id, path, content IS NULL AS is_folder, coalesce(octet_length(content), 0) AS size,
            media_type, etag, created_at, changed_at
        FROM files
        WHERE space_id = %(space)s
            AND (%(folder)s = '' OR (path > %(folder)s || '/' AND path < %(folder)s || '0'))
        ORDER BY path
        """,
        {"space": space_id, "folder": folder},
    )


async def taken(tx: Transaction, space_id: SpaceId) -> Taken | None:
    return await tx.find(
        Taken,
        """
        SELECT count(*) AS many, coalesce(sum(octet_length(content)), 0)::bigint AS size
        FROM files WHERE space_id = %s
        """,
        [space_id],
    )


async def save(tx: Transaction, file: File, content: bytes | None) -> None:
    await tx.execute(
        """
        INSERT INTO files (id, space_id, path, content, media_type, etag, created_at, changed_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (id) DO UPDATE SET
            content = excluded.content, media_type = excluded.media_type, etag = excluded.etag,
            changed_at = excluded.changed_at
        """,
        [
            file.id,
            file.space_id,
            file.path,
            content,
            file.media_type,
            file.etag,
            file.created_at,
            file.changed_at,
        ],
    )


async def remove(tx: Transaction, space_id: SpaceId, path: str) -> None:
    """With all that is in it."""
    await tx.execute(
        """
        DELETE FROM files
        WHERE space_id = %(space)s AND (path = %(path)s OR (path > %(path)s || '/' AND path < %(path)s || '0'))
        """,
        {"space": space_id, "path": path},
    )


async def rename(tx: Transaction, space_id: SpaceId, path: str, target: str) -> None:
    """With all that is in it."""
    await tx.execute(
        """
        UPDATE files SET path = %(target)s || substr(path, length(%(path)s) + 1)
        WHERE space_id = %(space)s AND (path = %(path)s OR (path > %(path)s || '/' AND path < %(path)s || '0'))
        """,
        {"space": space_id, "path": path, "target": target},
    )


async def copy(tx: Transaction, source: File, copy: File) -> None:
    """Content and properties."""
    await tx.execute(
        """
        INSERT INTO files (id, space_id, path, content, media_type, etag, created_at, changed_at)
        SELECT %s, space_id, %s, content, media_type, etag, %s, %s FROM files WHERE id = %s
        """,
        [copy.id, copy.path, copy.created_at, copy.changed_at, source.id],
    )
    await tx.execute(
        """
        INSERT INTO file_properties (file_id, space_id, name, value)
        SELECT %s, space_id, name, value FROM file_properties WHERE file_id = %s
        """,
        [copy.id, source.id],
    )


async def list_properties(tx: Transaction, files: Sequence[FileId]) -> list[Property]:
    return await tx.list(
        Property,
        "SELECT file_id, name, value FROM file_properties WHERE file_id = ANY (%s) ORDER BY name",
        [list(files)],
    )


async def save_properties(tx: Transaction, file: File, properties: Mapping[str, str | None]) -> None:
    """None removes one."""
    gone = [name for name, value in properties.items() if value is None]
    kept = {name: value for name, value in properties.items() if value is not None}
    await tx.execute("DELETE FROM file_properties WHERE file_id = %s AND name = ANY (%s)", [file.id, gone])
    await tx.execute(
        """
        INSERT INTO file_properties (file_id, space_id, name, value)
        SELECT %s, %s, name, value FROM unnest(%s::text[], %s::text[]) AS given (name, value)
        ON CONFLICT (file_id, name) DO UPDATE SET value = excluded.value
        """,
        [file.id, file.space_id, list(kept), list(kept.values())],
    )
