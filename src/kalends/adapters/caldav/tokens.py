"""Sync tokens as URIs (RFC 6578, section 3.8): which calendar, and how many changes it had."""

import re
from uuid import UUID

from kalends.core.ids import CalendarId
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.errors import TokenIsUnknown

_TOKEN = re.compile(r"urn:kalends:sync:([0-9a-f-]{36}):([0-9]{1,18})", re.ASCII)


def token_of(calendar: Calendar, count: int | None = None) -> str:
    """It names the calendar, so that one made anew at the same address is another."""
    return f"urn:kalends:sync:{calendar.id}:{calendar.sync_token if count is None else count}"


def read_token(token: str) -> tuple[CalendarId | None, int]:
    """The calendar that gave it out, and its count; empty is the first. Raises TokenIsUnknown for what no calendar
    ever gave out."""
    token = token.strip()
    if not token:
        return None, 0
    found = _TOKEN.fullmatch(token)
    try:
        if found is not None:
            return CalendarId(UUID(found[1])), int(found[2])
    except ValueError:
        pass
    raise TokenIsUnknown(field="sync-token")
