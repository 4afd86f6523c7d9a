"""Secrets at rest (CHECKLIST 51, the part about AES-GCM)."""

import pytest

from kalends.features.accounts.keys import Keys, Seal, SealBroken


@pytest.fixture
def seal() -> Seal:
    return Seal(Keys(b"m" * 32).derive("webhook-secrets"))


def test_what_is_sealed_opens_where_it_belongs(seal: Seal) -> None:
    sealed = seal.close(b"a secret", b"row 1")

    assert b"a secret" not in sealed
    assert seal.open(sealed, b"row 1") == b"a secret"


def test_two_seals_of_one_secret_differ(seal: Seal) -> None:
    assert seal.close(b"a secret", b"row 1") != seal.close(b"a secret", b"row 1")


@pytest.mark.parametrize("place", [6, -1])
def test_a_changed_byte_breaks_the_seal(seal: Seal, place: int) -> None:
    sealed = bytearray(seal.close(b"a secret", b"row 1"))
    sealed[place] ^= 1

    with pytest.raises(SealBroken, match="changed"):
        seal.open(bytes(sealed), b"row 1")


def test_moved_to_another_row_it_opens_no_more(seal: Seal) -> None:
    with pytest.raises(SealBroken):
        seal.open(seal.close(b"a secret", b"row 1"), b"row 2")


def test_under_another_master_key_it_says_so(seal: Seal) -> None:
    other = Seal(Keys(b"n" * 32).derive("webhook-secrets"))

    with pytest.raises(SealBroken, match="another master key"):
        other.open(seal.close(b"a secret", b"row 1"), b"row 1")
