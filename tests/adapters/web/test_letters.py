"""What the worker words, it reads inside the space of the row that asks for it."""

from dataclasses import replace
from datetime import UTC, datetime

from kalends.core.actor import Nobody
from kalends.core.ids import DeliveryId, SpaceId, new_uuid
from kalends.features.accounts.people.repository import find_account
from kalends.features.notices.domain import MAIL, Errand, Occasion
from kalends.store.outbox import Delivery
from tests.adapters.entrance import Entrance


async def test_a_letter_is_worded_in_the_space_of_its_row_and_no_other(entrance: Entrance) -> None:
    """CHECKLIST 25."""
    ada, grace = await entrance.resident("ada"), await entrance.resident("grace")
    async with entrance.house.database.transaction(Nobody()) as tx:
        hers, others = await find_account(tx, ada.email_key), await find_account(tx, grace.email_key)
    assert hers is not None
    assert others is not None
    errand = Errand(occasion=Occasion.PASSWORD_CHANGED, person_id=hers.id, mail_link_id=None)
    owed = Delivery(
        id=DeliveryId(new_uuid()),
        space_id=hers.space_id,
        fact_id=None,
        recipient=str(hers.id),
        channel=MAIL,
        payload=dict(errand.payload()),
        host=MAIL,
        attempt=1,
        max_attempts=5,
        created_at=datetime.now(UTC),
    )
    notices = entrance.house.services.notices

    letter = await notices.letter(owed)

    assert letter is not None
    assert letter.address == ada.email
    for elsewhere in (others.space_id, SpaceId(new_uuid())):
        assert await notices.letter(replace(owed, space_id=elsewhere)) is None
