"""Where the embedded server listens, and who one may be there."""

from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo

PORT = 5432
DATABASE = "kalends"
SUPERUSER = "postgres"
OWNER = "kalends_owner"
APP = "kalends_app"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    socket: Path
    account: str

    @property
    def owner_conninfo(self) -> str:
        return self.conninfo(OWNER)

    @property
    def app_conninfo(self) -> str:
        return self.conninfo(APP)

    @property
    def superuser_conninfo(self) -> str:
        """For backups and for looking after the server; the product itself never needs it."""
        return self.conninfo(SUPERUSER)

    def conninfo(self, user: str, database: str = DATABASE) -> str:
        # The client too asks the kernel who is at the other end: nobody can pose as the server.
        return make_conninfo(host=str(self.socket), port=PORT, user=user, dbname=database, requirepeer=self.account)
