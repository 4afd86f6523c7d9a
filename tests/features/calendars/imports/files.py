"""Calendar files as other programs write them."""

from collections import defaultdict

from kalends.features.calendars.imports.composing import Calendar, Composed, composed
from kalends.features.calendars.imports.cutting import Cutter, Part, cut
from tests.features.calendars.diary import NOW, calendar_of, event

BERLIN = "BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100"
BERLIN += "\nEND:STANDARD\nEND:VTIMEZONE"
LUNCH = event("DTSTART;TZID=Home:20260114T120000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")
MOVED = event("RECURRENCE-ID;TZID=Home:20260115T120000", "DTSTART;TZID=Home:20260115T140000", "DURATION:PT1H")
TEA = event("DTSTART:20260114T160000Z", "DURATION:PT1H", "SUMMARY:Tea\n  and\n  biscuits", uid="tea")
BROKEN = event("DTSTART:20260114T160000Z", "SUMMARY:never\nBEGIN:VALARM", uid="broken")

MANY = calendar_of(BERLIN, LUNCH, TEA, "BEGIN:VTODO\nUID:todo\nDUE:20260114T160000Z\nEND:VTODO", MOVED)


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode() + b"\r\n"


def objects_of(cutter: Cutter) -> dict[str, Composed]:
    """Of a whole file, by UID."""
    groups: dict[str, list[Part]] = defaultdict(list)
    for part in cutter.parts:
        groups[part.uid].append(part)
    headers = {one.calendar: one.content for one in cutter.headers}
    numbers = {zone.calendar for zone in cutter.zones} | set(headers)
    calendars = {
        number: Calendar(
            header=headers.get(number, b""), zones=[zone for zone in cutter.zones if zone.calendar == number]
        )
        for number in numbers
    }
    return {uid: composed(uid, parts, calendars, NOW) for uid, parts in groups.items()}


def imported(content: bytes) -> tuple[dict[str, Composed], list[tuple[int, str, bool]]]:
    """What is kept of a file, and each remark with its line and whether what it is about was kept."""
    cutter = cut(content)
    found = objects_of(cutter)
    remarks = [*cutter.remarks, *(remark for one in found.values() for remark in one.remarks)]
    kept = {uid: one for uid, one in found.items() if one.read is not None}
    return kept, sorted((one.line, one.reason, one.is_kept) for one in remarks)
