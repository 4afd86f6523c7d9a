"""Files that are written by and by: conditional, compressed where that is asked for, without a body for HEAD."""

import zlib
from collections.abc import AsyncIterator, Mapping
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

# As nginx does; more costs twice the time for a twentieth of the size.
LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS


class Written(Protocol):
    @property
    def etag(self) -> str: ...
    def pieces(self) -> AsyncIterator[bytes]: ...


def file_response(request: Request, file: Written, *, name: str, kind: str) -> Response:
    """`name` is what a browser saves it under."""
    headers = {
        "etag": file.etag,
        # It may be kept, but must be asked about each time.
        "cache-control": "private, no-cache",
        "vary": "accept-encoding",
        "content-disposition": f'attachment; filename="{name}"',
        "x-robots-tag": "noindex",
    }
    if is_known(request.headers, file.etag):
        return Response(status_code=304, headers=headers)
    is_compressed = "gzip" in request.headers.get("accept-encoding", "").lower()
    if is_compressed:
        headers["content-encoding"] = "gzip"
    if request.method == "HEAD":
        head = Response(headers=headers, media_type=kind)
        # How long it would be is known only once it is written.
        del head.headers["content-length"]
        return head
    pieces = _compressed(file.pieces()) if is_compressed else file.pieces()
    return StreamingResponse(pieces, headers=headers, media_type=kind)


def is_known(headers: Mapping[str, str], etag: str) -> bool:
    """Whether a client has it as it is, by If-None-Match (RFC 9110, section 13.1.2): compared weakly."""
    given = [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
    return "*" in given or etag.removeprefix("W/") in given


async def _compressed(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    stream = zlib.compressobj(LEVEL, wbits=_GZIP)
    async for piece in pieces:
        if compressed := stream.compress(piece):
            yield compressed
    yield stream.flush()
