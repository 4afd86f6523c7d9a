"""Rules of an OSSS season, each as rules of ours. The standard's registry says what each means.

Params are spelt as in the registry, or as in the standard's own examples where those differ.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from kalends.features.seasons.solver.formats.osss.grid import Grid, overlapping
from kalends.features.seasons.solver.formats.osss.instance import Constraint, Dates, Fixture, Hours, Instance, is_within
from kalends.features.seasons.solver.formats.osss.selector import Chosen, NotUnderstood, chosen
from kalends.features.seasons.solver.formats.osss.values import Values
from kalends.features.seasons.solver.formats.own import attribute_texts
from kalends.features.seasons.solver.problem import Slot, Team
from kalends.features.seasons.solver.rules import (
    Attributes,
    BackToBacks,
    GamesInSlots,
    GroupPlaysInSlots,
    LongestTrip,
    Names,
    PlaysInARow,
    PlaysInSlots,
    RestBetweenGames,
    Rule,
    ShortTravel,
    TeamBreaks,
    Terms,
    read_rule,
)
from kalends.features.seasons.solver.rules.rule import grouped

# JSON values are checked one by one as they are read.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Travel is scored in steps of so many kilometres.
TRAVEL_UNIT = 100
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule as it is read: what it says, whom it is for, and the season it is said of."""

    instance: Instance
    slots: tuple[Slot, ...]
    given: Constraint
    terms: Terms
    chosen: Chosen

    @property
    def params(self) -> Values:
        return self.given.params

    @property
    def teams(self) -> tuple[int, ...]:
        return self.chosen.teams

    @property
    def everyone(self) -> tuple[int, ...]:
        return tuple(range(len(self.instance.sides)))

    @property
    def where(self) -> tuple[int, ...]:
        """The slots of its phases."""
        spans = tuple(self.instance.phases[phase] for phase in self.chosen.phases)
        return tuple(index for index, at in enumerate(starts(self.slots)) if not spans or is_within(at.date(), spans))

    def ensure_whole_season(self) -> None:
        """For rules that can't be kept in a part of it alone."""
        if self.chosen.phases:
            raise NotUnderstood

    def forbids(self, slots: Sequence[int]) -> Iterator[Rule]:
        """None of the chosen games is played in these slots."""
        slots = tuple(slots)
        if not slots:
            return
        if self.chosen.fixtures is not None:
            meetings = meetings_of(self.chosen.fixtures)
            if not set(meetings) & set(meetings_of(rest_of(self.instance, self.chosen.fixtures))):
                yield GamesInSlots(meetings=tuple(dict.fromkeys(meetings)), slots=slots, terms=self.terms)
                return
            raise NotUnderstood  # of two games of the same sides one alone
        if self.chosen.hosts_of:
            yield PlaysInSlots(teams=self.teams, slots=slots, mode="H", terms=self.terms)
        elif len(self.teams) == len(self.everyone):
            yield GroupPlaysInSlots(teams=self.everyone, others=self.everyone, slots=slots, terms=self.terms)
        else:
            yield PlaysInSlots(teams=self.teams, slots=slots, terms=self.terms)


def starts(slots: Sequence[Slot]) -> list[datetime]:
    return [slot.starts_at for slot in slots if slot.starts_at]


def meetings_of(fixtures: Sequence[Fixture]) -> list[tuple[int, int]]:
    return [
        pair
        for fixture in fixtures
        for pair in (
            ((fixture.home, fixture.away), (fixture.away, fixture.home))
            if fixture.is_open
            else ((fixture.home, fixture.away),)
        )
    ]


def rest_of(instance: Instance, fixtures: Sequence[Fixture]) -> list[Fixture]:
    some = {id(fixture) for fixture in fixtures}
    return [fixture for fixture in instance.fixtures if id(fixture) not in some]


def rules_of(instance: Instance, grid: Grid) -> tuple[list[Rule], list[str]]:
    """All rules of the season, and the names of those that aren't kept."""
    rules: list[Rule] = []
    unread: list[str] = []
    rules += _season_rules(instance, grid)
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


def is_placed(instance: Instance) -> bool:
    return all(side.team.latitude is not None for side in instance.sides)


def _own_rule(asked: Asked) -> Rule:
    teams = tuple(side.team for side in asked.instance.sides)
    names = names_of(teams, asked.slots)
    given = dict(asked.params.as_given)
    texts = attribute_texts(given | {"hard": asked.terms.hard, "penalty": asked.terms.penalty})
    return read_rule(Attributes(asked.given.rule.removeprefix(OURS), texts, asked.terms.line, names))


def names_of(teams: Sequence[Team], slots: Sequence[Slot]) -> Names:
    return Names(
        {team.key: index for index, team in enumerate(teams)},
        {slot.key: index for index, slot in enumerate(slots)},
        grouped([team.groups for team in teams]),
        grouped([slot.groups for slot in slots]),
    )


def _season_rules(instance: Instance, grid: Grid) -> Iterator[Rule]:
    """What venues, officials, absences and phases ask for by themselves."""
    everyone, slots = tuple(range(len(instance.sides))), grid.slots
    if len(overlapping(slots, instance.minutes)) < len(slots):
        yield RestBetweenGames(teams=everyone, hours=math.ceil(instance.minutes / 60))
    yield from _venue_rules(instance, grid)
    yield from _official_rules(instance, slots)
    for index, side in enumerate(instance.sides):
        shut = tuple(slot for slot, at in enumerate(starts(slots)) if is_within(at.date(), side.away))
        if shut:
            yield PlaysInSlots(teams=(index,), slots=shut)
    yield from _phase_rules(instance, slots)


def _venue_rules(instance: Instance, grid: Grid) -> Iterator[Rule]:
    """Teams host when games start at their venue; it holds a game a court. Without home venues, all share all."""
    everyone, slots = tuple(range(len(instance.sides))), range(len(grid.slots))
    if not any(side.venue for side in instance.sides):
        courts = sum(venue.games_at_once for venue in instance.venues)
        if 0 < courts < len(everyone) // 2:
            yield from _at_most(everyone, everyone, grid, courts)
        return
    for venue in instance.venues:
        hosts = tuple(index for index, side in enumerate(instance.sides) if side.venue == venue.key)
        shut = tuple(slot for slot in slots if slot not in grid.own[venue.key])
        if hosts and shut:
            yield PlaysInSlots(teams=hosts, slots=shut, mode="H")
        if len(hosts) > venue.games_at_once:
            where = tuple(sorted(grid.own[venue.key]))
            most = venue.games_at_once
            yield GroupPlaysInSlots(teams=hosts, others=everyone, slots=where, mode="H", each=True, most=most)


def _at_most(hosts: tuple[int, ...], everyone: tuple[int, ...], grid: Grid, most: int) -> Iterator[Rule]:
    """These teams host so many games at most at a time."""
    groups = overlapping(grid.slots, grid.gap)
    if len(groups) == len(grid.slots):
        where = tuple(range(len(grid.slots)))
        yield GroupPlaysInSlots(teams=hosts, others=everyone, slots=where, mode="H", each=True, most=most)
        return
    for group in groups:
        yield GroupPlaysInSlots(teams=hosts, others=everyone, slots=group, mode="H", most=most)


def _official_rules(instance: Instance, slots: tuple[Slot, ...]) -> Iterator[Rule]:
    """As many games at once as there are officials for; each may take any game."""
    crew = max((fixture.officials for fixture in instance.fixtures), default=0) or (1 if instance.officials else 0)
    if not instance.officials:
        return
    everyone = tuple(range(len(instance.sides)))
    pools: dict[int, list[int]] = {}
    for index, at in enumerate(starts(slots)):
        there = sum(not is_within(at.date(), official.away) for official in instance.officials)
        pools.setdefault(there // crew, []).append(index)
    for most, where in sorted(pools.items()):
        if most < len(everyone) // 2:
            yield GroupPlaysInSlots(teams=everyone, others=everyone, slots=tuple(where), each=True, most=most)


def _phase_rules(instance: Instance, slots: tuple[Slot, ...]) -> Iterator[Rule]:
    """Games of a phase that has dates are played within them."""
    counts = Counter(pair for fixture in instance.fixtures for pair in meetings_of([fixture])[:1])
    for phase, span in instance.phases.items():
        inside = tuple(index for index, at in enumerate(starts(slots)) if is_within(at.date(), (span,)))
        outside = tuple(sorted(set(range(len(slots))) - set(inside)))
        here = [fixture for fixture in instance.fixtures if fixture.phase == phase]
        own = Counter(pair for fixture in here for pair in meetings_of([fixture])[:1])
        alone = tuple(
            dict.fromkeys(
                pair
                for fixture in here
                if own[meetings_of([fixture])[0]] == counts[meetings_of([fixture])[0]]
                for pair in meetings_of([fixture])
            )
        )
        if alone and outside:
            yield GamesInSlots(meetings=alone, slots=outside)
        for pair, games in own.items():
            if games < counts[pair]:
                yield GamesInSlots(meetings=(pair,), slots=inside, least=games, most=games)


def _min_rest(asked: Asked) -> Iterator[Rule]:
    asked.ensure_whole_season()
    rest = asked.params.number("min_hours", "min_rest_hours")
    # Minutes of a game aren't whole hours: their sum is rounded before it is rounded up.
    hours = max(1, math.ceil(round(rest + asked.instance.minutes / 60, 6)))
    yield RestBetweenGames(teams=asked.teams, hours=hours, terms=asked.terms)


def _opponent_spacing(asked: Asked) -> Iterator[Rule]:
    asked.ensure_whole_season()
    hours = max(1, math.ceil(24 * asked.params.number("min_days")))
    yield RestBetweenGames(teams=asked.teams, hours=hours, each_pair=True, terms=asked.terms)


def _games_per_day(asked: Asked) -> Iterator[Rule]:
    most = asked.params.count("max_games", "max_matches", "per_team")
    days: dict[object, list[int]] = {}
    for index in asked.where:
        days.setdefault(starts(asked.slots)[index].date(), []).append(index)
    for where in days.values():
        if len(where) > most:
            yield PlaysInSlots(teams=asked.teams, slots=tuple(where), most=most, terms=asked.terms)


def _games_in_period(asked: Asked) -> Iterator[Rule]:
    asked.ensure_whole_season()
    days, most = asked.params.count("period_days"), asked.params.count("max_games")
    yield RestBetweenGames(teams=asked.teams, hours=24 * max(1, days), most=most, terms=asked.terms)


def _back_to_back(asked: Asked) -> Iterator[Rule]:
    asked.ensure_whole_season()
    days = asked.params.count("max_consecutive_days", default=0)
    if days > 1:
        yield RestBetweenGames(teams=asked.teams, hours=24 * days + 1, most=days, terms=asked.terms)
    elif days == 1 or asked.params.get("allow_back_to_back") is False:
        yield BackToBacks(teams=asked.teams, terms=asked.terms)
    elif asked.params.get("max_count") is not None:
        yield BackToBacks(teams=asked.teams, most=asked.params.count("max_count"), terms=asked.terms)


def _in_a_row(modes: str, *names: str) -> Callable[[Asked], Iterator[Rule]]:
    def read(asked: Asked) -> Iterator[Rule]:
        asked.ensure_whole_season()
        most = asked.params.count(*names)
        for mode in modes:
            yield PlaysInARow(
                teams=asked.teams,
                others=asked.everyone,
                length=most + 1,
                mode=mode,
                in_games=True,
                most=most,
                terms=asked.terms,
            )

    return read


def _break_pattern(asked: Asked) -> Iterator[Rule]:
    if asked.params.get("max_breaks") is not None:
        most = asked.params.count("max_breaks")
        yield TeamBreaks(teams=asked.teams, slots=asked.where, most=most, terms=asked.terms)
    if asked.params.get("max_consecutive_same_venue_type") is not None:
        yield from _in_a_row("HA", "max_consecutive_same_venue_type")(asked)


def _balance(asked: Asked) -> Iterator[Rule]:
    """Home games of each team, by the games it has."""
    asked.ensure_whole_season()
    delta = asked.params.count("max_delta", "max_imbalance")
    games = Counter(team for fixture in asked.instance.fixtures for team in (fixture.home, fixture.away))
    everywhere = tuple(range(len(asked.slots)))
    for count in sorted({games[team] for team in asked.teams} - {0}):
        teams = tuple(team for team in asked.teams if games[team] == count)
        least, most = max(0, math.ceil((count - delta) / 2)), min(count, (count + delta) // 2)
        yield PlaysInSlots(teams=teams, slots=everywhere, mode="H", least=least, most=most, terms=asked.terms)


def _longest_trip(asked: Asked) -> Iterator[Rule]:
    asked.ensure_whole_season()
    if not is_placed(asked.instance) or asked.params.get("window_days") is not None:
        raise NotUnderstood
    yield LongestTrip(teams=asked.teams, most=round(asked.params.number("max_km")), terms=asked.terms)


def _short_travel(asked: Asked) -> Iterator[Rule]:
    if not is_placed(asked.instance) or asked.given.is_hard:
        raise NotUnderstood
    yield ShortTravel(unit=TRAVEL_UNIT, terms=asked.terms)


def _window(asked: Asked) -> Iterator[Rule]:
    """Games start within the windows; one without days is for all days, one without times for all day."""
    params = asked.params
    windows = [*params.parts("allowed_windows"), *params.parts("windows")]
    if not windows and {"alloweddays", "allowedhours"} & params.names:
        windows = [params]
    excluded = params.weekdays("excluded_days")
    if not windows and not excluded:
        raise NotUnderstood
    hours = [_hours(window) for window in windows]
    at = starts(asked.slots)
    yield from asked.forbids(
        [
            slot
            for slot in asked.where
            if at[slot].weekday() in excluded or (hours and not any(window.holds(at[slot], 0) for window in hours))
        ]
    )


def _hours(window: Values) -> Hours:
    days = window.weekdays("dayOfWeek", "days", "day", "allowed_days") or frozenset(range(7))
    between = window.part("allowed_hours") if "allowedhours" in window.names else window
    opens, closes = (
        between.clock("startTime", "start", default="00:00"),
        between.clock("endTime", "end", default="23:59"),
    )
    return Hours(days, opens, closes)


def _on_a_date(asked: Asked) -> Iterator[Rule]:
    key, day = asked.params.text("fixture_id"), asked.params.day("date")
    found = [fixture for fixture in asked.instance.fixtures if fixture.key == key]
    if not found or day is None:
        asked.params.refuse(f"there is no fixture {key!r}" if not found else "date is missing")
    between = asked.params.part("time_window")
    hours = Hours(
        frozenset(range(7)), between.clock("start", default="00:00"), between.clock("end", default="23:59"), day, day
    )
    inside = tuple(index for index, at in enumerate(starts(asked.slots)) if hours.holds(at, 0))
    if not inside:
        asked.params.refuse(f"on {day} there is no slot for {key}: no venue is open, or the season is over")
    meetings = meetings_of(found)
    same = sum(bool(set(meetings) & set(meetings_of([fixture]))) for fixture in asked.instance.fixtures)
    yield GamesInSlots(meetings=tuple(meetings), slots=inside, least=1, most=same, terms=asked.terms)


def _complementary(asked: Asked) -> Iterator[Rule]:
    """Of each pair one team at most is at home at a time; strictly, one at most is away, too."""
    keys = {side.team.key: index for index, side in enumerate(asked.instance.sides)}
    for pair in asked.params.get("pairs") or []:
        teams = tuple(keys.get(str(key), -1) for key in (pair if isinstance(pair, list) else []))
        if len(teams) != 2 or -1 in teams:
            asked.params.refuse(f"pairs must name two teams each, not {pair!r}")
        modes = ("H", "A") if asked.params.get("must_be_opposite") is True else ("H",)
        for mode in modes:
            yield GroupPlaysInSlots(
                teams=teams, others=asked.everyone, slots=asked.where, mode=mode, each=True, most=1, terms=asked.terms
            )


def _rematches(asked: Asked) -> Iterator[Rule]:
    phase = asked.params.text("phase_id", default="")
    if phase and phase not in asked.instance.phases:
        raise NotUnderstood
    spans: tuple[Dates, ...] = (asked.instance.phases[phase],) if phase else ()
    inside = tuple(i for i in asked.where if not spans or is_within(starts(asked.slots)[i].date(), spans))
    most = asked.params.count("max_meetings")
    pairs = Counter(frozenset((fixture.home, fixture.away)) for fixture in asked.instance.fixtures)
    for pair, games in pairs.items():
        one, other = sorted(pair)
        if games > most and {one, other} <= set(asked.teams):
            meetings = ((one, other), (other, one))
            yield GamesInSlots(meetings=meetings, slots=inside, most=most, terms=asked.terms)


def _officials_rest(asked: Asked) -> Iterator[Rule]:
    """In any such time no more games than there are officials for, so that nobody has two."""
    if not asked.instance.officials:
        raise NotUnderstood
    crew = max((fixture.officials for fixture in asked.instance.fixtures), default=0) or 1
    most = len(asked.instance.officials) // crew
    minutes = round(60 * asked.params.number("min_hours")) + asked.instance.minutes
    everyone = asked.everyone
    for group in overlapping(asked.slots, minutes):
        yield GroupPlaysInSlots(teams=everyone, others=everyone, slots=group, most=most, terms=asked.terms)


def _round_robin(asked: Asked) -> Iterator[Rule]:
    """Fixtures are given; whether they are all there is looked at, nothing is to be kept."""
    meetings = asked.params.count("meetings", default=1)
    pairs = Counter(frozenset((fixture.home, fixture.away)) for fixture in asked.instance.fixtures)
    for index, one in enumerate(asked.teams):
        for other in asked.teams[index + 1 :]:
            games = pairs[frozenset((one, other))]
            if games != meetings:
                names = [asked.instance.sides[team].team.name for team in (one, other)]
                asked.params.refuse(f"{names[0]} and {names[1]} have {games} fixtures, not {meetings}")
    yield from ()


def _buffer(asked: Asked) -> Iterator[Rule]:
    """Kept by the grid, where it is for all venues."""
    if asked.params.get("min_minutes", "buffer_minutes") is None and asked.params.get("scope") != "venue":
        raise NotUnderstood
    yield from ()


def buffer_of(instance: Instance) -> int:
    """Minutes that rules ask to lie between two games at a venue."""
    minutes = [
        constraint.params.count("min_minutes", "buffer_minutes", default=0)
        for constraint in instance.constraints
        if constraint.rule in ("buffer_time", "no_venue_overlap")
    ]
    return max(minutes, default=0)


READERS: dict[str, Callable[[Asked], Iterator[Rule]]] = {
    "min_rest_time": _min_rest,
    "opponent_spacing": _opponent_spacing,
    "max_games_per_day": _games_per_day,
    "max_matches_per_day": _games_per_day,
    "max_games_in_period": _games_in_period,
    "back_to_back_games": _back_to_back,
    "max_consecutive_home": _in_a_row("H", "max_home", "max_consecutive"),
    "max_consecutive_away": _in_a_row("A", "max_away", "max_consecutive"),
    "max_consecutive_fixtures": _in_a_row("HA", "max_consecutive"),
    "break_pattern": _break_pattern,
    "home_away_balance": _balance,
    "home_away_asymmetry_tolerance": _balance,
    "max_travel_distance": _longest_trip,
    "minimize_travel": _short_travel,
    "broadcast_window": _window,
    "broadcast_windows": _window,
    "time_window": _window,
    "specific_date_fixture": _on_a_date,
    "complementary_pattern": _complementary,
    "max_rematches_in_phase": _rematches,
    "official_rest_time": _officials_rest,
    "complete_round_robin": _round_robin,
    "buffer_time": _buffer,
}

KNOWN_RULES = frozenset(READERS) | BUILT_IN
