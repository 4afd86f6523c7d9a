"""A filter over the components of an object (RFC 4791, section 9.7). Pure values; `matching` applies them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from unicodedata import normalize

from kalends.core.errors import Forbidden, Invalid
from kalends.features.calendars.objects.occurrences import FIRST, LAST


class UnknownCollation(Forbidden):
    """Texts are compared by i;ascii-casemap, i;octet or i;unicode-casemap."""


class FilterIsUnusable(Invalid):
    """This filter can't be used."""


class Collation(StrEnum):
    """RFC 4790, and RFC 5051 for the last."""

    ASCII = "i;ascii-casemap"
    OCTET = "i;octet"
    UNICODE = "i;unicode-casemap"


_ASCII_LOWER = {ord(upper): ord(upper) + 32 for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}

FOLDED: dict[Collation, Callable[[str], str]] = {
    Collation.ASCII: lambda text: text.translate(_ASCII_LOWER),
    Collation.OCTET: lambda text: text,
    Collation.UNICODE: lambda text: normalize("NFKD", normalize("NFKD", text).casefold()),
}


def collation_named(name: str) -> Collation:
    if name == "default":
        return Collation.ASCII
    try:
        return Collation(name)
    except ValueError as unknown:
        raise UnknownCollation(field="collation") from unknown


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Half-open instants; without one of them it is open there."""

    start: datetime = FIRST
    end: datetime = LAST

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise FilterIsUnusable("The end of a time range comes after its start.", field="time-range")


@dataclass(frozen=True, slots=True)
class TextMatch:
    text: str
    collation: Collation = Collation.ASCII
    is_negated: bool = False

    def admits(self, value: str) -> bool:
        fold = FOLDED[self.collation]
        return (fold(self.text) in fold(value)) != self.is_negated


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterFilter:
    name: str
    is_absent: bool = False
    text: TextMatch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyFilter:
    name: str
    is_absent: bool = False
    span: TimeRange | None = None
    text: TextMatch | None = None
    parameters: Sequence[ParameterFilter] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentFilter:
    name: str
    is_absent: bool = False
    span: TimeRange | None = None
    properties: Sequence[PropertyFilter] = ()
    components: Sequence["ComponentFilter"] = ()

    @property
    def asks_only_for_kind(self) -> bool:
        """Of a component: nothing but that it is there, perhaps at some time."""
        return not (self.is_absent or self.properties or self.components)


EVERYTHING = ComponentFilter(name="VCALENDAR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What of a filter the database answers: the rest is asked of the objects it finds."""

    # The kind that objects must have, where the filter asks for one.
    kind: str | None = None
    span: TimeRange | None = None
    uid: str | None = None
    # Whether what the database finds is the answer.
    is_whole: bool = False


def plan_of(filter_: ComponentFilter) -> Plan:
    present = [one for one in filter_.components if not one.is_absent and one.name != "VTIMEZONE"]
    if filter_.is_absent or filter_.span or not present:
        return Plan(is_whole=filter_ == EVERYTHING)
    first = present[0]
    is_alone = len(filter_.components) == 1 and not filter_.properties
    # To-dos are at times that the index does not know in full (section 9.9); events are in it.
    span = first.span if first.name == "VEVENT" else None
    return Plan(
        kind=first.name,
        span=span,
        uid=_uid_of(first),
        is_whole=is_alone and first.asks_only_for_kind and span == first.span,
    )


def _uid_of(component: ComponentFilter) -> str | None:
    """The UID that is asked for by name, as clients look one up."""
    for one in component.properties:
        if one.name == "UID" and not one.is_absent and one.text and not one.text.is_negated:
            return one.text.text
    return None
