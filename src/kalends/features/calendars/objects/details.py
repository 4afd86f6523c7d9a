"""What an event says, typed: read from its component, and what changes of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kalends.features.calendars.objects.alarms import Alarm, alarms_of
from kalends.features.calendars.objects.attendees import Attendee, Organiser, attendees_of, organiser_of
from kalends.features.calendars.objects.lines import Component, unescaped
from kalends.features.calendars.objects.reading import Item
from kalends.features.calendars.objects.values import Duration, Moment
from kalends.features.calendars.recurrence import Rule

_LISTED = re.compile(r"(?:\\.|[^\\,])+", re.DOTALL)


class EventStatus(StrEnum):
    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Privacy(StrEnum):
    """CLASS of RFC 5545: whom the one who wrote it would show it to."""

    PUBLIC = "public"
    PRIVATE = "private"
    CONFIDENTIAL = "confidential"


_STATUSES = {one.value: one for one in EventStatus}
_PRIVACIES = {one.value: one for one in Privacy}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    rules: Sequence[Rule] = ()
    dates: Sequence[Moment] = ()
    excluded_dates: Sequence[Moment] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """An event, or one occurrence of it. Without an offset, a time is floating."""

    summary: str = ""
    description: str = ""
    place: str = ""
    url: str = ""
    start: Moment
    # None: as short as can be, for a day that day.
    end: Moment | Duration | None = None
    status: EventStatus = EventStatus.CONFIRMED
    # It does not take up time: others may book it.
    is_transparent: bool = False
    privacy: Privacy = Privacy.PUBLIC
    categories: Sequence[str] = ()
    alarms: Sequence[Alarm] = ()
    organiser: Organiser | None = None
    attendees: Sequence[Attendee] = ()
    recurrence: Recurrence = Recurrence()

    @property
    def until(self) -> Moment:
        """Its end as a time, where it says how long it takes or nothing."""
        if self.end is None:
            return self.start
        return self.end.after(self.start) if isinstance(self.end, Duration) else self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChanges:
    """What is left out (None) stays as it is."""

    summary: str | None = None
    description: str | None = None
    place: str | None = None
    url: str | None = None
    start: Moment | None = None
    end: Moment | Duration | None = None
    status: EventStatus | None = None
    is_transparent: bool | None = None
    privacy: Privacy | None = None
    categories: Sequence[str] | None = None
    alarms: Sequence[Alarm] | None = None
    organiser: Organiser | None = None
    attendees: Sequence[Attendee] | None = None
    recurrence: Recurrence | None = None

    @property
    def is_of_time(self) -> bool:
        """Whether those who said that they would come must be asked again."""
        return self.start is not None or self.end is not None or self.recurrence is not None


def details_of(item: Item) -> EventDetails:
    component, start = item.component, item.start
    assert start is not None, "an event has a start"
    return EventDetails(
        summary=text_of(component, "SUMMARY"),
        description=text_of(component, "DESCRIPTION"),
        place=text_of(component, "LOCATION"),
        url=text_of(component, "URL"),
        start=start,
        end=end_of(item, start),
        status=_status(component),
        is_transparent=text_of(component, "TRANSP").upper() == "TRANSPARENT",
        privacy=_privacy(component),
        categories=categories_of(component),
        alarms=alarms_of(component),
        organiser=organiser_of(component),
        attendees=attendees_of(component),
        recurrence=Recurrence(
            rules=tuple(item.rules),
            dates=tuple(moment for moment, _ in item.dates),
            excluded_dates=tuple(item.excluded_dates),
        ),
    )


def end_of(item: Item, start: Moment, given: Moment | None = None) -> Moment:
    """When it ends if it starts then; on the clock of the end that was given, else of the start."""
    end = item.lasts.after(start)
    clock = given if isinstance(given, datetime) else start
    if isinstance(end, datetime) and end.tzinfo is not None and isinstance(clock, datetime):
        return end.astimezone(clock.tzinfo)
    return end


def text_of(component: Component, name: str) -> str:
    line = component.first(name)
    return line.text.strip() if line else ""


def categories_of(component: Component) -> Sequence[str]:
    """Of all the lines there are, without those that say nothing."""
    found = (one.strip() for line in component.all("CATEGORIES") for one in _texts(line.value))
    return tuple(one for one in found if one)


def _texts(value: str) -> Sequence[str]:
    """Texts between commas that have no backslash before them."""
    return [unescaped(one) for one in _LISTED.findall(value)]


def _status(component: Component) -> EventStatus:
    return _STATUSES.get(text_of(component, "STATUS").lower(), EventStatus.CONFIRMED)


def _privacy(component: Component) -> Privacy:
    """RFC 5545, section 3.8.1.3: a class that we don't know is to be taken for private."""
    word = text_of(component, "CLASS").lower()
    return _PRIVACIES.get(word, Privacy.PRIVATE) if word else Privacy.PUBLIC
