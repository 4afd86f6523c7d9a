"""Values as lines of content (RFC 5545, section 3.3): texts with their escapes, times in their zones, durations."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from kalends.features.calendars.objects.lines import PARAMETER, Line
from kalends.features.calendars.objects.templates import stamp
from kalends.features.calendars.objects.values import Duration, Moment

_SPECIAL = re.compile(r"[\\;,]")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
# RFC 6868: what a parameter can't hold.
_CARETS = {"^": "^^", "\n": "^n", '"': "^'"}
_UNCARETED = {"^^": "^", "^n": "\n", "^'": '"'}


def escaped(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n").replace("\t", "    "))


def text_line(name: str, text: str, before: Line | None = None) -> str:
    """With the parameters that the line had before, but for an alternative form of what it said (ALTREP)."""
    head = name if before is None else with_parameters(before.head, {"ALTREP": None})
    return f"{head}:{escaped(text)}"


def moment_line(name: str, moment: Moment, tzid: str | None) -> str:
    """`tzid` names the moment's zone in the object; none for instants in UTC, floating times and days."""
    if not isinstance(moment, datetime):
        return f"{name};VALUE=DATE:{stamp(moment)}"
    if tzid is None:
        return f"{name}:{stamp(moment)}"
    return f"{name};TZID={quoted(tzid)}:{stamp(moment.replace(tzinfo=None))}"


def instant_line(name: str, instant: datetime) -> str:
    return f"{name}:{stamp(instant.astimezone(UTC))}"


def duration_text(lasts: Duration) -> str:
    """Weeks are written as days, which mean the same and may have a time beside them."""
    return timedelta_text(lasts.time, lasts.days)


def timedelta_text(time: timedelta, days: int = 0) -> str:
    sign = "-" if time < timedelta() else ""
    seconds = abs(int(time.total_seconds()))
    parts = [(seconds // 3600, "H"), (seconds // 60 % 60, "M"), (seconds % 60, "S")]
    clock = "".join(f"{number}{unit}" for number, unit in parts if number)
    day = f"{days}D" if days else ""
    return f"{sign}P{day}{'T' + clock if clock else ''}" if day or clock else "PT0S"


def with_parameters(head: str, parameters: Mapping[str, str | None]) -> str:
    """The head of a line with these parameters in place of those it has; None takes one out."""
    left = dict(parameters)

    def replaced(found: re.Match[str]) -> str:
        name = found[1].upper()
        if name not in parameters:
            return found[0]
        value = left.pop(name, None)
        return "" if value is None else f";{found[1]}={value}"

    name = head.partition(";")[0]
    kept = PARAMETER.sub(replaced, head[len(name) :])
    return name + kept + "".join(f";{one}={value}" for one, value in left.items() if value is not None)


def quoted(text: str) -> str:
    """A parameter's value; quotes and line breaks as RFC 6868 writes them."""
    text = "".join(_CARETS.get(char, char) for char in text.replace("\r\n", "\n"))
    text = _CONTROLS.sub("", text)
    return f'"{text}"' if re.search(r"[;:,]", text) else text


def unquoted(text: str) -> str:
    return re.sub(r"\^[\^n']", lambda found: _UNCARETED[found[0]], text)
