"""Rules as text and back: the RECUR value of RFC 5545, section 3.3.10."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from kalends.features.calendars.recurrence.errors import RuleIsMalformed
from kalends.features.calendars.recurrence.rule import RANGES, Frequency, Part, Rule, Weekday, WeekdayNumber

# All parts with every value they can have, once, is half of this.
LONGEST_TEXT = 10_000

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", re.ASCII)


def read_rule(text: str) -> Rule:
    """The rule that a RECUR value such as `FREQ=WEEKLY;BYDAY=MO,WE` says, without its property's name.

    Raises RuleIsMalformed with the part as `field`.
    """
    if len(text) > LONGEST_TEXT:
        raise RuleIsMalformed(f"A rule has at most {LONGEST_TEXT} characters.", field="RRULE")
    parts: dict[str, Any] = {}
    # Google Calendar ends some rules with a semicolon.
    for item in text.strip().removesuffix(";").split(";"):
        name, equals, value = item.partition("=")
        part = _part(name.strip().upper())
        if not equals or not value:
            raise RuleIsMalformed(f"{part} has no value.", field=part)
        if part.lower() in parts:
            raise RuleIsMalformed(f"{part} is given twice.", field=part)
        parts[part.lower()] = _READERS[part](value.strip().upper(), part)
    if "freq" not in parts:
        raise RuleIsMalformed("A rule needs a FREQ.", field=Part.FREQ)
    return Rule(**parts)


def write_rule(rule: Rule) -> str:
    """In the order of RFC 5545's grammar, without parts that say what is the case anyway."""
    words = [f"FREQ={rule.freq.name}"]
    if rule.until is not None:
        words.append(f"UNTIL={_write_until(rule.until)}")
    if rule.count is not None:
        words.append(f"COUNT={rule.count}")
    if rule.interval != 1:
        words.append(f"INTERVAL={rule.interval}")
    for part in Part:
        if part == Part.BYDAY and rule.byday:
            words.append("BYDAY=" + ",".join(f"{day.number or ''}{day.weekday.name}" for day in rule.byday))
        elif part in RANGES and (values := getattr(rule, part.lower())):
            words.append(f"{part}=" + ",".join(str(value) for value in values))
    if rule.wkst != Weekday.MO:
        words.append(f"WKST={rule.wkst.name}")
    return ";".join(words)


def _part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError as unknown:
        raise RuleIsMalformed(f"A rule has no part named “{name[:32]}”.", field="RRULE") from unknown


def _frequency(value: str, part: Part) -> Frequency:
    try:
        return Frequency[value]
    except KeyError as unknown:
        known = ", ".join(freq.name for freq in Frequency)
        raise RuleIsMalformed(f"FREQ is one of {known}, not “{value[:32]}”.", field=part) from unknown


def _weekday(value: str, part: Part) -> Weekday:
    try:
        return Weekday[value]
    except KeyError as unknown:
        raise RuleIsMalformed(f"{part} takes a weekday such as MO, not “{value[:32]}”.", field=part) from unknown


def _number(value: str, part: Part) -> int:
    if not _NUMBER.fullmatch(value):
        raise RuleIsMalformed(f"{part} takes numbers, not “{value[:32]}”.", field=part)
    return int(value)


def _numbers(value: str, part: Part) -> Sequence[int]:
    return [_number(item.strip(), part) for item in value.split(",")]


def _weekdays(value: str, part: Part) -> Sequence[WeekdayNumber]:
    days: list[WeekdayNumber] = []
    for item in value.split(","):
        found = _WEEKDAY.fullmatch(item.strip())
        if found is None or (found[1] and int(found[1]) == 0):
            raise RuleIsMalformed(f"{part} takes weekdays such as MO or -1FR, not “{item[:32]}”.", field=part)
        days.append(WeekdayNumber(Weekday[found[2]], int(found[1] or 0)))
    return days


def _until(value: str, part: Part) -> date | datetime:
    found = _UNTIL.fullmatch(value)
    try:
        if found and found[2] is None:
            return datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007  # a day has no zone
        if found:
            wall = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007  # given its zone below
            return wall.replace(tzinfo=UTC) if found[3] else wall
    except ValueError:
        pass
    raise RuleIsMalformed(f"UNTIL takes a time such as 20261231T235959Z, not “{value[:32]}”.", field=part)


def _write_until(until: date | datetime) -> str:
    if not isinstance(until, datetime):
        return f"{until:%Y%m%d}".zfill(8)
    if until.tzinfo is None:
        return f"{until:%Y%m%dT%H%M%S}".zfill(15)
    return f"{until.astimezone(UTC):%Y%m%dT%H%M%SZ}".zfill(16)


_READERS: dict[Part, Callable[[str, Part], Any]] = {
    Part.FREQ: _frequency,
    Part.UNTIL: _until,
    Part.COUNT: _number,
    Part.INTERVAL: _number,
    Part.BYDAY: _weekdays,
    Part.WKST: _weekday,
    **dict.fromkeys(RANGES, _numbers),
}
