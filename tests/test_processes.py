"""The processes and the command line, as an operator meets them."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr

from kalends import data_folder
from kalends.settings import BadSetting, Settings, load
from kalends.store import embedded

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def kalends(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kalends", *arguments],
        env={**os.environ, "COLUMNS": "200", **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that PostgreSQL's account can reach when the tests are run by root; pytest's own is private."""
    with tempfile.TemporaryDirectory(prefix="kalends-processes-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        folder.chmod(0o711)
        yield folder / "data with spaces"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status(port: int, path: str) -> int | None:
    try:
        with OPENER.open(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return None


def _said(data: Path) -> Path:
    return data.with_name("said")


@contextmanager
def serving(data: Path, *options: str, **environ: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """From the supervisor's own word that all of it is there: `/ready` answers a moment before it has looked."""
    port = free_port()
    command = [sys.executable, "-m", "kalends", "serve", "--port", str(port), "--data", str(data), *options]
    with _said(data).open("wb") as said:
        process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=said)
    try:
        deadline = time.monotonic() + 60
        while "Ctrl-C stops it." not in _said(data).read_text():
            assert process.poll() is None, _said(data).read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield process, port
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def test_the_command_explains_itself() -> None:
    shown = kalends("--help").stdout

    for command in ("serve", "web", "worker", "migrate", "settings", "demo", "openapi", "person", "solve"):
        assert command in shown


def test_a_bad_setting_is_one_line_and_a_failure() -> None:
    """CHECKLIST 64."""
    refused = kalends("serve", KALENDS__SERVER__PROT="1")

    assert refused.returncode == 1
    assert refused.stderr.strip() == "There is no setting server.prot (environment). Did you mean server.port?"


def test_a_port_that_is_taken_is_one_line_with_the_remedy(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = kalends("serve", "--port", str(port), "--data", str(data))

    assert refused.returncode == 1
    assert f"--port {port + 1}" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


def test_a_whole_life(data: Path) -> None:
    """The first start makes everything; a second one in the same place is refused; SIGTERM ends all in order."""
    with serving(data, "--sample") as (process, port):
        assert status(port, "/live") == 200
        second = kalends("serve", "--port", str(free_port()), "--data", str(data))
        assert second.returncode == 1
        assert len(second.stderr.strip().splitlines()) == 1
        assert str(process.pid) in second.stderr
        added = kalends("person", "add", "bhim@example.org", "bhim", "--data", str(data))
        assert added.returncode == 0, added.stderr
        assert "bhim" in added.stdout
        again = kalends("person", "add", "bhim@example.org", "bhim", "--data", str(data))
        assert again.returncode == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    said = _said(data).read_text()
    assert f"http://localhost:{port}" in said
    assert "Sign in as ada" in said
    assert not _left_over(data)

    with serving(data) as (_, port):
        # The sample is for an empty house only; what was added is still there.
        assert status(port, "/ready") == 200
        with psycopg.connect(embedded.address(data).superuser_conninfo) as connection:
            names = connection.execute("SELECT username FROM people ORDER BY username").fetchall()
    assert ("bhim",) in names
    assert ("ada",) in names


def test_the_worker_stands_back_from_who_waits_for_an_answer(data: Path) -> None:
    with serving(data) as (process, _):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        command = {Path(f"/proc/{one}/cmdline").read_bytes().split(b"\0")[-2]: int(one) for one in children}
        ours = os.getpriority(os.PRIO_PROCESS, process.pid)

        web, worker = (os.getpriority(os.PRIO_PROCESS, command[name]) for name in (b"web", b"worker"))

    assert (web, worker) == (ours, min(19, ours + 10))


def test_a_killed_supervisor_leaves_no_orphan_and_the_next_start_works(data: Path) -> None:
    with serving(data) as (process, _):
        process.kill()
        process.wait()
        deadline = time.monotonic() + 20
        while _left_over(data) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert _left_over(data) == []

    with serving(data) as (_, port):
        assert status(port, "/ready") == 200


def test_a_web_process_alone_uses_the_house_that_the_command_line_names(data: Path) -> None:
    port = free_port()
    with serving(data) as (_, first):
        command = [sys.executable, "-m", "kalends", "web", "--port", str(port), "--data", str(data)]
        alone = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + 60
            while status(port, "/ready") != 200 and time.monotonic() < deadline:
                assert alone.poll() is None
                time.sleep(0.1)
            assert (status(port, "/ready"), status(first, "/ready")) == (200, 200)
        finally:
            alone.send_signal(signal.SIGTERM)
            alone.wait(30)


@pytest.mark.parametrize("victim", ["web", "worker"])
def test_a_child_that_dies_is_started_again(data: Path, victim: str) -> None:
    with serving(data) as (process, port):
        [before] = _children(process.pid, victim)
        os.kill(before, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            after = _children(process.pid, victim)
            if after and after != [before] and status(port, "/ready") == 200:
                break
            time.sleep(0.1)
        assert _children(process.pid, victim) not in ([], [before])
        gauges = list((data / "run" / "metrics").glob("gauge_live*_*.db"))
        assert gauges
        assert not any(file.stem.endswith(f"_{before}") for file in gauges)


def test_ones_own_postgresql_is_used_when_a_url_names_it(data: Path, cluster: embedded.Address, worker_id: str) -> None:
    name = f"own_{worker_id}"
    with psycopg.connect(cluster.superuser_conninfo, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name} OWNER kalends_owner".encode())
        connection.execute("GRANT kalends_app TO kalends_owner")
    url = cluster.conninfo("kalends_owner", name)
    with serving(data, KALENDS__DATABASE__URL=url) as (_, port):
        assert status(port, "/ready") == 200
        assert not (data / "postgresql").exists()
    with psycopg.connect(cluster.superuser_conninfo, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _settings(data: Path, **environ: str) -> Settings:
    return load(environ={"KALENDS__DATA__FOLDER": str(data), **environ}).settings


def test_the_master_key_is_made_once_and_only_for_us(data: Path) -> None:
    keys: list[bytes] = []
    starts = [threading.Thread(target=lambda: keys.append(data_folder.master_key(_settings(data)))) for _ in range(8)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()

    assert len(set(keys)) == 1
    assert len(keys[0]) == 32
    assert (data / "master.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in data.iterdir()] == ["master.key"]


@pytest.mark.parametrize("key", ["short", "%%%", b64encode(b"x" * 31).decode()])
def test_a_master_key_that_is_none_is_refused(data: Path, key: str) -> None:
    with pytest.raises(BadSetting, match=r"secrets\.master_key"):
        data_folder.master_key(_settings(data, KALENDS__SECRETS__MASTER_KEY=key))


def test_a_given_master_key_is_used_and_not_written_down(data: Path) -> None:
    key = b"k" * 32
    settings = _settings(data, KALENDS__SECRETS__MASTER_KEY=b64encode(key).decode())

    assert data_folder.master_key(settings) == key
    assert not data.exists()
    assert isinstance(settings.secrets.master_key, SecretStr)


def _processes() -> Iterator[tuple[int, int, list[str], str]]:
    """(pid, parent, command line, environment) of everything that runs; zombies have no command line."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_text().split("\0")[:-1]
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            environment = (folder / "environ").read_text(errors="replace")
        except OSError:
            continue
        if command:
            yield int(folder.name), parent, command, environment


def _children(supervisor: int, name: str) -> list[int]:
    return [pid for pid, parent, command, _ in _processes() if parent == supervisor and command[-1] == name]


def _left_over(data: Path) -> list[list[str]]:
    where = f"KALENDS__DATA__FOLDER={data}"
    return [
        command
        for _, _, command, environment in _processes()
        if where in environment or any(str(data) in word for word in command)
    ]
