"""The edition of this folder's kernels, as a type that only kernels of the same edition take."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kalends.features.seasons.solver.editions import edition_of

EDITION = np.zeros(1, dtype=[(edition_of(Path(__file__).parent), np.int8)])
