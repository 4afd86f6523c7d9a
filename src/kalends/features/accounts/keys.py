"""Every key we need, derived from the one master key (HKDF, RFC 5869), so that there is one secret to keep."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_BYTES = 32


class Keys:
    """All processes that share a database must share the master key: 32 random bytes."""

    def __init__(self, master: bytes) -> None:
        if len(master) < MASTER_BYTES:
            raise ValueError("the master key has 32 bytes")
        self._master = master

    def derive(self, purpose: str) -> bytes:
        """32 bytes for this purpose and no other."""
        return HKDF(SHA256(), 32, salt=None, info=f"kalends/{purpose}".encode()).derive(self._master)

    def signing_key(self, period: int) -> Ed25519PrivateKey:
        """The key that signs access tokens in one period; tokens name it by `kid`, so old and new overlap."""
        return Ed25519PrivateKey.from_private_bytes(self.derive(f"access-token/{period}"))
