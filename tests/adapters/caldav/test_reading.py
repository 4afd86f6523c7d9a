"""XML that means harm, or is none."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalends.adapters.caldav.reading import MOST_ELEMENTS, DocumentTypeIsForbidden, read_xml
from kalends.adapters.caldav.writing import written
from kalends.adapters.http.kinds import BadRequest, BodyTooLarge
from kalends.core.errors import Error
from tests.adapters.caldav.client import Dav

LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>%b]><x>&j;</x>" % b"".join(
    b"<!ENTITY %c '%b'>" % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghij"
)


def test_elements_come_with_namespaces_attributes_and_mixed_text() -> None:
    root = read_xml(
        b'<?xml version="1.0"?><a xmlns="x:"><b xmlns="" q:c="1" xmlns:q="y:">one<!-- two --><d/>three</b></a>'
    )

    assert root.name == "{x:}a"
    inner = root.children[0]
    assert (inner.name, inner.attributes, inner.text) == ("b", {"{y:}c": "1"}, "onethree")
    assert read_xml(written(root).encode()) == root


@pytest.mark.parametrize(
    "document",
    [
        LAUGHS,
        LAUGHS.decode().encode("utf-16"),
        b"<!DOCTYPE x><x/>",
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
    ],
)
def test_a_document_type_is_refused_before_anything_of_it_is_read(document: bytes) -> None:
    """CHECKLIST 42: a billion laughs costs nothing."""
    tracemalloc.start()
    with pytest.raises(DocumentTypeIsForbidden):
        read_xml(document)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1_000_000


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<x>",
        b"<x>&nbsp;</x>",
        b"<x:y/>",
        b"\xff\xfe\x00",
        b"<x>\x00</x>",
        b"<x/>" * 2,
        b"<x>" * 65 + b"</x>" * 65,
        b"<x>" + b"<y/>" * MOST_ELEMENTS + b"</x>",
    ],
)
def test_what_is_no_xml_or_too_much_is_refused(document: bytes) -> None:
    """CHECKLIST 42."""
    with pytest.raises(BadRequest):
        read_xml(document)


def test_a_megabyte_is_too_large() -> None:
    """CHECKLIST 42."""
    with pytest.raises(BodyTooLarge):
        read_xml(b"<x>" + b" " * 1_000_000 + b"</x>")


def _wrapped(parts: list[str]) -> str:
    return "".join(f'<p:x p:y="&quot;&#10;">{part}</p:x><z xmlns="">{part}</z>' for part in parts)


@pytest.mark.parametrize("namespace", ["x", "DAV'", "urn:x?a=1&amp;b"])
def test_a_namespace_may_be_any_text(namespace: str) -> None:
    """Found by bench/fuzz.py: as a default one, it was refused where it is no absolute address."""
    root = read_xml(f'<a:r xmlns:a="{namespace}"><b/></a:r>'.encode())

    assert read_xml(written(root).encode()) == root


@pytest.mark.parametrize(
    "document", ["<a><![CDATA[]]></a>", "<a><![CDATA[]]><b/>c</a>", "<xml:a/>", '<a xmlns="x:"><xml:b><c/></xml:b></a>']
)
def test_empty_sections_and_elements_of_xml_itself_are_written_as_they_mean(document: str) -> None:
    """Found by bench/fuzz.py: the namespace of xml was made a default one, which nobody may read."""
    root = read_xml(document.encode())

    assert read_xml(written(root).encode()) == root


@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(document: bytes) -> None:
    """CHECKLIST 42."""
    try:
        read_xml(document)
    except Error:
        return


@given(st.recursive(st.sampled_from(["", "t", "&amp;"]), lambda inner: st.lists(inner, max_size=3).map(_wrapped)))
def test_what_is_written_reads_the_same(inside: str) -> None:
    root = read_xml(f'<r xmlns="a:" xmlns:p="b:">{inside}</r>'.encode())

    assert read_xml(written(root).encode()) == root


async def test_the_door_says_what_is_wrong_with_a_body(at_ada: Dav) -> None:
    """CHECKLIST 42."""
    laughing = await at_ada.ask("PROPFIND", at_ada.calendar, LAUGHS, {"depth": "0"})
    broken = await at_ada.ask("PROPFIND", at_ada.calendar, b"<x>", {"depth": "0"})
    other = await at_ada.ask("PROPFIND", at_ada.calendar, b"<x/>", {"depth": "0"})
    large = await at_ada.ask("PROPFIND", at_ada.calendar, b"<x>" + b" " * 1_000_000 + b"</x>", {"depth": "0"})
    huge = await at_ada.ask("REPORT", at_ada.calendar, b" " * 6_000_000)
    deep = await at_ada.ask("PROPFIND", at_ada.calendar, b"<a>" * 70 + b"</a>" * 70, {"depth": "nine"})

    assert [one.status for one in (laughing, broken, other, large, huge, deep)] == [403, 400, 400, 413, 413, 400]
    assert laughing.precondition == "D:no-external-entities"
