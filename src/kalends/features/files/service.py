"""Files: put, got, listed, copied, moved and removed, each person's in their own space."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kalends.core.actor import Actor
from kalends.core.clock import Clock
from kalends.core.errors import Stale
from kalends.core.etag import ensure_match, etag_of
from kalends.core.ids import FileId, SpaceId, new_uuid
from kalends.features.accounts.signed_in import SignInFirst, ensure_signed_in
from kalends.features.files import repository
from kalends.features.files.domain import (
    MOST_BYTES,
    MOST_FILES,
    File,
    IntoItself,
    NoMoreRoom,
    NoSuchFile,
    NoSuchFolder,
    NotAFile,
    PathIsTaken,
    checked_path,
    is_inside,
    parent_of,
)
from kalends.store.database import Database, Transaction

# A property is a note: so many, and so much of them, that nobody misses room.
MOST_PROPERTIES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    file: File
    properties: Mapping[str, str]


class Files:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def list_at(self, actor: Actor, path: str, *, depth: int | None) -> Sequence[Listed]:
        """What is there, and what is in it: nothing at depth 0, all of it at None. The top is the empty path, and
        itself not in the list."""
        async with self._db.transaction(actor) as tx:
            space_id = await _space(tx, actor)
            own = await _get(tx, space_id, path) if path else None
            inside = await repository.list_inside(tx, space_id, path) if depth != 0 else []
            if depth == 1:
                inside = [one for one in inside if parent_of(one.path) == path]
            files = [*([own] if own else []), *inside]
            properties: dict[FileId, dict[str, str]] = {}
            for one in await repository.list_properties(tx, [file.id for file in files]):
                properties.setdefault(one.file_id, {})[one.name] = one.value
        return [Listed(file=file, properties=properties.get(file.id, {})) for file in files]

    async def get(self, actor: Actor, path: str) -> tuple[File, bytes]:
        async with self._db.transaction(actor) as tx:
            file = await _get(tx, await _space(tx, actor), path)
            if file.is_folder:
                raise NotAFile
            return file, await repository.content_of(tx, file.id)

    async def put(
        self,
        actor: Actor,
        path: str,
        content: bytes,
        media_type: str,
        *,
        if_match: str | None = None,
        must_be_new: bool = False,
    ) -> tuple[File, bool]:
        """The file, and whether it is new."""
        checked_path(path)
        async with self._db.transaction(actor) as tx:
            space_id = await _space(tx, actor, locked=True)
            await _ensure_folder(tx, space_id, parent_of(path))
            before = await repository.find(tx, space_id, path)
            if (before is None and if_match is not None) or (before is not None and must_be_new):
                raise Stale
            if before is not None:
                ensure_match(if_match, before.etag)
                if before.is_folder:
                    raise NotAFile
            file = self._new(space_id, path, content, media_type)
            if before is not None:
                file = replace(file, id=before.id, created_at=before.created_at)
            await repository.save(tx, file, content)
            await _ensure_room(tx, space_id)
            return file, before is None

    async def make_folder(self, actor: Actor, path: str, properties: Mapping[str, str | None] | None = None) -> None:
        checked_path(path)
        async with self._db.transaction(actor) as tx:
            space_id = await _space(tx, actor, locked=True)
            if await repository.find(tx, space_id, path) is not None:
                raise PathIsTaken
            await _ensure_folder(tx, space_id, parent_of(path))
            folder = self._new(space_id, path, None, "")
            await repository.save(tx, folder, None)
            await repository.save_properties(tx, folder, properties or {})
            await _ensure_room(tx, space_id)

    async def remove(self, actor: Actor, path: str, *, if_match: str | None = None) -> None:
        """With all that is in it."""
        async with self._db.transaction(actor) as tx:
            space_id = await _space(tx, actor, locked=True)
            file = await _get(tx, space_id, path)
            ensure_match(if_match, file.etag)
            await repository.remove(tx, space_id, path)

    async def change(self, actor: Actor, path: str, properties: Mapping[str, str | None]) -> None:
        """What programs keep of it; None takes one away."""
        async with self._db.transaction(actor) as tx:
            space_id = await _space(tx, actor, locked=True)
            file = await _get(tx, space_id, path)
            await repository.save_properties(tx, file, properties)
            if len(await repository.list_properties(tx, [file.id])) > MOST_PROPERTIES:
                raise NoMoreRoom

    async def copy(
        self, actor: Actor, path: str, target: str, *, overwrite: bool, deep: bool = True, if_match: str | None = None
    ) -> bool:
        """Whether there was nothing at the target; without what is in it, where it is not to be `deep`."""
        async with self._db.transaction(actor) as tx:
            space_id = await _space(tx, actor, locked=True)
            source = await _get(tx, space_id, path)
            ensure_match(if_match, source.etag)
            is_new = await _cleared(tx, space_id, source, target, overwrite=overwrite)
            now = self._clock()
            for one in [source, *(await repository.list_inside(tx, space_id, path) if deep else ())]:
                goal = target + one.path.removeprefix(path)
                copy = replace(one, id=FileId(new_uuid()), path=goal, created_at=now, changed_at=now)
                await repository.copy(tx, one, copy)
            await _ensure_room(tx, space_id)
            return is_new

    async def move(self, actor: Actor, path: str, target: str, *, overwrite: bool, if_match: str | None = None) -> bool:
        async with self._db.transaction(actor) as tx:
            space_id = await _space(tx, actor, locked=True)
            source = await _get(tx, space_id, path)
            ensure_match(if_match, source.etag)
            is_new = await _cleared(tx, space_id, source, target, overwrite=overwrite)
            await repository.rename(tx, space_id, path, target)
            return is_new

    def _new(self, space_id: SpaceId, path: str, content: bytes | None, media_type: str) -> File:
        now = self._clock()
        return File(
            id=FileId(new_uuid()),
            space_id=space_id,
            path=path,
            is_folder=content is None,
            size=len(content or b""),
            media_type=media_type[:200],
            etag=etag_of(content or b""),
            created_at=now,
            changed_at=now,
        )


async def _space(tx: Transaction, actor: Actor, *, locked: bool = False) -> SpaceId:
    person = ensure_signed_in(actor)
    space_id = await (repository.lock_space if locked else repository.find_space)(tx, person)
    if space_id is None:
        raise SignInFirst
    return space_id


async def _get(tx: Transaction, space_id: SpaceId, path: str) -> File:
    file = await repository.find(tx, space_id, path)
    if file is None:
        raise NoSuchFile
    return file


async def _ensure_folder(tx: Transaction, space_id: SpaceId, path: str) -> None:
    folder = await repository.find(tx, space_id, path) if path else None
    if path and (folder is None or not folder.is_folder):
        raise NoSuchFolder


async def _ensure_room(tx: Transaction, space_id: SpaceId) -> None:
    taken = await repository.taken(tx, space_id)
    if taken is not None and (taken.many > MOST_FILES or taken.size > MOST_BYTES):
        raise NoMoreRoom


async def _cleared(tx: Transaction, space_id: SpaceId, source: File, target: str, *, overwrite: bool) -> bool:
    """Nothing is at the target any more. Answers whether nothing was."""
    checked_path(target)
    if is_inside(target, source.path) or is_inside(source.path, target):
        raise IntoItself
    await _ensure_folder(tx, space_id, parent_of(target))
    there = await repository.find(tx, space_id, target)
    if there is not None and not overwrite:
        raise Stale
    if there is not None:
        await repository.remove(tx, space_id, target)
    return there is None
