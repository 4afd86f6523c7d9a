"""One press of a button ends mails of a kind; addresses at which nobody reads are left alone until somebody does."""

import pytest

from kalends.core.actor import Nobody
from kalends.features.accounts.addresses import key_of
from kalends.features.accounts.administration.domain import OperatorsOnly
from kalends.features.meetings.proposal import NewParticipant
from kalends.features.notices.domain import NoticeKind
from kalends.features.notices.preferences.service import NotSuppressed
from kalends.features.notices.unsubscribing import NoSuchSubscription, Subscription, Unsubscribing
from tests.adapters.mail.office import Office
from tests.adapters.mail.test_invitations import booked


def path_in(header: str) -> str:
    return "/unsubscribe/" + header.strip("<>").rpartition("/")[2]


async def test_a_mail_program_unsubscribes_an_outsider_by_one_post(office: Office) -> None:
    ada = await office.product.settle("Ada")
    address = f"cara-{ada.username}@example.com"
    await booked(office, ada, NewParticipant(name="Cara", email=address))
    [mail] = await office.mails_to(address)

    async with office.product.client() as client:
        looked = await client.get(path_in(mail["List-Unsubscribe"]))
        answer = await client.post(
            path_in(mail["List-Unsubscribe"]),
            data={"List-Unsubscribe": "One-Click"},
            headers={"sec-fetch-site": "cross-site"},
        )

    assert looked.status_code == 200
    assert answer.status_code == 200
    await booked(office, ada, NewParticipant(name="Cara", email=address))
    await office.at_rest(ada.space_id)
    await office.mails_to(address, 1)


async def test_who_has_an_account_turns_a_switch_of_their_own(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    address = await office.address_of(grace.actor)
    await booked(office, ada, NewParticipant(name="Grace", email=address))
    [mail] = await office.mails_to(address)
    preferences = office.services.notice_preferences

    async with office.product.client() as client:
        await client.post(path_in(mail["List-Unsubscribe"]), data={"List-Unsubscribe": "One-Click"})
    after = await preferences.see(grace.actor)

    assert not after.has(NoticeKind.INVITATION, "mail")
    assert after.has(NoticeKind.INVITATION, "page")
    assert after.has(NoticeKind.REMINDER, "mail")
    async with office.product.client() as client:
        await client.post(path_in(mail["List-Unsubscribe"]), data={"again": "1"}, headers={"sec-fetch-site": "none"})
    assert (await preferences.see(grace.actor)).has(NoticeKind.INVITATION, "mail")


@pytest.mark.parametrize("code", ["", "x", "AAAA" * 20, "ä", "A" * 43])
async def test_a_forged_code_ends_nothing(office: Office, code: str) -> None:
    async with office.product.client() as client:
        assert (await client.post(f"/unsubscribe/{code}x")).status_code == 404


def test_a_code_of_one_kind_is_not_one_of_another() -> None:
    ours, other = Unsubscribing(b"k" * 32), Unsubscribing(b"o" * 32)
    subscription = Subscription(kind=NoticeKind.REMINDER, email_key="ada:@example.org")

    code = ours.code_of(subscription)

    assert ours.read(code) == subscription
    with pytest.raises(NoSuchSubscription):
        other.read(code)


async def test_an_address_that_is_refused_gets_no_more_mail_until_its_owner_says_so(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    address = await office.address_of(grace.actor)
    preferences = office.services.notice_preferences
    office.sink.answer_to_recipient = "550 5.1.1 nobody here"
    await booked(office, ada, NewParticipant(name="Grace", email=address))
    await office.at_rest(ada.space_id)
    office.sink.answer_to_recipient = "250 OK"

    held_back = await preferences.own_suppression(grace.actor)
    await booked(office, ada, NewParticipant(name="Grace", email=address))
    await office.at_rest(ada.space_id)
    before = [mail for mail in office.sink.mails if address in str(mail["To"])]
    await preferences.lift_own(grace.actor)
    await booked(office, ada, NewParticipant(name="Grace", email=address))

    assert held_back is not None
    assert "nobody here" in held_back.said
    assert before == []
    await office.mails_to(address, 1)
    with pytest.raises(NotSuppressed):
        await preferences.lift_own(grace.actor)


async def test_operators_see_and_lift_what_is_held_back_and_others_do_not(office: Office) -> None:
    ada = await office.product.settle("Ada")
    operator = await office.product.settle("Grace", is_operator=True)
    address = f"cara-{ada.username}@example.com"
    preferences = office.services.notice_preferences
    await office.services.notices.suppress(address, "bounced", "no such user")

    seen = await preferences.list_suppressions(operator.actor, after=address[:-1])

    assert [one.email for one in seen][:1] == [address]
    with pytest.raises(OperatorsOnly):
        await preferences.list_suppressions(ada.actor)
    with pytest.raises(OperatorsOnly):
        await preferences.lift(ada.actor, address)
    await preferences.lift(operator.actor, address)
    async with office.product.house.database.transaction(Nobody()) as tx:
        assert not await tx.value("SELECT is_suppressed FROM state_of_address(%s)", [key_of(address)])
