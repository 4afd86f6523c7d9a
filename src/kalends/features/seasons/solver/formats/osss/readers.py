"""Constraints of the OSSS registry, each as rules of ours. The registry says what each means.

Params are spelt as in the registry, or as in the standard's own examples where those differ.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator

from kalends.features.seasons.solver.formats.osss.asked import Asked, is_placed, meetings_of, starts
from kalends.features.seasons.solver.formats.osss.grid import overlapping
from kalends.features.seasons.solver.formats.osss.instance import Dates, Hours, is_within
from kalends.features.seasons.solver.formats.osss.selector import NotUnderstood
from kalends.features.seasons.solver.formats.osss.values import Values
from kalends.features.seasons.solver.rules import (
    BackToBacks,
    GamesInSlots,
    GroupPlaysInSlots,
    LongestTrip,
    PlaysInARow,
    PlaysInSlots,
    RestBetweenGames,
    Rule,
    ShortTravel,
    TeamBreaks,
)

# JSON values are checked one by one as they are read.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Travel is scored in steps of so many kilometres.
TRAVEL_UNIT = 100


def _min_rest(asked: Asked) -> Iterator[Rule]:
    asked.ensure_whole_season()
    rest = asked.params.number("min_hours", "min_rest_hours")
    # Minutes of a game aren't whole hours: their sum is rounded before it is rounded up.
    hours = max(1, math.ceil(round(rest + asked.instance.minutes / 60, 6)))
    yield RestBetweenGames(teams=asked.teams, hours=hours, terms=asked.terms)


def _opponent_spacing(asked: Asked) -> Iterator[Rule]:
    asked.ensure_whole_season()
    if asked.params.get("min_days") is None and asked.params.get("min_games_between") is not None:
        raise NotUnderstood  # a spelling of the standard's example: games, not days
    hours = max(1, math.ceil(24 * asked.params.number("min_days")))
    yield RestBetweenGames(teams=asked.teams, hours=hours, each_pair=True, terms=asked.terms)


def _games_per_day(asked: Asked) -> Iterator[Rule]:
    most = asked.params.count("max_games", "max_matches", "per_team")
    at, days = starts(asked.slots), dict[object, list[int]]()
    for index in asked.where:
        days.setdefault(at[index].date(), []).append(index)
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
    at = starts(asked.slots)
    inside = tuple(slot for slot in asked.where if not spans or is_within(at[slot].date(), spans))
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
    most = len(asked.instance.officials) // asked.instance.crew
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
