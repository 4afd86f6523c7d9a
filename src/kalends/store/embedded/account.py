"""Which account of the operating system PostgreSQL runs under, and what that account may reach."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kalends.store.embedded.errors import (
    AccountDoesNotOwnTheData,
    AccountMayNotBeRoot,
    MayNotActAs,
    NoSuchAccount,
    UserHasNoName,
)

# In the order of preference: made for us, made for PostgreSQL, always there.
USUAL = ("kalends", "postgres", "nobody")

# Nothing of ours, secrets in the environment above all, is passed on to the account.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    name: str
    uid: int
    gid: int
    # Root hands PostgreSQL to another account; an ordinary user runs it as itself.
    is_other: bool

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603  # programs and arguments are ours, and no shell reads them
                command,
                check=False,
                capture_output=True,
                text=True,
                cwd="/",
                env=ENVIRONMENT,
                user=self.uid if self.is_other else None,
                group=self.gid if self.is_other else None,
                extra_groups=os.getgrouplist(self.name, self.gid) if self.is_other else None,
            )
        except OSError as refused:
            return subprocess.CompletedProcess(command, 126, "", f"{refused.filename}: {refused.strerror}")

    def may_enter(self, folder: Path) -> bool:
        # Asked of the kernel, not worked out from modes: access lists and mounts have a say too.
        return not self.is_other or self.run("/bin/sh", "-c", 'cd -- "$1"', "sh", folder).returncode == 0

    def give(self, folder: Path) -> None:
        """Hand over a folder that we have just made."""
        if self.is_other:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)


def this_user() -> Account:
    """The user we are, by the name PostgreSQL looks up for peer authentication."""
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise UserHasNoName(uid=uid, gid=os.getegid()) from None
    return Account(name=entry.pw_name, uid=uid, gid=os.getegid(), is_other=False)


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def choose(wanted: str | None, cluster: Path | None) -> Account:
    """The account for the server; a cluster that is already there keeps its own, even where a better one appeared."""
    user = this_user()
    if user.uid != 0:
        return user
    if cluster is not None and cluster.exists():
        owner = name_of(cluster.stat().st_uid)
        if wanted not in (None, owner):
            raise AccountDoesNotOwnTheData(folder=cluster, owner=owner, account=wanted)
        wanted = owner
    for name in USUAL if wanted is None else (wanted,):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid == 0:
            raise AccountMayNotBeRoot(account=name)
        account = Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid, is_other=True)
        tried = account.run("/bin/sh", "-c", ":")
        if tried.returncode != 0:
            raise MayNotActAs(account=name, reason=tried.stderr.strip())
        return account
    raise NoSuchAccount(wanted=wanted or ", ".join(USUAL))
