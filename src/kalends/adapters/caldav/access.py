"""ACL (RFC 3744, section 8.1): with whom a calendar is shared, as far as privileges say what shares say."""

from starlette.responses import Response

from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.places import Kind
from kalends.adapters.caldav.privileges import ABSTRACT, OF_ACCESS, SUPPORTED_NAMES
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.sharing import MOST_INVITES, called
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.kinds import BadRequest, MethodNotAllowed
from kalends.features.calendars.domain import Access, Share
from kalends.features.calendars.errors import NobodyToShareWith
from kalends.features.calendars.sharing.domain import Invite

OF_OTHERS = "OPTIONS, GET, HEAD, PUT, POST, DELETE, PROPFIND, PROPPATCH, REPORT, MKCALENDAR, MKCOL, COPY, MOVE"
_READING = frozenset((*OF_ACCESS[Access.READ], f"{DAV}read"))
_WRITING = frozenset((*OF_ACCESS[Access.WRITE], f"{DAV}write")) - _READING
_RANKS = (Share.BUSY, Share.READ, Share.WRITE)


async def acl(visit: Visit) -> Response:
    """These and nobody else; what belonging to its space allows is not among it, and stays."""
    if visit.place.kind is not Kind.CALENDAR:
        raise MethodNotAllowed(OF_OTHERS)
    await visit.services.calendars.see_with_access(visit.actor, visit.which, Access.MANAGE)
    body = await visit.xml()
    if body is None or body.name != f"{DAV}acl":
        raise BadRequest("The body of an ACL is a DAV:acl.")
    wanted: dict[str, Share] = {}
    for ace in body.all(f"{DAV}ace"):
        if (principal := _principal(visit, ace)) is not None:
            # Several entries for one add up (section 6).
            wanted[principal] = max(_share(ace), wanted.get(principal, Share.BUSY), key=_RANKS.index)
    if len(wanted) > MOST_INVITES:
        raise NotSo(f"{DAV}limited-number-of-aces", f"At most {MOST_INVITES} others have part in a calendar.")
    try:
        await visit.services.sharings.replace(
            visit.actor, visit.which, [Invite(called=one, access=share) for one, share in wanted.items()]
        )
    except NobodyToShareWith as unknown:
        raise NotSo(f"{DAV}recognized-principal", str(unknown)) from unknown
    return Response(status_code=200)


def _principal(visit: Visit, ace: Element) -> str | None:
    """None for whoever has it anyhow."""
    if ace.first(f"{DAV}invert") is not None:
        raise NotSo(f"{DAV}no-invert", "Say whom, not whom not.")
    principal = ace.first(f"{DAV}principal")
    if principal is None:
        raise BadRequest("A DAV:ace has a DAV:principal.", field="principal")
    if principal.first(f"{DAV}href") is not None:
        whom = called(visit, principal)
        return None if whom == f"urn:uuid:{visit.actor.id}" else whom
    of = principal.first(f"{DAV}property")
    if of is not None and of.first(f"{DAV}owner") is not None:
        return None
    raise NotSo(f"{DAV}allowed-principal", "A calendar is shared with people, one by one: name each by a DAV:href.")


def _share(ace: Element) -> Share:
    """What these privileges come to; less can't be given here, nor more."""
    grant = ace.first(f"{DAV}grant")
    if grant is None:
        raise NotSo(f"{DAV}grant-only", "Privileges are granted here, not denied.")
    names = {one.name for privilege in grant.all(f"{DAV}privilege") for one in privilege.children}
    if not names:
        raise BadRequest("A DAV:grant has a DAV:privilege.", field="grant")
    for name in sorted(names):
        if name not in SUPPORTED_NAMES:
            raise NotSo(f"{DAV}not-supported-privilege", "There is no such privilege here.")
        if name in ABSTRACT:
            raise NotSo(f"{DAV}no-abstract", "This privilege can't be given to others.")
    if names & _WRITING:
        return Share.WRITE
    return Share.BUSY if names == {f"{CALDAV}read-free-busy"} else Share.READ
