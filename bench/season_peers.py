"""What others would do: CP-SAT on whole seasons as a user would write it, and HiGHS beside it on the hosts alone."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model
from season_tables import Options, out, shared

from kalends.features.seasons.solver import Objective, Plan, Played, Problem, Stop, check, load_problem, solve
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.exact.model import SeasonModel, run
from kalends.features.seasons.solver.exact.small import all_candidates
from kalends.features.seasons.solver.search.start import plan_of, seats_of

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Moves to an incumbent whose hosts are then freed, and seconds for either solver.
INCUMBENT, PART = 2_000_000, 10.0


def peer(options: Options) -> None:
    """CP-SAT on the whole season, as a user would write it."""
    for name in options.only or ("ITC2021_Early_1", "ITC2021_Early_9", "ITC2021_Test1", "NL6", "NL8", "NL10"):
        folder = "itc2021" if name.startswith("ITC") else "ttp"
        problem = load_problem(shared() / folder / "instances" / f"{name}.xml")
        began = time.monotonic()
        model = _whole(problem)
        solver, status = run(model.cp, options.seconds, 1, options.workers)
        found = "no legal plan"
        if solver.status_name(status) in ("OPTIMAL", "FEASIBLE"):
            empty = Plan(tuple(Played(game.home, game.away, None) for game in problem.games))
            plan = plan_of(*model.seats(solver, seats_of(problem, empty)))
            found = f"objective {check(problem, plan).objective}"
        out.print(f"CP-SAT alone, {name}: {found} in {time.monotonic() - began:.0f} s", highlight=False)


def _whole(problem: Problem) -> SeasonModel:
    """The season's model; where travel is the objective, with a literal for each way between two towns."""
    drawn = draw(replace(problem, objective=Objective.NOTHING))
    model = SeasonModel(drawn, all_candidates(drawn)).build()
    if problem.objective is Objective.TRAVEL:
        model.cp.minimize(_travel(model, problem))
    return model


def _travel(model: SeasonModel, problem: Problem) -> Any:
    towns, rounds, ways = range(len(problem.teams)), range(len(problem.slots)), list[Any]()
    for team in towns:
        where = [
            [model.hosting(team, at) if town == team else model.games_at(town, team, at) for town in towns]
            for at in rounds
        ]
        home = [int(town == team) for town in towns]
        for before, after in zip([home, *where], [*where, home], strict=True):
            for start in towns:
                for end in towns:
                    if start != end:
                        way = model.cp.new_bool_var("")
                        model.cp.add(way >= before[start] + after[end] - 1)
                        ways.append(problem.distances[start][end] * way)
    return sum(ways)


def hosts(options: Options) -> None:
    """Who hosts when, opponents given: CP-SAT against HiGHS on the same part of an incumbent of ours."""
    for name in options.only or ("ITC2021_Early_9", "ITC2021_Early_13", "ITC2021_Early_15"):
        problem = load_problem(shared() / "itc2021" / "instances" / f"{name}.xml")
        plan = solve(problem, Stop(moves=INCUMBENT), seed=1).plan
        before = check(problem, plan)
        seats = seats_of(problem, plan)
        fixed = list(zip(*(array.tolist() for array in seats), strict=True))
        where = {(home, away): slot for home, away, slot in fixed}
        price = None if before.is_legal else 1000
        cells = [[(home, away, slot), (home, away, where[away, home])] for home, away, slot in fixed]
        model = SeasonModel(draw(problem), cells, hard_price=price).build()
        began = time.monotonic()
        solver, status = run(model.cp, PART, 1, options.workers)
        exact = f"{solver.status_name(status)} {solver.objective_value:,.0f} in {time.monotonic() - began:.1f} s"
        began = time.monotonic()
        other = _highs(model.cp)
        out.print(
            f"hosts of {name} ({before.objective} !{before.infeasibility}): CP-SAT {exact}; HiGHS {other} "
            f"in {time.monotonic() - began:.1f} s",
            highlight=False,
        )


def _highs(model: cp_model.CpModel) -> str:
    """The same model as a mixed integer programme."""
    solver, proto = pywraplp.Solver.CreateSolver("HIGHS"), model.proto
    numbers = [solver.IntVar(row.domain[0], row.domain[-1], "") for row in proto.variables]

    def value(literal: int) -> Any:
        return numbers[literal] if literal >= 0 else 1 - numbers[-literal - 1]

    for row in proto.constraints:
        unless = sum(1 - value(literal) for literal in row.enforcement_literal)
        if row.has_bool_or():
            solver.Add(sum(map(value, row.bool_or.literals)) + unless >= 1)
        elif row.has_bool_and():
            for literal in row.bool_and.literals:
                solver.Add(value(literal) + unless >= 1)
        elif row.has_at_most_one():
            solver.Add(sum(map(value, row.at_most_one.literals)) <= 1)
        elif row.has_exactly_one():
            solver.Add(sum(map(value, row.exactly_one.literals)) == 1)
        elif row.has_linear() and not row.enforcement_literal:
            total = sum(
                factor * numbers[index] for index, factor in zip(row.linear.vars, row.linear.coeffs, strict=True)
            )
            solver.Add(total >= row.linear.domain[0])
            solver.Add(total <= row.linear.domain[-1])
        else:
            return "can't state it"
    goal = proto.objective
    solver.Minimize(
        sum(factor * numbers[index] for index, factor in zip(goal.vars, goal.coeffs, strict=True)) + goal.offset
    )
    solver.SetTimeLimit(round(1000 * PART))
    status = solver.Solve()
    names = {solver.OPTIMAL: "OPTIMAL", solver.FEASIBLE: "FEASIBLE"}
    return f"{names[status]} {solver.Objective().Value():,.0f}" if status in names else "nothing"
