"""Lines of a JSON text, for errors that say where something is."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from kalends.features.seasons.solver.errors import ProblemIsMalformed, Where

# What lies between two values.
GAP = re.compile(r"[\s,:]*")
DECODER = json.JSONDecoder()


def parse_json(text: str) -> dict[str, Any]:
    """A JSON object. Raises with the line. NaN and infinities are floats here, which no field takes."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise ProblemIsMalformed(f"not JSON: {error.msg}", line=error.lineno) from None
    except RecursionError:
        raise ProblemIsMalformed("the JSON is nested too deeply") from None
    except ValueError as error:  # a number of thousands of digits
        raise ProblemIsMalformed(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise ProblemIsMalformed("expected a JSON object", line=1)
    return value  # pyright: ignore[reportUnknownVariableType]  # JSON's keys are text


@contextmanager
def lines_of(text: str) -> Generator[None]:
    """Errors from within that say where something is, but no line, leave with the line."""
    try:
        yield
    except ProblemIsMalformed as error:
        if error.line or not error.where:
            raise
        raise error.on(_line(text, _find(text, error.where))) from None


def item_lines(text: str, *where: str | int) -> list[int]:
    """The line on which each item of that list begins. `text` is JSON that has been parsed."""
    lines: list[int] = []
    line, last = 1, 0
    for _, position in _members(text, _find(text, where)):
        line += text.count("\n", last, position)
        last = position
        lines.append(line)
    return lines


def _find(text: str, where: Where) -> int:
    """Where the value begins, or the innermost one around it that is there."""
    position = _skip(text, 0)
    for step in where:
        found = [at for name, at in _members(text, position) if name == step]
        if not found:
            break
        position = found[-1]  # of two of the same name JSON takes the last
    return position


def _members(text: str, position: int) -> Iterator[tuple[str | int, int]]:
    """Name or index of each member of the object or list that begins there, and where its value begins."""
    is_object = text[position] == "{"
    if not is_object and text[position] != "[":
        return
    position = _skip(text, position + 1)
    name: str | int = 0
    for index in count():
        if text[position] in "]}":
            return
        name = index
        if is_object:
            name, position = DECODER.raw_decode(text, position)
            position = _skip(text, position)
        yield name, position
        position = _skip(text, DECODER.raw_decode(text, position)[1])


def _skip(text: str, position: int) -> int:
    gap = GAP.match(text, position)
    return gap.end() if gap else position


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
