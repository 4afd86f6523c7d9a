"""Reading a phrase: in the reader's language first, in another where that understands more of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kalends.core.errors import Invalid
from kalends.core.time import UnknownZone, zone
from kalends.features.calendars.phrases.combination import MOST_ALTERNATIVES, combined
from kalends.features.calendars.phrases.doubts import leaves_doubt
from kalends.features.calendars.phrases.english import ENGLISH
from kalends.features.calendars.phrases.french import FRENCH
from kalends.features.calendars.phrases.german import GERMAN
from kalends.features.calendars.phrases.grammar import Here, Term, rewrite
from kalends.features.calendars.phrases.language import MIN_TELLING, Language, folded
from kalends.features.calendars.phrases.reading import Chip, ChipKind, Question, Reading, ReadingKind
from kalends.features.calendars.phrases.rules import RULES
from kalends.features.calendars.phrases.russian import RUSSIAN
from kalends.features.calendars.phrases.said import said
from kalends.features.calendars.phrases.sorts import PIECES, Sort
from kalends.features.calendars.phrases.spanish import SPANISH
from kalends.features.calendars.phrases.terms import clean, terms_of
from kalends.features.calendars.phrases.titles import title_of
from kalends.features.calendars.phrases.walls import Outcome, together
from kalends.features.calendars.phrases.zones import HERE, of_offset

LANGUAGES: tuple[Language, ...] = (ENGLISH, GERMAN, FRENCH, SPANISH, RUSSIAN)
# A sentence with room to spare; longer texts are not read for times.
MAX_PHRASE = 300
# Where days can still be counted on from.
_YEARS = range(1970, 2150)
_MONTH_FIRST = frozenset({"US", "PH", "BZ", "FM"})
_LOCALE = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_][A-Z][a-z]{3})?(?:[-_](?P<region>[A-Z]{2}|\d{3}))?(?:[-_.@].*)?", re.I
)


_LETTERS = re.compile(r"[^\W\d_]+")
_LONE_FOREIGN = 6
_MISSPELT = 0.9
# A zone's names, and the offset that its abbreviation claims.
_CLAIM = re.compile(r"(?P<names>[A-Za-z_/,-]+?)(?P<claim>[+-]\d+)?")
_CHIPS: dict[Sort, ChipKind] = {
    **dict.fromkeys((Sort.CLOCK, Sort.RANGE, Sort.PART, Sort.PARTS, Sort.MOMENT), ChipKind.TIME),
    **dict.fromkeys((Sort.DAYS, Sort.UNTILDAY, Sort.FROMDAY, Sort.WORKDAY, Sort.DOUBT), ChipKind.DAY),
    **dict.fromkeys((Sort.REPEAT, Sort.COUNT), ChipKind.RECURRENCE),
    Sort.LENGTH: ChipKind.DURATION,
    Sort.ZONE: ChipKind.ZONE,
}


class PhraseTooLong(Invalid):
    """A phrase has at most 300 characters."""


class UnknownLocale(Invalid):
    """This is no locale that we read. Use en, de, fr, es or ru, maybe with a region, such as en-GB."""


class UnreadableNow(Invalid):
    """The present must be an instant between 1970 and 2150, with an offset from UTC."""


def read(phrase: str, *, now: datetime, zone_name: str, locale: str) -> Reading:
    """What `phrase` means to a reader in `zone_name` at `now`.

    `locale` is a BCP 47 tag: its language is tried first, and its region says the order of dates in digits (English
    alone leaves it open). Places of chips are those of the phrase in Unicode's composed form (NFC). Raises
    `PhraseTooLong`, `UnknownLocale`, `UnreadableNow`, or `core.time.UnknownZone`.
    """
    if len(phrase) > MAX_PHRASE:
        raise PhraseTooLong(field="phrase")
    if now.tzinfo is None or now.year not in _YEARS:
        raise UnreadableNow(field="now")
    language, is_month_first = _reader(locale)
    try:
        zone(zone_name)
    except UnknownZone as unknown:
        raise UnknownZone(str(unknown), field="zone") from unknown
    text = clean(phrase)
    words = {folded(word) for word in _LETTERS.findall(text)}
    attempts = [
        _attempt(text, one, _here(now, zone_name, one, is_month_first))
        for one in (language, *(other for other in LANGUAGES if other is not language))
        if one is language or not words.isdisjoint(one.long_words)
    ]
    # The first of equals is the reader's own.
    return _reading(max(attempts, key=lambda attempt: attempt.weight(language)), zone_name)


def is_read(locale: str) -> bool:
    """Whether the locale's language is one of ours."""
    match = _LOCALE.fullmatch(locale)
    return match is not None and any(one.code == match["language"].lower() for one in LANGUAGES)


def _reader(locale: str) -> tuple[Language, bool | None]:
    match = _LOCALE.fullmatch(locale)
    language = next((one for one in LANGUAGES if match and one.code == match["language"].lower()), None)
    if match is None or language is None:
        raise UnknownLocale(field="locale")
    region = (match["region"] or "").upper()
    if region:
        return language, region in _MONTH_FIRST
    return language, None if language is ENGLISH else False


def _here(now: datetime, zone_name: str, language: Language, is_month_first: bool | None) -> Here:
    local = now.astimezone(zone(zone_name))
    return Here(
        now=local,
        today=local.date(),
        language=language.code,
        is_month_first=is_month_first,
        is_day_of_24_hours=language.is_day_of_24_hours,
        is_hour_mark_a_clock=language.is_hour_mark_a_clock,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """The phrase as one language reads it."""

    text: str
    language: Language
    here: Here
    terms: Sequence[Term]

    def weight(self, own: Language) -> int:
        """How many letters it reads. A foreign language must know a word of some length, spelt well, and more than
        one short word: "finde" is a weekend to some, and to others they find."""
        # "3 Termine" says when only beside what recurs.
        read = [term for term in self.terms if not (PIECES - {Sort.COUNT}).isdisjoint(term.senses)]
        pieces = [self.text[term.start : term.end] for term in read]
        words = [word for piece in pieces for word in _LETTERS.findall(piece)]
        longest = max(map(len, words), default=0)
        is_lone = len(words) == 1 and words[0].isascii() and not any(map(str.isdigit, "".join(pieces)))
        least = _LONE_FOREIGN if is_lone else MIN_TELLING
        if self.language is not own and (longest < least or any(term.is_guess for term in read)):
            return -1
        return sum(map(len, words))


def _attempt(text: str, language: Language, here: Here) -> _Attempt:
    return _Attempt(text=text, language=language, here=here, terms=rewrite(terms_of(text, language, here), RULES, here))


def _reading(attempt: _Attempt, zone_name: str) -> Reading:
    what = said(attempt.terms)
    if what.is_empty:
        return _nothing(attempt, zone_name)
    outcome = _in_zones(attempt, zone_name)
    if outcome.question is None and leaves_doubt(attempt.terms, attempt.language):
        outcome = replace(outcome, question=Question.VAGUE)
    taken = [term for term in attempt.terms if not PIECES.isdisjoint(term.senses)]
    title = title_of(attempt.text, attempt.terms)
    guess = _MISSPELT if any(term.is_guess for term in taken) else 1.0
    if outcome.is_clear:
        return replace(outcome.readings[0], confidence=guess, title=title, chips=_chips(taken))
    share = round(guess / max(2, len(outcome.readings)), 2)
    return Reading(
        kind=ReadingKind.ASK,
        zone=zone_name,
        question=outcome.question or Question.SEVERAL,
        alternatives=tuple(replace(one, confidence=share, title=title) for one in outcome.readings[:MOST_ALTERNATIVES]),
        duration=timedelta(minutes=what.length.minutes) if what.length and what.length.minutes else None,
        confidence=share,
        title=title,
        chips=_chips(taken),
    )


def _nothing(attempt: _Attempt, zone_name: str) -> Reading:
    """A length alone is still one: 45 minutes with Ada."""
    first = next((term for term in attempt.terms if _minutes(term)), None)
    taken = [] if first is None else [first]
    return Reading(
        kind=ReadingKind.NONE,
        zone=zone_name,
        duration=timedelta(minutes=_minutes(first)) if first is not None else None,
        title=title_of(attempt.text, attempt.terms, only=taken),
        chips=_chips(taken),
    )


def _minutes(term: Term) -> int:
    return term.senses[Sort.LENGTH].minutes if Sort.LENGTH in term.senses else 0


def _in_zones(attempt: _Attempt, reader_zone: str) -> Outcome:
    """On the wall of the zone that was named, else on the reader's."""
    named = list(dict.fromkeys(term.senses[Sort.ZONE] for term in attempt.terms if Sort.ZONE in term.senses))
    if not named:
        return combined(said(attempt.terms), attempt.here, reader_zone)
    outcomes = [
        _in_zone(attempt, reader_zone if name == HERE else name, claim)
        for value in named
        for name, claim in _zones(value)
    ]
    return together(outcomes, Question.WHICH_ZONE if len(outcomes) > 1 else None)


def _zones(value: str) -> Iterator[tuple[str, int | None]]:
    match = _CLAIM.fullmatch(value)
    if match is None or value.startswith("Etc/"):
        yield value, None
        return
    for name in match["names"].split(","):
        yield name, int(match["claim"]) if match["claim"] else None


def _in_zone(attempt: _Attempt, zone_name: str, claim: int | None) -> Outcome:
    here = replace(attempt.here, now=attempt.here.now.astimezone(zone(zone_name)))
    outcome = combined(said(attempt.terms), here, zone_name)
    there = here.now.date()
    if there != here.today:
        # Tomorrow is another day there than here.
        again = _attempt(attempt.text, attempt.language, replace(here, today=there))
        outcome = together([outcome, combined(said(again.terms), again.here, zone_name)], Question.WHICH_DAY)
    if claim is None or not outcome.is_clear:
        return outcome
    start = outcome.readings[0].start
    exact = of_offset(claim, 0)
    if start is None or exact is None or start.astimezone(zone(zone_name)).utcoffset() == timedelta(hours=claim):
        return outcome
    # EST in July: winter time was said, and summer time is kept.
    return together([outcome, _in_zone(attempt, exact, None)], Question.WHICH_ZONE)


def _chips(terms: Sequence[Term]) -> tuple[Chip, ...]:
    return tuple(
        Chip(kind=_CHIPS[next(sort for sort in term.senses if sort in PIECES)], start=term.start, end=term.end)
        for term in terms
    )
