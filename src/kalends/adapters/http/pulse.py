"""Whether the database is there, asked twice a second on a connection of its own: a full pool is not a dead server."""

import asyncio
from contextlib import suppress

import psycopg
import structlog

from kalends.store.database import Database

EVERY = 0.5
# With the pause before it, "not ready" within two seconds of the database's end, however it ended.
PATIENCE = 1.0

_log = structlog.get_logger("kalends.http")


class Pulse:
    def __init__(self, database: Database) -> None:
        self._db = database
        self.is_there = False

    async def run(self) -> None:
        while True:
            with suppress(psycopg.Error, OSError, TimeoutError):
                await self._follow()
            if self.is_there:
                _log.warning("database is gone")
            self.is_there = False
            await asyncio.sleep(EVERY)

    async def _follow(self) -> None:
        """Until it fails."""
        async with asyncio.timeout(PATIENCE):
            connection = await self._db.connect()
        try:
            async with asyncio.timeout(PATIENCE):
                await connection.execute("SELECT 1")
                # The pool's connections died with the server: replace them before anybody is sent here.
                await self._db.pool.check()
            self.is_there = True
            while True:
                await asyncio.sleep(EVERY)
                async with asyncio.timeout(PATIENCE):
                    await connection.execute("SELECT 1")
        finally:
            # No polite goodbye: the other side may be gone, and a goodbye would wait for it.
            connection.pgconn.finish()
