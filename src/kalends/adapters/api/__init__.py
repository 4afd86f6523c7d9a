"""The JSON API under /api/v1: FastAPI as the typed edge, and nothing of its own error handling."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from starlette.types import ASGIApp

from kalends import __version__
from kalends.adapters.api.documented import ANYWHERE, PROBLEM, SECURITY_SCHEMES

PREFIX = "/api/v1"


class _Api(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """With our problem in place of the framework's validation error."""
        if self.openapi_schema is None:
            document = super().openapi()
            components = document.setdefault("components", {})
            schemas = components.setdefault("schemas", {})
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            schemas["Problem"] = PROBLEM
            components["securitySchemes"] = SECURITY_SCHEMES
            # Some operations are for anybody; those that are not answer 401.
            document["security"] = [{name: []} for name in SECURITY_SCHEMES] + [{}]
        return super().openapi()


def build_api(routers: Sequence[APIRouter]) -> FastAPI:
    api = _Api(
        title="Kalends",
        version=__version__,
        summary="Where times get agreed.",
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        # Their pages load scripts from other hosts, which our pages never do.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=ANYWHERE,
        separate_input_output_schemas=False,
    )
    for router in routers:
        api.include_router(router)
    return api


def api_app(api: FastAPI) -> ASGIApp:
    """Only its routes: what its own layers of middleware do, ours do already, and each costs time."""
    return AsyncExitStackMiddleware(api.router)
