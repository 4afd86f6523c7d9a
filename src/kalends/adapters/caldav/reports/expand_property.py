"""expand-property (RFC 3253, section 3.8): properties, and what they point at, in one answer."""

from dataclasses import replace

from starlette.responses import Response

from kalends.adapters.caldav.multistatus import FORBIDDEN, NOT_FOUND, Asked, all_of, multistatus, status_response
from kalends.adapters.caldav.names import DAV, DECLARED
from kalends.adapters.caldav.places import Kind
from kalends.adapters.caldav.propfind import response_at
from kalends.adapters.caldav.reading import Element, read_xml
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import escape, written
from kalends.adapters.http.kinds import BadRequest
from kalends.core.errors import Forbidden, NotFound

# A principal's home and addresses, and theirs again: what points at each other would never end.
MOST_EXPANDED = 100
PROPERTY = f"{DAV}property"
# They have no reports, and nothing of calendars.
OF_FILES = (Kind.FILES, Kind.FILE)


async def expand_property(visit: Visit, body: Element) -> Response:
    if visit.depth(default="0") != "0":
        raise BadRequest("Properties are expanded of one thing: Depth 0.", field="Depth")
    return await multistatus(all_of([await _Expansion().response(visit, body)]))


class _Expansion:
    def __init__(self) -> None:
        self._count = 0

    async def response(self, visit: Visit, asking: Element) -> str:
        """Of what is at the visit's place, as `asking` has it."""
        wanted = {_name(one): one for one in asking.all(PROPERTY)}
        told = await response_at(visit, Asked(list(wanted), is_brief=visit.wants_less))
        if not any(one.first(PROPERTY) for one in wanted.values()):
            return told
        root = read_xml(f"<root {DECLARED}>{told}</root>".encode())
        response = root.children[0]
        for propstat in response.all(f"{DAV}propstat"):
            for prop in propstat.all(f"{DAV}prop"):
                for one in prop.children:
                    if wanted[one.name].first(PROPERTY):
                        await self._expand(visit, one, wanted[one.name])
        return written(response)

    async def _expand(self, visit: Visit, one: Element, asking: Element) -> None:
        """Puts the response of each thing into the place of its address."""
        for place, inside in enumerate(one.contents):
            if isinstance(inside, Element) and inside.name == f"{DAV}href":
                told = await self._at(visit, inside.text.strip(), asking)
                one.contents[place] = read_xml(f"<root {DECLARED}>{told}</root>".encode()).children[0]

    async def _at(self, visit: Visit, href: str, asking: Element) -> str:
        self._count += 1
        if self._count > MOST_EXPANDED:
            raise NotSo(
                f"{DAV}number-of-matches-within-limits", f"At most {MOST_EXPANDED} addresses are expanded at once."
            )
        place = visit.place_at(href)
        if place is None or place.kind in OF_FILES:
            return status_response(escape(href), FORBIDDEN)
        try:
            return await self.response(replace(visit, place=place), asking)
        except NotFound:
            return status_response(escape(href), NOT_FOUND)
        except Forbidden:
            return status_response(escape(href), FORBIDDEN)


def _name(asked: Element) -> str:
    name = asked.attributes.get("name", "")
    if not name:
        raise BadRequest("A property to expand has a name.", field="name")
    return f"{{{asked.attributes.get('namespace', 'DAV:')}}}{name}"
