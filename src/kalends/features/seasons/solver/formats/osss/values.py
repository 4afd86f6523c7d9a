"""Values of OSSS files, however their names are spelt: `min_hours`, `minHours` and `MinHours` are one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from kalends.features.seasons.solver.errors import ProblemIsMalformed, Where

# JSON values are checked one by one as they are read.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST = 10**6


class Values:
    """An object of the file, at `where` in it; getters refuse what isn't of their kind, and say what it belongs to.

    With a `line` it is part of a rule, which names what is wrong in it.
    """

    def __init__(self, given: object, what: str, where: Where = (), line: int | None = None) -> None:
        self.what, self.where, self.line = what, where, line
        if not isinstance(given, Mapping):
            self.refuse(f"expected an object, not {given!r}")
        self.as_given: Mapping[str, Any] = given
        self._given: dict[str, Any] = {_plain(str(name)): value for name, value in given.items()}
        self._spelt = {_plain(str(name)): str(name) for name in given}

    def refuse(self, message: str) -> NoReturn:
        raise ProblemIsMalformed(message, rule=self.what, line=self.line, where=self.where)

    def refuse_field(self, names: tuple[str, ...], message: str) -> NoReturn:
        """For the first of these that is there."""
        message = f"{self.called(names)} {message}"
        raise ProblemIsMalformed(message, rule=self.what, line=self.line, where=self.place(*names))

    @property
    def names(self) -> frozenset[str]:
        """Names as they are compared: lower case, without `_`."""
        return frozenset(self._given)

    def get(self, *names: str) -> Any:
        """The first of these that is there, else None."""
        for name in names:
            value = self._given.get(_plain(name))
            if value is not None:
                return value
        return None

    def called(self, names: tuple[str, ...]) -> str:
        """The name that the file has, or the first of these."""
        return next((self._spelt[_plain(name)] for name in names if _plain(name) in self._spelt), names[0])

    def text(self, *names: str, default: str | None = None) -> str:
        value = self.get(*names)
        if value is None:
            return self.refuse_field(names, "is missing") if default is None else default
        return (
            self.refuse_field(names, f"must be text, not {value!r}") if isinstance(value, dict | list) else str(value)
        )

    def texts(self, *names: str) -> tuple[str, ...]:
        """A list of texts; one text is a list of one."""
        value = self.get(*names)
        return () if value is None else tuple(map(str, value)) if isinstance(value, list) else (str(value),)

    def part(self, *names: str) -> Values:
        """An object inside, empty if it isn't there."""
        return Values(self.get(*names) or {}, *self._inside(names))

    def place(self, *names: str) -> Where:
        """Where in the file the first of these is."""
        return *self.where, self.called(names)

    def parts(self, *names: str) -> tuple[Values, ...]:
        value = self.get(*names)
        if value and not isinstance(value, list):
            self.refuse_field(names, "must be a list")
        what, where, line = self._inside(names)
        return tuple(Values(item, what, (*where, index), line) for index, item in enumerate(value or ()))

    def _inside(self, names: tuple[str, ...]) -> tuple[str, Where, int | None]:
        return self.what if self.line else names[0], self.place(*names), self.line

    def number(self, *names: str, default: float | None = None) -> float:
        value = self.get(*names)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST:
            self.refuse_field(names, f"must be a number from 0 to {MOST:,}, not {value!r}")
        return float(value)

    def count(self, *names: str, default: int | None = None) -> int:
        value = self.number(*names, default=default)
        return int(value) if value == int(value) else self.refuse_field(names, f"must be a whole number, not {value!r}")

    def clock(self, *names: str, default: str | None = None) -> time:
        value = self.text(*names, default=default)
        try:
            return time.fromisoformat("23:59" if value.startswith("24:00") else value)
        except ValueError:
            self.refuse_field(names, f"must be a time of day as 19:30, not {value!r}")

    def day(self, *names: str) -> date | None:
        """The date that is written, whatever its zone."""
        value = self.get(*names)
        if value is None:
            return None
        try:
            return datetime.fromisoformat(str(value)).date()
        except ValueError:
            self.refuse_field(names, f"must be a date as 2027-03-01, not {value!r}")

    def moment(self, zone: str, *names: str) -> datetime:
        """Wall time in the zone."""
        value = self.text(*names)
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self.refuse_field(names, f"must be a time as 2027-03-01T19:30, not {value!r}")
        return at if at.tzinfo is None else at.astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None)

    def weekdays(self, *names: str) -> frozenset[int]:
        """Days from 0, Monday, given by name or, as the standard counts, by number from 0, Sunday; empty if absent."""
        value = self.get(*names)
        days = (value if isinstance(value, list) else [value]) if value is not None else []
        found: set[int] = set()
        for day in days:
            name = str(day).lower()
            if isinstance(day, int) and not isinstance(day, bool) and 0 <= day <= 6:
                found.add((day - 1) % 7)
            elif name in DAYS:
                found.add(DAYS.index(name))
            else:
                self.refuse_field(names, f"names no day of the week: {day!r}")
        return frozenset(found)


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
