"""The three kinds of time that can recur, each as the numbers the engine reckons with. None ever becomes another."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Protocol

from kalends.features.calendars.recurrence.clocks import DAY, seconds_of, wall_of
from kalends.features.calendars.recurrence.errors import KindsOfTimeAreMixed
from kalends.features.calendars.recurrence.zones import last_wall

Moment = date | datetime


class Kind(Protocol):
    @property
    def zone(self) -> tzinfo | None: ...

    def number(self, moment: Moment, field: str) -> int:
        """This moment, rounded up to a whole second; KindsOfTimeAreMixed, with the field, if it is of another kind."""
        ...

    def moment(self, number: int) -> Moment: ...

    def last_wall(self, until: Moment) -> int:
        """The last wall time that an UNTIL admits."""
        ...

    def last(self, until: Moment) -> int | None:
        """The last instant that an UNTIL admits, where it names one."""
        ...


class Days:
    """Whole days, the same everywhere."""

    zone = None

    def number(self, moment: Moment, field: str) -> int:
        if isinstance(moment, datetime):
            raise KindsOfTimeAreMixed("This has days, not times: give a day.", field=field)
        return moment.toordinal() * DAY

    def moment(self, number: int) -> Moment:
        return date.fromordinal(number // DAY)

    def last_wall(self, until: Moment) -> int:
        return until.toordinal() * DAY

    def last(self, until: Moment) -> int | None:
        return None


class Floating:
    """Wall times wherever one is."""

    zone = None

    def number(self, moment: Moment, field: str) -> int:
        if not isinstance(moment, datetime) or moment.tzinfo is not None:
            raise KindsOfTimeAreMixed("This has times without a zone: give a time without one.", field=field)
        return _rounded_up(moment)

    def moment(self, number: int) -> Moment:
        return wall_of(number)

    def last_wall(self, until: Moment) -> int:
        # RFC 5545 wants UNTIL to be of the start's kind; many write "Z" after the wall time that they mean.
        return _end_of_day(until) if not isinstance(until, datetime) else seconds_of(until)

    def last(self, until: Moment) -> int | None:
        return None


@dataclass(frozen=True, slots=True)
class Instants:
    """Points in time, reckoned on the wall clock of a zone."""

    zone: tzinfo

    def number(self, moment: Moment, field: str) -> int:
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            raise KindsOfTimeAreMixed("This has instants: give a time with its offset from UTC.", field=field)
        return _rounded_up(moment.astimezone(UTC))

    def moment(self, number: int) -> Moment:
        return wall_of(number).replace(tzinfo=UTC)

    def last_wall(self, until: Moment) -> int:
        # A day, or a time without a zone, is against RFC 5545 here but is written: in the event's own zone, then.
        if not isinstance(until, datetime):
            return _end_of_day(until)
        return seconds_of(until) if until.tzinfo is None else last_wall(self.zone, seconds_of(until.astimezone(UTC)))

    def last(self, until: Moment) -> int | None:
        if isinstance(until, datetime) and until.tzinfo is not None:
            return seconds_of(until.astimezone(UTC))
        return None


def kind_of(moment: Moment) -> Kind:
    if not isinstance(moment, datetime):
        return Days()
    return Floating() if moment.tzinfo is None else Instants(moment.tzinfo)


def wall_time(moment: Moment) -> datetime:
    """What rules are reckoned by: the time as it is written, also where clocks skip it."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None, fold=0)
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001  # a wall time


def _rounded_up(moment: datetime) -> int:
    return seconds_of(moment) + (moment.microsecond > 0)


def _end_of_day(day: date) -> int:
    return (day.toordinal() + 1) * DAY - 1
