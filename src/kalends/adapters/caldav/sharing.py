"""POST that shares a calendar, and POST that answers (Apple's calendarserver-sharing, sections 5.3 and 5.4;
draft-pot-webdav-resource-sharing, section 5)."""

from collections.abc import Sequence

from starlette.responses import Response

from kalends.adapters.caldav import circles
from kalends.adapters.caldav.getting import OF_COLLECTIONS
from kalends.adapters.caldav.names import DAV, SERVER
from kalends.adapters.caldav.places import Kind, place_of_href
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import MEDIA_TYPE, document, element
from kalends.adapters.http.kinds import BadRequest, MethodNotAllowed
from kalends.features.calendars.domain import InHome, Share
from kalends.features.calendars.errors import NobodyToShareWith, NoSuchCalendar, OneDoesNotShareWithOneself
from kalends.features.calendars.service import Seen
from kalends.features.calendars.sharing.domain import Invite

# A department; each is looked for on their own.
MOST_INVITES = 100
NOT_KEPT = {"cache-control": "no-cache"}
_ACCESSES = {"read": Share.READ, "read-write": Share.WRITE}


async def post(visit: Visit) -> Response:
    """To a calendar: with whom it is shared, and with whom no longer; all of it, or nothing."""
    body = await _xml(visit)
    match body.name:
        case name if name == f"{SERVER}share":
            invites = _apples(visit, body)
        case name if name == f"{DAV}share-resource":
            invites = [_drafts(visit, one) for one in body.all(f"{DAV}sharee")]
        case _:
            raise BadRequest("What is posted to a calendar is a CS:share or a DAV:share-resource.")
    if not 0 < len(invites) <= MOST_INVITES:
        raise BadRequest(f"Share with 1 to {MOST_INVITES} people at once.")
    try:
        await visit.services.sharings.change(visit.actor, visit.which, invites)
    except NobodyToShareWith as unknown:
        raise NotSo(f"{DAV}recognized-principal", str(unknown)) from unknown
    except OneDoesNotShareWithOneself as oneself:
        raise NotSo(f"{DAV}allowed-principal", str(oneself)) from oneself
    return Response(status_code=200, headers=NOT_KEPT)


async def reply(visit: Visit) -> Response:
    """To a home: somebody takes a calendar that is shared with them, or leaves it."""
    body = await _xml(visit)
    if body.name != f"{SERVER}invite-reply":
        raise BadRequest("What is posted to a calendar home is a CS:invite-reply.")
    accepts, declines = (body.first(f"{SERVER}invite-{said}") for said in ("accepted", "declined"))
    if (accepts is None) is (declines is None):
        raise BadRequest("A reply has either CS:invite-accepted or CS:invite-declined.", field="invite-accepted")
    calendar = InHome(str((await _meant(visit, body)).calendar.id))
    if accepts is None:
        await visit.services.sharings.leave(visit.actor, calendar)
        return Response(status_code=204, headers=NOT_KEPT)
    await visit.services.sharings.accept(visit.actor, calendar)
    href = element(f"{DAV}href", visit.place.home.of_calendar(calendar.segment).href)
    return Response(document(f"{SERVER}shared-as", href), 200, NOT_KEPT, MEDIA_TYPE)


async def _xml(visit: Visit) -> Element:
    kind = (visit.header("content-type") or "application/xml").lower()
    body = await visit.xml() if "xml" in kind else None
    if body is None:
        raise MethodNotAllowed(OF_COLLECTIONS)
    return body


def _apples(visit: Visit, body: Element) -> Sequence[Invite]:
    """In the order of the document, so that the last word on somebody counts."""
    found: list[Invite] = []
    for one in body.children:
        if one.name == f"{SERVER}remove":
            found.append(Invite(called=called(visit, one), access=None))
        elif one.name == f"{SERVER}set":
            found.append(
                Invite(
                    called=called(visit, one),
                    access=_access(one, SERVER),
                    common_name=_text(one, f"{SERVER}common-name"),
                    summary=_text(one, f"{SERVER}summary"),
                )
            )
    return found


def _drafts(visit: Visit, sharee: Element) -> Invite:
    access, prop = sharee.first(f"{DAV}share-access"), sharee.first(f"{DAV}prop")
    if access is None:
        raise BadRequest("A DAV:sharee has a DAV:share-access.", field="share-access")
    is_over = access.first(f"{DAV}no-access") is not None
    return Invite(
        called=called(visit, sharee),
        access=None if is_over else _access(access, DAV),
        common_name=_text(prop, f"{DAV}displayname") if prop else "",
        summary=_text(sharee, f"{DAV}comment"),
    )


def _access(around: Element, namespace: str) -> Share:
    found = [access for name, access in _ACCESSES.items() if around.first(f"{namespace}{name}") is not None]
    if len(found) != 1:
        raise BadRequest("Say what it is shared for: read or read-write.", field="access")
    return found[0]


def called(visit: Visit, around: Element) -> str:
    """Whom a DAV:href means: what is no address of a principal here is left to the service."""
    href = around.first(f"{DAV}href")
    if href is None or not href.text.strip():
        raise BadRequest("Say with whom: a DAV:href with a mail address or a principal.", field="href")
    text = href.text.strip()
    place = place_of_href(text, visit.request.headers.get("host", "")) if "/" in text else None
    if place is None or place.kind is not Kind.PRINCIPAL:
        return text
    return f"urn:uuid:{place.owner}" if place.owner.count("-") == 4 and len(place.owner) == 36 else place.owner


async def _meant(visit: Visit, body: Element) -> Seen:
    """The calendar by its invitation's id, or else by where its owner has it."""
    host = body.first(f"{SERVER}hosturl")
    href = host.first(f"{DAV}href") if host else None
    place = place_of_href(href.text, visit.request.headers.get("host", "")) if href else None
    seen = await visit.services.calendars.list_mine(visit.actor)
    known = await visit.services.sharings.circles(visit.actor, seen)
    for one in seen:
        circle = known.get(one.calendar.id)
        if circle is None or not circle.is_others:
            continue
        if _text(body, f"{SERVER}in-reply-to") == str(one.calendar.id):
            return one
        if circle.owner and place == circles.place_with(circle.owner, one.calendar):
            return one
    raise NoSuchCalendar


def _text(around: Element, name: str) -> str:
    found = around.first(name)
    return found.text.strip() if found else ""
