"""What lies in the data folder beside PostgreSQL's own files: the master key, and how to sign in to the sample."""

import os
import secrets
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path

from kalends.features.accounts.keys import MASTER_BYTES
from kalends.settings import BadSetting, Settings

MASTER_KEY = "master.key"
# It lies beside the data that it opens.
SAMPLE_PASSWORD = "sample-password"  # noqa: S105  # a file's name


def master_key(settings: Settings) -> bytes:
    """From the settings, else from the data folder, where the first start makes it (mode 0600)."""
    if text := settings.secrets.master_key.get_secret_value():
        try:
            key = b64decode(text, validate=True)
        except ValueError:
            key = b""
        if len(key) < MASTER_BYTES:
            raise BadSetting("secrets.master_key must be 32 bytes in base64. Make one: openssl rand -base64 32")
        return key
    file = settings.data.folder / MASTER_KEY
    if not file.exists():
        _make_key(file)
    return b64decode(file.read_bytes())


def _make_key(file: Path) -> None:
    # Written whole under another name, then linked: of two first starts at once one wins, and both read the same.
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(b64encode(secrets.token_bytes(MASTER_BYTES)) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def sample_password(settings: Settings) -> str | None:
    note = settings.data.folder / SAMPLE_PASSWORD
    return note.read_text() if note.exists() else None


def keep_sample_password(settings: Settings, password: str) -> None:
    note = settings.data.folder / SAMPLE_PASSWORD
    note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    note.touch(mode=0o600)
    note.write_text(password)
