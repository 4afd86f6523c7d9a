"""All that a phrase says, sorted: which day and which time belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kalends.features.calendars.phrases.grammar import Term
from kalends.features.calendars.phrases.pieces import Clock, Days, Length, Range, Repeat
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

_WORDS = frozenset({Sort.WORD, Sort.MEASURE, Sort.MOVING, Sort.CONTEXT})


@dataclass(slots=True)
class Group:
    """A day and a time that belong together; either may be missing."""

    days: Days | None = None
    # "To Sunday 5pm": the end of what began in the group before.
    is_end: bool = False
    time: Clock | Range | None = None
    parts: list[str] = field(default_factory=list[str])
    # A part that rather names what takes place: the evening class.
    named: str | None = None
    # Named so it says when, and does not: a night shift is of two days.
    is_dark: bool = False

    def settle(self) -> None:
        """What names a thing says when, too, if nothing else does."""
        if self.named is not None and self.time is None and not self.parts:
            self.parts.append(self.named)
        else:
            self.is_dark = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All pieces of a phrase, sorted."""

    groups: Sequence[Group]
    repeats: Sequence[Repeat]
    length: Length | None
    until: Days | None
    begin: Days | None
    count: int | None
    moment: int | None
    doubt: Question | None
    is_workdays: bool
    # Whether "or", "and" or a comma joins the days, or the times.
    is_joined: bool
    # Whether other words stand between the days.
    are_days_apart: bool
    context: str | None

    @property
    def is_empty(self) -> bool:
        has_days = any(group.days is not None or group.time is not None for group in self.groups)
        return not (has_days or self.repeats or self.moment is not None or self.doubt)


def said(terms: Sequence[Term]) -> Said:
    repeats: list[Repeat] = [term.senses[Sort.REPEAT] for term in terms if Sort.REPEAT in term.senses]
    first = _firsts(terms)
    bounds = {Sort.UNTILDAY, Sort.FROMDAY} if repeats else set[Sort]()
    groups = list(_groups(terms, bounds))
    for group in groups:
        group.settle()
    return Said(
        groups=groups,
        repeats=repeats,
        length=first.get(Sort.LENGTH),
        until=first.get(Sort.UNTILDAY) if repeats else None,
        begin=first.get(Sort.FROMDAY) if repeats else None,
        count=first.get(Sort.COUNT) if repeats else None,
        moment=first.get(Sort.MOMENT),
        doubt=_doubt(first, groups),
        is_workdays=Sort.WORKDAY in first,
        is_joined=_are_joined(terms),
        are_days_apart=_are_apart(_among_days(terms)),
        context=first.get(Sort.CONTEXT),
    )


def _among_days(terms: Sequence[Term]) -> Sequence[Term]:
    """From the first day to the last."""
    days = [number for number, term in enumerate(terms) if Sort.DAYS in term.senses]
    return terms[days[0] : days[-1]] if len(days) > 1 else ()


def _are_joined(terms: Sequence[Term]) -> bool:
    """Not so "Tuesday, rather than Thursday": a comma joins only what nothing else keeps apart."""
    among = _among_days(terms)
    joints = {sort for term in among or terms for sort in term.senses}
    return not {Sort.OR, Sort.AND}.isdisjoint(joints) or (Sort.SEP in joints and not _are_apart(among))


def _are_apart(terms: Sequence[Term]) -> bool:
    return any(Sort.WORD in term.senses for term in terms)


def _doubt(first: dict[Sort, Any], groups: Sequence[Group]) -> Question | None:
    if Sort.DOUBT in first:
        return Question(first[Sort.DOUBT])
    is_open = _is_endless(first, groups) or any(_is_dark(group) or _is_at_odds(group) for group in groups)
    return Question.VAGUE if is_open else None


def _is_endless(first: dict[Sort, Any], groups: Sequence[Group]) -> bool:
    """From Monday on: when, is not said."""
    return Sort.FROMDAY in first and Sort.REPEAT not in first and all(group.time is None for group in groups)


def _is_dark(group: Group) -> bool:
    return group.is_dark and group.days is not None


def _is_at_odds(group: Group) -> bool:
    """At 15:00 in the night: one of them is a slip, or of something else."""
    match group.time:
        case (Clock() as clock) | Range(start=clock, is_window=False):
            return bool(group.parts) and clock.is_at_odds_with(group.parts[0])
        case _:
            return False


def _firsts(terms: Sequence[Term]) -> dict[Sort, Any]:
    first: dict[Sort, Any] = {}
    for term in terms:
        for sort, value in term.senses.items():
            first.setdefault(sort, value)
    return first


def _groups(terms: Sequence[Term], bounds: set[Sort]) -> Iterator[Group]:
    """A second day, or a second time, begins a new group."""
    group = Group()
    for number, term in enumerate(terms):
        days = next(
            (term.senses[sort] for sort in (Sort.DAYS, Sort.UNTILDAY, Sort.FROMDAY) if sort in term.senses), None
        )
        if days is not None and bounds.isdisjoint(term.senses):
            if group.days is not None:
                yield group
                group = Group()
            group.days, group.is_end = days, Sort.UNTILDAY in term.senses
        time = term.senses.get(Sort.CLOCK) or term.senses.get(Sort.RANGE)
        if time is not None:
            if group.time is not None:
                yield group
                group = Group()
            group.time = time
        part = term.senses.get(Sort.PART) or term.senses.get(Sort.PARTS)
        if part is not None and _names_a_thing(terms, number):
            group.named = part
            group.is_dark = part == "night" or (part == "evening" and Sort.OF in terms[number - 1].senses)
        elif part is not None:
            group.parts.append(part)
    yield group


def _names_a_thing(terms: Sequence[Term], number: int) -> bool:
    """Night shift handover; turno de noche."""
    before = [terms[near].senses for near in range(max(0, number - 2), number)]
    is_led = not before or not {Sort.WORD, Sort.CLOCK}.isdisjoint(before[-1])
    if is_led and number + 1 < len(terms) and not _WORDS.isdisjoint(terms[number + 1].senses):
        return True
    return len(before) == 2 and Sort.WORD in before[0] and Sort.OF in before[1] and Sort.ARTICLE not in before[1]
