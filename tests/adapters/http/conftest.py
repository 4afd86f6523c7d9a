"""The edge with a few routes of its own, on a real database; who signs in how is the accounts' own tests' affair."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kalends.adapters.api.documented import problems
from kalends.adapters.app import Inside, build_app
from kalends.adapters.http.csrf import csrf_token
from kalends.adapters.http.redirects import own_path
from kalends.adapters.web.rendering import Flash, Reader, go_to
from kalends.core.actor import Actor, Nobody, Origin, Person
from kalends.core.errors import Conflict, Forbidden, Invalid, NotFound, NotSignedIn, Stale, TooMany, Unavailable
from kalends.core.ids import LinkId, PersonId, SessionId, new_uuid
from kalends.features.accounts.links import Links
from kalends.settings import Settings, load
from kalends.store.cache import Cache
from kalends.store.database import Database
from kalends.telemetry import Figures

ADA = Person(PersonId(new_uuid()), SessionId(new_uuid()))
GRACE = Person(PersonId(new_uuid()), SessionId(new_uuid()))
TOKENS = {"ada-token": ADA, "grace-token": GRACE}


class Doorman:
    """Knows two people by token and by cookie."""

    async def recognise(self, *, bearer: str | None = None, cookie: str | None = None, origin: Origin) -> Actor:
        known = TOKENS.get(bearer or cookie or "")
        if known is None and bearer is not None:
            raise NotSignedIn
        return Person(known.id, known.session_id, origin) if known else Nobody(origin)


class Porter:
    """Knows one person's device by its password."""

    async def authenticate(self, username: str, password: str, *, origin: Origin) -> Person:
        if (username, password) != ("ada", "ada's phone: ü"):
            raise NotSignedIn
        return Person(ADA.id, ADA.session_id, origin)


class People:
    async def reader(self, actor: Person) -> Reader:
        return Reader(name="Ada <Lovelace>", username="ada", zone="Asia/Kathmandu")

    async def is_operator(self, actor: Person) -> bool:
        return actor.id == ADA.id


class ThingIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    count: int = 1


FAILURES: dict[str, Callable[[], Exception]] = {
    "invalid": lambda: Invalid(field="windows.0.end"),
    "not-signed-in": NotSignedIn,
    "forbidden": Forbidden,
    "not-found": NotFound,
    "conflict": Conflict,
    "stale": Stale,
    "too-many": lambda: TooMany(retry_after=7),
    "unavailable": Unavailable,
    "unexpected": lambda: RuntimeError("the password is hunter2"),
}


def things() -> APIRouter:
    router = APIRouter(prefix="/things", tags=["things"], responses=problems(403, 409, 412))

    @router.get("/{thing_id}")
    async def show_thing(thing_id: UUID) -> dict[str, str]:
        return {"id": str(thing_id)}

    @router.put("/{thing_id}")
    async def put_thing(thing_id: UUID, body: ThingIn) -> dict[str, str]:
        return {"id": str(thing_id), "name": body.name}

    @router.post("", status_code=201)
    async def make_thing(body: ThingIn) -> dict[str, str]:
        return {"name": body.name}

    return router


async def fail(request: Request) -> Response:
    raise FAILURES[request.path_params["kind"]]()


async def who(request: Request) -> Response:
    actor, origin = request.scope["actor"], request.scope["origin"]
    return PlainTextResponse(
        f"{type(actor).__name__} {getattr(actor, 'id', '-')} {origin.address} {request.url.scheme}"
    )


async def key(request: Request) -> Response:
    return PlainTextResponse(request.scope["origin"].request_hash.hex())


async def form(request: Request) -> Response:
    if request.method == "GET":
        return HTMLResponse(csrf_token(request.scope))
    async with request.form() as given:
        return go_to(own_path(str(given.get("next", ""))), Flash(text="Saved."))


async def echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def wait(request: Request) -> Response:
    await asyncio.sleep(float(request.query_params["seconds"]))
    return PlainTextResponse("done")


async def large(request: Request) -> Response:
    return Response(b"x" * int(request.query_params["bytes"]))


def routes() -> list[Route]:
    return [
        Route("/fail/{kind}", fail),
        Route("/who", who),
        Route("/m/{code}", who),
        Route("/dav/who", who),
        Route("/dav/fail/{kind}", fail),
        Route("/key", key, methods=["POST"]),
        Route("/form", form, methods=["GET", "POST"]),
        Route("/echo", echo, methods=["POST"]),
        Route("/wait", wait),
        Route("/large", large),
    ]


LINKS = Links(b"a key for tests")


def a_link() -> tuple[LinkId, str]:
    link = LinkId(uuid4())
    return link, LINKS.code_of(link)


def settings_with(**changes: str) -> Settings:
    """`server__drain="2"`, as the environment would say it."""
    environ = {"KALENDS_ENV": "test", **{f"KALENDS__{name.upper()}": value for name, value in changes.items()}}
    return load(environ=environ).settings


Client = httpx.AsyncClient
MakeClient = Callable[..., Any]


@pytest.fixture
async def make_client(database: Database) -> AsyncIterator[MakeClient]:
    async with AsyncExitStack() as stack:

        async def make(
            *, address: str = "127.0.0.1", url: str = "http://localhost:8000", settings: dict[str, str] | None = None
        ) -> Client:
            app = make_app(database, settings_with(**(settings or {})))
            transport = httpx.ASGITransport(app=app, client=(address, 50_000), raise_app_exceptions=False)
            return await stack.enter_async_context(Client(transport=transport, base_url=url))

        yield make


def make_app(database: Database, settings: Settings, figures: Figures | None = None) -> Any:
    inside = Inside(
        database=database,
        cache=Cache(),
        sessions=Doorman(),
        devices=Porter(),
        links=LINKS,
        figures=figures or Figures(),
        csrf_key=b"k" * 32,
        readers=People(),
        operators=People(),
    )
    return build_app(settings, None, inside, api_routers=[things()], routes=routes())


@pytest.fixture
async def client(make_client: MakeClient) -> Client:
    return await make_client()


@pytest.fixture
def html() -> dict[str, str]:
    return {"accept": "text/html,application/xhtml+xml"}
