"""Between which temperatures a season freezes: read off one quick cooling.

Seasons differ by a factor of ten in that, and time at other temperatures is lost: above, the search forgets what it
finds; below, nothing moves.
"""

from __future__ import annotations

from collections.abc import Sequence

# Into so many stretches a cooling is cut; a shorter one than this says nothing.
STRETCHES = 30


def freezing(seen: Sequence[tuple[float, float]], thawed: float, frozen: float) -> tuple[float, float] | None:
    """The first temperatures at which the shares `thawed` and `frozen` of the way from hot to frozen are left to go.

    `seen` are (temperature, cost) in order of falling temperature; None where there are too few of them.
    """
    length = len(seen) // STRETCHES
    if not length:
        return None
    means = [
        (seen[at][0], sum(cost for _, cost in seen[at : at + length]) / length)
        for at in range(0, len(seen) - length + 1, length)
    ]
    low = min(cost for _, cost in means)
    way = max(means[0][1] - low, 1.0)
    hot, cold = (
        next(temperature for temperature, cost in means if cost - low <= share * way) for share in (thawed, frozen)
    )
    return hot, cold
