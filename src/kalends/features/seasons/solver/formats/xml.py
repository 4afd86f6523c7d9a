"""XML read without entities, DTDs or network, with the line of each element."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree as lxml_etree  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue, reportUnknownVariableType]  # lxml has no types

from kalends.features.seasons.solver.errors import ProblemIsMalformed

# The largest published instance has 1 MB; ten times that is no league any more.
MAX_BYTES = 20_000_000

etree: Any = lxml_etree  # pyright: ignore[reportUnknownVariableType]  # as above
Element = Any


def read_tree(source: Path | bytes) -> Element:
    """The root element. Raises ProblemIsMalformed with the line on anything that isn't plain XML."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    if len(data) > MAX_BYTES:
        raise ProblemIsMalformed(f"the file has {len(data):,} bytes, at most {MAX_BYTES:,} are read")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ProblemIsMalformed(f"not well-formed XML: {error.msg}", line=error.lineno) from None
    if root.getroottree().docinfo.doctype:
        raise ProblemIsMalformed("a document type isn't allowed here", line=1)
    return root


def line_of(element: Element) -> int | None:
    return element.sourceline


def children(element: Element | None) -> list[Element]:
    """Child elements without comments and processing instructions."""
    return [] if element is None else [child for child in element if isinstance(child.tag, str)]


def text_at(root: Element, path: str) -> str:
    found = root.findtext(path)
    return (found or "").strip()


def attribute(element: Element, name: str, *, default: str | None = None) -> str:
    value = element.get(name, default)
    if value is None:
        raise ProblemIsMalformed(f"{name} is missing", rule=str(element.tag), line=line_of(element))
    return str(value).strip()
