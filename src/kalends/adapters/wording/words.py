"""A reader's language and zone: sentences, and times as they write them."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kalends.adapters.wording.catalogue import catalogue, language_of
from kalends.core.time import UnknownZone, zone

# A subject that is longer is cut by whoever shows it.
LONGEST_TITLE = 150
# They join letters in some scripts, and mislead nobody.
JOINERS = frozenset("\u200c\u200d")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Words:
    locale: str
    zone: str

    @property
    def language(self) -> str:
        return language_of(self.locale)

    def say(self, sentence: str, **values: object) -> str:
        """`sentence` in English, with its {places}."""
        return catalogue(self.language).get(sentence, sentence).format(**values)

    def weekday(self, day: date) -> str:
        say = self.say
        return (
            say("Monday"),
            say("Tuesday"),
            say("Wednesday"),
            say("Thursday"),
            say("Friday"),
            say("Saturday"),
            say("Sunday"),
        )[day.weekday()]

    def month(self, day: date) -> str:
        say = self.say
        return (
            say("January"),
            say("February"),
            say("March"),
            say("April"),
            say("May"),
            say("June"),
            say("July"),
            say("August"),
            say("September"),
            say("October"),
            say("November"),
            say("December"),
        )[day.month - 1]

    def day(self, day: date) -> str:
        return self.say(
            "{weekday}, {day} {month} {year}",
            weekday=self.weekday(day),
            day=day.day,
            month=self.month(day),
            year=day.year,
        )

    def local(self, instant: datetime) -> datetime:
        try:
            return instant.astimezone(zone(self.zone))
        except UnknownZone:
            return instant.astimezone(UTC)

    def instant(self, instant: datetime) -> str:
        local = self.local(instant)
        return self.say("{day}, {clock}", day=self.day(local.date()), clock=_clock(local))

    def span(self, start: datetime, end: datetime) -> str:
        """Wednesday, 14 January 2026, 19:00–20:00; both ends in full where the days differ."""
        first, last = self.local(start), self.local(end)
        if first.date() == last.date():
            return self.say("{day}, {start}–{end}", day=self.day(first.date()), start=_clock(first), end=_clock(last))
        return f"{self.instant(start)} – {self.instant(end)}"

    def days(self, start: date, end: date) -> str:
        """Whole days, `end` exclusive."""
        last = end - DAY
        return self.day(start) if last <= start else f"{self.day(start)} – {self.day(last)}"

    def clocks(self, start: datetime, end: datetime) -> str:
        """19:00–20:00"""
        first, last = self.local(start), self.local(end)
        return f"{_clock(first)}–{_clock(last)}"


def plain(text: str) -> str:
    """On one line, without what nobody sees: controls, and marks that turn the text around (Unicode TR9)."""
    visible = "".join(
        char if char in JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else " "
        for char in text
    )
    line = " ".join(visible.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"


def _clock(local: datetime) -> str:
    """With the time's own name where the wall shows it twice."""
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local.hour:02}:{local.minute:02}" + (f" {local.tzname()}" if is_twice else "")
