"""Reminders in an event (RFC 5545, section 3.6.6), as far as we know them; others are kept as they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kalends.core.errors import Invalid
from kalends.features.calendars.objects.lines import Component, Line
from kalends.features.calendars.objects.splices import Splice, written
from kalends.features.calendars.objects.values import read_stopwatch
from kalends.features.calendars.objects.writing import instant_line, text_line, timedelta_text

_INSTANT = re.compile(r"[0-9]{8}T[0-9]{6}Z", re.ASCII)


class AlarmCannotBeMade(Invalid):
    """New reminders are shown or sounded; by mail they come as your settings say."""


class AlarmAction(StrEnum):
    DISPLAY = "display"
    AUDIO = "audio"
    EMAIL = "email"


_ACTIONS = {one.value: one for one in AlarmAction}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Goes off `before` the start or the end, after it where negative; or at an instant."""

    before: timedelta = timedelta()
    is_of_end: bool = False
    at: datetime | None = None
    action: AlarmAction = AlarmAction.DISPLAY


def alarms_of(component: Component) -> Sequence[Alarm]:
    found = (_alarm(child) for child in component.children if child.name == "VALARM")
    return tuple(one for one in found if one is not None)


def alarms_spliced(component: Component, wanted: Sequence[Alarm], end: bytes) -> list[Splice]:
    """What makes these the component's alarms. Those that stay keep their bytes, and so do those we don't know."""
    new = list(wanted)
    splices: list[Splice] = []
    for child in component.children:
        alarm = _alarm(child) if child.name == "VALARM" else None
        if alarm in new:
            new.remove(alarm)
        elif alarm is not None:
            splices.append(Splice(child.number, child.until, b""))
    summary = component.first("SUMMARY")
    text = (summary.text if summary else "") or "Reminder"
    lines = [line for alarm in new for line in _lines(alarm, text)]
    splices.append(Splice(component.last, component.last, b"".join(written(line, end) for line in lines)))
    return splices


def _alarm(component: Component) -> Alarm | None:
    trigger, action = component.first("TRIGGER"), component.first("ACTION")
    how = _ACTIONS.get(action.value.strip().lower()) if action else None
    if trigger is None or how is None:
        return None
    if _INSTANT.fullmatch(trigger.value.strip()):
        return Alarm(at=_instant(trigger), action=how)
    offset = read_stopwatch(trigger.value)
    is_of_end = trigger.parameters.get("RELATED", "").upper() == "END"
    return None if offset is None else Alarm(before=-offset, is_of_end=is_of_end, action=how)


def _instant(trigger: Line) -> datetime | None:
    try:
        return datetime.strptime(trigger.value.strip(), "%Y%m%dT%H%M%S%z")
    except ValueError:
        return None


def _lines(alarm: Alarm, text: str) -> list[str]:
    if alarm.action is AlarmAction.EMAIL:
        raise AlarmCannotBeMade(field="alarms")
    if alarm.at is not None:
        trigger = instant_line("TRIGGER;VALUE=DATE-TIME", alarm.at)
    else:
        trigger = f"TRIGGER{';RELATED=END' if alarm.is_of_end else ''}:{timedelta_text(-alarm.before)}"
    shown = [text_line("DESCRIPTION", text)] if alarm.action is AlarmAction.DISPLAY else []
    return ["BEGIN:VALARM", f"ACTION:{alarm.action.upper()}", trigger, *shown, "END:VALARM"]
