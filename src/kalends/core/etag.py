"""ETags: the SHA-256 of exactly what is returned, and the conditions clients put on them (RFC 9110, section 13)."""

from hashlib import sha256

from kalends.core.errors import Stale


def etag_of(representation: bytes) -> str:
    return f'"{sha256(representation).hexdigest()[:32]}"'


def ensure_match(if_match: str | None, current: str) -> None:
    """Refuse a change that was made against an older reading. Call it after the row's lock is held."""
    if if_match is None or if_match.strip() == "*":
        return
    # RFC 9110, section 13.1.1: If-Match compares strongly, so a weak tag never matches.
    if current not in (tag.strip() for tag in if_match.split(",")):
        raise Stale
