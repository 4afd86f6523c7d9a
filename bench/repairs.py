"""Shocks to published plans, and seasons whose rules contradict each other."""

from __future__ import annotations

import time
from collections.abc import Iterator

from season_tables import Options, out, shared

from kalends.features.seasons.solver import Plan, Problem, Slot, conflict, load_plan, load_problem, repair
from kalends.features.seasons.solver.advice.repair import Shock
from kalends.features.seasons.solver.rules import GamesInSlots, PlaysInSlots

SEASONS = (
    "itc2021/ITC2021_Early_1",
    "itc2021/ITC2021_Early_3",
    "itc2021/ITC2021_Early_9",
    "itc2021/ITC2021_Early_12",
    "ttp/NL10",
    "ttp/NL16",
    "real_leagues/IF13",
)

# Seconds for a repair: with what reading and judging take beside, five have not passed.
BUDGET = 4.5
# Seconds, not counted, to prove of what isn't legal that it can't be.
PROOF = 10.0


def published(name: str) -> tuple[Problem, Plan]:
    folder, name = name.split("/")
    problem = load_problem(shared() / folder / "instances" / f"{name}.xml")
    return problem, load_plan(shared() / folder / "solutions" / f"{name}_best.xml", problem)


def repairs(options: Options) -> None:
    """A hall closes for two rounds or for one, a round is rained out, a team withdraws.

    Must: legal in 5 s with nine games of ten unmoved. Aim: in 1 s, proven fewest.
    """
    met = {"aim": 0, "must": 0, "below the bar": 0, "impossible": 0}
    for name in SEASONS:
        problem, plan = published(name)
        if options.only and name.split("/")[1] not in options.only:
            continue
        for words, shock in _shocks(problem):
            mended = repair(problem, plan, shock, seconds=BUDGET, workers=options.workers)
            kept = 1 - len(mended.moved) / len(mended.plan.games)
            proof = "proven fewest" if mended.is_fewest else "not proven"
            state = "legal" if mended.verdict.is_legal else f"not legal ({mended.verdict.infeasibility})"
            is_good = mended.verdict.is_legal and kept >= 0.9 and mended.seconds <= 5.0
            is_best = is_good and mended.is_fewest and mended.seconds <= 1.0
            bar = "aim" if is_best else "must" if is_good else "below the bar"
            if not mended.verdict.is_legal and conflict(mended.problem, PROOF, options.workers) is not None:
                # The shock contradicts the season's own rules, as a game that must be played in a round that is off.
                bar = "impossible"
            met[bar] += 1
            line = f"{name}, {words}: {state}, {kept:.1%} unmoved, {mended.seconds:.1f} s, {proof}: {bar}"
            out.print(line, highlight=False)
    out.print(f"repairs: {met}", highlight=False)


def _shocks(problem: Problem) -> Iterator[tuple[str, Shock]]:
    slots = len(problem.slots)
    yield "hall closed for two rounds", Shock(closed=((0, (3, 4)),))
    yield "hall closed for a round", Shock(closed=((5, (slots // 2,)),))
    yield "a round rained out, one reserve", Shock(cancelled=(4,), extra=(Slot(key="reserve", name="Reserve"),))
    yield "a team withdraws", Shock(withdrawn=(2,))


def conflicts(options: Options) -> None:
    """Published seasons with two rules more that contradict each other: how soon is a smallest set named?

    Must: a set in 30 s. Aim: minimal in 10 s.
    """
    for name in SEASONS:
        problem, _ = published(name)
        if options.only and name.split("/")[1] not in options.only:
            continue
        broken = problem.with_rules(
            PlaysInSlots(teams=(0,), slots=(6, 7, 8), mode="H"),
            GamesInSlots(meetings=((0, 1), (0, 2)), slots=(7, 8), least=1, most=1),
        )
        began = time.monotonic()
        found = conflict(broken, seconds=30.0, workers=options.workers)
        state = "no set" if found is None else f"{len(found.rules)} rules"
        minimal = ", minimal" if found is not None and found.is_minimal else ""
        seconds = time.monotonic() - began
        is_small = found is not None and found.is_minimal and seconds <= 10
        bar = "aim" if is_small else "must" if found is not None and seconds <= 30 else "below the bar"
        out.print(f"{name}: {state}{minimal}, {seconds:.1f} s: {bar}", highlight=False)
