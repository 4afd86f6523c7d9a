"""What a channel is to the worker, and how a delivery can fail."""

import random
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from kalends.adapters.worker.hand_overs import PATIENCE, Passage
from kalends.store.database import Transaction
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact, Stroke

# Side by side, each struck off as soon as it returns. Whatever a killed worker had done and not yet struck off, at most
# one for each at once, is done again: for what may be.
Deliver = Callable[[Delivery], Awaitable[None]]
HandOver = AbstractAsyncContextManager[None]

FIRST_WAIT = 2.0
LONGEST_WAIT = 3600.0


@dataclass(frozen=True, slots=True)
class OneByOne:
    """For an other side that can't tell a repeat: what can't be taken back is done inside the
    hand-over that is given.

    The rest, before and after, is done side by side.
    """

    deliver: Callable[[Delivery, HandOver], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class InOneTransaction:
    """For what leaves a row in our database: it is written and struck off in one transaction, by the stroke given.

    What leaves none, and strikes nothing off, is struck off by the worker.
    """

    deliver: Callable[[Delivery, Stroke], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class AsFewAsKeepUp:
    """For hosts that answer and know a repeat when they see one, where the answer leaves a row in our database.

    The passage that is given begins right before it is sent, and lasts until its row and its stroke are on their way,
    in one transaction, by the stroke given. To each host it is one at a time while that keeps up with what is owed to
    it, and when somebody has been waiting for `patience` seconds more and more at once, until nobody has to.
    """

    deliver: Callable[[Delivery, Passage, Stroke], Awaitable[None]]
    # Programs wait more easily than people: what a crash left behind is mostly made up for meanwhile.
    patience: float = 2 * PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """How deliveries of one kind are handed over: `deliver` returns once the other side has taken it.

    So many at once, and of them so many to one host; each for so many seconds, each so many times before it is given
    up.
    """

    deliver: Deliver | OneByOne | InOneTransaction | AsFewAsKeepUp
    concurrency: int = 20
    # Else a slow host holds up the others. Where all goes to one host, or none, nothing is gained by it.
    most_to_a_host: int | None = None
    timeout: float = 10.0
    tries: int = 5
    # Whether its deliveries wait for each other, so that one that is done may let another begin.
    has_threads: bool = False


class Listener(Protocol):
    """Says what a fact owes to whom. Runs inside the fact's space; may be asked twice and must answer the same."""

    async def __call__(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]: ...


class RetryLater(Exception):
    """To be tried again after this many seconds, be it that the other side asked for it.

    `has_answered`: its host is well, so others need not be kept from it.
    """

    def __init__(self, seconds: float, why: str, *, has_answered: bool = False) -> None:
        super().__init__(why)
        self.seconds = seconds
        self.has_answered = has_answered


class Undeliverable(Exception):
    """No further try can help: the address does not exist, the content is refused."""


def backoff(attempt: int) -> timedelta:
    """Exponential, with jitter, so that a crowd that failed together does not return together."""
    longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1))
    return timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311  # not a secret
