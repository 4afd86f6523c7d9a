"""Standard Webhooks 1.0: the three headers, and what the signature covers."""

import hmac
import os
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
# The specification wants 24 to 64.
SECRET_BYTES = 32


def new_secret() -> bytes:
    return os.urandom(SECRET_BYTES)


def written(secret: bytes) -> str:
    """As it is shown to whoever is to check signatures with it."""
    return PREFIX + b64encode(secret).decode()


def headers(message_id: str, now: datetime, body: bytes, secrets: Sequence[bytes]) -> dict[str, str]:
    """Signed with each of the secrets: while one replaces another, the receiver knows either."""
    timestamp = str(int(now.timestamp()))
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    signatures = (b64encode(hmac.new(secret, signed, sha256).digest()).decode() for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{one}" for one in signatures),
    }
