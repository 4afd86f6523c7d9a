"""Bad input is refused with the name of the field."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kalends.core.time import Interval, UnknownZone
from kalends.features.availability.panels import pair_up
from kalends.features.availability.question import MAX_WEIGHT, Participant, Question, WorkingHours
from kalends.features.availability.recommend import Board, recommend
from kalends.features.availability.series import weekly_slots
from kalends.features.availability.sessions import plan_sessions

NINE = datetime(2026, 1, 12, 9, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
DAY = Interval(NINE, NINE + 8 * HOUR)
FAR = Interval(NINE + timedelta(days=366 * 61), NINE + timedelta(days=366 * 61 + 1))
ADA = Participant(id="Ada", zone="UTC", yes=(DAY,))
QUESTION = Question(participants=(ADA,), windows=(DAY,), duration=HOUR)


def ask(**changed: object) -> Question:
    return Question(**{"participants": (ADA,), "windows": (DAY,), "duration": HOUR, **changed})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("weight", lambda: Participant(id="Ada", zone="UTC", weight=-1)),
        ("weight", lambda: Participant(id="Ada", zone="UTC", weight=MAX_WEIGHT + 1)),
        ("weight", lambda: Participant(id="Ada", zone="UTC", weight=0.5)),
        ("burden", lambda: Participant(id="Ada", zone="UTC", burden=-1)),
        ("burden", lambda: Participant(id="Ada", zone="UTC", burden=2**63)),
        ("days", lambda: WorkingHours(days=())),
        ("days", lambda: WorkingHours(days=(((600, 540),),) * 7)),
        ("duration", lambda: ask(duration=timedelta())),
        ("duration", lambda: ask(duration=timedelta(days=32))),
        ("duration", lambda: ask(duration=HOUR / 7)),
        ("step", lambda: ask(step=timedelta())),
        ("step", lambda: ask(step=SECOND / 2)),
        ("quorum", lambda: ask(quorum=-1)),
        ("group_quorums", lambda: ask(group_quorums={"staff": -1})),
        ("windows", lambda: recommend(ask(windows=(Interval(NINE, NINE + timedelta(days=365 * 10)),), step=SECOND))),
        ("windows", lambda: recommend(ask(windows=(DAY, FAR)))),
        ("count", lambda: recommend(QUESTION, 0)),
        ("slot", lambda: Board.of(QUESTION).presences(Interval(NINE, NINE + 2 * HOUR))),
        ("participant", lambda: Board.of(QUESTION).answering("Grace", yes=())),
        ("participants", lambda: Board.of(ask(participants=(ADA, ADA))).answering("Ada", yes=())),
        ("participants", lambda: pair_up(ask(participants=(ADA,) * 19))),
        ("count", lambda: plan_sessions(Board.of(QUESTION), count=0, capacity=1)),
        ("capacity", lambda: plan_sessions(Board.of(QUESTION), count=1, capacity=0)),
        ("participants", lambda: plan_sessions(_crowded(), count=1, capacity=1)),
        ("weeks", lambda: weekly_slots(QUESTION, zone_name="UTC", weeks=0)),
        ("weeks", lambda: weekly_slots(QUESTION, zone_name="UTC", weeks=521)),
        ("count", lambda: weekly_slots(QUESTION, zone_name="UTC", weeks=1, count=0)),
    ],
)
def test_what_is_wrong_is_named(field: str, wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=rf"^{field}: "):
        wrong()


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(UnknownZone, match=r"Europe/Belrin.*Europe/Berlin"):
        recommend(ask(participants=(Participant(id="Ada", zone="Europe/Belrin"),)))


def _crowded() -> Board:
    people = tuple(Participant(id=number, zone="UTC") for number in range(600))
    return Board.of(ask(participants=people, step=SECOND))
