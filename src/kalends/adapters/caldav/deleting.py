"""DELETE of an object, or of a calendar with all that is in it; who was invited to one only leaves it."""

from starlette.responses import Response

from kalends.adapters.caldav.conditions import conditions_of
from kalends.adapters.caldav.places import Kind
from kalends.adapters.caldav.visit import Visit
from kalends.core.errors import Forbidden


class NotToBeRemoved(Forbidden):
    """This can't be removed here."""


async def delete(visit: Visit) -> Response:
    conditions = await conditions_of(visit)
    match visit.place.kind:
        case Kind.OBJECT:
            await visit.services.events.remove(
                visit.actor,
                visit.which,
                visit.place.name,
                if_match=conditions.if_match,
                # RFC 6638, section 8.1.
                is_quiet=(visit.header("schedule-reply") or "T").strip().upper() == "F",
            )
        case Kind.CALENDAR:
            if not await visit.services.sharings.leave(visit.actor, visit.which):
                await visit.services.calendars.remove(visit.actor, visit.which)
        case _:
            raise NotToBeRemoved
    return Response(status_code=204)
