"""The engine at the command line (`kalends solve`, `check` and so on); the main command mounts it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.live import Live

from kalends.features.seasons.solver import (
    Plan,
    Problem,
    ProblemIsMalformed,
    Progress,
    SolverIsMissing,
    Stop,
    analyse,
    big12,
    check,
    explain,
    keep_kernels_in,
    load_plan,
    load_problem,
    repair,
    save_plan,
    save_problem,
    solve,
    suggest,
)
from kalends.features.seasons.solver.advice.repair import Shock
from kalends.features.seasons.solver.formats.files import ensure_plan_can_be_saved, unread
from kalends.features.seasons.solver.interrupt import until_interrupted
from kalends.features.seasons.solver.printing import (
    Board,
    err,
    out,
    print_analysis,
    print_conflict,
    print_effort,
    print_explanations,
    print_verdict,
)
from kalends.features.seasons.solver.problem import MAX_SLOTS, Slot, called
from kalends.features.seasons.solver.rules import Names

EXAMPLES = {"big12": big12}
# Exit codes: legal, not legal, can't be read.
LEGAL, BROKEN, UNREADABLE = 0, 1, 2
# Where a repair isn't legal, so long is looked for the rules that forbid one.
CONFLICT_SECONDS = 10.0

Instance = Annotated[
    Path, typer.Argument(help="The season: RobinX .xml, .json (own or OSSS), .xlsx, or a TTP matrix .txt")
]
Solution = Annotated[Path, typer.Argument(help="The plan: .xml, .json, .csv, .xlsx or .txt")]


def solve_season(
    instance: Annotated[Path | None, typer.Argument(help="The season: .xml, .json, .xlsx or .txt")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The plan: .xml, .json, .csv, .xlsx, .txt, .ics")
    ] = None,
    time: Annotated[float, typer.Option(help="Seconds to search", min=0.1, max=7 * 86400)] = 60.0,
    workers: Annotated[int, typer.Option(help="Processes; 0 is one a core", min=0, max=256)] = 0,
    seed: Annotated[int, typer.Option(help="The same seed takes the same path", min=0)] = 0,
    example: Annotated[str | None, typer.Option(help=f"A season that ships with us: {', '.join(EXAMPLES)}")] = None,
    start: Annotated[Path | None, typer.Option(help="Go on from this plan")] = None,
    kernels: Annotated[Path | None, typer.Option(help="Folder for compiled kernels")] = None,
    ray: Annotated[
        str | None, typer.Option(help="Spread the workers over a ray cluster: its address, auto, or local")
    ] = None,
) -> None:
    """Plan a season. The best plan so far is always in the output file; Ctrl-C ends the search with it."""
    if kernels:
        keep_kernels_in(kernels)
    problem = _season(instance, example)
    first = _plan(start, problem) if start else None
    if output:
        _ensure_saveable(problem, output)
    workers = workers or os.cpu_count() or 1
    table = Board()
    with (
        until_interrupted() as is_interrupted,
        Live(table.draw(), console=err, refresh_per_second=4, transient=True) as live,
    ):

        def on_progress(progress: Progress) -> None:
            live.update(table.draw(progress))
            # A calendar isn't read back, so that half a search is of no use in one. A full disk may have room later.
            if output and output.suffix.lower() != ".ics":
                with suppress(ProblemIsMalformed, OSError):
                    save_plan(problem, progress.plan, output)

        stop = Stop(seconds=time, is_cancelled=is_interrupted)
        try:
            result = solve(problem, stop, seed, workers, on_progress, first, cluster=ray)
        except SolverIsMissing as error:
            raise _refusal(error) from None
    if is_interrupted():
        err.print("stopped before the time was up", style="yellow")
    print_verdict(problem, result.verdict)
    print_effort(result)
    has_begun = result.moves > 0 or not is_interrupted()
    if output and has_begun:
        _save(problem, result.plan, output)
    if not result.verdict.is_legal and not is_interrupted():
        how = f"kalends explain {instance}" if instance else "kalends explain"
        out.print(f"{how} looks for rules that can't hold together; more --time may find a legal plan", highlight=False)
    raise typer.Exit(LEGAL if result.verdict.is_legal else BROKEN)


def check_plan(instance: Instance, solution: Solution) -> None:
    """Judge a plan: its hard violations and its objective, by rule."""
    problem = _season(instance, None)
    verdict = check(problem, _plan(solution, problem))
    print_verdict(problem, verdict)
    raise typer.Exit(LEGAL if verdict.is_legal else BROKEN)


def explain_plan(
    instance: Instance,
    solution: Annotated[
        Path | None, typer.Argument(help="The plan; without one, the season itself is explained")
    ] = None,
    most: Annotated[int, typer.Option(help="Reasons shown for each rule")] = 5,
    time: Annotated[float, typer.Option(help="Seconds to look for rules that can't hold together")] = 30.0,
) -> None:
    """Say in words which rules a plan breaks, and which games do it; without a plan, which rules allow none."""
    problem = _season(instance, None)
    if solution is None:
        raise typer.Exit(BROKEN if print_conflict(problem, time) else LEGAL)
    print_explanations(explain(problem, _plan(solution, problem)), most)


def suggest_changes(
    instance: Instance,
    solution: Solution,
    most: Annotated[int, typer.Option(help="Suggestions shown", min=1)] = 10,
) -> None:
    """Name changes of one or two games, or of two rounds, that make a plan better; each is tried already."""
    problem = _season(instance, None)
    found = suggest(problem, _plan(solution, problem), most)
    for item in found:
        out.print(item.words, highlight=False)
    if not found:
        out.print("no small change makes this plan better")


def analyse_plan(instance: Instance, solution: Solution) -> None:
    """Each team's homes, breaks, runs, rest and travel, and how evenly they fall."""
    problem = _season(instance, None)
    print_analysis(problem, analyse(problem, _plan(solution, problem)))


def write_example(
    name: Annotated[str, typer.Argument(help=f"A season that ships with us: {', '.join(EXAMPLES)}")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The season: .json, .osss.json or .xml")],
) -> None:
    """Write a season that ships with us to a file, to look at, to change and to plan."""
    _saved(lambda: save_problem(_season(None, name), output))
    out.print(f"{output}: plan it with kalends solve {output} -o plan.csv", highlight=False)


def repair_plan(
    instance: Instance,
    solution: Solution,
    output: Annotated[Path, typer.Option("-o", "--output", help="The mended plan")],
    closed: Annotated[list[str] | None, typer.Option(help="TEAM:SLOT[,SLOT…]: the team can't host then")] = None,
    absent: Annotated[list[str] | None, typer.Option(help="TEAM:SLOT[,SLOT…]: the team can't play then")] = None,
    cancelled: Annotated[list[str] | None, typer.Option(help="SLOT: nobody plays then")] = None,
    withdrawn: Annotated[list[str] | None, typer.Option(help="TEAM: leaves the league")] = None,
    extra: Annotated[
        list[str] | None, typer.Option(help="Slots to add: how many, or when each begins, as 2027-06-01T19:00")
    ] = None,
    season: Annotated[
        Path | None, typer.Option(help="Also write the season after the shock, to which the mended plan belongs")
    ] = None,
    time: Annotated[float, typer.Option(help="Seconds to search", min=0.1, max=7 * 86400)] = 5.0,
    seed: Annotated[int, typer.Option(help="The same seed takes the same path", min=0)] = 0,
) -> None:
    """Mend a plan after a shock, moving as few games as possible."""
    problem = _season(instance, None)
    plan, names = _plan(solution, problem), Names.of(problem)
    _ensure_saveable(problem, output)
    try:
        more = tuple(slot for text in extra or () for slot in _extra_slots(text))
        shock = Shock(
            closed=tuple(_team_slots(text, names) for text in closed or ()),
            absent=tuple(_team_slots(text, names) for text in absent or ()),
            cancelled=tuple(_key(text, names.slots, "slot") for text in cancelled or ()),
            withdrawn=tuple(_key(text, names.teams, "team") for text in withdrawn or ()),
            extra=more,
        )
        mended = repair(problem, plan, shock, seconds=time, seed=seed)
    except ProblemIsMalformed as error:
        raise _refusal(error) from None
    _save(mended.problem, mended.plan, output)
    if season:
        _saved(lambda: save_problem(mended.problem, season))
    print_verdict(mended.problem, mended.verdict)
    proof = " (no repair moves fewer)" if mended.is_fewest else ""
    out.print(f"{len(mended.moved)} of {len(mended.plan.games)} games moved{proof}")
    if not mended.verdict.is_legal:
        print_conflict(mended.problem, CONFLICT_SECONDS)
    raise typer.Exit(LEGAL if mended.verdict.is_legal else BROKEN)


def convert_file(
    instance: Instance,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file; its ending says the format")],
    solution: Annotated[
        Path | None, typer.Argument(help="A plan of the season; without one, the season itself is written")
    ] = None,
) -> None:
    """Write a season, or a plan of it, in another format."""
    problem = _season(instance, None)
    if solution is None:
        _saved(lambda: save_problem(problem, output))
    else:
        _save(problem, _plan(solution, problem), output)


def _ensure_saveable(problem: Problem, path: Path) -> None:
    """A search isn't begun whose plan couldn't be written."""
    _saved(lambda: ensure_plan_can_be_saved(problem, path))


def _save(problem: Problem, plan: Plan, path: Path) -> None:
    _saved(lambda: save_plan(problem, plan, path))


def _saved(write: Callable[[], None]) -> None:
    try:
        write()
    except (ValueError, OSError) as error:  # ValueError: also of text that XML or Excel can't hold
        raise _refusal(error) from None


def _key(text: str, known: object, what: str) -> int:
    if not isinstance(known, dict) or text not in known:
        raise ProblemIsMalformed(f"{what} {text!r} doesn't exist")
    return int(known[text])  # pyright: ignore[reportUnknownArgumentType]  # a dictionary of names by the line above


def _team_slots(text: str, names: Names) -> tuple[int, tuple[int, ...]]:
    team, found, slots = text.partition(":")
    if not found:
        raise ProblemIsMalformed(f"{text!r} must be TEAM:SLOT[,SLOT…]")
    return _key(team, names.teams, "team"), tuple(_key(slot, names.slots, "slot") for slot in slots.split(","))


def _extra_slots(text: str) -> Iterator[Slot]:
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


def _season(instance: Path | None, example: str | None) -> Problem:
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
        raise _refusal(error) from None
    if left:
        err.print(f"{path.name}: rules that aren't known here are left aside: {', '.join(left)}", style="yellow")
    return problem


def _plan(path: Path, problem: Problem) -> Plan:
    try:
        return load_plan(path, problem)
    except (ProblemIsMalformed, OSError) as error:
        raise _refusal(error) from None


def _refusal(error: Exception) -> typer.Exit:
    words = str(error)
    if isinstance(error, OSError) and error.filename and error.strerror:
        words = f"{error.filename}: {error.strerror.lower()}"
    err.print(words, style="red", highlight=False, markup=False, soft_wrap=True)
    return typer.Exit(UNREADABLE)


def add_to(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("solve")(solve_season)
    app.command("check")(check_plan)
    app.command("explain")(explain_plan)
    app.command("suggest")(suggest_changes)
    app.command("analyse")(analyse_plan)
    app.command("repair")(repair_plan)
    app.command("example")(write_example)
    app.command("convert")(convert_file)
