"""What the router decided, in words that are few: templates for figures and logs, methods for 405."""

from collections.abc import Iterable, Iterator
from typing import Any

from starlette.routing import Match
from starlette.types import Scope

UNMATCHED = "unmatched"


def template_of(scope: Scope) -> str:
    """The route's template with its mount ("/api/v1/meetings/{meeting_id}"): as many values as there are routes."""
    route: Any = scope.get("route")
    if route is None:
        return UNMATCHED
    # FastAPI keeps the prefix that `include_router` added beside the route.
    context: Any = scope.get("fastapi", {}).get("effective_route_context")
    path: str = (context or route).path
    mount: str = scope.get("root_path", "")
    return path if path.startswith(mount) else mount + path


def allowed_methods(routes: Iterable[Any], scope: Scope) -> set[str]:
    """Every method that some route takes at this address (RFC 9110, section 15.5.6)."""
    methods: set[str] = set()
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"):
        if any(_matches(route, {**scope, "method": method}) for route in routes):
            methods.add(method)
    return methods


def _matches(route: Any, scope: Scope) -> bool:
    match, child = route.matches(scope)
    if match is not Match.FULL:
        return False
    inner = list(_inside(route))
    return not inner or any(_matches(one, {**scope, **child}) for one in inner)


def _inside(route: Any) -> Iterator[Any]:
    app = getattr(route, "app", None)
    while app is not None and not hasattr(app, "routes"):
        app = getattr(app, "app", None)
    if app is not None:
        yield from app.routes
