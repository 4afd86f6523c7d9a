"""Reading the record, handing it out, and verifying it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass

from kalends.core.actor import Actor, Nobody, System
from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts.audit import repository
from kalends.features.accounts.audit.domain import Entry, Head, NotYourRecord, Verification, first_digest
from kalends.features.accounts.organisations import repository as organisation_rows
from kalends.features.accounts.organisations.domain import NoSuchOrganisation
from kalends.features.accounts.people import repository as people_rows
from kalends.features.accounts.permissions import Permission, may
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.store.database import Database, Transaction

# A transaction's worth: some 20 ms.
BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries of one space, what its members are called, and the number before which there are more entries."""

    space_id: SpaceId
    entries: Sequence[Entry]
    usernames: Mapping[PersonId, str]
    next_before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLog:
    db: Database

    async def chain(self) -> None:
        """A chore of the worker's: what is committed joins the chain of its space."""
        while True:
            async with self.db.transaction(Nobody()) as tx:
                if await repository.chain(tx, BATCH) < BATCH:
                    return

    async def head(self, actor: Actor, space_id: SpaceId | None = None) -> Head:
        """Of an organisation to all its members, so that any of them can keep it; else of one's own space."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            space = await _readable(tx, space_id, Permission.VIEW)
            head = await repository.find_head(tx, space)
        return head or Head(space_id=space, number=0, digest=first_digest(space))

    async def list_newest(
        self, actor: Actor, space_id: SpaceId | None = None, *, before: int | None = None, limit: int = 50
    ) -> Listing:
        """Newest first."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            space = await _readable(tx, space_id, Permission.ADMINISTER)
            rows = await repository.list_newest(tx, space, before, limit + 1)
            members = await organisation_rows.list_members(tx, space)
        return Listing(
            space_id=space,
            entries=rows[:limit],
            usernames={one.person_id: one.username for one in members},
            next_before=rows[limit - 1].number if len(rows) > limit else None,
        )

    async def export(
        self, actor: Actor, space_id: SpaceId | None = None
    ) -> tuple[SpaceId, AsyncGenerator[Sequence[Entry]]]:
        """All there is now, in the order of the chain, a batch at a time; that one may read it is asked each time."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            space = await _readable(tx, space_id, Permission.ADMINISTER)
            upto = (await repository.get_end(tx, space)).number

        async def batches() -> AsyncGenerator[Sequence[Entry]]:
            after = 0
            while True:
                async with self.db.transaction(actor) as tx:
                    await _readable(tx, space, Permission.ADMINISTER)
                    rows = await repository.list_after(tx, space, after, upto, BATCH)
                if rows:
                    yield rows
                if len(rows) < BATCH:
                    return
                after = rows[-1].number

        return space, batches()

    async def verify(self, kept: Sequence[Head] = ()) -> AsyncGenerator[Verification]:
        """Each space's chain, walked to its end; `kept` are heads from earlier, which must still be part of it."""
        async with self.db.transaction(Nobody()) as tx:
            spaces = await repository.list_spaces(tx)
        # Of a chain that is gone altogether, only a head that was kept still knows.
        for space in sorted({*spaces, *(head.space_id for head in kept)}):
            known = {head.number: head.digest for head in kept if head.space_id == space}
            yield await self._verified(Verification(space_id=space, kept=known))

    async def _verified(self, walk: Verification) -> Verification:
        while True:
            async with self.db.transaction(System(walk.space_id)) as tx:
                # What is chained from now on comes after this end.
                end = await repository.get_end(tx, walk.space_id)
                rows = await repository.list_after(tx, walk.space_id, walk.number, end.number, BATCH)
            for entry in rows:
                walk.take(entry)
            if len(rows) < BATCH:
                walk.end(end)
                return walk


async def _readable(tx: Transaction, space_id: SpaceId | None, permission: Permission) -> SpaceId:
    if space_id is None:
        return (await people_rows.get(tx, ensure_signed_in(tx.actor).id)).space_id
    role = tx.roles.get(space_id)
    if role is None:
        raise NoSuchOrganisation(field="space_id")
    if not may(role, permission):
        raise NotYourRecord
    return space_id
