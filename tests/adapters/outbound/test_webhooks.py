"""Webhooks from the fact to the receiver, over a real worker and a real connection."""

import asyncio
import json
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import psycopg
import pytest
from standardwebhooks import Webhook as Receiver

from kalends import audience
from kalends.adapters.outbound.client import Client
from kalends.adapters.outbound.guard import Guard
from kalends.adapters.outbound.webhooks import WebhookSender
from kalends.adapters.worker.channels import AsFewAsKeepUp, Channel
from kalends.adapters.worker.worker import Worker
from kalends.audience import Hearer
from kalends.core.actor import Person, Role, System
from kalends.core.ids import FactId, SpaceId, WebhookId, WorkerId, new_uuid
from kalends.features.notices.webhooks.domain import (
    WEBHOOK,
    Attempt,
    OneOrASpan,
    SpanIsEmpty,
    TooManyWebhooks,
    Webhook,
    WebhookIsDisabled,
)
from kalends.store import outbox
from kalends.store.database import Transaction
from kalends.store.outbox import NewDelivery, RecordedFact
from kalends.store.signals import Signals
from tests.adapters.http.conftest import settings_with
from tests.adapters.outbound.conftest import Host, listening
from tests.adapters.product import Product, Somebody


@pytest.fixture(scope="module")
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


@pytest.fixture
async def ada(product: Product) -> AsyncIterator[Somebody]:
    ada = await product.settle("Ada")
    yield ada
    # So that the workers of the next tests have nothing left to try.
    async with product.house.database.transaction(System(ada.space_id)) as tx:
        await tx.execute("DELETE FROM webhooks")


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with listening() as host:
        yield host


async def deaf(_: Transaction, __: RecordedFact) -> list[NewDelivery]:
    return []


class Sending:
    """A worker that only tells webhooks, with a clock that can be put forward."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self.ahead = timedelta(0)
        self.deliveries = replace(product.services.webhook_deliveries, clock=lambda: datetime.now(UTC) + self.ahead)

    @asynccontextmanager
    async def on(self) -> AsyncIterator[None]:
        database = self._product.house.database
        sender = WebhookSender(webhooks=self.deliveries, client=Client(Guard(["127.0.0.0/8"]), connect=1, total=2))
        worker = Worker(
            database,
            Signals(),
            audience=audience.listeners(dict.fromkeys(get_args(Hearer), deaf) | {"webhooks": self.deliveries.owed}),
            channels={WEBHOOK: Channel(deliver=AsFewAsKeepUp(sender.deliver), tries=10, has_threads=True)},
            poll=0.02,
        )
        stop = asyncio.Event()
        running = asyncio.create_task(worker.run(stop))
        try:
            yield
        finally:
            stop.set()
            await running


@pytest.fixture
def sending(product: Product) -> Sending:
    return Sending(product)


async def until(what: Callable[[], object | Awaitable[object]]) -> None:
    async with asyncio.timeout(10):
        while True:
            found = what()
            if await found if isinstance(found, Awaitable) else found:
                return
            await asyncio.sleep(0.01)


async def listen(
    product: Product, who: Somebody, host: Host, *events: str, space: SpaceId | None = None
) -> tuple[Webhook, str]:
    url = f"http://127.0.0.1:{host.port}/hook"
    return await product.services.webhooks.add(who.actor, url, events or ["meeting.*"], space_id=space)


async def attempts(product: Product, who: Somebody, webhook: Webhook) -> list[Attempt]:
    return list((await product.services.webhooks.list_attempts(who.actor, webhook.id)).items)


async def retry_now(product: Product, webhook: Webhook) -> None:
    """As if the time until the next try were over."""
    async with await psycopg.AsyncConnection.connect(
        product.house.database.conninfo.replace("kalends_app", "kalends_owner"), autocommit=True
    ) as connection:
        await connection.execute("SELECT set_config('kalends.spaces', %s, false)", [f"{{{webhook.space_id}}}"])
        await connection.execute(
            "UPDATE deliveries SET due_at = now() WHERE recipient = %s AND leased_by IS NULL", [str(webhook.id)]
        )


def titles(host: Host) -> list[str]:
    return [json.loads(one.body)["data"].get("title", "") for one in host.received]


async def test_a_webhook_is_told_what_happens_and_can_prove_who_said_it(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    """CHECKLIST 47."""
    webhook, secret = await listen(product, ada, host)
    async with sending.on():
        seen = await product.propose(ada, title="Lunch")
        await until(lambda: host.received)

    [told] = host.received
    said = Receiver(secret).verify(told.body, told.headers)
    assert (said["event_type"], said["data"]["title"]) == ("meeting.proposed", "Lunch")
    assert said["aggregate_id"] == str(seen.meeting.id)
    assert said["metadata"]["user_id"] == str(ada.actor.id)
    assert told.headers["webhook-id"] == said["event_id"]
    [attempt] = await attempts(product, ada, webhook)
    assert (attempt.status, attempt.number, attempt.event_type) == (204, 1, "meeting.proposed")


async def test_the_trace_of_the_request_goes_on_to_the_receiver(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    """CHECKLIST 67. A webhook that listens to webhooks hears first of itself."""
    trace = "0af7651916cd43dd8448eb211c80319c"
    async with sending.on(), product.client({**ada.headers, "traceparent": f"00-{trace}-b7ad6b7169203331-01"}) as api:
        own = await api.post(
            "/api/v1/webhooks", json={"url": f"http://127.0.0.1:{host.port}/", "events": ["webhook.*"]}
        )
        await until(lambda: host.received)

    assert own.status_code == 201
    assert host.received[0].headers["traceparent"].split("-")[1] == trace


async def test_only_what_it_listens_to_and_only_of_its_space(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    grace = await product.settle("Grace")
    await listen(product, ada, host, "meeting.proposed")
    async with sending.on():
        await product.propose(grace, title="Grace's")
        seen = await product.propose(ada, title="Ada's")
        await product.services.meetings.cancel(ada.actor, seen.meeting.id)
        await product.propose(ada, title="Another")
        await until(lambda: len(host.received) == 2)

    assert sorted(titles(host)) == ["Ada's", "Another"]


async def test_a_receiver_that_fails_is_tried_again_with_the_same_id_and_bytes(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    webhook, _ = await listen(product, ada, host)
    host.answer = b"HTTP/1.1 500 Oops\r\ncontent-length: 11\r\n\r\nout of \0 ink"
    async with sending.on():
        await product.propose(ada)
        await until(lambda: attempts(product, ada, webhook))
        host.answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
        await until(lambda: _is_waiting(product, webhook))
        await retry_now(product, webhook)
        await until(lambda: len(host.received) == 2)
        await until(lambda: _has_attempts(product, ada, webhook, 2))

    first, second = host.received
    assert (first.body, first.headers["webhook-id"]) == (second.body, second.headers["webhook-id"])
    good, bad = await attempts(product, ada, webhook)
    assert (bad.status, bad.answer, good.status) == (500, "out of \ufffd in", 200)
    assert (await product.services.webhooks.get(ada.actor, webhook.id)).failing_since is None


async def _is_waiting(product: Product, webhook: Webhook) -> bool:
    async with product.house.database.transaction(System(webhook.space_id)) as tx:
        return await tx.value(
            "SELECT true FROM deliveries WHERE recipient = %s AND leased_by IS NULL AND attempt > 0", [str(webhook.id)]
        )


async def _has_attempts(product: Product, who: Somebody, webhook: Webhook, many: int) -> bool:
    return len(await attempts(product, who, webhook)) == many


async def test_410_disables_it_and_says_so(product: Product, ada: Somebody, host: Host, sending: Sending) -> None:
    """CHECKLIST 47."""
    webhook, _ = await listen(product, ada, host)
    host.answer = b"HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n"
    async with sending.on():
        await product.propose(ada)
        await until(lambda: _is_disabled(product, ada, webhook))
        await product.propose(ada)
        await asyncio.sleep(0.2)

    after = await product.services.webhooks.get(ada.actor, webhook.id)
    assert after.disabled_because == "it answered 410 Gone"
    assert len(host.received) == 1
    assert await facts_of(product, webhook) == ["webhook.added", "webhook.disabled"]
    with pytest.raises(WebhookIsDisabled):
        await product.services.webhooks.test(ada.actor, webhook.id)


async def _is_disabled(product: Product, who: Somebody, webhook: Webhook) -> bool:
    return (await product.services.webhooks.get(who.actor, webhook.id)).disabled_at is not None


async def facts_of(product: Product, webhook: Webhook) -> list[str]:
    async with product.house.database.transaction(System(webhook.space_id)) as tx:
        rows = await tx.connection.execute(
            "SELECT event_type FROM facts WHERE aggregate_id = %s ORDER BY sequence", [webhook.id]
        )
        return [name for (name,) in await rows.fetchall()]


async def test_after_five_days_of_failing_it_is_disabled_and_can_be_enabled_again(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    webhook, _ = await listen(product, ada, host)
    host.answer = b"HTTP/1.1 503 Later\r\ncontent-length: 0\r\n\r\n"
    async with sending.on():
        await product.propose(ada)
        await until(lambda: _is_waiting(product, webhook))
        sending.ahead = timedelta(days=6)
        await product.propose(ada)
        await until(lambda: _is_disabled(product, ada, webhook))

    failing = await product.services.webhooks.get(ada.actor, webhook.id)
    assert failing.disabled_because == "it has failed for five days"
    enabled = await product.services.webhooks.change(ada.actor, webhook.id, is_enabled=True)
    assert (enabled.disabled_at, enabled.failing_since) == (None, None)


async def test_a_redirect_is_a_failure_and_leads_nowhere(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    """CHECKLIST 45."""
    webhook, _ = await listen(product, ada, host)
    async with listening() as elsewhere:
        host.answer = f"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:{elsewhere.port}/\r\n\r\n".encode()
        async with sending.on():
            await product.propose(ada)
            await until(lambda: attempts(product, ada, webhook))

    assert elsewhere.received == []
    assert [one.status for one in await attempts(product, ada, webhook)] == [302]


async def test_a_name_that_now_leads_inside_is_not_followed(product: Product, ada: Somebody, sending: Sending) -> None:
    """CHECKLIST 45. Whatever was true when the webhook was added, each try looks anew."""
    webhook, _ = await product.services.webhooks.add(ada.actor, "http://127.0.0.1:9/", ["*"])
    async with product.house.database.transaction(System(ada.space_id)) as tx:
        await tx.execute("UPDATE webhooks SET url = 'https://10.0.0.1/' WHERE id = %s", [webhook.id])
    async with sending.on():
        await product.propose(ada)
        await until(lambda: attempts(product, ada, webhook))

    attempt = (await attempts(product, ada, webhook))[0]
    assert attempt.status is None
    assert "not on the public internet" in attempt.error


async def test_while_a_secret_is_replaced_both_sign_and_a_day_later_only_the_new_one(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    """CHECKLIST 47."""
    webhook, old = await listen(product, ada, host)
    _, new = await product.services.webhooks.replace_secret(ada.actor, webhook.id)
    async with sending.on():
        await product.propose(ada)
        await until(lambda: len(host.received) == 1)
        sending.ahead = timedelta(hours=25)
        await product.propose(ada)
        await until(lambda: len(host.received) == 2)

    first, second = host.received
    assert Receiver(old).verify(first.body, first.headers) == Receiver(new).verify(first.body, first.headers)
    assert len(first.headers["webhook-signature"].split()) == 2
    assert len(second.headers["webhook-signature"].split()) == 1


async def test_a_secret_lies_sealed_in_the_database(product: Product, ada: Somebody, host: Host) -> None:
    webhook, secret = await listen(product, ada, host)

    async with product.house.database.transaction(System(ada.space_id)) as tx:
        kept = await tx.value("SELECT secret FROM webhooks WHERE id = %s", [webhook.id])

    assert b64decode(secret.removeprefix("whsec_")) not in bytes(kept)


async def test_an_event_and_a_span_are_sent_again(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    """CHECKLIST 47."""
    webhook, _ = await listen(product, ada, host)
    again = product.services.webhook_deliveries.send_again
    began = datetime.now(UTC) - timedelta(minutes=1)
    async with sending.on():
        await product.propose(ada, title="One")
        await product.propose(ada, title="Two")
        await until(lambda: _has_attempts(product, ada, webhook, 2))
        one = FactId((await attempts(product, ada, webhook))[-1].fact_id)
        assert await again(ada.actor, webhook.id, fact_id=one) == 1
        await until(lambda: len(host.received) == 3)
        assert await again(ada.actor, webhook.id, since=began) == 2
        await until(lambda: len(host.received) == 5)

    assert len({told.headers["webhook-id"] for told in host.received}) == 2
    with pytest.raises(OneOrASpan):
        await again(ada.actor, webhook.id)
    with pytest.raises(SpanIsEmpty):
        await again(ada.actor, webhook.id, since=began, until=began)


async def test_a_test_reaches_the_one_that_is_tested_whatever_it_listens_to(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    webhook, _ = await listen(product, ada, host, "calendar.*")
    await listen(product, ada, host, "*")
    async with sending.on():
        await until(lambda: _all_told(product, ada))
        host.received.clear()
        await product.services.webhooks.test(ada.actor, webhook.id)
        await until(lambda: host.received)
        await asyncio.sleep(0.1)

    assert [json.loads(one.body)["event_type"] for one in host.received] == ["webhook.tested"]


async def _all_told(product: Product, who: Somebody) -> bool:
    async with product.house.database.transaction(System(who.space_id)) as tx:
        return await tx.value(
            """
            SELECT NOT EXISTS (SELECT 1 FROM facts WHERE space_id = %(space)s AND expanded_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM deliveries WHERE space_id = %(space)s AND channel = 'webhook')
            """,
            {"space": who.space_id},
        )


async def test_an_update_never_arrives_before_its_creation(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    """Though the first try of the creation fails, and a second worker has nothing else to do."""
    webhook, _ = await listen(product, ada, host)
    host.answer = b"HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n"
    async with sending.on(), Sending(product).on():
        seen = await product.propose(ada)
        await until(lambda: host.received)
        host.answer = b"HTTP/1.1 204 OK\r\n\r\n"
        await product.services.meetings.cancel(ada.actor, seen.meeting.id)
        await product.propose(ada, title="Another thing need not wait")
        await until(lambda: len(host.received) == 2)
        await until(lambda: _is_waiting(product, webhook))
        await asyncio.sleep(0.2)
        told_so_far = [json.loads(one.body)["event_type"] for one in host.received]
        await retry_now(product, webhook)
        await until(lambda: len(host.received) == 4)

    assert told_so_far == ["meeting.proposed", "meeting.proposed"]
    assert [json.loads(one.body)["event_type"] for one in host.received][2:] == [
        "meeting.proposed",
        "meeting.cancelled",
    ]


async def test_a_second_worker_does_not_expand_an_update_while_the_creation_is_in_anothers_hands(
    product: Product, ada: Somebody
) -> None:
    seen = await product.propose(ada)
    await product.services.meetings.cancel(ada.actor, seen.meeting.id)
    database = product.house.database

    async with database.transaction(System(ada.space_id)) as first:
        mine = await outbox.claim_facts(first, 1000)
        async with database.transaction(System(ada.space_id)) as second:
            theirs = await outbox.claim_facts(second, 1000)
    about = [fact.event_type for fact in mine if fact.aggregate_id == seen.meeting.id]
    assert about == ["meeting.proposed", "meeting.cancelled"]
    assert [fact for fact in theirs if fact.aggregate_id == seen.meeting.id] == []

    async with database.transaction(System(ada.space_id)) as first:
        creation = next(fact for fact in mine if fact.aggregate_id == seen.meeting.id)
        await outbox.postpone_fact(first, creation.id, timedelta(hours=1), "not now")
    async with database.transaction(System(ada.space_id)) as second:
        theirs = await outbox.claim_facts(second, 1000)
        assert [fact for fact in theirs if fact.aggregate_id == seen.meeting.id] == []
        await outbox.postpone_fact(second, creation.id, timedelta(0), "now")


async def test_what_waits_behind_a_failure_is_not_even_looked_at(product: Product, ada: Somebody) -> None:
    database, channel, recipient = product.house.database, f"test-{new_uuid()}", str(new_uuid())
    worker = WorkerId(new_uuid())
    delivery = NewDelivery(recipient=recipient, channel=channel, thread="a thing")
    async with database.transaction(System(ada.space_id)) as tx:
        for turn in (1, 2):
            await outbox.owe(tx, ada.space_id, FactId(new_uuid()), [delivery], turn=turn)
        [head] = await outbox.claim(tx, {channel: 10}, worker, timedelta(seconds=30))
        await outbox.postpone(tx, head, worker, timedelta(hours=1), "later")
        await outbox.owe(tx, ada.space_id, FactId(new_uuid()), [delivery], turn=3)

        due = await tx.value(
            "SELECT count(*) FROM deliveries WHERE channel = %s AND due_at < now() + interval '59 minutes'", [channel]
        )

    assert due == 0


async def test_a_host_that_hangs_holds_up_nobody_else(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    """CHECKLIST 59, the worker's side."""
    host.hangs = True
    async with listening() as well:
        await listen(product, ada, host)
        await listen(product, ada, well)
        async with sending.on():
            for number in range(5):
                await product.propose(ada, title=str(number))
            await until(lambda: len(well.received) == 5)
            hanging = len(host.received)

    assert sorted(titles(well)) == ["0", "1", "2", "3", "4"]
    assert hanging > 0


async def test_there_is_an_end_to_how_many_a_space_has(product: Product, ada: Somebody) -> None:
    add = product.services.webhooks.add
    for _ in range(20):
        await add(ada.actor, "http://127.0.0.1:9/", ["*"])

    with pytest.raises(TooManyWebhooks):
        await add(ada.actor, "http://127.0.0.1:9/", ["*"])


async def test_who_is_no_admin_any_more_manages_them_no_more(product: Product, ada: Somebody, host: Host) -> None:
    grace = await product.settle("Grace")
    club = await product.found(ada=(ada, Role.OWNER), grace=(grace, Role.MEMBER))
    webhook, _ = await listen(product, ada, host, space=club)

    assert await seen_by(product, grace.actor) == []
    assert await seen_by(product, ada.actor) == [webhook.id]


async def seen_by(product: Product, actor: Person) -> list[WebhookId]:
    return [one.id for one in await product.services.webhooks.list_mine(actor)]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": "https://10.0.0.1/", "events": ["*"]}, "url"),
        ({"url": "ftp://example.org/", "events": ["*"]}, "url"),
        ({"url": "http://9.9.9.9/", "events": ["*"]}, "url"),
        ({"url": "http://127.0.0.1:9/", "events": ["nothing.*"]}, "events.0"),
        ({"url": "http://127.0.0.1:9/", "events": []}, "events"),
        ({"url": "http://127.0.0.1:9/", "events": ["*"], "description": "a\x00b"}, "description"),
    ],
)
async def test_what_can_not_be_a_webhook_is_refused_by_its_field(
    product: Product, ada: Somebody, body: dict[str, object], field: str
) -> None:
    async with product.client(ada.headers) as api:
        answer = await api.post("/api/v1/webhooks", json=body)

    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert await product.services.webhooks.list_mine(ada.actor) == []


async def test_whoever_added_an_organisations_webhook_is_written_to_when_it_is_disabled(
    product: Product, ada: Somebody, host: Host, sending: Sending
) -> None:
    club = await product.found(ada=(ada, Role.OWNER))
    webhook, _ = await listen(product, ada, host, space=club)
    host.answer = b"HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n"
    async with sending.on():
        await product.propose(ada, club)
        await until(lambda: _is_disabled(product, ada, webhook))
    async with product.house.database.transaction(System(club)) as tx:
        fact_id = await tx.value("SELECT id FROM facts WHERE event_type = 'webhook.disabled'")
        fact = await outbox.find_fact(tx, fact_id)
        assert fact is not None
        [owed] = await product.services.notices.owed(tx, fact)
        await outbox.owe(tx, club, fact.id, [replace(owed, channel=f"test-{club}")])
        [delivery] = await outbox.claim(tx, {f"test-{club}": 1}, WorkerId(new_uuid()), timedelta(seconds=30))
    letter = await product.services.notices.letter(delivery)

    assert letter is not None
    assert letter.address == f"{ada.username}@example.org"
