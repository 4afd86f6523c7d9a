"""Built files: their names carry a hash of what is in them, so browsers keep them for ever; compressed beforehand."""

import json
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.types import Receive, Scope, Send

from kalends.adapters.http.kinds import MethodNotAllowed, NothingHere

STATIC = Path(__file__).parent / "static"
PREFIX = "/static"
_FOREVER = b"public, max-age=31536000, immutable"
_ENCODINGS = ((b"br", ".br"), (b"gzip", ".gz"))


@dataclass(frozen=True, slots=True)
class _File:
    kind: bytes
    # By content coding; b"" is the file as it is.
    forms: dict[bytes, bytes]


class Assets:
    """Reads the folder once: a few hundred kilobytes, and nothing else in it can be asked for."""

    def __init__(self, folder: Path = STATIC) -> None:
        manifest = folder / "manifest.json"
        names: dict[str, str] = json.loads(manifest.read_text())["files"] if manifest.is_file() else {}
        self._addresses = {name: f"{PREFIX}/{hashed}" for name, hashed in names.items()}
        self._files = {hashed: _read(folder, hashed) for hashed in names.values()}

    def address(self, name: str) -> str:
        """`asset()` in templates."""
        try:
            return self._addresses[name]
        except KeyError:
            raise LookupError(f"There is no built asset {name}. Build them: python hatch_build.py") from None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._files.get(scope["path"].removeprefix(f"{PREFIX}/"))
        if file is None:
            raise NothingHere
        if scope["method"] not in ("GET", "HEAD"):
            raise MethodNotAllowed("GET, HEAD")
        accepted = scope["headers_by_name"].get(b"accept-encoding", b"")
        coding = next((name for name, _ in _ENCODINGS if name in accepted and name in file.forms), b"")
        body = file.forms[coding]
        headers = [
            (b"content-type", file.kind),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", _FOREVER),
            (b"vary", b"accept-encoding"),
        ]
        if coding:
            headers.append((b"content-encoding", coding))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _read(folder: Path, name: str) -> _File:
    forms = {b"": (folder / name).read_bytes()}
    for coding, suffix in _ENCODINGS:
        compressed = folder / (name + suffix)
        if compressed.is_file():
            forms[coding] = compressed.read_bytes()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return _File((f"{kind}; charset=utf-8" if kind.startswith("text/") else kind).encode(), forms)
