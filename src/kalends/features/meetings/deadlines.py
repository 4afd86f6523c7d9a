"""What happens when a deadline passes: the best time is booked, where the organiser asked for it and the rules hold."""

from datetime import timedelta

import structlog

from kalends.core.actor import Nobody, System
from kalends.core.clock import Clock
from kalends.core.errors import Unavailable
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings import repository
from kalends.features.meetings.admission import admit
from kalends.features.meetings.answering import repository as roll
from kalends.features.meetings.answering.recommendations import Recommendations
from kalends.features.meetings.bookings import fix
from kalends.features.meetings.domain import Meeting
from kalends.features.meetings.facts import DeadlinePassed
from kalends.features.meetings.repository import PastDeadline
from kalends.store import outbox
from kalends.store.database import Database, Transaction

# A second's worth; what is left comes with the next look.
BATCH = 50
# What is in the way may be gone in a moment, or need a newer version.
WAITS = timedelta(seconds=2), timedelta(hours=1)

log = structlog.get_logger("meetings")


class Deadlines:
    def __init__(self, *, db: Database, recommendations: Recommendations, clock: Clock) -> None:
        self._db = db
        self._recommendations = recommendations
        self._clock = clock

    async def keep(self) -> int:
        """Those that have passed, each once, however many workers look; answers how many were kept.

        One that can't be kept is put off, and does not stop the others.
        """
        now = self._clock()
        async with self._db.transaction(Nobody()) as tx:
            due = await repository.list_past_deadline(tx, now, BATCH)
        return sum([await self._kept(one) for one in due])

    async def _kept(self, one: PastDeadline) -> bool:
        try:
            return await self._keep(one)
        except Unavailable:
            raise
        except Exception as failure:
            log.error("a deadline could not be kept", meeting_id=str(one.id), exc_info=failure)
            async with self._db.transaction(System(one.space_id)) as tx:
                await repository.put_off_deadline(tx, one.id, self._clock(), *WAITS)
            return False

    async def _keep(self, one: PastDeadline) -> bool:
        now = self._clock()
        async with self._db.transaction(System(one.space_id)) as tx:
            # Its row is locked by this from here on, so that nobody books or reopens beside us.
            if not await repository.keep_deadline(tx, one.id, now):
                return False
            meeting = await admit(tx, one.id, Permission.SCHEDULE, locked=True)
            if meeting.booking is not None:
                return True
            after = await self._book(tx, meeting)
            await outbox.record(
                tx,
                DeadlinePassed(
                    space_id=after.space_id,
                    aggregate_id=after.id,
                    aggregate_version=after.version,
                    title=after.title,
                    is_booked=after.booking is not None,
                ),
            )
            return True

    async def _book(self, tx: Transaction, meeting: Meeting) -> Meeting:
        """The meeting as it is afterwards: booked, or with a version of its own for the fact."""
        if meeting.rules.books_at_deadline:
            participants = await roll.list_participants(tx, meeting.id)
            best = (await self._recommendations.ranked(tx, meeting, participants, 1)).suggestions
            if best and best[0].is_feasible and best[0].can:
                return await fix(tx, meeting, best[0].slot, booked_by=None, now=self._clock())
        passed = meeting.then()
        await repository.save(tx, passed)
        return passed
