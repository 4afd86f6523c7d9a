"""The engine at the command line (`kalends solve`, `check` and so on); the main command mounts it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.live import Live

from kalends.features.seasons.solver import (
    ProblemIsMalformed,
    Progress,
    SolverIsMissing,
    Stop,
    analyse,
    check,
    explain,
    keep_kernels_in,
    repair,
    save_plan,
    save_problem,
    solve,
    suggest,
)
from kalends.features.seasons.solver.advice.repair import Shock
from kalends.features.seasons.solver.arguments import (
    EXAMPLES,
    ensure_saveable,
    extra_slots,
    index_of,
    plan_given,
    refusal,
    season_given,
    slots_of_team,
    write_plan,
    written,
)
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

# Exit codes: legal, not legal; 2 is for files that can't be read or written.
LEGAL, BROKEN = 0, 1
# Where a repair isn't legal, so long is looked for the rules that forbid one.
CONFLICT_SECONDS = 10.0
EARLY = "stopped before the time was up"

Instance = Annotated[
    Path, typer.Argument(help="The season: RobinX .xml, .json (own or OSSS), .xlsx, or a TTP matrix .txt")
]
Solution = Annotated[Path, typer.Argument(help="The plan: .xml, .json, .csv, .xlsx or .txt")]
Workers = Annotated[int, typer.Option(help="How many search at once; 0 is one a core", min=0, max=256)]
Seed = Annotated[int, typer.Option(help="The same seed takes the same path", min=0)]
Kernels = Annotated[Path | None, typer.Option(help="Folder for compiled kernels")]


def solve_season(
    instance: Annotated[Path | None, typer.Argument(help="The season: .xml, .json, .xlsx or .txt")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The plan: .xml, .json, .csv, .xlsx, .txt, .ics")
    ] = None,
    time: Annotated[float, typer.Option(help="Seconds to search", min=0.1, max=7 * 86400)] = 60.0,
    workers: Workers = 0,
    seed: Seed = 0,
    example: Annotated[str | None, typer.Option(help=f"A season that ships with us: {', '.join(EXAMPLES)}")] = None,
    start: Annotated[Path | None, typer.Option(help="Go on from this plan")] = None,
    kernels: Kernels = None,
    ray: Annotated[
        str | None, typer.Option(help="Spread the workers over a ray cluster: its address, auto, or local")
    ] = None,
) -> None:
    """Plan a season. The best plan so far is always in the output file; Ctrl-C ends the search with it."""
    if kernels:
        keep_kernels_in(kernels)
    problem = season_given(instance, example)
    first = plan_given(start, problem) if start else None
    if output:
        ensure_saveable(problem, output)
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
            raise refusal(error) from None
    if is_interrupted():
        err.print(EARLY, style="yellow")
    print_verdict(problem, result.verdict)
    print_effort(result)
    has_begun = result.moves > 0 or not is_interrupted()
    if output and has_begun:
        write_plan(problem, result.plan, output)
    if not result.verdict.is_legal and not is_interrupted():
        how = f"kalends explain {instance}" if instance else "kalends explain"
        out.print(f"{how} looks for rules that can't hold together; more --time may find a legal plan", highlight=False)
    raise typer.Exit(LEGAL if result.verdict.is_legal else BROKEN)


def check_plan(instance: Instance, solution: Solution) -> None:
    """Judge a plan: its hard violations and its objective, by rule."""
    problem = season_given(instance, None)
    verdict = check(problem, plan_given(solution, problem))
    print_verdict(problem, verdict)
    raise typer.Exit(LEGAL if verdict.is_legal else BROKEN)


def explain_plan(
    instance: Instance,
    solution: Annotated[
        Path | None, typer.Argument(help="The plan; without one, the season itself is explained")
    ] = None,
    most: Annotated[int, typer.Option(help="Reasons shown for each rule", min=1)] = 5,
    time: Annotated[
        float, typer.Option(help="Seconds to look for rules that can't hold together", min=0.1, max=7 * 86400)
    ] = 30.0,
) -> None:
    """Say in words which rules a plan breaks, and which games do it; without a plan, which rules allow none."""
    problem = season_given(instance, None)
    if solution is None:
        raise typer.Exit(BROKEN if print_conflict(problem, time) else LEGAL)
    print_explanations(explain(problem, plan_given(solution, problem)), most)


def suggest_changes(
    instance: Instance,
    solution: Solution,
    most: Annotated[int, typer.Option(help="Suggestions shown", min=1)] = 10,
) -> None:
    """Name changes of one or two games, or of two rounds, that make a plan better; each is tried already."""
    problem = season_given(instance, None)
    found = suggest(problem, plan_given(solution, problem), most)
    for item in found:
        out.print(item.words, highlight=False)
    if not found:
        out.print("no small change makes this plan better")


def analyse_plan(instance: Instance, solution: Solution) -> None:
    """Each team's homes, breaks, runs, rest and travel, and how evenly they fall."""
    problem = season_given(instance, None)
    print_analysis(problem, analyse(problem, plan_given(solution, problem)))


def write_example(
    name: Annotated[str, typer.Argument(help=f"A season that ships with us: {', '.join(EXAMPLES)}")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The season: .json, .osss.json or .xml")],
) -> None:
    """Write a season that ships with us to a file, to look at, to change and to plan."""
    written(lambda: save_problem(season_given(None, name), output))
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
    workers: Workers = 0,
    seed: Seed = 0,
    kernels: Kernels = None,
) -> None:
    """Mend a plan after a shock, moving as few games as possible. Ctrl-C ends the search with the best so far."""
    if kernels:
        keep_kernels_in(kernels)
    problem = season_given(instance, None)
    plan = plan_given(solution, problem)
    ensure_saveable(problem, output)
    try:
        more = tuple(slot for text in extra or () for slot in extra_slots(text))
        shock = Shock(
            closed=tuple(slots_of_team(text, problem) for text in closed or ()),
            absent=tuple(slots_of_team(text, problem) for text in absent or ()),
            cancelled=tuple(index_of(text, problem.slots, "slot") for text in cancelled or ()),
            withdrawn=tuple(index_of(text, problem.teams, "team") for text in withdrawn or ()),
            extra=more,
        )
        with until_interrupted() as is_interrupted:
            mended = repair(problem, plan, shock, time, seed, workers or os.cpu_count() or 1, is_interrupted)
    except ProblemIsMalformed as error:
        raise refusal(error) from None
    if is_interrupted():
        err.print(EARLY, style="yellow")
    write_plan(mended.problem, mended.plan, output)
    if season:
        written(lambda: save_problem(mended.problem, season))
    print_verdict(mended.problem, mended.verdict)
    proof = " (no repair moves fewer)" if mended.is_fewest else ""
    out.print(f"{len(mended.moved)} of {len(mended.plan.games)} games moved{proof}")
    if not mended.verdict.is_legal and not is_interrupted():
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
    problem = season_given(instance, None)
    if solution is None:
        written(lambda: save_problem(problem, output))
    else:
        write_plan(problem, plan_given(solution, problem), output)


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
