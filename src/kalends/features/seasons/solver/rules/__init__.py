"""The registry of rules: one file a rule, found by its tag."""

from __future__ import annotations

from kalends.features.seasons.solver.rules.b2b import BackToBacks
from kalends.features.seasons.solver.rules.ba1 import EveryGameIsPlayed
from kalends.features.seasons.solver.rules.br1 import TeamBreaks
from kalends.features.seasons.solver.rules.br2 import AllBreaks
from kalends.features.seasons.solver.rules.br3 import EvenBreaks
from kalends.features.seasons.solver.rules.ca1 import PlaysInSlots
from kalends.features.seasons.solver.rules.ca2 import MeetsInSlots
from kalends.features.seasons.solver.rules.ca3 import PlaysInARow
from kalends.features.seasons.solver.rules.ca4 import GroupPlaysInSlots
from kalends.features.seasons.solver.rules.fa1 import HomeKeepsPaceWithAway
from kalends.features.seasons.solver.rules.fa2 import TeamsKeepPace
from kalends.features.seasons.solver.rules.fa3 import HostsInTurn
from kalends.features.seasons.solver.rules.ga1 import GamesInSlots
from kalends.features.seasons.solver.rules.leg import LongestTrip
from kalends.features.seasons.solver.rules.rest import RestBetweenGames
from kalends.features.seasons.solver.rules.rule import Attributes, Names, Rule, Terms
from kalends.features.seasons.solver.rules.se1 import MeetingsApart
from kalends.features.seasons.solver.rules.se2 import SlotsHoldTheSamePairs
from kalends.features.seasons.solver.rules.stay import GamesStay
from kalends.features.seasons.solver.rules.tour import ShortTravel

REGISTRY: dict[str, type[Rule]] = {
    rule.tag: rule
    for rule in (
        EveryGameIsPlayed,
        PlaysInSlots,
        MeetsInSlots,
        PlaysInARow,
        GroupPlaysInSlots,
        GamesInSlots,
        TeamBreaks,
        AllBreaks,
        EvenBreaks,
        HomeKeepsPaceWithAway,
        TeamsKeepPace,
        HostsInTurn,
        MeetingsApart,
        SlotsHoldTheSamePairs,
        RestBetweenGames,
        BackToBacks,
        LongestTrip,
        ShortTravel,
        GamesStay,
    )
}


def read_rule(given: Attributes) -> Rule:
    """The rule a file's tag and attributes stand for."""
    kind = REGISTRY.get(given.tag)
    if kind is None:
        raise given.wrong(f"unknown rule; known are {', '.join(REGISTRY)}")
    return kind.read(given)


__all__ = [
    "REGISTRY",
    "AllBreaks",
    "Attributes",
    "BackToBacks",
    "EvenBreaks",
    "EveryGameIsPlayed",
    "GamesInSlots",
    "GamesStay",
    "GroupPlaysInSlots",
    "HomeKeepsPaceWithAway",
    "HostsInTurn",
    "LongestTrip",
    "MeetingsApart",
    "MeetsInSlots",
    "Names",
    "PlaysInARow",
    "PlaysInSlots",
    "RestBetweenGames",
    "Rule",
    "ShortTravel",
    "SlotsHoldTheSamePairs",
    "TeamBreaks",
    "TeamsKeepPace",
    "Terms",
    "read_rule",
]
