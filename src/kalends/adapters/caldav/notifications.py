"""Word of invitations to calendars, and of answers to them, until it has been seen (Apple's caldav-notifications and
calendarserver-sharing)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from starlette.responses import Response

from kalends.adapters.caldav import circles, privileges
from kalends.adapters.caldav.multistatus import Live, Responder, all_of, multistatus
from kalends.adapters.caldav.names import CALDAV, DAV, SERVER
from kalends.adapters.caldav.places import Kind, Place
from kalends.adapters.caldav.properties import (
    REPORTS_ANYWHERE,
    UNASKED,
    components_of,
    http_date,
    iso_date,
    of_everything,
)
from kalends.adapters.caldav.propfind import read_asked
from kalends.adapters.caldav.scheduling import proppatch
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import MEDIA_TYPE, document, element, empty, escape
from kalends.adapters.http.files import is_known
from kalends.adapters.http.kinds import MethodNotAllowed
from kalends.features.calendars.errors import NoSuchWord
from kalends.features.calendars.sharing.domain import Word

SUFFIX = ".xml"
OF_NOTIFICATIONS = "OPTIONS, PROPFIND, PROPPATCH"
RIGHTS = (*privileges.OF_OTHERS, f"{DAV}unbind")


@dataclass(frozen=True, slots=True)
class Notification:
    place: Place
    kind: str
    content: bytes
    made_at: datetime

    @property
    def etag(self) -> str:
        return f'"{sha256(self.content).hexdigest()}"'


async def propfind(visit: Visit) -> Response:
    asked = read_asked(await visit.xml(), is_brief=visit.wants_less)
    found = await _notifications(visit)
    responses: list[str] = []
    if visit.place.kind is Kind.NOTIFICATIONS:
        responses.append(Responder(asked, _of_collection(visit, found), UNASKED).response(visit.place.href, None))
        if visit.depth(default="1") == "0":
            found = []
    else:
        found = [_named(visit, found)]
    responder = Responder(asked, _of_notifications(visit), UNASKED)
    responses += [responder.response(one.place.href, one) for one in found]
    return await multistatus(all_of(responses))


async def get(visit: Visit) -> Response:
    if visit.place.kind is Kind.NOTIFICATIONS:
        raise MethodNotAllowed(OF_NOTIFICATIONS)
    one = _named(visit, await _notifications(visit))
    headers = {"etag": one.etag, "last-modified": http_date(one.made_at)}
    if is_known(visit.request.headers, one.etag):
        return Response(status_code=304, headers=headers)
    headers["content-length"] = str(len(one.content))
    return Response(b"" if visit.request.method == "HEAD" else one.content, 200, headers, MEDIA_TYPE)


async def delete(visit: Visit) -> Response:
    """It has been seen; what it tells of stays as it is."""
    if visit.place.kind is Kind.NOTIFICATIONS:
        raise MethodNotAllowed(OF_NOTIFICATIONS)
    await visit.services.sharings.see_word(visit.actor, visit.place.name.removesuffix(SUFFIX))
    return Response(status_code=204)


async def _notifications(visit: Visit) -> list[Notification]:
    return [_notification(visit, one) for one in await visit.services.sharings.words(visit.actor)]


def _named(visit: Visit, found: list[Notification]) -> Notification:
    for one in found:
        if one.place.name == visit.place.name:
            return one
    raise NoSuchWord


def _notification(visit: Visit, word: Word) -> Notification:
    owner, invitee = word.owner, word.invitee
    # One of an organisation is in the home of everybody who has part in it.
    host = circles.place_with(owner, word.calendar) if owner else visit.me.home.of_calendar(str(word.calendar.id))
    whom = element(f"{DAV}href", escape(circles.href_of(invitee)))
    said = empty(f"{SERVER}invite-{circles.ANSWERS[invitee.answer]}")
    hosturl = element(f"{SERVER}hosturl", element(f"{DAV}href", host.href))
    if word.is_answer:
        kind = "invite-reply"
        inside = whom + said + hosturl + element(f"{SERVER}in-reply-to", str(word.calendar.id))
    else:
        kind = "invite-notification"
        inside = element(f"{SERVER}uid", str(word.calendar.id)) + whom + said + circles.access(invitee) + hosturl
        inside += circles.organiser(owner) if owner else ""
        inside += element(f"{SERVER}summary", escape(invitee.summary or word.calendar.name))
        inside += element(f"{CALDAV}supported-calendar-component-set", components_of(word.calendar))
    stamp = element(f"{SERVER}dtstamp", f"{invitee.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    content = document(f"{SERVER}notification", f'{stamp}<CS:{kind} shared-type="calendar">{inside}</CS:{kind}>')
    place = Place(kind=Kind.NOTIFICATION, owner=visit.place.owner, name=word.name + SUFFIX)
    return Notification(place, kind, content, invitee.changed_at)


def _of_collection(visit: Visit, found: list[Notification]) -> "Live[None]":
    tag = sha256("".join(one.place.name + one.etag for one in found).encode()).hexdigest()
    shared: Live[None] = of_everything(visit, RIGHTS, REPORTS_ANYWHERE)
    return {
        **shared,
        f"{DAV}resourcetype": lambda one: empty(f"{DAV}collection") + empty(f"{SERVER}notification"),
        f"{DAV}displayname": lambda one: "notifications",
        f"{SERVER}getctag": lambda one: tag,
    }


def _of_notifications(visit: Visit) -> "Live[Notification]":
    shared: Live[Notification] = of_everything(visit, RIGHTS, REPORTS_ANYWHERE)
    return {
        **shared,
        f"{DAV}resourcetype": lambda one: empty(f"{SERVER}notification"),
        f"{DAV}getetag": lambda one: one.etag,
        f"{DAV}getcontenttype": lambda one: MEDIA_TYPE,
        f"{DAV}getcontentlength": lambda one: str(len(one.content)),
        f"{DAV}getlastmodified": lambda one: http_date(one.made_at),
        f"{DAV}creationdate": lambda one: iso_date(one.made_at),
        f"{SERVER}notificationtype": lambda one: f'<CS:{one.kind} shared-type="calendar"/>',
    }


METHODS: dict[str, Callable[[Visit], Awaitable[Response]]] = {
    "PROPFIND": propfind,
    "PROPPATCH": proppatch,
    "GET": get,
    "HEAD": get,
    "DELETE": delete,
}
