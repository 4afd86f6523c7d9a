import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from kalends.core.time import Interval, instant_of
from kalends.features.availability.changes import smallest_changes
from kalends.features.availability.discomfort import discomfort
from kalends.features.availability.findings import Shortened, TimeFreed
from kalends.features.availability.presence import Presence, Status
from kalends.features.availability.question import OFFICE_HOURS, Participant, Question
from kalends.features.availability.recommend import Board, recommend
from kalends.features.availability.score import SQUARE_HOUR, Criterion, QuorumMissed, Recommendation, RequiredAbsent
from tests.features.availability.brute_force import Verdict, ranked
from tests.features.availability.random_questions import random_question

NEW_YORK = "America/New_York"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
CASES, CHUNKS = 2_400, 12


def span(day: int, start: str, end: str, zone: str = NEW_YORK) -> Interval:
    at = [datetime.fromisoformat(f"2026-01-{day:02} {time}") for time in (start, end)]
    return Interval(*(instant_of(wall, zone) for wall in at))


ADA = Participant(id="A", zone=NEW_YORK, yes=(span(12, "14:00", "15:30"), span(14, "18:00", "20:00")))
GRACE = Participant(id="B", zone=NEW_YORK, yes=(span(12, "14:00", "16:00"), span(14, "19:00", "20:00")))
EMMY = Participant(id="C", zone=NEW_YORK, yes=(span(12, "15:00", "16:00"), span(14, "18:00", "19:30")))
EXAMPLE = Question(
    participants=(ADA, GRACE, EMMY),
    windows=(span(12, "14:00", "16:00"), span(14, "18:00", "20:00")),
    duration=timedelta(minutes=60),
    step=timedelta(minutes=15),
)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_engine_and_the_brute_force_agree(chunk: int) -> None:
    for case in range(chunk, CASES, CHUNKS):
        draw = random.Random(case)
        question, cell = random_question(draw)
        count = draw.choice((1, 3, 50))

        board = Board.of(question)

        found = board.recommend(count)
        expected = ranked(question, cell, count + 1)
        assert [as_verdict(board, one) for one in found] == expected[:count], f"case {case}"
        assert_reasons_name_the_first_difference(found, expected)
        assert_a_changed_answer_counts_as_if_given_first(board, draw)


def test_scores_of_all_starts_at_once_are_those_of_each_alone() -> None:
    for case in range(60):
        question, _ = random_question(random.Random(case))
        board = Board.of(question)

        together = board.scores(board.slots())

        assert together == tuple(Board.of(question).scores([slot])[0] for slot in board.slots())


def as_verdict(board: Board, found: Recommendation) -> Verdict:
    def breach(one: RequiredAbsent | QuorumMissed) -> tuple[object, ...]:
        if isinstance(one, RequiredAbsent):
            return ("required", *one.lacking)
        return ("quorum", one.group, one.heads, one.quorum)

    return Verdict(
        start=found.slot.start,
        half_worths=found.score.half_worths,
        partial_seconds=found.score.partial_seconds,
        worst=found.score.worst_discomfort,
        total=found.score.total_discomfort,
        largest=found.score.largest_burden,
        heads=found.heads,
        breaches=tuple(breach(one) for one in found.breaches),
        statuses=tuple((one.status.value, one.covered_seconds) for one in board.presences(found.slot)),
    )


def assert_reasons_name_the_first_difference(found: tuple[Recommendation, ...], expected: list[Verdict]) -> None:
    for place, one in enumerate(found):
        if place + 1 == len(expected):
            assert one.reason is None
        else:
            mine, theirs = expected[place], expected[place + 1]
            differs = next(i for i, pair in enumerate(zip(mine.key, theirs.key, strict=True)) if pair[0] != pair[1])
            assert one.reason is not None
            assert one.reason.criterion is list(Criterion)[differs]
            assert one.reason.next_slot.start == theirs.start


def assert_a_changed_answer_counts_as_if_given_first(board: Board, draw: random.Random) -> None:
    people = board.question.participants
    if not people:
        return
    changed = draw.choice(people)
    donor = draw.choice(people)

    after = board.answering(changed.id, yes=donor.if_need_be, if_need_be=donor.yes[:2])

    again = Board.of(after.question)
    assert after.recommend(4) == again.recommend(4)
    assert [after.presences(one.slot) for one in after.recommend(4)] == [
        again.presences(one.slot) for one in again.recommend(4)
    ]


def test_no_hour_suits_all_three_and_four_starts_tie() -> None:
    board = Board.of(EXAMPLE)

    everything = board.scores(board.slots())
    best = max((score.worth, score.partial_minutes) for score in everything)
    tied = [
        slot for slot, score in zip(board.slots(), everything, strict=True)
        if (score.worth, score.partial_minutes) == best
    ]  # fmt: skip

    assert best == (2, 30)
    assert tied == [
        span(12, "14:30", "15:30"),
        span(12, "15:00", "16:00"),
        span(14, "18:30", "19:30"),
        span(14, "19:00", "20:00"),
    ]
    assert [who_attends(board, slot) for slot in tied] == ["AB", "BC", "AC", "AB"]
    assert board.unanimous_starts() == ()


def test_all_three_share_thirty_minutes_twice_and_nothing_more() -> None:
    half_hours = Board.of(replace(EXAMPLE, duration=timedelta(minutes=30))).unanimous_starts()
    longer = Board.of(replace(EXAMPLE, duration=timedelta(minutes=31), step=MINUTE)).unanimous_starts()

    assert half_hours == (span(12, "15:00", "15:30"), span(14, "19:00", "19:30"))
    assert longer == ()


def test_the_earliest_of_the_four_is_first_and_what_overlaps_it_is_skipped() -> None:
    first, second = recommend(EXAMPLE, 3)

    assert first.slot == span(12, "14:30", "15:30")
    assert second.slot == span(14, "18:30", "19:30")
    assert first.reason is not None
    assert first.reason.criterion is Criterion.WORST_DISCOMFORT
    assert (first.score.worth, first.score.partial_minutes) == (Fraction(2), Fraction(30))


def test_what_would_make_each_of_the_four_unanimous() -> None:
    board = Board.of(EXAMPLE)
    monday, wednesday = span(12, "15:00", "15:30"), span(14, "19:00", "19:30")

    found = [
        smallest_changes(board, slot)
        for slot in (
            span(12, "14:30", "15:30"),
            span(12, "15:00", "16:00"),
            span(14, "18:30", "19:30"),
            span(14, "19:00", "20:00"),
        )
    ]

    half_an_hour = timedelta(minutes=30)
    assert found == [
        (TimeFreed(missing=((who, (gap,)),)), Shortened(slot=shared, cost=half_an_hour))
        for who, gap, shared in (
            ("C", span(12, "14:30", "15:00"), monday),
            ("A", span(12, "15:30", "16:00"), monday),
            ("B", span(14, "18:30", "19:00"), wednesday),
            ("C", span(14, "19:30", "20:00"), wednesday),
        )
    ]


def test_the_published_answer_is_wrong_because_b_is_not_there() -> None:
    board = Board.of(EXAMPLE)

    said = board.presences(span(14, "18:00", "19:00"))

    assert said == (
        Presence(participant="A", status=Status.YES, covered_seconds=3600),
        Presence(participant="B", status=Status.CANNOT, covered_seconds=0),
        Presence(participant="C", status=Status.YES, covered_seconds=3600),
    )


def test_a_tie_in_everything_else_goes_to_the_earliest() -> None:
    at_work = Question(
        participants=(Participant(id="Ada", zone="UTC", yes=(span(14, "09:00", "17:00", "UTC"),)),),
        windows=(span(14, "00:00", "23:59", "UTC"),),
        duration=timedelta(hours=2),
    )

    found = recommend(at_work, 3)

    assert [one.slot.start.hour for one in found] == [9, 11, 13]
    assert [one.reason.criterion for one in found if one.reason] == [Criterion.START] * 3


def test_who_bore_more_is_spared() -> None:
    day = (span(14, "08:00", "20:00", "UTC"),)
    tired = Participant(id="Ada", zone="UTC", yes=(span(14, "08:00", "12:00", "UTC"),), burden=SQUARE_HOUR)
    fresh = Participant(id="Grace", zone="UTC", yes=(span(14, "13:00", "20:00", "UTC"),))
    question = Question(participants=(tired, fresh), windows=day, duration=timedelta(hours=1))

    first, *_ = recommend(question)

    assert first.slot == span(14, "13:00", "14:00", "UTC")
    assert first.reason is not None


def test_without_a_feasible_start_the_best_says_which_rule_it_breaks_and_by_how_little() -> None:
    strict = Question(
        participants=(ADA, GRACE, Participant(id="C", zone=NEW_YORK, yes=EMMY.yes, is_required=True, group="staff")),
        windows=(span(12, "14:00", "15:15"),),
        duration=timedelta(minutes=60),
        quorum=3,
        group_quorums={"staff": 2},
    )

    best, *_ = recommend(strict)

    assert not best.is_feasible
    assert best.slot == span(12, "14:15", "15:15")
    assert best.breaches == (
        RequiredAbsent(lacking=(("C", 45 * 60),)),
        QuorumMissed(group=None, heads=2, quorum=3),
        QuorumMissed(group="staff", heads=0, quorum=2),
    )


@pytest.mark.parametrize(
    ("zone", "start", "end", "square_hours"),
    [
        ("UTC", "2026-01-14 09:00", "2026-01-14 17:00", Fraction(0)),
        ("UTC", "2026-01-14 16:30", "2026-01-14 17:30", Fraction(1, 4)),
        ("UTC", "2026-01-14 21:00", "2026-01-14 23:00", Fraction(9)),
        ("UTC", "2026-01-17 12:00", "2026-01-17 13:00", Fraction(1)),  # a Saturday
        ("Asia/Kathmandu", "2026-01-14 03:15", "2026-01-14 04:15", Fraction(0)),  # 09:00 there
        ("America/St_Johns", "2026-07-14 11:00", "2026-07-14 12:00", Fraction(1, 4)),  # 08:30 there
        ("Pacific/Kiritimati", "2026-01-18 19:00", "2026-01-18 20:00", Fraction(0)),  # already Monday there
        ("Europe/Berlin", "2026-03-29 00:00", "2026-03-29 02:00", Fraction(16)),  # an hour that does not exist
        ("Europe/Berlin", "2026-10-25 04:30", "2026-10-25 06:30", Fraction(49, 4)),  # 05:30 to 07:30, winter
    ],
)
def test_discomfort_counts_real_hours_at_the_local_clock(
    zone: str, start: str, end: str, square_hours: Fraction
) -> None:
    slot = Interval(*(datetime.fromisoformat(time).replace(tzinfo=UTC) for time in (start, end)))

    assert Fraction(discomfort(slot, zone, OFFICE_HOURS), SQUARE_HOUR) == square_hours


def test_windows_that_touch_are_one_and_keep_both_grids() -> None:
    question = Question(
        participants=(),
        windows=(span(14, "10:00", "10:40", "UTC"), span(14, "10:40", "12:00", "UTC")),
        duration=timedelta(minutes=60),
        step=timedelta(minutes=30),
    )

    starts = [slot.start.strftime("%H:%M") for slot in Board.of(question).slots()]

    assert starts == ["10:00", "10:30", "10:40", "11:00"]


def test_a_question_without_room_for_a_slot_has_no_answer() -> None:
    question = Question(participants=(ADA,), windows=(span(14, "10:00", "10:40"),), duration=timedelta(hours=1))

    assert recommend(question) == ()
    assert recommend(replace(question, windows=())) == ()


def test_windows_years_apart_at_odd_seconds_count_as_they_do_alone() -> None:
    near, second = span(12, "14:00", "16:00"), timedelta(seconds=1)
    far = Interval(near.start + 1200 * DAY + second, near.end + 1200 * DAY + second)
    answers = (Interval(far.start + 7 * second, far.end), Interval(near.start, near.start + 50 * MINUTE))
    question = Question(
        participants=(Participant(id="Ada", zone=NEW_YORK, yes=answers, weight=3),),
        windows=(near, far),
        duration=timedelta(hours=1),
    )

    found, alone = recommend(question, 1), recommend(replace(question, windows=(far,)), 1)

    assert found[0].slot == alone[0].slot == Interval(far.start + 15 * MINUTE, far.start + 75 * MINUTE)
    assert found[0].score == alone[0].score
    assert Board.of(question).scores([Interval(near.start, near.start + 60 * MINUTE)])[0].partial_seconds == 3 * 3000


def test_sums_beyond_what_doubles_hold_stay_exact() -> None:
    people = tuple(
        Participant(id=number, zone="UTC", yes=(span(12, "00:00", "23:59", "UTC"),), weight=10_000 - number % 2)
        for number in range(4_000)
    )
    year = Interval(span(12, "00:00", "01:00").start - 3650 * DAY, span(12, "23:00", "23:59", "UTC").end)
    question = Question(participants=people, windows=(year,), duration=60 * MINUTE, step=60 * MINUTE)

    first, *_ = recommend(question, 1)

    assert first.score.worth == 2_000 * 10_000 + 2_000 * 9_999
    assert first.score.partial_seconds == 0


def who_attends(board: Board, slot: Interval) -> str:
    return "".join(str(one.participant) for one in board.presences(slot) if one.attends)
