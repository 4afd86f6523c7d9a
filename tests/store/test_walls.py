"""The walls between spaces, asked of PostgreSQL's own catalogue and tried from inside."""

import asyncio
from uuid import UUID

import psycopg
import pytest

from kalends.core.actor import Link, Nobody, Person, System
from kalends.core.ids import LinkId, PersonId, SessionId, SpaceId, new_uuid
from kalends.store.database import Database

# Every function that may look across spaces. A new one needs a reason, in its migration, and a line here.
GATES = {
    "accounts_of_addresses",
    "accounts_of_participants",
    "booked_times_of",
    "bury_delivery",
    "busy_times",
    "calendar_of_shared_event",
    "calendars_of_change",
    "chain_audit",
    "claim_deliveries",
    "claim_digests",
    "claim_facts",
    "complete_deliveries",
    "drop_old_months",
    "ensure_month",
    "enter_as_participant",
    "enter_as_person",
    "enter_attachment",
    "enter_by_link",
    "enter_shared_calendar",
    "find_account",
    "find_device_password",
    "find_invitations",
    "find_organiser",
    "find_own_changes",
    "find_own_object",
    "find_person_named",
    "follow_clock",
    "has_people",
    "is_stream_behind",
    "is_username_taken",
    "lift_own_suppression",
    "lift_suppression_as_operator",
    "list_alarms_to_plan",
    "list_audited_spaces",
    "list_dead_letters_as_operator",
    "list_events_to_extend",
    "list_events_without_words",
    "list_imports_to_carry_on",
    "list_members",
    "list_people_as_operator",
    "list_reminders",
    "list_shared_calendars",
    "list_suppressions_as_operator",
    "mark_expanded",
    "meetings_for_digest",
    "meetings_past_deadline",
    "move_to_history",
    "outbox_figures",
    "own_suppression",
    "postpone_delivery",
    "postpone_fact",
    "prune_accounts",
    "prune_attachments",
    "prune_former_objects",
    "prune_guest_spaces",
    "prune_idempotency_keys",
    "prune_imports",
    "prune_notices",
    "reader_of_delivery",
    "prune_webhook_attempts",
    "read_stream",
    "readable_attachments",
    "recognise_cookie",
    "renew_deliveries",
    "reserve_username",
    "search_events",
    "revive_dead_letters_as_operator",
    "space_of_mail_link",
    "space_of_person_as_operator",
    "space_of_session",
    "state_of_address",
    "subscribe_address",
    "suppress_address",
    "tick_answer_reminders",
    "tick_reminders",
    "unsubscribe_address",
    "spaces_shared_with",
}


async def new_space(database: Database) -> SpaceId:
    space = SpaceId(new_uuid())
    async with database.transaction(System(space)) as tx:
        await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'organisation', %s)", [space, str(space)])
    return space


async def test_every_table_with_a_space_has_forced_row_level_security(owner_conninfo: str) -> None:
    """CHECKLIST 23."""
    async with await psycopg.AsyncConnection.connect(owner_conninfo) as connection:
        rows = await connection.execute(
            """
            SELECT c.relname FROM pg_class AS c
            JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'space_id' AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                AND NOT (
                    c.relrowsecurity AND c.relforcerowsecurity
                    AND EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polname = 'own_spaces')
                )
            """
        )
        assert await rows.fetchall() == []
        rows = await connection.execute(
            "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = 'spaces'::regclass"
        )
        assert await rows.fetchone() == (True,)


async def test_the_application_owns_nothing_and_can_not_pass_the_walls(owner_conninfo: str) -> None:
    """CHECKLIST 23."""
    async with await psycopg.AsyncConnection.connect(owner_conninfo) as connection:
        rows = await connection.execute(
            """
            SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles
            WHERE rolname IN ('kalends_app', 'kalends_gate') ORDER BY rolname
            """
        )
        assert await rows.fetchall() == [("kalends_app", False, False, False), ("kalends_gate", False, False, False)]
        rows = await connection.execute("SELECT relname FROM pg_class WHERE relowner = 'kalends_app'::regrole")
        assert await rows.fetchall() == []


async def test_the_gates_are_these_and_belong_to_the_gate(owner_conninfo: str) -> None:
    """CHECKLIST 23."""
    async with await psycopg.AsyncConnection.connect(owner_conninfo) as connection:
        rows = await connection.execute(
            """
            SELECT proname, proowner::regrole::text, proconfig::text,
                has_function_privilege('public', oid, 'EXECUTE')
            FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
            """
        )
        gates = await rows.fetchall()

    assert {name for name, *_ in gates} == GATES
    for name, owner, configuration, is_public in gates:
        assert owner == "kalends_gate", name
        assert "search_path" in (configuration or ""), name
        assert not is_public, name


async def test_without_spaces_there_is_an_error_not_an_empty_answer(database: Database) -> None:
    """CHECKLIST 24: also on a connection that had a setting in an earlier transaction."""
    await new_space(database)

    for _ in range(20):
        with pytest.raises(psycopg.errors.Error, match=r"kalends\.spaces|malformed array"):
            async with database.transaction(Nobody()) as tx:
                await tx.value("SELECT count(*) FROM spaces")


async def test_every_wall_reads_the_same_setting(owner_conninfo: str) -> None:
    """CHECKLIST 24."""
    async with await psycopg.AsyncConnection.connect(owner_conninfo) as connection:
        rows = await connection.execute(
            """
            SELECT polrelid::regclass::text, pg_get_expr(polqual, polrelid)
            FROM pg_policy WHERE polname = 'own_spaces'
            """
        )
        walls = dict(await rows.fetchall())

    assert len(walls) >= 10
    for table, wall in walls.items():
        key = "id" if table == "spaces" else "space_id"
        assert wall == f"({key} = ANY (( SELECT current_spaces() AS current_spaces)::uuid[]))", table


async def test_only_the_gate_is_let_past_a_wall(owner_conninfo: str) -> None:
    """CHECKLIST 23, 25. PostgreSQL joins policies with "or": a second one for the application would undo the first."""
    async with await psycopg.AsyncConnection.connect(owner_conninfo) as connection:
        rows = await connection.execute(
            """
            SELECT tablename, policyname, roles::text[] FROM pg_policies
            WHERE schemaname = 'public' AND policyname <> 'own_spaces'
                AND (policyname <> 'gate' OR roles::text[] <> ARRAY['kalends_gate'])
            """
        )
        assert await rows.fetchall() == []


async def test_what_one_transaction_may_see_ends_with_it(app_conninfo: str) -> None:
    """CHECKLIST 24. The pool's next user of the connection begins with nothing, however the last one entered."""
    database = Database(app_conninfo, size=2)
    await database.open()
    try:
        space, person, session, link = (new_uuid() for _ in range(4))
        async with database.transaction(System(SpaceId(space))) as tx:
            await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'personal', 'Ada')", [space])
            await tx.execute(
                """
                INSERT INTO people (id, space_id, username, username_skeleton, email, email_key, zone)
                VALUES (%(id)s, %(space)s, %(name)s, %(name)s, %(name)s, %(name)s, 'UTC')
                """,
                {"id": person, "space": space, "name": str(person)},
            )
            await tx.execute("INSERT INTO memberships VALUES (%s, %s, 'owner')", [space, person])
            await tx.execute(
                """
                INSERT INTO sessions (id, space_id, person_id, kind, expires_at)
                VALUES (%s, %s, %s, 'token', now() + interval '1 hour')
                """,
                [session, space, person],
            )
            await tx.execute(
                "INSERT INTO links (id, space_id, thing_id, permission) VALUES (%s, %s, %s, 'join')",
                [link, space, space],
            )
        actors = [Person(PersonId(person), SessionId(session)), Link(LinkId(link)), System(SpaceId(space))]
        for actor in actors:
            async with database.transaction(actor) as tx:
                before = tx.connection
                assert await tx.value("SELECT count(*) FROM spaces") == 1
            setting = await (await before.execute("SELECT current_setting('kalends.spaces', true)")).fetchone()
            assert setting in [(None,), ("",)]
    finally:
        await database.close()


async def test_a_transaction_in_one_space_sees_and_changes_nothing_of_another(database: Database) -> None:
    """CHECKLIST 21."""
    mine, theirs = await new_space(database), await new_space(database)

    async with database.transaction(System(mine)) as tx:
        assert await tx.value("SELECT count(*) FROM spaces WHERE id = %s", [theirs]) == 0
        assert await tx.execute("UPDATE spaces SET name = 'taken' WHERE id = %s", [theirs]) == 0
        assert await tx.execute("DELETE FROM spaces WHERE id = %s", [theirs]) == 0

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with database.transaction(System(mine)) as tx:
            await tx.execute(
                """
                INSERT INTO audit_log (id, space_id, actor, action) VALUES (%s, %s, 'system', 'forged')
                """,
                [new_uuid(), theirs],
            )


async def test_a_thousand_interleaved_transactions_of_fifty_spaces_leak_nothing(database: Database) -> None:
    """CHECKLIST 24."""
    spaces = [await new_space(database) for _ in range(50)]

    at_once = asyncio.Semaphore(100)

    async def look(space: SpaceId) -> list[UUID]:
        async with at_once, database.transaction(System(space)) as tx:
            before = await tx.value("SELECT array_agg(id) FROM spaces")
            await asyncio.sleep(0)
            after = await tx.value("SELECT array_agg(id) FROM spaces")
        return before + after

    seen = await asyncio.gather(*(look(spaces[n % 50]) for n in range(1000)))

    assert all(set(ids) == {spaces[n % 50]} for n, ids in enumerate(seen))


async def test_the_record_can_be_added_to_and_read_but_not_changed(database: Database) -> None:
    space = await new_space(database)
    for change in (b"UPDATE audit_log SET action = 'x'", b"DELETE FROM audit_log", b"DELETE FROM facts"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with database.transaction(System(space)) as tx:
                await tx.connection.execute(change)
