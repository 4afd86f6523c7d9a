"""Every format goes out and comes back; hostile and broken input is refused with the rule and the line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kalends.features.seasons.solver import (
    Plan,
    Played,
    Problem,
    ProblemIsMalformed,
    ProblemIsTooLarge,
    Slot,
    Team,
    big12,
    load_plan,
    load_problem,
    round_robin,
    save_plan,
    save_problem,
)
from kalends.features.seasons.solver.formats import ics, own, robinx, sheets, ttp
from kalends.features.seasons.solver.rules import PlaysInSlots
from tests.features.seasons.solver.conftest import league

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def some_plan(problem: Problem) -> Plan:
    """Each game in a slot, one has none; legality doesn't matter here."""
    games = [Played(game.home, game.away, index % len(problem.slots)) for index, game in enumerate(problem.games)]
    return Plan((*games[:-1], Played(games[-1].home, games[-1].away, None)))


@pytest.mark.parametrize("name", ["itc2021/instances/ITC2021_Early_1.xml", "real_leagues/instances/ACC.xml"])
@pytest.mark.parametrize("suffix", [".xml", ".json"])
def test_published_seasons_survive_a_round_trip(sports: Path, tmp_path: Path, name: str, suffix: str) -> None:
    problem = load_problem(sports / name)
    file = tmp_path / f"season{suffix}"

    save_problem(problem, file)

    assert load_problem(file) == problem


def test_our_own_seasons_survive_a_round_trip(tmp_path: Path) -> None:
    file = tmp_path / "season.json"

    save_problem(big12(), file)

    assert load_problem(file) == big12()


@pytest.mark.parametrize("suffix", [".xml", ".json", ".osss.json", ".csv", ".xlsx"])
def test_plans_survive_a_round_trip(tmp_path: Path, suffix: str) -> None:
    problem = big12()
    plan = some_plan(problem)
    file = tmp_path / f"plan{suffix}"

    save_plan(problem, plan, file)

    again = load_plan(file, problem)
    assert sorted(again.games, key=str) == sorted(plan.games, key=str)
    assert list(tmp_path.iterdir()) == [file]


def test_calendars_fold_escape_and_keep_the_identity_of_a_moved_game() -> None:
    long = "A team, with a name; so long that its line has to be folded äöü " * 2
    slots = tuple(Slot(key=str(n), name=str(n), starts_at=datetime(2027, 1, n + 1, 19)) for n in range(2))
    problem = league(2, slots=2)
    teams = (Team(key="0", name=long), problem.teams[1])
    problem = Problem(name="cup", teams=teams, slots=slots, games=problem.games)

    first = ics.write_ics(problem, Plan((Played(0, 1, 0),)), NOW)
    moved = ics.write_ics(problem, Plan((Played(0, 1, 1),)), NOW)

    assert all(len(line.encode()) <= 75 for line in first.split("\r\n"))
    assert "\\, with a name\\;" in first.replace("\r\n ", "")
    uids = [[line for line in text.split("\r\n") if line.startswith("UID")] for text in (first, moved)]
    assert uids[0] == uids[1]


@pytest.mark.parametrize(
    ("zone", "begins", "ends"),
    [
        ("", "20270328T010000", "20270328T030000"),
        # Clocks go forward at two in that night; a game is as long as ever.
        ("Europe/Paris", "20270328T000000Z", "20270328T020000Z"),
        ("Asia/Kolkata", "20270327T193000Z", "20270327T213000Z"),
    ],
)
def test_calendars_say_when_a_game_is_to_other_zones(zone: str, begins: str, ends: str) -> None:
    slots = (Slot(key="1", name="1", starts_at=datetime(2027, 3, 28, 1)),)
    problem = replace(league(2, 1), slots=slots, zone=zone)

    text = ics.write_ics(problem, Plan((Played(0, 1, 0),)), NOW)

    assert f"DTSTART:{begins}\r\n" in text
    assert f"DTEND:{ends}\r\n" in text


def test_a_star_stands_for_all() -> None:
    rules = '<CA1 teams="*" slots="*" mode="H" max="2"/>'

    (rule,) = robinx.read_instance(robinx_text(rules)).rules

    assert isinstance(rule, PlaysInSlots)
    assert (rule.teams, rule.slots) == (tuple(range(4)), tuple(range(6)))


def test_sheets_never_calculate() -> None:
    problem = Problem(
        name="cup",
        teams=(Team(key="=1+1", name="=1+1"), Team(key="b", name="b")),
        slots=(Slot(key="0", name="@now"),),
        games=round_robin(2, 1),
    )
    plan = Plan((Played(0, 1, 0),))

    text = sheets.write_csv(problem, plan)

    assert "'=1+1" in text
    assert "'@now" in text
    assert sheets.read_csv(text, problem) == plan


def test_a_matrix_is_a_traveling_tournament() -> None:
    problem = ttp.read_matrix("0 1 2 3\n1 0 1 2\n2 1 0 1\n3 2 1 0\n")

    assert len(problem.slots) == 6
    assert len(problem.games) == 12


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("0 1 2 3\n1 0 nan 2\n2 1 0 1\n3 2 1 0\n", 2),
        ("0 1 2 3\n1 0 1\n2 1 0 1\n3 2 1 0\n", 2),
        ("0 1 2 3\n1 0 1 2\n2 x 0 1\n3 2 1 0\n", 3),
        ("0 1 2 3\n1 0 1 2\n2 -1 0 1\n3 2 1 0\n", 3),
        ("0 1 2\n1 0 1\n2 1 0\n", None),
        ("", None),
    ],
)
def test_a_broken_matrix_is_refused_with_its_line(text: str, line: int | None) -> None:
    with pytest.raises(ProblemIsMalformed) as caught:
        ttp.read_matrix(text)

    assert caught.value.line == line


def robinx_text(rules: str, *, teams: int = 4, slots: int = 6, extra: str = "") -> bytes:
    team_list = "".join(f'<team id="{number}" league="0" name="T{number}"/>' for number in range(teams))
    slot_list = "".join(f'<slot id="{number}" name="S{number}"/>' for number in range(slots))
    return f"""<?xml version="1.0"?>
<Instance><Structure><Format><numberRoundRobin>2</numberRoundRobin><compactness>C</compactness></Format></Structure>
<ObjectiveFunction><Objective>SC</Objective></ObjectiveFunction>{extra}
<Resources><Teams>{team_list}</Teams><Slots>{slot_list}</Slots></Resources>
<Constraints><CapacityConstraints>
{rules}
</CapacityConstraints></Constraints></Instance>""".encode()


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ('<CA9 teams="0"/>', "CA9, line 6: unknown rule"),
        ('<CA1 teams="7" slots="0" mode="H" max="0" type="HARD"/>', "CA1, line 6: teams names team 7"),
        ('<CA1 teams="0" slots="9" mode="H" max="0" type="HARD"/>', "CA1, line 6: slots names slot 9"),
        ('<CA1 teams="0" slots="0" mode="X" max="0" type="HARD"/>', "CA1, line 6: mode must be one of"),
        ('<CA1 teams="0" slots="0" mode="H" max="zero" type="HARD"/>', "CA1, line 6: max must be a whole number"),
        ('<CA1 teams="0" slots="0" mode="H" max="1" min="2" type="HARD"/>', "CA1, line 6: min 2 is above max 1"),
        ('<CA1 teams="0" slots="0" mode="H" max="0" penalty="-1"/>', "CA1, line 6: penalty must be between"),
        ('<CA3 teams1="0" teams2="1" intp="9" mode1="H" max="1"/>', "CA3, line 6: intp is 9"),
        ('\n<GA1 meetings="0,0,1" slots="0" max="1"/>', "GA1, line 7: meetings must be pairs"),
        ('<CA1 slots="0" mode="H" max="0"/>', "CA1, line 6: teams is missing"),
    ],
)
def test_a_broken_rule_is_refused_with_its_name_and_line(rules: str, message: str) -> None:
    with pytest.raises(ProblemIsMalformed) as caught:
        robinx.read_instance(robinx_text(rules))

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (robinx_text("", teams=5, slots=8), "odd number of teams"),
        (robinx_text("", teams=8, slots=8), "need 14 slots, not 8"),
        (b"<Instance", "not well-formed"),
        (b"<Solution/>", "expected an Instance"),
        (robinx_text("", teams=200, slots=398), "too many"),
        (
            robinx_text("", extra='<Data><Distances><distance team1="0" team2="1" dist="NaN"/></Distances></Data>'),
            "not a distance",
        ),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Instance>&e;</Instance>', "document type"),
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Instance>&b;</Instance>',
            "document type",
        ),
    ],
)
def test_impossible_and_hostile_seasons_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(ProblemIsMalformed, match=message):
        robinx.read_instance(data)


def test_two_hundred_teams_are_too_many() -> None:
    with pytest.raises(ProblemIsTooLarge):
        league(200, 2)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"teams": "many"}, "must be a list"),
        ({"rounds": -1}, "rounds must be"),
        ({"teams": ["a", "a", "b"]}, "two teams are called a"),
        ({"games": [{"home": "a", "away": "z"}]}, "team z doesn't exist"),
        ({"distances": [[0, 1], [1, True]]}, "isn't a distance"),
        ({"distances": [[0]]}, "must be given for all"),
        ({"objective": "glory"}, "unknown objective"),
        ({"slots": [{"starts_at": "soon"}]}, "isn't a time"),
        ({"season": 2}, "expected a season"),
    ],
)
def test_broken_seasons_of_our_own_are_refused(change: dict[str, object], message: str) -> None:
    given = {"season": 1, "teams": ["a", "b"], "slots": ["1", "2"], "rounds": 2, **change}

    with pytest.raises(ProblemIsMalformed, match=message):
        own.read_season(json.dumps(given))


@pytest.mark.parametrize("text", ['{"season": NaN}', "[1]", "{", "[" * 100_000, ""])
def test_what_is_not_a_season_is_refused(text: str) -> None:
    with pytest.raises(ProblemIsMalformed):
        own.read_season(text)


OWN = """{"season": 1,
 "rules": [
  {"rule": "CA1", "teams": ["a"], "slots": ["1"], "mode": "H", "max": 0}
 ],
 "zone": "Europe/Paris",
 "objective": "rules",
 "teams": [
  "a",
  {"key": "b", "latitude": 50.1, "longitude": 8.7}
 ],
 "slots": [
  {"key": "1", "starts_at": "2027-03-01T19:00"},
  "2"
 ],
 "rounds": 2,
 "games": [],
 "distances": [
  [0, 1],
  [1, 0]]}"""


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ('"CA1"', '"CA9"', "CA9", 3),
        ('["a"]', '["c"]', "CA1", 3),
        ("Paris", "Pairs", "zone", 5),
        ('"rules",', '"glory",', "objective", 6),
        ('"key": "b"', '"key": "a"', "teams", 9),
        ('"key": "b"', '"key": ""', "teams", 9),
        ('"key": "b"', '"key": "b", "name": "B\\u0000"', "teams", 9),
        ('  "2"', '  "\\ud800"', "slots", 13),
        ('  "2"', '  "\\uffff"', "slots", 13),
        ("50.1", "150.1", "teams", 9),
        ("50.1", "NaN", "teams", 9),
        ("T19:00", "T29:00", "slots", 12),
        ('  "2"', '  "1"', "slots", 13),
        ('  "2"', "  2.5", "slots", 13),
        ('"rounds": 2', '"rounds": NaN', "rounds", 15),
        ('"rounds": 2', '"rounds": 3', "rounds", 15),
        ('"games": []', '"games": [\n{"home": "a", "away": "z"}]', "games", 17),
        ('"games": []', '"games": [\n{"home": "a", "away": "a"}]', "games", 17),
        ("[1, 0]", "[Infinity, 0]", "distances", 19),
        ("[1, 0]", "[-1, 0]", "distances", 19),
    ],
)
def test_what_is_wrong_in_our_own_seasons_is_named_with_its_line(old: str, new: str, rule: str, line: int) -> None:
    assert own.read_season(OWN).rules

    with pytest.raises(ProblemIsMalformed) as caught:
        own.read_season(OWN.replace(old, new, 1))

    assert (caught.value.rule, caught.value.line) == (rule, line)


def test_seven_teams_have_no_room_for_a_round_in_six_slots() -> None:
    with pytest.raises(ProblemIsMalformed, match="7 is an odd number of teams, one rests in each slot"):
        own.read_season(json.dumps({"season": 1, "teams": list("abcdefg"), "slots": list("123456"), "rounds": 1}))


def test_a_plan_of_our_own_names_the_line_of_a_game_that_is_none() -> None:
    with pytest.raises(ProblemIsMalformed) as caught:
        own.read_plan('{"plan": [\n {"home": "0", "away": "1"},\n {"home": "0", "away": "0"}]}', league(4))

    assert (caught.value.rule, caught.value.line) == ("plan", 3)


@pytest.mark.parametrize(("name", "said"), [("season.json", "called plan"), ("season.xml", "expected a Solution")])
def test_a_season_is_no_plan(tmp_path: Path, name: str, said: str) -> None:
    save_problem(league(4), tmp_path / name)

    with pytest.raises(ProblemIsMalformed, match=said):
        load_plan(tmp_path / name, league(4))


@pytest.mark.parametrize(
    "text", ["home,away\na,b\n", 'slot,home,away\n"1,a', "slot,home,away\n1,a,nobody\n", "slot,home,away\n99,0,1\n"]
)
def test_broken_sheets_are_refused(text: str) -> None:
    with pytest.raises(ProblemIsMalformed):
        sheets.read_csv(text, league(4))


def test_a_file_that_is_not_excel_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_bytes(b"PK not really")

    with pytest.raises(ProblemIsMalformed):
        load_plan(file, league(4))


@pytest.mark.parametrize("name", ["season.doc", "season"])
def test_an_unknown_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemIsMalformed):
        load_problem(tmp_path / name)


FIXED = '<GA1 meetings="{}" slots="{}" min="1" max="1" type="HARD"/>'


@pytest.mark.parametrize(
    ("fixed", "message"),
    [
        (["0,1;|2", "1,2;|2", "2,0;|2"], "GA1, line 7: T1 v T2 and T0 v T1 are both fixed in S2 (see line 6)"),
        (["0,1;|2", "2,3;|2", "3,1;|2"], "GA1, line 8: T3 v T1 and T2 v T3 are both fixed in S2 (see line 7)"),
    ],
)
def test_a_cycle_of_fixed_games_is_refused_with_both_lines(tmp_path: Path, fixed: list[str], message: str) -> None:
    file = tmp_path / "season.xml"
    file.write_bytes(robinx_text("\n".join(FIXED.format(*item.split("|")) for item in fixed)))

    with pytest.raises(ProblemIsMalformed) as caught:
        load_problem(file)

    assert str(caught.value) == message


def test_fixed_games_that_fit_are_read(tmp_path: Path) -> None:
    file = tmp_path / "season.xml"
    file.write_bytes(robinx_text("\n".join(FIXED.format(*item) for item in (("0,1;", 2), ("2,3;", 2), ("1,0;", 3)))))

    assert len(load_problem(file).rules) == 3


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        (robinx_text("", teams=5, slots=8), "Format", 2),
        (robinx_text("", teams=8, slots=8), "Format", 2),
        (robinx_text("", teams=200, slots=398), "Teams", 4),
        (
            robinx_text("", extra='\n<Data><Distances><distance team1="0" team2="1" dist="nan"/></Distances></Data>'),
            "distance",
            4,
        ),
    ],
)
def test_impossible_seasons_are_refused_with_rule_and_line(data: bytes, rule: str, line: int) -> None:
    with pytest.raises(ProblemIsMalformed) as caught:
        robinx.read_instance(data)

    assert (caught.value.rule, caught.value.line) == (rule, line)


def test_a_name_that_cannot_be_printed_is_refused_in_xml() -> None:
    data = robinx_text("").replace(
        b"<Structure>", b"<MetaData>\n<InstanceName>a&#x85;b</InstanceName></MetaData><Structure>"
    )

    with pytest.raises(ProblemIsMalformed) as caught:
        robinx.read_instance(data)

    assert (caught.value.rule, caught.value.line) == ("InstanceName", 3)


def test_what_is_no_number_is_refused_with_its_line() -> None:
    with pytest.raises(ProblemIsMalformed) as caught:
        own.read_season('{"season": 1,\n "teams": ["a", "b"],\n "distances": [[0, NaN], [1, 0]]}')

    assert caught.value.line == 3
