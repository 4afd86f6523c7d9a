"""A name for the text of all kernels of this folder, as a type that only kernels of the same edition take.

Numba renews a cached kernel when its own file changes, not when one does that it calls.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import numpy as np

_TEXTS = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
_NAME = "edition_" + sha256(b"".join(text for text in _TEXTS if b"@njit" in text)).hexdigest()[:16]
EDITION = np.zeros(1, dtype=[(_NAME, np.int8)])
