"""Refresh tokens in every order that clients, networks and thieves can bring them in."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kalends.core.actor import System
from kalends.core.errors import NotSignedIn
from kalends.core.ids import SessionId, SpaceId
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.sessions.domain import GRACE
from kalends.features.accounts.sessions.tokens import Refresh, RefreshTokens
from kalends.store.database import Database, SessionIsOver
from tests.features.accounts.house import STRANGER, House, acting, make_house


async def pass_time(house: House, space_id: SpaceId, session_id: SessionId, passed: timedelta) -> None:
    """The database's clock can't be set, so what it noted moves back instead."""
    async with house.db.transaction(System(space_id)) as tx:
        await tx.execute("UPDATE sessions SET rotated_at = rotated_at - %s WHERE id = %s", [passed, session_id])


async def test_a_used_token_ends_the_session_and_is_on_record(house: House) -> None:
    """CHECKLIST 10."""
    ada = await house.verified("ada")
    _, space_id = await house.account(ada)
    stolen = await house.sign_in(ada)
    fresh = await house.sessions.refresh(STRANGER, stolen.refresh_token)
    newest = await house.sessions.refresh(STRANGER, fresh.refresh_token)

    with pytest.raises(NotSignedIn):
        await house.sessions.refresh(STRANGER, stolen.refresh_token)

    for token in (newest, fresh, stolen):
        with pytest.raises(NotSignedIn):
            await house.sessions.refresh(STRANGER, token.refresh_token)
    with pytest.raises(SessionIsOver):
        await house.people.me(acting(newest))
    assert "session.token-reused" in await house.audited(space_id)


async def test_a_lost_answer_is_given_again_for_ten_seconds(house: House) -> None:
    """CHECKLIST 10."""
    ada = await house.verified("ada")
    _, space_id = await house.account(ada)
    first = await house.sign_in(ada)

    lost = await house.sessions.refresh(STRANGER, first.refresh_token)
    again = await house.sessions.refresh(STRANGER, first.refresh_token)
    assert again.refresh_token == lost.refresh_token

    assert timedelta(seconds=10) == GRACE
    await pass_time(house, space_id, first.session_id, GRACE)
    with pytest.raises(NotSignedIn):
        await house.sessions.refresh(STRANGER, first.refresh_token)
    with pytest.raises(NotSignedIn):
        await house.sessions.refresh(STRANGER, lost.refresh_token)


async def test_two_at_once_get_the_same_successor(house: House) -> None:
    """CHECKLIST 10."""
    first = await house.sign_in(await house.verified("ada"))

    answers = await asyncio.gather(*(house.sessions.refresh(STRANGER, first.refresh_token) for _ in range(20)))

    assert len({answer.refresh_token for answer in answers}) == 1
    assert await house.sessions.refresh(STRANGER, answers[0].refresh_token)


async def test_one_session_s_end_is_not_another_s(house: House) -> None:
    """CHECKLIST 10."""
    ada = await house.verified("ada")
    stolen, other = await house.sign_in(ada), await house.sign_in(ada)
    for token in (stolen.refresh_token, (await house.sessions.refresh(STRANGER, stolen.refresh_token)).refresh_token):
        await house.sessions.refresh(STRANGER, token)
    with pytest.raises(NotSignedIn):
        await house.sessions.refresh(STRANGER, stolen.refresh_token)

    assert await house.sessions.refresh(STRANGER, other.refresh_token)


async def test_a_stopped_account_refreshes_nothing(house: House) -> None:
    ada = await house.verified("ada")
    signed_in = await house.sign_in(ada)
    person_id, space_id = await house.account(ada)
    async with house.db.transaction(System(space_id)) as tx:
        await tx.execute("UPDATE people SET is_active = false WHERE id = %s", [person_id])

    with pytest.raises(SessionIsOver):
        await house.people.me(acting(signed_in))
    with pytest.raises(NotSignedIn):
        await house.sessions.refresh(STRANGER, signed_in.refresh_token)


class Refreshing(RuleBasedStateMachine):
    """One session. The model: which generation is newest, whether its predecessor is still in grace, and whether the
    session stands."""

    house: House
    runner: "asyncio.Runner"

    @initialize()
    def sign_in(self) -> None:
        ada = self.run(self.house.verified("ada"))
        self.space_id = self.run(self.house.account(ada))[1]
        self.session = self.run(self.house.sign_in(ada))
        self.tokens = [self.session.refresh_token]
        self.stands = True
        self.in_grace = False
        self.reused = 0

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def refresh(self, token: str) -> str | None:
        try:
            return self.run(self.house.sessions.refresh(STRANGER, token)).refresh_token
        except NotSignedIn:
            return None

    @rule()
    def use_the_newest(self) -> None:
        successor = self.refresh(self.tokens[-1])
        assert (successor is not None) == self.stands
        if successor is not None:
            assert successor not in self.tokens
            self.tokens.append(successor)
            self.in_grace = True

    @precondition(lambda self: len(self.tokens) > 1)
    @rule()
    def use_the_one_before(self) -> None:
        answer = self.refresh(self.tokens[-2])
        if self.stands and self.in_grace:
            assert answer == self.tokens[-1]
        else:
            assert answer is None
            self.end()

    @precondition(lambda self: len(self.tokens) > 2)
    @rule(data=st.data())
    def use_an_older_one(self, data: st.DataObject) -> None:
        token = data.draw(st.sampled_from(self.tokens[:-2]))
        assert self.refresh(token) is None
        self.end()

    @rule(copies=st.integers(2, 4))
    def use_the_newest_in_several_places(self, copies: int) -> None:
        async def at_once() -> list[Any]:
            calls = (self.house.sessions.refresh(STRANGER, self.tokens[-1]) for _ in range(copies))
            return await asyncio.gather(*calls, return_exceptions=True)

        answers = {getattr(answer, "refresh_token", None) for answer in self.run(at_once())}
        assert len(answers) == 1
        successor = answers.pop()
        assert (successor is not None) == self.stands
        if successor is not None:
            self.tokens.append(successor)
            self.in_grace = True

    @rule()
    def let_the_grace_pass(self) -> None:
        self.run(pass_time(self.house, self.space_id, self.session.session_id, GRACE))
        self.in_grace = False

    @rule(ahead=st.integers(0, 5))
    def forge_one(self, ahead: int) -> None:
        """Without our key even the right generation is nothing, and ends nothing."""
        forged = Refresh(self.session.session_id, len(self.tokens) - 1 + ahead)
        assert self.refresh(RefreshTokens(b"another key of theirs").code_of(forged)) is None

    def end(self) -> None:
        if self.stands:
            self.reused += 1
        self.stands = False

    @invariant()
    def the_access_token_follows(self) -> None:
        if not hasattr(self, "session"):
            return
        try:
            self.run(self.house.people.me(acting(self.session)))
            assert self.stands
        except SessionIsOver:
            assert not self.stands

    @invariant()
    def each_reuse_is_on_record_once(self) -> None:
        if hasattr(self, "session"):
            assert self.run(self.house.audited(self.space_id)).count("session.token-reused") == self.reused


def test_in_whatever_order_they_come(app_conninfo: str) -> None:
    """CHECKLIST 10: the rotation as a state machine."""
    with asyncio.Runner() as runner, closing_house(runner, app_conninfo) as house:
        machine = type("TheHousesRefreshing", (Refreshing,), {"house": house, "runner": runner})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=25,
                stateful_step_count=15,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


@contextmanager
def closing_house(runner: "asyncio.Runner", conninfo: str) -> Iterator[House]:
    """Hypothesis drives its machines without a loop, so this house has a loop and a pool of its own."""
    database = Database(conninfo, size=4)
    hasher = Hasher(memory_kib=64, iterations=1, parallelism=1, at_once=1, queue=100)
    runner.run(database.open())
    try:
        yield make_house(database, hasher)
    finally:
        hasher.close()
        runner.run(database.close())
