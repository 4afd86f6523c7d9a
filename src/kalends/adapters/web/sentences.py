"""A sentence such as "45 minutes next week with Ada and Grace", read into the form of a new meeting.

Only what is plainly said is taken; the form below shows the reading, and is for corrections.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kalends.adapters.web.meeting_forms import MeetingForm
from kalends.adapters.web.times import WEEKDAYS

DAY = timedelta(days=1)
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
# What people mean by a part of the day, as hours on the wall.
PARTS = {
    "breakfast": ("08:00", "10:00"),
    "morning": ("09:00", "12:00"),
    "lunch": ("12:00", "14:00"),
    "afternoon": ("13:00", "17:00"),
    "dinner": ("18:00", "21:00"),
    "evening": ("18:00", "21:00"),
}
WORKDAY = ("09:00", "17:00")
WORKDAYS = 5

_HALF = re.compile(r"\b(?:for )?half an hour\b", re.IGNORECASE)
_LENGTH = re.compile(
    r"\b(?:for )?(?P<many>\d{1,3}|an?|one|two|three|four)\s*(?P<unit>minutes?|mins?|min|hours?|hrs?|h)\b", re.IGNORECASE
)
_DAY = re.compile(rf"\b(?:on |next |this )?(?P<day>today|tomorrow|(?:{'|'.join(WEEKDAYS)})s?)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:in the )?(?:morning|afternoon|evening)s?\b", re.IGNORECASE)
_WEEK = re.compile(r"\bnext week\b", re.IGNORECASE)
_WITH = re.compile(r"\bwith\s+(?P<who>.+)$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)*")
_JOINTS = re.compile(r"\s*(?:,|;|\band\b|&)\s*", re.IGNORECASE)
_EDGES = re.compile(
    r"^(?:\W|\b(?:for|on|in|at|or|and|of)\b)+|(?:\W|\b(?:for|on|in|at|or|and|of|an?)\b)+$", re.IGNORECASE
)


def read_sentence(said: str, zone_name: str, today: date) -> MeetingForm:
    said = " ".join(said.split())
    rest, names = _who(said)
    rest, minutes = _length(rest)
    days = list(_days(rest, today)) or [_next_workday(today)]
    start, end = next((hours for part, hours in PARTS.items() if part in rest.lower()), WORKDAY)
    for known in (_DAY, _WEEK, _HOURS):
        rest = known.sub(" ", rest)
    about = " ".join(_EDGES.sub("", rest).split())
    return MeetingForm(
        title=about[:1].upper() + about[1:] or (f"Meeting with {_joined(names)}" if names else ""),
        zone=zone_name,
        duration=str(minutes),
        participants="\n".join(names),
        windows=[{"date": day.isoformat(), "from": start, "to": end} for day in days],
    )


def _who(said: str) -> tuple[str, list[str]]:
    found = _WITH.search(said)
    if found is None:
        return said, []
    # Names end where a day or a length begins.
    who = re.split(r"\b(?:on|next|this|for|tomorrow|today)\b|\d|,? (?=" + "|".join(WEEKDAYS) + r"\b)", found["who"])[0]
    names = [part.strip() for part in _JOINTS.split(who) if _is_name(part.strip())]
    return said[: found.start()] + " " + found["who"][len(who) :], names


def _is_name(part: str) -> bool:
    return bool(_NAME.fullmatch(part)) and part[0].isupper()


def _length(said: str) -> tuple[str, int]:
    if _HALF.search(said):
        return _HALF.sub(" ", said), 30
    found = _LENGTH.search(said)
    if found is None:
        return said, 60
    many = found["many"].lower()
    number = NUMBERS[many] if many in NUMBERS else int(many)
    return _LENGTH.sub(" ", said, count=1), number * (60 if found["unit"].lower().startswith("h") else 1)


def _days(said: str, today: date) -> Iterator[date]:
    if _WEEK.search(said):
        monday = today + (7 - today.weekday()) * DAY
        yield from (monday + number * DAY for number in range(WORKDAYS))
        return
    for found in _DAY.finditer(said):
        match found["day"].lower().removesuffix("s"):
            case "today":
                yield today
            case "tomorrow":
                yield today + DAY
            case name:
                number = [weekday.lower() for weekday in WEEKDAYS].index(name)
                yield today + ((number - today.weekday() - 1) % 7 + 1) * DAY


def _next_workday(today: date) -> date:
    day = today + DAY
    while day.weekday() >= WORKDAYS:
        day += DAY
    return day


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
