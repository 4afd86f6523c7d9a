"""RobinX XML instances (ITC2021, TTP and real leagues), both ways. Format: Van Bulck et al., EJOR 280 (2020)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from kalends.features.seasons.solver.errors import ProblemIsMalformed, ProblemIsTooLarge
from kalends.features.seasons.solver.formats.xml import Element, attribute, children, etree, line_of, read_tree, text_at
from kalends.features.seasons.solver.problem import MAX_TEAMS, Game, Objective, Problem, Slot, Team, round_robin
from kalends.features.seasons.solver.rules import Attributes, Names, Rule, SlotsHoldTheSamePairs, read_rule

# Where in a file the fields of a problem are.
ELEMENTS = {
    "name": "MetaData/InstanceName",
    "teams": "Resources/Teams",
    "slots": "Resources/Slots",
    "games": "Structure",
    "rounds": "Structure/Format",
    "phased": "Structure/Format",
    "distances": "Data/Distances",
    "objective": "ObjectiveFunction",
}
MODES = {"": "", "NULL": "", "P": "P", "M": "M", "F": "F", "E": "E", "I": "I"}


def read_instance(source: Path | bytes) -> Problem:
    """The season a RobinX instance describes. Raises ProblemIsMalformed naming rule and line."""
    root = read_tree(source)
    if root.tag != "Instance":
        raise ProblemIsMalformed(f"expected an Instance, found {root.tag}", line=line_of(root))
    teams = tuple(_team(element) for element in children(root.find("Resources/Teams")))
    slots = tuple(_slot(element) for element in children(root.find("Resources/Slots")))
    if len(teams) > MAX_TEAMS:
        message = f"{len(teams)} teams are too many; split the league (at most {MAX_TEAMS} teams)"
        raise ProblemIsTooLarge(message, rule="Teams", line=line_of(root.find("Resources/Teams")))
    names = Names.over(teams, slots)
    mode = _mode(root)
    games = _games(root, len(teams), names)
    rules = tuple(
        read_rule(Attributes(str(element.tag), _attributes(element), line_of(element), names))
        for kind in children(root.find("Constraints"))
        for element in children(kind)
    )
    objective, distances = _objective(root), _distances(root, names)
    try:
        return Problem(
            name=text_at(root, "MetaData/InstanceName") or "season",
            teams=teams,
            slots=slots,
            games=games,
            rules=(*rules, *_mode_rules(mode, len(teams), len(slots))),
            is_compact=text_at(root, "Structure/Format/compactness") != "R",
            is_phased=mode == "P" and len(slots) % max(_rounds(root), 1) == 0 and _rounds(root) > 1,
            objective=objective,
            distances=distances,
        )
    except ProblemIsMalformed as error:
        raise _located(error, root) from None


def _attributes(element: Element) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _team(element: Element) -> Team:
    key = attribute(element, "id")
    groups = frozenset(part for part in attribute(element, "teamGroups", default="").split(";") if part)
    return Team(key=key, name=attribute(element, "name", default=f"Team {key}"), groups=groups)


def _slot(element: Element) -> Slot:
    key = attribute(element, "id")
    groups = frozenset(part for part in attribute(element, "slotGroup", default="").split(";") if part)
    return Slot(key=key, name=attribute(element, "name", default=f"Slot {key}"), groups=groups)


def _rounds(root: Element) -> int:
    given = text_at(root, "Structure/Format/numberRoundRobin")
    if not given.isdigit() or int(given) > 20:
        raise ProblemIsMalformed(
            f"numberRoundRobin must be a number up to 20, not {given!r}", rule="Format", line=_format_line(root)
        )
    return int(given)


def _format_line(root: Element) -> int | None:
    return line_of(_found(root, "Structure/Format"))


def _mode(root: Element) -> str:
    given = text_at(root, "Structure/Format/gameMode")
    if given not in MODES:
        raise ProblemIsMalformed(f"unknown gameMode {given!r}", rule="Format", line=_format_line(root))
    return MODES[given]


def _located(error: ProblemIsMalformed, root: Element) -> ProblemIsMalformed:
    """The same with the element it is about."""
    name, *index = error.where
    element = _found(root, ELEMENTS[str(name)])
    if name in ("teams", "slots") and index:
        element = children(element)[int(index[0])]
    return type(error)(error.message, rule=str(element.tag), line=line_of(element))


def _found(root: Element, path: str) -> Element:
    """The element there; the root, where there is none."""
    found = root.find(path)
    return root if found is None else found


def _games(root: Element, teams: int, names: Names) -> tuple[Game, ...]:
    extra: list[Game] = []
    for element in children(root.find("Structure/AdditionalGames")) or children(
        root.find("Structure/Format/AdditionalGames")
    ):
        pair = [attribute(element, "team1"), attribute(element, "team2")]
        for key in pair:
            if key not in names.teams:
                raise ProblemIsMalformed(f"team {key} doesn't exist", rule="game", line=line_of(element))
        is_open = attribute(element, "noHome", default="0") in ("1", "true")
        extra.append(Game(names.teams[pair[0]], names.teams[pair[1]], is_open=is_open))
    return (*round_robin(teams, _rounds(root)), *extra)


def _objective(root: Element) -> Objective:
    given = text_at(root, "ObjectiveFunction/Objective") or "SC"
    try:
        return Objective(given)
    except ValueError:
        raise ProblemIsMalformed(
            f"unknown objective {given!r}; known are SC, TR and NONE",
            rule="Objective",
            line=line_of(_found(root, "ObjectiveFunction")),
        ) from None


def _distances(root: Element, names: Names) -> tuple[tuple[int, ...], ...]:
    elements = children(root.find("Data/Distances"))
    if not elements:
        return ()
    table = [[0] * len(names.teams) for _ in names.teams]
    for element in elements:
        pair = [attribute(element, "team1"), attribute(element, "team2")]
        if any(key not in names.teams for key in pair):
            raise ProblemIsMalformed(f"no teams {pair[0]}, {pair[1]}", rule="distance", line=line_of(element))
        given = attribute(element, "dist")
        try:
            value = float(given)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or not 0 <= value <= 10**9:
            raise ProblemIsMalformed(f"dist is {given!r}, not a distance", rule="distance", line=line_of(element))
        table[names.teams[pair[0]]][names.teams[pair[1]]] = round(value)
    return tuple(tuple(row) for row in table)


def paired_slots(mode: str, slots: int) -> tuple[tuple[int, int], ...]:
    """Which slots hold the same pairs in a mirrored (M), French (F), English (E) or inverted (I) season."""
    half = slots // 2
    match mode:
        case "M":
            return tuple((slot, slot + half) for slot in range(half))
        case "F":
            return ((0, slots - 1), *((slot, slot + half - 1) for slot in range(1, half)))
        case "E":
            return ((half - 1, half), *((slot, slot + half + 1) for slot in range(half - 1)))
        case _:
            return tuple((slot, slots - 1 - slot) for slot in range(half))


def _mode_rules(mode: str, teams: int, slots: int) -> tuple[Rule, ...]:
    if mode in ("", "P"):
        return ()
    return (SlotsHoldTheSamePairs(teams=tuple(range(teams)), pairs=paired_slots(mode, slots)),)


KINDS = {
    "BA": "BasicConstraints",
    "CA": "CapacityConstraints",
    "GA": "GameConstraints",
    "BR": "BreakConstraints",
    "FA": "FairnessConstraints",
    "SE": "SeparationConstraints",
}


def write_instance(problem: Problem) -> bytes:
    """The season as RobinX XML; rules that are ours alone go under OwnConstraints."""
    root = etree.Element("Instance")
    etree.SubElement(etree.SubElement(root, "MetaData"), "InstanceName").text = problem.name
    structure = etree.SubElement(root, "Structure")
    kind = etree.SubElement(structure, "Format", leagueIds="0")
    # Games are listed one by one unless they are a plain round robin.
    plain = problem.legs if problem.games == round_robin(len(problem.teams), problem.legs) else 0
    etree.SubElement(kind, "numberRoundRobin").text = str(plain)
    etree.SubElement(kind, "compactness").text = "C" if problem.is_compact else "R"
    etree.SubElement(kind, "gameMode").text = "P" if problem.is_phased else "NULL"
    if not plain:
        extra = etree.SubElement(structure, "AdditionalGames")
        for game in problem.games:
            home, away = problem.teams[game.home].key, problem.teams[game.away].key
            etree.SubElement(extra, "game", team1=home, team2=away, noHome=str(int(game.is_open)))
    etree.SubElement(etree.SubElement(root, "ObjectiveFunction"), "Objective").text = problem.objective.value
    _write_distances(problem, etree.SubElement(etree.SubElement(root, "Data"), "Distances"))
    _write_resources(problem, etree.SubElement(root, "Resources"))
    _write_rules(problem, etree.SubElement(root, "Constraints"))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _write_distances(problem: Problem, parent: Element) -> None:
    for home, row in zip(problem.teams, problem.distances, strict=False):
        for away, distance in zip(problem.teams, row, strict=True):
            etree.SubElement(parent, "distance", team1=home.key, team2=away.key, dist=str(distance))


def _write_resources(problem: Problem, parent: Element) -> None:
    groups = etree.SubElement(parent, "TeamGroups")
    for name in sorted({name for team in problem.teams for name in team.groups}):
        etree.SubElement(groups, "teamGroup", id=name, name=name)
    leagues = etree.SubElement(parent, "Leagues")
    etree.SubElement(leagues, "league", id="0", name="League 0")
    teams = etree.SubElement(parent, "Teams")
    for team in problem.teams:
        given = {"teamGroups": ";".join(sorted(team.groups))} if team.groups else {}
        etree.SubElement(teams, "team", id=team.key, league="0", name=team.name, **given)
    slots = etree.SubElement(parent, "Slots")
    for slot in problem.slots:
        given = {"slotGroup": ";".join(sorted(slot.groups))} if slot.groups else {}
        etree.SubElement(slots, "slot", id=slot.key, name=slot.name, **given)


def _write_rules(problem: Problem, parent: Element) -> None:
    names = Names.of(problem)
    kinds = {tag: etree.SubElement(parent, name) for tag, name in KINDS.items()}
    for rule in problem.rules:
        place = kinds.get(rule.tag[:2])
        if place is None:
            place = kinds[rule.tag[:2]] = etree.SubElement(parent, "OwnConstraints")
        terms = {"type": "HARD" if rule.terms.hard else "SOFT", "penalty": str(rule.terms.penalty)}
        etree.SubElement(place, rule.tag, **terms, **rule.write(names))
