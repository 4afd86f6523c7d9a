"""Compressed bodies (RFC 9110, section 8.4.1), decoded as they come: never more than a piece ahead of the caps."""

import zlib
from collections.abc import Iterator
from typing import Protocol

from kalends.adapters.http.kinds import BadlyCompressed, BodyTooLarge, NotThatCoding

# A calendar of a hundred thousand events that are almost alike shrinks to a sixtieth; a bomb to a thousandth.
MOST_RATIO = 100
# Below this a ratio says nothing.
ALWAYS_TAKEN = 64 * 1024
PIECE = 256 * 1024

# RFC 9110, section 8.4.1.3, has "x-gzip" for the same. 32 more bits tell zlib to look at which of the two it is.
_WITH_ANY_HEADER = zlib.MAX_WBITS + 32
CODINGS = (b"gzip", b"x-gzip", b"deflate")


class Decoding(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]:
        """What this part of the body decodes to, in pieces."""
        ...

    def end(self) -> None:
        """Raises where the body was not complete."""
        ...


def decoding_of(coding: bytes) -> Decoding:
    """For the value of Content-Encoding."""
    coding = coding.strip().lower()
    if coding in (b"", b"identity"):
        return _AsItIs()
    if coding in CODINGS:
        return _Inflating()
    raise NotThatCoding


class _AsItIs:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def end(self) -> None:
        pass


class _Inflating:
    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_WITH_ANY_HEADER)
        self._taken = self._made = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._taken += len(data)
        is_full = False
        while data or is_full:
            if self._stream.eof:
                # RFC 1952, section 2.2: a gzip file may have several members.
                self._stream = zlib.decompressobj(_WITH_ANY_HEADER)
            try:
                piece = self._stream.decompress(data, PIECE)
            except zlib.error as broken:
                raise BadlyCompressed from broken
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            # Of the last piece zlib may hold a rest back without any input left.
            is_full = len(piece) == PIECE and not self._stream.eof
            self._made += len(piece)
            if self._made > max(ALWAYS_TAKEN, self._taken * MOST_RATIO):
                raise BodyTooLarge
            yield piece

    def end(self) -> None:
        if self._taken and not self._stream.eof:
            raise BadlyCompressed
