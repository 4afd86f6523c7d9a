"""What a claim costs PostgreSQL, counted in rows and not in seconds."""

import psycopg

MANY = 3000

FACTS = """
    INSERT INTO facts (id, space_id, event_type, aggregate_id, aggregate_version, data, metadata, expanded_at)
    SELECT gen_random_uuid(), gen_random_uuid(), 'event.added', %(aggregate)s::uuid, n, '{}', '{}', %(expanded)s
    FROM generate_series(1, %(many)s) AS n
"""
EACH_OF_ITS_OWN = FACTS.replace("%(aggregate)s", "gen_random_uuid()")


async def test_a_claim_looks_at_few_rows_though_statistics_from_before_a_burst_say_that_none_wait(
    cluster_superuser: str, database_name: str
) -> None:
    async with await psycopg.AsyncConnection.connect(cluster_superuser, dbname=database_name) as connection:
        await connection.execute("UPDATE facts SET expanded_at = now() WHERE expanded_at IS NULL")
        await connection.execute(EACH_OF_ITS_OWN, {"expanded": "2026-01-01", "many": MANY})
        await connection.execute("ANALYZE facts")
        await connection.execute(EACH_OF_ITS_OWN, {"expanded": None, "many": MANY})

        looked_at = await looked_at_by_a_claim_of_100(connection)

        await connection.rollback()
    assert 100 <= looked_at <= 500


async def test_nor_at_all_that_wait_of_one_aggregate(cluster_superuser: str, database_name: str) -> None:
    async with await psycopg.AsyncConnection.connect(cluster_superuser, dbname=database_name) as connection:
        await connection.execute("UPDATE facts SET expanded_at = now() WHERE expanded_at IS NULL")
        await connection.execute("ANALYZE facts")
        one = "01a2193d-b8e3-75a1-afc8-808363d9db71"
        await connection.execute(FACTS, {"aggregate": one, "expanded": None, "many": MANY})

        looked_at = await looked_at_by_a_claim_of_100(connection)

        await connection.rollback()
    # Each of the hundred looks at those before it.
    assert 100 <= looked_at <= 100 * 100


async def looked_at_by_a_claim_of_100(connection: psycopg.AsyncConnection) -> int:
    before = await rows_read(connection)
    cursor = await connection.execute("SELECT count(*) FROM claim_facts(100)")
    [claimed] = await cursor.fetchone() or [0]
    assert claimed == 100
    return await rows_read(connection) - before


async def rows_read(connection: psycopg.AsyncConnection) -> int:
    cursor = await connection.execute(
        "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'facts'"
    )
    [read] = await cursor.fetchone() or [0]
    return read
