"""Machine words as sets, for the kernels of both searches."""

from __future__ import annotations

# numba has no types for its decorators.
# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false
from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

ONE = np.uint64(1)


@intrinsic
def ones(typing: Any, value: Any) -> Any:
    """How many bits of a uint64 are set: one machine instruction."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), code
