"""Names that stand for one thing each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalends.core.errors import Invalid
from kalends.features.accounts.usernames import (
    NameIsNotPossible,
    NameIsReserved,
    NameMixesScripts,
    fold,
    named,
    skeleton,
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ada", "ada"),
        (" ada-lovelace ", "ada-lovelace"),
        ("ADA_1", "ada_1"),
        ("Ünal", "ünal"),
        ("ａｄａ", "ada"),
        ("Straße", "strasse"),
        ("Ада", "ада"),
        ("हिन्दी", "हिन्दी"),
        ("ひらカタ漢字", "ひらカタ漢字"),
    ],
)
def test_a_name_has_one_spelling(typed: str, name: str) -> None:
    assert named(typed, field="username") == name


@pytest.mark.parametrize(
    "typed",
    ["", "a", "-ada", "ada-", "a--b", "a b", "a@b", "a/b", "ada\u202e", "ada\0", "x" * 41, "🦉🦉", "../x", "a\u200db"],
)
def test_what_is_not_letters_and_digits_is_refused(typed: str) -> None:
    with pytest.raises(NameIsNotPossible) as refused:
        named(typed, field="username")

    assert refused.value.field == "username"


@pytest.mark.parametrize("typed", ["аda", "pаypal", "ada漢", "алиcе"])
def test_letters_of_two_alphabets_are_refused(typed: str) -> None:
    with pytest.raises(NameMixesScripts):
        named(typed, field="username")


@pytest.mark.parametrize("typed", ["admin", "Kalends", "SIGN-IN", "ａｐｉ", "adrnin", "supp0rt", "r00t", "ad-min"])
def test_names_of_the_house_are_reserved(typed: str) -> None:
    with pytest.raises(NameIsReserved):
        named(typed, field="username")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paypal", "раураl"),
        ("paypal", "paypa1"),
        ("mike", "rnike"),
        ("bob", "b0b"),
        ("ada.b", "adab"),
        ("ada-b", "ada_b"),
        ("сосо", "coco"),
        ("ada", "ADA"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("unal", "ünal"), ("ada", "adam"), ("tim", "tom"), ("u1", "u2")])
def test_names_that_dont_look_alike_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=50))
def test_whatever_is_typed_is_a_name_or_refused(typed: str) -> None:
    try:
        name = named(typed, field="username")
    except Invalid:
        return
    assert named(name, field="username") == name
    assert fold(name) == name
    assert skeleton(name) == skeleton(typed.strip())
    assert "@" not in name
