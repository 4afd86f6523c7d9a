"""A name for the text of a folder's kernels.

Numba renews a cached kernel when its own file changes, not when one does that it calls; as a field of a record type
that kernels take, the name makes kernels of another edition strangers.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def edition_of(folder: Path) -> str:
    texts = [file.read_bytes() for file in sorted(folder.glob("*.py"))]
    return "edition_" + sha256(b"".join(text for text in texts if b"@njit" in text)).hexdigest()[:16]
