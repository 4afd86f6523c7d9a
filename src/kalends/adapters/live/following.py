"""Following the stream of facts, whatever carries it: what is new, as it comes, and word that there is nothing."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from time import monotonic

from kalends.adapters.live.wakes import Wakes
from kalends.core.actor import Person
from kalends.core.errors import Unavailable
from kalends.features.notices.stream.domain import Position, Reading
from kalends.features.notices.stream.service import Stream, Wanted

# Rights that end without a signal (a session, a role taken by hand) are felt within this time, and so is a signal lost.
LOOK_EVERY = 5.0
# Below the minute after which proxies give up on what is silent.
HEARTBEAT = 15.0
# So that streams move to new processes, and to where there is room.
LONGEST = 1800.0
# Something has happened, but must wait for a transaction that began before it and still runs.
FIRST_WAIT, LONGEST_WAIT = 0.02, 1.0
# Seconds within which a reader must take what it is sent.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """One reader's way through the stream."""

    stream: Stream
    wakes: Wakes
    actor: Person
    wanted: Wanted

    async def first(self, after: Position | None) -> Reading:
        """Raises what is in the way, while it can still be answered as a problem."""
        return await self.stream.read(self.actor, self.wanted, after)

    async def readings(self, first: Reading) -> AsyncGenerator[Reading]:
        """From the first on, until the time is over or the process ends. One without facts is a heartbeat.

        Raises NotSignedIn and the like once the reader may not go on.
        """
        began = spoken = monotonic()
        reading = first
        with self.wakes.following(self.actor.id) as sleeper:
            # There may be news since the first was read, and nobody listened for us then.
            sleeper.wake()
            yield reading
            wait = FIRST_WAIT
            while not self.wakes.is_closed and monotonic() - began < LONGEST:
                sleeper.spaces = reading.spaces
                if reading.must_wait:
                    await sleeper.sleep(wait)
                elif not reading.has_more:
                    await sleeper.sleep(LOOK_EVERY)
                try:
                    reading = await self.stream.read(self.actor, self.wanted, reading.position)
                except Unavailable:
                    # Nobody can say; asked again at the next turn.
                    continue
                wait = min(wait * 2, LONGEST_WAIT) if reading.must_wait else FIRST_WAIT
                if reading.facts or monotonic() - spoken >= HEARTBEAT:
                    yield reading
                    spoken = monotonic()
