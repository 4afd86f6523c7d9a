"""Thousands of random rules, by the engine, by looking at every moment, by python-dateutil and by npm's rrule.

Where a library differs, the difference belongs to a class named here, and looking at every moment agrees with us.
"""

import json
import random
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr

import hatch_build
from kalends.features.calendars.recurrence import Frequency, Rule, Series, write_rule
from kalends.features.calendars.recurrence.anchored import Anchored
from kalends.features.calendars.recurrence.clocks import seconds_of, wall_of
from kalends.features.calendars.recurrence.work import Work
from tests.features.calendars.recurrence.brute_force import occurrences
from tests.features.calendars.recurrence.random_rules import SPANS, random_rule

# A seventh of the random rules have no occurrence in their span, and are no question for a library that would search.
CASES, CHUNKS = 2_700, 9
COMPARED = 2_000
LOOKED_AT = 270
FIRST = 30

Explanation = Callable[[Rule], bool]


def weeks_are_whole_where_no_day_is_given(rule: Rule) -> bool:
    """RFC 5545 takes the weekday from the start, as it takes all that a rule does not say."""
    return bool(rule.byweekno) and not (rule.byday or rule.bymonthday or rule.byyearday)


def days_of_the_month_are_of_every_month(rule: Rule) -> bool:
    """RFC 5545 takes the month from the start, as it takes all that a rule does not say; RFC 8984 spells it out."""
    is_yearly = rule.freq == Frequency.YEARLY and not (rule.byyearday or rule.byweekno)
    return is_yearly and bool(rule.bymonthday) and not rule.bymonth


def the_first_week_begins_at_the_start(rule: Rule) -> bool:
    """BYSETPOS counts within whole weeks; both count, in the first one, only what does not come before the start."""
    return rule.freq == Frequency.WEEKLY and bool(rule.bysetpos)


def positions_before_the_first_wrap_around(rule: Rule) -> bool:
    """There is no fourth from the end in a set of three."""
    return bool(rule.bysetpos) and rule.bysetpos[0] < -1


def intervals_begin_anew_where_hours_are_skipped(rule: Rule) -> bool:
    """INTERVAL counts on through hours and minutes that do not match; and so there are some."""
    return rule.freq <= Frequency.MINUTELY and bool(rule.byhour or rule.byminute)


IN_DATEUTIL: Sequence[Explanation] = (
    weeks_are_whole_where_no_day_is_given,
    days_of_the_month_are_of_every_month,
    the_first_week_begins_at_the_start,
)
IN_RRULE: Sequence[Explanation] = (
    *IN_DATEUTIL,
    positions_before_the_first_wrap_around,
    intervals_begin_anew_where_hours_are_skipped,
)


def ours(rule: Rule, start: datetime, most: int | None = None) -> list[datetime]:
    found = Anchored(rule, start).walk(0, seconds_of(start + SPANS[rule.freq]), Work(10**9))
    return [wall_of(moment) for moment in islice(found, most)]


def assert_explained(rule: Rule, start: datetime, explanations: Sequence[Explanation]) -> None:
    assert any(explains(rule) for explains in explanations), (write_rule(rule), start)
    assert ours(rule, start) == occurrences(rule, start, start + SPANS[rule.freq]), (write_rule(rule), start)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_engine_finds_what_a_look_at_every_moment_finds(chunk: int) -> None:
    for case in range(chunk, LOOKED_AT, CHUNKS):
        rule, start = random_rule(random.Random(case))
        until = start + SPANS[rule.freq]

        expected = occurrences(rule, start, until)

        assert ours(rule, start) == expected, (case, write_rule(rule), start)
        assert Anchored(rule, start).rank(seconds_of(until), Work(10**9)) == len(expected), (case, write_rule(rule))


def test_two_thousand_rules_are_read_as_dateutil_reads_them() -> None:
    compared = 0
    for case in range(CASES):
        rule, start = random_rule(random.Random(case))
        if found := ours(rule, start, FIRST):
            compared += 1
            theirs = list(islice(rrulestr(write_rule(rule), dtstart=start), len(found)))
            if theirs != found:
                assert_explained(rule, start, IN_DATEUTIL)

    assert compared >= COMPARED


def test_two_thousand_rules_are_read_as_npms_rrule_reads_them(ask_rrule: Callable[[str], str]) -> None:
    cases = [random_rule(random.Random(case)) for case in range(CASES)]
    asked = [(rule, start, found) for rule, start in cases if (found := ours(rule, start, FIRST))]

    answers = ask_rrule(
        "".join(
            json.dumps({"rule": write_rule(rule), "start": start.isoformat(), "count": len(found)}) + "\n"
            for rule, start, found in asked
        )
    ).splitlines()

    assert len(answers) == len(asked) >= COMPARED
    for (rule, start, found), answer in zip(asked, answers, strict=True):
        # Where two positions mean the same moment, it lists that twice.
        theirs = sorted(set(json.loads(answer) or ["without end"]))
        if theirs != [moment.isoformat() for moment in found[: len(theirs)]]:
            assert_explained(rule, start, IN_RRULE)


@pytest.fixture(scope="module")
def ask_rrule(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """All questions in one process of the Node that the web assets are built with."""
    folder = tmp_path_factory.mktemp("rrule") / "npm"
    shutil.copytree(Path(__file__).parent / "npm", folder)
    try:
        node = hatch_build.find_node() or hatch_build.fetch_node(folder / "node")
        environment = hatch_build.environment_for(node, folder)
        install = [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        hatch_build.run(install, folder, environment, remedy=hatch_build.REACH_THE_REGISTRY)
    except hatch_build.AssetsError as unreachable:
        pytest.skip(f"rrule could not be had: {unreachable}")

    def ask(questions: str) -> str:
        done = subprocess.run(
            [str(node.node), "ask.mjs"], cwd=folder, env=environment, input=questions, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ask


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_window_far_from_the_start_shows_what_counting_up_to_it_shows(chunk: int) -> None:
    """Whether one walks from the start or jumps into the middle, with COUNT and without."""
    for case in range(chunk, CASES // 4, CHUNKS):
        draw = random.Random(case)
        rule, start = random_rule(draw)
        found = ours(rule, start, 200)
        if not found:
            continue
        since = draw.choice(found) + draw.choice((timedelta(), timedelta(seconds=1), -timedelta(seconds=1)))
        until = found[-1]
        count = draw.randint(1, len(found))

        anchored = Anchored(rule, start).ending(count=count)
        jumped = [wall_of(one) for one in anchored.walk(seconds_of(since), seconds_of(until), Work(10**9))]

        expected = [moment for moment in found[:count] if since <= moment < until]
        assert jumped == expected, (case, write_rule(rule), start)
        ranks = [anchored.rank(seconds_of(moment), Work(10**9)) for moment in (since, max(since, until))]
        assert ranks[1] - ranks[0] == len(expected), (case, write_rule(rule), start)


def test_dates_that_dateutil_merges_and_excludes_are_ours_too() -> None:
    compared = 0
    for case in range(300):
        draw = random.Random(case)
        (rule, start), (other, _) = random_rule(draw), random_rule(draw)
        found = ours(rule, start, 40)
        if len(found) < 3 or any(explains(one) for explains in IN_DATEUTIL for one in (rule, other)):
            continue
        compared += 1
        start, until = found[0], found[-1]
        added = [start + timedelta(hours=draw.randint(1, 5000)) for _ in range(3)] + [draw.choice(found)]
        excluded = [draw.choice(found[1:]) for _ in range(3)] + added[:1]

        series = Series(start, rules=[rule], dates=added, excluded_dates=excluded)
        text = f"RRULE:{write_rule(rule)}\n" + "".join(
            f"{name}:{moment:%Y%m%dT%H%M%S}\n"
            for name, moments in (("RDATE", added), ("EXDATE", excluded))
            for moment in moments
        )
        theirs = list(rrulestr(text, dtstart=start, forceset=True).between(start, until, inc=True))

        expected = [moment for moment in theirs if moment < until]
        assert series.between(start, until) == expected, (case, text)
        assert series.count(start, until) == len(expected), (case, text)
        if later := [moment for moment in theirs if moment > start]:
            assert series.next(start) == later[0], (case, text)
    assert compared > 100
