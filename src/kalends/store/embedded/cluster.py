"""The cluster: made by initdb beside its place and moved there whole, and the configuration it is started with."""

import os
import shutil
import tempfile
from pathlib import Path

from kalends.store.embedded import child
from kalends.store.embedded.account import Account, this_user
from kalends.store.embedded.address import APP, OWNER, SUPERUSER
from kalends.store.embedded.binaries import Binaries
from kalends.store.embedded.errors import FolderWasNotMade, MadeByAnotherVersion, last_lines

# The builtin locale came with 17. It sorts by code point and knows every letter's case, on every machine alike.
LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
LOCALE_BEFORE_17 = ("--locale=C.UTF-8",)

SETTINGS = """\
# Written anew at each start. ALTER SYSTEM overrides what stands here.

# Web, worker, listeners and a solver's report, each with its pool, and room to look around; about 10 MB each in use.
max_connections = 120
# Enough for the hot part of a small server's calendars; the system's cache holds the rest.
shared_buffers = 128MB
# Solid-state discs: a random page costs about what the next one does.
random_page_cost = 1.1
# Requests take milliseconds; compiling their plans would take longer.
jit = off
# Full pages after a checkpoint are most of what is written, and they compress well.
wal_compression = on
# Clients name their own zones; the server's must not depend on the machine.
timezone = 'UTC'
log_timezone = 'UTC'
# Seen in the list of processes.
cluster_name = 'kalends'

# To the file its parent opened, so nothing is lost when it can't start. No statements and no details: they hold
# people's data, and the application reports its own errors.
log_destination = 'stderr'
logging_collector = off
log_line_prefix = '%m [%p] %u '
log_error_verbosity = terse
log_min_error_statement = panic
# A line every five minutes for years, about nothing.
log_checkpoints = off
"""

DURABLE = """
# What is acknowledged is on the disc.
fsync = on
synchronous_commit = on
full_page_writes = on
"""

# For tests: the data is thrown away, and the disc is most of what a small transaction waits for.
NOT_DURABLE = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""

# Who may be whom is in pg_ident.conf, by the name the kernel vouches for. No passwords, no network.
ACCESS = """\
local all         all        peer map=kalends
local replication postgres   peer map=kalends
host  all         all all    reject
"""


def configure(home: Path, account: Account, *, durable: bool) -> None:
    users = dict.fromkeys((this_user().name, account.name))
    identities = "".join(f'kalends "{user}" {role}\n' for user in users for role in (SUPERUSER, OWNER, APP))
    _write(home / "postgresql.conf", SETTINGS + (DURABLE if durable else NOT_DURABLE), account)
    _write(home / "pg_hba.conf", ACCESS, account)
    _write(home / "pg_ident.conf", identities, account)


def _write(file: Path, text: str, account: Account) -> None:
    unfinished = file.with_suffix(".new")
    unfinished.write_text(text, "utf-8")
    if account.is_other:
        os.chown(unfinished, os.geteuid(), account.gid)
    unfinished.chmod(0o640)
    unfinished.replace(file)


def ensure(home: Path, binaries: Binaries, account: Account, *, durable: bool) -> None:
    cluster = home / "cluster"
    if not cluster.exists():
        make(home, binaries, account, durable=durable)
    made = (cluster / "PG_VERSION").read_text().strip()
    if made != str(binaries.major):
        raise MadeByAnotherVersion(folder=cluster, made=made, binaries=binaries.folder, found=binaries.major)


def make(home: Path, binaries: Binaries, account: Account, *, durable: bool) -> None:
    """initdb in a folder of its own, then one rename: a cluster is there whole or not at all."""
    for half_made in home.glob("cluster.new.*"):
        shutil.rmtree(half_made, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="cluster.new.", dir=home))
    account.give(folder)
    log = home / "initdb.log"
    command = [
        *(binaries.folder / "initdb", "--pgdata", folder, "--username", SUPERUSER, "--no-instructions"),
        *("--auth-local=peer", "--auth-host=reject", "--encoding=UTF8", "--data-checksums"),
        *(LOCALE if binaries.major >= 17 else LOCALE_BEFORE_17),
        *(() if durable else ("--no-sync",)),
    ]
    before = log.stat().st_size if log.exists() else 0
    if child.spawn(command, account, log, dies_by=child.KILL).wait() != 0:
        shutil.rmtree(folder, ignore_errors=True)
        raise FolderWasNotMade(folder=home, tail=last_lines(log, since=before))
    folder.rename(home / "cluster")
    _sync(home)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
