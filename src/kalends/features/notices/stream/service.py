"""Reading the stream: each time inside the reader's own walls, so that a right that ends is felt at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kalends.core.actor import Actor, Person
from kalends.core.ids import SpaceId
from kalends.features.accounts.organisations.domain import NoSuchOrganisation
from kalends.features.accounts.permissions import Permission, may
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.notices.stream import repository
from kalends.features.notices.stream.domain import Position, PositionIsTooOld, Reading, StreamedFact
from kalends.features.notices.webhooks.domain import events_of, matches
from kalends.store.database import Database, Transaction

# One transaction's worth; a reader that is far behind asks again.
BATCH = 200
# For whoever may administer a space: what is between it and its webhooks, and its people's accounts.
GUARDED = ("person.*", "webhook.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Names of events, and one space where not all are wanted."""

    events: Sequence[str]
    space_id: SpaceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    db: Database
    known: frozenset[str]

    def wanted(self, patterns: Sequence[str], space_id: SpaceId | None = None) -> Wanted:
        """Checked; without patterns, everything."""
        chosen = events_of(patterns or ["*"], self.known)
        names = sorted(name for name in self.known if any(matches(pattern, name) for pattern in chosen))
        return Wanted(events=names, space_id=space_id)

    async def read(self, actor: Actor, wanted: Wanted, after: Position | None) -> Reading:
        """What is new after a position; without one, nothing yet, but the position from which to go on."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            horizon = await repository.horizon(tx)
            spaces = await _spaces(tx, myself, wanted)
            if after is None:
                return Reading(facts=(), position=Position(horizon, 0), spaces=spaces, has_more=False, must_wait=False)
            if after.transaction_id <= await repository.floor(tx):
                raise PositionIsTooOld
            facts = await repository.read(
                tx,
                myself.id,
                [self._of_rank(tx, wanted, rank) for rank in range(3)],
                wanted.events,
                [name for name in wanted.events if any(matches(pattern, name) for pattern in GUARDED)],
                after,
                BATCH,
            )
            is_full = len(facts) == BATCH
            return Reading(
                facts=facts,
                position=facts[-1].position if is_full else _end(after, horizon, facts),
                spaces=spaces,
                has_more=is_full,
                must_wait=not is_full and await repository.is_behind(tx, list(tx.roles), horizon),
            )

    def _of_rank(self, tx: Transaction, wanted: Wanted, rank: int) -> list[SpaceId]:
        """0: spaces that they administer, 1: in which they schedule, 2: which they may look into."""
        return [
            space
            for space, role in tx.roles.items()
            if wanted.space_id in (None, space)
            and rank == (0 if may(role, Permission.ADMINISTER) else 1 if may(role, Permission.SCHEDULE) else 2)
        ]


def _end(after: Position, horizon: int, facts: Sequence[StreamedFact]) -> Position:
    """What was passed over need not be looked at again. The facts may lie behind the horizon that was read before
    them: it has moved on since, and none of them is told twice."""
    return max([after, Position(horizon, 0), *(fact.position for fact in facts[-1:])])


async def _spaces(tx: Transaction, myself: Person, wanted: Wanted) -> frozenset[UUID]:
    if wanted.space_id is not None and wanted.space_id not in tx.roles:
        raise NoSuchOrganisation(field="space_id")
    return frozenset(tx.roles) | frozenset(await repository.shared_spaces(tx, myself.id))
