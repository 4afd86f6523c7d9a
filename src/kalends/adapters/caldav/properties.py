"""What each kind of thing says of itself: its live properties, as XML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from kalends.adapters.caldav import circles, privileges
from kalends.adapters.caldav.multistatus import Live
from kalends.adapters.caldav.names import APPLE, CALDAV, DAV, SERVER
from kalends.adapters.caldav.places import ADD_MEMBER, Kind, Place
from kalends.adapters.caldav.timezones import TIMEZONE, timezone_of
from kalends.adapters.caldav.tokens import token_of
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import element, empty, escape
from kalends.features.accounts.people.domain import Person
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.objects.limits import MOST_ATTENDEES
from kalends.features.calendars.objects.lines import MOST_BYTES
from kalends.features.calendars.objects.reading import FIRST_YEAR, LAST_YEAR
from kalends.features.calendars.queries.filters import Collation
from kalends.features.calendars.queries.service import Found
from kalends.features.calendars.service import Seen
from kalends.features.calendars.sharing.domain import NOBODY, Circle

# RFC 4918's own, which allprop is for; those of other standards are asked for by name.
UNASKED = frozenset(
    f"{DAV}{name}"
    for name in (
        "creationdate",
        "displayname",
        "getcontentlength",
        "getcontenttype",
        "getetag",
        "getlastmodified",
        "resourcetype",
    )
)
REPORTS_ANYWHERE = (
    f"{DAV}principal-property-search",
    f"{DAV}principal-search-property-set",
    f"{DAV}principal-match",
    f"{DAV}acl-principal-prop-set",
    f"{DAV}expand-property",
)
REPORTS_OF_CALENDARS = (
    f"{CALDAV}calendar-query",
    f"{CALDAV}calendar-multiget",
    f"{CALDAV}free-busy-query",
    f"{DAV}sync-collection",
    *REPORTS_ANYWHERE,
)
MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """A calendar, and what clients wrote of it."""

    place: Place
    seen: Seen
    # Known where what it is for is asked for.
    circle: Circle = NOBODY
    dead: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def calendar(self) -> Calendar:
        return self.seen.calendar


def of_objects(visit: Visit, seen: Seen) -> "Live[Found]":
    """Of the objects in one calendar."""
    rights = privileges.OF_ACCESS[seen.access]
    return {
        f"{DAV}resourcetype": lambda one: "",
        f"{DAV}getetag": lambda one: one.entry.etag,
        f"{DAV}getcontenttype": lambda one: f"{MEDIA_TYPE}; component={one.entry.kind.lower()}",
        f"{DAV}getcontentlength": lambda one: str(one.entry.size),
        f"{DAV}getlastmodified": lambda one: http_date(one.entry.changed_at),
        f"{DAV}creationdate": lambda one: iso_date(one.entry.created_at),
        **of_everything(visit, rights, REPORTS_ANYWHERE),
    }


def of_calendars(visit: Visit) -> "Live[CalendarView]":
    shared: Live[CalendarView] = of_everything(visit, (), REPORTS_OF_CALENDARS)
    files = visit.services.attachments.limits
    return {
        **shared,
        f"{DAV}resourcetype": lambda one: (
            empty(f"{DAV}collection") + empty(f"{CALDAV}calendar") + circles.kind_of(one.circle)
        ),
        f"{DAV}owner": lambda one: _href(circles.owner_of(one.circle, visit.me).href),
        f"{DAV}displayname": lambda one: circles.own_or(one.circle, f"{DAV}displayname", escape(one.calendar.name)),
        f"{DAV}creationdate": lambda one: iso_date(one.calendar.created_at),
        f"{DAV}current-user-privilege-set": lambda one: privileges.privilege_set(
            circles.rights_in(one.circle, one.seen)
        ),
        f"{DAV}acl": lambda one: privileges.acl(
            visit.me.href, circles.rights_in(one.circle, one.seen), circles.shares_of(one.circle)
        ),
        f"{DAV}invite": lambda one: circles.dav_invite(one.circle),
        f"{DAV}share-access": lambda one: circles.share_access(one.circle, one.seen),
        f"{DAV}share-resource-uri": lambda one: _href(f"urn:uuid:{one.calendar.id}"),
        f"{SERVER}invite": lambda one: circles.invite(one.circle),
        f"{SERVER}allowed-sharing-modes": lambda one: circles.modes(one.seen),
        f"{SERVER}shared-url": lambda one: circles.shared_url(one.circle, one.calendar),
        f"{DAV}add-member": lambda one: _href(one.place.object_named(ADD_MEMBER).href),
        f"{DAV}resource-id": lambda one: _href(f"urn:uuid:{one.calendar.id}"),
        f"{DAV}sync-token": lambda one: token_of(one.calendar),
        f"{SERVER}getctag": lambda one: token_of(one.calendar),
        f"{CALDAV}calendar-description": lambda one: circles.own_or(
            one.circle, f"{CALDAV}calendar-description", escape(one.calendar.description) or None
        ),
        TIMEZONE: lambda one: circles.own_or(one.circle, TIMEZONE, escape(timezone_of(one.calendar, one.dead))),
        f"{CALDAV}calendar-timezone-id": lambda one: circles.own_or(
            one.circle, f"{CALDAV}calendar-timezone-id", one.calendar.zone
        ),
        f"{CALDAV}supported-calendar-component-set": lambda one: components_of(one.calendar),
        f"{CALDAV}supported-calendar-data": lambda one: '<C:calendar-data content-type="text/calendar" version="2.0"/>',
        f"{CALDAV}supported-collation-set": lambda one: "".join(
            element(f"{CALDAV}supported-collation", collation.value) for collation in Collation
        ),
        f"{CALDAV}max-resource-size": lambda one: str(MOST_BYTES),
        f"{CALDAV}max-attendees-per-instance": lambda one: str(MOST_ATTENDEES),
        f"{CALDAV}max-attachment-size": lambda one: str(files.max_bytes),
        f"{CALDAV}max-attachments-per-resource": lambda one: str(files.most_of_object),
        f"{CALDAV}min-date-time": lambda one: f"{FIRST_YEAR}0101T000000Z",
        f"{CALDAV}max-date-time": lambda one: f"{LAST_YEAR}1231T235959Z",
        f"{APPLE}calendar-color": lambda one: circles.own_or(
            one.circle, f"{APPLE}calendar-color", one.calendar.color or None
        ),
        f"{APPLE}calendar-order": lambda one: circles.own_or(
            one.circle, f"{APPLE}calendar-order", str(one.calendar.position)
        ),
    }


def of_collections(visit: Visit, person: Person | None) -> "Live[Place]":
    """Of what is above calendars: the root, principals, homes. `person` is the visitor."""
    rights = {
        Kind.HOME: privileges.OF_HOME,
        Kind.INBOX: privileges.OF_INBOX,
        Kind.OUTBOX: privileges.OF_OUTBOX,
    }
    kinds = {
        Kind.PRINCIPAL: empty(f"{DAV}principal"),
        Kind.INBOX: empty(f"{CALDAV}schedule-inbox"),
        Kind.OUTBOX: empty(f"{CALDAV}schedule-outbox"),
    }
    shared: Live[Place] = of_everything(visit, privileges.OF_OTHERS, REPORTS_ANYWHERE)
    mine = visit.me.home.href
    # RFC 8607, section 6.1: to nobody else does a client show its password when it reads a file.
    server = _href(f"{escape(visit.services.attachments.public_url)}/")
    return {
        **shared,
        f"{DAV}resourcetype": lambda place: empty(f"{DAV}collection") + kinds.get(place.kind, ""),
        f"{DAV}displayname": lambda place: _name_of(place, person),
        f"{DAV}current-user-privilege-set": lambda place: privileges.privilege_set(
            rights.get(place.kind, privileges.OF_OTHERS)
        ),
        f"{CALDAV}calendar-home-set": lambda place: _href(mine),
        f"{CALDAV}calendar-user-address-set": lambda place: _of_principal(place, _addresses(visit, person)),
        f"{CALDAV}managed-attachments-server-URL": lambda place: server if place.kind is Kind.HOME else None,
        f"{CALDAV}schedule-inbox-URL": lambda place: _of_principal(place, _href(visit.me.inbox.href)),
        f"{CALDAV}schedule-outbox-URL": lambda place: _of_principal(place, _href(visit.me.outbox.href)),
        f"{SERVER}notification-URL": lambda place: _of_principal(place, _href(visit.me.notifications.href)),
        f"{CALDAV}calendar-user-type": lambda place: _of_principal(place, "INDIVIDUAL"),
        f"{SERVER}email-address-set": lambda place: _of_principal(
            place, element(f"{SERVER}email-address", escape(person.email)) if person else ""
        ),
        f"{DAV}principal-URL": lambda place: _of_principal(place, _href(visit.me.href)),
        f"{DAV}alternate-URI-set": lambda place: _of_principal(place, ""),
        f"{DAV}group-member-set": lambda place: _of_principal(place, ""),
        f"{DAV}group-membership": lambda place: _of_principal(place, ""),
    }


def of_everything(visit: Visit, rights: Sequence[str], reports: Sequence[str]) -> "Live[object]":
    """The same for all things of a kind, so it is written once."""
    rights_set, acl = privileges.privilege_set(rights), privileges.acl(visit.me.href, rights)
    supported = "".join(element(f"{DAV}supported-report", element(f"{DAV}report", empty(report))) for report in reports)
    me, principals = _href(visit.me.href), _href(Place(kind=Kind.PRINCIPALS).href)
    return {
        f"{DAV}current-user-principal": lambda one: me,
        f"{DAV}owner": lambda one: me,
        f"{DAV}principal-collection-set": lambda one: principals,
        f"{DAV}current-user-privilege-set": lambda one: rights_set,
        f"{DAV}supported-privilege-set": lambda one: privileges.SUPPORTED,
        f"{DAV}acl": lambda one: acl,
        # What RFC 3744, section 5.6, has for those who may only read it.
        f"{DAV}acl-restrictions": lambda one: empty(f"{DAV}grant-only") + empty(f"{DAV}no-invert"),
        f"{DAV}inherited-acl-set": lambda one: "",
        f"{DAV}supported-report-set": lambda one: supported,
    }


def components_of(calendar: Calendar) -> str:
    return "".join(f'<C:comp name="{kind}"/>' for kind in calendar.components)


def _name_of(place: Place, person: Person | None) -> str | None:
    match place.kind:
        case Kind.PRINCIPAL | Kind.HOME if person is not None:
            return escape(person.name or person.username)
        case _:
            return None


def _of_principal(place: Place, value: str) -> str | None:
    return value if place.kind is Kind.PRINCIPAL else None


def _addresses(visit: Visit, person: Person | None) -> str:
    """RFC 6638, section 2.4.1: how an event may name the visitor."""
    mail = _href(f"mailto:{escape(person.email)}") if person else ""
    return mail + _href(visit.me.href) + _href(f"urn:uuid:{visit.actor.id}")


def http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def iso_date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _href(address: str) -> str:
    return element(f"{DAV}href", address)
