"""Which passwords are good enough."""

import unicodedata

import pytest

from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.passwords import (
    PasswordIsGuessable,
    PasswordIsKnown,
    PasswordIsTooLong,
    PasswordIsTooShort,
    _known,  # pyright: ignore[reportPrivateUsage]  # its size is a promise
    ensure_good,
    is_known,
)

ADA = ("ada.lovelace", "ada.byron@analytical-engine.example", "Ada Lovelace")


@pytest.mark.parametrize(
    "password",
    [
        "xq7vkw2m",
        "x" * 64 + "qwertz" + "y" * 58,
        "all small letters and spaces",
        "   spaces count at both ends   ",
        "пароль из четырёх слов",
        "🦉🦊🐢🐙🦔🐝🦋🐞",
        "tab\tand\nnewline too",
    ],
)
def test_any_characters_will_do_from_8_to_128(password: str) -> None:
    """CHECKLIST 1."""
    assert ensure_good(password, ()) == password


@pytest.mark.parametrize(("length", "error"), [(7, PasswordIsTooShort), (129, PasswordIsTooLong)])
def test_what_is_shorter_or_longer_is_refused_not_cut(length: int, error: type[Exception]) -> None:
    """CHECKLIST 1."""
    with pytest.raises(error):
        ensure_good(("kqvwzmxj" * 17)[:length], ())


async def test_what_comes_after_72_bytes_counts(hasher: Hasher) -> None:
    """CHECKLIST 1."""
    head = "ü" * 40

    password_hash = await hasher.hash(head + " and then some")

    assert await hasher.is_right(password_hash, head + " and then some")
    assert not await hasher.is_right(password_hash, head + " and then others")
    assert not await hasher.is_right(password_hash, head)


async def test_it_doesnt_matter_how_a_keyboard_composes_a_letter(hasher: Hasher) -> None:
    """CHECKLIST 1."""
    composed, decomposed = (unicodedata.normalize(form, "Äpfel über Öfen") for form in ("NFC", "NFD"))

    assert ensure_good(decomposed, ()) == composed
    assert await hasher.is_right(await hasher.hash(composed), decomposed)


@pytest.mark.parametrize("password", ["password1", "PASSWORD1", "iloveyou", "Qwerty123", "1q2w3e4r", "football"])
def test_leaked_passwords_are_refused_in_any_case(password: str) -> None:
    """CHECKLIST 2."""
    with pytest.raises(PasswordIsKnown) as refused:
        ensure_good(password, ())

    assert "leaked" in str(refused.value)


def test_the_list_is_long() -> None:
    """CHECKLIST 2."""
    assert _known().count(b"\n") > 100_000
    assert not is_known("four quite unlikely words")


@pytest.mark.parametrize(
    "password",
    [
        "kalends2026!",
        "Kalends-1234",
        "ada.lovelace",
        "AdaLovelace1815",
        "lovelace-lovelace",
        "ada.byron@analytical-engine.example",
        "byron-2026-11",
    ],
)
def test_what_everybody_knows_of_somebody_is_no_password(password: str) -> None:
    """CHECKLIST 2."""
    with pytest.raises(PasswordIsGuessable):
        ensure_good(password, ADA)


@pytest.mark.parametrize("password", ["kalends horse battery", "lovelace wrote notes", "adamant-granite"])
def test_a_known_word_may_be_part_of_more(password: str) -> None:
    assert ensure_good(password, ADA) == password
