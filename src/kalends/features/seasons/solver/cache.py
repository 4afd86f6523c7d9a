"""Where compiled kernels are kept, so that only the first start compiles them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

KERNELS = "kalends.features.seasons.solver.search."


def keep_kernels_in(folder: Path) -> None:
    """Keep compiled kernels in `folder`, for this process and the workers it starts; call it before the first solve.

    Without it they lie beside the package, or in the user's cache folder where the package is read-only.
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
    # After the variable, which numba reads when it is imported.
    from numba.core import config  # pyright: ignore[reportMissingTypeStubs]

    config.CACHE_DIR = str(folder)  # pyright: ignore[reportAttributeAccessIssue]  # numba sets it at run time
    if any(name.startswith(KERNELS) for name in sys.modules if "anneal" in name):
        raise RuntimeError("kernels are loaded already; set their folder before the first solve")
