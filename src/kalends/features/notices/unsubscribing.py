"""The signed code of a link that ends letters of one kind to one reader (RFC 8058); nothing of it is stored."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from kalends.core.errors import NotFound
from kalends.core.ids import PersonId, SpaceId
from kalends.features.notices.domain import NoticeKind

MAC_BYTES = 16


class NoSuchSubscription(NotFound):
    """This link is not one of ours, or is cut off. Open it again from the mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Letters of one kind to a person who has an account, or to an address."""

    kind: NoticeKind
    person_id: PersonId | None = None
    space_id: SpaceId | None = None
    email_key: str = ""


class Unsubscribing:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def code_of(self, subscription: Subscription) -> str:
        who = (
            f"person:{subscription.person_id}:{subscription.space_id}"
            if subscription.person_id is not None
            else f"address:{subscription.email_key}"
        )
        said = f"{subscription.kind}:{who}".encode()
        return urlsafe_b64encode(self._mac(said) + said).decode().rstrip("=")

    def read(self, code: str) -> Subscription:
        try:
            raw = urlsafe_b64decode(code.encode("ascii") + b"=" * (-len(code) % 4))
        except (ValueError, NotBase64, UnicodeEncodeError) as broken:
            raise NoSuchSubscription from broken
        said = raw[MAC_BYTES:]
        if not hmac.compare_digest(raw[:MAC_BYTES], self._mac(said)):
            raise NoSuchSubscription
        kind, sort, who = said.decode().split(":", 2)
        if sort == "address":
            return Subscription(kind=NoticeKind(kind), email_key=who)
        person, _, space = who.partition(":")
        return Subscription(kind=NoticeKind(kind), person_id=PersonId(UUID(person)), space_id=SpaceId(UUID(space)))

    def _mac(self, said: bytes) -> bytes:
        return hmac.new(self._key, b"unsubscribe/" + said, sha256).digest()[:MAC_BYTES]
