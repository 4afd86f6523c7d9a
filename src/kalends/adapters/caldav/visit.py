"""One request at this door: who came, where to, and what the product can do for them."""

from dataclasses import dataclass

from starlette.requests import Request

from kalends.adapters.caldav.places import Kind, Place, is_at, place_of, place_of_href
from kalends.adapters.caldav.reading import Element, read_xml
from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.kinds import BadRequest, NothingHere
from kalends.core.actor import Actor, Person
from kalends.features.calendars.domain import InHome
from kalends.features.calendars.errors import SignInFirst
from kalends.services import Services


@dataclass(frozen=True, slots=True)
class Visit:
    request: Request
    actor: Person
    services: Services
    place: Place

    @property
    def me(self) -> Place:
        """The visitor's own principal."""
        return Place(kind=Kind.PRINCIPAL, owner=str(self.actor.id))

    @property
    def which(self) -> InHome:
        """The calendar that the address names, or that its object is in."""
        return InHome(self.place.segment)

    def header(self, name: str) -> str | None:
        return self.request.headers.get(name)

    def depth(self, default: str) -> str:
        """RFC 4918, section 10.2: "0", "1" or "infinity"."""
        depth = (self.header("depth") or default).strip().lower()
        if depth not in ("0", "1", "infinity"):
            raise BadRequest("Depth is 0, 1 or infinity.", field="Depth")
        return depth

    @property
    def preferences(self) -> frozenset[str]:
        """RFC 7240."""
        return frozenset(one.split(";")[0].strip().lower() for one in (self.header("prefer") or "").split(","))

    @property
    def wants_less(self) -> bool:
        """RFC 8144, section 2.1; Brief is what Apple had before."""
        return "return=minimal" in self.preferences or (self.header("brief") or "").strip().lower() == "t"

    async def body(self) -> bytes:
        return await self.request.body()

    async def xml(self) -> Element | None:
        """None where there is no body."""
        body = await self.body()
        return read_xml(body) if body.strip() else None

    def is_here(self, href: str) -> bool:
        return is_at(href, self.request.headers.get("host", ""))

    def place_at(self, href: str) -> Place | None:
        """None where it is not at this server, or not in a home of the visitor's."""
        place = place_of_href(href, self.request.headers.get("host", ""))
        if place is None or place.owner not in ("", self.place.owner, str(self.actor.id)):
            return None
        return place


async def enter(request: Request) -> Visit:
    """Raises SignInFirst, and NothingHere for what is not the visitor's: nobody learns what others have."""
    actor: Actor = actor_of(request)
    if not isinstance(actor, Person):
        raise SignInFirst
    raw_path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    place = place_of(raw_path.decode("latin-1").partition("?")[0])
    if place is None:
        raise NothingHere
    services = services_of(request)
    if place.owner and place.owner != str(actor.id) and place.owner != await services.people.my_username(actor):
        raise NothingHere
    return Visit(request, actor, services, place)
