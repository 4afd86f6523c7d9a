"""A file that an event carries, as it is sent and answered: anybody may have put it there, so no browser shows it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kalends.adapters.http.dispositions import attachment_named, read_file_name
from kalends.adapters.http.files import is_known
from kalends.core.errors import Error
from kalends.features.calendars.attachments.domain import NewFile
from kalends.features.calendars.attachments.service import OpenFile

# Should one be shown all the same: no scripts, no forms, nothing fetched.
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


@asynccontextmanager
async def sent_file(request: Request) -> AsyncGenerator[NewFile]:
    """The body of this request, with its name and type in the head.

    Of what is refused the rest is passed over: most clients read no answer before they have sent all.
    """
    length = request.headers.get("content-length", "")
    is_as_it_is = length.isdigit() and "content-encoding" not in request.headers
    pieces = request.stream()
    try:
        yield NewFile(
            name=read_file_name(request.headers.get("content-disposition")),
            media_type=request.headers.get("content-type", ""),
            pieces=pieces,
            length=int(length) if is_as_it_is else None,
        )
    except Error:
        if request.headers.get("expect", "").lower() != "100-continue":
            async for _ in pieces:
                pass
        raise


def attached_response(request: Request, file: OpenFile) -> Response:
    attachment = file.attachment
    headers = {
        "etag": attachment.etag,
        "cache-control": "private, no-cache",
        "content-security-policy": POLICY,
        "content-disposition": attachment_named(attachment.name),
        "x-robots-tag": "noindex",
    }
    if is_known(request.headers, attachment.etag):
        return Response(status_code=304, headers=headers)
    headers |= {"content-type": attachment.media_type, "content-length": str(attachment.size)}
    if request.method == "HEAD":
        return Response(headers=headers)
    return StreamingResponse(file.pieces(), headers=headers)
