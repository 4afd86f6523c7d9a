"""Where to go on to: only ever a path of our own, whatever a link says."""

from urllib.parse import urlsplit

# Longer ones are nobody's bookmark.
MAX_NEXT = 1000


def own_path(wanted: str | None, fallback: str = "/") -> str:
    """`wanted` if it is a path on this site, else `fallback`. Browsers read a backslash as a slash and skip control
    characters, so neither may be in it."""
    if not wanted or len(wanted) > MAX_NEXT or not wanted.startswith("/") or wanted.startswith("//"):
        return fallback
    if "\\" in wanted or any(ord(character) < 33 or ord(character) == 127 for character in wanted):
        return fallback
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return fallback
    return fallback if parts.scheme or parts.netloc else wanted
