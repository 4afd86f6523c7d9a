"""Pages of long lists: keyset cursors, so that page 1,000 costs what page 1 does."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from kalends.core.errors import Invalid

T = TypeVar("T")

# More than a screen, less than what would hold a connection for long.
MAX_PAGE = 200


class UnknownCursor(Invalid):
    """This cursor is not one of ours. Leave it out to begin at the first page."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    items: Sequence[T]
    next_cursor: str | None


def page_of(rows: Sequence[T], limit: int, key: Callable[[T], UUID]) -> Page[T]:
    """A page from `limit + 1` rows: the one too many only says that there are more."""
    items = rows[:limit]
    return Page(items, cursor_of(key(items[-1])) if len(rows) > limit else None)


def cursor_of(last: UUID) -> str:
    return urlsafe_b64encode(last.bytes).decode().rstrip("=")


def read_cursor(cursor: str | None) -> UUID | None:
    if cursor is None:
        return None
    try:
        return UUID(bytes=urlsafe_b64decode(cursor + "=="))
    except (ValueError, NotBase64) as broken:
        raise UnknownCursor(field="cursor") from broken
