"""Our own JSON for seasons and plans. Rules carry RobinX's attribute names; lists may stand for `;`-separated keys."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.formats.lines import item_lines, lines_of, parse_json
from kalends.features.seasons.solver.problem import (
    MAX_TEAMS,
    Game,
    Objective,
    Plan,
    Played,
    Problem,
    Slot,
    Team,
    called,
    round_robin,
)
from kalends.features.seasons.solver.rules import Attributes, Names, Rule, read_rule

Item = TypeVar("Item")
VERSION = 1
MAX_ROUNDS = 20
# JSON values are checked one by one as they are read.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false


def read_season(text: str) -> Problem:
    """The season in our own JSON. Raises ProblemIsMalformed naming rule and line."""
    with lines_of(text):
        given = parse_json(text)
        return season_of(given, item_lines(text, "rules") if given.get("rules") else ())


def season_of(given: Mapping[str, Any], rule_lines: Sequence[int]) -> Problem:
    """The season of those fields. `rule_lines`: where each of its rules is, kept with it."""
    if given.get("season") != VERSION:
        raise ProblemIsMalformed(f"expected a season of version {VERSION}", rule="season", where=("season",))
    teams, slots = _each(given, "teams", _team), _each(given, "slots", _slot)
    names = Names.over(teams, slots)
    try:
        objective = Objective[str(given.get("objective", "rules")).upper()]
    except KeyError:
        known = ", ".join(objective.name.lower() for objective in Objective)
        message = f"unknown objective {given.get('objective')!r}; known are {known}"
        raise ProblemIsMalformed(message, rule="objective", where=("objective",)) from None
    return Problem(
        name=str(given.get("name", "season")),
        teams=teams,
        slots=slots,
        games=_games(given, names),
        rules=_rules(given, rule_lines, names),
        is_compact=bool(given.get("compact", False)),
        is_phased=bool(given.get("phased", False)),
        objective=objective,
        distances=_each(given, "distances", _distances),
        zone=str(given.get("zone", "")),
    )


def _each(given: Mapping[str, Any], name: str, read: Callable[[object], Item]) -> tuple[Item, ...]:
    """Each item of that list; an error says which."""
    found: list[Item] = []
    for index, item in enumerate(_list(given, name)):
        try:
            found.append(read(item))
        except ProblemIsMalformed as error:
            raise error.within(name, index) from None
    return tuple(found)


def _list(given: Mapping[str, Any], name: str) -> list[Any]:
    value = given.get(name, [])
    if not isinstance(value, list):
        raise ProblemIsMalformed(f"{name} must be a list", rule=name, where=(name,))
    return value


def _object(item: object, what: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise ProblemIsMalformed(f"each of {what} must be an object, not {item!r}", rule=what)
    return item


def _team(item: object) -> Team:
    given = {"key": item} if isinstance(item, str) else _object(item, "teams")
    key = _key(given.get("key", given.get("name")), "teams")
    return Team(
        key=key,
        name=str(given.get("name", key)),
        groups=frozenset(map(str, _list(given, "groups"))),
        latitude=_place(given.get("latitude"), 90),
        longitude=_place(given.get("longitude"), 180),
    )


def _key(value: object, what: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)) or value == "":
        raise ProblemIsMalformed(f"each of {what} needs a key, text or a whole number, not {value!r}", rule=what)
    return str(value)


def _place(value: object, limit: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -limit <= value <= limit:
        raise ProblemIsMalformed(f"{value!r} isn't a place on earth", rule="teams")
    return float(value)


def _slot(item: object) -> Slot:
    given = {"key": item} if isinstance(item, str) else _object(item, "slots")
    key, at = _key(given.get("key", given.get("starts_at")), "slots"), given.get("starts_at")
    try:
        starts_at = datetime.fromisoformat(str(at)) if at is not None else None
    except ValueError:
        raise ProblemIsMalformed(f"{at!r} isn't a time", rule="slots") from None
    if starts_at is not None and starts_at.tzinfo is not None:
        raise ProblemIsMalformed("starts_at is wall time at the league, without a zone", rule="slots")
    name = str(given.get("name", key if starts_at is None else called(starts_at)))
    return Slot(key=key, name=name, groups=frozenset(map(str, _list(given, "groups"))), starts_at=starts_at)


def _games(given: Mapping[str, Any], names: Names) -> tuple[Game, ...]:
    rounds = given.get("rounds", 0)
    if isinstance(rounds, bool) or not isinstance(rounds, int) or not 0 <= rounds <= MAX_ROUNDS:
        message = f"rounds must be a whole number from 0 to {MAX_ROUNDS}, not {rounds!r}"
        raise ProblemIsMalformed(message, rule="rounds", where=("rounds",))

    def game(item: object) -> Game:
        pair = _object(item, "games")
        keys = [str(pair.get("home")), str(pair.get("away"))]
        for key in keys:
            if key not in names.teams:
                raise ProblemIsMalformed(f"team {key} doesn't exist", rule="games")
        if keys[0] == keys[1]:
            raise ProblemIsMalformed(f"{keys[0]} can't play itself", rule="games")
        is_open, key = bool(pair.get("open", False)), str(pair.get("key", ""))
        return Game(names.teams[keys[0]], names.teams[keys[1]], is_open=is_open, key=key)

    # A league that is too large isn't listed game by game before it is refused.
    paired = round_robin(len(names.teams), rounds) if len(names.teams) <= MAX_TEAMS else ()
    return (*paired, *_each(given, "games", game))


def _distances(row: object) -> tuple[int, ...]:
    if not isinstance(row, list):
        raise ProblemIsMalformed("distances must be a list of lists", rule="distances")
    for index, value in enumerate(row):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ProblemIsMalformed(f"{value!r} isn't a distance", rule="distances", where=(index,))
    return tuple(round(value) for value in row)


def _rules(given: Mapping[str, Any], lines: Sequence[int], names: Names) -> tuple[Rule, ...]:
    left = iter(lines)

    def rule(item: object) -> Rule:
        line = next(left, None)
        given = _object(item, "rules")
        return read_rule(Attributes(str(given.get("rule", "?")), attribute_texts(given), line, names))

    return _each(given, "rules", rule)


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
    about = fields_of(problem)
    rules = ",\n  ".join(json.dumps(rule, ensure_ascii=False) for rule in about.pop("rules"))
    body = ",\n".join(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in about.items())
    return f'{{\n{body},\n "rules": [\n  {rules}\n ]\n}}\n'


def fields_of(problem: Problem) -> dict[str, Any]:
    """What `season_of` reads."""
    names = Names.of(problem)
    return {
        "season": VERSION,
        "name": problem.name,
        "compact": problem.is_compact,
        "phased": problem.is_phased,
        "objective": problem.objective.name.lower(),
        **({"zone": problem.zone} if problem.zone else {}),
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
        "rules": [
            {"rule": rule.tag, "hard": rule.terms.hard, "penalty": rule.terms.penalty, **rule.write(names)}
            for rule in problem.rules
        ],
    }


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
    """A plan in our own JSON. Raises ProblemIsMalformed with the line."""
    names = Names.of(problem)

    def game(item: object) -> Played:
        given = _object(item, "plan")
        home, away, slot = str(given.get("home")), str(given.get("away")), given.get("slot")
        if home not in names.teams or away not in names.teams or home == away:
            raise ProblemIsMalformed(f"no game {home} v {away} in this league", rule="plan")
        if slot is not None and str(slot) not in names.slots:
            raise ProblemIsMalformed(f"slot {slot} doesn't exist", rule="plan")
        return Played(names.teams[home], names.teams[away], None if slot is None else names.slots[str(slot)])

    with lines_of(text):
        given = parse_json(text)
        if "plan" not in given:
            raise ProblemIsMalformed("a plan has its games in a list called plan", rule="plan", line=1)
        return Plan(_each(given, "plan", game))


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
