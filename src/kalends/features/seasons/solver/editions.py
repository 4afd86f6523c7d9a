"""A name for the text of a folder with kernels.

Numba renews a cached kernel when its own file changes, not when one does that it calls; as a field of a record type
that kernels take, the name makes kernels of another edition strangers.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

SHARED = Path(__file__).with_name("bitsets.py")


def edition_of(folder: Path) -> str:
    """Of all its files, as kernels take constants from any, and of what folders share."""
    texts = [file.read_bytes() for file in (*sorted(folder.glob("*.py")), SHARED)]
    return "edition_" + sha256(b"".join(texts)).hexdigest()[:16]
