"""Every error as a problem (RFC 9457): one table from kinds to statuses, in words that say what to do."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kalends.adapters.http.authentication import API
from kalends.adapters.http.basic import challenge
from kalends.adapters.http.codings import CODINGS
from kalends.adapters.http.kinds import (
    BadJson,
    BadRequest,
    BrokenOff,
    CutShort,
    MethodNotAllowed,
    NothingHere,
    NotThatCoding,
    NotThatType,
    Refused,
    Unexpected,
)
from kalends.adapters.http.routes import allowed_methods
from kalends.adapters.http.validation import FieldError, field_errors
from kalends.core.errors import (
    Conflict,
    Error,
    Forbidden,
    Invalid,
    NotFound,
    NotSignedIn,
    Stale,
    TooMany,
    Unavailable,
)

STATUS: dict[type[Error], int] = {
    Invalid: 422,
    NotSignedIn: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Stale: 412,
    TooMany: 429,
    Unavailable: 503,
}
MEDIA_TYPE = "application/problem+json"
SIGN_IN = "/sign-in"
# Seconds: a database that restarts is back by then.
RETRY_AFTER = 3

_log = structlog.get_logger("kalends.http")


class InvalidFields(Invalid):
    """Some fields can't be used."""


@dataclass(frozen=True, slots=True)
class Problem:
    status: int
    code: str
    detail: str
    field: str | None = None
    errors: Sequence[FieldError] = ()
    headers: Sequence[tuple[bytes, bytes]] = ()

    @property
    def title(self) -> str:
        return self.code.replace("-", " ").capitalize()


class Pages(Protocol):
    """Draws a problem for people; answers the whole page."""

    async def problem(self, scope: Scope, problem: Problem) -> bytes: ...


class Problems:
    """Answers what inner layers raise. What nobody expected is logged with its stack and answered without it."""

    def __init__(self, app: ASGIApp, *, public_url: str, pages: Pages | None = None) -> None:
        self.app = app
        self._public_url = public_url
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_started = False

        async def watching(message: Message) -> None:
            nonlocal is_started
            is_started = True
            await send(message)

        try:
            await self.app(scope, receive, watching)
        except (BrokenOff, ClientDisconnect):
            # Most have gone away. Who is still there sent chunks that can't be read, and without an answer of ours the
            # server would say that the fault was its own.
            if not is_started:
                await self._answer(scope, send, problem_of(CutShort(), scope))
        except Exception as failure:
            problem = problem_of(failure, scope)
            if problem.status == HTTPStatus.INTERNAL_SERVER_ERROR:
                _log.error("unexpected", request_id=scope["origin"].request_id, exc_info=failure)
            if is_started:
                # Half an answer must not look whole: the server breaks the connection off.
                raise
            await self._answer(scope, send, problem)

    async def _answer(self, scope: Scope, send: Send, problem: Problem) -> None:
        kind, body = MEDIA_TYPE, b""
        headers = list(problem.headers)
        status = problem.status
        if self._pages is not None and _wants_page(scope):
            if status == HTTPStatus.UNAUTHORIZED and scope["method"] == "GET":
                status, headers = HTTPStatus.SEE_OTHER, [(b"location", _sign_in(scope))]
            else:
                kind, body = "text/html; charset=utf-8", await self._pages.problem(scope, problem)
        else:
            body = self._document(scope, problem)
        headers += [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": int(status), "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _document(self, scope: Scope, problem: Problem) -> bytes:
        document: dict[str, Any] = {
            "type": f"{self._public_url}/problems/{problem.code}",
            "title": problem.title,
            "status": problem.status,
            "detail": problem.detail,
            "instance": scope["origin"].request_id,
        }
        if problem.field is not None:
            document["field"] = problem.field
        if problem.errors:
            document["errors"] = [{"field": one.field, "detail": one.detail} for one in problem.errors]
        return json.dumps(document, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Kind:
    status: int
    sentence: str


def problem_kinds() -> dict[str, Kind]:
    """Every case that can be answered, by its code."""
    kinds: dict[str, Kind] = {}
    waiting: list[type[Error]] = [Error]
    while waiting:
        kind = waiting.pop()
        kinds[kind.code()] = Kind(status_of(kind), kind.sentence())
        waiting += kind.__subclasses__()
    return kinds


def problem_of(failure: Exception, scope: Scope) -> Problem:
    match failure:
        case RequestValidationError():
            return _of_validation(failure, scope)
        case Error():
            return _of_error(failure, scope)
        case HTTPException():
            return _of_error(_named(failure, scope), scope)
        case _:
            return _of_error(Unexpected(), scope)


def _of_error(error: Error, scope: Scope) -> Problem:
    headers: list[tuple[bytes, bytes]] = []
    if isinstance(error, NotSignedIn):
        headers.append(challenge(scope) or (b"www-authenticate", b'Bearer realm="Kalends"'))
    if isinstance(error, TooMany | Unavailable):
        seconds = error.retry_after if isinstance(error, TooMany) else RETRY_AFTER
        headers.append((b"retry-after", str(seconds).encode()))
    if isinstance(error, NotThatCoding):
        # RFC 9110, section 15.5.16.
        headers.append((b"accept-encoding", b", ".join(CODINGS)))
    if isinstance(error, Refused):
        if error.ends_connection:
            headers.append((b"connection", b"close"))
        if error.allow is not None:
            headers.append((b"allow", error.allow.encode()))
    return Problem(
        status=status_of(type(error)), code=error.code(), detail=str(error), field=error.field, headers=headers
    )


def status_of(kind: type[Error]) -> int:
    if issubclass(kind, Refused):
        return kind.status
    return next((STATUS[one] for one in kind.__mro__ if one in STATUS), 500)


def _of_validation(failure: RequestValidationError, scope: Scope) -> Problem:
    errors = failure.errors()
    if any(one["type"] == "json_invalid" for one in errors):
        return _of_error(BadJson(), scope)
    kind = scope["headers_by_name"].get(b"content-type", b"application/json")
    if b"json" not in kind and any(one["loc"][:1] == ("body",) for one in errors):
        return _of_error(NotThatType(), scope)
    fields = field_errors(errors)
    first = fields[0]
    detail = first.detail if len(fields) == 1 else f"{InvalidFields.sentence()} {first.detail}"
    return Problem(422, InvalidFields.code(), detail, first.field if len(fields) == 1 else None, fields)


def _named(failure: HTTPException, scope: Scope) -> Error:
    """What the router or the framework found, as one of ours."""
    match failure.status_code:
        case HTTPStatus.NOT_FOUND:
            return NothingHere()
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return MethodNotAllowed(", ".join(sorted(allowed_methods(scope["router"].routes, _at_the_door(scope)))))
        case status if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return BadRequest()
        case _:
            return Unexpected()


def _at_the_door(scope: Scope) -> Scope:
    """The scope as the outermost router saw it."""
    return {**scope, "root_path": scope.get("app_root_path", scope.get("root_path", "")), "path_params": {}}


def _wants_page(scope: Scope) -> bool:
    return not scope["path"].startswith(API) and b"text/html" in scope["headers_by_name"].get(b"accept", b"")


def _sign_in(scope: Scope) -> bytes:
    here = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
    return f"{SIGN_IN}?next={quote(here, safe='/')}".encode()
