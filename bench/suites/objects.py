"""iCalendar objects for the suites, and looking at what a server has."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import httpx

HREF = "{DAV:}href"
ETAG = "{DAV:}getetag"
DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"
_EVERYTHING = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"/></C:filter>
</C:calendar-query>"""


def event(uid: str, summary: str = "Lunch", start: str = "20260210T120000Z", *more: str) -> str:
    lines = (f"DTSTART:{start}", "DURATION:PT1H", f"SUMMARY:{summary}", *more)
    return calendar("VEVENT", uid, *lines)


def todo(uid: str, summary: str = "Write", *more: str) -> str:
    return calendar("VTODO", uid, f"SUMMARY:{summary}", "STATUS:NEEDS-ACTION", *more)


def calendar(kind: str, uid: str, *lines: str) -> str:
    whole = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kalends//conformance//EN",
        f"BEGIN:{kind}",
        f"UID:{uid}",
        "DTSTAMP:20260101T000000Z",
        *lines,
        f"END:{kind}",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(whole)


@dataclass(frozen=True, slots=True)
class Stored:
    path: str
    etag: str
    text: str

    @property
    def uid(self) -> str:
        return value(self.text, "UID")

    @property
    def summary(self) -> str:
        return value(self.text, "SUMMARY")


def value(text: str, name: str) -> str:
    found = re.search(rf"^{name}(?:;[^:\r\n]*)?:(.*?)\r?$", text, re.MULTILINE)
    return found[1] if found else ""


def stored(client: httpx.Client, calendar_url: str) -> list[Stored]:
    """All objects of a calendar, by one REPORT."""
    answer = client.request(
        "REPORT", calendar_url, content=_EVERYTHING, headers={"Depth": "1", "Content-Type": "application/xml"}
    )
    answer.raise_for_status()
    found: list[Stored] = []
    for one in ElementTree.fromstring(answer.content).iter("{DAV:}response"):
        text = one.findtext(f".//{DATA}")
        if text:
            found.append(Stored(one.findtext(HREF) or "", one.findtext(f".//{ETAG}") or "", text))
    return found


def put(client: httpx.Client, address: str, text: str, **headers: str) -> httpx.Response:
    given = {name.replace("_", "-"): said for name, said in headers.items()}
    answer = client.put(address, content=text.encode(), headers={"Content-Type": "text/calendar", **given})
    answer.raise_for_status()
    return answer
