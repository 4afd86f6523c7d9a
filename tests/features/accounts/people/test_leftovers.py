"""What nobody will come back to goes away."""

from dataclasses import replace

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from kalends.core.actor import System
from kalends.core.ids import SpaceId
from kalends.features.accounts.people.domain import UsernameIsTaken
from kalends.features.accounts.usernames import skeleton
from tests.features.accounts.house import STRANGER, House, suffix


async def age(house: House, space_id: SpaceId, days: int) -> None:
    async with house.db.transaction(System(space_id)) as tx:
        await tx.execute("UPDATE people SET created_at = created_at - make_interval(days => %s)", [days])
        await tx.execute("UPDATE mail_links SET expires_at = expires_at - make_interval(days => %s)", [days])
        await tx.execute("UPDATE sessions SET expires_at = expires_at - make_interval(days => %s)", [days])


async def prune(house: House) -> None:
    async with house.db.transaction(STRANGER) as tx:
        await tx.execute("SELECT prune_accounts()")


async def count(house: House, space_id: SpaceId, rows: str) -> int:
    async with house.db.transaction(System(space_id)) as tx:
        cursor = await tx.connection.execute(f"SELECT count(*) FROM {rows}".encode())
        row = await cursor.fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(("days", "left"), [(6, 1), (8, 0)])
async def test_a_registration_is_confirmed_within_a_week_or_gone(house: House, days: int, left: int) -> None:
    ada = await house.register("ada")
    _, space_id = await house.account(ada)
    await age(house, space_id, days)

    await prune(house)

    assert await count(house, space_id, "people") == left
    assert await count(house, space_id, "spaces") == left
    if not left:
        await house.registrations.register(STRANGER, ada)


async def test_who_has_just_asked_for_another_link_stays(house: House) -> None:
    ada = await house.register("ada")
    _, space_id = await house.account(ada)
    await age(house, space_id, 8)
    await house.registrations.ask_verification(STRANGER, ada.email)

    await prune(house)

    await house.confirm(ada)


async def test_who_confirmed_stays_for_ever(house: House) -> None:
    ada = await house.verified("ada")
    _, space_id = await house.account(ada)
    await age(house, space_id, 4000)

    await prune(house)

    assert await house.sign_in(ada)


async def test_a_name_held_back_is_free_again_after_a_week(
    house: House, cluster_superuser: str, database_name: str
) -> None:
    known = await house.verified("ada")
    wanted = await house.register("bea", email=known.email)
    again = replace(wanted, email=f"{suffix()}@example.org")
    await prune(house)
    with pytest.raises(UsernameIsTaken):
        await house.registrations.register(STRANGER, again)

    # Nobody but the gate may touch this table, so the test comes in from outside.
    with psycopg.connect(make_conninfo(cluster_superuser, dbname=database_name), autocommit=True) as connection:
        connection.execute(
            "UPDATE reserved_usernames SET reserved_at = now() - interval '8 days' WHERE skeleton = %s",
            [skeleton(wanted.username)],
        )
    await prune(house)

    await house.registrations.register(STRANGER, again)


async def test_sessions_that_ended_a_month_ago_are_forgotten(house: House) -> None:
    ada = await house.verified("ada")
    _, space_id = await house.account(ada)
    await house.sign_in(ada)
    await age(house, space_id, 31)
    await house.sign_in(ada)

    await prune(house)

    assert await count(house, space_id, "sessions") == 1
