"""What is said anywhere in a phrase and leaves open when: denials, delays, exceptions, vague ends."""

from collections.abc import Sequence

from kalends.features.calendars.phrases.grammar import Term
from kalends.features.calendars.phrases.language import Language
from kalends.features.calendars.phrases.leftovers import beyond_joints, is_left_over, is_word
from kalends.features.calendars.phrases.pieces import HOUR, WEEK, Days
from kalends.features.calendars.phrases.recurrences import is_stretch
from kalends.features.calendars.phrases.sorts import PIECES, Sort

# Years are rather somebody's age.
_YEAR = 12
_HAS_MOVED = 2
_BUT = 2
_IF = 2
_HOURS = 24
_ANYWHERE = frozenset({Sort.NOT, Sort.HINT, Sort.BETWEEN})
# Words that lead to a time, and to nothing else.
_LEADING = frozenset({Sort.AT, Sort.BY, Sort.BEFORE, Sort.AFTER, Sort.UNTIL, Sort.UPTO, Sort.STARTING, Sort.HENCE})
# A smaller number after a day rather counts something.
_LIKELY_HOURS = range(7, 23)


def leaves_doubt(terms: Sequence[Term], language: Language) -> bool:
    if any(not _ANYWHERE.isdisjoint(term.senses) for term in terms):
        # On Monday I cannot: far from its day, and still about it.
        return True
    if any(guard(terms, number) for guard in _GUARDS for number in range(len(terms))):
        return True
    if _is_moved(terms) or _recurs_unsaid(terms) or _is_denied(terms, language) or _may_name_a_day(terms):
        return True
    return _hides_a_day(terms, language) or _names_a_zone(terms, language) or is_left_over(terms)


def _is_moved(terms: Sequence[Term]) -> bool:
    """By half an hour, or from one time to another; to Friday alone is a day."""
    if all(Sort.MOVING not in term.senses for term in terms):
        return False
    return _has_two_times(terms) or _is_over(terms) or any(Sort.LENGTH in term.senses for term in terms)


def _recurs_unsaid(terms: Sequence[Term]) -> bool:
    """Friday at 3pm for six weeks, or twice: each week? Friday always suits me."""
    if any(Sort.REPEAT in term.senses for term in terms):
        return False
    if any(Sort.EVERY in term.senses for term in terms):
        return True
    has_time = _has_time(terms)
    lengths = [term.senses[Sort.LENGTH] for term in terms if Sort.LENGTH in term.senses]
    return any(Sort.COUNT in term.senses for term in terms) or (
        has_time and any(length.days >= WEEK or length.months % _YEAR for length in lengths)
    )


def _has_two_times(terms: Sequence[Term]) -> bool:
    """Can we push the 3pm to 4pm? Moved from Monday to Wednesday, too."""
    clocks = sum(Sort.CLOCK in term.senses for term in terms)
    days: list[Days] = [term.senses[Sort.DAYS] for term in terms if Sort.DAYS in term.senses]
    return clocks > 1 or any(map(is_stretch, days)) or any(Sort.RANGE in term.senses for term in terms)


def _is_over(terms: Sequence[Term]) -> bool:
    """Friday's 3pm got postponed."""
    after = terms[next(number for number, term in enumerate(terms) if Sort.MOVING in term.senses) :]
    return after[0].senses[Sort.MOVING] == _HAS_MOVED and all(PIECES.isdisjoint(term.senses) for term in after)


def _ends_somehow(terms: Sequence[Term], number: int) -> bool:
    """At 3pm until the evening, every Friday till spring."""
    if Sort.UPTO not in terms[number].senses:
        return False
    near = beyond_joints(terms, number, 1)
    if near is None:
        return True
    senses = terms[near].senses
    return PIECES.isdisjoint(senses) or Sort.PART in senses or Sort.PARTS in senses


def _begins_somehow(terms: Sequence[Term], number: int) -> bool:
    """Friday from the afternoon on."""
    if Sort.STARTING not in terms[number].senses:
        return False
    near = next((term.senses for term in terms[number + 1 :] if Sort.ARTICLE not in term.senses), terms[number].senses)
    return Sort.PART in near or Sort.PARTS in near


def _leaves_out(terms: Sequence[Term], number: int) -> bool:
    """Every Friday, skipping the 27th; every day but Sunday, though Friday, but after three, leaves nothing out."""
    near = beyond_joints(terms, number, 1) if Sort.WITHOUT in terms[number].senses else None
    if near is None:
        return False
    senses = terms[near].senses
    if terms[number].senses[Sort.WITHOUT] == _BUT and (number == 0 or not {Sort.CLOCK, Sort.RANGE}.isdisjoint(senses)):
        return False
    return not (PIECES | {Sort.NUM, Sort.ORD}).isdisjoint(senses)


def _may_be_a_clock(terms: Sequence[Term], near: int) -> bool:
    """Meet 8.15 tomorrow, where no other time is said."""
    hour, minute, digits = terms[near].senses.get(Sort.DOTTED, (0, HOUR, 0))
    counts = near + 1 < len(terms) and Sort.MEASURE in terms[near + 1].senses
    is_one = digits == 2 and hour < _HOURS and minute < HOUR and not counts
    is_led = near > 0 and not {Sort.AT, Sort.FROM, Sort.BEFORE, Sort.AFTER}.isdisjoint(terms[near - 1].senses)
    return is_one and (is_led or not _has_time(terms))


def _may_be_an_hour(terms: Sequence[Term], number: int) -> bool:
    """Tomorrow 11 Tom, where no other time is said."""
    if Sort.DAYS not in terms[number].senses or number + 2 >= len(terms) or _has_time(terms):
        return False
    hour, word = terms[number + 1].senses, terms[number + 2].senses
    is_bare = set(hour) == {Sort.NUM} and hour[Sort.NUM] in _LIKELY_HOURS
    return is_bare and Sort.WORD in word and Sort.MEASURE not in word


def _leads_to_an_hour(terms: Sequence[Term], number: int) -> bool:
    """Collect it by 5: a second time, of whatever day."""
    if number == 0 or not _is_hour(terms[number]):
        return False
    before, after = terms[number - 1].senses, terms[number + 1].senses if number + 1 < len(terms) else {Sort.SEP: ""}
    return _LEADING.issuperset(before) and not {Sort.WORD, Sort.MEASURE, Sort.UNIT, Sort.CONTEXT} & set(after)


def _is_hour(term: Term) -> bool:
    return set(term.senses) == {Sort.NUM} and term.senses[Sort.NUM] in range(1, _HOURS + 1)


def _is_a_condition(terms: Sequence[Term], number: int) -> bool:
    """If it snows, Sunday at ten; to ask if Ada is free is none."""
    begins = number == 0 or not {Sort.SEP, Sort.OR, Sort.AND}.isdisjoint(terms[number - 1].senses)
    return terms[number].senses.get(Sort.EDGE) == _IF and begins


def _has_time(terms: Sequence[Term]) -> bool:
    return any(not {Sort.CLOCK, Sort.RANGE}.isdisjoint(term.senses) for term in terms)


def _lasts_for_weeks(terms: Sequence[Term], number: int) -> bool:
    """A four-week notice on Friday: what is so long may be what is named."""
    length = terms[number].senses.get(Sort.LENGTH)
    if length is None or not (length.days >= WEEK or length.months) or number + 1 == len(terms):
        return False
    return is_word(terms[number + 1]) and all(Sort.REPEAT not in term.senses for term in terms)


def _names_a_zone(terms: Sequence[Term], language: Language) -> bool:
    """At three Hobart time, in whatever order the language says it; at three o'clock story time, too."""
    for number, term in enumerate(terms):
        if {Sort.CLOCK, Sort.RANGE}.isdisjoint(term.senses):
            continue
        near = [one.senses for one in terms[number + 1 : number + 4]]
        words = [str(senses.get(Sort.WORD, "")) for senses in near]
        if near and near[0].get(Sort.UNIT) == "hour":
            return True
        if any(word in language.zone_tails and all(words[:place]) for place, word in enumerate(words) if place):
            return True
    return False


def _is_denied(terms: Sequence[Term], language: Language) -> bool:
    """No rehearsal on the 24th."""
    words = [str(term.senses.get(Sort.WORD, "")) for term in terms[:2]]
    return words[0] in language.denials and words[-1].isalpha()


def _hides_a_day(terms: Sequence[Term], language: Language) -> bool:
    """Montagstraining um 18 Uhr; am 2. Adventssamstag."""
    hidden = [number for number, term in enumerate(terms) if _hides(str(term.senses.get(Sort.WORD, "")), language)]
    if any(Sort.DAYS in term.senses or Sort.REPEAT in term.senses for term in terms):
        return any(_counts(terms[number - 1]) for number in hidden if number)
    return bool(hidden)


def _hides(word: str, language: Language) -> bool:
    return word.startswith(language.stems) or word.endswith(language.stems)


def _may_name_a_day(terms: Sequence[Term]) -> bool:
    """Do, as the short form of a Thursday: beside a time that has no other day."""
    has_day = any(not {Sort.DAYS, Sort.REPEAT}.isdisjoint(term.senses) for term in terms)
    return not has_day and _has_time(terms) and any(set(term.senses) == {Sort.WEAKDAY} for term in terms)


def _counts(term: Term) -> bool:
    """Whether what looks like a day of the month may be an ordinal."""
    days: Days | None = term.senses.get(Sort.DAYS)
    return days is not None and days.month is None and (days.month_day or WEEK) < WEEK


_GUARDS = (
    _ends_somehow,
    _begins_somehow,
    _leaves_out,
    _may_be_a_clock,
    _may_be_an_hour,
    _leads_to_an_hour,
    _is_a_condition,
    _lasts_for_weeks,
)
