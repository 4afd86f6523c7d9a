"""A season of ours as an OSSS instance (core schema 2.0).

The standard has no slots. Every venue is therefore open for exactly one game at each of them, and what a venue can
hold, and when, is said by rules. Rules that the standard has no name for are written as `kalends:` and their tag, with
RobinX's attributes; reading them back gives the same rules.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import combinations, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.formats.osss.instance import LENGTH, VENUE
from kalends.features.seasons.solver.formats.osss.readers import TRAVEL_UNIT
from kalends.features.seasons.solver.formats.osss.rules import OURS
from kalends.features.seasons.solver.places import distances
from kalends.features.seasons.solver.problem import Objective, Problem, Slot, Team, parts
from kalends.features.seasons.solver.rules import (
    BackToBacks,
    GamesInSlots,
    LongestTrip,
    Names,
    PlaysInARow,
    RestBetweenGames,
    Rule,
    ShortTravel,
)


def write_problem(problem: Problem) -> str:
    """Raises ProblemIsMalformed where the standard can't say it: slots without times, distances that aren't places'."""
    starts = starts_of(problem)
    if starts != sorted(starts):
        raise ProblemIsMalformed("OSSS knows slots by their times alone; put them in order", rule="slots")
    placed = all(team.latitude is not None for team in problem.teams)
    if problem.distances and (not placed or problem.distances != distances(problem.teams)):
        raise ProblemIsMalformed("OSSS knows distances by places alone; give every team latitude and longitude")
    minutes = game_minutes(starts)
    # Rules name slots as they will be read back.
    keyed = replace(problem, slots=tuple(Slot(key=at.isoformat(timespec="minutes"), name="") for at in starts))
    given = {
        "id": re.sub(r"\W+", "-", problem.name.lower()).strip("-") or "season",
        "name": problem.name,
        "timezone": problem.zone or "UTC",
        "defaultFixtureDuration": minutes,
        "season": {"start": f"{min(starts):%Y-%m-%d}", "end": f"{max(starts):%Y-%m-%d}"},
        "entities": {
            "teams": [_team(team) for team in problem.teams],
            "venues": list(_venues(problem, starts, minutes)),
        },
        "fixtures": [_fixture(problem, key, index) for index, key in enumerate(fixture_keys(problem))],
        "constraints": [
            _constraint(keyed, rule, number + 1, minutes)
            for number, rule in enumerate((*problem.rules, *_phases(problem)))
        ],
        "objectives": (
            [{"metric": "total_travel_distance", "aggregation": "sum", "weight": 1}]
            if problem.objective is Objective.TRAVEL
            else []
        ),
    }
    return json.dumps(given, ensure_ascii=False, indent=1) + "\n"


def _phases(problem: Problem) -> Iterator[Rule]:
    """What a phased season asks for: each pair meets once in each of its parts."""
    if not problem.is_phased:
        return
    part_of = parts(problem)
    for part in sorted(set(part_of)):
        slots = tuple(slot for slot, number in enumerate(part_of) if number == part)
        for one, other in combinations(range(len(problem.teams)), 2):
            yield GamesInSlots(meetings=((one, other), (other, one)), slots=slots, least=1, most=1)


def starts_of(problem: Problem) -> list[datetime]:
    starts = [slot.starts_at for slot in problem.slots if slot.starts_at is not None]
    if len(starts) < len(problem.slots):
        raise ProblemIsMalformed("OSSS needs slots with times; give every slot starts_at", rule="slots")
    if len(set(starts)) < len(starts):
        raise ProblemIsMalformed("two slots start at the same time, which OSSS can't tell apart", rule="slots")
    return starts


def game_minutes(starts: list[datetime]) -> int:
    """The length of a game, so short that no two slots overlap and none ends after midnight."""
    ordered = sorted(starts)
    midnights = [datetime.combine(at.date(), time(0)) + timedelta(days=1) for at in ordered]
    ends = [*pairwise(ordered), *zip(ordered, midnights, strict=True)]
    return max(1, min([LENGTH, *((end - at) // timedelta(minutes=1) for at, end in ends)]))


def stamp(at: datetime, zone: str) -> str:
    """With its offset, as the standard's date-times are."""
    return at.replace(tzinfo=ZoneInfo(zone or "UTC")).isoformat()


def fixture_keys(problem: Problem) -> list[str]:
    """What each game is called: as its file did, else by its teams, numbered where they meet again."""
    seen: dict[str, int] = {}
    keys: list[str] = []
    for game in problem.games:
        key = game.key or f"{problem.teams[game.home].key} v {problem.teams[game.away].key}"
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key} {seen[key]}")
    return keys


def venue_of(team: Team) -> str:
    """The team's venue; one that has none hosts at a place of its own, called as it is."""
    return next((group.removeprefix(VENUE) for group in sorted(team.groups) if group.startswith(VENUE)), team.key)


def _team(team: Team) -> dict[str, Any]:
    given: dict[str, Any] = {"id": team.key, "name": team.name, "homeVenueId": venue_of(team)}
    tags = sorted(group for group in team.groups if not group.startswith(VENUE))
    if tags:
        given["tags"] = tags
    if team.latitude is not None:
        given["location"] = {"lat": team.latitude, "lon": team.longitude}
    return given


def _venues(problem: Problem, starts: list[datetime], minutes: int) -> Iterator[dict[str, Any]]:
    windows = [
        {"start": stamp(at, problem.zone), "end": stamp(at + timedelta(minutes=minutes), problem.zone)} for at in starts
    ]
    for key, hosts in sorted(Counter(venue_of(team) for team in problem.teams).items()):
        # As many as teams: never what limits a plan.
        courts = [{"id": f"court-{at}", "name": f"Court {at}", "type": "court"} for at in range(1, hosts + 1)]
        yield {"id": key, "name": key, "resources": courts, "availability": windows}


def _fixture(problem: Problem, key: str, index: int) -> dict[str, Any]:
    game = problem.games[index]
    roles = ("neutral", "neutral") if game.is_open else ("home", "away")
    sides = zip((game.home, game.away), roles, strict=True)
    return {"id": key, "participants": [{"id": problem.teams[team].key, "role": role} for team, role in sides]}


def _constraint(problem: Problem, rule: Rule, number: int, minutes: int) -> dict[str, Any]:
    name, params, teams = _said(problem, rule, minutes)
    given: dict[str, Any] = {
        "id": f"rule-{number}",
        "ruleId": name,
        "type": "hard" if rule.terms.hard else "soft",
        "params": params,
    }
    if teams is not None and len(teams) < len(problem.teams):
        given["selector"] = {"entityType": "team", "ids": [problem.teams[team].key for team in teams]}
    if not rule.terms.hard:
        given["penalty"] = {"model": "linear", "weight": rule.terms.penalty}
    return given


def _said(problem: Problem, rule: Rule, minutes: int) -> tuple[str, dict[str, Any], tuple[int, ...] | None]:
    """The standard's name for the rule, its params, and the teams it is for."""
    everyone = tuple(range(len(problem.teams)))
    match rule:
        case RestBetweenGames(most=1, each_pair=False) if 60 * rule.hours > minutes:
            return "min_rest_time", {"min_hours": rule.hours - minutes / 60}, rule.teams
        case RestBetweenGames(each_pair=False) if rule.hours % 24 == 0:
            return "max_games_in_period", {"max_games": rule.most, "period_days": rule.hours // 24}, rule.teams
        case RestBetweenGames(most=1, each_pair=True) if rule.hours % 24 == 0:
            return "opponent_spacing", {"min_days": rule.hours // 24}, rule.teams
        case BackToBacks(most=0):
            return "back_to_back_games", {"allow_back_to_back": False}, rule.teams
        case PlaysInARow(in_games=True, least=0, mode="H" | "A") if (
            rule.most == rule.length - 1 and rule.others == everyone
        ):
            word = "home" if rule.mode == "H" else "away"
            return f"max_consecutive_{word}", {f"max_{word}": rule.most}, rule.teams
        case LongestTrip() if problem.distances:
            return "max_travel_distance", {"max_km": rule.most}, rule.teams
        case ShortTravel(unit=unit) if unit == TRAVEL_UNIT and not rule.terms.hard:
            return "minimize_travel", {}, None
        case _:
            return OURS + rule.tag, dict(rule.write(Names.of(problem))), None
