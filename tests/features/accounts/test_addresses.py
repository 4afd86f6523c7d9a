"""Mail addresses, names and locales as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalends.features.accounts.addresses import (
    NameIsTooLong,
    NotAnAddress,
    UnknownLocale,
    address,
    key_of,
    locale,
    person_name,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ada@Example.ORG ", "Ada@example.org"),
        ("ada+kalends@example.org", "ada+kalends@example.org"),
        ("o'hara@sub.example.co.uk", "o'hara@sub.example.co.uk"),
        ("ada@localhost", "ada@localhost"),
        ("jörg@bücher.example", "jörg@bücher.example"),
    ],
)
def test_addresses_are_kept_as_written(typed: str, kept: str) -> None:
    assert address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@@example.org",
        "a b@example.org",
        "ada@exa mple.org",
        "ada@example..org",
        "ada@-example.org",
        "ada\r\nBcc: all@example.org",
        "ada@example.org\nBcc: all@example.org",
        "ada\0@example.org",
        "<ada@example.org>",
        "a,b@example.org",
        "x" * 65 + "@example.org",
        "ada@" + "a" * 64 + ".org",
        "ada@" + ".".join(["abcdefgh"] * 30),
    ],
)
def test_what_no_mail_reaches_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAddress):
        address(typed)


def test_case_doesnt_tell_people_apart() -> None:
    assert key_of("Ada@Example.org") == key_of("ada@EXAMPLE.org")
    assert key_of("ada@example.org") != key_of("adam@example.org")


def test_a_name_is_shown_without_what_nobody_sees() -> None:
    assert person_name("  Ada\u202e  Love\u0000lace\n ") == "Ada Lovelace"
    assert person_name("Zoe\u0308") == "Zoë"
    assert person_name("👩\u200d🚀") == "👩\u200d🚀"
    with pytest.raises(NameIsTooLong):
        person_name("x" * 201)


@pytest.mark.parametrize("text", ["en", "de", "pt-BR", "zh-Hant-TW"])
def test_a_locale_is_a_language_tag(text: str) -> None:
    assert locale(text) == text


@pytest.mark.parametrize("text", ["", "EN", "english!", "en_US", "e", "en-", "../../etc"])
def test_anything_else_is_no_locale(text: str) -> None:
    with pytest.raises(UnknownLocale):
        locale(text)


@given(st.text(max_size=300))
def test_an_address_that_is_taken_is_taken_again(typed: str) -> None:
    try:
        kept = address(typed)
    except NotAnAddress:
        return
    assert address(kept) == kept
    assert key_of(kept) == key_of(typed)
    assert not any(ord(c) < 33 for c in kept)
