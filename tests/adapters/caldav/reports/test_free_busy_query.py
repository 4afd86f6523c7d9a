"""free-busy-query: when, and nothing of why."""

from kalends.store.database import Database
from tests.adapters.caldav.client import Dav, set_
from tests.features.calendars.diary import calendar_of, event
from tests.features.meetings.town import Inhabitant


async def busy(dav: Dav, start: str, end: str) -> list[str]:
    asked = await dav.report(
        dav.calendar, f"<C:free-busy-query><C:time-range start='{start}' end='{end}'/></C:free-busy-query>"
    )
    assert asked.status == 200, asked.response.text
    return [line for line in asked.response.text.splitlines() if line.startswith("FREEBUSY")]


async def test_busy_times_are_merged_cut_and_told_by_kind(at_ada: Dav) -> None:
    await at_ada.proppatch(at_ada.calendar, set_("<C:calendar-timezone-id>Asia/Kathmandu</C:calendar-timezone-id>"))
    objects = {
        "a": ("DTSTART:20260105T100000Z", "DTEND:20260105T110000Z"),
        "b": ("DTSTART:20260105T103000Z", "DTEND:20260105T120000Z"),
        "maybe": ("DTSTART:20260105T130000Z", "DTEND:20260105T140000Z", "STATUS:TENTATIVE"),
        "off": ("DTSTART:20260105T150000Z", "DTEND:20260105T160000Z", "STATUS:CANCELLED"),
        "free": ("DTSTART:20260105T150000Z", "DTEND:20260105T160000Z", "TRANSP:TRANSPARENT"),
        "day": ("DTSTART;VALUE=DATE:20260107",),
        "weekly": ("DTSTART:20260108T230000Z", "DTEND:20260109T010000Z", "RRULE:FREQ=WEEKLY"),
    }
    for uid, lines in objects.items():
        await at_ada.put(f"{at_ada.calendar}{uid}.ics", calendar_of(event(*lines, uid=uid)))
    said = (
        "BEGIN:VFREEBUSY\nUID:said\nDTSTAMP:20260101T000000Z\nFREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260106T000000Z/PT2H\n"
        "FREEBUSY;FBTYPE=FREE:20260106T100000Z/PT2H\nEND:VFREEBUSY"
    )
    await at_ada.put(f"{at_ada.calendar}said.ics", calendar_of(said))

    assert await busy(at_ada, "20260105T000000Z", "20260109T000000Z") == [
        "FREEBUSY;FBTYPE=BUSY:20260105T100000Z/20260105T120000Z",
        # A day of Kathmandu's.
        "FREEBUSY;FBTYPE=BUSY:20260106T181500Z/20260107T181500Z",
        "FREEBUSY;FBTYPE=BUSY:20260108T230000Z/20260109T000000Z",
        "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260106T000000Z/20260106T020000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260105T130000Z/20260105T140000Z",
    ]
    # Beyond the index: reckoned on demand.
    assert await busy(at_ada, "20350104T000000Z", "20350106T000000Z") == [
        "FREEBUSY;FBTYPE=BUSY:20350104T230000Z/20350105T010000Z"
    ]


async def test_what_an_older_version_wrote_is_as_tentative_as_its_event_says(
    at_ada: Dav, ada: Inhabitant, database: Database
) -> None:
    """It wrote no such column."""
    for hour, status in ((10, "TENTATIVE"), (12, "CONFIRMED")):
        lines = (f"DTSTART:20260105T{hour}0000Z", "DURATION:PT1H", f"STATUS:{status}")
        await at_ada.put(f"{at_ada.calendar}{hour}.ics", calendar_of(event(*lines, uid=str(hour))))
    before = await busy(at_ada, "20260105T000000Z", "20260109T000000Z")

    async with database.transaction(ada.actor) as tx:
        touched = await tx.execute("UPDATE occurrences SET is_tentative = NULL")

    assert touched == 2
    assert await busy(at_ada, "20260105T000000Z", "20260109T000000Z") == before
    assert before == [
        "FREEBUSY;FBTYPE=BUSY:20260105T120000Z/20260105T130000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260105T100000Z/20260105T110000Z",
    ]
