"""The roles and the database, completed at each start, so that a start killed half-way leaves nothing to repair.

`kalends_owner` owns the database and runs the migrations; `kalends_app` is what the product works as, and owns nothing.
`kalends_gate` can't sign in: the few SECURITY DEFINER functions that cross spaces belong to it. To hand one over, the
owner must be able to become the gate, and the gate needs CREATE on the schema. It has that for good: a migration that
grants and revokes around each function will once forget to revoke, and what the gate runs is fixed SQL. It does not
bypass row-level security: each table it may look through says so in a policy, as on a PostgreSQL of one's own.
"""

from psycopg import Connection, connect

from kalends.store.embedded.address import Address

ROLES = """
DO $$
BEGIN
    IF to_regrole('kalends_owner') IS NULL THEN
        CREATE ROLE kalends_owner LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOBYPASSRLS NOREPLICATION;
    END IF;
    IF to_regrole('kalends_app') IS NULL THEN
        CREATE ROLE kalends_app LOGIN NOCREATEROLE NOSUPERUSER NOCREATEDB NOBYPASSRLS NOREPLICATION;
    END IF;
    IF to_regrole('kalends_gate') IS NULL THEN
        CREATE ROLE kalends_gate NOLOGIN NOCREATEROLE NOSUPERUSER NOCREATEDB NOBYPASSRLS NOREPLICATION;
    END IF;
    IF NOT pg_has_role('kalends_owner', 'kalends_gate', 'MEMBER') THEN
        GRANT kalends_gate TO kalends_owner;
    END IF;
END
$$
"""

# Temporary tables go with CONNECT: by them one could put a table of one's own before the real one in a search path.
GRANTS = """
DO $$
BEGIN
    IF has_database_privilege('public', 'kalends', 'CONNECT') THEN
        REVOKE ALL ON DATABASE kalends FROM PUBLIC;
    END IF;
    IF NOT has_database_privilege('kalends_app', 'kalends', 'CONNECT') THEN
        GRANT CONNECT ON DATABASE kalends TO kalends_app;
    END IF;
    IF NOT has_schema_privilege('kalends_gate', 'public', 'CREATE') THEN
        GRANT USAGE, CREATE ON SCHEMA public TO kalends_gate;
    END IF;
END
$$
"""


def complete(address: Address) -> None:
    with connect(address.conninfo("postgres", "postgres"), autocommit=True) as server:
        server.execute(ROLES)
        _create_database(server)
    with connect(address.superuser_conninfo, autocommit=True) as database:
        database.execute(GRANTS)


def _create_database(server: Connection) -> None:
    if server.execute("SELECT oid FROM pg_database WHERE datname = 'kalends'").fetchone() is None:
        server.execute("CREATE DATABASE kalends OWNER kalends_owner")
