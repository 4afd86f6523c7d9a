"""Managed attachments (RFC 8607): POST on an object adds, replaces or removes a file; its address gives it back."""

from collections.abc import Awaitable, Callable, Sequence

from starlette.responses import Response

from kalends.adapters.caldav.conditions import conditions_of
from kalends.adapters.caldav.getting import scheduled
from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.properties import MEDIA_TYPE, http_date
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.attached import attached_response, sent_file
from kalends.core.ids import AttachmentId
from kalends.features.calendars.attachments.domain import NoRoomForFile, NoSuchAttachment
from kalends.features.calendars.attachments.service import Carried
from kalends.features.calendars.events.copies import ObjectPlace
from kalends.features.calendars.objects.attached import NotAttached, Targets, read_id
from kalends.features.calendars.objects.errors import NoSuchOccurrence
from kalends.features.calendars.objects.templates import read_stamp
from kalends.features.calendars.objects.values import Moment

INSUFFICIENT_STORAGE = 507
# Each becomes a component of its own, if it is none yet.
MOST_OCCURRENCES = 100
OF_MASTER = "M"


async def post(visit: Visit) -> Response:
    """`action`, `rid` and `managed-id` are parameters of the address (section 3.3)."""
    action = _one(visit, "action")
    do = _ACTIONS.get(action or "")
    if do is None:
        raise NotSo(
            f"{CALDAV}valid-action-parameter", "One action: attachment-add, attachment-update or attachment-remove."
        )
    try:
        return await do(visit)
    except NoSuchOccurrence as nowhere:
        raise _bad_rid("This object has no such occurrence.") from nowhere
    except NotAttached as nothing:
        raise _bad_id("No such file is attached there.") from nothing
    except NoRoomForFile as full:
        # RFC 4331, section 6.
        raise NotSo(f"{DAV}quota-not-exceeded", str(full), status=INSUFFICIENT_STORAGE) from full


async def get(visit: Visit) -> Response:
    attachment_id: AttachmentId | None = read_id(visit.place.segment)
    if attachment_id is None:
        raise NoSuchAttachment
    return attached_response(visit.request, await visit.services.attachments.open(visit.actor, attachment_id))


async def _add(visit: Visit) -> Response:
    if _all(visit, "managed-id"):
        raise _bad_id("A new file is given its id, and brings none.")
    targets, conditions = _targets(visit), await conditions_of(visit)
    async with sent_file(visit.request) as new:
        carried = await visit.services.attachments.add(
            visit.actor, _object(visit), new, targets, if_match=conditions.if_match
        )
    return _answer(visit, carried, 201)


async def _update(visit: Visit) -> Response:
    if _all(visit, "rid"):
        raise _bad_rid("A file is replaced wherever it is.")
    managed_id, conditions = _managed_id(visit), await conditions_of(visit)
    async with sent_file(visit.request) as new:
        carried = await visit.services.attachments.update(
            visit.actor, _object(visit), managed_id, new, if_match=conditions.if_match
        )
    return _answer(visit, carried, 204)


async def _remove(visit: Visit) -> Response:
    managed_id, targets, conditions = _managed_id(visit), _targets(visit), await conditions_of(visit)
    carried = await visit.services.attachments.remove(
        visit.actor, _object(visit), managed_id, targets, if_match=conditions.if_match
    )
    return _answer(visit, carried, 204)


_ACTIONS: dict[str, Callable[[Visit], Awaitable[Response]]] = {
    "attachment-add": _add,
    "attachment-update": _update,
    "attachment-remove": _remove,
}
METHODS: dict[str, Callable[[Visit], Awaitable[Response]]] = {"GET": get, "HEAD": get}


def _answer(visit: Visit, carried: Carried, status: int) -> Response:
    event, file = carried.event, carried.file
    headers = {"etag": event.etag, "last-modified": http_date(event.changed_at), **scheduled(event)}
    if file is not None:
        headers |= {"cal-managed-id": file.managed_id, "location": file.url}
    if "return=representation" not in visit.preferences:
        return Response(status_code=status, headers=headers)
    headers |= {
        "content-type": MEDIA_TYPE,
        "content-location": visit.place.href,
        "preference-applied": "return=representation",
    }
    return Response(event.object, 201 if status == 201 else 200, headers)


def _object(visit: Visit) -> ObjectPlace:
    return ObjectPlace(visit.which, visit.place.name)


def _targets(visit: Visit) -> Targets:
    """Nothing: the whole object. "M" is the series itself, the others are its occurrences (section 3.3.2)."""
    given = _all(visit, "rid")
    if not given:
        return ()
    words = given[0].split(",")
    if len(given) > 1 or len(words) > MOST_OCCURRENCES:
        raise _bad_rid(f"One list, of at most {MOST_OCCURRENCES} occurrences.")
    return [_occurrence(word) for word in words]


def _occurrence(word: str) -> Moment | None:
    if word == OF_MASTER:
        return None
    found = read_stamp(word)
    if found is None:
        raise _bad_rid("An occurrence is named as its RECURRENCE-ID is written, and the series by M.")
    return found


def _managed_id(visit: Visit) -> str:
    found = _one(visit, "managed-id")
    if not found:
        raise _bad_id("Say which file, by its MANAGED-ID.")
    return found


def _one(visit: Visit, name: str) -> str | None:
    found = _all(visit, name)
    return found[0] if len(found) == 1 else None


def _all(visit: Visit, name: str) -> Sequence[str]:
    return visit.request.query_params.getlist(name)


def _bad_rid(message: str) -> NotSo:
    return NotSo(f"{CALDAV}valid-rid-parameter", message)


def _bad_id(message: str) -> NotSo:
    return NotSo(f"{CALDAV}valid-managed-id-parameter", message)
