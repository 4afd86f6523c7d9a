"""What people want an event to be, as they write it; checked, and turned into what its object says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from kalends.core.errors import Invalid
from kalends.core.text import clean
from kalends.core.time import zone as known_zone
from kalends.features.accounts import addresses
from kalends.features.calendars.errors import BadTime, BadUrl, TooManyParts, ZoneIsMissing
from kalends.features.calendars.objects.alarms import Alarm
from kalends.features.calendars.objects.attendees import (
    Attendee,
    AttendeeKind,
    AttendeeRole,
    Organiser,
    Participation,
    key_of,
)
from kalends.features.calendars.objects.details import EventChanges, EventDetails, EventStatus, Privacy, Recurrence
from kalends.features.calendars.objects.values import Duration, Moment
from kalends.features.calendars.recurrence import Rule, read_rule

LONGEST_SUMMARY = 1_000
LONGEST_DESCRIPTION = 20_000
LONGEST_URL = 2_000
LONGEST_CATEGORY = 100
MOST_CATEGORIES = 50
MOST_ALARMS = 50
MOST_ATTENDEES = 1_000
MOST_RULES = 8
# A daily series of three years, of which every occurrence is named.
MOST_DATES = 1_000
# Longer than anybody is reminded ahead, and short enough for every client.
FARTHEST_ALARM = timedelta(days=366)

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WALL = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
# RFC 3986: a scheme, and nothing that breaks a line or hides.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}:[^\s\x00-\x1f\x7f]+")

_NAMES = [one.name for one in fields(EventChanges)]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedAttendee:
    """Who is asked to come. What they say is theirs to say."""

    address: str
    name: str = ""
    role: AttendeeRole = AttendeeRole.REQUIRED
    kind: AttendeeKind = AttendeeKind.PERSON
    is_asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRecurrence:
    """Rules as RFC 5545 writes them; dates as times are written."""

    rules: Sequence[str] = ()
    dates: Sequence[str] = ()
    excluded_dates: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is left out (None) stays as it is, or is as it usually is.

    Times are days, times with an offset, or times on the wall of `zone`, or of none where `is_floating`. Where no zone
    is said it is the event's; of a new event, the calendar's.
    """

    summary: str | None = None
    description: str | None = None
    place: str | None = None
    url: str | None = None
    start: str | None = None
    end: str | None = None
    duration: timedelta | None = None
    zone: str | None = None
    is_floating: bool | None = None
    status: EventStatus | None = None
    is_transparent: bool | None = None
    privacy: Privacy | None = None
    categories: Sequence[str] | None = None
    alarms: Sequence[Alarm] | None = None
    attendees: Sequence[WantedAttendee] | None = None
    recurrence: WantedRecurrence | None = None


@dataclass(frozen=True, slots=True)
class Walls:
    """On whose wall times without an offset are."""

    zone: ZoneInfo | None
    is_floating: bool = False

    def moment(self, text: str, name: str) -> Moment:
        """A day, a time of this zone, or a floating one."""
        text = text.strip()
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
            if _INSTANT.fullmatch(text):
                instant = datetime.fromisoformat(text.upper()).astimezone(UTC)
                return instant if self.zone is None else instant.astimezone(self.zone)
            if _WALL.fullmatch(text):
                return self._on_wall(datetime.fromisoformat(text.upper()), name)
        except (ValueError, OverflowError):
            pass
        raise BadTime(field=name)

    def _on_wall(self, wall: datetime, name: str) -> datetime:
        if self.is_floating:
            return wall
        if self.zone is None:
            raise ZoneIsMissing(field=name)
        return wall.replace(tzinfo=self.zone)


def details_from(wanted: Wanted, calendar_zone: str, me: Organiser) -> EventDetails:
    """Of a new event; `me` organises it, if others are asked to come."""
    if wanted.start is None:
        raise BadTime("An event needs a start.", field="start")
    changes = changes_from(wanted, None, calendar_zone, me)
    assert changes.start is not None
    given = {name: value for name in _NAMES if (value := getattr(changes, name)) is not None}
    return EventDetails(**given)


def changes_from(wanted: Wanted, before: EventDetails | None, calendar_zone: str, me: Organiser) -> EventChanges:
    walls = _walls(wanted, before, calendar_zone)
    start = None if wanted.start is None else walls.moment(wanted.start, "start")
    if start is None and before is not None and (wanted.zone is not None or wanted.is_floating is not None):
        # The same time on the wall, elsewhere.
        start = _elsewhere(before.start, walls)
    attendees, organiser = _people(wanted.attendees, before, me)
    return EventChanges(
        summary=_text(wanted.summary, "summary", LONGEST_SUMMARY),
        description=_text(wanted.description, "description", LONGEST_DESCRIPTION, has_lines=True),
        place=_text(wanted.place, "place", LONGEST_SUMMARY),
        url=_url(wanted.url),
        start=start,
        end=_end(wanted, walls),
        status=wanted.status,
        is_transparent=wanted.is_transparent,
        privacy=wanted.privacy,
        categories=_categories(wanted.categories),
        alarms=_alarms(wanted.alarms),
        recurrence=None if wanted.recurrence is None else _recurrence(wanted.recurrence, walls),
        attendees=attendees,
        organiser=organiser,
    )


def _walls(wanted: Wanted, before: EventDetails | None, calendar_zone: str) -> Walls:
    if wanted.zone:
        try:
            return Walls(known_zone(wanted.zone))
        except Invalid as unknown:
            raise type(unknown)(str(unknown), field="zone") from unknown
    start = before.start if before else None
    if wanted.is_floating or (
        wanted.is_floating is None and isinstance(start, datetime) and start.tzinfo is None and before
    ):
        return Walls(None, is_floating=True)
    zone = start.tzinfo if isinstance(start, datetime) else None
    # A new event without a zone is where its calendar is: kept in UTC, it would be an hour off after summer time.
    return Walls(zone if isinstance(zone, ZoneInfo) else known_zone(calendar_zone))


def _elsewhere(start: Moment, walls: Walls) -> Moment | None:
    if not isinstance(start, datetime):
        return None
    return start.replace(tzinfo=None if walls.is_floating else walls.zone, fold=0)


def _end(wanted: Wanted, walls: Walls) -> Moment | Duration | None:
    if wanted.end is not None and wanted.duration is not None:
        raise BadTime("Say the end or the duration, not both.", field="duration")
    if wanted.duration is not None:
        if wanted.duration < timedelta():
            raise BadTime("A duration is not negative.", field="duration")
        days, rest = divmod(wanted.duration, timedelta(days=1))
        return Duration(days, rest)
    return None if wanted.end is None else walls.moment(wanted.end, "end")


def _recurrence(wanted: WantedRecurrence, walls: Walls) -> Recurrence:
    _ensure_few(wanted.rules, MOST_RULES, "recurrence.rules")
    return Recurrence(
        rules=_each(wanted.rules, "recurrence.rules", lambda text, _: _rule(text)),
        dates=_moments(wanted.dates, "recurrence.dates", walls),
        excluded_dates=_moments(wanted.excluded_dates, "recurrence.excluded_dates", walls),
    )


def _rule(text: str) -> Rule:
    return read_rule(text.strip().removeprefix("RRULE:"))


def _moments(texts: Sequence[str], name: str, walls: Walls) -> Sequence[Moment]:
    _ensure_few(texts, MOST_DATES, name)
    return _each(texts, name, walls.moment)


def _each(texts: Sequence[str], name: str, read: Callable[[str, str], T]) -> Sequence[T]:
    """What is wrong with one names it by its place."""
    found: list[T] = []
    for place, text in enumerate(texts):
        try:
            found.append(read(text, f"{name}.{place}"))
        except Invalid as refused:
            raise type(refused)(str(refused), field=f"{name}.{place}") from refused
    return tuple(found)


def _ensure_few(items: Sequence[object], most: int, name: str) -> None:
    if len(items) > most:
        raise TooManyParts(f"There are {len(items)} of these, where {most} are the most.", field=name)


def _text(text: str | None, name: str, longest: int, *, has_lines: bool = False) -> str | None:
    return None if text is None else clean(text, name, longest=longest, has_lines=has_lines)


def _url(url: str | None) -> str | None:
    if not url:
        return url
    if len(url) > LONGEST_URL or not _URL.fullmatch(url):
        raise BadUrl(field="url")
    return clean(url, "url", longest=LONGEST_URL)


def _categories(categories: Sequence[str] | None) -> Sequence[str] | None:
    if categories is None:
        return None
    _ensure_few(categories, MOST_CATEGORIES, "categories")
    return tuple(
        clean(one, f"categories.{place}", longest=LONGEST_CATEGORY, is_required=True)
        for place, one in enumerate(categories)
    )


def _alarms(alarms: Sequence[Alarm] | None) -> Sequence[Alarm] | None:
    if alarms is None:
        return None
    _ensure_few(alarms, MOST_ALARMS, "alarms")
    for place, alarm in enumerate(alarms):
        if abs(alarm.before) > FARTHEST_ALARM:
            raise BadTime("A reminder comes at most a year before.", field=f"alarms.{place}.before")
    return tuple(alarms)


def _people(
    wanted: Sequence[WantedAttendee] | None, before: EventDetails | None, me: Organiser
) -> tuple[Sequence[Attendee] | None, Organiser | None]:
    """Those who were asked before keep what they said. Who asks others to come organises it, unless somebody does."""
    if wanted is None:
        return None, None
    _ensure_few(wanted, MOST_ATTENDEES, "attendees")
    present = {key_of(one.address): one for one in before.attendees} if before else {}
    organiser = (before.organiser if before else None) or me
    attendees: dict[str, Attendee] = {}
    for place, one in enumerate(wanted):
        address = _address(one.address, present, f"attendees.{place}.address")
        name = addresses.person_name(one.name, field=f"attendees.{place}.name")
        known = present.get(key_of(address), Attendee(address=address))
        is_me = key_of(address) == key_of(organiser.address)
        attendees[key_of(address)] = replace(
            known,
            name=name or known.name,
            role=one.role,
            kind=one.kind,
            participation=Participation.ACCEPTED if is_me else known.participation,
            is_asked=one.is_asked and not is_me and known.participation is Participation.NEEDS_ACTION,
        )
    return tuple(attendees.values()), organiser if attendees else None


def _address(text: str, present: dict[str, Attendee], name: str) -> str:
    known = present.get(key_of(text))
    return known.address if known else addresses.address(text, field=name)
