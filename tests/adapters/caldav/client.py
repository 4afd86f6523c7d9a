"""A CalDAV client as simple as they come: it speaks HTTP, and reads what comes back."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from lxml import etree

from tests.adapters.doors import Doors
from tests.features.meetings.town import Inhabitant

NAMES = {
    "D": "DAV:",
    "C": "urn:ietf:params:xml:ns:caldav",
    "CS": "http://calendarserver.org/ns/",
    "A": "http://apple.com/ns/ical/",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())


@dataclass(frozen=True)
class Answer:
    """`found` and `missing` are the properties of each href, as "D:getetag"; an element's text or its children."""

    response: httpx.Response

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def xml(self) -> etree._Element:
        return etree.fromstring(self.response.content)

    @property
    def hrefs(self) -> list[str]:
        return [one.text or "" for one in self.xml.findall("D:response/D:href", NAMES)]

    @property
    def statuses(self) -> dict[str, str]:
        """Of responses without properties."""
        return {
            one.findtext("D:href", "", NAMES): one.findtext("D:status", "", NAMES).split()[1]
            for one in self.xml.findall("D:response", NAMES)
            if one.find("D:status", NAMES) is not None
        }

    def properties(self, href: str, status: int = 200) -> dict[str, etree._Element]:
        for one in self.xml.findall("D:response", NAMES):
            if one.findtext("D:href", "", NAMES) == href:
                return {
                    short(prop.tag): prop
                    for propstat in one.findall("D:propstat", NAMES)
                    if propstat.findtext("D:status", "", NAMES).split()[1] == str(status)
                    for prop in propstat.findall("D:prop/*", NAMES)
                }
        raise AssertionError(f"{href} is not in {self.hrefs}")

    def text(self, href: str, name: str) -> str:
        return self.properties(href)[name].text or ""

    def names_in(self, href: str, name: str) -> list[str]:
        return [short(one.tag) for one in self.properties(href)[name].iter()][1:]

    @property
    def data(self) -> dict[str, str]:
        """The calendar-data of each href."""
        return {href: self.text(href, "C:calendar-data") for href in self.hrefs}

    @property
    def sync_token(self) -> str:
        return self.xml.findtext("D:sync-token", "", NAMES)

    @property
    def precondition(self) -> str:
        """Of an error."""
        assert self.xml.tag == "{DAV:}error", self.response.text
        return short(self.xml[0].tag)


def short(tag: str) -> str:
    uri, _, local = tag[1:].partition("}")
    prefix = next((prefix for prefix, known in NAMES.items() if known == uri), None)
    return f"{prefix}:{local}" if prefix else tag


@dataclass(frozen=True)
class Dav:
    client: httpx.AsyncClient
    home: str

    @property
    def calendar(self) -> str:
        """The one that everybody has."""
        return f"{self.home}calendar/"

    async def ask(
        self, method: str, path: str, body: str | bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        if isinstance(body, str):
            body = body.replace("/>", f" {DECLARED}/>", 1) if _is_empty(body) else body.replace(">", f" {DECLARED}>", 1)
        return Answer(await self.client.request(method, path, content=body, headers=headers))

    async def propfind(self, path: str, *names: str, depth: str = "0") -> Answer:
        """Names such as "D:displayname"."""
        props = "".join(f"<{name}/>" for name in names)
        return await self.ask("PROPFIND", path, f"<D:propfind><D:prop>{props}</D:prop></D:propfind>", {"depth": depth})

    async def proppatch(self, path: str, *steps: str, headers: Mapping[str, str] | None = None) -> Answer:
        return await self.ask("PROPPATCH", path, f"<D:propertyupdate>{''.join(steps)}</D:propertyupdate>", headers)

    async def put(self, path: str, content: bytes, **headers: str) -> Answer:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.ask("PUT", path, content, {"content-type": "text/calendar; charset=utf-8", **given})

    async def report(self, path: str, body: str, headers: Mapping[str, str] | None = None) -> Answer:
        return await self.ask("REPORT", path, body, headers)

    async def query(self, path: str, filter_: str, *, data: str = "<C:calendar-data/>", more: str = "") -> Answer:
        """`filter_` is what is inside the comp-filter of the VCALENDAR."""
        inside = f'<C:filter><C:comp-filter name="VCALENDAR">{filter_}</C:comp-filter></C:filter>{more}'
        body = f"<C:calendar-query><D:prop><D:getetag/>{data}</D:prop>{inside}</C:calendar-query>"
        return await self.report(path, body, {"depth": "1"})

    async def sync(
        self, path: str, token: str = "", *, limit: int | None = None, props: str = "<D:getetag/>"
    ) -> Answer:
        cut = "" if limit is None else f"<D:limit><D:nresults>{limit}</D:nresults></D:limit>"
        return await self.report(
            path,
            f"<D:sync-collection><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>{cut}"
            f"<D:prop>{props}</D:prop></D:sync-collection>",
        )

    async def make(self, path: str, props: str = "") -> Answer:
        body = f"<C:mkcalendar><D:set><D:prop>{props}</D:prop></D:set></C:mkcalendar>" if props else None
        return await self.ask("MKCALENDAR", path, body)


def _is_empty(body: str) -> bool:
    return body.index(">") == body.find("/>") + 1


def set_(props: str) -> str:
    return f"<D:set><D:prop>{props}</D:prop></D:set>"


def remove(props: str) -> str:
    return f"<D:remove><D:prop>{props}</D:prop></D:remove>"


@asynccontextmanager
async def dav(doors: Doors, who: Inhabitant) -> AsyncIterator[Dav]:
    """At home, with the calendar that everybody has."""
    async with doors.api(who) as client:
        await client.get("/api/v1/calendars")
        yield Dav(client, f"/dav/calendars/{who.actor.id}/")
