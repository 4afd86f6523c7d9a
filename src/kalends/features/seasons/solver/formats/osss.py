"""Open Sports Scheduling Standard 0.1 (CC BY 4.0): problems in, schedules out.

A problem has fixtures, venues with hours and rules, but no slots: they are laid on a grid as wide as the longest
fixture and its changeover, so that games in different slots never overlap.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.formats.own import parse_json
from kalends.features.seasons.solver.problem import Game, Plan, Problem, Slot, Team
from kalends.features.seasons.solver.rules import (
    BackToBacks,
    GroupPlaysInSlots,
    LongestTrip,
    PlaysInARow,
    PlaysInSlots,
    RestBetweenGames,
    Rule,
    ShortTravel,
    Terms,
)
from kalends.features.seasons.solver.samples.big12 import distances

# JSON values are checked one by one as they are read.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A season without dates gets a quarter of a year from the start of its year, and evenings and weekends to play in.
WEEKS = 13
DEFAULT_HOURS = (("saturday", "sunday"), time(10), time(22))
# Game lengths in minutes where none are given, and the grain of the grid.
LENGTH, GRAIN = 120, 30
# Travel is scored in steps of so many kilometres.
TRAVEL_UNIT = 100


@dataclass(frozen=True, slots=True)
class Hours:
    """A venue is open on these weekdays from `opens` to `closes`, between two dates where they are known."""

    days: frozenset[int]
    opens: time
    closes: time
    first: date | None
    last: date | None

    def holds(self, at: datetime, minutes: int) -> bool:
        day = at.date()
        if at.weekday() not in self.days or (self.first and day < self.first) or (self.last and day > self.last):
            return False
        return self.opens <= at.time() and at + timedelta(minutes=minutes) <= datetime.combine(day, self.closes)


@dataclass(frozen=True, slots=True)
class Venue:
    key: str
    hours: tuple[Hours, ...]
    games_at_once: int


def read_problem(text: str) -> Problem:
    """The season of an OSSS instance. Raises ProblemIsMalformed naming the rule; see `unread` for what is left out."""
    given = parse_json(text)
    instance = _object(given.get("instance", given), "instance")
    teams = tuple(_team(item) for item in _list(instance, "teams"))
    keys = {team.key: index for index, team in enumerate(teams)}
    venues = tuple(_venue(item) for item in _list(instance, "venues"))
    games = tuple(_game(item, keys) for item in _list(instance, "fixtures"))
    length = max((int(item.get("estimatedDuration", LENGTH)) for item in _list(instance, "fixtures")), default=LENGTH)
    changeover = max((int(item.get("changeoverTime", 0)) for item in _list(instance, "venues")), default=0)
    step = math.ceil((length + changeover) / GRAIN) * GRAIN
    slots = _slots(instance, venues, length, step)
    placed = all(team.latitude is not None for team in teams)
    reading = _Reading(instance, teams, venues, slots, length)
    return Problem(
        name=str(_object(instance.get("metadata", {}), "metadata").get("name", "season")),
        teams=teams,
        slots=slots,
        games=games,
        rules=tuple(reading.rules()),
        is_compact=False,
        distances=distances(teams) if placed else (),
    )


def _object(item: object, what: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise ProblemIsMalformed(f"expected an object, not {item!r}", rule=what)
    return item


def _list(given: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = given.get(name, [])
    if not isinstance(value, list):
        raise ProblemIsMalformed(f"{name} must be a list", rule=name)
    return [_object(item, name) for item in value]


def _team(item: dict[str, Any]) -> Team:
    key = str(item.get("teamId", item.get("id", "")))
    place = _object(item.get("location") or item.get("homeLocation") or {}, "location")
    venue = item.get("homeVenue") or item.get("homeVenueId")
    lat, lon = place.get("lat", place.get("latitude")), place.get("lon", place.get("longitude"))
    return Team(
        key=key,
        name=str(item.get("name", key)),
        groups=frozenset({f"venue {venue}"} if venue else ()),
        latitude=float(lat) if lat is not None else None,
        longitude=float(lon) if lon is not None else None,
    )


def _game(item: dict[str, Any], keys: Mapping[str, int]) -> Game:
    home, away = (str(item.get(f"{side}TeamId", item.get(f"{side}Team", ""))) for side in ("home", "away"))
    for key in (home, away):
        if key not in keys:
            raise ProblemIsMalformed(f"team {key!r} doesn't exist", rule=str(item.get("fixtureId", "fixtures")))
    return Game(keys[home], keys[away])


def _venue(item: dict[str, Any]) -> Venue:
    hours: list[Hours] = []
    for window in _list(item, "availability"):
        span = _object(window.get("dateRange", {}), "dateRange")
        weekly = _object(window.get("recurringPattern", window), "recurringPattern")
        named = weekly.get("daysOfWeek") or ([weekly["dayOfWeek"]] if "dayOfWeek" in weekly else DAYS)
        days = frozenset(DAYS.index(str(day).lower()) for day in named if str(day).lower() in DAYS)
        whole = {"start": weekly.get("startTime", "10:00"), "end": weekly.get("endTime", "22:00")}
        for part in weekly.get("timeWindows", [whole]):
            opens, closes = _time(part.get("start")), _time(part.get("end"))
            hours.append(Hours(days, opens, closes, _date(span.get("start")), _date(span.get("end"))))
    return Venue(str(item.get("venueId", item.get("id", ""))), tuple(hours), max(1, len(_list(item, "resources"))))


def _time(given: object) -> time:
    try:
        return time.fromisoformat("23:59" if str(given) == "24:00" else str(given))
    except ValueError:
        raise ProblemIsMalformed(f"{given!r} isn't a time of day", rule="availability") from None


def _date(given: object) -> date | None:
    if given is None:
        return None
    try:
        return datetime.fromisoformat(str(given)).date()
    except ValueError:
        raise ProblemIsMalformed(f"{given!r} isn't a date", rule="dates") from None


def _slots(instance: Mapping[str, Any], venues: tuple[Venue, ...], length: int, step: int) -> tuple[Slot, ...]:
    """The grid's times at which any venue is open, outside of blackouts."""
    bounds = _object(instance.get("timeBounds", {}), "timeBounds")
    firsts = [hours.first for venue in venues for hours in venue.hours if hours.first]
    lasts = [hours.last for venue in venues for hours in venue.hours if hours.last]
    year = re.search(r"20\d\d", str(_object(instance.get("metadata", {}), "metadata").get("season", "")))
    new_year = date(int(year[0]) if year else 2026, 1, 1)
    start = _date(bounds.get("seasonStart", bounds.get("start"))) or min(firsts, default=new_year)
    end = _date(bounds.get("seasonEnd", bounds.get("end"))) or max(lasts, default=start + timedelta(weeks=WEEKS))
    always = Hours(frozenset(DAYS.index(day) for day in DEFAULT_HOURS[0]), *DEFAULT_HOURS[1:], None, None)
    hours = [window for venue in venues for window in venue.hours] or [always]
    given = [*_list(instance, "blackoutPeriods"), *_list(bounds, "blackoutPeriods")]
    black = [(_date(item.get("start")), _date(item.get("end"))) for item in given]
    slots: list[Slot] = []
    opens = min(window.opens for window in hours)
    for number in range(min((end - start).days + 1, 400)):
        day = start + timedelta(days=number)
        if any(first and last and first <= day <= last for first, last in black):
            continue
        at = datetime.combine(day, opens)
        while at.date() == day:
            if any(window.holds(at, length) for window in hours):
                slots.append(Slot(key=at.isoformat(timespec="minutes"), name=f"{at:%a %d %b %H:%M}", starts_at=at))
            at += timedelta(minutes=step)
    return tuple(slots)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What rules are read against."""

    instance: Mapping[str, Any]
    teams: tuple[Team, ...]
    venues: tuple[Venue, ...]
    slots: tuple[Slot, ...]
    length: int

    def rules(self) -> Iterator[Rule]:
        yield from self._venue_rules()
        for item in _list(self.instance, "constraints"):
            yield from self._rule(item)
        wishes = {str(item.get("objectiveId", item.get("id"))) for item in _list(self.instance, "objectives")}
        if wishes & {"total_travel_distance", "minimize_travel", "max_team_travel"} and self._is_placed():
            yield ShortTravel(unit=TRAVEL_UNIT)

    def _is_placed(self) -> bool:
        return all(team.latitude is not None for team in self.teams)

    def _everyone(self) -> tuple[int, ...]:
        return tuple(range(len(self.teams)))

    def _venue_rules(self) -> Iterator[Rule]:
        """Teams host when their venue is open; it holds a game a court. Without home venues, all share all."""
        everyone = self._everyone()
        homes = {f"venue {venue.key}": venue for venue in self.venues}
        if not any(team.groups for team in self.teams):
            courts = sum(venue.games_at_once for venue in self.venues)
            if courts:
                yield self._shared(everyone, courts)
            return
        for name, venue in homes.items():
            hosts = tuple(index for index, team in enumerate(self.teams) if name in team.groups)
            shut = tuple(
                index
                for index, slot in enumerate(self.slots)
                if slot.starts_at and not any(hours.holds(slot.starts_at, self.length) for hours in venue.hours)
            )
            if hosts and shut and venue.hours:
                yield PlaysInSlots(teams=hosts, slots=shut, mode="H")
            if len(hosts) > venue.games_at_once:
                yield self._shared(hosts, venue.games_at_once)

    def _shared(self, hosts: tuple[int, ...], games: int) -> Rule:
        everywhere = tuple(range(len(self.slots)))
        return GroupPlaysInSlots(
            teams=hosts, others=self._everyone(), slots=everywhere, mode="H", each=True, most=games
        )

    def _rule(self, item: dict[str, Any]) -> Iterator[Rule]:
        name = str(item.get("constraintId", item.get("rule", item.get("ruleId", ""))))
        params = _object(item.get("params", {}), name)
        hard = item.get("type", "hard") == "hard"
        terms = Terms(hard=hard, penalty=1 if hard else max(1, round(float(item.get("weight", 1)))))
        everyone = self._everyone()
        match name:
            case "min_rest_time":
                hours = math.ceil(_number(params, "min_hours", name) + self.length / 60)
                yield RestBetweenGames(teams=everyone, hours=hours, terms=terms)
            case "opponent_spacing":
                days = math.ceil(_number(params, "min_days", name))
                yield RestBetweenGames(teams=everyone, hours=24 * days, each_pair=True, terms=terms)
            case "max_games_per_day":
                for day in sorted({slot.starts_at.date() for slot in self.slots if slot.starts_at}):
                    where = tuple(
                        i for i, slot in enumerate(self.slots) if slot.starts_at and slot.starts_at.date() == day
                    )
                    most = int(_number(params, "max_games", name))
                    yield PlaysInSlots(teams=everyone, slots=where, most=most, terms=terms)
            case "back_to_back_games":
                days = int(_number(params, "max_consecutive_days", name)) if "max_consecutive_days" in params else 0
                if days > 1:
                    yield RestBetweenGames(teams=everyone, hours=24 * days + 1, most=days, terms=terms)
                elif days == 1 or params.get("allow_back_to_back") is False:
                    yield BackToBacks(teams=everyone, terms=terms)
            case "max_games_in_period":
                days, most = int(_number(params, "period_days", name)), int(_number(params, "max_games", name))
                yield RestBetweenGames(teams=everyone, hours=24 * days, most=most, terms=terms)
            case "max_consecutive_fixtures" | "max_consecutive_home" | "max_consecutive_away":
                most = int(_number(params, "max_consecutive", name))
                for mode in {"max_consecutive_home": "H", "max_consecutive_away": "A"}.get(name, "HA"):
                    yield PlaysInARow(
                        teams=everyone,
                        others=everyone,
                        length=most + 1,
                        mode=mode,
                        in_games=True,
                        most=most,
                        terms=terms,
                    )
            case "max_travel_distance" if self._is_placed():
                yield LongestTrip(teams=everyone, most=round(_number(params, "max_km", name)), terms=terms)
            case "broadcast_window" | "time_window":
                allowed = [_window(window) for window in params.get("allowed_windows", [])]
                outside = tuple(
                    index
                    for index, slot in enumerate(self.slots)
                    if slot.starts_at and not any(window.holds(slot.starts_at, 0) for window in allowed)
                )
                if allowed and outside:
                    yield GroupPlaysInSlots(teams=everyone, others=everyone, slots=outside, terms=terms)
            case _:
                return


def _window(given: Mapping[str, Any]) -> Hours:
    day = str(given.get("dayOfWeek", given.get("day", ""))).lower()
    days = frozenset({DAYS.index(day)} if day in DAYS else range(7))
    start, end = given.get("startTime", given.get("start", "00:00")), given.get("endTime", given.get("end", "23:59"))
    return Hours(days, _time(start), _time(end), None, None)


def _number(params: Mapping[str, Any], name: str, rule: str) -> float:
    value = params.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 10**6:
        raise ProblemIsMalformed(f"{name} must be a number, not {value!r}", rule=rule)
    return float(value)


READ = frozenset(
    [
        "min_rest_time",
        "opponent_spacing",
        "max_games_per_day",
        "back_to_back_games",
        "max_games_in_period",
        "max_consecutive_fixtures",
        "max_consecutive_home",
        "max_consecutive_away",
        "max_travel_distance",
        "broadcast_window",
        "time_window",
        "no_overlap_team",
        "no_overlap_venue_resource",
        "no_venue_overlap",
        "venue_availability",
        "single_rink_conflict",
        "complete_round_robin",
        "home_away_balance",
    ]
)


def unread(text: str) -> tuple[str, ...]:
    """Names of the rules of an instance that we don't keep."""
    given = parse_json(text)
    instance = _object(given.get("instance", given), "instance")
    names = [str(item.get("constraintId", item.get("rule", ""))) for item in _list(instance, "constraints")]
    return tuple(sorted({name for name in names if name not in READ}))


def write_schedule(problem: Problem, plan: Plan) -> str:
    """The plan as an OSSS schedule."""
    games = [
        {
            "homeTeamId": problem.teams[game.home].key,
            "awayTeamId": problem.teams[game.away].key,
            "start": None if at is None else at.isoformat(timespec="minutes"),
        }
        for game in plan.games
        for at in [problem.slots[game.slot].starts_at if game.slot is not None else None]
    ]
    return json.dumps({"osssVersion": "0.1.0", "schedule": {"name": problem.name, "fixtures": games}}, indent=1)
