"""A circuit breaker for each outside host: one that is down costs one try a while, not a queue of time-outs."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

# Enough to tell a dead host from one lost packet.
FAILURES_TO_OPEN = 5
FIRST_PAUSE = 5.0
LONGEST_PAUSE = 300.0
# Hosts come from what people enter; the oldest is forgotten first.
MAX_HOSTS = 10_000


class State(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    TRYING = "trying"


@dataclass(slots=True)
class _Host:
    failures: int = 0
    pause: float = FIRST_PAUSE
    open_until: float = 0.0
    is_trying: bool = False


class Breaker:
    """`now` is any clock in seconds that does not go backwards."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    def wait(self, host: str, now: float) -> float:
        """Seconds to leave this host alone; 0 means go ahead. After a pause exactly one caller may try."""
        known = self._hosts.get(host)
        if not host or known is None or known.failures < FAILURES_TO_OPEN:
            return 0.0
        if now < known.open_until:
            return known.open_until - now
        if known.is_trying:
            return known.pause
        known.is_trying = True
        return 0.0

    def succeeded(self, host: str) -> None:
        self._hosts.pop(host, None)

    def failed(self, host: str, now: float) -> None:
        if not host:
            return
        known = self._hosts.setdefault(host, _Host())
        if len(self._hosts) > MAX_HOSTS:
            del self._hosts[next(iter(self._hosts))]
        known.failures += 1
        if known.failures >= FAILURES_TO_OPEN:
            if known.is_trying:
                known.pause = min(LONGEST_PAUSE, known.pause * 2)
            known.is_trying = False
            known.open_until = now + known.pause

    def abandoned(self, host: str) -> None:
        """The one try ended without a verdict (we are stopping): let another have it."""
        if (known := self._hosts.get(host)) is not None:
            known.is_trying = False

    def state(self, host: str, now: float) -> State:
        known = self._hosts.get(host)
        if known is None or known.failures < FAILURES_TO_OPEN:
            return State.CLOSED
        return State.TRYING if known.is_trying or now >= known.open_until else State.OPEN

    def states(self, now: float) -> dict[str, int]:
        """How many hosts are in which state; those that never failed are not known here."""
        counted = Counter(self.state(host, now) for host in self._hosts)
        return {state.value: counted[state] for state in State}
