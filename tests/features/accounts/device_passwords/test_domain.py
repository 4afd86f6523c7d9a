"""What a device password looks like."""

import pytest

from kalends.core.errors import Error
from kalends.core.text import TextIsMissing
from kalends.features.accounts.device_passwords.domain import (
    ALPHABET,
    SECRET_LETTERS,
    Secret,
    device_name,
    new_secret,
    read,
)

ONE = Secret("abcdefgh", "23456789" * 4)


def test_it_is_read_as_it_is_shown() -> None:
    for _ in range(100):
        secret = new_secret()

        assert read(secret.text) == secret


def test_it_has_160_bits_that_nothing_else_tells() -> None:
    """CHECKLIST 14."""
    secrets = [new_secret() for _ in range(500)]

    assert len(set(ALPHABET)) ** SECRET_LETTERS >= 2**160
    assert len({one.rest for one in secrets}) == 500
    assert len({one.lookup for one in secrets}) == 500
    assert {letter for one in secrets for letter in one.rest} == set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [ONE.text.upper(), ONE.text.replace("-", ""), ONE.text.replace("-", " "), f" {ONE.text}\n"],
)
def test_however_it_is_typed(typed: str) -> None:
    assert read(typed) == ONE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "kal",
        "kal-",
        "an umbrella for ada",
        ONE.text[:-1],
        ONE.text + "a",
        ONE.text.removeprefix("kal-"),
        ONE.text.replace("kal", "lak"),
        ONE.text * 1000,
        "kal" + "ä" * 44,
        "kal" + "\0" * 44,
        "kal" + "\ud800" * 44,
    ],
)
def test_what_is_none_is_told_without_asking_anybody(typed: str) -> None:
    assert read(typed) is None


def test_a_slip_of_the_finger_is_seen() -> None:
    letters = ONE.text.replace("-", "")
    for at in range(3, len(letters)):
        wrong = ALPHABET[(ALPHABET.index(letters[at]) + 1) % 32]

        assert read(letters[:at] + wrong + letters[at + 1 :]) is None


def test_a_name_is_cleaned_and_has_a_length() -> None:
    assert device_name("  Ada\u202e's phone ") == "Ada's phone"
    with pytest.raises(TextIsMissing) as missing:
        device_name(" ")
    assert missing.value.field == "name"
    with pytest.raises(Error, match="101 characters"):
        device_name("x" * 101)
