import random
from datetime import UTC, datetime, timedelta

from kalends.core.time import Interval
from kalends.features.availability.findings import Obstacle
from kalends.features.availability.obstacles import obstacles
from kalends.features.availability.question import Participant, Question
from kalends.features.availability.recommend import Board
from kalends.features.availability.score import QuorumMissed, RequiredAbsent
from tests.features.availability.brute_force import Verdict, ranked
from tests.features.availability.random_questions import random_question

MONDAY = datetime(2026, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def span(start: float, end: float) -> Interval:
    return Interval(MONDAY + start * HOUR, MONDAY + end * HOUR)


def question(*people: Participant, quorum: int = 0) -> Question:
    return Question(participants=people, windows=(span(9, 17),), duration=HOUR, step=HOUR / 4, quorum=quorum)


def test_the_rule_that_no_start_keeps_is_named_where_it_is_missed_by_least() -> None:
    ada = Participant(id="Ada", zone="UTC", yes=(span(9, 9.5), span(14, 14.75)), is_required=True)
    grace = Participant(id="Grace", zone="UTC", yes=(span(9, 17),))

    found = obstacles(Board.of(question(ada, grace, quorum=1)))

    assert found == (Obstacle(breach=RequiredAbsent(lacking=(("Ada", 15 * 60),)), slot=span(13.75, 14.75)),)


def test_rules_that_block_only_together_are_those_of_the_start_that_breaks_fewest() -> None:
    ada = Participant(id="Ada", zone="UTC", yes=(span(9, 10),), is_required=True)
    others = [Participant(id=name, zone="UTC", yes=(span(14, 15),)) for name in ("Grace", "Emmy")]

    found = obstacles(Board.of(question(ada, *others, quorum=2)))

    assert found == (Obstacle(breach=RequiredAbsent(lacking=(("Ada", 3600),)), slot=span(14, 15)),)


def test_where_some_start_is_feasible_or_none_exists_nothing_blocks() -> None:
    ada = Participant(id="Ada", zone="UTC", yes=(span(9, 10),), is_required=True)

    assert obstacles(Board.of(question(ada))) == ()
    assert obstacles(Board.of(Question(participants=(ada,), windows=(span(9, 9.5),), duration=HOUR))) == ()


def test_nothing_is_missed_by_less_in_200_random_questions() -> None:
    blocked = 0
    for case in range(200):
        asked, cell = random_question(random.Random(case))
        starts = _all(asked, cell)

        found = obstacles(Board.of(asked))

        rules = _broken_by_all(starts)
        together = not rules and bool(starts) and all(start.breaches for start in starts)
        blocked += bool(found)
        if together:
            least = min(starts, key=lambda start: (len(start.breaches), start.key))
            assert [(_outline(one), one.slot.start) for one in found] == [
                (breach, least.start) for breach in least.breaches
            ], f"case {case}"
        else:
            assert [(_outline(one), one.slot.start) for one in found] == [_nearest(starts, rule) for rule in rules], (
                f"case {case}"
            )
    assert blocked > 50


def _all(asked: Question, cell: int) -> list[Verdict]:
    """Every start by brute force, each in a window of its own so that none hides another."""
    slots = Board.of(asked).slots()
    return [ranked(_only(asked, slot), cell, 1)[0] for slot in slots]


def _only(asked: Question, slot: Interval) -> Question:
    return Question(
        participants=asked.participants,
        windows=(slot,),
        duration=asked.duration,
        step=asked.step,
        quorum=asked.quorum,
        group_quorums=asked.group_quorums,
    )


Rule = tuple[object, ...]


def _rule(breach: Rule) -> Rule:
    return breach[:1] if breach[0] == "required" else breach[:2]


def _broken_by_all(starts: list[Verdict]) -> list[Rule]:
    first = starts[0].breaches if starts else ()
    return [_rule(one) for one in first if all(_rule(one) in map(_rule, start.breaches) for start in starts)]


def _nearest(starts: list[Verdict], rule: Rule) -> tuple[Rule, datetime]:
    def missing(start: Verdict) -> int:
        breach = next(one for one in start.breaches if _rule(one) == rule)
        if rule == ("required",):
            return sum(seconds for _, seconds in breach[1:])
        return breach[3] - breach[2]

    least = min(starts, key=lambda start: (missing(start), start.key))
    return next(one for one in least.breaches if _rule(one) == rule), least.start


def _outline(one: Obstacle) -> Rule:
    match one.breach:
        case RequiredAbsent(lacking=lacking):
            return ("required", *lacking)
        case QuorumMissed(group=group, heads=heads, quorum=quorum):
            return ("quorum", group, heads, quorum)
