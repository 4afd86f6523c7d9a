"""XML bodies, read into plain elements. No entities, no document types, no network; depth, size and number bounded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree as lxml_etree  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue, reportUnknownVariableType]  # lxml has no types

from kalends.adapters.caldav.names import XML
from kalends.adapters.http.kinds import BadRequest, BodyTooLarge
from kalends.core.errors import Forbidden

etree: Any = lxml_etree  # pyright: ignore[reportUnknownVariableType]  # as above

# A multiget of some thousand addresses; no client nests deeper than a filter does.
MOST_BYTES = 1_000_000
MOST_ELEMENTS = 10_000
MOST_DEPTH = 64
LANGUAGE = f"{XML}lang"


class DocumentTypeIsForbidden(Forbidden):
    """An XML body has no document type here."""


@dataclass(slots=True)
class Element:
    """`name` is "{namespace}name", or "name" without one."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    contents: list["Element | str"] = field(default_factory=list["Element | str"])

    @property
    def children(self) -> list["Element"]:
        return [one for one in self.contents if isinstance(one, Element)]

    @property
    def text(self) -> str:
        return "".join(one for one in self.contents if isinstance(one, str))

    def first(self, name: str) -> "Element | None":
        return next((one for one in self.children if one.name == name), None)

    def all(self, name: str) -> Iterator["Element"]:
        return (one for one in self.children if one.name == name)


def read_xml(body: bytes) -> Element:
    """The outermost element. Raises BadRequest, BodyTooLarge, DocumentTypeIsForbidden."""
    if len(body) > MOST_BYTES:
        raise BodyTooLarge(f"An XML body has at most {MOST_BYTES} bytes.")
    builder = _Builder()
    parser = etree.XMLParser(
        target=builder, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, dtd_validation=False
    )
    try:
        root: Element | None = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as broken:
        raise BadRequest(f"The body is not well-formed XML: {broken.msg}.") from None
    except ValueError as broken:
        raise BadRequest("The body is not well-formed XML.") from broken
    # It lets pass prefixes without a namespace, and only notes them. What it warns of, such as a relative namespace, is
    # well-formed.
    if root is None or len(parser.error_log.filter_from_errors()):
        raise BadRequest("The body is not well-formed XML.")
    return root


class _Builder:
    """What the parser tells as it goes, so that what is too much ends there."""

    def __init__(self) -> None:
        self._path: list[Element] = []
        self._root: Element | None = None
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._path) >= MOST_DEPTH:
            raise BadRequest(f"An XML body has at most {MOST_ELEMENTS} elements, {MOST_DEPTH} deep.")
        element = Element(str(name), dict(attributes))
        if self._path:
            self._path[-1].contents.append(element)
        else:
            self._root = element
        self._path.append(element)

    def end(self, name: str) -> None:
        self._path.pop()

    def data(self, text: str) -> None:
        # An empty CDATA section comes as well, and says nothing.
        if not text:
            return
        contents = self._path[-1].contents
        if contents and isinstance(contents[-1], str):
            contents[-1] += str(text)
        else:
            contents.append(str(text))

    def doctype(self, *_: object) -> None:
        raise DocumentTypeIsForbidden

    def comment(self, text: str) -> None: ...

    def pi(self, *_: object) -> None: ...

    def close(self) -> Element | None:
        return self._root
