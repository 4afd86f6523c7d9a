"""All rules of an OSSS season, and which of them aren't kept."""

from __future__ import annotations

from kalends.features.seasons.solver.formats.osss.asked import Asked, is_placed
from kalends.features.seasons.solver.formats.osss.grid import Grid
from kalends.features.seasons.solver.formats.osss.instance import Instance
from kalends.features.seasons.solver.formats.osss.readers import READERS, TRAVEL_UNIT
from kalends.features.seasons.solver.formats.osss.season_rules import season_rules
from kalends.features.seasons.solver.formats.osss.selector import NotUnderstood, chosen
from kalends.features.seasons.solver.formats.own import attribute_texts
from kalends.features.seasons.solver.rules import (
    Attributes,
    Names,
    Rule,
    ShortTravel,
    Terms,
    read_rule,
)

TRAVEL = frozenset({"total_travel_distance", "minimize_travel", "max_team_travel"})
# Rules of ours that the standard has no name for carry this before their tag, and their attributes as params.
OURS = "kalends:"
# Kept by how slots are laid and games are seated, or by rules that venues and officials bring with them.
BUILT_IN = frozenset(
    {
        "no_overlap_team",
        "no_overlap_venue",
        "no_overlap_venue_resource",
        "no_venue_overlap",
        "single_rink_conflict",
        "shared_venue_buffer",
        "venue_availability",
        "season_bounds",
        "official_availability",
    }
)


def rules_of(instance: Instance, grid: Grid) -> tuple[list[Rule], list[str]]:
    """All rules of the season, and the names of those that aren't kept."""
    rules: list[Rule] = []
    unread: list[str] = []
    rules += season_rules(instance, grid)
    weights = [constraint.weight for constraint in instance.constraints if not constraint.is_hard]
    # Our penalties are whole numbers.
    scale = 1 if all(weight == int(weight) for weight in weights) else 10
    for constraint in instance.constraints:
        if constraint.rule in BUILT_IN:
            continue
        penalty = 1 if constraint.is_hard else max(1, round(scale * constraint.weight))
        terms = Terms(hard=constraint.is_hard, penalty=penalty, line=constraint.params.line)
        try:
            whom = chosen(instance, constraint.selector)
            asked = Asked(instance, grid.slots, constraint, terms, whom)
            if constraint.rule.startswith(OURS):
                rules.append(_own_rule(asked))
            else:
                rules += READERS[constraint.rule](asked)
        except (KeyError, NotUnderstood):
            unread.append(constraint.rule)
    is_short = any(isinstance(rule, ShortTravel) for rule in rules)
    if not is_short and instance.objectives & TRAVEL and is_placed(instance):
        rules.append(ShortTravel(unit=TRAVEL_UNIT))
    return rules, sorted(set(unread))


def _own_rule(asked: Asked) -> Rule:
    teams = tuple(side.team for side in asked.instance.sides)
    names = Names.over(teams, asked.slots)
    given = dict(asked.params.as_given)
    texts = attribute_texts(given | {"hard": asked.terms.hard, "penalty": asked.terms.penalty})
    return read_rule(Attributes(asked.given.rule.removeprefix(OURS), texts, asked.terms.line, names))


def buffer_of(instance: Instance) -> int:
    """Minutes that rules ask to lie between two games at a venue."""
    minutes = [
        constraint.params.count("min_minutes", "buffer_minutes", default=0)
        for constraint in instance.constraints
        if constraint.rule in ("buffer_time", "no_venue_overlap")
    ]
    return max(minutes, default=0)
