"""Rules that turn neighbouring terms into one: patterns of sorts, from left to right, one rule after the other.

A pattern names sorts: `at n:num !unit` is a number after "at" that no unit follows. `x:a/b` is either sort; `( | )`,
`?` and `*` are as in regular expressions, `!` looks ahead, and only what stands in `it=( … )` is replaced, the rest
being its surroundings. Terms are written as a string of codes for this; what may repeat differs from what follows
it, so that the work is bounded by the length of the phrase.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kalends.features.calendars.phrases.sorts import Sort

Senses = Mapping[Sort, Any]

_CODES = {sort: chr(0xE000 + number) for number, sort in enumerate(Sort)}
_ATOM = re.compile(r"it=\(|!\(|(?P<not>!)?(?:(?P<name>[a-z]+):)?(?P<sorts>[a-z]+(?:/[a-z]+)*)|[()|?*^$]|\s+")


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of the phrase, `said[start:end]`, and what it can be."""

    senses: Senses
    start: int
    end: int
    # Misspelt, or otherwise not quite what the table says.
    is_guess: bool = False

    def code(self) -> str:
        return "<" + "".join(_CODES[sort] for sort in self.senses) + ">"


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """When and where a phrase is read."""

    now: datetime  # aware
    today: date
    language: str
    # Of dates in digits; None where the reader's order is not known.
    is_month_first: bool | None
    # Whether 5:30 is surely in the morning, as where people write 17:30.
    is_day_of_24_hours: bool
    # Whether "15 h" without a preposition is a time of day.
    is_hour_mark_a_clock: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule matched."""

    terms: Sequence[Term]
    named: Mapping[str, Any]
    here: Here

    def __getitem__(self, name: str) -> Any:
        return self.named[name]

    def get(self, name: str) -> Any:
        return self.named.get(name)

    def all(self, sort: Sort) -> list[Any]:
        return [term.senses[sort] for term in self.terms if sort in term.senses]


Builder = Callable[[Found], Senses | None]


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    sorts: Mapping[str, tuple[Sort, ...]]
    build: Builder


def rule(pattern: str, build: Builder) -> Rule:
    sorts: dict[str, tuple[Sort, ...]] = {}
    written: list[str] = []
    end = 0
    for atom in _ATOM.finditer(pattern):
        if atom.start() != end:
            raise ValueError(f"not a pattern: {pattern[end:]}")
        end = atom.end()
        written.append(_written(atom, sorts))
    if end != len(pattern):
        raise ValueError(f"not a pattern: {pattern[end:]}")
    return Rule(re.compile("".join(written)), sorts, build)


def _written(atom: re.Match[str], sorts: dict[str, tuple[Sort, ...]]) -> str:
    text = atom[0]
    if text == "it=(":
        return "(?P<it>"
    if text in ("(", "!("):
        return "(?:" if text == "(" else "(?!"
    if atom["sorts"] is None:
        return text.strip()
    among = tuple(Sort(name) for name in atom["sorts"].split("/"))
    # The look ahead keeps a term of two of these sorts from being matched in two ways, and so a row of them in 2ⁿ.
    one = f"<(?=[^<>]*[{''.join(_CODES[sort] for sort in among)}])[^<>]*>"
    if atom["not"]:
        return f"(?!{one})"
    if atom["name"]:
        sorts[atom["name"]] = among
        return f"(?P<{atom['name']}>{one})"
    return f"(?:{one})"


def rewrite(terms: Sequence[Term], rules: Sequence[Rule], here: Here) -> list[Term]:
    """The terms after all rules, each applied once from left to right, in their order."""
    present = list(terms)
    for one in rules:
        present = _rewrite(present, one, here)
    return present


def _rewrite(terms: list[Term], one: Rule, here: Here) -> list[Term]:
    codes = "".join(term.code() for term in terms)
    if one.pattern.search(codes) is None:
        return terms
    numbers = _numbers(terms)
    made: list[Term] = []
    kept = position = 0
    while (match := one.pattern.search(codes, position)) is not None:
        start, end = match.span("it") if "it" in one.pattern.groupindex else match.span()
        first, last = numbers[start], numbers[end]
        senses = one.build(_found(match, one, terms, numbers, here))
        if senses is None:
            position = codes.index(">", match.start()) + 1
            continue
        made += terms[kept:first]
        guessed = any(term.is_guess for term in terms[first:last])
        made.append(Term(senses, terms[first].start, terms[last - 1].end, guessed))
        kept, position = last, end
    return made + terms[kept:]


def _numbers(terms: Sequence[Term]) -> dict[int, int]:
    """Which term begins at each place of the codes, the end included."""
    numbers, place = {0: 0}, 0
    for number, term in enumerate(terms, start=1):
        place += len(term.code())
        numbers[place] = number
    return numbers


def _found(match: re.Match[str], one: Rule, terms: Sequence[Term], numbers: Mapping[int, int], here: Here) -> Found:
    whole = terms[numbers[match.start()] : numbers[match.end()]]
    return Found(whole, dict(_named(match, one, terms, numbers)), here)


def _named(
    match: re.Match[str], one: Rule, terms: Sequence[Term], numbers: Mapping[int, int]
) -> Iterator[tuple[str, Any]]:
    for name, among in one.sorts.items():
        if match[name] is not None:
            senses = terms[numbers[match.start(name)]].senses
            yield name, next(senses[sort] for sort in among if sort in senses)
