"""PROPPATCH (RFC 4918, section 9.2): all that is asked for, or nothing of it."""

from starlette.responses import Response

from kalends.adapters.caldav.changes import CANNOT, Instructions, read_instructions
from kalends.adapters.caldav.multistatus import all_of, multistatus
from kalends.adapters.caldav.names import DAV
from kalends.adapters.caldav.places import Kind
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.kinds import BadRequest
from kalends.core.errors import Error, Invalid
from kalends.features.calendars.domain import Access


async def proppatch(visit: Visit) -> Response:
    update = await read_update(visit)
    failure: Error | None = None
    match visit.place.kind:
        case Kind.CALENDAR:
            instructions = read_instructions(update, only_keeps=True)
            if instructions.refused or not await _decorated(visit, instructions):
                instructions = read_instructions(update)
                failure = await _apply(visit, instructions)
        case Kind.OBJECT | Kind.HOME:
            instructions = read_instructions(update, only_keeps=True)
            await _keep(visit, instructions)
        case _:
            instructions = read_instructions(update)
            # What principals and collections of them say of themselves, nobody sets.
            instructions.refused = dict.fromkeys(instructions.names, CANNOT)
    if visit.wants_less and failure is None and not instructions.refused:
        # RFC 8144, section 2.2.
        return Response(status_code=204, headers={"preference-applied": "return=minimal"})
    answer = f"<D:response><D:href>{visit.place.href}</D:href>{instructions.propstats(failure)}</D:response>"
    return await multistatus(all_of([answer]))


async def read_update(visit: Visit) -> Element:
    body = await visit.xml()
    if body is None or body.name != f"{DAV}propertyupdate":
        raise BadRequest("The body of a PROPPATCH is a DAV:propertyupdate.")
    if not any(prop.children for step in body.children for prop in step.all(f"{DAV}prop")):
        raise BadRequest("A PROPPATCH sets or removes a property at least.")
    return body


async def _keep(visit: Visit, instructions: Instructions) -> None:
    """Of what has no properties that we understand, but for those that it says itself."""
    if visit.place.kind is Kind.HOME:
        if f"{DAV}displayname" in instructions.names:
            # A home has its owner's name.
            instructions.refused[f"{DAV}displayname"] = CANNOT
        if not instructions.refused:
            await visit.services.properties.change_of_home(visit.actor, instructions.properties)
        return
    if instructions.refused:
        await visit.services.calendars.see_with_access(visit.actor, visit.which, Access.WRITE)
        await visit.services.events.get(visit.actor, visit.which, visit.place.name)
    else:
        await visit.services.properties.change_of_object(
            visit.actor, visit.which, visit.place.name, instructions.properties
        )


async def _decorated(visit: Visit, instructions: Instructions) -> bool:
    """Of what others share, each has their own name and colour (calendarserver-sharing, section 5.5.3)."""
    return await visit.services.sharings.decorate(visit.actor, visit.which, instructions.properties)


async def _apply(visit: Visit, instructions: Instructions) -> Error | None:
    """What the calendar's own rules refuse, if they do."""
    if instructions.refused:
        await visit.services.calendars.see_with_access(visit.actor, visit.which, Access.MANAGE)
        return None
    try:
        await visit.services.calendars.change(
            visit.actor, visit.which, instructions.changes, properties=instructions.properties
        )
    except Invalid as refused:
        return refused
    return None
