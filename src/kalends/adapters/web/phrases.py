"""What stands in a sentence field: how it is read, shown while one types and after it was sent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kalends.adapters.web.phrase_views import View, Wall, chosen, reading_view
from kalends.adapters.web.rendering import pages_of, zone_of
from kalends.features.calendars.phrases.reader import MAX_PHRASE, is_read, read
from kalends.features.calendars.phrases.reading import Reading

# RFC 9110, section 12.5.4; people list few languages, and attackers many.
_MAX_LANGUAGES = 10
_LANGUAGE = re.compile(r"\s*([A-Za-z-]{1,35})\s*(?:;\s*q=[\d.]{1,5}\s*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A sentence, and the key of the alternative that was chosen where it had several."""

    said: str
    meant: str
    locale: str
    wall: Wall

    def reading(self) -> Reading:
        reading = read(self.said, now=self.wall.now, zone_name=self.wall.zone, locale=self.locale)
        return chosen(reading, self.meant)

    def view(self, *, takes_several: bool = False) -> View:
        return reading_view(self.reading(), self.wall, takes_several=takes_several)


async def heard_in(request: Request) -> Heard:
    """Of the fields `say` and `meant` in the address."""
    return await heard(request, request.query_params.get("say", ""), request.query_params.get("meant", ""))


async def heard(request: Request, said: str, meant: str) -> Heard:
    """Read on the reader's wall, in their language."""
    reader = await pages_of(request).reader(request.scope)
    zone_name, _ = zone_of(request.scope, reader)
    locale = _locale(reader.locale if reader else None, request.headers.get("accept-language", ""))
    return Heard(said=said[:MAX_PHRASE], meant=meant, locale=locale, wall=Wall(zone=zone_name, now=datetime.now(UTC)))


def _locale(own: str | None, accepted: str) -> str:
    """The profile's, else the browser's first that we read. A region, which says the order of dates, may come from
    the browser where the profile has none."""
    browser = [one for one in _accepted(accepted) if is_read(one)]
    locale = own if own is not None and is_read(own) else next(iter(browser), "en")
    return next((one for one in browser if one.startswith(f"{locale}-")), locale)


def _accepted(header: str) -> Iterator[str]:
    for part in header.split(",")[:_MAX_LANGUAGES]:
        if (match := _LANGUAGE.fullmatch(part)) is not None:
            yield match[1]


async def show_reading(request: Request) -> Response:
    """The part of the page below the field, for what was typed so far."""
    heard = await heard_in(request)
    reading = heard.view(takes_several=request.query_params.get("several") == "1")
    context = {"reading": reading, "field": request.query_params.get("field", "say")}
    return HTMLResponse(pages_of(request).part("sentence_reading.html", context))


routes = [Route("/phrases/reading", show_reading)]
