"""207 Multi-Status (RFC 4918, section 13): one response for each thing, sent in pieces where there are many."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.responses import Response, StreamingResponse

from kalends.adapters.caldav.names import DECLARED
from kalends.adapters.caldav.writing import HEADER, MEDIA_TYPE, empty, tags

T = TypeVar("T")
# A property's content as XML; None where this thing has none.
Live = Mapping[str, Callable[[T], str | None]]

OK, FORBIDDEN, NOT_FOUND, FAILED_DEPENDENCY = (
    "HTTP/1.1 200 OK",
    "HTTP/1.1 403 Forbidden",
    "HTTP/1.1 404 Not Found",
    "HTTP/1.1 424 Failed Dependency",
)
BEGIN = f"{HEADER}<D:multistatus {DECLARED}>"
END = "</D:multistatus>"
# What is sent at once with its length; longer answers go out in pieces.
PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """Which properties: those of these names; or, where `names` is None, all that a client should get unasked, or all
    names without values."""

    names: Sequence[str] | None
    is_for_names: bool = False
    # Besides all.
    included: Sequence[str] = ()
    # Whether what is not found goes unsaid (RFC 8144, section 2.1).
    is_brief: bool = False


class Responder(Generic[T]):
    """Writes responses for things of one kind; what is the same for each is worked out once."""

    def __init__(self, asked: Asked, live: "Live[T]", unasked: frozenset[str] = frozenset()) -> None:
        """`unasked` are those that one gets by asking for all."""
        self._asked = asked
        if asked.names is not None:
            names: Iterable[str] = dict.fromkeys(asked.names)
        elif asked.is_for_names:
            names = live
        else:
            names = [*(name for name in live if name in unasked), *asked.included]
        self._found = [(name, *tags(name), live[name]) for name in names if name in live]
        self._others = [name for name in names if name not in live]

    @property
    def wants_dead(self) -> bool:
        return self._asked.names is None or bool(self._others)

    def response(self, href: str, thing: T, dead: Mapping[str, str] | None = None) -> str:
        """`dead` are the properties that we only keep, as XML."""
        found: list[str] = []
        missing: list[str] = []
        dead = dead or {}
        for name, begin, end, value_of in self._found:
            if self._asked.is_for_names:
                found.append(empty(name))
            elif value := value_of(thing):
                found.append(f"{begin}{value}{end}")
            elif value is not None:
                found.append(empty(name))
            elif name in dead:
                # What a client wrote and we can't read, such as the name of a colour.
                found.append(dead[name])
            elif self._asked.names is not None:
                missing.append(empty(name))
        for name in self._others:
            if name in dead:
                found.append(dead[name])
            else:
                missing.append(empty(name))
        if self._asked.names is None:
            known = {name for name, *_ in self._found}
            found += [empty(name) if self._asked.is_for_names else dead[name] for name in dead if name not in known]
        propstats = propstat(found, OK) if found or not missing or self._asked.is_brief else ""
        if missing and not self._asked.is_brief:
            propstats += propstat(missing, NOT_FOUND)
        return f"<D:response><D:href>{href}</D:href>{propstats}</D:response>"


def propstat(properties: Iterable[str], status: str, error: str = "") -> str:
    said = f"<D:error>{error}</D:error>" if error else ""
    return f"<D:propstat><D:prop>{''.join(properties)}</D:prop><D:status>{status}</D:status>{said}</D:propstat>"


def status_response(href: str, status: str, error: str = "") -> str:
    said = f"<D:error>{error}</D:error>" if error else ""
    return f"<D:response><D:href>{href}</D:href><D:status>{status}</D:status>{said}</D:response>"


async def multistatus(
    responses: AsyncIterator[str], *, tail: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """What goes wrong before the first piece is full is answered as a refusal; after it, the answer breaks off."""
    sent = {"content-type": MEDIA_TYPE, **(headers or {})}
    first, is_whole = await _piece(responses, BEGIN)
    if is_whole:
        return Response(f"{first}{tail}{END}".encode(), 207, sent)

    async def pieces() -> AsyncGenerator[bytes]:
        piece, is_last = first, False
        while not is_last:
            yield piece.encode()
            piece, is_last = await _piece(responses, "")
        yield f"{piece}{tail}{END}".encode()

    return StreamingResponse(pieces(), 207, sent)


async def _piece(responses: AsyncIterator[str], begun: str) -> tuple[str, bool]:
    """The next piece, and whether it is the last."""
    parts, size = [begun], len(begun)
    async for one in responses:
        parts.append(one)
        size += len(one)
        if size >= PIECE:
            return "".join(parts), False
    return "".join(parts), True


async def all_of(responses: Iterable[str]) -> AsyncGenerator[str]:
    for one in responses:
        yield one
