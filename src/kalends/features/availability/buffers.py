"""Free time from calendars, with room to breathe around what is booked. Answers given by hand need no buffers."""

from datetime import timedelta

from kalends.core.time import Interval, subtract
from kalends.features.availability.question import Intervals


def free_times(within: Intervals, busy: Intervals, *, before: timedelta, after: timedelta) -> Intervals:
    """What is left of `within` for slots that keep `before` free in front of them and `after` behind them."""
    return subtract(within, (Interval(one.start - after, one.end + before) for one in busy))
