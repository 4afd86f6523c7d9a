"""Codes in mails."""

from datetime import timedelta

import pytest

from kalends.core.ids import new_uuid
from kalends.features.accounts.mail_links import MailLinkId, MailLinkIsUsedUp, MailLinks

LINKS = MailLinks(b"k" * 32, lifetime=timedelta(minutes=15))


def test_a_code_is_worked_out_again_from_the_id() -> None:
    """CHECKLIST 16."""
    link = MailLinkId(new_uuid())

    assert LINKS.code_of(link) == LINKS.code_of(link)
    assert LINKS.read(LINKS.code_of(link)) == link
    assert len(LINKS.code_of(link)) == 43


@pytest.mark.parametrize("code", ["", "x", "ä", "=" * 43, "A" * 43, "A" * 44, "\0" * 43, "A" * 10_000])
def test_what_we_never_signed_is_refused_without_a_query(code: str) -> None:
    """CHECKLIST 16."""
    with pytest.raises(MailLinkIsUsedUp):
        LINKS.read(code)


def test_no_bit_of_a_code_can_be_changed() -> None:
    """CHECKLIST 16."""
    code = LINKS.code_of(MailLinkId(new_uuid()))

    for place in range(len(code) - 1):
        other = "A" if code[place] != "A" else "B"
        with pytest.raises(MailLinkIsUsedUp):
            LINKS.read(code[:place] + other + code[place + 1 :])


def test_another_key_signs_other_codes() -> None:
    link = MailLinkId(new_uuid())

    with pytest.raises(MailLinkIsUsedUp):
        MailLinks(b"x" * 32, lifetime=timedelta(minutes=15)).read(LINKS.code_of(link))
