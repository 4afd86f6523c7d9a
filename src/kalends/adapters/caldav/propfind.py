"""PROPFIND (RFC 4918, section 9.1)."""

from collections.abc import AsyncGenerator, Mapping, Sequence

from starlette.responses import Response

from kalends.adapters.caldav import circles
from kalends.adapters.caldav.multistatus import Asked, Responder, all_of, multistatus
from kalends.adapters.caldav.names import DAV
from kalends.adapters.caldav.places import Kind, Place, quoted
from kalends.adapters.caldav.properties import UNASKED, CalendarView, of_calendars, of_collections, of_objects
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.kinds import BadRequest
from kalends.core.ids import CalendarId
from kalends.features.calendars.errors import NoSuchEvent
from kalends.features.calendars.queries.retrieval import AS_STORED
from kalends.features.calendars.queries.service import Found
from kalends.features.calendars.service import Seen
from kalends.features.calendars.sharing.domain import NOBODY, Circle


async def propfind(visit: Visit) -> Response:
    asked = read_asked(await visit.xml(), is_brief=visit.wants_less)
    depth = visit.depth(default="infinity")
    headers = {"preference-applied": "return=minimal"} if visit.wants_less else {}
    match visit.place.kind:
        case Kind.OBJECT:
            responses = all_of([await _of_object(visit, asked)])
        case Kind.CALENDAR:
            responses = await _of_calendar(visit, asked, with_objects=depth != "0")
        case _:
            if depth == "infinity":
                raise NotSo(f"{DAV}propfind-finite-depth", "Ask with Depth 0 or 1.")
            responses = await _of_collection(visit, asked, with_members=depth == "1")
    return await multistatus(responses, headers=headers)


async def response_at(visit: Visit, asked: Asked) -> str:
    """Of what is at the address alone."""
    match visit.place.kind:
        case Kind.OBJECT:
            return await _of_object(visit, asked)
        case Kind.CALENDAR:
            responses = await _of_calendar(visit, asked, with_objects=False)
        case _:
            responses = await _of_collection(visit, asked, with_members=False)
    return "".join([one async for one in responses])


def read_asked(body: Element | None, *, is_brief: bool = False) -> Asked:
    """No body asks for all (section 9.1)."""
    if body is None:
        return Asked(None, is_brief=is_brief)
    if body.name != f"{DAV}propfind":
        raise BadRequest("The body of a PROPFIND is a DAV:propfind.")
    return asked_in(body, is_brief=is_brief)


def asked_in(body: Element, *, is_brief: bool) -> Asked:
    """Of PROPFIND and of reports; what says nothing of properties asks for none."""
    if (prop := body.first(f"{DAV}prop")) is not None:
        return Asked([one.name for one in prop.children], is_brief=is_brief)
    if body.first(f"{DAV}propname") is not None:
        return Asked(None, is_for_names=True, is_brief=is_brief)
    if body.first(f"{DAV}allprop") is not None:
        include = body.first(f"{DAV}include")
        return Asked(None, included=[one.name for one in include.children] if include else (), is_brief=is_brief)
    if body.name == f"{DAV}propfind":
        raise BadRequest("A PROPFIND asks for DAV:prop, DAV:allprop or DAV:propname.")
    return Asked([], is_brief=is_brief)


async def _of_object(visit: Visit, asked: Asked) -> str:
    named = await visit.services.queries.named(visit.actor, visit.which, [visit.place.name], AS_STORED)
    if not named.found:
        raise NoSuchEvent
    responder = object_responder(visit, named.seen, asked)
    dead = await dead_of(visit, responder, [visit.place.name])
    return responder.response(visit.place.href, named.found[0], dead.get(visit.place.name))


async def _of_calendar(visit: Visit, asked: Asked, *, with_objects: bool) -> AsyncGenerator[str]:
    seen = await visit.services.calendars.see_with_access(visit.actor, visit.which)
    own = await calendar_responses(visit, [seen], asked, place=visit.place)

    async def responses() -> AsyncGenerator[str]:
        for one in own:
            yield one
        if with_objects:
            base = visit.place.href
            responder = object_responder(visit, seen, asked)
            dead = await dead_of(visit, responder)
            async for page in visit.services.queries.entries(visit.actor, visit.which):
                for entry in page:
                    yield responder.response(base + quoted(entry.name), Found(entry), dead.get(entry.name))

    return responses()


async def _of_collection(visit: Visit, asked: Asked, *, with_members: bool) -> AsyncGenerator[str]:
    person = await visit.services.people.me(visit.actor)
    responder = Responder(asked, of_collections(visit, person), UNASKED)
    places = [visit.place]
    calendars: Sequence[str] = ()
    if with_members:
        match visit.place.kind:
            case Kind.ROOT:
                places += [Place(kind=Kind.PRINCIPALS), Place(kind=Kind.HOMES)]
            case Kind.PRINCIPALS:
                places.append(visit.me)
            case Kind.HOMES:
                places.append(visit.me.home)
            case Kind.HOME:
                seen = await visit.services.calendars.list_mine(visit.actor)
                calendars = await calendar_responses(visit, seen, asked)
            case _:
                pass
    has_home = any(one.kind is Kind.HOME for one in places)
    dead = await visit.services.properties.of_home(visit.actor) if has_home and responder.wants_dead else None
    return all_of(
        [
            *(responder.response(one.href, one, dead if one.kind is Kind.HOME else None) for one in places),
            *calendars,
        ]
    )


async def calendar_responses(
    visit: Visit, calendars: Sequence[Seen], asked: Asked, place: Place | None = None
) -> Sequence[str]:
    """`place` is where it is asked for, where it is one."""
    responder = Responder(asked, of_calendars(visit), UNASKED)
    dead = await visit.services.calendars.list_properties(visit.actor, [one.calendar.id for one in calendars])
    wanted = calendars if circles.are_asked(asked.names) else ()
    known = await visit.services.sharings.circles(visit.actor, wanted) if wanted else dict[CalendarId, Circle]()
    owner = visit.place.home if visit.place.owner else visit.me.home
    own_space = (await visit.services.people.me(visit.actor)).space_id if place is None else None
    responses: list[str] = []
    for one in calendars:
        segment = one.calendar.slug if one.calendar.space_id == own_space else str(one.calendar.id)
        where = place or owner.of_calendar(segment)
        circle = known.get(one.calendar.id, NOBODY)
        properties = dead.get(one.calendar.id, {})
        view = CalendarView(place=where, seen=one, circle=circle, dead=properties)
        responses.append(responder.response(where.href, view, {**properties, **circle.own}))
    return responses


async def dead_of(
    visit: Visit, responder: Responder[Found], names: Sequence[str] | None = None
) -> Mapping[str, Mapping[str, str]]:
    """What clients wrote of the objects of these names, or of all, where the answer has room for it."""
    if not responder.wants_dead:
        return {}
    return await visit.services.properties.of_objects(visit.actor, visit.which, names)


def object_responder(visit: Visit, seen: Seen, asked: Asked) -> Responder[Found]:
    return Responder(asked, of_objects(visit, seen), UNASKED)
