import random
from datetime import UTC, datetime, timedelta

import pytest

from kalends.core.time import Interval
from kalends.features.availability.panels import pair_up
from kalends.features.availability.question import MAX_INTERVIEWERS, Participant, Question
from kalends.features.availability.recommend import recommend

MONDAY = datetime(2026, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(*hours: tuple[int, int]) -> tuple[Interval, ...]:
    return tuple(Interval(MONDAY + start * HOUR, MONDAY + end * HOUR) for start, end in hours)


def question(*people: Participant) -> Question:
    return Question(participants=people, windows=at((8, 20)), duration=HOUR, step=HOUR)


def test_everybody_gets_a_partner_even_where_the_obvious_pair_would_leave_two_alone() -> None:
    panels = pair_up(
        question(
            Participant(id="Ada", zone="UTC", yes=at((9, 10))),
            Participant(id="Grace", zone="UTC", yes=at((9, 10), (14, 15))),
            Participant(id="Emmy", zone="UTC", yes=at((9, 10), (11, 12))),
            Participant(id="Mary", zone="UTC", yes=at((11, 12))),
        )
    )

    assert [(panel.pair, panel.slot) for panel in panels.panels] == [
        (("Ada", "Grace"), at((9, 10))[0]),
        (("Emmy", "Mary"), at((11, 12))[0]),
    ]
    assert panels.alone == ()


def test_who_finds_nobody_is_named() -> None:
    panels = pair_up(question(*(Participant(id=name, zone="UTC", yes=at((9, 10))) for name in ("Ada", "Grace", "Eve"))))

    assert [panel.pair for panel in panels.panels] == [("Ada", "Grace")]
    assert panels.alone == ("Eve",)


def test_more_than_can_be_tried_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 18"):
        pair_up(question(*(Participant(id=n, zone="UTC") for n in range(MAX_INTERVIEWERS + 1))))


def test_no_other_pairing_is_better_in_80_random_questions() -> None:
    for case in range(80):
        draw = random.Random(case)
        asked = question(
            *(
                Participant(
                    id=number,
                    zone="UTC",
                    yes=at(*((start, start + 1) for start in draw.sample(range(8, 20), draw.randint(0, 3)))),
                    if_need_be=at(*((start, start + 1) for start in draw.sample(range(8, 20), draw.randint(0, 2)))),
                    weight=draw.choice((1, 1, 3)),
                )
                for number in range(draw.randint(0, 6))
            )
        )

        found = pair_up(asked)

        worth = sum(panel.score.half_worths for panel in found.panels)
        assert (len(found.panels), worth) == best(asked, asked.participants), f"case {case}"


def best(asked: Question, left: tuple[Participant, ...]) -> tuple[int, int]:
    if not left:
        return 0, 0
    one, *others = left
    found = [best(asked, tuple(others))]
    for other in others:
        top = recommend(Question(participants=(one, other), windows=asked.windows, duration=HOUR, step=HOUR, quorum=2))
        if top and top[0].is_feasible:
            pairs, worth = best(asked, tuple(person for person in others if person is not other))
            found.append((pairs + 1, worth + top[0].score.half_worths))
    return max(found)
