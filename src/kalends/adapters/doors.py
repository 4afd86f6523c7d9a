"""The table of contents: every door there is."""

from fastapi import APIRouter
from starlette.routing import BaseRoute

from kalends.adapters.api import (
    administration,
    answers,
    attachments,
    audit,
    calendars,
    devices,
    events,
    exports,
    imports,
    live,
    meetings,
    notices,
    organisations,
    people,
    phrases,
    sessions,
    stream,
    webhooks,
)
from kalends.adapters.caldav import door as caldav
from kalends.adapters.web import (
    accounts,
    answering,
    calendar,
    calendar_settings,
    event_files,
    event_pages,
    feeds,
    hooks,
    news,
    records,
    unsubscribing,
)
from kalends.adapters.web import devices as device_pages
from kalends.adapters.web import imports as import_pages
from kalends.adapters.web import meetings as meeting_pages
from kalends.adapters.web import notices as notice_pages
from kalends.adapters.web import phrases as phrase_parts
from kalends.adapters.web import webhooks as webhook_pages

# The busiest first: the router tries one route after the other, and those before cost as much as they are many.
API: tuple[APIRouter, ...] = (
    meetings.router,
    answers.router,
    live.router,
    calendars.router,
    calendars.busy_router,
    events.router,
    attachments.router,
    imports.router,
    exports.router,
    sessions.router,
    people.router,
    devices.router,
    organisations.router,
    administration.router,
    notices.router,
    notices.operators_router,
    phrases.router,
    webhooks.router,
    stream.router,
    audit.router,
)

# Calendar programs ask more often than people do.
PAGES: tuple[BaseRoute, ...] = (
    *caldav.routes,
    *accounts.routes,
    *device_pages.routes,
    *webhook_pages.routes,
    *records.routes,
    *meeting_pages.routes,
    *answering.routes,
    *calendar.routes,
    *calendar_settings.routes,
    *import_pages.routes,
    *event_pages.routes,
    *event_files.routes,
    *news.routes,
    *feeds.routes,
    *phrase_parts.routes,
    *notice_pages.routes,
    *unsubscribing.routes,
    *hooks.routes,
)
