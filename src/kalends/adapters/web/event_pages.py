"""The page of one event: looked at, changed, answered and removed; one occurrence, those that follow, or all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.calendar import changed_flash, wall_of
from kalends.adapters.web.calendar_views import Wall, day_of
from kalends.adapters.web.event_forms import EventForm, errors_of, rule_words
from kalends.adapters.web.forms import form_of, text
from kalends.adapters.web.phrases import heard_in
from kalends.adapters.web.rendering import Flash, go_to, pages_of
from kalends.adapters.web.times import day_label, slot_view, zone_short
from kalends.core.errors import Conflict, Invalid, Stale
from kalends.core.ids import CalendarId, EventId
from kalends.core.time import Interval, instant_of, zone
from kalends.features.calendars.domain import Access
from kalends.features.calendars.errors import NoSuchEvent, NotYoursToChange
from kalends.features.calendars.events.asking import ALL, Scope, Which
from kalends.features.calendars.events.detailed import Detailed
from kalends.features.calendars.objects.attached import Attached, attached_in, read_id
from kalends.features.calendars.objects.attendees import Attendee, Participation, key_of
from kalends.features.calendars.objects.details import details_of
from kalends.features.calendars.objects.placing import override_of
from kalends.features.calendars.recurrence import write_rule
from kalends.features.calendars.service import Seen

Errors = Mapping[str, str]
WORDS = {
    Participation.ACCEPTED: "comes",
    Participation.DECLINED: "does not come",
    Participation.TENTATIVE: "may come",
    Participation.DELEGATED: "sends somebody",
    Participation.NEEDS_ACTION: "has not answered",
}


SAID = {
    Participation.ACCEPTED: "you come",
    Participation.DECLINED: "you do not come",
    Participation.TENTATIVE: "perhaps you come",
}


async def new(request: Request) -> Response:
    wall, said = await wall_of(request), await heard_in(request)
    day = day_of(request.query_params.get("on", ""), wall.today)
    form = EventForm.of_reading(said.reading(), day, wall.now) if said.said else EventForm.on(day, wall.zone, wall.now)
    return await _form_page(request, wall, form)


async def add(request: Request) -> Response:
    form = EventForm.read(await form_of(request))
    try:
        calendar = _calendar_in(form)
        changed = await services_of(request).detailed_events.add(actor_of(request), calendar, form.wanted())
    except (Invalid, Conflict) as refused:
        return await _form_page(
            request,
            await wall_of(request),
            form,
            errors_of(refused.field, str(refused)),
            status=status_of(type(refused)),
        )
    return go_to(_back(form), changed_flash(changed, f"Added: {form.summary or 'an event'}.", _back(form)))


async def show(request: Request) -> Response:
    return await shown(request)


async def shown(request: Request, errors: Errors | None = None, *, status: int = 200) -> Response:
    wall = await wall_of(request)
    seen = await services_of(request).detailed_events.see(
        actor_of(request), event_id_of(request), recurrence_id_of(request)
    )
    return await _event_page(request, wall, seen, _form_of(seen, wall), errors, status=status)


async def change(request: Request) -> Response:
    """What was not touched stays as it is, also where somebody else changed it since."""
    events, wall, sent = services_of(request).detailed_events, await wall_of(request), await form_of(request)
    form, which = EventForm.read(sent), _which(request, text(sent, "scope"))
    seen = await events.see(actor_of(request), event_id_of(request), recurrence_id_of(request))
    calendar, shown = str(seen.event.calendar_id), _form_of(seen, wall)
    before, after = shown, form
    if which.scope is Scope.ALL and seen.recurrence_id is not None:
        first = _form_of(await events.see(actor_of(request), event_id_of(request)), wall)
        before, after = shown.timed_as(first), form.moved_like(shown, first)
    try:
        if text(sent, "etag") != seen.event.etag:
            raise Stale
        target = _calendar_in(form) if which.scope is Scope.ALL and form.calendar_id != calendar else None
        wanted = after.changes(before, seen.details.attendees, takes_rule=which.scope is not Scope.ONE)
        changed = await events.change(actor_of(request), seen.event.id, wanted, which, calendar_id=target)
    except (Invalid, Conflict, Stale, NotYoursToChange) as refused:
        errors = errors_of(refused.field, str(refused))
        return await _event_page(request, wall, seen, form, errors, status=status_of(type(refused)))
    return go_to(_back(form), changed_flash(changed, f"Changed: {form.summary or 'the event'}.", _back(form)))


async def remove(request: Request) -> Response:
    sent = await form_of(request)
    which = _which(request, text(sent, "scope"))
    changed = await services_of(request).detailed_events.remove(actor_of(request), event_id_of(request), which)
    back = f"/calendar?on={text(sent, 'on')}" if text(sent, "on") else "/calendar"
    return go_to(back, changed_flash(changed, "It is removed.", back))


async def answer(request: Request) -> Response:
    sent = await form_of(request)
    said = next((one for one in Participation if one.value == text(sent, "participation")), Participation.TENTATIVE)
    recurrence_id = recurrence_id_of(request)
    which = ALL if recurrence_id is None else Which(scope=Scope.ONE, recurrence_id=recurrence_id)
    await services_of(request).detailed_events.answer(actor_of(request), event_id_of(request), said, which)
    told = Flash(text=f"Said: {SAID.get(said, SAID[Participation.TENTATIVE])}. Whoever organises it is told.")
    return go_to(url_of(event_id_of(request), recurrence_id), told)


async def _form_page(
    request: Request, wall: Wall, form: EventForm, errors: Errors | None = None, *, status: int = 200
) -> Response:
    writable = await _writable(request)
    context = {
        "form": form.view(),
        "errors": errors or {},
        "calendars": [(str(one.calendar.id), one.calendar.name) for one in writable],
        "rules": form.rule_choices(),
        "alarms": form.alarm_choices(),
        "reader_zone": wall.zone,
    }
    return await pages_of(request).page(request, "calendar/new.html", context, status=status)


async def _event_page(
    request: Request, wall: Wall, seen: Detailed, form: EventForm, errors: Errors | None = None, *, status: int = 200
) -> Response:
    writable = await _writable(request)
    may_write = any(one.calendar.id == seen.event.calendar_id for one in writable)
    me = await services_of(request).people.me(actor_of(request))
    context = {
        **_seen_view(seen, wall, me.email),
        "form": form.view(),
        "errors": errors or {},
        "may_write": may_write,
        "calendars": [(str(one.calendar.id), one.calendar.name) for one in writable],
        "rules": form.rule_choices(),
        "alarms": form.alarm_choices(),
        "reader_zone": wall.zone,
    }
    return await pages_of(request).page(request, "calendar/event.html", context, status=status)


def _seen_view(seen: Detailed, wall: Wall, address: str) -> dict[str, Any]:
    details, event = seen.details, seen.event
    is_series = seen.read.master is not None and seen.read.master.is_recurring
    is_web = details.url.startswith(("https://", "http://"))
    rules = seen.read.master.rules if seen.read.master else ()
    return {
        "url": url_of(event.id, seen.recurrence_id),
        "path": f"/calendar/events/{event.id}",
        "which": seen.recurrence_id,
        "title": details.summary or "Without a title",
        "when": _when(seen, wall),
        "etag": event.etag,
        "is_series": is_series and seen.recurrence_id is not None,
        "recurs": ", ".join(rule_words(write_rule(rule)) for rule in rules) if is_series else "",
        "place": details.place,
        "description": details.description,
        "link": details.url if is_web else "",
        "said_url": details.url,
        "status": details.status.value,
        "organiser": details.organiser and (details.organiser.name or details.organiser.address),
        "files": [_file_view(one, event.id) for one in _files_of(seen)],
        "attendees": [_attendee_view(one) for one in details.attendees],
        # Whose time it is to say: the answer, an own alarm and leaving are then all that is one's own.
        "is_invited": _is_invited(seen, address),
        "mine": next(
            (one.participation.value for one in details.attendees if one.address.casefold() == address.casefold()), None
        ),
        "on": _first_day(seen, wall).isoformat(),
        "back": f"/calendar?on={_first_day(seen, wall).isoformat()}",
    }


def _attendee_view(one: Attendee) -> dict[str, str]:
    return {
        "name": one.name or one.address,
        "address": one.address if one.name and one.name != one.address else "",
        "said": WORDS[one.participation],
        "standing": one.participation.value,
    }


def _files_of(seen: Detailed) -> Sequence[Attached]:
    """Of all of it, or of the occurrence that is shown; not those that came along from elsewhere."""
    item = None
    if seen.recurrence_id is not None:
        which = Which(recurrence_id=seen.recurrence_id).moment()
        item = override_of(seen.read, which) or seen.read.master
    found = attached_in(seen.read, None if item is None else item.component)
    return [one for one in found if read_id(one.managed_id) is not None]


def _file_view(one: Attached, event_id: EventId) -> dict[str, str]:
    return {
        "name": one.name or "A file",
        "size": "" if one.size is None else size_label(one.size),
        "path": f"/calendar/events/{event_id}/attachments/{one.managed_id}",
    }


def size_label(size: int) -> str:
    """Of bytes, as file managers say it."""
    if size < 1000:
        return f"{size} bytes"
    number, unit = (size / 1000, "KB") if size < 1_000_000 else (size / 1_000_000, "MB")
    return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"


def _is_invited(seen: Detailed, address: str) -> bool:
    organiser = seen.details.organiser
    return (
        organiser is not None
        and key_of(organiser.address) != key_of(address)
        and any(key_of(one.address) == key_of(address) for one in seen.details.attendees)
    )


def _form_of(seen: Detailed, wall: Wall) -> EventForm:
    """Of an occurrence too the rule is shown, which can be changed for it and those that follow."""
    form = EventForm.of(seen.details, str(seen.event.calendar_id), wall.zone)
    if seen.recurrence_id is None or seen.read.master is None:
        return form
    return replace(form, rule=EventForm.of(details_of(seen.read.master), form.calendar_id, wall.zone).rule)


def _when(seen: Detailed, wall: Wall) -> dict[str, Any]:
    """On the reader's wall; a time that is not in their zone says whose it is."""
    start, end = seen.details.start, seen.details.until
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        last = date.fromordinal(max(end.toordinal() - 1, start.toordinal()))
        first = day_label(date.fromordinal(start.toordinal()), wall.today)
        days = first if last == start else f"{first} – {day_label(last, wall.today)}"
        return {"label": f"{days}, all day", "slot": None, "also": ""}
    own = getattr(start.tzinfo, "key", None)
    if start.tzinfo is None:
        start, end = instant_of(start, wall.zone), instant_of(end, wall.zone)
    if end <= start:
        local = start.astimezone(UTC)
        slot = slot_view(Interval(local, local.replace(microsecond=1)), wall.zone, wall.now)
        return {"label": f"{slot['day_label']} {str(slot['label']).partition('–')[0]}", "slot": None, "also": ""}
    also = ""
    if own and own != wall.zone:
        there = slot_view(Interval(start, end), own, wall.now)
        also = f"{there['day_label']} {there['label']} in {zone_short(own)}"
    return {"label": "", "slot": slot_view(Interval(start, end), wall.zone, wall.now), "also": also}


def _first_day(seen: Detailed, wall: Wall) -> date:
    start = seen.details.start
    if not isinstance(start, datetime):
        return start
    return start.date() if start.tzinfo is None else start.astimezone(zone(wall.zone)).date()


async def _writable(request: Request) -> list[Seen]:
    seen = await services_of(request).calendars.list_mine(actor_of(request))
    return sorted((one for one in seen if one.access >= Access.WRITE), key=lambda one: not one.calendar.is_default)


def _calendar_in(form: EventForm) -> CalendarId | None:
    try:
        return CalendarId(UUID(form.calendar_id)) if form.calendar_id else None
    except ValueError:
        return None


def _which(request: Request, scope: str) -> Which:
    recurrence_id = recurrence_id_of(request)
    if recurrence_id is None:
        return ALL
    chosen = next((one for one in Scope if one.value == scope), Scope.ONE)
    return Which(scope=chosen, recurrence_id=recurrence_id)


def event_id_of(request: Request) -> EventId:
    try:
        return EventId(UUID(request.path_params["event_id"]))
    except ValueError as broken:
        raise NoSuchEvent from broken


def recurrence_id_of(request: Request) -> str | None:
    return request.query_params.get("which") or None


def url_of(event_id: EventId, recurrence_id: str | None) -> str:
    return f"/calendar/events/{event_id}" + (f"?which={recurrence_id}" if recurrence_id else "")


def _back(form: EventForm) -> str:
    return f"/calendar?on={form.start_on}"


routes = [
    Route("/calendar/events", add, methods=["POST"]),
    Route("/calendar/events/new", new),
    Route("/calendar/events/{event_id}", show),
    Route("/calendar/events/{event_id}", change, methods=["POST"]),
    Route("/calendar/events/{event_id}/removal", remove, methods=["POST"]),
    Route("/calendar/events/{event_id}/answer", answer, methods=["POST"]),
]
