"""Words beside what was read that look as if they belonged to it, and say something that was not understood."""

from collections.abc import Sequence

from kalends.features.calendars.phrases.grammar import Term
from kalends.features.calendars.phrases.pieces import Days, Range
from kalends.features.calendars.phrases.recurrences import is_stretch
from kalends.features.calendars.phrases.sorts import JOINTS, PIECES, Sort
from kalends.features.calendars.phrases.windows import each_day

_SATURDAY = 5
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


def is_left_over(terms: Sequence[Term]) -> bool:
    """Whether such a word stands beside any piece."""
    pieces = [number for number, term in enumerate(terms) if not PIECES.isdisjoint(term.senses)]
    return any(_is_doubtful(terms, number, step) for number in pieces for step in (-1, 1))


def _is_doubtful(terms: Sequence[Term], number: int, step: int) -> bool:
    near = beyond_joints(terms, number, step)
    if near is None or not PIECES.isdisjoint(terms[near].senses):
        return False
    senses = terms[near].senses
    if _tells(terms[near]):
        return not _agrees(terms, near)
    if _DOUBTFUL.isdisjoint(senses) or Sort.WORD in senses:
        return False
    if Sort.WEEKEND in senses and _has_saturday(terms[number]):
        return False  # a weekend with friends, 5-7 March
    if _is_for_people(terms, near) or (step == -1 and _is_apart(terms, near)):
        return False
    if step == 1 and _is_glued(terms, near):
        return False
    # A day of rest, but not a table for six.
    outside = beyond_joints(terms, near, step) if Sort.UNIT in senses else near + step
    return outside is None or not (0 <= outside < len(terms)) or not is_word(terms[outside])


def _is_glued(terms: Sequence[Term], near: int) -> bool:
    """5-km-Lauf."""
    row = terms[near : near + 3]
    return (
        len(row) == 3
        and Sort.NUM not in row[2].senses
        and Sort.DASH in row[1].senses
        and row[0].end == row[1].start
        and row[1].end == row[2].start
    )


def _is_apart(terms: Sequence[Term], near: int) -> bool:
    """Première le 2 février."""
    return Sort.ORD in terms[near].senses and Sort.ARTICLE in terms[near + 1].senses


def _has_saturday(term: Term) -> bool:
    days: Days | None = term.senses.get(Sort.DAYS)
    return (
        days is not None and is_stretch(days) and any(day.weekday() == _SATURDAY for day in each_day(days.options[0]))
    )


def _is_for_people(terms: Sequence[Term], near: int) -> bool:
    """A reservation for 4 at 7:30pm."""
    if near == 0 or Sort.NUM not in terms[near].senses or Sort.FOR not in terms[near - 1].senses:
        return False
    after = beyond_joints(terms, near, 1)
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


def is_word(term: Term) -> bool:
    if not {Sort.CONTEXT, Sort.MEASURE}.isdisjoint(term.senses):
        return True
    # A full stop is none that a number could belong to.
    return any(map(str.isalnum, str(term.senses.get(Sort.WORD, ""))))


def beyond_joints(terms: Sequence[Term], number: int, step: int) -> int | None:
    """The nearest term on that side that is more than a joint."""
    near = number + step
    while 0 <= near < len(terms) and not JOINTS.isdisjoint(terms[near].senses) and not _tells(terms[near]):
        near += step
    return near if 0 <= near < len(terms) else None
