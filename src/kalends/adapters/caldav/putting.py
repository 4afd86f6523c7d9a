"""PUT of an object (RFC 4791, section 5.3.2): kept byte for byte, so its ETag is told. POST puts it under a name of
ours (RFC 5995)."""

from dataclasses import replace

from starlette.responses import Response

from kalends.adapters.caldav import attachments
from kalends.adapters.caldav.conditions import conditions_of
from kalends.adapters.caldav.getting import OF_COLLECTIONS, scheduled
from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.places import ADD_MEMBER, Kind
from kalends.adapters.caldav.properties import MEDIA_TYPE, http_date
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import element
from kalends.adapters.http.kinds import MethodNotAllowed
from kalends.core.ids import new_uuid
from kalends.features.calendars.errors import NoSuchCalendar, NothingToPutItIn, UidIsAnother, UidIsTaken
from kalends.features.calendars.objects.reading import read_object


async def post(visit: Visit) -> Response:
    """To a calendar's `DAV:add-member`; to an object, about the files that it carries."""
    if visit.place.kind is Kind.OBJECT and visit.place.name != ADD_MEMBER and visit.request.url.query:
        return await attachments.post(visit)
    if visit.place.kind is not Kind.OBJECT or visit.place.name != ADD_MEMBER:
        raise MethodNotAllowed(OF_COLLECTIONS)
    place = visit.place.object_named(f"{new_uuid()}.ics")
    response = await put(replace(visit, place=place))
    response.headers["location"] = place.href
    return response


async def put(visit: Visit) -> Response:
    if visit.place.kind is not Kind.OBJECT:
        raise MethodNotAllowed(OF_COLLECTIONS)
    content_type = (visit.header("content-type") or "text/calendar").partition(";")[0].strip().lower()
    if content_type != "text/calendar":
        raise NotSo(f"{CALDAV}supported-calendar-data", "Calendars take text/calendar.")
    content = await visit.body()
    conditions = await conditions_of(visit)
    try:
        put = await visit.services.events.put(
            visit.actor,
            visit.which,
            visit.place.name,
            content,
            if_match=conditions.if_match,
            must_be_new=conditions.must_be_new,
        )
    except NoSuchCalendar as nowhere:
        raise NothingToPutItIn from nowhere
    except (UidIsTaken, UidIsAnother) as taken:
        raise await uid_conflict(visit, content, taken) from taken
    headers = {"etag": put.event.etag, "last-modified": http_date(put.event.changed_at), **scheduled(put.event)}
    if "return=representation" not in visit.preferences:
        return Response(status_code=201 if put.is_new else 204, headers=headers)
    headers |= {
        "content-type": MEDIA_TYPE,
        "content-location": visit.place.href,
        "preference-applied": "return=representation",
    }
    return Response(put.event.object, 201 if put.is_new else 200, headers)


async def uid_conflict(visit: Visit, content: bytes, taken: UidIsTaken | UidIsAnother) -> NotSo:
    """With the address of the object that is in the way (RFC 4791, section 5.3.2.1)."""
    name: str | None = visit.place.name
    if isinstance(taken, UidIsTaken):
        name = await visit.services.queries.name_of_uid(visit.actor, visit.which, read_object(content).uid)
    href = "" if name is None else element(f"{DAV}href", visit.place.object_named(name).href)
    return NotSo(f"{CALDAV}no-uid-conflict", str(taken), inside=href)
