"""One process per data folder: an flock held as long as the process lives, and a note of where its server listens."""

import fcntl
import json
import os
import time
from pathlib import Path
from typing import Any

from kalends.store.embedded.account import this_user
from kalends.store.embedded.errors import DataFolderIsInUse, MayNotWrite, NothingRuns

# Somebody who only asks whether the folder is in use holds the lock for an instant.
PATIENCE = 0.2

# Written at once and always as long, so that no reader meets half a note; paths of sockets are short.
LENGTH = 1000


class Lock:
    """The kernel lets go of it when the process ends, however it ends; the file itself means nothing."""

    def __init__(self, folder: Path) -> None:
        self._file = _open(folder, os.O_RDWR | os.O_CREAT)
        deadline = time.monotonic() + PATIENCE
        while not _try(self._file, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                pid = _read(self._file).get("pid", "unknown")
                os.close(self._file)
                raise DataFolderIsInUse(folder=folder, pid=pid)
            time.sleep(0.02)
        self.note()
        # A forked child would keep the folder locked after we are gone.
        os.register_at_fork(after_in_child=self.close)

    def note(self, **where: str) -> None:
        os.pwrite(self._file, json.dumps({"pid": os.getpid(), **where}).encode().ljust(LENGTH), 0)

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def read(folder: Path) -> dict[str, Any]:
    """What the process that holds the folder wrote down."""
    if not folder.exists() or not (folder / "lock").exists():
        raise NothingRuns(folder=folder)
    file = _open(folder, os.O_RDONLY)
    try:
        noted = _read(file)
        if _try(file, fcntl.LOCK_SH) or "socket" not in noted:
            raise NothingRuns(folder=folder)
        return noted
    finally:
        os.close(file)


def _open(folder: Path, how: int) -> int:
    try:
        return os.open(folder / "lock", how | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as refused:
        raise MayNotWrite(folder=folder, user=this_user().name, reason=refused.strerror) from refused


def _try(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(file: int) -> dict[str, Any]:
    try:
        return json.loads(os.pread(file, LENGTH, 0))
    except ValueError:
        return {}
