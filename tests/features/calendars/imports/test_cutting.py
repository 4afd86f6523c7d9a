import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalends.features.calendars.imports.cutting import CALENDAR, Cutter, Header, Part, Remark, Where, Zone, cut
from kalends.features.calendars.objects.lines import MOST_BYTES
from tests.features.calendars.diary import calendar_of, lunch
from tests.features.calendars.imports.files import BERLIN, BROKEN, LUNCH, MANY, MOVED, TEA, crlf

FILES = [
    MANY,
    lunch(),
    MANY + lunch(),
    b"\xef\xbb\xbf" + lunch().replace(b"\r\n", b"\n"),
    crlf(TEA) + crlf(LUNCH),
    calendar_of(BROKEN, TEA),
    MANY[:-40],
    lunch() + b"junk\r\nmore junk\r\n" + lunch(),
    b"",
    b"BEGIN:VCALENDAR\r\n" * 3 + crlf(TEA),
]


def summary(cutters: list[Cutter]) -> tuple[list[Part], list[Zone], list[Header], list[Remark]]:
    return (
        [one for cutter in cutters for one in cutter.parts],
        [one for cutter in cutters for one in cutter.zones],
        [one for cutter in cutters for one in cutter.headers],
        [one for cutter in cutters for one in cutter.remarks],
    )


def test_each_component_has_its_bytes_its_line_and_its_uid() -> None:
    cutter = cut(MANY)

    assert [(one.line, one.kind, one.uid) for one in cutter.parts] == [
        (12, "VEVENT", "lunch"),
        (19, "VEVENT", "tea"),
        (28, "VTODO", "todo"),
        (32, "VEVENT", "lunch"),
    ]
    assert [one.content for one in cutter.parts if one.uid == "lunch"] == [crlf(LUNCH), crlf(MOVED)]
    assert [(one.tzid, one.content) for one in cutter.zones] == [("Home", crlf(BERLIN))]
    assert [one.content for one in cutter.headers] == [b"VERSION:2.0\r\nPRODID:-//Ada//Pen//EN\r\n"]
    assert cutter.remarks == []


def test_an_object_alone_in_its_calendar_is_the_calendar() -> None:
    for content in (lunch(), lunch().replace(b"\r\n", b"\n"), calendar_of(BERLIN, LUNCH, MOVED, "X-LATE:line")):
        (part,) = cut(content).parts

        assert (part.kind, part.uid, part.content) == (CALENDAR, "lunch", content)


def test_a_method_belongs_to_a_message_and_is_dropped() -> None:
    content = lunch().replace(b"VERSION:2.0", b"METHOD:PUB\r\n LISH\r\nVERSION:2.0")

    (part,) = cut(content).parts

    assert part.content == lunch()


@given(st.sampled_from(FILES), st.integers(min_value=1, max_value=60))
def test_however_a_file_comes_it_is_cut_the_same(content: bytes, size: int) -> None:
    cutter = Cutter()
    for at in range(0, len(content), size):
        cutter.feed(content[at : at + size])
    cutter.end()

    assert summary([cutter]) == summary([cut(content)])
    assert cutter.where.offset == len(content)


@given(st.sampled_from(FILES), st.integers(min_value=1, max_value=400))
def test_whoever_goes_on_after_an_interruption_loses_nothing(content: bytes, size: int) -> None:
    """As if the server were killed after every `size` bytes: only a calendar's being one object may be lost."""
    cutters: list[Cutter] = []
    where, end = Where(), 0
    while end < len(content):
        cutters.append(Cutter(where))
        end = min(len(content), max(end, where.offset) + size)
        cutters[-1].feed(content[where.offset : end])
        where = cutters[-1].where
    cutters.append(Cutter(where))
    cutters[-1].feed(content[where.offset :])
    cutters[-1].end()

    found, whole = summary(cutters), summary([cut(content)])
    apart = [one for part in whole[0] for one in (_inside(part) if part.kind == CALENDAR else [part])]
    assert {one.uid for one in found[0]} == {one.uid for one in apart}
    assert found[3] == whole[3]
    for part in found[0]:
        assert part.content in content or part.kind == CALENDAR


@pytest.mark.parametrize(
    ("content", "uids", "remarks"),
    [
        (calendar_of(BROKEN, TEA), ["tea"], [(4, "This VEVENT has no END.")]),
        (calendar_of(TEA)[:-30], [], [(4, "This VEVENT has no END. The file may be cut short.")]),
        (lunch() + b"junk\r\nmore\r\n" + lunch(), ["lunch", "lunch"], [(13, "This stands outside of any component.")]),
        (calendar_of(TEA, "END:VEVENT"), ["tea"], [(13, "This END has no BEGIN.")]),
        (calendar_of("BEGIN:VAVAILABILITY\nUID:a\nEND:VAVAILABILITY", TEA), ["tea"], [(4, "A calendar here holds no")]),
        (calendar_of("BEGIN:A\n" * 20 + "END:A", TEA), ["tea"], [(4, "This A is nested too deep.")]),
        (calendar_of(f"BEGIN:VEVENT\nUID:{'u' * 501}\nEND:VEVENT", TEA), ["tea"], [(4, "A UID has at most 500")]),
        (b"hello", [], [(1, "This stands outside")]),
        (b"", [], [(1, "There is no calendar in this file.")]),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_takes_nothing_else_along(
    content: bytes, uids: list[str], remarks: list[tuple[int, str]]
) -> None:
    cutter = cut(content)

    assert [one.uid for one in cutter.parts] == uids
    refused = [one for one in cutter.remarks if not one.is_kept]
    assert [one.line for one in refused] == [line for line, _ in remarks]
    assert all(one.reason.startswith(said) for one, (_, said) in zip(refused, remarks, strict=True))


def test_a_component_without_a_uid_gets_the_same_each_time() -> None:
    nameless = TEA.replace("UID:tea\n", "")

    (once,), (again,) = cut(calendar_of(nameless, "X-A:1")).parts, cut(crlf(nameless)).parts

    assert once.uid == again.uid
    assert f"UID:{once.uid}\r\n".encode() in once.content


@pytest.mark.parametrize(
    "flood",
    [
        lambda: (b"X-A:" + b"x" * 65_536 + b"\r\n" for _ in range(100)),
        lambda: (b"x" * 65_536 for _ in range(100)),
        lambda: (b"BEGIN:A\r\n" * 7_000 for _ in range(70)),
    ],
)
def test_no_more_is_held_than_one_object_may_have(flood: object) -> None:
    """CHECKLIST 41: of a component, a line and a depth of 6 MB."""
    cutter = Cutter()
    cutter.feed(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:flood\r\n")
    tracemalloc.start()
    try:
        for piece in flood():  # pyright: ignore
            cutter.feed(piece)
        cutter.feed(b"\r\nEND:VEVENT\r\n" + crlf(TEA) + b"END:VCALENDAR\r\n")
        cutter.end()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 3 * MOST_BYTES
    assert [one.uid for one in cutter.parts] == ["tea"]
    assert [one.line for one in cutter.remarks] == [2]


def _inside(part: Part) -> list[Part]:
    return cut(part.content, leaves_whole=False).parts
