"""The pages of notices: what one was told, and what one wants to be told."""

from collections.abc import Mapping
from datetime import UTC, datetime, time

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.forms import errors_of, form_of, number, text, texts
from kalends.adapters.web.profile import ago
from kalends.adapters.web.rendering import Flash, go_to, pages_of, zone_of
from kalends.adapters.web.unsubscribing import KIND_NAMES
from kalends.adapters.wording.lines import line_of
from kalends.core.errors import Error, Invalid
from kalends.features.notices.domain import NoticeKind
from kalends.features.notices.preferences.domain import OFFERED, PreferenceChanges, Preferences

NOTICES, PREFERENCES = "/notices", "/settings/notices"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIELDS = ("reminder_minutes", "quiet_from", "quiet_until", "daily_at", "weekly_on")


class NotATime(Invalid):
    """Write a time as 22:00."""


async def notices_page(request: Request) -> Response:
    services, actor = services_of(request), actor_of(request)
    page = await services.notice_page.list_mine(actor, cursor=request.query_params.get("cursor"))
    me, now = await services.people.me(actor), datetime.now(UTC)
    # As every time on a page: in the zone that is chosen above it.
    zone_name, _ = zone_of(request.scope, await pages_of(request).reader(request.scope))
    lines = [(one, line_of(one, me.locale, zone_name)) for one in page.items]
    shown = {
        "notices": [
            {
                "sentence": line.sentence,
                "when": line.when,
                "url": line.url,
                "ago": ago(now - one.created_at),
                "is_new": one.read_at is None,
            }
            for one, line in lines
        ],
        "next_page": f"{NOTICES}?cursor={page.next_cursor}" if page.next_cursor else None,
    }
    return await pages_of(request).page(request, "notices/list.html", shown)


async def mark_read(request: Request) -> Response:
    await services_of(request).notice_page.mark_read(actor_of(request))
    return go_to(NOTICES)


async def preferences_page(request: Request) -> Response:
    return await _page(request, await services_of(request).notice_preferences.see(actor_of(request)), {})


async def change(request: Request) -> Response:
    preferences = services_of(request).notice_preferences
    form = await form_of(request)
    try:
        await preferences.change(actor_of(request), _changes(form))
    except Error as refused:
        errors = errors_of(refused, *FIELDS)
        kept = await preferences.see(actor_of(request))
        return await _page(request, kept, errors, form, status=status_of(type(refused)))
    return go_to(PREFERENCES, Flash(text="Saved."))


async def lift(request: Request) -> Response:
    await services_of(request).notice_preferences.lift_own(actor_of(request))
    return go_to(PREFERENCES, Flash(text="Mail is sent to you again."))


def _changes(form: FormData) -> PreferenceChanges:
    """The whole form: a box that is not ticked is not sent."""
    ticked = set(texts(form, "channels"))
    minutes = text(form, "reminder_minutes").strip()
    quiet_from, quiet_until = _time(form, "quiet_from"), _time(form, "quiet_until")
    given = {"reminder_minutes": minutes or None, "quiet_from": quiet_from, "quiet_until": quiet_until}
    return PreferenceChanges(
        is_enabled=text(form, "is_enabled") == "1",
        channels={
            kind: frozenset(channel for channel in OFFERED[kind] if f"{kind}.{channel}" in ticked)
            for kind in NoticeKind
        },
        reminder_minutes=number(minutes, -1) if minutes else None,
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        daily_at=_time(form, "daily_at"),
        weekly_on=number(text(form, "weekly_on"), 0),
        unset=frozenset(name for name, value in given.items() if value is None),
    )


def _time(form: FormData, name: str) -> time | None:
    typed = text(form, name).strip()
    if not typed:
        return None
    try:
        return time.fromisoformat(typed).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as wrong:
        raise NotATime(field=name) from wrong


async def _page(
    request: Request,
    kept: Preferences,
    errors: Mapping[str, str],
    form: FormData | None = None,
    *,
    status: int = 200,
) -> Response:
    held_back = await services_of(request).notice_preferences.own_suppression(actor_of(request))
    stored = {
        "reminder_minutes": "" if kept.reminder_minutes is None else str(kept.reminder_minutes),
        "quiet_from": _clock(kept.quiet_from),
        "quiet_until": _clock(kept.quiet_until),
        "daily_at": _clock(kept.daily_at),
        "weekly_on": str(kept.weekly_on),
    }
    ticked = set(texts(form, "channels")) if form else None
    shown = {
        "is_enabled": kept.is_enabled if form is None else text(form, "is_enabled") == "1",
        "kinds": [
            {
                "name": KIND_NAMES[kind],
                "boxes": [
                    {
                        "value": f"{kind}.{channel}",
                        "channel": channel,
                        "is_offered": channel in OFFERED[kind],
                        "is_on": channel in kept.channels[kind] if ticked is None else f"{kind}.{channel}" in ticked,
                    }
                    for channel in ("mail", "page")
                ],
            }
            for kind in NoticeKind
        ],
        "form": stored if form is None else {name: text(form, name) for name in FIELDS},
        "weekdays": [(str(number), name) for number, name in enumerate(WEEKDAYS, start=1)],
        "errors": errors,
        "held_back": {"email": held_back.email, "said": held_back.said} if held_back else None,
    }
    return await pages_of(request).page(request, "notices/preferences.html", shown, status=status)


def _clock(at: time | None) -> str:
    return "" if at is None else f"{at:%H:%M}"


routes: list[Route] = [
    Route(NOTICES, notices_page, methods=["GET"]),
    Route(f"{NOTICES}/read", mark_read, methods=["POST"]),
    Route(PREFERENCES, preferences_page, methods=["GET"]),
    Route(PREFERENCES, change, methods=["POST"]),
    Route(f"{PREFERENCES}/suppression", lift, methods=["POST"]),
]
