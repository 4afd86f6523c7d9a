"""When something recurs: RFC 5545's recurrence rules and sets, a library by itself.

    series = Series(datetime(2026, 3, 2, 19, tzinfo=ZoneInfo("Europe/Berlin")), rules=[read_rule("FREQ=WEEKLY")])
    series.between(start, end)

From text to instants: `notation` reads a `rule`; `years` and `clocks` turn it into days and times, `positions` where it
has BYSETPOS; `anchored` ties it to a start; `track` puts it into a zone (`zones`); `series` joins rules and dates.
"""

from kalends.features.calendars.recurrence.errors import (
    KindsOfTimeAreMixed,
    NotAWholeSecond,
    NothingIsLeft,
    RecurrenceAsksTooMuch,
    RuleDoesNotFollow,
    RuleIsMalformed,
    RuleNeverMatches,
    TooManyOccurrences,
)
from kalends.features.calendars.recurrence.moving import moved_rule
from kalends.features.calendars.recurrence.notation import read_rule, write_rule
from kalends.features.calendars.recurrence.rule import Frequency, Rule, Weekday, WeekdayNumber
from kalends.features.calendars.recurrence.series import Series

__all__ = [
    "Frequency",
    "KindsOfTimeAreMixed",
    "NotAWholeSecond",
    "NothingIsLeft",
    "RecurrenceAsksTooMuch",
    "Rule",
    "RuleDoesNotFollow",
    "RuleIsMalformed",
    "RuleNeverMatches",
    "Series",
    "TooManyOccurrences",
    "Weekday",
    "WeekdayNumber",
    "moved_rule",
    "read_rule",
    "write_rule",
]
