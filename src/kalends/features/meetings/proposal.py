"""What an organiser proposes, and its bounds: each is a number with a reason, each refusal names its field."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from kalends.core.errors import Error
from kalends.core.text import TextIsMissing, clean
from kalends.core.time import merge, zone
from kalends.features.accounts.addresses import address, key_of, person_name
from kalends.features.meetings.domain import Meeting, Window, interval
from kalends.features.meetings.errors import (
    AddressIsTwice,
    BadDuration,
    BadStep,
    NoRoomInWindows,
    TooManyParticipants,
    TooManyWindows,
    WindowIsTooLong,
    WindowsAreMissing,
    WindowsAreTooFarApart,
)

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

    def checked(self, prefix: str = "") -> Self:
        name = person_name(self.name, field=f"{prefix}name")
        if not name:
            raise TextIsMissing(field=f"{prefix}name")
        if self.zone is not None:
            ensure_zone(self.zone, f"{prefix}zone")
        return replace(self, name=name, email=address(self.email, field=f"{prefix}email") if self.email else None)


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

    def checked(self) -> Self:
        """The same with its texts cleaned; refuses what no meeting can be."""
        return replace(
            self,
            title=_title(self.title),
            description=_description(self.description),
            place=_place(self.place),
            participants=_participants(self.participants),
        )

    def offer(self) -> "Offer":
        return offer(zone_name=self.zone, duration=self.duration, step=self.step, windows=self.windows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The times of a proposal, checked: how long, on which grid, in which windows."""

    zone: str
    duration: timedelta
    step: timedelta
    windows: tuple[Window, ...]


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

    @property
    def moves_time(self) -> bool:
        return any(part is not None for part in (self.duration, self.step, self.windows))

    @staticmethod
    def fields_between(before: Meeting, after: Meeting) -> tuple[str, ...]:
        """Which of them are new."""
        names = ("title", "description", "place", "zone", "duration", "step", "windows")
        return tuple(name for name in names if getattr(before, name) != getattr(after, name))

    def applied_to(self, meeting: Meeting) -> Meeting:
        kept = [NewWindow(start=w.interval.start, end=w.interval.end, zone=w.zone) for w in meeting.windows]
        times = offer(
            zone_name=meeting.zone if self.zone is None else self.zone,
            duration=meeting.duration if self.duration is None else self.duration,
            step=meeting.step if self.step is None else self.step,
            windows=kept if self.windows is None else self.windows,
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
        )


def offer(*, zone_name: str, duration: timedelta, step: timedelta, windows: Sequence[NewWindow]) -> Offer:
    ensure_zone(zone_name, "zone")
    if not SHORTEST <= duration <= LONGEST or duration % timedelta(minutes=1):
        raise BadDuration(field="duration")
    if step not in STEPS:
        raise BadStep(field="step")
    return Offer(zone=zone_name, duration=duration, step=step, windows=_windows(windows, zone_name, duration))


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
