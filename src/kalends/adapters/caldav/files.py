"""Plain files and folders under /dav/files/: WebDAV (RFC 4918) and nothing of calendars."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from kalends.adapters.caldav import privileges
from kalends.adapters.caldav.changes import read_instructions
from kalends.adapters.caldav.conditions import conditions_of
from kalends.adapters.caldav.destinations import destination_of, may_overwrite
from kalends.adapters.caldav.multistatus import Live, Responder, all_of, multistatus
from kalends.adapters.caldav.names import DAV
from kalends.adapters.caldav.places import Kind, Place
from kalends.adapters.caldav.properties import UNASKED, http_date, iso_date, of_everything
from kalends.adapters.caldav.propfind import read_asked
from kalends.adapters.caldav.proppatch import read_update
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import empty, escape
from kalends.adapters.http.files import is_known
from kalends.adapters.http.kinds import MethodNotAllowed, NotThatType
from kalends.core.errors import Forbidden
from kalends.features.files.domain import File, NoSuchFolder, PathIsTaken

OF_FOLDERS = "OPTIONS, PROPFIND, PROPPATCH, DELETE, COPY, MOVE"
OCTETS = "application/octet-stream"


class TheTopStays(Forbidden):
    """The top of one's files stays as it is."""


async def propfind(visit: Visit) -> Response:
    asked = read_asked(await visit.xml(), is_brief=visit.wants_less)
    depth = {"0": 0, "1": 1}.get(visit.depth(default="infinity"))
    listed = await visit.services.files.list_at(visit.actor, visit.place.name, depth=depth)
    responder = Responder(asked, _of_files(visit), UNASKED)
    answers: list[str] = []
    if visit.place.kind is Kind.FILES:
        answers.append(responder.response(visit.place.href, None))
    answers += (responder.response(_href(visit.place, one.file), one.file, one.properties) for one in listed)
    return await multistatus(all_of(answers))


async def proppatch(visit: Visit) -> Response:
    instructions = read_instructions(await read_update(visit), only_keeps=True)
    _ensure_not_top(visit)
    if not instructions.refused:
        await visit.services.files.change(visit.actor, visit.place.name, instructions.properties)
    answer = f"<D:response><D:href>{visit.place.href}</D:href>{instructions.propstats()}</D:response>"
    return await multistatus(all_of([answer]))


async def get(visit: Visit) -> Response:
    if visit.place.kind is Kind.FILES:
        raise MethodNotAllowed(OF_FOLDERS)
    file, content = await visit.services.files.get(visit.actor, visit.place.name)
    headers = {"etag": file.etag, "last-modified": http_date(file.changed_at)}
    if is_known(visit.request.headers, file.etag):
        return Response(status_code=304, headers=headers)
    # Whatever it says it is, it is shown by no browser: anybody may have put it here.
    headers |= {"content-type": OCTETS, "content-disposition": "attachment", "content-length": str(file.size)}
    return Response(b"" if visit.request.method == "HEAD" else content, headers=headers)


async def put(visit: Visit) -> Response:
    if visit.place.kind is Kind.FILES or visit.request.url.path.endswith("/"):
        raise MethodNotAllowed(OF_FOLDERS)
    conditions = await conditions_of(visit)
    file, is_new = await visit.services.files.put(
        visit.actor,
        visit.place.name,
        await visit.body(),
        visit.header("content-type") or OCTETS,
        if_match=conditions.if_match,
        must_be_new=conditions.must_be_new,
    )
    return Response(status_code=201 if is_new else 204, headers={"etag": file.etag})


async def delete(visit: Visit) -> Response:
    _ensure_not_top(visit)
    conditions = await conditions_of(visit)
    await visit.services.files.remove(visit.actor, visit.place.name, if_match=conditions.if_match)
    return Response(status_code=204)


async def mkcol(visit: Visit) -> Response:
    body = await visit.body()
    if body and "xml" not in (visit.header("content-type") or "").lower():
        raise NotThatType("The body of a MKCOL is XML.")
    instructions = read_instructions(_read_mkcol(await visit.xml()), at_creation=True, only_keeps=True)
    if visit.place.kind is Kind.FILES:
        raise MethodNotAllowed(OF_FOLDERS)
    instructions.refused.pop(f"{DAV}resourcetype", None)
    if instructions.refused:
        raise NotSo(f"{DAV}valid-resourcetype", "Here only folders can be made.")
    try:
        await visit.services.files.make_folder(visit.actor, visit.place.name, instructions.properties)
    except PathIsTaken as taken:
        raise MethodNotAllowed(OF_FOLDERS) from taken
    return Response(status_code=201)


async def copy(visit: Visit) -> Response:
    target = _target(visit)
    conditions = await conditions_of(visit)
    is_new = await visit.services.files.copy(
        visit.actor,
        visit.place.name,
        target.name,
        overwrite=may_overwrite(visit),
        deep=visit.depth(default="infinity") != "0",
        if_match=conditions.if_match,
    )
    return Response(status_code=201 if is_new else 204)


async def move(visit: Visit) -> Response:
    target = _target(visit)
    conditions = await conditions_of(visit)
    is_new = await visit.services.files.move(
        visit.actor, visit.place.name, target.name, overwrite=may_overwrite(visit), if_match=conditions.if_match
    )
    return Response(status_code=201 if is_new else 204)


async def nothing_of_calendars(visit: Visit) -> Response:
    raise Forbidden("There are no calendars among files.")


METHODS: dict[str, Callable[[Visit], Awaitable[Response]]] = {
    "PROPFIND": propfind,
    "PROPPATCH": proppatch,
    "GET": get,
    "HEAD": get,
    "PUT": put,
    "DELETE": delete,
    "MKCOL": mkcol,
    "COPY": copy,
    "MOVE": move,
    "MKCALENDAR": nothing_of_calendars,
    "REPORT": nothing_of_calendars,
}


def _of_files(visit: Visit) -> "Live[File | None]":
    """None is the top."""
    return {
        **of_everything(visit, privileges.OF_FILES, ()),
        f"{DAV}resourcetype": lambda one: empty(f"{DAV}collection") if one is None or one.is_folder else "",
        f"{DAV}getetag": lambda one: None if one is None or one.is_folder else one.etag,
        f"{DAV}getcontenttype": lambda one: None if one is None or one.is_folder else escape(one.media_type),
        f"{DAV}getcontentlength": lambda one: None if one is None or one.is_folder else str(one.size),
        f"{DAV}getlastmodified": lambda one: None if one is None else http_date(one.changed_at),
        f"{DAV}creationdate": lambda one: None if one is None else iso_date(one.created_at),
    }


def _href(top: Place, file: File) -> str:
    href = Place(kind=Kind.FILE, owner=top.owner, name=file.path).href
    return f"{href}/" if file.is_folder else href


def _target(visit: Visit) -> Place:
    _ensure_not_top(visit)
    target = destination_of(visit)
    if target.kind is not Kind.FILE:
        raise NoSuchFolder("Files stay among files.")
    return target


def _read_mkcol(body: Element | None) -> Element | None:
    if body is not None and body.name != f"{DAV}mkcol":
        raise NotThatType("The body of a MKCOL is a DAV:mkcol.")
    return body


def _ensure_not_top(visit: Visit) -> None:
    if visit.place.kind is Kind.FILES:
        raise TheTopStays
