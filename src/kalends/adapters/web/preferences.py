"""What a reader chose for this browser: light or dark, and the zone that times are shown in."""

from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.http.redirects import own_path
from kalends.adapters.web.rendering import THEME, THEMES, ZONE, go_to
from kalends.core.actor import Person
from kalends.core.errors import Invalid
from kalends.core.time import zone

YEAR = 365 * 24 * 3600


class UnknownTheme(Invalid):
    """There is no such theme. Choose auto, light or dark."""


async def prefer(request: Request) -> Response:
    form = await request.form()
    response = go_to(own_path(_text(form.get("next"))))
    if (theme := _text(form.get("theme"))) is not None:
        if theme not in THEMES:
            raise UnknownTheme(field="theme")
        _keep(request, response, THEME, theme)
    if chosen := _text(form.get("zone")):
        _keep(request, response, ZONE, zone(chosen.strip()).key)
    return response


def _keep(request: Request, response: Response, name: str, value: str) -> None:
    # Somebody with a profile has their zone there: what they choose here is for now. Scripts read the theme.
    is_passing = name == ZONE and isinstance(request.scope["actor"], Person)
    secure = request.scope["scheme"] == "https"
    response.set_cookie(name, value, max_age=None if is_passing else YEAR, samesite="lax", secure=secure)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
