"""What a slot costs people at their local time: the square of its hours outside working hours, night hours twice."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kalends.core.time import Interval, zone
from kalends.features.availability.candidates import IntArray, seconds
from kalends.features.availability.question import SECOND, WorkingHours

HOUR, DAY, WEEK = 3_600, 86_400, 604_800
NIGHT_ENDS, NIGHT_STARTS = 7 * HOUR, 22 * HOUR

# Monday, 1 January 2024, 00:00 on everybody's wall.
A_MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001  # a wall time

FloatArray = npt.NDArray[np.float64]
# Where people live and when they work: all of one setting feel the same about a slot.
Setting = tuple[str, WorkingHours]
# From, until, and how far the clocks there are ahead of UTC.
Offset = tuple[int, int, int]


def discomfort(slot: Interval, zone_name: str, hours: WorkingHours) -> int:
    """In square seconds; divide by SQUARE_HOUR for square hours. What a booked meeting adds to a burden."""
    length = seconds(slot.duration)
    costs = Costs.over(slot.start, length, [(zone_name, hours)])
    return int(costs.squares(np.zeros(1, np.int64), length)[0, 0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """For each setting the uncomfortable seconds since the origin, as a broken line; all lines on one long axis.

    The corners are whole numbers far below 2**53 and the slopes 0, 1 and 2, so that interpolation is exact.
    """

    instants: FloatArray
    totals: FloatArray
    lanes: IntArray

    @classmethod
    def over(cls, origin: datetime, span: int, settings: Sequence[Setting]) -> "Costs":
        samples = [origin + timedelta(days=day) for day in range(span // DAY + 1)] + [origin + span * SECOND]
        offsets = {zone_name: _offsets(samples, zone_name) for zone_name in {zone_name for zone_name, _ in settings}}
        weeks = {hours: _week(hours) for hours in {hours for _, hours in settings}}
        lines = [_line(origin, offsets[zone_name], weeks[hours]) for zone_name, hours in settings]
        lanes = np.arange(len(lines)) * (span + 1)
        nobody = np.zeros(1) - 1
        return cls(
            instants=np.concatenate([nobody, *(line[0] + lane for line, lane in zip(lines, lanes, strict=True))]),
            totals=np.concatenate([nobody, *(line[1] for line in lines)]),
            lanes=lanes,
        )

    def squares(self, starts: IntArray, duration: int) -> IntArray:
        """The discomfort of each setting (row) at each start (column), in square seconds."""
        at = starts + self.lanes[:, None]
        cost = np.interp(at + duration, self.instants, self.totals) - np.interp(at, self.instants, self.totals)
        return cost.astype(np.int64) ** 2


def _week(hours: WorkingHours) -> tuple[FloatArray, FloatArray]:
    """Seconds since Monday's midnight at which the cost of time changes, and the cost of the week up to each."""
    corners, totals = [0], [0]
    for day, spans in enumerate(hours.days):
        working = [(start * 60, end * 60) for start, end in spans]
        edges = sorted({0, NIGHT_ENDS, NIGHT_STARTS, DAY}.union(*working))
        for start, end in pairwise(edges):
            is_night = not NIGHT_ENDS <= start < NIGHT_STARTS
            is_work = any(opens <= start < closes for opens, closes in working)
            corners.append(day * DAY + end)
            totals.append(totals[-1] + (end - start) * (0 if is_work else 2 if is_night else 1))
    return np.array(corners, np.float64), np.array(totals, np.float64)


def _line(origin: datetime, offsets: Sequence[Offset], week: tuple[FloatArray, FloatArray]) -> tuple[FloatArray, ...]:
    """The cost since the origin, cornered at every change of cost and of the zone's offset from UTC."""
    monday = seconds(origin.replace(tzinfo=None) - A_MONDAY)
    instants, totals = [np.zeros(1)], [np.zeros(1)]
    for start, end, offset in offsets:
        local = monday + offset
        corners, costs = _weeks(week, (start + local) // WEEK, (end + local) // WEEK + 1)
        inside = corners[(corners > start + local) & (corners < end + local)]
        at = np.concatenate(([start + local], inside, [end + local]))
        cost = np.interp(at, corners, costs)
        instants.append(at[1:] - local)
        totals.append(cost[1:] - cost[0] + totals[-1][-1])
    return np.concatenate(instants), np.concatenate(totals)


def _weeks(week: tuple[FloatArray, FloatArray], first: int, last: int) -> tuple[FloatArray, FloatArray]:
    numbers = np.arange(first, last)[:, None]
    corners, costs = week
    return (
        np.append(corners[:-1] + numbers * WEEK, last * WEEK),
        np.append(costs[:-1] + (numbers - first) * costs[-1], (last - first) * costs[-1]),
    )


def _offsets(samples: Sequence[datetime], zone_name: str) -> list[Offset]:
    """In seconds after the first sample. One sample a day is enough to see every change."""
    there, origin = zone(zone_name), samples[0]

    def offset(at: int) -> int:
        gap = (origin + at * SECOND).astimezone(there).utcoffset() or timedelta()
        return gap.days * DAY + gap.seconds

    pieces: list[Offset] = []
    opened, known = 0, offset(0)
    times = [seconds(sample - origin) for sample in samples]
    for low, high in pairwise(times):
        if (new := offset(high)) != known:
            # The first second with another offset than that of `low`, which is `known`.
            change = low + bisect_left(range(low, high), True, key=lambda at, known=known: offset(at) != known)
            pieces.append((opened, change, known))
            opened, known = change, new
    return [*pieces, (opened, times[-1], known)]
