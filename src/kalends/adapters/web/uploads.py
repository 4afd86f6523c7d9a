"""A form with one file, read as it comes: the fields that stand before the file, then the file piece by piece."""

from collections.abc import AsyncGenerator
from email.message import Message

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser
from starlette.requests import Request

from kalends.adapters.http.kinds import BadRequest, CutShort, NotThatType
from kalends.core.errors import Invalid

# An id and a token, and the names of both.
MOST_OF_FIELDS = 4_096
FORM_WITH_FILES = "multipart/form-data"


class NoFile(Invalid):
    """There is no file yet. Choose one, then send it."""


class Upload:
    """`fields`, `file_name` and `media_type` are whole once `begin` has returned; then `pieces` may be read, once."""

    def __init__(self, request: Request) -> None:
        self.fields: dict[str, str] = {}
        self.file_name = self.media_type = ""
        self._parts = _Parts(_boundary(request))
        self._body = request.stream()

    async def begin(self) -> None:
        """Up to where the file begins."""
        while self._parts.file_name is None:
            await self._read_on()
        self.fields, self.media_type = self._parts.fields, self._parts.media_type
        self.file_name = self._parts.file_name or ""
        if not self._parts.file_name:
            await self.pass_over()
            raise NoFile(field="file")

    async def pieces(self) -> AsyncGenerator[bytes]:
        while True:
            for piece in self._parts.taken():
                yield piece
            if self._parts.is_file_over:
                return
            await self._read_on()

    async def pass_over(self) -> None:
        """Browsers read no answer before they have sent all."""
        async for _ in self._body:
            pass

    async def _read_on(self) -> None:
        piece = await anext(self._body, b"")
        if not piece:
            raise CutShort
        self._parts.feed(piece)


class _Parts:
    """What the parser has told since somebody last looked."""

    def __init__(self, boundary: bytes) -> None:
        self.fields: dict[str, str] = {}
        self.file_name: str | None = None
        self.media_type = ""
        self.is_file_over = False
        self._pieces: list[bytes] = []
        self._head = Message()
        self._header = self._value = self._text = b""
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._add_to_header,
                "on_header_value": self._add_to_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._end_head,
                "on_part_data": self._add,
                "on_part_end": self._end,
            },
        )

    def feed(self, data: bytes) -> None:
        try:
            self._parser.write(data)
        except FormParserError as broken:
            raise BadRequest from broken

    def taken(self) -> list[bytes]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def _begin(self) -> None:
        self._head, self._text = Message(), b""

    def _add_to_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _add_to_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        self._head[self._header.decode("latin-1")] = self._value.decode("utf-8", "replace")
        self._header = self._value = b""

    def _end_head(self) -> None:
        if self.file_name is None and self._said("filename") is not None:
            self.file_name = self._said("filename")
            self.media_type = str(self._head["content-type"] or "")

    def _add(self, data: bytes, start: int, end: int) -> None:
        if self.file_name is not None:
            # What comes behind the file is nobody's.
            if not self.is_file_over:
                self._pieces.append(data[start:end])
            return
        self._text += data[start:end]
        if len(self._text) > MOST_OF_FIELDS:
            raise BadRequest("The fields of this form are too long, or stand behind its file. Load the page again.")

    def _end(self) -> None:
        if self.file_name is not None:
            self.is_file_over = True
        else:
            self.fields[self._said("name") or ""] = self._text.decode("utf-8", "replace")

    def _said(self, name: str) -> str | None:
        value = self._head.get_param(name, header="content-disposition")
        return value if isinstance(value, str) else None


def _boundary(request: Request) -> bytes:
    head = Message()
    head["content-type"] = request.headers.get("content-type", "")
    boundary = head.get_param("boundary")
    if head.get_content_type() != FORM_WITH_FILES or not isinstance(boundary, str) or not boundary.isascii():
        raise NotThatType("The body's Content-Type is not one this address takes. Send multipart/form-data.")
    return boundary.encode()
