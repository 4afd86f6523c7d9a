"""calendar-query: each kind of filter, what of each object is shown, and how a wrong question is refused."""

import pytest

from tests.adapters.caldav.client import Dav, set_
from tests.features.calendars.diary import calendar_of, event, lunch

WEEKLY = calendar_of(
    event("DTSTART:20260105T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", "SUMMARY:Weekly", uid="weekly"),
    event(
        "RECURRENCE-ID:20260119T100000Z",
        "DTSTART:20260120T100000Z",
        "DURATION:PT1H",
        "SUMMARY:Moved",
        uid="weekly",
    ),
)
DAY = calendar_of(event("DTSTART;VALUE=DATE:20260110", "SUMMARY:Fußball", "CATEGORIES:Sport,Play", uid="day"))
ALARMED = calendar_of(
    event(
        "DTSTART:20260110T100000Z",
        "DTEND:20260110T110000Z",
        "SUMMARY:Train",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Go",
        "TRIGGER:-PT30M",
        "END:VALARM",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:grace@example.org",
        uid="train",
    )
)
INSTANT = calendar_of(event("DTSTART:20260112T100000Z", "SUMMARY:Now", uid="instant"))


def todo(uid: str, *lines: str) -> bytes:
    return calendar_of("\n".join(["BEGIN:VTODO", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VTODO"]))


OBJECTS = {
    "weekly": WEEKLY,
    "day": DAY,
    "train": ALARMED,
    "instant": INSTANT,
    "buy": todo("buy", "SUMMARY:Buy"),
    "due": todo("due", "DUE:20260110T120000Z", "SUMMARY:Due"),
    "done": todo("done", "CREATED:20260102T000000Z", "COMPLETED:20260104T000000Z", "STATUS:COMPLETED"),
    "both": todo("both", "DTSTART:20260108T100000Z", "DUE:20260109T100000Z"),
    "start": todo("start", "DTSTART:20260115T100000Z"),
    "entry": calendar_of(
        "BEGIN:VJOURNAL\nUID:entry\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20260113\nEND:VJOURNAL"
    ),
}


@pytest.fixture
async def full(at_ada: Dav) -> Dav:
    for name, content in OBJECTS.items():
        put = await at_ada.put(f"{at_ada.calendar}{name}.ics", content)
        assert put.status == 201, (name, put.response.text)
    await at_ada.proppatch(at_ada.calendar, set_("<C:calendar-timezone-id>Asia/Kathmandu</C:calendar-timezone-id>"))
    return at_ada


def event_filter(inside: str) -> str:
    return f'<C:comp-filter name="VEVENT">{inside}</C:comp-filter>'


def between(start: str, end: str) -> str:
    """ "0110T0930" in January 2026, in UTC; "" leaves it open."""
    bounds = (("start", start), ("end", end))
    given = " ".join(f'{name}="2026{value}00Z"' for name, value in bounds if value)
    return f"<C:time-range {given}/>"


def text(property_: str, words: str, **attributes: str) -> str:
    given = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<C:prop-filter name="{property_}"><C:text-match {given}>{words}</C:text-match></C:prop-filter>'


def todo_filter(inside: str) -> str:
    return f'<C:comp-filter name="VTODO">{inside}</C:comp-filter>'


def entry_filter(inside: str) -> str:
    return f'<C:comp-filter name="VJOURNAL">{inside}</C:comp-filter>'


FILTERS: dict[str, tuple[str, set[str]]] = {
    "everything": ("", set(OBJECTS)),
    "a text in any kind": (text("SUMMARY", "u"), {"day", "buy", "due"}),
    "a range in any kind": (between("0110T1059", "0110T1101"), {"train", "day", "buy"}),
    "what the whole object says": (text("PRODID", "pen"), set(OBJECTS)),
    "events": (event_filter(""), {"weekly", "day", "train", "instant"}),
    "no events": (
        '<C:comp-filter name="VEVENT"><C:is-not-defined/></C:comp-filter>',
        {"buy", "due", "done", "both", "start", "entry"},
    ),
    "a range takes what touches it": (event_filter(between("0110T1059", "0110T1101")), {"train", "day"}),
    "an end is no part of it": (event_filter(between("0110T1100", "0110T1200")), {"day"}),
    "an override is where it was moved to": (event_filter(between("0119T0900", "0119T1200")), set()),
    "and not where it was": (event_filter(between("0120T0900", "0120T1200")), {"weekly"}),
    "no time at its start": (event_filter(between("0112T1000", "0112T1001")), {"weekly", "instant"}),
    "no time at the end of the range": (event_filter(between("0112T0930", "0112T1000")), set()),
    # 10 January in Kathmandu begins at 18:15 of the day before, in UTC.
    "a day begins in the calendar's zone": (event_filter(between("0109T1810", "0109T1816")), {"day"}),
    "a day ends in the calendar's zone": (event_filter(between("0110T1815", "0110T1900")), set()),
    "open at its end": (event_filter(between("0201T0000", "")), {"weekly"}),
    "open at its start": (event_filter(between("", "0105T1000")), set()),
    "years ahead": (
        event_filter('<C:time-range start="20350101T000000Z" end="20350108T000000Z"/>'),
        {"weekly"},
    ),
    "years back": (event_filter('<C:time-range start="19700101T000000Z" end="19800101T000000Z"/>'), set()),
    "a text, whatever the case": (event_filter(text("SUMMARY", "WEEK")), {"weekly"}),
    "of an override": (event_filter(text("SUMMARY", "moved")), {"weekly"}),
    "of an override in its time": (
        event_filter(between("0120T0900", "0120T1200") + text("SUMMARY", "moved")),
        {"weekly"},
    ),
    "of an override not in that time": (
        event_filter(between("0126T0900", "0126T1200") + text("SUMMARY", "moved")),
        set(),
    ),
    "exactly": (event_filter(text("SUMMARY", "week", collation="i;octet")), set()),
    "ASCII folds only itself": (event_filter(text("SUMMARY", "FUSSBALL")), set()),
    "unicode folds all": (event_filter(text("SUMMARY", "FUSSBALL", collation="i;unicode-casemap")), {"day"}),
    # Either component of "weekly" has an e.
    "not": (event_filter(text("SUMMARY", "e", negate_condition="yes")), {"day", "train", "instant"}),
    "a category among several": (event_filter(text("CATEGORIES", "play")), {"day"}),
    "a UID": (event_filter(text("UID", "train", collation="i;octet")), {"train"}),
    "a part of a UID": (event_filter(text("UID", "ra")), {"train"}),
    "a property that is there": (event_filter('<C:prop-filter name="RRULE"/>'), {"weekly"}),
    "a property that is not": (
        event_filter('<C:prop-filter name="CATEGORIES"><C:is-not-defined/></C:prop-filter>'),
        {"weekly", "train", "instant"},
    ),
    "a parameter": (
        event_filter(
            '<C:prop-filter name="ATTENDEE"><C:text-match>grace</C:text-match><C:param-filter name="PARTSTAT">'
            "<C:text-match>needs-action</C:text-match></C:param-filter></C:prop-filter>"
        ),
        {"train"},
    ),
    "another parameter": (
        event_filter('<C:prop-filter name="ATTENDEE"><C:param-filter name="ROLE"/></C:prop-filter>'),
        set(),
    ),
    "no parameter": (
        event_filter(
            '<C:prop-filter name="ATTENDEE"><C:param-filter name="ROLE"><C:is-not-defined/></C:param-filter>'
            "</C:prop-filter>"
        ),
        {"train"},
    ),
    "an alarm": (event_filter('<C:comp-filter name="VALARM"/>'), {"train"}),
    "an alarm that rings": (
        event_filter(f'<C:comp-filter name="VALARM">{between("0110T0930", "0110T0931")}</C:comp-filter>'),
        {"train"},
    ),
    "an alarm that has rung": (
        event_filter(f'<C:comp-filter name="VALARM">{between("0110T0931", "0110T1200")}</C:comp-filter>'),
        set(),
    ),
    "no alarm": (
        event_filter('<C:comp-filter name="VALARM"><C:is-not-defined/></C:comp-filter>'),
        {"weekly", "day", "instant"},
    ),
    "a property's time": (
        todo_filter(f'<C:prop-filter name="COMPLETED">{between("0103T0000", "0105T0000")}</C:prop-filter>'),
        {"done"},
    ),
    "what is to be done": (
        todo_filter('<C:prop-filter name="COMPLETED"><C:is-not-defined/></C:prop-filter>'),
        {"buy", "due", "both", "start"},
    ),
    # RFC 4791, section 9.9: what is at no time is at any.
    "to-dos in a range": (todo_filter(between("0110T1100", "0110T1300")), {"buy", "due"}),
    "to-dos with a start and an end": (todo_filter(between("0109T0000", "0109T0900")), {"buy", "both"}),
    "to-dos with a start": (todo_filter(between("0115T1000", "0115T1100")), {"buy", "start"}),
    "to-dos that were done": (todo_filter(between("0103T0000", "0103T1200")), {"buy", "done"}),
    "entries in a range": (
        f'<C:comp-filter name="VJOURNAL">{between("0113T1000", "0113T1100")}</C:comp-filter>',
        {"entry"},
    ),
    "entries out of it": (f'<C:comp-filter name="VJOURNAL">{between("0114T1000", "0114T1100")}</C:comp-filter>', set()),
}


@pytest.mark.parametrize("name", FILTERS)
async def test_a_filter_finds_what_it_says(full: Dav, name: str) -> None:
    filter_, expected = FILTERS[name]

    asked = await full.query(full.calendar, filter_)

    assert asked.status == 207, asked.response.text
    found = {href.removeprefix(full.calendar).removesuffix(".ics") for href in asked.hrefs}
    assert found == expected
    assert all(asked.data[f"{full.calendar}{one}.ics"].encode() == OBJECTS[one] for one in expected)


@pytest.mark.parametrize(
    ("filter_", "status", "precondition"),
    [
        ('<C:comp-filter name="VEVENT"><C:time-range start="20260101"/></C:comp-filter>', 403, "C:valid-filter"),
        ('<C:comp-filter name="VEVENT"><C:time-range/></C:comp-filter>', 400, None),
        (event_filter(between("0201T0000", "0101T0000")), 403, "C:valid-filter"),
        (
            '<C:comp-filter name="VTIMEZONE"><C:time-range start="20260101T000000Z"/></C:comp-filter>',
            403,
            "C:valid-filter",
        ),
        ("<C:comp-filter/>", 403, "C:valid-filter"),
        (
            '<C:comp-filter name="VEVENT"><C:is-not-defined/><C:prop-filter name="X"/></C:comp-filter>',
            403,
            "C:valid-filter",
        ),
        ('<C:comp-filter name="VEVENT"><C:guess/></C:comp-filter>', 403, "C:supported-filter"),
        (event_filter(text("SUMMARY", "x", collation="i;klingon")), 403, "C:supported-collation"),
    ],
)
async def test_a_wrong_question_is_told_what_is_wrong(
    at_ada: Dav, filter_: str, status: int, precondition: str | None
) -> None:
    asked = await at_ada.query(at_ada.calendar, filter_)

    assert asked.status == status
    assert precondition is None or asked.precondition == precondition


async def test_data_of_another_kind_is_not_to_be_had(at_ada: Dav) -> None:
    asked = await at_ada.query(
        at_ada.calendar, "", data='<C:calendar-data content-type="application/calendar+json" version="2.0"/>'
    )

    assert (asked.status, asked.precondition) == (403, "C:supported-calendar-data")


async def test_the_time_zone_of_a_question_counts_before_the_calendars(full: Dav) -> None:
    zone = "<C:timezone-id>America/St_Johns</C:timezone-id>"
    # 10 January in Newfoundland begins at 03:30 in UTC.
    before = await full.query(full.calendar, event_filter(between("0110T0300", "0110T0330")), more=zone)
    after = await full.query(full.calendar, event_filter(between("0110T0300", "0110T0331")), more=zone)
    unknown = await full.query(full.calendar, event_filter(""), more="<C:timezone-id>Europe/Atlantis</C:timezone-id>")

    assert (before.hrefs, after.hrefs) == ([], [f"{full.calendar}day.ics"])
    assert unknown.precondition == "C:valid-timezone"


async def test_some_properties_are_shown_without_the_rest(full: Dav) -> None:
    asked = await full.query(
        full.calendar,
        event_filter(text("UID", "train")),
        data='<C:calendar-data><C:comp name="VCALENDAR"><C:prop name="VERSION"/><C:comp name="VEVENT">'
        '<C:prop name="SUMMARY"/><C:prop name="UID" novalue="yes"/></C:comp></C:comp></C:calendar-data>',
    )

    assert asked.data[f"{full.calendar}train.ics"].splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        "UID:",
        "SUMMARY:Train",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


async def test_overrides_elsewhere_are_left_out(full: Dav) -> None:
    async def shown(start: str, end: str) -> str:
        data = f'<C:calendar-data><C:limit-recurrence-set start="2026{start}Z" end="2026{end}Z"/></C:calendar-data>'
        asked = await full.query(full.calendar, event_filter(text("UID", "weekly")), data=data)
        return asked.data[f"{full.calendar}weekly.ics"]

    assert "Moved" not in await shown("0126T000000", "0127T000000")
    assert "Moved" in await shown("0120T000000", "0121T000000")
    # Where it was to be counts as well.
    assert "Moved" in await shown("0119T000000", "0119T120000")


async def test_what_lies_beyond_the_index_is_expanded_too(full: Dav) -> None:
    span = 'start="20350101T000000Z" end="20350116T000000Z"'
    asked = await full.query(
        full.calendar,
        event_filter(f"<C:time-range {span}/>"),
        data=f"<C:calendar-data><C:expand {span}/></C:calendar-data>",
    )

    lines = asked.data[f"{full.calendar}weekly.ics"].splitlines()
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART:20350101T100000Z",
        "DTSTART:20350108T100000Z",
        "DTSTART:20350115T100000Z",
    ]


async def test_days_and_to_dos_are_expanded_in_their_kind_of_time(full: Dav) -> None:
    await full.put(
        f"{full.calendar}water.ics",
        todo("water", "DUE;VALUE=DATE:20260107", "RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:Water"),
    )
    expand = '<C:calendar-data><C:expand start="20260101T000000Z" end="20260108T120000Z"/></C:calendar-data>'
    asked = await full.query(full.calendar, todo_filter(text("UID", "water")), data=expand)

    lines = asked.data[f"{full.calendar}water.ics"].splitlines()
    assert [line for line in lines if line.startswith(("DTSTART", "DUE", "RECURRENCE-ID"))] == [
        "DUE;VALUE=DATE:20260107",
        "RECURRENCE-ID;VALUE=DATE:20260107",
        "DUE;VALUE=DATE:20260108",
        "RECURRENCE-ID;VALUE=DATE:20260108",
    ]


async def test_depth_0_looks_at_the_calendar_alone_and_none_counts_as_1(full: Dav) -> None:
    body = (
        "<C:calendar-query><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'/></C:filter>"
        "</C:calendar-query>"
    )
    none, zero = await full.report(full.calendar, body), await full.report(full.calendar, body, {"depth": "0"})

    assert (len(none.hrefs), len(zero.hrefs)) == (len(OBJECTS), 0)


async def test_text_that_xml_can_not_say_is_replaced(at_ada: Dav) -> None:
    await at_ada.put(f"{at_ada.calendar}odd.ics", lunch("COMMENT:a\x0bb\uffffc ]]> &amp;"))

    asked = await at_ada.query(at_ada.calendar, event_filter(""))

    assert "COMMENT:a\ufffdb\ufffdc ]]> &amp;" in asked.data[f"{at_ada.calendar}odd.ics"]
