"""The one screen of a new meeting, as it was typed, read into what services take."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from starlette.datastructures import FormData

from kalends.adapters.web.forms import number, text, texts
from kalends.core.errors import Error, Invalid
from kalends.core.time import instant_of
from kalends.features.meetings.proposal import (
    MAX_PARTICIPANTS,
    NewOrganiser,
    NewParticipant,
    NewWindow,
    Proposal,
    ensure_zone,
)
from kalends.features.meetings.rules import AnswerVisibility

# Rows of a form that somebody fills in by hand.
MAX_ROWS = 60
TEXTS = (
    "title",
    "description",
    "place",
    "participants",
    "organiser",
    "deadline",
    "books_at_deadline",
    "quorum",
    "group_quorums",
    "only_yes",
)
EMPTY: Mapping[str, str] = {"date": "", "from": "", "to": ""}
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]+)>\s*")
# What may follow a name: must be there, counts so many times, belongs to a group.
_MARK = re.compile(r"\s+(?:(?P<required>\*)|[x×](?P<weight>\d{1,3})|#(?P<group>[^\s#*]+))$")
# Fields of the part that is folded away until somebody wants it.
RULES = frozenset({"deadline", "quorum", "group_quorums", "weeks", "visibility"})


class DayIsMissing(Invalid):
    """Say the day, and from when to when, such as 14:00 to 16:00."""


class DeadlineIsUnreadable(Invalid):
    """Say the deadline as a day and a time, or leave it out."""


class GroupsAreUnreadable(Invalid):
    """Say each group and how many of it must come, such as: Engineering 2, Sales 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingForm:
    """As it was typed, so that it can be shown again."""

    title: str = ""
    description: str = ""
    place: str = ""
    zone: str = "UTC"
    duration: str = "60"
    step: str = "15"
    participants: str = ""
    organiser: str = ""
    deadline: str = ""
    books_at_deadline: str = ""
    quorum: str = ""
    group_quorums: str = ""
    weeks: str = "1"
    visibility: str = "open"
    only_yes: str = ""
    windows: Sequence[Mapping[str, str]] = field(default_factory=list[Mapping[str, str]])

    @classmethod
    def read(cls, form: FormData) -> "MeetingForm":
        rows = zip(texts(form, "window_date"), texts(form, "window_from"), texts(form, "window_to"), strict=False)
        return cls(
            **{name: text(form, name) for name in TEXTS},
            weeks=text(form, "weeks", "1"),
            visibility=text(form, "visibility", "open"),
            zone=text(form, "zone").strip(),
            duration=text(form, "duration", "60"),
            step=text(form, "step", "15"),
            windows=[{"date": day, "from": start, "to": end} for day, start, end in rows][: MAX_ROWS + 1],
        )

    def with_a_row_more(self) -> "MeetingForm":
        """The next day at the same hours, where the last row says them."""
        last = self.windows[-1] if self.windows else EMPTY
        try:
            day = (date.fromisoformat(last["date"]) + timedelta(days=1)).isoformat()
        except (ValueError, OverflowError):
            day = ""
        return replace(self, windows=[*self.windows, {**last, "date": day}][:MAX_ROWS])

    def without_row(self, number: str) -> "MeetingForm":
        kept = [row for index, row in enumerate(self.windows) if str(index) != number]
        return replace(self, windows=kept or [EMPTY])

    @property
    def has_rules(self) -> bool:
        """Whether the folded part says anything."""
        rules = (self.deadline, self.books_at_deadline, self.quorum, self.group_quorums)
        return any(rules) or self.weeks != "1" or self.visibility != "open" or bool(self.only_yes)

    def view(self) -> dict[str, Any]:
        return {**asdict(self), "windows": self.windows or [EMPTY]}

    def proposal(self, *, is_guest: bool) -> Proposal:
        ensure_zone(self.zone, "zone")
        return Proposal(
            organiser=NewOrganiser(name=self.organiser) if is_guest else None,
            weeks=number(self.weeks),
            rules=self._rules(),
            title=self.title,
            description=self.description,
            place=self.place,
            zone=self.zone,
            duration=timedelta(minutes=number(self.duration)),
            step=timedelta(minutes=number(self.step)),
            windows=[_window(row, self.zone, f"windows.{number}") for number, row in enumerate(self.windows)],
            participants=[_participant(line) for line in self._lines()],
        )

    def _rules(self) -> dict[str, Any]:
        return {
            "quorum": number(self.quorum, otherwise=-1) if self.quorum else 0,
            "group_quorums": _group_quorums(self.group_quorums),
            "deadline": self._deadline(),
            "books_at_deadline": bool(self.books_at_deadline),
            "visibility": AnswerVisibility.BLIND if self.visibility == "blind" else AnswerVisibility.OPEN,
            "takes_if_need_be": not self.only_yes,
        }

    def _deadline(self) -> datetime | None:
        """On the wall of the meeting's zone."""
        if not self.deadline:
            return None
        try:
            wall = datetime.fromisoformat(self.deadline)
            if wall.tzinfo is None:
                return instant_of(wall, self.zone)
        except (ValueError, OverflowError) as broken:
            raise DeadlineIsUnreadable(field="deadline") from broken
        raise DeadlineIsUnreadable(field="deadline")

    def _lines(self) -> list[str]:
        """One more than can be, so that too many are refused."""
        return [line for line in self.participants.splitlines() if line.strip()][: MAX_PARTICIPANTS + 1]


def errors_of(refused: Error) -> dict[str, Any]:
    """One sentence beside the field to blame; for rows, by their number."""
    name, _, rest = (refused.field or "form").partition(".")
    number = rest.partition(".")[0]
    if name == "windows":
        return {"windows": {int(number) if number else 0: str(refused)}}
    if name == "participants" and number:
        return {name: f"Line {int(number) + 1}: {refused}"}
    known = {"title", "description", "place", "zone", "duration", "step", "participants", "organiser", *RULES}
    return {name if name in known else "form": str(refused)}


def _group_quorums(typed: str) -> dict[str, int]:
    """Engineering 2, Sales 1."""
    quorums: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in typed.split(","))):
        name, _, heads = part.rpartition(" ")
        if not name or not heads.isdecimal():
            raise GroupsAreUnreadable(field="group_quorums")
        quorums[name.strip()] = number(heads)
    return quorums


def _window(row: Mapping[str, str], zone_name: str, name: str) -> NewWindow:
    """On the wall of the meeting's zone. Up to midnight, or to an hour before the start, ends on the next day."""
    try:
        start = datetime.fromisoformat(f"{row['date']}T{row['from']}")
        end = datetime.fromisoformat(f"{row['date']}T{row['to']}")
    except ValueError as broken:
        raise DayIsMissing(field=name) from broken
    if start.tzinfo or end.tzinfo:
        raise DayIsMissing(field=name)
    try:
        if end <= start and end != start:
            end += timedelta(days=1)
        return NewWindow(start=instant_of(start, zone_name), end=instant_of(end, zone_name), zone=zone_name)
    except OverflowError as broken:
        raise DayIsMissing(field=name) from broken


def _participant(line: str) -> NewParticipant:
    """Ada Lovelace <ada@example.org>, or an address alone, or a name alone; then marks such as * ×2 #Sales."""
    line, marks = line.strip().rstrip(",;"), dict[str, Any]()
    while (mark := _MARK.search(line)) is not None:
        line = line[: mark.start()].rstrip(" ,;")
        if mark["required"]:
            marks["is_required"] = True
        elif mark["weight"]:
            marks["weight"] = int(mark["weight"])
        else:
            marks["group"] = mark["group"]
    return replace(_named(line), **marks)


def _named(line: str) -> NewParticipant:
    if (named := _NAMED.fullmatch(line)) is not None:
        email = named["email"].strip()
        return NewParticipant(name=named["name"].strip(" \"'") or email.partition("@")[0], email=email)
    if "@" in line and " " not in line:
        return NewParticipant(name=line.partition("@")[0], email=line)
    return NewParticipant(name=line)
