"""What an organiser proposes, and its bounds: each is a number with a reason, each refusal names its field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self

from kalends.core.errors import Error
from kalends.core.text import TextIsMissing, clean
from kalends.core.time import merge, zone
from kalends.features.accounts.addresses import address, key_of, person_name
from kalends.features.meetings.domain import WEEK, Meeting, Participant, Window, interval
from kalends.features.meetings.errors import (
    AddressIsTwice,
    BadDuration,
    BadStep,
    BadWeeks,
    BadWeight,
    NoRoomInWindows,
    TooManyParticipants,
    TooManyWindows,
    WeekIsTooLong,
    WindowIsTooLong,
    WindowsAreMissing,
    WindowsAreTooFarApart,
)
from kalends.features.meetings.rules import Rules, group_name

# A line in a calendar and in a mail's subject.
LONGEST_TITLE = 200
# An agenda, not a handbook.
LONGEST_DESCRIPTION = 5_000
LONGEST_PLACE = 500
# Twelve weeks of five mornings.
MAX_WINDOWS = 60
# A whole month may be on offer in one piece.
MAX_WINDOW = timedelta(days=31)
# A season and its play-offs; longer spans belong to the season planner.
MAX_SPAN = timedelta(days=400)
# A large faculty; beyond it one sends a survey.
MAX_PARTICIPANTS = 2_000
SHORTEST = timedelta(minutes=5)
# What takes longer than a day is several meetings.
LONGEST = timedelta(days=1)
# Who counts a hundredfold decides alone.
MAX_WEIGHT = 100
# A weekly meeting for a year; then one asks anew.
MAX_WEEKS = 53
STEPS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWindow:
    """A window as given; without a zone of its own it is meant in the meeting's."""

    start: datetime
    end: datetime
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParticipant:
    name: str
    email: str | None = None
    zone: str | None = None
    is_required: bool = False
    weight: int = 1
    group: str | None = None

    def checked(self, prefix: str = "") -> Self:
        if self.zone is not None:
            ensure_zone(self.zone, f"{prefix}zone")
        if not 0 <= self.weight <= MAX_WEIGHT:
            raise BadWeight(field=f"{prefix}weight")
        return replace(
            self,
            name=checked_name(self.name, f"{prefix}name"),
            email=address(self.email, field=f"{prefix}email") if self.email else None,
            group=None if self.group is None else group_name(self.group, f"{prefix}group"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganiser:
    """Who proposes without an account. The address is for invitations to name; nothing is sent to it unproved."""

    name: str
    email: str | None = None

    def checked(self) -> Self:
        email = address(self.email, field="organiser.email") if self.email else None
        return replace(self, name=checked_name(self.name, "organiser.name"), email=email)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """All that makes a meeting, before there is one."""

    title: str
    zone: str
    duration: timedelta
    windows: Sequence[NewWindow]
    step: timedelta = timedelta(minutes=15)
    description: str = ""
    place: str = ""
    participants: Sequence[NewParticipant] = ()
    weeks: int = 1
    # By the names of the fields of `Rules`.
    rules: Mapping[str, Any] = field(default_factory=dict[str, Any])
    is_draft: bool = False
    # Only from those without an account.
    organiser: NewOrganiser | None = None

    def checked(self) -> Self:
        """The same with its texts cleaned; refuses what no meeting can be."""
        return replace(
            self,
            title=_title(self.title),
            description=_description(self.description),
            place=_place(self.place),
            participants=_participants(self.participants),
            organiser=self.organiser and self.organiser.checked(),
        )

    def offer(self) -> "Offer":
        return offer(
            zone_name=self.zone, duration=self.duration, step=self.step, windows=self.windows, weeks=self.weeks
        )

    def decided_by(self, times: "Offer") -> Rules:
        """The rules, checked against what is on offer and who is asked."""
        rules = Rules.checked(self.rules, times.last_end)
        rules.ensure_groups({one.group for one in self.participants if one.group is not None})
        return rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The times of a proposal, checked: how long, on which grid, in which windows."""

    zone: str
    duration: timedelta
    step: timedelta
    windows: tuple[Window, ...]
    weeks: int

    @property
    def last_end(self) -> datetime:
        return max(window.interval.end for window in self.windows) + (self.weeks - 1) * WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an organiser changes; None leaves it as it is."""

    title: str | None = None
    description: str | None = None
    place: str | None = None
    zone: str | None = None
    duration: timedelta | None = None
    step: timedelta | None = None
    windows: Sequence[NewWindow] | None = None
    weeks: int | None = None
    # Only the fields that are given, by the names of `Rules`.
    rules: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def moves_time(self) -> bool:
        return any(part is not None for part in (self.duration, self.step, self.windows, self.weeks))

    @staticmethod
    def fields_between(before: Meeting, after: Meeting) -> tuple[str, ...]:
        """Which of them are new."""
        names = ("title", "description", "place", "zone", "duration", "step", "windows", "weeks", "rules")
        return tuple(name for name in names if getattr(before, name) != getattr(after, name))

    def applied_to(self, meeting: Meeting) -> Meeting:
        kept = [NewWindow(start=w.interval.start, end=w.interval.end, zone=w.zone) for w in meeting.windows]
        times = offer(
            zone_name=meeting.zone if self.zone is None else self.zone,
            duration=meeting.duration if self.duration is None else self.duration,
            step=meeting.step if self.step is None else self.step,
            windows=kept if self.windows is None else self.windows,
            weeks=meeting.weeks if self.weeks is None else self.weeks,
        )
        return replace(
            meeting,
            title=meeting.title if self.title is None else _title(self.title),
            description=meeting.description if self.description is None else _description(self.description),
            place=meeting.place if self.place is None else _place(self.place),
            zone=times.zone,
            duration=times.duration,
            step=times.step,
            windows=times.windows,
            weeks=times.weeks,
            rules=Rules.checked({**meeting.rules.fields(), **self.rules}, times.last_end),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What an organiser changes about a participant, by the names of its fields; what is not given stays."""

    given: Mapping[str, Any]

    def applied_to(self, participant: Participant) -> Participant:
        kept = {name: getattr(participant, name) for name in ("name", "is_required", "weight", "group")}
        after = NewParticipant(**{**kept, **self.given}).checked()
        return replace(
            participant, name=after.name, is_required=after.is_required, weight=after.weight, group=after.group
        )


def offer(
    *, zone_name: str, duration: timedelta, step: timedelta, windows: Sequence[NewWindow], weeks: int = 1
) -> Offer:
    ensure_zone(zone_name, "zone")
    if not SHORTEST <= duration <= LONGEST or duration % timedelta(minutes=1):
        raise BadDuration(field="duration")
    if step not in STEPS:
        raise BadStep(field="step")
    if not 1 <= weeks <= MAX_WEEKS:
        raise BadWeeks(field="weeks")
    found = _windows(windows, zone_name, duration)
    if weeks > 1 and max(one.interval.end for one in found) - found[0].interval.start > WEEK:
        raise WeekIsTooLong(field="windows")
    return Offer(zone=zone_name, duration=duration, step=step, windows=found, weeks=weeks)


def checked_name(text: str, field: str) -> str:
    name = person_name(text, field=field)
    if not name:
        raise TextIsMissing(field=field)
    return name


def ensure_zone(name: str, field: str) -> None:
    try:
        zone(name)
    except Error as unknown:
        unknown.field = field
        raise


def _windows(given: Sequence[NewWindow], zone_name: str, duration: timedelta) -> tuple[Window, ...]:
    if not given:
        raise WindowsAreMissing(field="windows")
    if len(given) > MAX_WINDOWS:
        raise TooManyWindows(field="windows")
    windows = tuple(_window(window, zone_name, f"windows.{number}") for number, window in enumerate(given))
    stretches = merge(window.interval for window in windows)
    if stretches[-1].end - stretches[0].start > MAX_SPAN:
        raise WindowsAreTooFarApart(field="windows")
    if all(stretch.duration < duration for stretch in stretches):
        raise NoRoomInWindows(field="windows")
    return tuple(sorted(windows, key=lambda window: window.interval))


def _window(given: NewWindow, zone_name: str, field: str) -> Window:
    if given.zone is not None:
        ensure_zone(given.zone, f"{field}.zone")
    window = Window(interval(given.start, given.end, field), given.zone or zone_name)
    if window.interval.duration > MAX_WINDOW:
        raise WindowIsTooLong(field=f"{field}.end")
    return window


def _participants(given: Sequence[NewParticipant]) -> tuple[NewParticipant, ...]:
    if len(given) > MAX_PARTICIPANTS:
        raise TooManyParticipants(field="participants")
    checked = tuple(one.checked(f"participants.{number}.") for number, one in enumerate(given))
    seen: set[str] = set()
    for number, one in enumerate(checked):
        if one.email is None:
            continue
        if (key := key_of(one.email)) in seen:
            raise AddressIsTwice(field=f"participants.{number}.email")
        seen.add(key)
    return checked


def _title(text: str) -> str:
    return clean(text, "title", longest=LONGEST_TITLE, is_required=True)


def _description(text: str) -> str:
    return clean(text, "description", longest=LONGEST_DESCRIPTION, has_lines=True)


def _place(text: str) -> str:
    return clean(text, "place", longest=LONGEST_PLACE)
