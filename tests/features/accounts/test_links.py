"""Public links: good for one thing, until they expire or are revoked."""

from datetime import UTC, datetime, timedelta

import pytest

from kalends.core.actor import Link, System
from kalends.core.ids import LinkId, SpaceId, new_uuid
from kalends.features.accounts.links import Links, add_link, revoke_link
from kalends.store.database import Database, LinkIsGone


async def a_link(database: Database, *, expires_at: datetime | None = None) -> tuple[SpaceId, LinkId]:
    space = SpaceId(new_uuid())
    async with database.transaction(System(space)) as tx:
        await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'personal', 'Ada')", [space])
        return space, await add_link(tx, space, space, "join", expires_at=expires_at)


async def test_a_link_opens_its_one_thing_until_it_expires(database: Database) -> None:
    """CHECKLIST 27."""
    now = datetime.now(UTC)
    space, standing = await a_link(database, expires_at=now + timedelta(hours=1))
    _, expired = await a_link(database, expires_at=now - timedelta(seconds=1))

    async with database.transaction(Link(standing)) as tx:
        assert tx.grant is not None
        assert (tx.grant.space_id, tx.grant.thing_id) == (space, space)
    with pytest.raises(LinkIsGone):
        async with database.transaction(Link(expired)):
            pass


async def test_a_revoked_link_opens_nothing(database: Database) -> None:
    """CHECKLIST 27."""
    space, link = await a_link(database)
    async with database.transaction(System(space)) as tx:
        assert await revoke_link(tx, link)

    with pytest.raises(LinkIsGone):
        async with database.transaction(Link(link)):
            pass


def test_a_code_with_any_bit_changed_is_nothing() -> None:
    """CHECKLIST 27."""
    links, link = Links(b"a key"), LinkId(new_uuid())
    code = links.code_of(link)

    assert links.read(code) == link
    for place, letter in enumerate(code):
        with pytest.raises(LinkIsGone):
            links.read(f"{code[:place]}{'B' if letter == 'A' else 'A'}{code[place + 1 :]}")
    with pytest.raises(LinkIsGone):
        Links(b"another key").read(code)
