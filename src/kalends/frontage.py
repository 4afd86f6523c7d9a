"""Assembly of the web server: the doors, in front of the house that `wiring` builds."""

from typing import Any

from starlette.types import ASGIApp

from kalends.adapters.api import build_api
from kalends.adapters.app import Inside, build_app
from kalends.adapters.doors import API, PAGES
from kalends.adapters.live.hub import Hub
from kalends.adapters.live.wakes import Wakes
from kalends.adapters.web.readers import PeopleAsReaders
from kalends.settings import Settings
from kalends.store.database import Stores
from kalends.telemetry import configure_logging
from kalends.wiring import House, build


def web_app(settings: Settings, master_key: bytes, stores: Stores) -> ASGIApp:
    configure_logging(settings.telemetry, "web")
    return app_of(build(settings, master_key, stores, service="web"))


def app_of(house: House) -> ASGIApp:
    services = house.services if house.tracing is None else house.tracing.traced(house.services)
    limits = house.settings.limits
    hub = Hub(services.watches, house.signals, house.figures, most=limits.watchers, most_at=limits.watchers_per_address)
    inside = Inside(
        database=house.database,
        cache=house.cache,
        sessions=services.sessions,
        devices=services.device_passwords,
        links=house.links,
        figures=house.figures,
        csrf_key=house.keys.derive("csrf"),
        tracing=house.tracing,
        readers=PeopleAsReaders(services.people, services.notice_page),
        operators=services.administration,
        hub=hub,
        wakes=Wakes(house.signals, most=limits.streams, most_of_one=limits.streams_per_person),
        lifetime=house.open,
    )
    return build_app(house.settings, services, inside, api_routers=API, routes=PAGES)


def openapi() -> dict[str, Any]:
    return build_api(API).openapi()
