"""Two dates that belong together: from one to the other, or both of them."""

from dataclasses import replace

from kalends.features.calendars.phrases.datings import MOST_DAYS, dated, day_of_month, such_days, whole
from kalends.features.calendars.phrases.grammar import Found, Senses
from kalends.features.calendars.phrases.pieces import DAY, Days
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

# Of the words for from and to, those with an article, such as "du" and "au".
OF_DAYS = 2


def span_text(found: Found) -> Senses | None:
    """24.–26.12."""
    year, month, day, is_unsure = found["d"]
    first = whole(found["a"])
    if is_unsure or first is None:
        return None
    start, end = (dated(year, month, one, found.here.today) for one in (first, day))
    if start is None or end is None or start.question or end.question or end.first <= start.first:
        return None
    return {Sort.DAYS: Days(options=(((start.first, end.first + DAY),),))}


def dotted_span(found: Found) -> Senses | None:
    """С 21.12 по 3.01."""
    days = [dated(None, month, day, found.here.today) for day, month, _ in (found["a"], found["b"])]
    first, last = days
    if first is None or last is None or first.question or last.question or last.first < first.first:
        return None
    return {Sort.DAYS: Days(options=(((first.first, last.first + DAY),),))}


def span(found: Found) -> Senses | None:
    first, last = _two_days(found)
    if first is None or last is None or last.first < first.first or first.question or last.question:
        return None
    return {Sort.DAYS: Days(options=(((first.first, last.first + DAY),),))}


def month_first(found: Found) -> Senses | None:
    """January 12-14; other languages have hours after a month."""
    return span(found) if found.here.language == "en" else None


def weekday_span(found: Found) -> Senses | None:
    """From Tuesday 24 to Thursday 26 November, where both fit."""
    first, last = _two_days(found)
    if first is None or last is None or last.first < first.first or first.question or last.question:
        return None
    fits = (first.first.weekday(), last.first.weekday()) == (found["v"], found["w"])
    both = Days(options=(((first.first, last.first + DAY),),))
    return {Sort.DAYS: both if fits else replace(both, question=Question.WEEKDAY_DIFFERS)}


def weekdays_numbered(found: Found) -> Senses | None:
    """From Friday the 27th to Sunday the 29th."""
    numbers = [whole(found["a"]), whole(found["b"])]
    first, last = (None if number is None else day_of_month(number, found.here.today) for number in numbers)
    if first is None or last is None or last.first < first.first:
        return None
    fits = (first.first.weekday(), last.first.weekday()) == (found["v"], found["w"])
    return {Sort.DAYS: Days(options=(((first.first, last.first + DAY),),))} if fits else None


def slashed_pair(found: Found) -> Senses:
    """5/6 June, a weekend's two days."""
    year, month, day, _ = found["d"]
    one, other = sorted((month, day))
    both = None
    if year is None and other == one + 1:
        both = pair(replace(found, named={**found.named, "a": one, "b": other}))
    return both or {Sort.DOUBT: Question.VAGUE}


def weekday_pair(found: Found) -> Senses | None:
    """Friday 11 or Saturday 12 December."""
    first, last = _two_days(found)
    if first is None or last is None or first.question or last.question:
        return None
    fits = (first.first.weekday(), last.first.weekday()) == (found["v"], found["w"])
    both = Days(options=((*first.options[0], *last.options[0]),))
    return {Sort.DAYS: both if fits else replace(both, question=Question.WEEKDAY_DIFFERS)}


def pair(found: Found) -> Senses | None:
    first, last = _two_days(found)
    is_led = not any(not {Sort.AND, Sort.OR}.isdisjoint(term.senses) for term in found.terms)
    if is_led and found["a"] >= found["b"]:
        return None  # room 12, 3 December
    if first is None or last is None or first.question or last.question:
        return None
    return {Sort.DAYS: Days(options=((*first.options[0], *last.options[0]),))}


def pair_text(found: Found) -> Senses | None:
    """4.+5.12."""
    year, month, day, is_unsure = found["d"]
    first, last = (dated(year, month, one, found.here.today) for one in (found["a"], day))
    if is_unsure or first is None or last is None or first.question or last.question or last.first <= first.first:
        return None
    return {Sort.DAYS: Days(options=((*first.options[0], *last.options[0]),))}


def _two_days(found: Found) -> tuple[Days | None, Days | None]:
    """Two days of one month, in the same year."""
    one, other = whole(found["a"]), whole(found["b"])
    if one is None or other is None:
        return None, None
    # "15 to 20 November", said on the 18th, has begun.
    last = dated(found.get("y"), found["m"], max(one, other), found.here.today)
    year = last.first.year if last else found.get("y")
    return dated(year, found["m"], one, found.here.today), dated(year, found["m"], other, found.here.today)


def month_days(found: Found) -> Senses | None:
    """From the 24th to the 26th; du 24 au 26, where "de" and "à" would be of hours."""
    first, last = whole(found["a"]), whole(found["b"])
    is_of_days = bool(found.all(Sort.ORD)) or (found["f"] == found["t"] == OF_DAYS)
    start = None if first is None else day_of_month(first, found.here.today)
    if start is None or last is None or not is_of_days:
        return None
    end = next(such_days(last, start.first), None) if 1 <= last <= MOST_DAYS else None
    return None if end is None or end == start.first else {Sort.DAYS: Days(options=(((start.first, end + DAY),),))}
