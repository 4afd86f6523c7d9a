"""How much work one question may cost, whatever the rule."""

from kalends.features.calendars.recurrence.errors import RecurrenceAsksTooMuch

# A unit is a year, a day or an occurrence looked at: under a microsecond, so that a question ends within 0.1 s.
MOST_WORK = 50_000


class Work:
    """What is left of it; a question makes one and hands it down."""

    def __init__(self, most: int = MOST_WORK) -> None:
        self._left = most

    def spend(self, units: int = 1) -> None:
        self._left -= units
        if self._left < 0:
            raise RecurrenceAsksTooMuch
