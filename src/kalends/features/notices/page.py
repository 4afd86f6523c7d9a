"""The list of notices on somebody's page: what is new, what was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kalends.core.actor import Actor
from kalends.core.page import Page, page_of, read_cursor
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.notices import repository
from kalends.features.notices.repository import Notice
from kalends.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    db: Database

    async def list_mine(
        self, actor: Actor, *, cursor: str | None = None, limit: int = 50, only_unread: bool = False
    ) -> Page[Notice]:
        """Newest first."""
        myself = ensure_signed_in(actor)
        before = read_cursor(cursor)
        async with self.db.transaction(myself) as tx:
            found = await repository.list_of(tx, myself.id, before, limit + 1, only_unread=only_unread)
        return page_of(found, limit, key=lambda notice: notice.id)

    async def count_unread(self, actor: Actor) -> int:
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            return await repository.count_unread(tx, myself.id)

    async def mark_read(self, actor: Actor, notices: Sequence[UUID] | None = None) -> int:
        """Those named, or all; others' and unknown ones are passed by. Answers how many were new."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            return await repository.mark_read(tx, myself.id, notices)
