"""Names and types of files, from strangers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kalends.features.calendars.attachments.domain import LONGEST_NAME, clean_name, clean_type


@given(some.text())
def test_whatever_it_is_called_it_has_a_name_that_can_be_shown(name: str) -> None:
    cleaned = clean_name(name)

    assert 0 < len(cleaned.encode()) <= LONGEST_NAME
    assert not set(cleaned) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(char).startswith(("C", "Zl", "Zp")) for char in cleaned)
    assert clean_name(cleaned) == cleaned


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("soup.txt", "soup.txt"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\soup.exe", "soup.exe"),
        ("..", "attachment"),
        ("", "attachment"),
        ("\u202efdp.exe", "fdp.exe"),
        ("so\x00u\np.txt", "soup.txt"),
        ("Суп.txt", "Суп.txt"),
        ("é" * 300 + ".pdf", "é" * 98 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 198),
    ],
)
def test_a_name_keeps_what_is_a_name(given_name: str, name: str) -> None:
    assert clean_name(given_name) == name


@pytest.mark.parametrize(
    ("given_type", "kind"),
    [
        ("Text/Plain; charset=utf-8", "text/plain"),
        ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
        ("", "application/octet-stream"),
        ("text", "application/octet-stream"),
        ("text/plain\r\nX-Evil: 1", "application/octet-stream"),
    ],
)
def test_a_type_is_one_of_the_known_form(given_type: str, kind: str) -> None:
    assert clean_type(given_type) == kind
