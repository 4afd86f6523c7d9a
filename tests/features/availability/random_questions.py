"""Small random questions with everything in them that has ever gone wrong: zones, summer time, overlaps, rules."""

import random
from datetime import UTC, datetime, timedelta

from kalends.core.time import Interval
from kalends.features.availability.question import OFFICE_HOURS, Participant, Question, WorkingHours

ZONES = (
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kathmandu",  # +05:45
    "America/St_Johns",  # -02:30 in summer
    "Australia/Lord_Howe",  # half an hour of summer time
    "Pacific/Kiritimati",  # +14
    "Pacific/Pago_Pago",  # -11, another day
    "Asia/Kolkata",
    "Pacific/Chatham",  # +12:45
    "Africa/Casablanca",  # back in Ramadan
)
# Nights on which clocks change in some of these zones, and a plain day.
DAYS = tuple(
    datetime(2026, month, day, tzinfo=UTC)
    for month, day in ((1, 14), (2, 15), (3, 8), (3, 29), (4, 4), (9, 26), (10, 3), (10, 25), (11, 1))
)
NIGHT_SHIFT = WorkingHours(days=(((0, 6 * 60), (21 * 60, 1440)),) * 7)
SPLIT_DAYS = WorkingHours(days=(((480, 735), (780, 1110)), ()) * 3 + (((600, 900), (840, 960)),))


def random_question(draw: random.Random) -> tuple[Question, int]:
    """The question, and the seconds of the grid all its instants lie on."""
    cell = draw.choices((300, 900, 60, 1), (60, 25, 10, 5))[0]
    size = timedelta(seconds=cell)
    origin = draw.choice(DAYS) + timedelta(hours=draw.randint(-6, 20)) + draw.randint(0, 7) * size

    def intervals(most: int, width: int, spread: int) -> tuple[Interval, ...]:
        found: list[Interval] = []
        for _ in range(draw.randint(0, most)):
            touches = found and draw.random() < 0.25
            start = found[-1].end if touches else origin + draw.randint(-width, spread) * size
            found.append(Interval(start, start + draw.randint(1, width) * size))
        return tuple(found)

    spread = draw.choice((20, 40, 90))
    zones = draw.sample(ZONES, draw.randint(1, 3))
    groups = ("players", "staff", None)
    has_if_need_be = draw.random() < 0.6

    def person(name: str) -> Participant:
        return Participant(
            id=name,
            zone=draw.choice(zones),
            yes=intervals(5, 40, spread),
            if_need_be=intervals(3, 25, spread) if has_if_need_be else (),
            is_required=draw.random() < 0.2,
            weight=draw.choice((0, 1, 1, 1, 2, 5)),
            group=draw.choice(groups),
            hours=draw.choice((OFFICE_HOURS, OFFICE_HOURS, NIGHT_SHIFT, SPLIT_DAYS)),
            burden=draw.choice((0, 0, 3600**2, draw.randint(0, 10**9))),
        )

    people = tuple(person(name) for name in ("Ada", "Grace", "Emmy", "Mary", "Lise", "Rosa")[: draw.randint(0, 6)])
    windows = intervals(3, 40, spread) or (Interval(origin, origin + spread * size),)
    return (
        Question(
            participants=people,
            windows=windows,
            duration=draw.randint(1, 24) * size,
            step=draw.randint(1, 6) * size,
            quorum=draw.choice((0, 0, 1, 2, 3)),
            group_quorums=draw.choice(({}, {}, {"players": 1}, {"players": 2, "staff": 1}, {"nobody": 1})),
        ),
        cell,
    )
