"""A language as a table: which words are of which sort. The rules that combine them are shared."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kalends.features.calendars.phrases.sorts import Sort

Value = int | float | str
# The forms of each word, with strokes between them.
Table = Mapping[Any, str]
Meaning = tuple[Sort, Value]

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
# Shorter words are of several languages: "so", "mar", "once".
MIN_TELLING = 4
# Typed in a hurry, a letter may be missing, doubled or swapped; in shorter words that makes another word.
_MIN_MISSPELT = 6
_MISSPELT = (Sort.WEEKDAY, Sort.WEEKDAYS, Sort.MONTH, Sort.RELDAY)


@dataclass(frozen=True, eq=False, kw_only=True)
class Language:
    code: str
    words: Mapping[Sort, Table]
    # Words that say several things in a row: "tonight" is a day and a part of it.
    bundles: Mapping[str, tuple[Meaning, ...]] = field(default_factory=dict[str, tuple[Meaning, ...]])
    # What makes digits an ordinal, as a regular expression.
    ordinal: str = r"(?!)"
    # Whether 5:30 is surely in the morning.
    is_day_of_24_hours: bool = True
    is_hour_mark_a_clock: bool = False
    # What begins a longer word that names a day: Montagstraining, Silvesterparty.
    stems: tuple[str, ...] = ()
    # Short forms that are also names when they begin with a capital.
    names: frozenset[str] = frozenset()
    # Words that are others without their accents, as they are without them: "dès".
    strict: frozenset[str] = frozenset()
    # What ends the name of a zone, known or not: Hobart time.
    zone_tails: frozenset[str] = frozenset()
    # What begins a phrase and says that nothing takes place: no rehearsal.
    denials: frozenset[str] = frozenset()

    @cached_property
    def phrases(self) -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[Mapping[Sort, Value], ...]], ...]]:
        """By their first token, the longest first: the tokens, and the terms that they stand for."""
        senses: dict[tuple[str, ...], dict[Sort, Value]] = {}
        for sort, table in self.words.items():
            for value, forms in table.items():
                for form in forms.split("|"):
                    senses.setdefault(tokens(form), {})[sort] = value
        whole: dict[tuple[str, ...], tuple[Mapping[Sort, Value], ...]] = {key: (one,) for key, one in senses.items()}
        for form, meanings in self.bundles.items():
            whole[tokens(form)] = tuple({sort: value} for sort, value in meanings)
        by_first: dict[str, list[tuple[tuple[str, ...], tuple[Mapping[Sort, Value], ...]]]] = {}
        for key, one in whole.items():
            by_first.setdefault(key[0], []).append((key, one))
        return {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in by_first.items()}

    @cached_property
    def accented(self) -> frozenset[str]:
        """Words with accents as the table has them. People leave them out, but put none where none is: "está" is not
        "esta", nor "schön" "schon"."""
        forms = (form for table in self.words.values() for forms in table.values() for form in forms.split("|"))
        return frozenset(lower(word) for form in (*forms, *self.bundles) for word in _TOKEN.findall(form))

    @cached_property
    def long_words(self) -> frozenset[str]:
        """Those by which the language may be told."""
        known = {word for lines in self.phrases.values() for key, _ in lines for word in key}
        return frozenset(word for word in {*known, *self.misspelt} if len(word) >= MIN_TELLING)

    @cached_property
    def misspelt(self) -> Mapping[str, Mapping[Sort, Value]]:
        """What a slip of the finger makes of the long names of days and months."""
        wrong: dict[str, Mapping[Sort, Value]] = {}
        for key, found in ((key, found) for lines in self.phrases.values() for key, found in lines):
            if len(key) == 1 and len(key[0]) >= _MIN_MISSPELT and any(sort in found[0] for sort in _MISSPELT):
                wrong.update(dict.fromkeys(_slips(key[0]), found[0]))
        return {word: senses for word, senses in wrong.items() if word not in self.phrases}


def tokens(text: str) -> tuple[str, ...]:
    return tuple(folded(token) for token in _TOKEN.findall(text))


def lower(word: str) -> str:
    """Without case; Ё is written as Е as often as not."""
    return word.casefold().replace("ё", "е")


def folded(word: str) -> str:
    """Without case, and without the accents that people leave out; Й stays a letter of its own."""
    if word in "’ʼ`´":
        return "'"
    plain = unicodedata.normalize("NFD", lower(word))
    return unicodedata.normalize("NFC", "".join(_bare(plain)))


def _bare(decomposed: str) -> Iterator[str]:
    for before, sign in zip(f" {decomposed}", decomposed, strict=False):
        if not unicodedata.combining(sign) or before == "и":
            yield sign


def _slips(word: str) -> Iterable[str]:
    """A letter left out, doubled, or swapped with the next; never the first or the last."""
    for place in range(1, len(word) - 1):
        yield word[:place] + word[place + 1 :]
        yield word[:place] + word[place] + word[place:]
        if place < len(word) - 2:
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    yield word[1] + word[0] + word[2:]
