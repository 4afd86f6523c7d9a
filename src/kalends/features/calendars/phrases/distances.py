"""Rules for what is so long from now, or from another day."""

from dataclasses import replace

from kalends.features.calendars.phrases.almanac import later
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, HOUR, WEEK, Days, Length
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

# "Dans huit jours" is a week for some and eight days for others.
_WEEKS_IN_WORDS = {"fr": (8, 15), "es": (8, 15), "de": (8,)}


def _weeks_from(found: Found) -> Senses | None:
    """A week tomorrow; other lengths beside a day say how long."""
    length: Length = found["l"]
    if length.minutes or length.months or not length.days or length.days % WEEK:
        return None
    return {Sort.DAYS: Days.on(found.here.today + (found["r"] + length.days) * DAY)}


def _from_day(found: Found) -> Senses | None:
    """Heute in einem Monat."""
    length: Length = found["l"]
    day = None if length.minutes else later(found.here.today + found["r"] * DAY, length)
    return None if day is None else {Sort.DAYS: Days.on(day)}


def _of_days(found: Found) -> Senses | None:
    """The twelve days of Christmas; two hours on Saturday are another matter."""
    is_of = any(set(term.senses) == {Sort.OF} for term in found.terms)
    return {Sort.DOUBT: Question.VAGUE} if is_of and found.here.language == "en" else None


def _for_days_from(found: Found) -> Senses | None:
    """Over two days from 1 December."""
    length: Length = found["l"]
    days: Days = found["d"]
    if length.minutes or length.months or not days.is_single or len(days.options) > 1 or days.question:
        return None
    return {Sort.DAYS: Days(options=(((days.first, days.first + length.days * DAY),),))}


def _days_from(found: Found) -> Senses | None:
    """Tuesday fortnight: from then on, or for as long?"""
    length: Length = found["l"]
    return None if length.minutes else {Sort.DOUBT: Question.VAGUE}


def _over_weekday(found: Found) -> Senses | None:
    """Через понедельник: the one after the next, but of which?"""
    return {Sort.DOUBT: Question.VAGUE} if found.here.language == "ru" else None


def _one_hence(found: Found) -> Senses | None:
    """The day after Christmas."""
    hence = next(term.senses for term in found.terms if Sort.HENCE in term.senses)
    is_on = Sort.ON in hence and Sort.UNIT in found.terms[0].senses
    if found["u"] in ("minute", "hour") or is_on:
        return None
    if found["u"] != "day":
        return {Sort.DOUBT: Question.VAGUE}  # the week after Easter: all of it, or a week later
    days: Days = found["d"]
    if not days.is_single or len(days.options) > 1:
        return None
    day = later(days.first, Length.of(1, found["u"]))
    return None if day is None else {Sort.DAYS: Days.on(day)}


def _one_before(found: Found) -> Senses | None:
    """The day before Christmas."""
    days: Days = found["d"]
    is_until = any(Sort.UNTIL in term.senses for term in found.terms)
    if found["u"] in ("minute", "hour") or not days.is_single or len(days.options) > 1 or is_until:
        return None
    if found["u"] != "day":
        return {Sort.DOUBT: Question.VAGUE}
    day = later(days.first, Length.of(1, found["u"]), -1)
    return None if day is None else {Sort.DAYS: Days.on(day)}


def _hence(found: Found) -> Senses | None:
    return _moved(found, 1)


def _ahead_of(found: Found) -> Senses | None:
    return _moved(found, -1)


def _moved(found: Found, sign: int) -> Senses | None:
    length: Length = found["l"]
    days: Days = found["d"]
    if length.minutes and sign < 0:
        return {Sort.DOUBT: Question.VAGUE}  # 48 hours before Monday
    # "Two weeks on Friday" is said, two months on Friday are not.
    is_on = any(Sort.HENCE in term.senses and Sort.ON in term.senses for term in found.terms)
    if length.minutes or not days.is_single or (is_on and (length.months or length.days % WEEK)):
        return None
    # "A week from Wednesday", said on one, is a week from the next.
    starts = [spans[0][0] for spans in days.options]
    moved = [later(day, length, sign) for day in starts]
    return {Sort.DAYS: Days.on(*(day for day in moved if day), question=days.question)} if all(moved) else None


def _from_now(found: Found) -> Senses | None:
    return _in(found, 1)


def _ago(found: Found) -> Senses | None:
    return _in(found, -1)


def _one_ago(found: Found) -> Senses | None:
    return _in(replace(found, named={"l": Length.of(1, found["u"])}), -1)


def _in(found: Found, sign: int) -> Senses | None:
    length: Length = found["l"]
    if length.minutes:
        return {Sort.MOMENT: sign * length.minutes} if length.minutes < 1000 * HOUR else None
    day = later(found.here.today, length, sign)
    if day is None:
        return None
    if any(Sort.BY in term.senses for term in found.terms[:1]):
        return {Sort.DAYS: Days.on(day, question=Question.VAGUE)}  # within two weeks: until then, not on that day
    if length.days in _WEEKS_IN_WORDS.get(found.here.language, ()):
        return {Sort.DAYS: Days.on(day - sign * DAY, day, question=Question.WHICH_DAY)}
    return {Sort.DAYS: Days.on(day)}


# Before days are known.
OF_TODAY: tuple[Rule, ...] = (
    rule("l:length r:relday", _weeks_from),
    rule("r:relday in l:length", _from_day),
    rule("weekday l:length !word", _days_from),
    rule("in weekday", _over_weekday),
)
RULES: tuple[Rule, ...] = (
    rule("l:length hence now", _from_now),
    rule("article/one? u:unit hence d:days", _one_hence),
    rule("article/one? u:unit before article/on* d:days", _one_before),
    rule("l:length of d:days", _of_days),
    rule("for/on l:length hence article/on* d:days", _for_days_from),
    rule("l:length hence/in article/on* d:days", _hence),
    rule("l:length before article/on* d:days", _ahead_of),
    rule("l:length ago", _ago),
    rule("u:unit ago", _one_ago),
    rule("before/agoword l:length", _ago),
    rule("in at/for/filler* l:length", _from_now),
)
