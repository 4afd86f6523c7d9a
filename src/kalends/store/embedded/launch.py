"""Become PostgreSQL: drop to its account, tie its life to the parent's, and exec. Run as a script by `child.py`.

A program of its own and not a `preexec_fn`, which would run Python between fork and exec of a process that has
threads by the time PostgreSQL is restarted (it may deadlock, and Python 3.12 warns). It costs about 30 ms.
Only the standard library, imported before the change of user: afterwards the interpreter's files may be out of reach.
"""

import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, last_wish: int, account: str, command: list[str]) -> None:
    libc = ctypes.CDLL(None)
    if account:
        entry = pwd.getpwnam(account)
        os.initgroups(account, entry.pw_gid)
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
    os.umask(0o077)
    # After the change of user, because the kernel forgets the signal when credentials change.
    if sys.platform == "linux":
        libc.prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(last_wish))
    # A parent that died before the line above will never be the cause of a signal.
    if os.getppid() != parent:
        sys.exit("the parent is gone")
    # Ignored signals survive exec, and PostgreSQL stops by these.
    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(wanted, signal.SIG_DFL)
    os.execv(command[0], command)  # noqa: S606  # to have no shell in between is the point


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
