"""Digests come once, at the reader's local hour, and say what stands in the calendars then."""

from datetime import UTC, datetime, timedelta

import structlog.testing

from kalends.core.actor import System
from kalends.features.meetings.proposal import NewParticipant
from kalends.features.notices.domain import MAIL, NoticeKind
from kalends.features.notices.preferences.domain import PreferenceChanges
from tests.adapters.mail.office import Office
from tests.adapters.mail.test_invitations import booked, propose
from tests.adapters.mail.test_reminders import put
from tests.adapters.product import Somebody


async def due_now(office: Office, who: Somebody) -> None:
    async with office.product.house.database.transaction(System(who.space_id)) as tx:
        await tx.execute(
            """
            UPDATE notice_preferences SET daily_due_at = now() - (daily_due_at - daily_due_at),
                weekly_due_at = now() - (weekly_due_at - weekly_due_at)
            WHERE person_id = %s
            """,
            [who.actor.id],
        )


def by_mail(kind: NoticeKind) -> PreferenceChanges:
    return PreferenceChanges(channels={kind: frozenset({MAIL})})


async def test_the_day_comes_once_by_mail_and_then_again_the_next_morning(office: Office) -> None:
    ada = await office.product.settle("Ada")
    # Noon in Berlin, whatever the hour of this test.
    noon = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0)
    await put(office, ada, noon, "LOCATION:The canteen", title="Lunch")
    await put(office, ada, noon + timedelta(days=2), title="Another day")
    await office.services.notice_preferences.change(ada.actor, by_mail(NoticeKind.DAILY))

    await due_now(office, ada)
    await office.services.digests.owe()

    [mail] = await office.mails_to(await office.address_of(ada.actor))
    assert mail["Subject"].startswith("Your day: ")
    text = mail.get_body(("plain",))
    assert text is not None
    assert "Lunch (The canteen)" in text.get_content()
    assert "Another day" not in text.get_content()
    await office.services.digests.owe()
    await office.at_rest(ada.space_id)
    await office.mails_to(await office.address_of(ada.actor), 1)
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        ahead = await tx.value(
            "SELECT daily_due_at - now() FROM notice_preferences WHERE person_id = %s", [ada.actor.id]
        )
    assert timedelta() < ahead <= timedelta(hours=25)


async def test_organisers_hear_once_a_week_how_their_meetings_stand(office: Office) -> None:
    ada = await office.product.settle("Ada")
    await propose(office, ada, NewParticipant(name="Cara"), NewParticipant(name="Dora"), title="Still open")
    await booked(office, ada, NewParticipant(name="Cara"), title="Agreed upon")
    await office.services.notice_preferences.change(ada.actor, by_mail(NoticeKind.WEEKLY))

    await due_now(office, ada)
    await office.services.digests.owe()

    [mail] = await office.mails_to(await office.address_of(ada.actor))
    assert mail["Subject"] == "Your meetings this week"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "open: 0 of 2 have answered  Still open" in text.get_content()
    assert "Agreed upon" in text.get_content()


async def test_who_wants_none_any_more_gets_none(office: Office) -> None:
    ada = await office.product.settle("Ada")
    preferences = office.services.notice_preferences
    await preferences.change(ada.actor, by_mail(NoticeKind.DAILY))
    await preferences.change(ada.actor, PreferenceChanges(is_enabled=False))

    # As if it had become due just before.
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        await tx.execute("UPDATE notice_preferences SET daily_due_at = now() WHERE person_id = %s", [ada.actor.id])
    await office.services.digests.owe()

    await office.at_rest(ada.space_id)
    address = await office.address_of(ada.actor)
    assert not [mail for mail in office.sink.mails if address in str(mail["To"])]


async def test_one_whose_digest_can_not_be_reckoned_is_put_off_and_holds_up_no_other(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    for who in (ada, grace):
        await office.services.notice_preferences.change(who.actor, by_mail(NoticeKind.DAILY))
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        # As a later version of tzdata may have no more.
        await tx.execute("UPDATE people SET zone = 'Mars/Base' WHERE id = %s", [ada.actor.id])

    with structlog.testing.capture_logs() as lines:
        for who in (ada, grace):
            await due_now(office, who)
        # The worker of the office does so as well: what is put off is not looked at again.
        for _ in range(3):
            await office.services.digests.owe()

    [mail] = await office.mails_to(await office.address_of(grace.actor))
    assert mail["Subject"].startswith("Your day: ")
    assert [line.get("person_id") for line in lines].count(str(ada.actor.id)) == 1
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        ahead = await tx.value(
            "SELECT daily_due_at - now() FROM notice_preferences WHERE person_id = %s", [ada.actor.id]
        )
    assert timedelta(minutes=59) < ahead <= timedelta(hours=1)
