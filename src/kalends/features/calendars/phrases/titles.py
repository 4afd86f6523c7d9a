"""What remains of a phrase when its times are taken out, with the little words that led to them."""

import re
from collections.abc import Sequence

from kalends.features.calendars.phrases.grammar import Term
from kalends.features.calendars.phrases.pieces import Days
from kalends.features.calendars.phrases.sorts import JOINTS, PIECES, Sort

_YEAR = 12
# "Over" leads to a weekend; before a day it is of a verb.
_OVER = 2
_SPACES = re.compile(r"\s+")
_EDGES = " \t,;:.!?¿¡@&+-–—/|"
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_BEFORE_SIGN = re.compile(r"\s+([,;:.!?])")
_REPEATED_SIGN = re.compile(r"([,;:])(?:\s*[,;:])+")
_PARTICLE = frozenset({Sort.IN, Sort.ON, Sort.OF})
# What may follow a piece and goes with it.
_TAILS = frozenset({Sort.SEP, Sort.DASH, Sort.FILLER})


def title_of(text: str, terms: Sequence[Term], only: Sequence[Term] | None = None) -> str:
    """`only` are the pieces to take out, where not all are."""
    taken = [
        number
        for number, term in enumerate(terms)
        if (term in only if only is not None else not PIECES.isdisjoint(term.senses))
    ]
    if only is None:
        taken = [number for number in taken if not (_is_a_noun(terms, number) or _is_an_age(terms, number))]
    gone = set(taken)
    for number in taken:
        before = number - 1
        while before >= 0 and not JOINTS.isdisjoint(terms[before].senses) and not _is_of_the_title(terms, before):
            gone.add(before)
            before -= 1
        after = number + 1
        while after < len(terms) and not _TAILS.isdisjoint(terms[after].senses):
            gone.add(after)
            after += 1
    kept: list[str] = []
    end = 0
    for number, term in enumerate(terms):
        if number in gone:
            kept.append(text[end : term.start] + " ")
            end = term.end
    kept.append(text[end:])
    title = _SPACES.sub(" ", "".join(kept)).strip(_EDGES)
    if title.count("(") != title.count(")"):
        title = title.replace("(", "").replace(")", "")
    return _BEFORE_SIGN.sub(r"\1", _REPEATED_SIGN.sub(r"\1", _EMPTY.sub("", title))).strip(_EDGES)


def _is_of_the_title(terms: Sequence[Term], number: int) -> bool:
    """The "in" of "bring the dog in on Monday" leads to no day, nor does an "over" in its place."""
    senses, after = terms[number].senses, terms[number + 1].senses
    days: Days | None = after.get(Sort.DAYS)
    if senses.get(Sort.ON) == _OVER and days is not None and days.is_single:
        return True
    is_particle = _PARTICLE.issuperset(senses) and Sort.ON in after and Sort.ARTICLE not in after
    return is_particle or _is_glued(terms, number)


def _is_glued(terms: Sequence[Term], number: int) -> bool:
    """The "in" of a drop-in, and its dash."""
    dash = next((near for near in (number - 1, number) if near > 0 and Sort.DASH in terms[near].senses), None)
    if dash is None or dash + 1 == len(terms):
        return False
    before, sign, after = terms[dash - 1 : dash + 2]
    return before.end == sign.start and sign.end == after.start and Sort.WORD in before.senses


def _is_an_age(terms: Sequence[Term], number: int) -> bool:
    """Grandpa's 70 years, where nothing recurs so long."""
    length = terms[number].senses.get(Sort.LENGTH)
    recurs = any(Sort.REPEAT in term.senses for term in terms)
    return length is not None and length.months >= _YEAR and not recurs


def _is_a_noun(terms: Sequence[Term], number: int) -> bool:
    """Evening class at seven: a part of the day beside its time may also name what takes place."""
    if Sort.PART in terms[number].senses and number and terms[number - 1].senses.get(Sort.WORD) == "'":
        return True  # parents' evening
    if Sort.PART not in terms[number].senses or not any(Sort.CLOCK in term.senses for term in terms):
        return False
    if terms[number].senses[Sort.PART] == "night" and number and Sort.WORD in terms[number - 1].senses:
        return True  # quiz night
    around = [terms[near] for near in (number - 1, number + 1) if 0 <= near < len(terms)]
    return number + 1 < len(terms) and all(Sort.WORD in term.senses for term in around)
