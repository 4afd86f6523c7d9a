"""OSSS results: which fixture is played when and at which venue."""

from __future__ import annotations

import json

from kalends.features.seasons.solver.formats.lines import lines_of, parse_json
from kalends.features.seasons.solver.formats.osss.values import Values
from kalends.features.seasons.solver.formats.osss.writing import fixture_keys, stamp, starts_of, venue_of
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Played, Problem


def write_schedule(problem: Problem, plan: Plan) -> str:
    """The plan by the standard's results schema; games that wait have no assignment."""
    starts, keys, verdict = starts_of(problem), fixture_keys(problem), check(problem, plan)
    games = [
        {
            "fixtureId": keys[index],
            "startTime": stamp(starts[game.slot], problem.zone),
            "venueId": venue_of(problem.teams[game.home]),
        }
        for index, game in _matched(problem, plan)
        if game.slot is not None
    ]
    scores = [
        {
            "constraintId": f"rule-{breach.rule + 1}" if breach.rule is not None else breach.tag,
            "violations": breach.deviation,
            "penalty": 0 if breach.hard else breach.cost,
            "explanation": breach.words,
        }
        for breach in verdict.breaches
    ]
    given = {
        "feasible": verdict.is_legal,
        "assignments": games,
        "scores": {"totalPenalty": verdict.objective, "byConstraint": scores},
    }
    return json.dumps(given, ensure_ascii=False, indent=1) + "\n"


def read_schedule(text: str, problem: Problem) -> Plan:
    """The plan of an OSSS results file. Raises ProblemIsMalformed naming the fixture and the line."""
    with lines_of(text):
        return _plan(Values(parse_json(text), "results"), problem)


def _plan(results: Values, problem: Problem) -> Plan:
    keys = {key: index for index, key in enumerate(fixture_keys(problem))}
    slots = {at: index for index, at in enumerate(starts_of(problem))}
    where: dict[int, Played] = {}
    for item in results.parts("assignments"):
        key = item.text("fixtureId")
        item.what = f"fixture {key}"
        if key not in keys:
            item.refuse("this season has no such fixture")
        if keys[key] in where:
            item.refuse("it is assigned twice")
        at = item.moment(problem.zone, "startTime")
        if at not in slots:
            item.refuse(f"the season has no slot at {at.isoformat(sep=' ', timespec='minutes')}")
        game = problem.games[keys[key]]
        home, away = game.home, game.away
        venue = item.text("venueId", default="")
        if game.is_open and venue == venue_of(problem.teams[away]) != venue_of(problem.teams[home]):
            home, away = away, home
        where[keys[key]] = Played(home, away, slots[at])
    return Plan(tuple(where.get(index, Played(game.home, game.away, None)) for index, game in enumerate(problem.games)))


def _matched(problem: Problem, plan: Plan) -> list[tuple[int, Played]]:
    """Each game of the plan with the index of its fixture."""
    indexes: dict[tuple[int, int], list[int]] = {}
    for index, game in enumerate(problem.games):
        pairs = {(game.home, game.away), (game.away, game.home)} if game.is_open else {(game.home, game.away)}
        for pair in pairs:
            indexes.setdefault(pair, []).append(index)
    taken: set[int] = set()
    found: list[tuple[int, Played]] = []
    for game in plan.games:
        left = [index for index in indexes.get((game.home, game.away), ()) if index not in taken]
        if left:
            # A game whose host is given goes first: an open one may stand for either.
            index = min(left, key=lambda number: (problem.games[number].is_open, number))
            taken.add(index)
            found.append((index, game))
    return found
