from kalends.features.calendars.imports.composing import is_older, is_same
from tests.features.calendars.diary import calendar_of, event, lunch
from tests.features.calendars.imports.files import BERLIN, LUNCH, MANY, MOVED, TEA, crlf, imported


def test_components_of_one_uid_are_one_object_with_the_zones_that_it_uses() -> None:
    kept, remarks = imported(MANY)

    assert remarks == []
    assert kept["lunch"].content == calendar_of(BERLIN, LUNCH, MOVED)
    assert kept["tea"].content == calendar_of(TEA)
    assert kept["todo"].read is not None
    assert kept["todo"].read.kind == "VTODO"


def test_bare_components_are_wrapped() -> None:
    kept, remarks = imported(crlf(TEA))

    assert remarks == []
    assert kept["tea"].content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert crlf(TEA) in kept["tea"].content


def test_what_belongs_together_comes_together_from_several_calendars() -> None:
    kept, remarks = imported(calendar_of(BERLIN, LUNCH) + calendar_of(BERLIN, MOVED))

    assert remarks == []
    assert kept["lunch"].content == calendar_of(BERLIN, LUNCH, MOVED)


def test_the_same_twice_in_a_file_is_there_once() -> None:
    kept, remarks = imported(lunch() + lunch())

    assert remarks == []
    assert kept["lunch"].content.count(b"BEGIN:VEVENT") == 1


def test_what_can_not_stand_beside_the_rest_is_said_with_its_line_in_the_file() -> None:
    other = LUNCH.replace("PT1H", "PT2H")
    todo = "BEGIN:VTODO\nUID:lunch\nEND:VTODO"
    moved = MOVED.replace("140000", "150000")

    kept, remarks = imported(calendar_of(TEA, BERLIN, LUNCH, other, todo, MOVED, moved))

    assert kept["lunch"].content == calendar_of(BERLIN, LUNCH, MOVED)
    assert remarks == [
        (28, "This UID is in the file already, and not the same.", False),
        (35, "A VEVENT has this UID already.", False),
        (45, "The occurrence 20260115T120000 of this UID is in the file already, and not the same.", False),
    ]


def test_a_remark_names_the_line_in_the_file_not_in_the_object() -> None:
    bad = event("DTSTART:20260114T160000Z", "RRULE:FREQ=NEVER", uid="bad")

    kept, remarks = imported(calendar_of(TEA, BERLIN, bad))
    alone, same = imported(b"\r\n" * 10 + calendar_of(bad))

    assert set(kept) == {"tea", "bad"}
    assert [(line, is_kept) for line, _, is_kept in remarks] == [(25, True)]
    assert [(line, is_kept) for line, _, is_kept in same] == [(18, True)]
    assert alone["bad"].content == calendar_of(bad)


def test_objects_are_the_same_by_their_components_and_older_by_their_sequence() -> None:
    content = calendar_of(BERLIN, LUNCH)
    newer = calendar_of(LUNCH.replace("DTSTART", "SEQUENCE:2\nDTSTART", 1))
    later = calendar_of(LUNCH.replace("DTSTART", "LAST-MODIFIED:20260201T000000Z\nDTSTART", 1))

    assert is_same(content, content.replace(b"Pen", b"Ink").replace(b"\r\n", b"\n"))
    assert not is_same(content, newer)
    assert is_older(content, newer)
    assert is_older(content, later)
    assert is_older(later, newer)
    assert not is_older(content, content)
