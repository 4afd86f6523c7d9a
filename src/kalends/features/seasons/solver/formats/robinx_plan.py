"""RobinX XML solution files, both ways."""

from __future__ import annotations

from pathlib import Path

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.formats.xml import attribute, children, etree, line_of, read_tree
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.rules import Names


def read_plan(source: Path | bytes, problem: Problem) -> Plan:
    """The plan in a solution file. Raises ProblemIsMalformed with the line of a game it can't place."""
    root = read_tree(source)
    if root.tag != "Solution":
        raise ProblemIsMalformed(f"expected a Solution, found {root.tag}", line=line_of(root))
    names = Names.of(problem)
    games: list[Played] = []
    for element in children(root.find("Games")):
        home, away = attribute(element, "home"), attribute(element, "away")
        slot = attribute(element, "slot", default="")
        for key in (home, away):
            if key not in names.teams:
                raise ProblemIsMalformed(f"team {key} doesn't exist", rule="ScheduledMatch", line=line_of(element))
        if slot not in names.slots and slot not in ("", "-1", "NULL"):
            raise ProblemIsMalformed(f"slot {slot} doesn't exist", rule="ScheduledMatch", line=line_of(element))
        games.append(Played(names.teams[home], names.teams[away], names.slots.get(slot)))
    return Plan(tuple(games))


def write_plan(problem: Problem, plan: Plan, *, infeasibility: int, objective: int) -> bytes:
    """The plan as a solution file that the RobinX validator reads."""
    root = etree.Element("Solution")
    about = etree.SubElement(root, "MetaData")
    etree.SubElement(about, "InstanceName").text = problem.name
    etree.SubElement(about, "SolutionMethod").text = "Kalends"
    etree.SubElement(about, "ObjectiveValue", infeasibility=str(infeasibility), objective=str(objective))
    games = etree.SubElement(root, "Games")
    for game in plan.games:
        slot = problem.slots[game.slot].key if game.slot is not None else "-1"
        home, away = problem.teams[game.home].key, problem.teams[game.away].key
        etree.SubElement(games, "ScheduledMatch", home=home, away=away, slot=slot)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
