"""Components with their times cut out: what an occurrence looks like is then put together, not parsed."""

import re
from datetime import UTC, datetime

from kalends.features.calendars.objects.lines import Component, Line
from kalends.features.calendars.objects.values import Moment

# RFC 4791, section 9.6.5: an expanded component says its own time and which occurrence it is, and recurs no more.
_CUT = frozenset({"DTSTART", "DTEND", "DUE", "DURATION", "RECURRENCE-ID", "RRULE", "EXRULE", "RDATE", "EXDATE"})

_STAMP = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", re.ASCII)


def template_of(component: Component) -> str:
    """All of the component but its times, without its BEGIN and END."""
    kept = (
        one.raw() if isinstance(one, Component) else one.raw
        for one in component.contents
        if not (isinstance(one, Line) and one.name in _CUT)
    )
    return b"".join(kept).decode()


def stamp(moment: Moment) -> str:
    """As RFC 5545 writes it, an instant in UTC."""
    if not isinstance(moment, datetime):
        return moment.isoformat().replace("-", "")
    # Its digits as they stand: twice as quick as a format, and there are thousands in an answer.
    if moment.tzinfo is None:
        return moment.isoformat()[:19].replace("-", "").replace(":", "")
    return f"{moment.astimezone(UTC).isoformat()[:19].replace('-', '').replace(':', '')}Z"


def read_stamp(text: str) -> Moment | None:
    """What `stamp` wrote; None for anything else."""
    found = _STAMP.fullmatch(text.strip())
    if found is None:
        return None
    try:
        if found[2] is None:
            return datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007  # a day has no zone
        wall = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007  # given its zone below
    except ValueError:
        return None
    return wall.replace(tzinfo=UTC) if found[3] else wall
