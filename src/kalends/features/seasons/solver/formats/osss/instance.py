"""What an OSSS file says, in one shape for all its dialects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kalends.features.seasons.solver.formats.lines import item_lines, lines_of, parse_json
from kalends.features.seasons.solver.formats.osss.values import DAYS, Values
from kalends.features.seasons.solver.problem import Team, is_zone

# JSON values are checked one by one as they are read.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Minutes of a game where none are given.
LENGTH = 120
# What closes then is open until midnight.
LAST_MINUTE = time(23, 59)
CHANGEOVER = ("changeoverMinutes", "changeoverTime", "turnaroundMinutes", "setupTimeMinutes")
# A team's venue is one of its groups, after this.
VENUE = "venue "
Dates = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Hours:
    """A venue is open on these weekdays from `opens` to `closes`, between two dates where they are known."""

    days: frozenset[int]
    opens: time
    closes: time
    first: date | None = None
    last: date | None = None

    def is_on(self, day: date) -> bool:
        return (
            day.weekday() in self.days
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )

    def holds(self, at: datetime, minutes: int) -> bool:
        closes = datetime.combine(at.date(), self.closes)
        if self.closes >= LAST_MINUTE:
            closes = datetime.combine(at.date(), time(0)) + timedelta(days=1)
        return self.is_on(at.date()) and self.opens <= at.time() and at + timedelta(minutes=minutes) <= closes


@dataclass(frozen=True, slots=True)
class Venue:
    """`hours` is empty where nothing is said; `shut`: dates at which it is closed all the same."""

    key: str
    hours: tuple[Hours, ...]
    shut: tuple[Dates, ...]
    games_at_once: int
    changeover: int


@dataclass(frozen=True, slots=True)
class Side:
    """A team with what the engine doesn't keep: where it hosts, when it can't play."""

    team: Team
    venue: str
    away: tuple[Dates, ...]


@dataclass(frozen=True, slots=True)
class Official:
    key: str
    away: tuple[Dates, ...]


@dataclass(frozen=True, slots=True)
class Fixture:
    key: str
    home: int
    away: int
    is_open: bool
    minutes: int
    phase: str
    round: str
    tags: frozenset[str]
    officials: int


@dataclass(frozen=True, slots=True)
class Constraint:
    """`weight` is what a unit of deviation of a soft one costs."""

    key: str
    rule: str
    is_hard: bool
    weight: float
    params: Values
    selector: Values


@dataclass(frozen=True, slots=True)
class Instance:
    name: str
    zone: str
    first: date | None
    last: date | None
    year: str
    breaks: tuple[Dates, ...]
    phases: Mapping[str, Dates]
    sides: tuple[Side, ...]
    venues: tuple[Venue, ...]
    officials: tuple[Official, ...]
    fixtures: tuple[Fixture, ...]
    constraints: tuple[Constraint, ...]
    objectives: frozenset[str]

    @property
    def minutes(self) -> int:
        return max((fixture.minutes for fixture in self.fixtures), default=LENGTH)

    @property
    def crew(self) -> int:
        """Officials that a game takes."""
        return max((fixture.officials for fixture in self.fixtures), default=0) or 1


def is_within(day: date, spans: tuple[Dates, ...]) -> bool:
    return any(first <= day <= last for first, last in spans)


def read_instance(text: str) -> Instance:
    """Raises ProblemIsMalformed naming what is wrong, with its line."""
    with lines_of(text):
        return _instance(text, Values(parse_json(text), "season"))


def _instance(text: str, root: Values) -> Instance:
    given = root.part("instance") if "instance" in root.names else root
    about, season, bounds = given.part("metadata"), _season(given), given.part("timeBounds")
    held = given.part("entities") if "entities" in given.names else given
    zone = _zone(given) or _zone(about)
    sides, keys = list[Side](), dict[str, int]()
    for item in held.parts("teams"):
        side = _side(item)
        if keys.setdefault(side.team.key, len(sides)) != len(sides):
            item.refuse(f"two teams are called {side.team.key}")
        sides.append(side)
    minutes = given.count("defaultFixtureDuration", default=LENGTH)
    return Instance(
        name=given.text("name", default=about.text("name", default="season")),
        zone=zone,
        first=season.day("start") or bounds.day("seasonStart", "start"),
        last=season.day("end") or bounds.day("seasonEnd", "end"),
        year=about.text("season", default=""),
        breaks=(*_dates(given), *_dates(season), *_dates(bounds)),
        phases=dict(_phases(season)),
        sides=tuple(sides),
        venues=tuple(_venue(item, zone) for item in held.parts("venues")),
        officials=tuple(Official(item.text("id", "officialId"), _dates(item)) for item in held.parts("officials")),
        fixtures=tuple(_fixture(item, keys, minutes) for item in given.parts("fixtures")),
        constraints=tuple(_constraints(text, given)),
        objectives=frozenset(
            item.text("metric", "objectiveId", "ruleId", "id", default="") for item in given.parts("objectives")
        ),
    )


def _zone(given: Values) -> str:
    name = given.text("timezone", default="")
    if not is_zone(name or "UTC"):
        given.refuse_field(("timezone",), f"must be a zone as Europe/Berlin, not {name!r}")
    return name


def _season(given: Values) -> Values:
    """Some files have only a name there."""
    return given.part("season") if isinstance(given.get("season"), Mapping) else Values({}, "season")


def _dates(given: Values) -> tuple[Dates, ...]:
    """Dates at which something is closed or away."""
    found: list[Dates] = []
    for name in ("blackoutPeriods", "blackoutDates", "blackouts", "unavailableDates", "unavailability"):
        for item in given.get(name) or ():
            span = Values(item if isinstance(item, Mapping) else {"start": item}, name, given.place(name))
            first = span.day("start", "date") or span.refuse("start is missing")
            found.append((first, span.day("end") or first))
    return tuple(found)


def _phases(season: Values) -> Iterator[tuple[str, Dates]]:
    for item in season.parts("phases"):
        first, last = item.day("startDate", "start"), item.day("endDate", "end")
        if first and last:
            yield item.text("id", "name"), (first, last)


def _side(item: Values) -> Side:
    key = item.text("id", "teamId")
    place = item.part("location", "homeLocation")
    venues = item.texts("homeVenueId", "homeVenue", "homeVenues")
    # One of several home venues is as good as the other to nobody; the first named is the usual one.
    venue = venues[0] if venues else ""
    groups = {*item.texts("tags"), *item.texts("division"), *((VENUE + venue,) if venue else ())}
    lat, lon = place.get("lat", "latitude"), place.get("lon", "longitude")
    for value, limit in ((lat, 90), (lon, 180)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > limit):
            item.refuse(f"{key} isn't on earth: {value!r}")
    team = Team(
        key=key,
        name=item.text("name", default=key),
        groups=frozenset(groups),
        latitude=None if lat is None or lon is None else float(lat),
        longitude=None if lat is None or lon is None else float(lon),
    )
    return Side(team, venue, _dates(item))


def _venue(item: Values, zone: str) -> Venue:
    hours: tuple[Hours, ...] = ()
    shut = _dates(item)
    given = item.get("availability")
    minutes = item.count("gameMinutes", default=LENGTH)
    if isinstance(given, list):
        hours = tuple(window for part in item.parts("availability") for window in _hours(part, zone))
    elif isinstance(given, Mapping):
        table = item.part("availability")
        hours, shut = tuple(_daily(table, minutes)), (*shut, *_dates(table))
    return Venue(
        key=item.text("id", "venueId"),
        hours=hours,
        shut=shut,
        games_at_once=max(1, len(item.parts("resources"))),
        changeover=item.count(*CHANGEOVER, default=0),
    )


def _hours(window: Values, zone: str) -> Iterator[Hours]:
    """One entry of a venue's availability: every week on some days, or from one time to another."""
    span = window.part("dateRange")
    weekly = window.part("recurringPattern", "recurring")
    weekly = weekly if weekly.names else window
    days = weekly.weekdays("daysOfWeek", "dayOfWeek", "days") or frozenset(range(7))
    is_once = not {"starttime", "timewindows", "daysofweek", "dayofweek", "days", "recurringpattern"} & weekly.names
    if is_once and window.get("start") is not None:
        opens, closes = window.moment(zone, "start"), window.moment(zone, "end")
        day, last = opens.date(), (closes - timedelta(minutes=1)).date()
        if day == last:
            ends = closes.time() if closes.date() == day else LAST_MINUTE
            yield Hours(days, opens.time(), ends, day, day)
            return
        yield Hours(days, opens.time(), LAST_MINUTE, day, day)
        if day + timedelta(days=1) < last:
            yield Hours(days, time(0), LAST_MINUTE, day + timedelta(days=1), last - timedelta(days=1))
        yield Hours(days, time(0), closes.time() if closes.date() == last else LAST_MINUTE, last, last)
        return
    first, last = span.day("start") or window.day("start"), span.day("end") or window.day("end")
    for part in weekly.parts("timeWindows") or (weekly,):
        opens, closes = part.clock("startTime", "start", default="10:00"), part.clock("endTime", "end", default="22:00")
        yield Hours(days, opens, closes, first, last)


def _daily(table: Values, minutes: int) -> Iterator[Hours]:
    """Times at which games start, by day of the week, each for one game."""
    usual = table.texts("default")
    for number, day in enumerate(DAYS):
        starts = usual if table.get(day) is None else table.texts(day)
        for start in starts:
            opens = Values({"start": start}, day, table.place(day)).clock("start")
            ends = datetime.combine(date.min, opens) + timedelta(minutes=minutes)
            yield Hours(frozenset({number}), opens, ends.time() if ends.date() == date.min else LAST_MINUTE)


def _fixture(item: Values, keys: Mapping[str, int], minutes: int) -> Fixture:
    key = item.text("id", "fixtureId", default="")
    item.what = f"fixture {key}"
    pair: list[str] = []
    roles: list[str] = []
    for one in item.get("participants") or ():
        side = Values(one if isinstance(one, Mapping) else {"id": one}, item.what, item.where)
        pair.append(side.text("id", "teamId"))
        roles.append(side.text("role", default=""))
    if not pair:
        pair = [item.text("homeTeamId", "homeTeam"), item.text("awayTeamId", "awayTeam")]
    if len(pair) != 2:
        item.refuse(f"a game has two sides, not {len(pair)}")
    if roles[:1] == ["away"] or roles[1:] == ["home"]:
        pair.reverse()
    for team in pair:
        if team not in keys:
            item.refuse(f"team {team!r} doesn't exist")
    needed = [part for part in item.parts("requiredResources") if part.text("type", default="") == "official"]
    return Fixture(
        key=key,
        home=keys[pair[0]],
        away=keys[pair[1]],
        is_open=bool(roles) and set(roles) <= {"neutral", "participant"},
        minutes=max(1, item.count("durationMinutes", "estimatedDuration", default=minutes)),
        phase=item.text("phase", "competitionPhase", default=""),
        round=item.text("round", default=""),
        tags=frozenset({*item.texts("tags"), *item.texts("group")}),
        officials=sum(part.count("quantity", default=1) for part in needed),
    )


def _constraints(text: str, given: Values) -> Iterator[Constraint]:
    items = given.parts("constraints")
    lines = item_lines(text, *given.place("constraints")) if items else []
    for values, line in zip(items, lines, strict=True):
        rule = values.text("ruleId", "rule", "constraintId")
        if values.get("enabled") is False:
            continue
        named = Values(values.as_given, rule, values.where, line)
        yield Constraint(
            key=named.text("id", "constraintId", default=rule),
            rule=rule,
            is_hard=named.text("type", default="hard") == "hard",
            weight=_weight(named),
            params=named.part("params"),
            selector=named.part("selector"),
        )


def _weight(constraint: Values) -> float:
    penalty = constraint.get("penalty")
    if isinstance(penalty, Mapping):
        return constraint.part("penalty").number("weight", default=1)
    return constraint.number("penalty", "weight", default=1)
