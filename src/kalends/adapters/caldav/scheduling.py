"""Where programs look for what others schedule with them, and ask when others are busy (RFC 6638).

The inbox stays empty: what is asked of somebody is in their calendar already.
"""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from kalends.adapters.caldav.changes import CANNOT, read_instructions
from kalends.adapters.caldav.multistatus import Live, Responder, all_of, multistatus
from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.places import Kind, Place
from kalends.adapters.caldav.properties import UNASKED, of_collections
from kalends.adapters.caldav.propfind import read_asked
from kalends.adapters.caldav.proppatch import read_update
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.reports.principals import (
    principal_match,
    principal_property_search,
    principal_search_property_set,
)
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import MEDIA_TYPE as XML
from kalends.adapters.caldav.writing import document, element, escape
from kalends.adapters.http.kinds import BadRequest, MethodNotAllowed
from kalends.core.errors import Invalid
from kalends.features.calendars.objects.attendees import key_of
from kalends.features.calendars.objects.errors import ObjectDoesNotFit
from kalends.features.calendars.queries.invitees import Question, read_question

OF_INBOX = "OPTIONS, PROPFIND, PROPPATCH, REPORT"
DEFAULT_CALENDAR = f"{CALDAV}schedule-default-calendar-URL"
SUCCESS, NOBODY = "2.0;Success", "3.7;Invalid calendar user"
NOTHING_INSIDE = frozenset({f"{CALDAV}calendar-query", f"{CALDAV}calendar-multiget"})
OF_PRINCIPALS = {
    f"{DAV}principal-property-search": principal_property_search,
    f"{DAV}principal-match": principal_match,
    f"{DAV}principal-search-property-set": principal_search_property_set,
}


async def propfind(visit: Visit) -> Response:
    asked = read_asked(await visit.xml(), is_brief=visit.wants_less)
    visit.depth(default="infinity")
    live: Live[Place] = of_collections(visit, await visit.services.people.me(visit.actor))
    if visit.place.kind is Kind.INBOX and DEFAULT_CALENDAR in (asked.names or ()):
        default = await _default_calendar(visit)
        live = {**live, DEFAULT_CALENDAR: lambda place: default}
    answer = Responder(asked, live, UNASKED).response(visit.place.href, visit.place)
    return await multistatus(all_of([answer]))


async def _default_calendar(visit: Visit) -> str | None:
    """None where it was removed: nobody has to have one."""
    seen = await visit.services.calendars.list_mine(visit.actor)
    slug = next((one.calendar.slug for one in seen if one.calendar.is_default), None)
    return None if slug is None else element(f"{DAV}href", visit.me.home.of_calendar(slug).href)


async def proppatch(visit: Visit) -> Response:
    instructions = read_instructions(await read_update(visit))
    instructions.refused = dict.fromkeys(instructions.names, CANNOT)
    answer = f"<D:response><D:href>{visit.place.href}</D:href>{instructions.propstats()}</D:response>"
    return await multistatus(all_of([answer]))


async def report(visit: Visit) -> Response:
    body = await visit.xml()
    if body is None:
        raise BadRequest("The body of a REPORT says which one is asked for.")
    if body.name in OF_PRINCIPALS:
        return await OF_PRINCIPALS[body.name](visit, body)
    if body.name in NOTHING_INSIDE:
        return await multistatus(all_of([]))
    raise NotSo(f"{DAV}supported-report", "This report is not known here.")


async def post(visit: Visit) -> Response:
    """When somebody's invitees are busy (section 5); they are told nothing of it."""
    if visit.place.kind is not Kind.OUTBOX:
        raise MethodNotAllowed(OF_INBOX)
    content_type = (visit.header("content-type") or "").partition(";")[0].strip().lower()
    if content_type != "text/calendar":
        raise NotSo(f"{CALDAV}supported-calendar-data", "The outbox takes text/calendar.")
    question = await _question(visit)
    try:
        answers = await visit.services.busy_times.of_invitees(visit.actor, question)
    except Invalid as too_much:
        raise NotSo(f"{CALDAV}valid-scheduling-message", str(too_much)) from too_much
    responses: list[str] = []
    for attendee, answer in zip(question.attendees, answers, strict=True):
        told = element(f"{CALDAV}recipient", element(f"{DAV}href", escape(attendee.value)))
        told += element(f"{CALDAV}request-status", NOBODY if answer is None else SUCCESS)
        if answer is not None:
            told += element(f"{CALDAV}calendar-data", escape(answer.decode()))
        responses.append(element(f"{CALDAV}response", told))
    return Response(document(f"{CALDAV}schedule-response", "".join(responses)), media_type=XML)


async def _question(visit: Visit) -> Question:
    try:
        question = read_question(await visit.body())
    except ObjectDoesNotFit as unfit:
        raise NotSo(f"{CALDAV}valid-scheduling-message", str(unfit)) from unfit
    person = await visit.services.people.me(visit.actor)
    mine = {person.email.casefold(), visit.me.href, f"urn:uuid:{visit.actor.id}"}
    if key_of(question.organiser.value) not in mine:
        raise NotSo(f"{CALDAV}organizer-allowed", "Whose outbox this is organises what is asked for.")
    return question


METHODS: dict[str, Callable[[Visit], Awaitable[Response]]] = {
    "PROPFIND": propfind,
    "PROPPATCH": proppatch,
    "REPORT": report,
    "POST": post,
}
