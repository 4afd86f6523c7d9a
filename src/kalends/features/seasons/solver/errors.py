"""What can be wrong with what the engine is given; the message is what people read."""

from __future__ import annotations

from typing import Self

# Where in a season something stands: a field's name, then an index or a name in it, and so on.
Where = tuple[str | int, ...]


class ProblemIsMalformed(ValueError):
    """The problem or plan can't be read. Says the rule and the line where one is known.

    `where` leads to what is wrong, as `("teams", 3)`; whoever has the file makes a line of it.
    """

    def __init__(self, message: str, *, rule: str | None = None, line: int | None = None, where: Where = ()) -> None:
        self.message = message
        self.rule = rule
        self.line = line
        self.where = where
        place = ", ".join(part for part in (rule, f"line {line}" if line else None) if part)
        super().__init__(f"{place}: {message}" if place else message)

    def within(self, *outer: str | int) -> Self:
        """The same, with what lies around it."""
        return type(self)(self.message, rule=self.rule, line=self.line, where=(*outer, *self.where))

    def on(self, line: int | None) -> Self:
        """The same on a line of the file, unless it has one."""
        return type(self)(self.message, rule=self.rule, line=self.line or line, where=self.where)


class ProblemIsTooLarge(ProblemIsMalformed):
    """The league is larger than the engine takes on."""


class SolverIsMissing(ImportError):
    """The season engine's libraries aren't installed: install `kalends[solver]`."""
