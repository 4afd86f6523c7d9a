"""Errors, conditions and cursors."""

import pytest

from kalends.core.errors import Conflict, Stale
from kalends.core.etag import ensure_match, etag_of
from kalends.core.ids import new_uuid
from kalends.core.page import UnknownCursor, cursor_of, page_of, read_cursor


class MeetingIsClosed(Conflict):
    """This meeting is closed
    and takes no more answers."""


def test_an_error_says_its_docstring_and_names_itself_for_the_wire() -> None:
    assert str(MeetingIsClosed()) == "This meeting is closed and takes no more answers."
    assert MeetingIsClosed.code() == "meeting-is-closed"


def test_an_etag_is_strong_and_of_exactly_these_bytes() -> None:
    assert etag_of(b"a") != etag_of(b"b")
    assert etag_of(b"a").startswith('"')


@pytest.mark.parametrize("condition", [None, "*", '"x"', '"y", "x"'])
def test_a_change_goes_through_where_the_condition_holds(condition: str | None) -> None:
    ensure_match(condition, '"x"')


@pytest.mark.parametrize("condition", ['"y"', 'W/"x"', "", "x"])
def test_a_change_against_an_older_reading_is_refused(condition: str) -> None:
    with pytest.raises(Stale):
        ensure_match(condition, '"x"')


def test_a_cursor_comes_back_as_what_it_was_made_of() -> None:
    last = new_uuid()

    assert read_cursor(cursor_of(last)) == last
    assert read_cursor(None) is None


@pytest.mark.parametrize("cursor", ["", "x", "ä", "A" * 100, "=" * 8, "\x00"])
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(UnknownCursor):
        read_cursor(cursor)


def test_a_page_says_whether_there_are_more() -> None:
    rows = [new_uuid() for _ in range(3)]

    assert page_of(rows, 2, key=lambda row: row).next_cursor == cursor_of(rows[1])
    assert page_of(rows, 3, key=lambda row: row).next_cursor is None
