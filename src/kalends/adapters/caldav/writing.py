"""XML as we write it: by hand, since answers are long and of few shapes."""

import re
from functools import lru_cache

from kalends.adapters.caldav.names import DECLARED, PREFIXES, XML
from kalends.adapters.caldav.reading import Element

HEADER = '<?xml version="1.0" encoding="utf-8"?>\n'
MEDIA_TYPE = "application/xml; charset=utf-8"

# XML 1.0 has no way to write these.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_QUOTED = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def escape(text: str) -> str:
    """What XML can't say becomes the replacement character; line ends stay as they are."""
    # Every calendar object has line ends, which need nothing: without them the quick test mostly spares the slow one.
    if not text.replace("\r", "").replace("\n", "").isprintable():
        text = _UNSPEAKABLE.sub("\ufffd", text)
    # Several times as quick as one `translate`, where most of these are not found.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(maxsize=1024)
def tags(name: str) -> tuple[str, str]:
    """How an element begins and ends; a namespace that the answer does not declare is declared here."""
    namespace, local = _split(name)
    if (prefix := "xml" if namespace == XML else PREFIXES.get(namespace)) is not None:
        return f"<{prefix}:{local}>", f"</{prefix}:{local}>"
    return f"<{local}{_default(namespace)}>", f"</{local}>"


def empty(name: str) -> str:
    return f"{tags(name)[0][:-1]}/>"


def element(name: str, inside: str) -> str:
    begin, end = tags(name)
    return f"{begin}{inside}{end}" if inside else f"{begin[:-1]}/>"


def document(name: str, inside: str) -> bytes:
    begin, end = tags(name)
    return f"{HEADER}{begin[:-1]} {DECLARED}>{inside}{end}".encode()


def written(one: Element, around: str = "") -> str:
    """An element with all that is in it, for whoever puts it into another document; `around` is the namespace that
    has no prefix there."""
    namespace, local = _split(one.name)
    if namespace == XML:
        local, namespace = f"xml:{local}", around
    declared = "" if namespace == around else _default(namespace)
    attributes = "".join(_attribute(name, value, place) for place, (name, value) in enumerate(one.attributes.items()))
    inside = "".join(escape(part) if isinstance(part, str) else written(part, namespace) for part in one.contents)
    return f"<{local}{declared}{attributes}>{inside}</{local}>" if inside else f"<{local}{declared}{attributes}/>"


def _attribute(name: str, value: str, place: int) -> str:
    namespace, local = _split(name)
    value = escape(value).translate(_QUOTED)
    if not namespace:
        return f' {local}="{value}"'
    if namespace == XML:
        return f' xml:{local}="{value}"'
    # A default namespace is none for attributes.
    return f' xmlns:n{place}="{escape(namespace[1:-1]).translate(_QUOTED)}" n{place}:{local}="{value}"'


def _split(name: str) -> tuple[str, str]:
    if not name.startswith("{"):
        return "", name
    namespace, _, local = name.rpartition("}")
    return namespace + "}", local


def _default(namespace: str) -> str:
    return f' xmlns="{escape(namespace[1:-1]).translate(_QUOTED)}"'
