"""Rules for several days: one after the other, in a list, or all but some."""

from datetime import date
from itertools import islice, product

from kalends.features.calendars.phrases.almanac import coming
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, WEEK, Days, Span
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

_MOST_OPTIONS = 6
# From Christmas to New Year is not nearly a year, where Christmas comes later.
_LONGEST = 300 * DAY


def _through(found: Found) -> Senses | None:
    first: Days = found["a"]
    last: Days = found["b"]
    if not (first.is_single and last.is_single) or first.question or last.question:
        return None
    spans = [_span(spans[0][0], last) for spans in first.options]
    if not all(spans):
        return None
    weekdays: tuple[int, ...] = ()
    if first.is_plain and last.is_plain:
        days = (last.weekdays[0] - first.weekdays[0]) % WEEK
        weekdays = tuple((first.weekdays[0] + number) % WEEK for number in range(days + 1))
    options = tuple((span,) for span in spans if span)
    return {Sort.DAYS: Days(options=options, weekdays=weekdays, is_plain=first.is_plain)}


def _over_night(found: Found) -> Senses | None:
    """The night of Friday to Saturday is one, but not the evenings from Monday to Wednesday."""
    first: Days = found["a"]
    last: Days = found["b"]
    is_dark = found["p"] in ("evening", "night") and first.is_single and last.is_single
    return {Sort.DOUBT: Question.VAGUE} if is_dark and last.first - first.first == DAY else None


def _over_one_night(found: Found) -> Senses | None:
    """The night of the 4th to the 5th."""
    days: Days = found["d"]
    first, end = days.options[0][0]
    is_pair = not days.is_period and len(days.options) == 1 and len(days.options[0]) == 1 and end - first == 2 * DAY
    return {Sort.DOUBT: Question.VAGUE} if is_pair and found["p"] in ("evening", "night") else None


def _span(first: date, last: Days) -> Span | None:
    end = coming(last.weekdays[0], first) if last.is_plain else last.options[0][0][0]
    if end < first and last.month is not None:
        end = date(end.year + 1, end.month, min(end.day, 28))
    return (first, end + DAY) if end >= first and end - first < _LONGEST else None


def _list(found: Found) -> Senses | None:
    all_days: list[Days] = found.all(Sort.DAYS)
    # Only single days make a list by commas alone.
    if not all(days.is_single for days in all_days):
        return None
    options = [
        tuple(sorted(sum(chosen, ())))
        for chosen in islice(product(*(days.options for days in all_days)), _MOST_OPTIONS)
    ]
    question = next((days.question for days in all_days if days.question), None)
    weekdays = [weekday for days in all_days for weekday in days.weekdays]
    return {
        Sort.DAYS: Days(
            options=tuple(options),
            weekdays=tuple(weekdays) if all(days.is_plain for days in all_days) else (),
            is_plain=any(days.is_plain for days in all_days),
            question=question,
        )
    }


def _bare_list(found: Found) -> Senses | None:
    """Mon Wed Fri."""
    return _list(found) if all(days.is_plain for days in found.all(Sort.DAYS)) else None


def _beyond(found: Found) -> Senses | None:
    """After Friday: when, is not said. By Friday is."""
    is_by = not {Sort.BY, Sort.UNTIL}.isdisjoint(found.terms[0].senses)
    return None if is_by else {Sort.DOUBT: Question.VAGUE}


def _doubt(found: Found) -> Senses:
    return {Sort.DOUBT: Question.VAGUE}


_JOINT = "(or|and|sep|sep or|sep and)"
RULES: tuple[Rule, ...] = (
    rule("not on/article/at* days/clock/part/parts/range", _doubt),
    rule("p:part/parts/meridiem from/of/on/article* a:days to/dash/until article/on* b:days", _over_night),
    rule("p:part/parts/meridiem from/of/on/article* d:days", _over_one_night),
    rule("from/between? article/on* a:days to/dash/until article/on* b:days", _through),
    rule("between article/on* a:days and article/on* b:days", _through),
    rule("after/before article/on? days", _beyond),
    rule("from article? num at? part? upto article? num", _doubt),
    rule("days (joined:days)(days)*", _bare_list),
    rule(f"days ({_JOINT} on/article* days)({_JOINT} on/article* days)*", _list),
)
