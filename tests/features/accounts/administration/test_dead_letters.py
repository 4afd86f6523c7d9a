"""What could not be delivered comes back to life by an operator's hand."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from kalends.core.actor import Nobody, System
from kalends.core.ids import DeliveryId, WorkerId, new_uuid
from kalends.features.accounts.administration.domain import NoneChosen, OperatorsOnly
from kalends.store import outbox
from kalends.store.outbox import NewDelivery
from tests.adapters.http.conftest import settings_with
from tests.adapters.product import Product, Somebody


@pytest.fixture(scope="module")
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


async def buried(product: Product, who: Somebody, channel: str, many: int) -> list[DeliveryId]:
    worker = WorkerId(new_uuid())
    one = NewDelivery(recipient="ada", channel=channel, payload={"kept": "to the end"}, max_attempts=1)
    async with product.house.database.transaction(System(who.space_id)) as tx:
        ids = [(await outbox.owe(tx, who.space_id, None, [one]))[0] for _ in range(many)]
        for claimed in await outbox.claim(tx, {channel: many}, worker, timedelta(seconds=30)):
            await outbox.bury(tx, claimed, worker, "550 nobody there")
    return sorted(ids)


async def test_operators_see_what_was_given_up_and_have_it_tried_again(product: Product) -> None:
    ada, channel = await product.settle("Ada", is_operator=True), f"test-{new_uuid()}"
    grace = await product.settle("Grace")
    first, *others = await buried(product, grace, channel, 3)
    dead = product.services.dead_letters

    page = await dead.list_newest(ada.actor, channel, limit=2)
    rest = await dead.list_newest(ada.actor, channel, page.next_cursor, limit=2)
    assert [one.id for one in (*page.items, *rest.items)] == [*reversed(others), first]
    assert {(one.last_error, one.attempts, one.space_id) for one in page.items} == {
        ("550 nobody there", 1, grace.space_id)
    }

    assert await dead.revive(ada.actor, [first]) == 1
    assert await dead.revive(ada.actor, channel=channel) == 2
    assert list((await dead.list_newest(ada.actor, channel)).items) == []
    async with product.house.database.transaction(Nobody()) as tx:
        back = await outbox.claim(tx, {channel: 5}, WorkerId(new_uuid()), timedelta(seconds=30))
    assert sorted(one.id for one in back) == [first, *others]
    assert {(one.attempt, one.payload["kept"]) for one in back} == {(1, "to the end")}


async def test_nobody_else_does(product: Product) -> None:
    grace, channel = await product.settle("Grace"), f"test-{new_uuid()}"
    await buried(product, grace, channel, 1)

    with pytest.raises(OperatorsOnly):
        await product.services.dead_letters.list_newest(grace.actor)
    with pytest.raises(OperatorsOnly):
        await product.services.dead_letters.revive(grace.actor, channel=channel)


async def test_reviving_nothing_in_particular_is_refused(product: Product) -> None:
    ada = await product.settle("Ada", is_operator=True)

    with pytest.raises(NoneChosen):
        await product.services.dead_letters.revive(ada.actor)
