"""The form of an event: read from what was sent, filled from an event or a sentence, turned into what is wanted."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from starlette.datastructures import FormData

from kalends.adapters.web.forms import text
from kalends.adapters.web.recurrence_words import rule_label
from kalends.core.time import zone
from kalends.features.calendars.events.wanted import Wanted, WantedAttendee, WantedRecurrence
from kalends.features.calendars.objects.alarms import Alarm
from kalends.features.calendars.objects.attendees import Attendee, AttendeeKind, AttendeeRole, key_of
from kalends.features.calendars.objects.details import EventDetails
from kalends.features.calendars.objects.values import Moment
from kalends.features.calendars.phrases.reading import Reading, ReadingKind
from kalends.features.calendars.recurrence import write_rule

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# The rules that the form offers; others are kept as they are.
RULES = {
    "": "It does not",
    "FREQ=DAILY": "Every day",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "Every workday",
    "FREQ=WEEKLY": "Every week",
    "FREQ=WEEKLY;INTERVAL=2": "Every two weeks",
    "FREQ=MONTHLY": "Every month",
    "FREQ=YEARLY": "Every year",
}
# Minutes before; what else an event has is kept.
ALARMS = {
    "": "Not at all",
    "0": "When it begins",
    "10": "10 minutes before",
    "60": "An hour before",
    "1440": "A day before",
}
KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventForm:
    """All as it is typed."""

    calendar_id: str = ""
    summary: str = ""
    place: str = ""
    description: str = ""
    url: str = ""
    is_all_day: str = ""
    start_on: str = ""
    start_at: str = ""
    end_on: str = ""
    end_at: str = ""
    zone: str = ""
    rule: str = ""
    alarm: str = ""
    # One on each line: an address, or a name and an address.
    attendees: str = ""

    @classmethod
    def read(cls, form: FormData) -> "EventForm":
        return cls(**{one.name: text(form, one.name).strip() for one in fields(cls)})

    @classmethod
    def on(cls, day: date, zone_name: str, now: datetime) -> "EventForm":
        """An hour on that day, from the next full hour on."""
        next_hour = (now.astimezone(zone(zone_name)) + HOUR).replace(minute=0)
        start = datetime.combine(day, next_hour.time())
        return cls(zone=zone_name, **_times(start, start + HOUR))

    @classmethod
    def of_reading(cls, reading: Reading, day: date, now: datetime) -> "EventForm":
        """What a sentence says; what it does not say is as usual."""
        form = cls.on(day, reading.zone, now)
        title = reading.title[:1].upper() + reading.title[1:]
        there = zone(reading.zone)
        window = reading.windows[0] if reading.windows else None
        start = reading.start or (window.start if window else None)
        rule = reading.rule or "" if reading.kind is ReadingKind.RECURRENCE else ""
        if reading.day is not None:
            days = max((reading.duration or DAY) // DAY, 1)
            form = replace(form, **_times(reading.day, reading.day + days * DAY))
        elif start is not None:
            end = reading.end or start + (reading.duration or HOUR)
            form = replace(form, **_times(start.astimezone(there), end.astimezone(there)))
        return replace(form, summary=title, rule=rule)

    @classmethod
    def of(cls, details: EventDetails, calendar_id: str, zone_name: str) -> "EventForm":
        """Times are on the event's own wall; `zone_name` is the reader's, for those that have none of ours."""
        start, end = details.start, details.until
        if isinstance(start, datetime) and start.tzinfo is not None and isinstance(end, datetime):
            own = getattr(start.tzinfo, "key", None) or ("UTC" if start.utcoffset() == timedelta() else zone_name)
            start, end = start.astimezone(zone(own)), end.astimezone(zone(own))
            zone_name = own
        rules = [write_rule(rule) for rule in details.recurrence.rules]
        minutes = [str(int(alarm.before.total_seconds()) // 60) for alarm in details.alarms if alarm.at is None]
        simple = len(details.alarms) == len(minutes) == 1 and minutes[0] in ALARMS and not details.alarms[0].is_of_end
        is_floating = isinstance(start, datetime) and start.tzinfo is None
        return cls(
            calendar_id=calendar_id,
            summary=details.summary,
            place=details.place,
            description=details.description,
            url=details.url,
            zone="" if is_floating else zone_name,
            rule=rules[0] if len(rules) == 1 and not details.recurrence.dates else KEEP if rules else "",
            alarm=minutes[0] if simple else KEEP if details.alarms else "",
            attendees="\n".join(_named(one) for one in details.attendees),
            **_times(start, end),
        )

    def wanted(self) -> Wanted:
        """Of a new event."""
        return Wanted(
            summary=self.summary,
            place=self.place,
            description=self.description,
            url=self.url,
            zone=self.zone or None,
            alarms=self._alarms(),
            attendees=asked(self.attendees) if self.attendees else None,
            recurrence=self._recurrence() if self.rule else None,
            **self._span(),
        )

    def changes(self, before: "EventForm", present: Sequence[Attendee], *, takes_rule: bool) -> Wanted:
        """What differs from what was shown, and nothing else; who is `present` already keeps their role."""
        wanted = {
            name: getattr(self, name)
            for name in ("summary", "place", "description", "url")
            if getattr(self, name) != getattr(before, name)
        }
        if self._when() != before._when():
            wanted |= {"zone": self.zone or None, **self._span()}
        if self.alarm not in (before.alarm, KEEP):
            wanted["alarms"] = self._alarms()
        if self.attendees.split() != before.attendees.split():
            wanted["attendees"] = asked(self.attendees, present)
        if takes_rule and self.rule not in (before.rule, KEEP):
            wanted["recurrence"] = self._recurrence()
        return Wanted(**wanted)

    def moved_like(self, shown: "EventForm", first: "EventForm") -> "EventForm":
        """The series from its first occurrence, moved as this one was from where it was shown."""
        if self._when() == shown._when():
            return self.timed_as(first)
        try:
            by = _wall(self.start_on, self.start_at) - _wall(shown.start_on, shown.start_at)
            lasts = _wall(self.end_on, self.end_at) - _wall(self.start_on, self.start_at)
            start = _wall(first.start_on, first.start_at) + by
        except (ValueError, OverflowError):
            return self
        times = _times(start, start + lasts)
        return replace(self, **{**times, "is_all_day": self.is_all_day})

    def timed_as(self, other: "EventForm") -> "EventForm":
        return replace(self, **{name: getattr(other, name) for name in (*_WHEN, "zone")})

    def view(self) -> dict[str, str]:
        return asdict(self)

    def rule_choices(self) -> list[tuple[str, str]]:
        choices = list(RULES.items())
        if self.rule == KEEP:
            choices.append((KEEP, "As it does now"))
        elif self.rule not in RULES:
            choices.append((self.rule, rule_words(self.rule)))
        return choices

    def alarm_choices(self) -> list[tuple[str, str]]:
        return [*ALARMS.items(), *([(KEEP, "As it does now")] if self.alarm == KEEP else [])]

    def _when(self) -> tuple[str, ...]:
        hours = () if self.is_all_day else (self.start_at, self.end_at, self.zone)
        return (self.is_all_day, self.start_on, self.end_on, *hours)

    def _span(self) -> dict[str, Any]:
        """The last day of whole days is meant with all of it."""
        if self.is_all_day:
            end = self.end_on or None
            # What is no day is refused later, by the name of its field.
            with suppress(ValueError, OverflowError):
                end = (date.fromisoformat(self.end_on) + DAY).isoformat()
            return {"start": self.start_on, "end": end}
        end_on = self.end_on or self.start_on
        return {
            "start": f"{self.start_on}T{self.start_at}",
            "end": f"{end_on}T{self.end_at}" if self.end_at else None,
            "is_floating": None if self.zone else True,
        }

    def _recurrence(self) -> WantedRecurrence:
        return WantedRecurrence(rules=[self.rule] if self.rule else [])

    def _alarms(self) -> list[Alarm] | None:
        if self.alarm == KEEP:
            return None
        return [Alarm(before=timedelta(minutes=int(self.alarm)))] if self.alarm in ALARMS and self.alarm else []


_WHEN = ("start_on", "start_at", "end_on", "end_at", "is_all_day")


def asked(typed: str, present: Sequence[Attendee] = ()) -> list[WantedAttendee]:
    """Whom the lines name. What is no address is refused later, by its place."""
    known = {key_of(one.address): one for one in present}
    wanted: list[WantedAttendee] = []
    for line in re.split(r"[\n,;]+", typed):
        if not line.strip():
            continue
        name, address = parseaddr(line.strip())
        before = known.get(key_of(address))
        wanted.append(
            WantedAttendee(
                address=address or line.strip(),
                name=name,
                role=before.role if before else AttendeeRole.REQUIRED,
                kind=before.kind if before else AttendeeKind.PERSON,
            )
        )
    return wanted


def _named(one: Attendee) -> str:
    """No comma or bracket in a name may part it from its address."""
    name = re.sub(r"[<>,;\"\s]+", " ", one.name).strip()
    return f"{name} <{one.address}>" if name and name != one.address else one.address


def errors_of(field: str | None, sentence: str) -> Mapping[str, str]:
    """Beside the field that the sentence is about."""
    places = {"start": "start_on", "end": "end_on", "DTSTART": "start_on", "DTEND": "end_on", "RRULE": "rule"}
    place = places.get(field or "", field or "form")
    place = next((name for name in ("recurrence", "attendees") if place.startswith(name)), place)
    place = "rule" if place == "recurrence" else place
    return {place if place in {one.name for one in fields(EventForm)} else "form": sentence}


def rule_words(rule: str) -> str:
    """Rules that no phrase says are shown as RFC 5545 writes them."""
    try:
        words = rule_label(rule)
    except (KeyError, ValueError):
        return rule
    return words[:1].upper() + words[1:]


def _times(start: Moment, end: Moment) -> dict[str, str]:
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        last = max(end - DAY, start) if not isinstance(end, datetime) else start
        return {
            "is_all_day": "1",
            "start_on": start.isoformat()[:10],
            "start_at": "09:00",
            "end_on": last.isoformat()[:10],
            "end_at": "10:00",
        }
    return {
        "is_all_day": "",
        "start_on": start.date().isoformat(),
        "start_at": f"{start:%H:%M}",
        "end_on": end.date().isoformat(),
        "end_at": f"{end:%H:%M}",
    }


def _wall(day: str, at: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{at or '00:00'}")
