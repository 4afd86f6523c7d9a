"""Message-IDs that we know for our own: so a bounce can be believed, and a mail of ours that comes back is known.

`<{delivery}.{mac}@{domain}>`: the MAC is over the delivery and whom it was sent to; nothing is stored.
"""

import hmac
import re
from hashlib import sha256
from uuid import UUID

from kalends.core.ids import DeliveryId
from kalends.features.accounts.addresses import key_of

_OURS = re.compile(r"<([0-9a-f]{32})\.([0-9a-f]{16})@[^<>@\s]+>", re.ASCII)
MAC_LETTERS = 16


class Postmark:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def message_id(self, delivery: DeliveryId, address: str, domain: str) -> str:
        """The same in each attempt, so that a repeat after a crash can be recognised and dropped."""
        return f"<{delivery.hex}.{self._mac(delivery, address)}@{domain}>"

    def is_on(self, message_id: str, address: str) -> bool:
        """Whether this is the Message-ID of a mail that we sent to this address."""
        found = _OURS.fullmatch(message_id.strip())
        return found is not None and hmac.compare_digest(found[2], self._mac(DeliveryId(UUID(found[1])), address))

    def _mac(self, delivery: DeliveryId, address: str) -> str:
        said = b"message/" + delivery.bytes + key_of(address).encode()
        return hmac.new(self._key, said, sha256).hexdigest()[:MAC_LETTERS]
