"""Identifiers."""

import time

from kalends.core.ids import new_uuid


def test_a_new_id_is_of_version_7_and_the_rfc_variant() -> None:
    assert new_uuid().version == 7
    assert new_uuid().variant == "specified in RFC 4122"


def test_ids_sort_by_age() -> None:
    earlier = new_uuid()
    time.sleep(0.002)

    assert earlier < new_uuid()


def test_ten_thousand_ids_are_all_different() -> None:
    assert len({new_uuid() for _ in range(10_000)}) == 10_000
