"""What the engine's commands print: a live table, verdicts, reasons, rules that can't hold together."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kalends.features.seasons.solver import Problem, Progress, Result, Verdict, conflict
from kalends.features.seasons.solver.advice.analyse import Analysis
from kalends.features.seasons.solver.advice.explain import Explanation

out = Console()
err = Console(stderr=True)
# Loading compiled kernels takes a second or two; more, in seconds, is worth a word.
LONG = 8.0


class Board:
    """The live table: the best plan so far."""

    def draw(self, progress: Progress | None = None) -> Table:
        table = Table("seconds", "moves", "hard", "objective", "stage")
        if progress:
            row = (f"{progress.seconds:.1f}", f"{progress.moves:,}", f"{progress.infeasibility}")
            table.add_row(*row, f"{progress.objective:,}", progress.stage)
        else:
            table.add_row("0.0", "0", "", "", "starting")
        return table


def print_verdict(problem: Problem, verdict: Verdict) -> None:
    table = Table("rule", "kind", "broken", "deviation", "cost", title=escape(problem.name))
    kinds: dict[tuple[str, bool], list[int]] = {}
    for breach in verdict.breaches:
        row = kinds.setdefault((breach.tag, breach.hard), [0, 0, 0])
        for index, value in enumerate((1, breach.deviation, breach.cost)):
            row[index] += value
    for (tag, hard), values in sorted(kinds.items(), key=lambda item: (not item[0][1], item[0][0])):
        table.add_row(tag, "hard" if hard else "soft", *(f"{value:,}" for value in values))
    out.print(table)
    travel = f", travel {verdict.travel:,}" if problem.distances else ""
    state = "legal" if verdict.is_legal else f"not legal ({verdict.infeasibility} hard)"
    out.print(f"{state}, objective {verdict.objective:,}{travel}", highlight=False)


def print_effort(result: Result) -> None:
    """What the search took, and what is known of better plans."""
    bound = "optimal" if result.is_optimal else f"no plan is below {result.bound}" if result.bound else "no bound known"
    out.print(
        f"{result.moves:,} moves in {result.seconds - result.prepared:.1f} s, "
        f"{result.moves_per_second:,} a CPU second, {result.memory / 1e6:,.0f} MB; {bound}",
        highlight=False,
    )
    if result.prepared > LONG:
        out.print(f"kernels took {result.prepared:.0f} s to compile; the next run has them", highlight=False)


def print_explanations(items: Iterable[Explanation], most: int) -> None:
    """Each broken rule with at most so many of its reasons."""
    for item in items:
        _print_rule(item.tag, item.line, item.sentence)
        for reason in item.reasons[:most]:
            out.print(f"    {escape(reason)}", highlight=False)
        if len(item.reasons) > most:
            out.print(f"    and {len(item.reasons) - most} more", highlight=False)


def print_analysis(problem: Problem, analysis: Analysis) -> None:
    """A row a team; below, how far the least and the most are apart."""
    figures = ["home", "away", "breaks", "homestand", "road_trip", "rest"]
    if problem.distances:
        figures += ["travel", "longest_trip"]
    table = Table("team", *(figure.replace("_", " ") for figure in figures), title=escape(problem.name))
    for team in analysis.teams:
        values = [getattr(team, figure) for figure in figures]
        table.add_row(escape(team.team), *("-" if value is None else f"{value:,}" for value in values))
    table.add_section()
    table.add_row("apart", *(f"{analysis.spread(figure):,}" for figure in figures))
    out.print(table)
    travel = f", travel {analysis.travel:,}" if problem.distances else ""
    out.print(f"{analysis.breaks:,} breaks in all{travel}", highlight=False)


def print_conflict(problem: Problem, seconds: float) -> bool:
    """Hard rules that allow no plan, if that can be proven in time; whether it was."""
    found = conflict(problem, seconds, os.cpu_count() or 1)
    if found is None:
        out.print(f"found no rules in {seconds:g} s that can't hold together", highlight=False)
        return False
    if not found.rules:
        out.print("the games don't fit the slots, even without rules", highlight=False)
        return True
    end = "without any one of them the rest can" if found.is_minimal else "fewer of them may be enough"
    out.print(f"These rules can't hold together; {end}:", highlight=False)
    for index, words in zip(found.rules, found.words, strict=True):
        rule = problem.rules[index]
        _print_rule(rule.tag, rule.terms.line, words)
    return True


def _print_rule(tag: str, line: int | None, words: str) -> None:
    where = f" (line {line})" if line else ""
    out.print(f"[bold]{tag}{where}[/bold] {escape(words)}", highlight=False)
