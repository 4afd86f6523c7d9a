"""What a file is called, in Content-Disposition (RFC 6266, with names as RFC 8187 writes them)."""

import re
from urllib.parse import quote, unquote_to_bytes

_EXTENDED = re.compile(r";\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^;\s\"]*)", re.IGNORECASE)
_PLAIN = re.compile(r';\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]*))', re.IGNORECASE)
_NOT_PLAIN = re.compile(r"[^ !#$&+\-.0-9A-Za-z^_`|~()@\[\]=,]")


def read_file_name(disposition: str | None) -> str:
    """As it was sent, to be cleaned by whoever keeps it; empty where nothing is said."""
    given = disposition or ""
    if (extended := _EXTENDED.search(given)) is not None:
        return unquote_to_bytes(extended[2]).decode(extended[1], "replace")
    if (plain := _PLAIN.search(given)) is None:
        return ""
    name = plain[2] if plain[1] is None else re.sub(r"\\(.)", r"\1", plain[1])
    # Headers are Latin-1 by the book, and UTF-8 from most who don't know it.
    try:
        return name.encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def attachment_named(name: str) -> str:
    """To be saved, not shown; under a name without surprises for those who know only the old form."""
    return f"attachment; filename=\"{_NOT_PLAIN.sub('_', name)}\"; filename*=UTF-8''{quote(name, safe='')}"
