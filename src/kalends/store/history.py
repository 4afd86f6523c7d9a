"""Facts that nothing is owed for any more, by month: moved there by the worker, a few at a time."""

import asyncio
from dataclasses import dataclass

from kalends.core.actor import Nobody
from kalends.store.database import Database

# Some 50 ms of work, after which whoever waits for a connection has a turn.
AT_ONCE = 2000
REST = 1.0
# So that a month has its place before it begins, be the worker away for a while.
MONTHS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class History:
    """Facts move here after so many days; the history goes so many months back, 0 for ever."""

    db: Database
    after_days: int
    months: int

    async def keep(self) -> None:
        """A chore of the worker's: make room, drop what is too old, move what is old enough."""
        async with self.db.transaction(Nobody()) as tx:
            await tx.execute(
                """
                SELECT ensure_month(parent, (now() + make_interval(months => ahead))::date)
                FROM generate_series(0, %s) AS ahead, unnest(ARRAY['fact_history', 'audit_entries']) AS parent
                """,
                [MONTHS_AHEAD],
            )
            if self.months:
                await tx.execute("SELECT drop_old_months(%s)", [self.months])
        while True:
            if await self._move() < AT_ONCE:
                return
            await asyncio.sleep(REST)

    async def _move(self) -> int:
        async with self.db.transaction(Nobody()) as tx:
            return await tx.value("SELECT move_to_history(%s, %s)", [self.after_days, AT_ONCE])
