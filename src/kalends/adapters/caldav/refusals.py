"""What goes wrong, as WebDAV says it: a status, and the precondition that does not hold (RFC 4918, section 16)."""

from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.caldav.names import CALDAV, DAV, SERVER
from kalends.adapters.caldav.reading import DocumentTypeIsForbidden
from kalends.adapters.caldav.writing import MEDIA_TYPE, document, element, empty, escape
from kalends.adapters.http.problems import Problem, problem_of
from kalends.core.errors import Error
from kalends.features.calendars.attachments.domain import FileIsTooLarge, ManagedIdIsUnknown, TooManyAttachments
from kalends.features.calendars.errors import (
    KindNotTaken,
    NotYourCalendar,
    NotYoursToChange,
    SlugIsTaken,
    TokenIsUnknown,
    TooManyProperties,
    UidIsAnother,
    UidIsTaken,
    UnknownKinds,
)
from kalends.features.calendars.objects.errors import (
    ObjectDoesNotFit,
    ObjectIsMalformed,
    ObjectIsTooLarge,
    TooManyAttendees,
    ZoneIsUnknown,
)
from kalends.features.calendars.queries.filters import FilterIsUnusable, UnknownCollation
from kalends.features.calendars.recurrence import (
    KindsOfTimeAreMixed,
    NotAWholeSecond,
    NothingIsLeft,
    RecurrenceAsksTooMuch,
    RuleIsMalformed,
    RuleNeverMatches,
    TooManyOccurrences,
)

FORBIDDEN = 403
# Refusals of one kind of thing, each with the element that names its precondition.
PRECONDITIONS: dict[type[Error], str] = {
    UidIsTaken: f"{CALDAV}no-uid-conflict",
    UidIsAnother: f"{CALDAV}no-uid-conflict",
    TooManyAttendees: f"{CALDAV}max-attendees-per-instance",
    ObjectIsMalformed: f"{CALDAV}valid-calendar-data",
    ZoneIsUnknown: f"{CALDAV}valid-calendar-data",
    RuleIsMalformed: f"{CALDAV}valid-calendar-data",
    RuleNeverMatches: f"{CALDAV}valid-calendar-data",
    NothingIsLeft: f"{CALDAV}valid-calendar-data",
    KindsOfTimeAreMixed: f"{CALDAV}valid-calendar-data",
    NotAWholeSecond: f"{CALDAV}valid-calendar-data",
    ObjectDoesNotFit: f"{CALDAV}valid-calendar-object-resource",
    ObjectIsTooLarge: f"{CALDAV}max-resource-size",
    RecurrenceAsksTooMuch: f"{CALDAV}max-instances",
    TooManyOccurrences: f"{CALDAV}max-instances",
    KindNotTaken: f"{CALDAV}supported-calendar-component",
    UnknownKinds: f"{CALDAV}supported-calendar-component",
    UnknownCollation: f"{CALDAV}supported-collation",
    FilterIsUnusable: f"{CALDAV}valid-filter",
    SlugIsTaken: f"{DAV}resource-must-be-null",
    TokenIsUnknown: f"{DAV}valid-sync-token",
    TooManyProperties: f"{DAV}quota-not-exceeded",
    FileIsTooLarge: f"{CALDAV}max-attachment-size",
    TooManyAttachments: f"{CALDAV}max-attachments-per-resource",
    ManagedIdIsUnknown: f"{CALDAV}valid-managed-id-parameter",
    NotYoursToChange: f"{CALDAV}allowed-attendee-scheduling-object-change",
    NotYourCalendar: f"{DAV}need-privileges",
    DocumentTypeIsForbidden: f"{DAV}no-external-entities",
}


@dataclass
class NotSo(Error):
    """A precondition does not hold."""

    precondition: str
    message: str
    status: int = FORBIDDEN
    # XML inside the precondition's element.
    inside: str = ""
    headers: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        super().__init__(self.message)


# What would have been needed (RFC 3744, appendix B); of other methods, to change what is there.
PRIVILEGES = {
    "PUT": f"{DAV}write-content",
    "POST": f"{DAV}bind",
    "DELETE": f"{DAV}unbind",
    "MOVE": f"{DAV}unbind",
    "PROPPATCH": f"{DAV}write-properties",
    "ACL": f"{DAV}write-acl",
}


def refused(failure: Error, request: Request) -> Response:
    """The answer to a request that failed."""
    problem = problem_of(failure, request.scope)
    if isinstance(failure, NotSo):
        return _answer(failure.status, failure.precondition, failure.inside, problem, failure.headers)
    precondition = next((PRECONDITIONS[one] for one in type(failure).__mro__ if one in PRECONDITIONS), None)
    headers = {name.decode(): value.decode() for name, value in problem.headers}
    inside = _lacking(request) if isinstance(failure, NotYourCalendar) else ""
    return _answer(FORBIDDEN if precondition else problem.status, precondition, inside, problem, headers)


def _lacking(request: Request) -> str:
    """RFC 3744, section 7.1.1."""
    href = element(f"{DAV}href", escape(request.url.path))
    privilege = element(f"{DAV}privilege", empty(PRIVILEGES.get(request.method, f"{DAV}write")))
    return element(f"{DAV}resource", href + privilege)


def _answer(status: int, precondition: str | None, inside: str, problem: Problem, headers: dict[str, str]) -> Response:
    said = element(f"{SERVER}error-description", escape(problem.detail))
    named = element(precondition, inside) if inside and precondition else empty(precondition) if precondition else ""
    return Response(document(f"{DAV}error", named + said), status, headers, MEDIA_TYPE)
