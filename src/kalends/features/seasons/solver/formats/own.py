"""Our own JSON for seasons and plans. Rules carry RobinX's attribute names; lists may stand for `;`-separated keys."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NoReturn

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.problem import (
    Game,
    Objective,
    Plan,
    Played,
    Problem,
    Slot,
    Team,
    round_robin,
)
from kalends.features.seasons.solver.rules import Attributes, Names, Rule, read_rule

VERSION = 1
# JSON values are checked one by one as they are read.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false


def parse_json(text: str) -> dict[str, Any]:
    """A JSON object without NaN or infinities. Raises with the line."""

    def refuse(name: str) -> NoReturn:
        raise ProblemIsMalformed(f"{name} isn't a number", line=text.count("\n", 0, text.find(name)) + 1)

    try:
        value = json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise ProblemIsMalformed(f"not JSON: {error.msg}", line=error.lineno) from None
    except RecursionError:
        raise ProblemIsMalformed("the JSON is nested too deeply") from None
    if not isinstance(value, dict):
        raise ProblemIsMalformed("expected a JSON object", line=1)
    return value


def read_season(text: str) -> Problem:
    """The season in our own JSON. Raises ProblemIsMalformed naming rule and line."""
    given = parse_json(text)
    if given.get("season") != VERSION:
        raise ProblemIsMalformed(f"expected a season of version {VERSION}", line=1)
    teams = tuple(_team(item) for item in _list(given, "teams"))
    slots = tuple(_slot(item) for item in _list(given, "slots"))
    names = Names.over(teams, slots)
    try:
        objective = Objective[str(given.get("objective", "rules")).upper()]
    except KeyError:
        raise ProblemIsMalformed(f"unknown objective {given.get('objective')!r}", rule="objective") from None
    return Problem(
        name=str(given.get("name", "season")),
        teams=teams,
        slots=slots,
        games=_games(given, names),
        rules=_rules(text, names),
        is_compact=bool(given.get("compact", False)),
        is_phased=bool(given.get("phased", False)),
        objective=objective,
        distances=_distances(given),
        zone=str(given.get("zone", "")),
    )


def _list(given: Mapping[str, Any], name: str) -> list[Any]:
    value = given.get(name, [])
    if not isinstance(value, list):
        raise ProblemIsMalformed(f"{name} must be a list", rule=name)
    return value


def _object(item: object, what: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise ProblemIsMalformed(f"each of {what} must be an object, not {item!r}", rule=what)
    return item


def _team(item: object) -> Team:
    given = {"key": item} if isinstance(item, str) else _object(item, "teams")
    key = str(given.get("key", given.get("name", "")))
    return Team(
        key=key,
        name=str(given.get("name", key)),
        groups=frozenset(map(str, _list(given, "groups"))),
        latitude=_place(given.get("latitude"), 90),
        longitude=_place(given.get("longitude"), 180),
    )


def _place(value: object, limit: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -limit <= value <= limit:
        raise ProblemIsMalformed(f"{value!r} isn't a place on earth", rule="teams")
    return float(value)


def _slot(item: object) -> Slot:
    given = {"key": item} if isinstance(item, str) else _object(item, "slots")
    key, at = str(given.get("key", given.get("starts_at", ""))), given.get("starts_at")
    try:
        starts_at = datetime.fromisoformat(str(at)) if at is not None else None
    except ValueError:
        raise ProblemIsMalformed(f"{at!r} isn't a time", rule="slots") from None
    if starts_at is not None and starts_at.tzinfo is not None:
        raise ProblemIsMalformed("starts_at is wall time at the league, without a zone", rule="slots")
    return Slot(
        key=key,
        name=str(given.get("name", key)),
        groups=frozenset(map(str, _list(given, "groups"))),
        starts_at=starts_at,
    )


def _games(given: Mapping[str, Any], names: Names) -> tuple[Game, ...]:
    rounds = given.get("rounds", 0)
    if not isinstance(rounds, int) or not 0 <= rounds <= 20:
        raise ProblemIsMalformed(f"rounds must be 0 to 20, not {rounds!r}", rule="rounds")
    games = list(round_robin(len(names.teams), rounds))
    for item in _list(given, "games"):
        pair = _object(item, "games")
        keys = [str(pair.get("home")), str(pair.get("away"))]
        for key in keys:
            if key not in names.teams:
                raise ProblemIsMalformed(f"team {key} doesn't exist", rule="games")
        games.append(
            Game(
                names.teams[keys[0]],
                names.teams[keys[1]],
                is_open=bool(pair.get("open", False)),
                key=str(pair.get("key", "")),
            )
        )
    return tuple(games)


def _distances(given: Mapping[str, Any]) -> tuple[tuple[int, ...], ...]:
    rows: list[tuple[int, ...]] = []
    for row in _list(given, "distances"):
        if not isinstance(row, list):
            raise ProblemIsMalformed("distances must be a list of lists", rule="distances")
        for value in row:
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
                raise ProblemIsMalformed(f"{value!r} isn't a distance", rule="distances")
        rows.append(tuple(round(value) for value in row))
    return tuple(rows)


def _rules(text: str, names: Names) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for line, item in items_with_lines(text, "rules"):
        given = _object(item, "rules")
        tag = str(given.get("rule", "?"))
        rules.append(read_rule(Attributes(tag, attribute_texts(given), line, names)))
    return tuple(rules)


def items_with_lines(text: str, name: str, start: int = 0) -> Iterator[tuple[int, object]]:
    """The items of the first list of that name after `start`, decoded one by one, each with the line it begins on."""
    found = re.compile(rf'"{name}"\s*:\s*\[').search(text, start)
    position, decoder = found.end() if found else len(text), json.JSONDecoder()
    while found:
        gap = re.compile(r"[\s,]*").match(text, position)
        position = gap.end() if gap else position
        if position >= len(text) or text[position] == "]":
            break
        line = text.count("\n", 0, position) + 1
        item, position = decoder.raw_decode(text, position)
        yield line, item


def attribute_texts(given: Mapping[str, Any]) -> dict[str, str]:
    """A rule's attributes as RobinX writes them."""
    values = {name: _text(value) for name, value in given.items() if name not in ("rule", "hard")}
    return values | {"type": "HARD" if given.get("hard", True) else "SOFT"}


def _text(value: object) -> str:
    if isinstance(value, list):
        return ";".join(",".join(map(str, part)) if isinstance(part, list) else str(part) for part in value)
    return str(value)


def write_season(problem: Problem) -> str:
    """The season in our own JSON, one rule a line."""
    names = Names.of(problem)
    about = {
        "season": VERSION,
        "name": problem.name,
        "compact": problem.is_compact,
        "phased": problem.is_phased,
        "objective": problem.objective.name.lower(),
        "teams": [_without_nothing(_team_out(team)) for team in problem.teams],
        "slots": [_without_nothing(_slot_out(slot)) for slot in problem.slots],
        "games": [
            _without_nothing(
                {
                    "key": game.key or None,
                    "home": problem.teams[game.home].key,
                    "away": problem.teams[game.away].key,
                    "open": game.is_open,
                }
            )
            for game in problem.games
        ],
        "distances": problem.distances,
        **({"zone": problem.zone} if problem.zone else {}),
    }
    body = ",\n".join(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in about.items())
    rules = ",\n  ".join(
        json.dumps(
            {"rule": rule.tag, "hard": rule.terms.hard, "penalty": rule.terms.penalty, **rule.write(names)},
            ensure_ascii=False,
        )
        for rule in problem.rules
    )
    return f'{{\n{body},\n "rules": [\n  {rules}\n ]\n}}\n'


def _without_nothing(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value not in (None, False, [])}


def _team_out(team: Team) -> dict[str, Any]:
    return {
        "key": team.key,
        "name": team.name,
        "groups": sorted(team.groups),
        "latitude": team.latitude,
        "longitude": team.longitude,
    }


def _slot_out(slot: Slot) -> dict[str, Any]:
    at = slot.starts_at.isoformat() if slot.starts_at else None
    return {"key": slot.key, "name": slot.name, "groups": sorted(slot.groups), "starts_at": at}


def read_plan(text: str, problem: Problem) -> Plan:
    """A plan in our own JSON."""
    names = Names.of(problem)
    games: list[Played] = []
    for item in _list(parse_json(text), "plan"):
        given = _object(item, "plan")
        home, away, slot = str(given.get("home")), str(given.get("away")), given.get("slot")
        if home not in names.teams or away not in names.teams:
            raise ProblemIsMalformed(f"no game {home} v {away} in this league", rule="plan")
        if slot is not None and str(slot) not in names.slots:
            raise ProblemIsMalformed(f"slot {slot} doesn't exist", rule="plan")
        games.append(Played(names.teams[home], names.teams[away], None if slot is None else names.slots[str(slot)]))
    return Plan(tuple(games))


def write_plan(problem: Problem, plan: Plan) -> str:
    """A plan in our own JSON, one game a line."""
    games = ",\n  ".join(
        json.dumps(
            {
                "home": problem.teams[game.home].key,
                "away": problem.teams[game.away].key,
                "slot": problem.slots[game.slot].key if game.slot is not None else None,
            },
            ensure_ascii=False,
        )
        for game in plan.games
    )
    return f'{{"name": {json.dumps(problem.name)}, "plan": [\n  {games}\n]}}\n'
