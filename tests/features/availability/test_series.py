import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kalends.core.time import Interval, instant_of
from kalends.features.availability.question import Participant, Question
from kalends.features.availability.recommend import Board
from kalends.features.availability.series import weekly_slots
from tests.features.availability.brute_force import ranked

HOUR = timedelta(hours=1)


def berlin(day: str, start: str, end: str) -> Interval:
    return Interval(*(instant_of(datetime.fromisoformat(f"{day} {time}"), "Europe/Berlin") for time in (start, end)))


def test_tuesday_at_seven_stays_at_seven_after_the_change_of_summer_time() -> None:
    evenings = tuple(berlin(day, "18:00", "21:00") for day in ("2026-10-20", "2026-10-27", "2026-11-03"))
    question = Question(
        participants=(Participant(id="Ada", zone="Europe/Berlin", yes=evenings),),
        windows=(berlin("2026-10-20", "19:00", "20:00"),),
        duration=HOUR,
    )

    (found,) = weekly_slots(question, zone_name="Europe/Berlin", weeks=3)

    walls = [slot.start.astimezone(ZoneInfo("Europe/Berlin")).strftime("%a %H:%M") for slot in found.slots]
    assert walls == ["Tue 19:00"] * 3
    assert [slot.start.hour for slot in found.slots] == [17, 18, 18]
    assert [score.half_worths for score in found.scores] == [2, 2, 2]


def test_the_worst_week_counts_before_the_sum() -> None:
    monday = datetime(2026, 1, 12, tzinfo=UTC)

    def at(week: int, hour: int) -> Interval:
        start = monday + timedelta(weeks=week, hours=hour)
        return Interval(start, start + HOUR)

    people = (
        Participant(id="Ada", zone="UTC", yes=(at(0, 9), at(1, 9), at(0, 14))),
        Participant(id="Grace", zone="UTC", yes=(at(0, 14), at(1, 9))),
        Participant(id="Emmy", zone="UTC", yes=(at(0, 14),)),
    )
    question = Question(participants=people, windows=(at(0, 9), at(0, 14)), duration=HOUR)

    first, second = weekly_slots(question, zone_name="UTC", weeks=2)

    assert first.slots[0] == at(0, 9)
    assert [score.half_worths for score in first.scores] == [2, 4]
    assert first.worst_week == 0
    assert [score.half_worths for score in second.scores] == [6, 0]


def test_a_random_series_is_ranked_as_by_trying_every_week_of_every_start() -> None:
    infeasible = 0
    for case in range(60):
        draw = random.Random(case)
        zone = draw.choice(("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"))
        day = datetime(2026, *draw.choice(((3, 2), (3, 23), (10, 19), (3, 30))))
        weeks = draw.randint(1, 4)
        question = Question(
            participants=tuple(
                Participant(
                    id=name, zone=zone, yes=_answer(draw, day, zone, weeks), is_required=name == "Ada" and case % 3 == 0
                )
                for name in ("Ada", "Grace", "Emmy")
            ),
            windows=(Interval(instant_of(day, zone), instant_of(day + timedelta(hours=11), zone)),),
            duration=timedelta(minutes=45),
            quorum=case % 4,
        )

        found = weekly_slots(question, zone_name=zone, weeks=weeks, count=3)

        series = sorted(
            (_tried(question, tuple(_later(slot, week, zone) for week in range(weeks))))
            for slot in Board.of(question).slots()
        )
        expected: list[Tried] = []
        for one in series:
            if len(expected) < 3 and not any(one[-1][0].overlaps(other[-1][0]) for other in expected):
                expected.append(one)
        assert [one.slots for one in found] == [slots for *_, slots in expected], f"case {case}"
        assert [len(one.infeasible) for one in found] == [missed for missed, *_ in expected]
        infeasible += sum(bool(one.infeasible) for one in found)
    assert infeasible


def _answer(draw: random.Random, day: datetime, zone: str, weeks: int) -> tuple[Interval, ...]:
    starts = [
        instant_of(day + timedelta(weeks=draw.randrange(weeks), minutes=15 * draw.randrange(40)), zone)
        for _ in range(9)
    ]
    return tuple(Interval(start, start + timedelta(minutes=15 * draw.randint(2, 16))) for start in starts)


def _later(slot: Interval, weeks: int, zone: str) -> Interval:
    wall = slot.start.astimezone(ZoneInfo(zone)) + timedelta(weeks=weeks)
    return Interval(wall, wall.astimezone(UTC) + slot.duration)


Tried = tuple[int, tuple[int, int], tuple[int, int], int, tuple[Interval, ...]]


def _tried(question: Question, slots: tuple[Interval, ...]) -> Tried:
    """The order of series: weeks missed, the worst week and all weeks (less is better here), the worst discomfort."""
    weeks = [ranked(replace(question, windows=(slot,)), 900, 1)[0] for slot in slots]
    attendance = [(-week.half_worths, -week.partial_seconds) for week in weeks]
    total = sum(worth for worth, _ in attendance), sum(part for _, part in attendance)
    return (
        sum(bool(week.breaches) for week in weeks),
        max(attendance),
        total,
        max(week.worst for week in weeks),
        slots,
    )
