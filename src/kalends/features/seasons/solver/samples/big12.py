"""The Big 12: sixteen schools, twenty basketball games each, with the rules such a league lives by.

Places are those of the schools' arenas. Dates, shared arenas and broadcast limits are made up in the manner of the
real league, whose true ones aren't public.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kalends.features.seasons.solver.places import distances
from kalends.features.seasons.solver.problem import Game, Problem, Slot, Team
from kalends.features.seasons.solver.rules import (
    GamesInSlots,
    GroupPlaysInSlots,
    PlaysInARow,
    PlaysInSlots,
    RestBetweenGames,
    Rule,
    ShortTravel,
    Terms,
)

# From east to west, so that neighbours in the list are neighbours on the map.
SCHOOLS = (
    ("West Virginia", 39.649, -79.981),
    ("UCF", 28.607, -81.197),
    ("Cincinnati", 39.131, -84.514),
    ("Iowa State", 42.021, -93.635),
    ("Kansas", 38.954, -95.252),
    ("Houston", 29.724, -95.347),
    ("Kansas State", 39.201, -96.594),
    ("Oklahoma State", 36.128, -97.066),
    ("Baylor", 31.553, -97.108),
    ("TCU", 32.710, -97.364),
    ("Texas Tech", 33.582, -101.887),
    ("Colorado", 40.005, -105.261),
    ("Arizona", 32.230, -110.946),
    ("BYU", 40.254, -111.649),
    ("Utah", 40.762, -111.839),
    ("Arizona State", 33.424, -111.931),
)
FIRST_SATURDAY = date(2027, 1, 2)
WEEKS = 10
# Days after Saturday, and the times at which games are broadcast.
WINDOWS = ((0, (12, 15, 19)), (1, (14,)), (2, (20,)), (3, (18, 20)), (4, (18, 20)))
MOST_AT_ONCE = {0: 3, 1: 2, 2: 2, 3: 3, 4: 3}
# Arenas that another sport has on every second week's days: school, day after Saturday, parity of the week.
SHARED = (("Kansas State", 0, 0), ("Cincinnati", 3, 1), ("TCU", 4, 0), ("Arizona State", 0, 1), ("Baylor", 1, 0))
NEVER_ON_SUNDAY = "BYU"
FEATURED = ("Kansas", "Houston", "Arizona")
SOFT = Terms(hard=False, penalty=5)


def big12() -> Problem:
    """The season as a problem: 160 games in 90 slots of ten weeks."""
    teams = tuple(Team(key=name, name=name, latitude=lat, longitude=lon) for name, lat, lon in SCHOOLS)
    slots = _slots()
    return Problem(
        name="Big 12",
        teams=teams,
        slots=slots,
        games=_games(len(teams)),
        rules=tuple(_rules(slots)),
        is_compact=False,
        distances=distances(teams),
    )


def _slots() -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for week in range(WEEKS):
        for day, hours in WINDOWS:
            for hour in hours:
                at = datetime.combine(FIRST_SATURDAY + timedelta(days=7 * week + day), time(hour))
                slots.append(
                    Slot(
                        key=f"{at:%Y-%m-%dT%H:%M}",
                        name=f"{at:%a %d %b %H:%M}",
                        groups=frozenset({f"day {day}", f"week {week}"}),
                        starts_at=at,
                    )
                )
    return tuple(slots)


def _games(teams: int) -> tuple[Game, ...]:
    """Each pair once, neighbours and opposites of the list twice: 20 games a team, 10 of them at home."""
    twice = {frozenset((team, (team + step) % teams)) for team in range(teams) for step in (1, 2, 8)}
    games: list[Game] = []
    for one in range(teams):
        for other in range(one + 1, teams):
            if frozenset((one, other)) in twice:
                games += [Game(one, other), Game(other, one)]
            else:
                # Hosts by distance round the list: each team hosts half of those it meets once.
                step = (other - one) % teams
                games.append(Game(one, other) if step < teams // 2 else Game(other, one))
    return tuple(games)


def _in(slots: tuple[Slot, ...], *groups: str) -> tuple[int, ...]:
    return tuple(index for index, slot in enumerate(slots) if set(groups) <= slot.groups)


def _rules(slots: tuple[Slot, ...]) -> list[Rule]:
    index = {name: number for number, (name, _, _) in enumerate(SCHOOLS)}
    teams = tuple(range(len(SCHOOLS)))
    rules: list[Rule] = [
        PlaysInSlots(teams=(index[NEVER_ON_SUNDAY],), slots=_in(slots, "day 1")),
        RestBetweenGames(teams=teams, hours=48),
        RestBetweenGames(teams=teams, hours=7 * 24, most=3),
        RestBetweenGames(teams=teams, hours=14 * 24, each_pair=True),
    ]
    for school, day, parity in SHARED:
        taken = tuple(slot for week in range(parity, WEEKS, 2) for slot in _in(slots, f"day {day}", f"week {week}"))
        rules.append(PlaysInSlots(teams=(index[school],), slots=taken, mode="H"))
    # Crews, officials and broadcast trucks: so many games can be on at once.
    for day, most in MOST_AT_ONCE.items():
        where = _in(slots, f"day {day}")
        rules.append(GroupPlaysInSlots(teams=teams, others=teams, slots=where, each=True, most=most))
    # Everybody plays on the last Saturday, and Kansas hosts Kansas State on a Saturday.
    rules.append(PlaysInSlots(teams=teams, slots=_in(slots, "day 0", f"week {WEEKS - 1}"), least=1, most=1))
    derby = ((index["Kansas"], index["Kansas State"]),)
    rules.append(GamesInSlots(meetings=derby, slots=_in(slots, "day 0"), least=1, most=1))
    featured = tuple(index[school] for school in FEATURED)
    rules.append(PlaysInSlots(teams=featured, slots=_in(slots, "day 2"), least=1, most=3))
    rules.extend(
        PlaysInARow(teams=teams, others=teams, length=3, mode=mode, in_games=True, most=2, terms=SOFT)
        for mode in ("H", "A")
    )
    rules.append(RestBetweenGames(teams=teams, hours=7 * 24, most=2, terms=Terms(hard=False, penalty=1)))
    rules.append(ShortTravel(unit=100))
    return rules
