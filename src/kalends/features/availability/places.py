"""Who gets a place in which session, in the best way: people to sessions with room for only so many."""

import numpy as np

from kalends.features.availability.candidates import IntArray

NOWHERE = -1
UNREACHABLE = -(2**40)


def placed(values: IntArray, capacity: int) -> IntArray:
    """For each person (row) the session (column) they go to, or -1; the sum of values is the largest possible.

    People are placed greedily; then, while a ring of moves from session to session gains anything, it is made. When
    none is left the sum is the largest (Klein 1967, negative cycles of a flow).
    """
    people, sessions = values.shape
    # A last column for those without a place, with room for all.
    worths = np.concatenate((values, np.zeros((people, 1), values.dtype)), axis=1)
    at = _greedy(worths, capacity)
    while True:
        gains, mover = _moves(worths, at, capacity)
        ring = _ring(gains)
        if not ring:
            return np.where((at == sessions) | (worths[np.arange(people), at] == 0), NOWHERE, at)
        for here, there in ring:
            if mover[here, there] >= 0:
                at[mover[here, there]] = there


def _greedy(worths: IntArray, capacity: int) -> IntArray:
    people, columns = worths.shape
    at = np.full(people, columns - 1)
    room = [capacity] * (columns - 1)
    order = np.argsort(-worths, axis=1, kind="stable")
    for who in np.argsort(-worths.max(axis=1), kind="stable").tolist():
        for session in order[who].tolist():
            if session == columns - 1 or worths[who, session] == 0:
                break
            if room[session]:
                room[session] -= 1
                at[who] = session
                break
    return at


def _moves(worths: IntArray, at: IntArray, capacity: int) -> tuple[IntArray, IntArray]:
    """From column to column the largest gain of one move, and whose it is; a free place "moves" for nothing, as -1."""
    columns = worths.shape[1]
    gains = np.full((columns, columns), UNREACHABLE, np.int64)
    mover = np.full((columns, columns), -1, np.int64)
    for here in range(columns):
        seated = np.flatnonzero(at == here)
        if seated.size:
            change = worths[seated] - worths[seated, here][:, None]
            best = change.argmax(axis=0)
            gains[here], mover[here] = change[best, np.arange(columns)], seated[best]
        if here == columns - 1 or seated.size < capacity:
            mover[here, gains[here] < 0] = -1
            gains[here] = np.maximum(gains[here], 0)
    return gains, mover


def _ring(gains: IntArray) -> list[tuple[int, int]]:
    """The moves of some ring with a gain, or none: Bellman and Ford's search for a path that keeps getting longer."""
    columns = gains.shape[0]
    gains = gains - np.diag(np.diag(gains))
    reach, before = np.zeros(columns, np.int64), np.full(columns, -1)
    last = -1
    for _ in range(columns):
        along = reach[:, None] + gains
        best = along.argmax(axis=0)
        better = along.max(axis=0)
        grows = better > reach
        if not grows.any():
            return []
        before, reach = np.where(grows, best, before), np.maximum(better, reach)
        last = int(np.flatnonzero(grows)[0])
    for _ in range(columns):
        last = int(before[last])
    ring, at = [(int(before[last]), last)], int(before[last])
    while at != last:
        ring.append((int(before[at]), at))
        at = int(before[at])
    return ring
