"""What the engine's commands are given, and where they write: files, keys of teams and slots, slots to add."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

import typer

from kalends.features.seasons.solver import (
    Plan,
    Problem,
    ProblemIsMalformed,
    big12,
    load_plan,
    load_problem,
    save_plan,
)
from kalends.features.seasons.solver.formats.files import ensure_plan_can_be_saved, unread
from kalends.features.seasons.solver.printing import err
from kalends.features.seasons.solver.problem import MAX_SLOTS, Slot, Team, called

EXAMPLES = {"big12": big12}
# How many teams or slots an error names.
SOME = 5
# The exit code where a file can't be read or written.
UNREADABLE = 2


def ensure_saveable(problem: Problem, path: Path) -> None:
    """A search isn't begun whose plan couldn't be written."""
    written(lambda: ensure_plan_can_be_saved(problem, path))


def write_plan(problem: Problem, plan: Plan, path: Path) -> None:
    written(lambda: save_plan(problem, plan, path))


def written(write: Callable[[], None]) -> None:
    """Say why, where it can't be."""
    try:
        write()
    except (ValueError, OSError) as error:  # ValueError: also of text that XML or Excel can't hold
        raise refusal(error) from None


def index_of(text: str, known: Sequence[Team] | Sequence[Slot], what: str) -> int:
    """The index of the team or slot of this key, or else of this name."""
    keys, names = [one.key for one in known], [one.name for one in known]
    if text in keys:
        return keys.index(text)
    match names.count(text):
        case 1:
            return names.index(text)
        case 0:
            near = get_close_matches(text, [*keys, *names], n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"it begins with {', '.join(keys[:SOME])}"
            raise ProblemIsMalformed(f"the season has no {what} {text!r}; {hint}")
        case several:
            raise ProblemIsMalformed(f"{several} {what}s are called {text!r}; give the key of one")


def slots_of_team(text: str, problem: Problem) -> tuple[int, tuple[int, ...]]:
    """TEAM:SLOT[,SLOT…] as indexes."""
    team, found, slots = text.partition(":")
    if not found:
        raise ProblemIsMalformed(f"{text!r} must be TEAM:SLOT[,SLOT…]")
    return index_of(team, problem.teams, "team"), tuple(
        index_of(slot, problem.slots, "slot") for slot in slots.split(",")
    )


def extra_slots(text: str) -> Iterator[Slot]:
    """A number of slots, or one by its time."""
    if text.isdecimal() and int(text) <= MAX_SLOTS:
        for number in range(int(text)):
            yield Slot(key=f"extra-{number + 1}", name=f"Extra {number + 1}")
        return
    try:
        starts_at = datetime.fromisoformat(text)
    except ValueError:
        starts_at = None
    if starts_at is None or starts_at.tzinfo is not None:
        raise ProblemIsMalformed(f"an extra slot is a number of them, or its time as 2027-06-01T19:00, not {text!r}")
    yield Slot(key=text, name=called(starts_at), starts_at=starts_at)


def season_given(instance: Path | None, example: str | None) -> Problem:
    """The season of a file or an example; what is left aside in it is said."""
    if (instance is None) == (example is None):
        raise typer.BadParameter("give a file or --example")
    if example is not None:
        if example not in EXAMPLES:
            raise typer.BadParameter(f"no example {example}; there is {', '.join(EXAMPLES)}")
        return EXAMPLES[example]()
    path = Path(str(instance))
    try:
        problem, left = load_problem(path), unread(path)
    except (ProblemIsMalformed, OSError) as error:
        raise refusal(error) from None
    if left:
        err.print(f"{path.name}: rules that aren't known here are left aside: {', '.join(left)}", style="yellow")
    return problem


def plan_given(path: Path, problem: Problem) -> Plan:
    try:
        return load_plan(path, problem)
    except (ProblemIsMalformed, OSError) as error:
        raise refusal(error) from None


def refusal(error: Exception) -> typer.Exit:
    """Say the error, and the end that it makes."""
    words = str(error)
    if isinstance(error, OSError) and error.filename and error.strerror:
        words = f"{error.filename}: {error.strerror.lower()}"
    err.print(words, style="red", highlight=False, markup=False, soft_wrap=True)
    return typer.Exit(UNREADABLE)
