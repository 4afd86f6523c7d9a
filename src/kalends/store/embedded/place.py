"""Where a data folder's PostgreSQL lives: its home (configuration, log, cluster) and the folder of its socket.

The home is `<data>/postgresql`. Where root serves from a folder that PostgreSQL's account may not enter (a 0700 home),
the home is made below `/var/lib/kalends`, and `<data>/postgresql` is a link to it, so that moving the data folder moves
nothing. Root owns the home and the account only `cluster` and `run` in it: what root writes can't be redirected.
"""

import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from kalends.store.embedded.account import Account, name_of, this_user
from kalends.store.embedded.address import PORT
from kalends.store.embedded.errors import (
    AccountReachesNothing,
    BelongsToAnother,
    DatabaseIsGone,
    MayNotWrite,
    NoShortFolder,
)

# Where TMPDIR is too long as well. What we make in it is private, whoever was there first.
SHORT_TEMPORARY = Path("/tmp")  # noqa: S108
STATE = Path("/var/lib/kalends")

# sockaddr_un holds 108 bytes and the closing zero.
LONGEST_SOCKET = 107


def open_data(data: Path) -> Path:
    user = this_user()
    try:
        # Where root serves, PostgreSQL's account passes through on its way to the home.
        data.mkdir(mode=0o711 if user.uid == 0 else 0o700, parents=True, exist_ok=True)
    except OSError as refused:
        raise MayNotWrite(folder=data, user=user.name, reason=refused.strerror) from refused
    return data.resolve()


def find(data: Path) -> Path | None:
    """The home of the data folder, if it has one, and if it is ours to touch."""
    pointer = data / "postgresql"
    if not os.path.lexists(pointer):
        return None
    home = pointer.resolve()
    if not home.is_dir():
        raise DatabaseIsGone(folder=data, home=home)
    owner = home.stat().st_uid
    if owner != os.geteuid():
        raise BelongsToAnother(folder=home, owner=name_of(owner), user=this_user().name)
    return home


def prepare(home: Path, account: Account) -> None:
    home.mkdir(mode=0o700, exist_ok=True)
    if account.is_other:
        os.chown(home, os.geteuid(), account.gid, follow_symlinks=False)
        home.chmod(0o710)
    if not account.may_enter(home):
        raise AccountReachesNothing(account=account.name, folder=home)


def make(data: Path, account: Account, state: Path) -> Path:
    if account.may_enter(data):
        home = data / "postgresql"
        prepare(home, account)
        return home.resolve()
    state.mkdir(mode=0o755, parents=True, exist_ok=True)
    if not account.may_enter(state):
        raise AccountReachesNothing(account=account.name, folder=state)
    home = _make_elsewhere(data, account, state)
    (data / "postgresql").symlink_to(home)
    return home


def _make_elsewhere(data: Path, account: Account, state: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    name = re.sub(r"[^A-Za-z0-9]+", "-", data.name)[:30].strip("-")
    # A folder of this name may be the home of a checkout that was here and has moved on: it keeps it.
    for number in range(1, 1000):
        home = state / (f"{name}-{digest}" if number == 1 else f"{name}-{digest}-{number}")
        if not (home / "cluster").exists() and not (home / "run").exists():
            prepare(home, account)
            return home
    raise AccountReachesNothing(account=account.name, folder=state)


def sockets(home: Path, account: Account) -> Path:
    """A folder for the socket that only we and the account may enter, and whose name is short enough."""
    folder = home / "run"
    if _fits(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        account.give(folder)
        return folder
    return _sockets_in_tmp(home, account)


def _fits(folder: Path) -> bool:
    # libpq splits hosts at commas, PostgreSQL its list of folders at commas and quotes.
    name = os.fsencode(folder / f".s.PGSQL.{PORT}")
    return len(name) <= LONGEST_SOCKET and not set(name) & set(b',"\\') and _is_utf8(name)


def _is_utf8(name: bytes) -> bool:
    # Connection strings are; names of files may be anything.
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sockets_in_tmp(home: Path, account: Account) -> Path:
    # Not XDG_RUNTIME_DIR: it is emptied when the user logs out, and the server may go on. Cleaners of temporary folders
    # go by age, and PostgreSQL touches its socket every hour.
    name = f"kalends-{account.uid}-{hashlib.sha256(os.fsencode(home)).hexdigest()[:12]}"
    for temporary in (Path(tempfile.gettempdir()), SHORT_TEMPORARY):
        if not _fits(temporary / f"{name}-12345678") or not account.may_enter(temporary):
            continue
        folder = temporary / name
        try:
            folder.mkdir(mode=0o700)
            account.give(folder)
        except FileExistsError:
            # Someone else may have made it first, to read along: then the name must be one that can't be guessed.
            if not _is_private(folder, account):
                folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=temporary))
                account.give(folder)
        return folder
    raise NoShortFolder(folder=home)


def _is_private(folder: Path, account: Account) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid and not found.st_mode & 0o077
