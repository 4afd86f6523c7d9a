"""How far a plan deviates from each rule: one function a rule, straight from its definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, pairwise

from kalends.features.seasons.solver.judge.season import Outing, Season
from kalends.features.seasons.solver.problem import Played
from kalends.features.seasons.solver.rules import (
    AllBreaks,
    BackToBacks,
    EvenBreaks,
    EveryGameIsPlayed,
    GamesInSlots,
    GamesStay,
    GroupPlaysInSlots,
    HomeKeepsPaceWithAway,
    HostsInTurn,
    LongestTrip,
    MeetingsApart,
    MeetsInSlots,
    PlaysInARow,
    PlaysInSlots,
    RestBetweenGames,
    Rule,
    ShortTravel,
    SlotsHoldTheSamePairs,
    TeamBreaks,
    TeamsKeepPace,
)


@dataclass(frozen=True, slots=True)
class Deviation:
    """By how much, of whom, and through which games."""

    amount: int
    what: str
    games: tuple[Played, ...] = ()


def outside(count: int, least: int, most: int) -> int:
    return max(0, count - most) + max(0, least - count)


def deviations(rule: Rule, season: Season) -> Iterator[Deviation]:
    """Everything that deviates from the rule; amounts are positive."""
    return (deviation for deviation in _recount(rule, season) if deviation.amount > 0)


def _recount(rule: Rule, season: Season) -> Iterable[Deviation]:
    match rule:
        case PlaysInSlots():
            return _plays(rule, season)
        case MeetsInSlots():
            return _meets(rule, season)
        case PlaysInARow():
            return _in_a_row(rule, season)
        case GroupPlaysInSlots():
            return _group(rule, season)
        case GamesInSlots():
            return _games(rule, season)
        case TeamBreaks():
            return _team_breaks(rule, season)
        case AllBreaks():
            return _all_breaks(rule, season)
        case EvenBreaks():
            return _even_breaks(rule, season)
        case HomeKeepsPaceWithAway():
            return _own_pace(rule, season)
        case TeamsKeepPace():
            return _common_pace(rule, season)
        case HostsInTurn():
            return _in_turn(rule, season)
        case MeetingsApart():
            return _apart(rule, season)
        case SlotsHoldTheSamePairs():
            return _same_pairs(rule, season)
        case RestBetweenGames():
            return _rest(rule, season)
        case BackToBacks():
            return _back_to_backs(rule, season)
        case LongestTrip():
            return _trips(rule, season)
        case ShortTravel():
            return _travel(rule, season)
        case GamesStay():
            return _stay(rule, season)
        case EveryGameIsPlayed():
            return ()  # counted with the structure of the plan
        case _:
            raise NotImplementedError(f"no count for {rule.tag}")


def _name(season: Season, team: int) -> str:
    return season.problem.teams[team].name


def _played(outings: Iterable[Outing]) -> tuple[Played, ...]:
    return tuple(outing.game for outing in outings)


def _plays(rule: PlaysInSlots, season: Season) -> Iterator[Deviation]:
    slots = set(rule.slots)
    for team in rule.teams:
        found = [outing for outing in season.outings[team] if outing.slot in slots and outing.suits(rule.mode)]
        amount = outside(len(found), rule.least, rule.most)
        yield Deviation(amount, f"{_name(season, team)} has {len(found)}", _played(found))


def _meets(rule: MeetsInSlots, season: Season) -> Iterator[Deviation]:
    slots = set(rule.slots)
    for team in rule.teams:
        rivals = [other for other in rule.others if other != team]
        for group in [{rival} for rival in rivals] if rule.each else [set(rivals)]:
            found = [
                outing
                for outing in season.outings[team]
                if outing.slot in slots and outing.rival in group and outing.suits(rule.mode)
            ]
            against = f" against {_name(season, next(iter(group)))}" if rule.each else ""
            amount = outside(len(found), rule.least, rule.most)
            yield Deviation(amount, f"{_name(season, team)} has {len(found)}{against}", _played(found))


def _in_a_row(rule: PlaysInARow, season: Season) -> Iterator[Deviation]:
    others = set(rule.others)
    for team in rule.teams:
        games = season.outings[team]
        if rule.in_games:
            windows = [games[start : start + rule.length] for start in range(len(games) - rule.length + 1)]
        else:
            windows = [
                tuple(outing for outing in games if start <= outing.slot < start + rule.length)
                for start in range(len(season.rounds) - rule.length + 1)
            ]
        for window in windows:
            found = [outing for outing in window if outing.rival in others and outing.suits(rule.mode)]
            amount = outside(len(found), rule.least, rule.most)
            yield Deviation(amount, f"{_name(season, team)} has {len(found)} in a stretch", _played(found))


def _group(rule: GroupPlaysInSlots, season: Season) -> Iterator[Deviation]:
    ones, others = set(rule.teams), set(rule.others)
    for group in [(slot,) for slot in rule.slots] if rule.each else [rule.slots]:
        found = [
            game
            for slot in group
            for game in season.rounds[slot]
            if (rule.mode != "A" and game.home in ones and game.away in others)
            or (rule.mode != "H" and game.away in ones and game.home in others)
        ]
        where = f" in {season.problem.slots[group[0]].name}" if rule.each else ""
        yield Deviation(outside(len(found), rule.least, rule.most), f"there are {len(found)}{where}", tuple(found))


def _games(rule: GamesInSlots, season: Season) -> Iterator[Deviation]:
    wanted = set(rule.meetings)
    found = [game for slot in set(rule.slots) for game in season.rounds[slot] if (game.home, game.away) in wanted]
    yield Deviation(outside(len(found), rule.least, rule.most), f"there are {len(found)}", tuple(found))


def _team_breaks(rule: TeamBreaks, season: Season) -> Iterator[Deviation]:
    slots = set(rule.slots)
    for team in rule.teams:
        found = [outing for outing in season.breaks(team, rule.mode) if outing.slot in slots]
        amount = outside(len(found), rule.most if rule.exact else 0, rule.most)
        yield Deviation(amount, f"{_name(season, team)} has {len(found)}", _played(found))


def _all_breaks(rule: AllBreaks, season: Season) -> Iterator[Deviation]:
    slots = set(rule.slots)
    found = [outing for team in rule.teams for outing in season.breaks(team, "HA") if outing.slot in slots]
    amount = outside(len(found), rule.most if rule.exact else 0, rule.most)
    yield Deviation(amount, f"there are {len(found)}", _played(found))


def _even_breaks(rule: EvenBreaks, season: Season) -> Iterator[Deviation]:
    counts = {team: len(season.breaks(team, rule.mode)) for team in rule.teams}
    for first, second in combinations(rule.teams, 2):
        amount = max(0, abs(counts[first] - counts[second]) - rule.most)
        yield Deviation(
            amount,
            f"{_name(season, first)} has {counts[first]}, {_name(season, second)} {counts[second]}",
        )


def _so_far(season: Season, team: int, mode: str) -> list[int]:
    """Games of that mode up to and including each slot."""
    played = {outing.slot for outing in season.outings[team] if outing.suits(mode)}
    curve: list[int] = []
    for slot in range(len(season.rounds)):
        curve.append((curve[-1] if curve else 0) + (slot in played))
    return curve


def _own_pace(rule: HomeKeepsPaceWithAway, season: Season) -> Iterator[Deviation]:
    for team in rule.teams:
        home, away = _so_far(season, team, "H"), _so_far(season, team, "A")
        worst = max((abs(home[slot] - away[slot]) for slot in rule.slots), default=0)
        yield Deviation(max(0, worst - rule.most), f"{_name(season, team)} differs by {worst}")


def _common_pace(rule: TeamsKeepPace, season: Season) -> Iterator[Deviation]:
    curves = {team: _so_far(season, team, rule.mode) for team in rule.teams}
    for first, second in combinations(rule.teams, 2):
        worst = max((abs(curves[first][slot] - curves[second][slot]) for slot in rule.slots), default=0)
        what = f"{_name(season, first)} and {_name(season, second)} differ by {worst}"
        yield Deviation(max(0, worst - rule.most), what)


def _in_turn(rule: HostsInTurn, season: Season) -> Iterator[Deviation]:
    for first, second in combinations(rule.teams, 2):
        games = season.meetings(first, second)
        same = [later for earlier, later in pairwise(games) if earlier.at_home == later.at_home]
        yield Deviation(len(same), f"{_name(season, first)} and {_name(season, second)}", _played(same))


def _apart(rule: MeetingsApart, season: Season) -> Iterator[Deviation]:
    for first, second in combinations(rule.teams, 2):
        games = season.meetings(first, second)
        for earlier, later in pairwise(games):
            between = later.slot - earlier.slot - 1
            what = f"{_name(season, first)} and {_name(season, second)} have {between} slots between"
            yield Deviation(max(0, rule.least - between), what, (earlier.game, later.game))


def _same_pairs(rule: SlotsHoldTheSamePairs, season: Season) -> Iterator[Deviation]:
    teams = set(rule.teams)
    for first, second in rule.pairs:
        there = {frozenset((game.home, game.away)): game for game in season.rounds[first]}
        here = {frozenset((game.home, game.away)): game for game in season.rounds[second]}
        lone = [
            there.get(pair) or here[pair] for pair in sorted(there.keys() ^ here.keys(), key=sorted) if pair <= teams
        ]
        names = season.problem.slots
        yield Deviation(len(lone), f"{names[first].name} and {names[second].name} differ", tuple(lone))


def _rest(rule: RestBetweenGames, season: Season) -> Iterator[Deviation]:
    if rule.each_pair:
        for first, second in combinations(rule.teams, 2):
            games = season.meetings(first, second)
            yield from _crowded(rule, season, games, f"{_name(season, first)} and {_name(season, second)} have")
        return
    for team in rule.teams:
        yield from _crowded(rule, season, season.outings[team], f"{_name(season, team)} has")


def _crowded(rule: RestBetweenGames, season: Season, games: Iterable[Outing], who: str) -> Iterator[Deviation]:
    """Spans that begin at each slot and hold too many of the games."""
    times = [slot.starts_at for slot in season.problem.slots]
    span = timedelta(hours=rule.hours)
    for start in times:
        found = [
            outing
            for outing in games
            if start is not None and (time := times[outing.slot]) is not None and start <= time < start + span
        ]
        if start is not None and len(found) > rule.most:
            yield Deviation(len(found) - rule.most, f"{who} {len(found)} from {start:%d %b %H:%M}", _played(found))


def _back_to_backs(rule: BackToBacks, season: Season) -> Iterator[Deviation]:
    days = [slot.starts_at.date() if slot.starts_at else None for slot in season.problem.slots]
    for team in rule.teams:
        found = [
            later
            for earlier, later in pairwise(season.outings[team])
            if (before := days[earlier.slot]) and (day := days[later.slot]) and (day - before).days <= 1
        ]
        yield Deviation(max(0, len(found) - rule.most), f"{_name(season, team)} has {len(found)}", _played(found))


def _trips(rule: LongestTrip, season: Season) -> Iterator[Deviation]:
    for team in rule.teams:
        long = [trip for trip in season.trips(team) if trip > rule.most]
        yield Deviation(len(long), f"{_name(season, team)} travels {max(long, default=0)} at once")


def _travel(rule: ShortTravel, season: Season) -> Iterator[Deviation]:
    for team in range(len(season.problem.teams)):
        distance = season.distance(team)
        yield Deviation(distance // rule.unit, f"{_name(season, team)} travels {distance}")


def _stay(rule: GamesStay, season: Season) -> Iterator[Deviation]:
    there = {(game.home, game.away, slot) for slot, games in enumerate(season.rounds) for game in games}
    moved = [Played(*game) for game in rule.games if game not in there]
    yield Deviation(len(moved), f"{len(moved)} games have moved", tuple(moved))
