"""What could not be delivered: operators see it, and have it tried again."""

from collections.abc import Sequence
from dataclasses import dataclass

from kalends.core.actor import Actor
from kalends.core.ids import DeliveryId
from kalends.core.page import Page, page_of, read_cursor
from kalends.features.accounts.administration import repository
from kalends.features.accounts.administration.domain import DeadLetter, NoneChosen
from kalends.features.accounts.administration.service import ensure_operator
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.store import audit
from kalends.store.database import Database

# At once; what is more is revived by asking again.
MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetters:
    db: Database

    async def list_newest(
        self, actor: Actor, channel: str | None = None, cursor: str | None = None, limit: int = 50
    ) -> Page[DeadLetter]:
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            operator = await ensure_operator(tx)
            rows = await repository.list_dead_letters(tx, operator.id, channel, read_cursor(cursor), limit + 1)
            return page_of(rows, limit, lambda one: one.id)

    async def revive(self, actor: Actor, ids: Sequence[DeliveryId] = (), channel: str | None = None) -> int:
        """Those named, or up to 1,000 of a channel; answers how many are tried again."""
        if not ids and not channel:
            raise NoneChosen(field="ids")
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            operator = await ensure_operator(tx)
            many = await repository.revive_dead_letters(tx, operator.id, ids, channel, MOST)
            space_id = await repository.find_space(tx, operator.id, operator.id)
            if many and space_id is not None:
                await audit.note(tx, space_id, "dead_letters.revived", None, {"many": many, "channel": channel})
            tx.wakes_worker = True
            return many
