"""A phrase cut into terms: shapes of digits, the words of a language's table, and all the others."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from kalends.features.calendars.phrases.grammar import Here, Senses, Term
from kalends.features.calendars.phrases.language import Language, folded, lower
from kalends.features.calendars.phrases.pieces import HOUR, Clock
from kalends.features.calendars.phrases.sorts import Sort
from kalends.features.calendars.phrases.zones import iana_name, of_offset

# Addresses of all kinds: "monday.com" is no Monday.
_ADDRESS = re.compile(
    r"https?://\S+|[^\s@]{1,64}@[^\s@]+\.[^\W\d]{2,}\b|[^\W\d]+\.(?:com|net|org|io|de|fr|es|ru|eu|app)\b", re.I
)
_IANA = re.compile(r"[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?")
_OFFSET = re.compile(
    r"(?:UTC|GMT)\s?([+−-]\d{1,2})(?::?(\d\d))?(?!\d)|(?<=T\d\d:\d\d)([+-]\d\d):?(\d\d)(?!\d)|(?<=\d:\d\d)Z\b"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(?=\d\d:\d\d)|(?!\d))")
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_DATE = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
# Not a date but an idiom, or a part of something.
_IDIOMS = frozenset({"24/7", "1/2", "50/50", "1/1", "2/3", "1/3", "1/4", "3/4"})
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?(?!\d|:\d)")
# 0830 and 0830-1015; a telephone's zeros have more digits around them.
_PADDED = re.compile(r"(0\d)([0-5]\d)(?![\d.:/]|,\d|-\d{1,3}\b|\s\d)")
# The first of "14. - 16.12." in any language.
_FIRST_DAY = re.compile(r"(\d{1,2})\.(?=\s?[-–/]\s?\d{1,2}\.)")
# 5p, 10:30a.
_INITIAL = re.compile(r"(\d{1,2})(?::(\d\d))?([ap])(?![^\W_]|\.)", re.I)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?![\d.]*\d)")
_DECIMAL = re.compile(r"\d+[.,]\d+(?!\d)")
_NUMBER = re.compile(r"\d+")
# A film, a song: what is called so says no time.
_QUOTED = re.compile(r"""[«“„"][^«»“”„"]+[»”“"]""")
# What stands before a number that is a name: "#4711", "Nr. 12".
_NUMBERED = re.compile(r"(?:#|№|n°|nº|\bno\.|\bnr\.|\bnúm\.)\s?$", re.I)
_WORD = re.compile(r"[^\W\d_]+[̀-ͯ]*")
_SIGN = re.compile(r"\S")
_SIGNS: dict[str, Sort] = {
    **dict.fromkeys(",;+()", Sort.SEP),
    "&": Sort.AND,
    **dict.fromkeys("-–—−", Sort.DASH),
    "/": Sort.OR,
    "@": Sort.AT,
}
_DAYS = frozenset({Sort.WEEKDAY, Sort.WEAKDAY, Sort.RELDAY, Sort.MONTH})
# Windows of the calendar that Python's dates can hold with a margin.
_YEARS = range(1900, 2200)
_CENTURY = 2000
# Twice what a sentence of 300 characters has; what comes after is part of the title.
MAX_TERMS = 120


def terms_of(said: str, language: Language, here: Here) -> list[Term]:
    return list(islice(_terms(said, language, here), MAX_TERMS))


def _terms(said: str, language: Language, here: Here) -> Iterator[Term]:
    ordinal = re.compile(rf"(\d{{1,2}})(?:{language.ordinal})", re.I)
    place = 0
    found: list[Term] = []
    while place < len(said):
        if said[place].isspace():
            place += 1
            continue
        found = (
            list(_quoted(said, place))
            or list(_entry(said, place, language))
            or list(_shape(said, place, ordinal, here, language, is_apart=_is_apart(said, place, found)))
            or [_word(said, place, language)]
        )
        yield from found
        place = found[-1].end


def _quoted(said: str, place: int) -> Iterator[Term]:
    """What is in quotes, unless all of the phrase is."""
    match = _QUOTED.match(said, place)
    if match is not None and said.replace(match[0], "").strip():
        yield Term({Sort.WORD: match[0]}, place, match.end())


def _shape(
    said: str, place: int, ordinal: re.Pattern[str], here: Here, language: Language, *, is_apart: bool
) -> Iterator[Term]:
    """What begins here and is told by its signs."""
    if (match := _ADDRESS.match(said, place)) is not None:
        yield Term({Sort.WORD: match[0]}, place, match.end())
    elif (match := _IANA.match(said, place)) is not None and (name := iana_name(match[0])):
        yield Term({Sort.ZONE: name}, place, match.end())
    elif (match := _OFFSET.match(said, place)) is not None:
        hours, minutes = match[1] or match[3] or "0", match[2] or match[4] or "0"
        name = of_offset(int(hours.replace("−", "-")), int(minutes))
        yield Term({Sort.ZONE: name} if name else {Sort.WORD: match[0]}, place, match.end())
    elif said[place].isdigit() and _NUMBERED.search(said[:place]) and (match := _NUMBER.match(said, place)):
        yield Term({Sort.WORD: match[0]}, place, match.end())
    elif said[place].isdigit() and is_apart:
        term = _digits(said, place, ordinal, here)
        name = _WORD.match(said, term.end)
        if name is not None and set(term.senses) == {Sort.NUM} and folded(name[0]) not in language.phrases:
            term = Term({Sort.WORD: said[place : name.end()]}, place, name.end())  # 3D, 5k
        yield term


def _is_apart(said: str, place: int, before: Sequence[Term]) -> bool:
    """Not so the 2 of B2, but the 30 of 14h30 and the 10 of Fri10am."""
    is_inside = place > 1 and said[place - 1].isalpha() and (said[place - 2].isspace() or said[place - 2].isalpha())
    return not is_inside or not _DAYS.isdisjoint(before[-1].senses)


def _digits(said: str, place: int, ordinal: re.Pattern[str], here: Here) -> Term:
    for pattern, senses_of in (
        (_ISO, _year_first),
        (_YEAR_FIRST, _year_first),
        (_DATE, _date),
        (_DAY_MONTH, _day_month),
        (_SLASHED, _slashed),
        (_INITIAL, _initial),
        (_CLOCK, _clock),
        (_PADDED, _clock),
        (_FIRST_DAY, _ordinal),
        (ordinal, _ordinal),
        (_DOTTED, _dotted),
        (_DECIMAL, _decimal),
    ):
        match = pattern.match(said, place)
        senses = match and senses_of(match, here)
        if match and senses:
            return Term(senses, place, match.end())
    match = _NUMBER.match(said, place)
    assert match is not None
    return Term(_number(match[0]), place, match.end())


def _year_first(match: re.Match[str], here: Here) -> Senses | None:
    year = int(match[1])
    return {Sort.DATETEXT: (year, int(match[2]), int(match[3]), False)} if year in _YEARS else None


def _date(match: re.Match[str], here: Here) -> Senses | None:
    year = int(match[4]) + (_CENTURY if len(match[4]) == 2 else 0)
    return _ordered(int(match[1]), int(match[3]), year, here, is_day_first=match[2] == ".") if year in _YEARS else None


def _day_month(match: re.Match[str], here: Here) -> Senses | None:
    return _ordered(int(match[1]), int(match[2]), None, here, is_day_first=True)


def _slashed(match: re.Match[str], here: Here) -> Senses | None:
    if match[0] in _IDIOMS:
        return {Sort.WORD: match[0]}
    return _ordered(int(match[1]), int(match[2]), None, here, is_day_first=False)


def _ordered(one: int, two: int, year: int | None, here: Here, *, is_day_first: bool) -> Senses | None:
    """In the reader's order; `True` last where it is not known and both are dates."""
    if max(one, two) > 31 or min(one, two) < 1:
        return None
    if is_day_first or here.is_month_first is False:
        return {Sort.DATETEXT: (year, two, one, False)}
    if here.is_month_first:
        return {Sort.DATETEXT: (year, one, two, False)}
    if one > 12 or two > 12 or one == two:
        month, day = (two, one) if one > 12 else (one, two)
        return {Sort.DATETEXT: (year, month, day, False)}
    return {Sort.DATETEXT: (year, one, two, True)}


def _clock(match: re.Match[str], here: Here) -> Senses | None:
    return {Sort.CLOCKTEXT: clock_of(int(match[1]), int(match[2]), here, is_padded=match[1].startswith("0"))}


def clock_of(hour: int, minute: int, here: Here, *, is_padded: bool = False) -> Clock | None:
    """None for a time that no clock shows."""
    if minute >= HOUR or hour * HOUR + minute > 24 * HOUR:
        return None
    if is_padded or here.is_day_of_24_hours:
        return Clock.of_24_hours(hour * HOUR + minute)
    return Clock.hour(hour, minute)


def _initial(match: re.Match[str], here: Here) -> Senses | None:
    clock = Clock.hour(int(match[1]), int(match[2] or 0)) if here.language == "en" and int(match[1]) <= 12 else None
    return clock and {Sort.CLOCKTEXT: clock.within(f"{match[3].lower()}m")}


def _ordinal(match: re.Match[str], here: Here) -> Senses | None:
    return {Sort.ORD: int(match[1]), Sort.NUM: int(match[1])}


def _dotted(match: re.Match[str], here: Here) -> Senses | None:
    return {Sort.DOTTED: (int(match[1]), int(match[2]), len(match[2])), Sort.NUM: float(match[0])}


def _decimal(match: re.Match[str], here: Here) -> Senses | None:
    return {Sort.NUM: float(match[0].replace(",", "."))}


def _number(text: str) -> Senses:
    if len(text) > 4:  # a telephone's, an order's
        return {Sort.WORD: text}
    if len(text) == 4:
        return {Sort.YEAR: int(text), Sort.NUM: int(text)} if int(text) in _YEARS else {Sort.NUM: int(text)}
    return {Sort.NUM: int(text)}


def _entry(said: str, place: int, language: Language) -> Iterator[Term]:
    """The longest entry of the table that begins here."""
    if _ADDRESS.match(said, place) or _OFFSET.match(said, place):
        return
    ahead = list(_ahead(said, place))
    first = ahead[0][0]
    for key, meanings in language.phrases.get(first, ()):
        if len(key) <= len(ahead) and all(word == ahead[number][0] for number, word in enumerate(key)):
            raw = said[place : ahead[len(key) - 1][1]]
            if not all(_is_spelt(word, language) for word in _WORD.findall(raw)):
                continue
            if len(key) == 1 and raw.isascii() and first in language.strict:
                continue
            if first in language.names and raw[:1].isupper():
                break
            yield from (Term(senses, place, place + len(raw)) for senses in meanings)
            return


def _is_spelt(word: str, language: Language) -> bool:
    """Without its accents, or with all of them where they belong."""
    return lower(word) == folded(word) or lower(word) in language.accented


def _word(said: str, place: int, language: Language) -> Term:
    """One word or sign, whatever it is."""
    first, end = next(_ahead(said, place))
    if first in language.misspelt and _is_spelt(said[place:end], language):
        return Term(language.misspelt[first], place, end, is_guess=True)
    return Term({_SIGNS.get(first, Sort.WORD): first}, place, end)


def _ahead(said: str, place: int) -> Iterator[tuple[str, int]]:
    """The next tokens, folded, with where each ends. No entry of a table has more than eight."""
    for _ in range(8):
        while place < len(said) and said[place].isspace():
            place += 1
        match = next((m for p in (_WORD, _NUMBER, _SIGN) if (m := p.match(said, place))), None)
        if match is None:
            return
        place = match.end()
        yield folded(match[0]), place


def clean(said: str) -> str:
    """Composed as the tables are. Signs that show nothing count for nothing."""
    composed = unicodedata.normalize("NFC", said)
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zs") else sign for sign in composed)
