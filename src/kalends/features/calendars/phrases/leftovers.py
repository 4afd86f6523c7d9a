"""Words beside what was read that look as if they belonged to it, and say something that was not understood."""

from collections.abc import Sequence

from kalends.features.calendars.phrases.grammar import Term
from kalends.features.calendars.phrases.language import Language
from kalends.features.calendars.phrases.pieces import HOUR, WEEK, Days, Range
from kalends.features.calendars.phrases.sorts import JOINTS, PIECES, Sort

# Years are rather somebody's age.
_YEAR = 12
_HAS_MOVED = 2
_BUT = 2
_HOURS = 24
# Whatever stands around them.
_TELLING = frozenset(
    {
        Sort.AFTER,
        Sort.BEFORE,
        Sort.BETWEEN,
        Sort.NOT,
        Sort.EDGE,
        Sort.MERIDIEM,
        Sort.EVERY,
        Sort.AFTERNEXT,
        Sort.OCLOCK,
        Sort.NOW,
    }
)
# Unless they belong to another word: room 12, game day.
_DOUBTFUL = frozenset(
    {
        Sort.NUM,
        Sort.ORD,
        Sort.DOTTED,
        Sort.UNIT,
        Sort.HOURMARK,
        Sort.NEXT,
        Sort.COMING,
        Sort.LAST,
        Sort.AGO,
        Sort.OTHER,
        Sort.OTHERTAIL,
        Sort.MONTH,
        Sort.WEEKDAY,
        Sort.WEEKDAYS,
        Sort.WEAKDAY,
        Sort.WEEKEND,
        Sort.WEEKENDS,
        Sort.WORKDAYS,
        Sort.MINUTEMARK,
        Sort.MINUTETAIL,
        Sort.TIMES,
        Sort.WEEKHENCE,
        Sort.FREQ,
        Sort.HALF,
        Sort.RELDAY,
    }
)


def leaves_doubt(terms: Sequence[Term], language: Language) -> bool:
    if any(not {Sort.NOT, Sort.HINT}.isdisjoint(term.senses) for term in terms):
        # On Monday I cannot: far from its day, and still about it.
        return True
    moves = any(Sort.MOVING in term.senses for term in terms)
    if moves and (_has_two_times(terms) or _is_over(terms) or any(Sort.LENGTH in term.senses for term in terms)):
        return True
    guards = (_ends_somehow, _begins_somehow, _leaves_out, _may_be_a_clock, _lasts_for_weeks)
    if any(guard(terms, number) for guard in guards for number in range(len(terms))):
        return True
    if _recurs_unsaid(terms):
        return True
    if _hides_a_day(terms, language):
        return True
    if _names_a_zone(terms, language) or _is_denied(terms, language):
        return True
    pieces = [number for number, term in enumerate(terms) if not PIECES.isdisjoint(term.senses)]
    return any(_is_doubtful(terms, number, step) for number in pieces for step in (-1, 1))


def _recurs_unsaid(terms: Sequence[Term]) -> bool:
    """Friday at 3pm for six weeks, or twice: each week? Friday always suits me."""
    if any(Sort.REPEAT in term.senses for term in terms):
        return False
    if any(Sort.EVERY in term.senses for term in terms):
        return True
    has_time = any(not {Sort.CLOCK, Sort.RANGE}.isdisjoint(term.senses) for term in terms)
    lengths = [term.senses[Sort.LENGTH] for term in terms if Sort.LENGTH in term.senses]
    return any(Sort.COUNT in term.senses for term in terms) or (
        has_time and any(length.days >= WEEK or length.months % _YEAR for length in lengths)
    )


def _has_two_times(terms: Sequence[Term]) -> bool:
    """Can we push the 3pm to 4pm?"""
    clocks = sum(Sort.CLOCK in term.senses for term in terms)
    return clocks > 1 or any(Sort.RANGE in term.senses for term in terms)


def _is_over(terms: Sequence[Term]) -> bool:
    """Friday's 3pm got postponed."""
    after = terms[next(number for number, term in enumerate(terms) if Sort.MOVING in term.senses) :]
    return after[0].senses[Sort.MOVING] == _HAS_MOVED and all(PIECES.isdisjoint(term.senses) for term in after)


def _ends_somehow(terms: Sequence[Term], number: int) -> bool:
    """At 3pm until the evening, every Friday till spring."""
    if Sort.UPTO not in terms[number].senses:
        return False
    near = _beyond_joints(terms, number, 1)
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


def _lasts_for_weeks(terms: Sequence[Term], number: int) -> bool:
    """A four-week notice on Friday: what is so long may be what is named."""
    length = terms[number].senses.get(Sort.LENGTH)
    if length is None or not (length.days >= WEEK or length.months) or number + 1 == len(terms):
        return False
    return _is_word(terms[number + 1]) and all(Sort.REPEAT not in term.senses for term in terms)


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


def _leaves_out(terms: Sequence[Term], number: int) -> bool:
    """Every Friday, skipping the 27th; every day but Sunday, though Friday, but after three, leaves nothing out."""
    near = _beyond_joints(terms, number, 1) if Sort.WITHOUT in terms[number].senses else None
    if near is None:
        return False
    senses = terms[near].senses
    if terms[number].senses[Sort.WITHOUT] == _BUT and (number == 0 or not {Sort.CLOCK, Sort.RANGE}.isdisjoint(senses)):
        return False
    return not (PIECES | {Sort.NUM, Sort.ORD}).isdisjoint(senses)


def _hides_a_day(terms: Sequence[Term], language: Language) -> bool:
    """Montagstraining um 18 Uhr; am 2. Adventssamstag."""
    hidden = [
        number for number, term in enumerate(terms) if str(term.senses.get(Sort.WORD, "")).startswith(language.stems)
    ]
    if any(Sort.DAYS in term.senses or Sort.REPEAT in term.senses for term in terms):
        return any(_counts(terms[number - 1]) for number in hidden if number)
    return bool(hidden)


def _counts(term: Term) -> bool:
    """Whether what looks like a day of the month may be an ordinal."""
    days: Days | None = term.senses.get(Sort.DAYS)
    return days is not None and days.month is None and (days.month_day or WEEK) < WEEK


def _is_doubtful(terms: Sequence[Term], number: int, step: int) -> bool:
    near = _beyond_joints(terms, number, step)
    if near is None or not PIECES.isdisjoint(terms[near].senses):
        return False
    senses = terms[near].senses
    if _tells(terms[near]):
        return not _agrees(terms, near)
    if _DOUBTFUL.isdisjoint(senses) or Sort.WORD in senses:
        return False
    if _is_for_people(terms, near):
        return False
    if step == 1 and _is_glued(terms, near):
        return False
    # A day of rest, but not a table for six.
    outside = _beyond_joints(terms, near, step) if Sort.UNIT in senses else near + step
    return outside is None or not (0 <= outside < len(terms)) or not _is_word(terms[outside])


def _may_be_a_clock(terms: Sequence[Term], near: int) -> bool:
    """Meet 8.15 tomorrow, where no other time is said."""
    hour, minute, digits = terms[near].senses.get(Sort.DOTTED, (0, HOUR, 0))
    counts = near + 1 < len(terms) and Sort.MEASURE in terms[near + 1].senses
    is_one = digits == 2 and hour < _HOURS and minute < HOUR and not counts
    is_led = near > 0 and not {Sort.AT, Sort.FROM, Sort.BEFORE, Sort.AFTER}.isdisjoint(terms[near - 1].senses)
    return is_one and (is_led or all({Sort.CLOCK, Sort.RANGE}.isdisjoint(term.senses) for term in terms))


def _is_glued(terms: Sequence[Term], near: int) -> bool:
    """5-km-Lauf."""
    row = terms[near : near + 3]
    return len(row) == 3 and Sort.DASH in row[1].senses and row[0].end == row[1].start and row[1].end == row[2].start


def _is_for_people(terms: Sequence[Term], near: int) -> bool:
    """A reservation for 4 at 7:30pm."""
    if near == 0 or Sort.NUM not in terms[near].senses or Sort.FOR not in terms[near - 1].senses:
        return False
    after = _beyond_joints(terms, near, 1)
    return after is not None and Sort.CLOCK in terms[after].senses


def _agrees(terms: Sequence[Term], number: int) -> bool:
    """Le point du matin à 9h10 is in the morning indeed."""
    part = terms[number].senses.get(Sort.MERIDIEM)
    if part is None or number == 0 or Sort.WORD not in terms[number - 1].senses:
        return False
    times = [term.senses.get(Sort.CLOCK) or term.senses.get(Sort.RANGE) for term in terms]
    clocks = [time.start if isinstance(time, Range) else time for time in times if time is not None]
    return bool(clocks) and not any(clock.is_open or clock.is_at_odds_with(part) for clock in clocks)


def _tells(term: Term) -> bool:
    # "Bis Freitag" is by Friday, though "bis" may be before.
    return not _TELLING.isdisjoint(term.senses) and {Sort.BY, Sort.UNTIL}.isdisjoint(term.senses)


def _is_word(term: Term) -> bool:
    if not {Sort.CONTEXT, Sort.MEASURE}.isdisjoint(term.senses):
        return True
    # A full stop is none that a number could belong to.
    return any(map(str.isalnum, str(term.senses.get(Sort.WORD, ""))))


def _beyond_joints(terms: Sequence[Term], number: int, step: int) -> int | None:
    """The nearest term on that side that is more than a joint."""
    near = number + step
    while 0 <= near < len(terms) and not JOINTS.isdisjoint(terms[near].senses) and not _tells(terms[near]):
        near += step
    return near if 0 <= near < len(terms) else None
