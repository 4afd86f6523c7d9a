"""Every key we need, derived from the one master key (HKDF, RFC 5869), so that there is one secret to keep."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_BYTES = 32
# Of what is sealed: a format, which key, then what AES-GCM needs to be told once only.
_FORMAT = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12


class SealBroken(Exception):
    """What was sealed was changed since, belongs to something else, or was sealed under another master key."""


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


class Seal:
    """Secrets at rest: AES-256-GCM (NIST SP 800-38D) under a key of one purpose; each says which key it is under."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        # Tells keys apart and tells nothing about them.
        self._head = _FORMAT + HKDF(SHA256(), _KEY_ID_BYTES, salt=None, info=b"kalends/key-id").derive(key)

    def close(self, secret: bytes, bound_to: bytes) -> bytes:
        """`bound_to` is what it belongs to, such as the id of its row: moved to another row, it opens no more."""
        nonce = os.urandom(_NONCE_BYTES)
        return self._head + nonce + self._cipher.encrypt(nonce, secret, self._head + bound_to)

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        head, rest = sealed[: len(self._head)], sealed[len(self._head) :]
        if head != self._head:
            raise SealBroken("sealed under another master key")
        try:
            return self._cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], head + bound_to)
        except InvalidTag as changed:
            raise SealBroken("changed, or sealed for something else") from changed
