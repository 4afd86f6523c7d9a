"""CHECKLIST 49: whatever is done to the record afterwards is found."""

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import psycopg
import pytest

from kalends import commands
from kalends.core.actor import Origin, Role, System
from kalends.core.ids import PersonId, SpaceId, new_uuid
from kalends.features.accounts.audit.domain import Head, NoSuchHead, NotYourRecord
from kalends.store import audit
from kalends.store.database import Database, Stores
from tests.adapters.http.conftest import settings_with
from tests.adapters.product import Product, Somebody


@pytest.fixture(scope="module")
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


@pytest.fixture
async def ada(product: Product) -> Somebody:
    return await product.settle("Ada")


@pytest.fixture
async def club(product: Product, ada: Somebody) -> SpaceId:
    """Where five things were done."""
    club = await product.found(ada=(ada, Role.OWNER))
    for number in range(5):
        await note(product.house.database, club, number)
    await product.services.audit_log.chain()
    return club


async def note(database: Database, space: SpaceId, number: int, **details: object) -> None:
    origin = Origin(request_id=f"r-{number}", address="192.0.2.7", agent='Firefox "ß" \x01')
    async with database.transaction(System(space, origin)) as tx:
        await audit.note(tx, space, "lamp.lit", new_uuid(), {"number": number, "who": "Ada “Lovelace”\n", **details})


async def verified(product: Product, space: SpaceId, *kept: Head) -> list[str]:
    async for one in product.services.audit_log.verify(kept):
        if one.space_id == space:
            return one.found
    raise AssertionError("there is no such chain")


async def tampered(superuser: str, database: Database, statement: str, *values: Any) -> None:
    """As somebody who may do anything to the database."""
    name = psycopg.conninfo.conninfo_to_dict(database.conninfo)["dbname"]
    async with await psycopg.AsyncConnection.connect(superuser, dbname=name, autocommit=True) as connection:
        await connection.execute(statement.encode(), values)


async def test_a_chain_that_nobody_touched_is_as_recorded(product: Product, club: SpaceId) -> None:
    assert await verified(product, club) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "UPDATE audit_entries SET action = 'lamp.put-out' WHERE space_id = %s AND number = 2",
            "entry 2 (lamp.put-out)",
        ),
        ("UPDATE audit_entries SET details = '{}' WHERE space_id = %s AND number = 5", "entry 5"),
        ("UPDATE audit_entries SET address = '192.0.2.8' WHERE space_id = %s AND number = 1", "entry 1"),
        (
            "UPDATE audit_entries SET done_at = done_at + interval '1 microsecond' WHERE space_id = %s AND number = 3",
            "entry 3",
        ),
        ("DELETE FROM audit_entries WHERE space_id = %s AND number = 2", "entry 2 is missing"),
        ("DELETE FROM audit_entries WHERE space_id = %s AND number IN (2, 3)", "entries 2 to 3 are missing"),
        ("DELETE FROM audit_entries WHERE space_id = %s AND number >= 5", "entry 5 is missing at the end"),
        ("DELETE FROM audit_entries WHERE space_id = %s", "entries 1 to 5 are missing at the end"),
        ("UPDATE audit_entries SET number = 7 - number WHERE space_id = %s AND number IN (3, 4)", "entry 3"),
        ("UPDATE audit_heads SET digest = '\\x00' WHERE space_id = %s", "entry 5 differs from the head"),
        ("UPDATE audit_heads SET number = 4 WHERE space_id = %s", "entry 5 is there, and the head ends at 4"),
    ],
)
async def test_an_entry_that_was_edited_removed_or_moved_is_found(
    product: Product, club: SpaceId, cluster_superuser: str, statement: str, found: str
) -> None:
    await tampered(cluster_superuser, product.house.database, statement, club)

    wrong = await verified(product, club)

    assert wrong
    assert found in wrong[0]


async def test_a_chain_that_was_cut_and_made_anew_differs_from_a_head_that_was_kept(
    product: Product, club: SpaceId, ada: Somebody, cluster_superuser: str
) -> None:
    """Whoever can write everything can also make a chain that fits in itself."""
    kept = await product.services.audit_log.head(ada.actor, club)
    await tampered(cluster_superuser, product.house.database, "DELETE FROM audit_entries WHERE space_id = %s", club)
    await tampered(cluster_superuser, product.house.database, "DELETE FROM audit_heads WHERE space_id = %s", club)
    for number in range(6):
        await note(product.house.database, club, number)
    await product.services.audit_log.chain()

    assert await verified(product, club) == []
    assert await verified(product, club, kept) == ["entry 5 differs from the head that was kept"]


async def test_of_a_chain_that_is_gone_the_head_that_was_kept_still_knows(product: Product) -> None:
    space = SpaceId(new_uuid())
    kept = Head(space_id=space, number=3, digest=b"x")

    assert await verified(product, space, kept) == ["entry 3, of which a head was kept, is missing"]


async def test_many_writers_and_two_chainers_at_once_make_one_chain(product: Product, ada: Somebody) -> None:
    club = await product.found(ada=(ada, Role.OWNER))

    async def write(start: int) -> None:
        for number in range(start, start + 20):
            await note(product.house.database, club, number)

    async def chain() -> None:
        for _ in range(20):
            await product.services.audit_log.chain()

    await asyncio.gather(*(write(20 * n) for n in range(5)), chain(), chain())
    await product.services.audit_log.chain()

    assert await verified(product, club) == []
    assert (await product.services.audit_log.head(ada.actor, club)).number == 100


async def test_the_application_may_not_touch_the_chain(product: Product, club: SpaceId) -> None:
    for statement in (
        b"UPDATE audit_entries SET action = 'x'",
        b"DELETE FROM audit_entries",
        b"INSERT INTO audit_heads (space_id, number, digest) VALUES (gen_random_uuid(), 1, '')",
        b"UPDATE audit_heads SET number = 0",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with product.house.database.transaction(System(club)) as tx:
                await tx.connection.execute(statement)


async def test_owners_and_admins_read_and_members_only_keep_the_head(
    product: Product, ada: Somebody, club: SpaceId
) -> None:
    grace = await product.settle("Grace")
    await product.services.organisations.add_member(ada.actor, club, grace.username, Role.MEMBER)
    await product.services.audit_log.chain()

    listing = await product.services.audit_log.list_newest(ada.actor, club, limit=2)
    more = await product.services.audit_log.list_newest(ada.actor, club, before=listing.next_before)

    assert [one.number for one in listing.entries] == [6, 5]
    assert listing.entries[0].action == "organisation.member_added"
    assert listing.usernames[PersonId(ada.actor.id)] == ada.username
    assert [one.number for one in more.entries] == [4, 3, 2, 1]
    assert (await product.services.audit_log.head(grace.actor, club)).number == 6
    with pytest.raises(NotYourRecord):
        await product.services.audit_log.list_newest(grace.actor, club)


async def test_secrets_are_masked_before_they_are_written(product: Product, ada: Somebody) -> None:
    club = await product.found(ada=(ada, Role.OWNER))
    await note(product.house.database, club, 1, password="horse", nested={"access_token": "x", "kind": "y"})
    await product.services.audit_log.chain()

    details = (await product.services.audit_log.list_newest(ada.actor, club)).entries[0].details

    assert details["password"] == "…"
    assert details["nested"] == {"access_token": "…", "kind": "y"}


async def test_an_export_can_be_verified_by_anybody(product: Product, ada: Somebody, club: SpaceId) -> None:
    """With what the reference says about the digest, and nothing of ours."""
    async with product.client(ada.headers) as api:
        answer = await api.get(f"/api/v1/audit/export?space_id={club}")
        head = (await api.get(f"/api/v1/audit/head?space_id={club}")).json()

    digest = sha256(f"kalends/audit/{club}".encode()).digest()
    for line in answer.text.splitlines():
        one = json.loads(line)
        keys = ("done_at", "person_id", "actor", "action", "thing_id", "request_id", "address", "agent", "details")
        covered = [one["number"], one["id"], str(club), *(one[key] for key in keys)]
        digest = sha256(digest + json.dumps(covered, ensure_ascii=False).encode()).digest()
        assert digest.hex() == one["digest"]
    assert (digest.hex(), one["number"]) == (head["digest"], head["number"])


async def test_a_spreadsheet_takes_no_cell_for_a_formula(product: Product, ada: Somebody) -> None:
    club = await product.found(ada=(ada, Role.OWNER))
    origin = Origin(request_id="-1+1", agent="=HYPERLINK(1)")
    async with product.house.database.transaction(System(club, origin)) as tx:
        await audit.note(tx, club, "@sum")
    await product.services.audit_log.chain()
    async with product.client(ada.headers) as api:
        answer = await api.get(f"/api/v1/audit/export?space_id={club}&format=csv")

    [row] = csv.DictReader(io.StringIO(answer.text))
    assert (row["request_id"], row["agent"], row["action"]) == ("'-1+1", "'=HYPERLINK(1)", "'@sum")


async def test_the_command_says_what_is_wrong(
    product: Product, club: SpaceId, ada: Somebody, cluster_superuser: str, app_conninfo: str
) -> None:
    kept = await product.services.audit_log.head(ada.actor, club)
    stores = Stores(owner=app_conninfo, app=app_conninfo, act_as=None)
    statement = "UPDATE audit_entries SET agent = 'curl' WHERE space_id = %s AND number = 4"
    await tampered(cluster_superuser, product.house.database, statement, club)

    written = f"{club}:{kept.number}:{kept.digest.hex()}"
    verdict = await commands.verify_audit(settings_with(), b"m" * 32, stores, [written])

    assert not verdict.is_good
    assert f"{club}: entry 4 (lamp.lit) is not what was recorded" in verdict.lines
    with pytest.raises(NoSuchHead):
        await commands.verify_audit(settings_with(), b"m" * 32, stores, ["nonsense"])
