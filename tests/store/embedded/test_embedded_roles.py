"""Who may be whom, and who may do what, in a database that has only just been made."""

import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg import errors as refusals
from psycopg.rows import tuple_row

from kalends.store import embedded


def rows(conninfo: str, statement: bytes) -> list[tuple[object, ...]]:
    with psycopg.connect(conninfo, row_factory=tuple_row) as connection:
        return connection.execute(statement).fetchall()


def test_the_roles_have_what_they_need_and_no_more(cluster: embedded.Cluster) -> None:
    found = rows(
        cluster.owner_conninfo,
        b"SELECT rolname, rolcanlogin, rolcreaterole, rolsuper OR rolbypassrls OR rolcreatedb OR rolreplication"
        b" FROM pg_roles WHERE rolname LIKE 'kalends%' ORDER BY rolname",
    )

    assert found == [
        ("kalends_app", True, False, False),
        ("kalends_gate", False, False, False),
        ("kalends_owner", True, True, False),
    ]


def test_the_database_is_the_owners(cluster: embedded.Cluster) -> None:
    owner = rows(cluster.app_conninfo, b"SELECT datdba::regrole::text FROM pg_database WHERE datname = 'kalends'")

    assert owner == [("kalends_owner",)]


def test_the_owner_hands_a_function_to_the_gate(cluster: embedded.Cluster) -> None:
    with psycopg.connect(cluster.owner_conninfo) as owner:
        owner.execute("CREATE FUNCTION who() RETURNS name SECURITY DEFINER LANGUAGE sql RETURN current_user")
        owner.execute("ALTER FUNCTION who() OWNER TO kalends_gate")

    assert rows(cluster.app_conninfo, b"SELECT who()") == [("kalends_gate",)]


def test_the_owner_adds_the_extensions_we_stand_on(cluster: embedded.Cluster) -> None:
    with psycopg.connect(cluster.owner_conninfo) as owner:
        owner.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        owner.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


@pytest.mark.parametrize(
    "overreach",
    [
        b"CREATE TABLE mine (id int)",
        b"CREATE TEMPORARY TABLE mine (id int)",
        b"CREATE SCHEMA mine",
        b"CREATE ROLE grace",
        b"SET ROLE kalends_owner",
        b"SET ROLE kalends_gate",
        b"ALTER SYSTEM SET fsync = off",
        b"COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_the_application_may_not(cluster: embedded.Cluster, overreach: bytes) -> None:
    with psycopg.connect(cluster.app_conninfo, autocommit=True) as app, pytest.raises(refusals.InsufficientPrivilege):
        app.execute(overreach)


def test_nobody_signs_in_as_the_gate(cluster: embedded.Cluster) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.address.conninfo("kalends_gate"))


def test_the_kernel_vouches_for_everyone(cluster: embedded.Cluster) -> None:
    found = rows(cluster.address.superuser_conninfo, b"SELECT type, auth_method FROM pg_hba_file_rules")

    assert set(found) == {("local", "peer"), ("host", "reject")}


def test_the_client_asks_who_the_server_is(cluster: embedded.Cluster) -> None:
    impostor = embedded.Address(socket=cluster.address.socket, account="daemon")

    with pytest.raises(psycopg.OperationalError, match="requirepeer"):
        psycopg.connect(impostor.app_conninfo)


def test_a_backup_is_taken_with_the_same_programs(cluster: embedded.Cluster, tmp_path: Path) -> None:
    backup = cluster.binaries / "pg_basebackup"
    if not backup.exists():
        pytest.skip("this PostgreSQL comes without pg_basebackup")

    subprocess.run([backup, "-d", cluster.address.superuser_conninfo, "-D", tmp_path / "b", "-c", "fast"], check=True)

    shutil.rmtree(tmp_path / "b")
