"""Counts against their limits: how far one is outside, and how crowded the windows of a set of slots are."""

from __future__ import annotations

# numba has no types for its decorators, and kernels take named tuples of arrays it types itself.
# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE, ones


@njit(cache=True)
def outside(count, least, most):
    return max(0, count - most) + max(0, least - count)


@njit(cache=True)
def crowding(bits, size, length, least, most, levels):
    """Summed over all windows of `length` slots out of `size`: bits above `most` and bits missing to `least`.

    `levels` is room for length + 1 masks: levels[k] gets the windows that hold at least k bits.
    """
    every = (ONE << np.uint64(size - length + 1)) - ONE
    if least <= 0 and most == length - 1:
        full = bits
        for shift in range(1, length):
            full &= bits >> np.uint64(shift)
        return np.int64(ones(full & every))
    for level in range(length + 1):
        levels[level] = np.uint64(0)
    for shift in range(length):
        window = bits >> np.uint64(shift)
        for level in range(shift + 1, 1, -1):
            levels[level] |= levels[level - 1] & window
        levels[1] |= window
    found = np.int64(0)
    for level in range(most + 1, length + 1):
        found += np.int64(ones(levels[level] & every))
    for level in range(1, least + 1):
        found += np.int64(ones(~levels[level] & every))
    return found
