"""Sync tokens as URIs (RFC 6578, section 3.8): which calendar, and how many changes it had."""

import re

from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.errors import TokenIsUnknown

_TOKEN = re.compile(r"urn:kalends:sync:([0-9a-f-]{36}):([0-9]{1,18})", re.ASCII)


def token_of(calendar: Calendar, count: int | None = None) -> str:
    """It names the calendar, so that one made anew at the same address is another."""
    return f"urn:kalends:sync:{calendar.id}:{calendar.sync_token if count is None else count}"


def read_token(token: str, calendar: Calendar) -> int:
    """Raises TokenIsUnknown for what this calendar never gave out."""
    found = _TOKEN.fullmatch(token.strip())
    if found is None or found[1] != str(calendar.id) or int(found[2]) > calendar.sync_token:
        raise TokenIsUnknown(field="sync-token")
    return int(found[2])
