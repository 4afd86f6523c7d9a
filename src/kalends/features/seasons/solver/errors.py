"""What can be wrong with what the engine is given; the message is what people read."""


class ProblemIsMalformed(ValueError):
    """The problem or plan can't be read. Says the rule and the line where one is known."""

    def __init__(self, message: str, *, rule: str | None = None, line: int | None = None) -> None:
        self.rule = rule
        self.line = line
        place = ", ".join(part for part in (rule, f"line {line}" if line else None) if part)
        super().__init__(f"{place}: {message}" if place else message)


class ProblemIsTooLarge(ProblemIsMalformed):
    """The league is larger than the engine takes on."""


class SolverIsMissing(ImportError):
    """The season engine's libraries aren't installed: install `kalends[solver]`."""
