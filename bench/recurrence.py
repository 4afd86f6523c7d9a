"""CHECKLIST 40: how long questions about recurrence take, beside python-dateutil and recurring-ical-events.

    python bench/recurrence.py

Bar: no question about a hostile rule costs more than 100 ms of CPU. recurring-ical-events is measured where it is
installed; it wants an older python-dateutil than icalendar does, so in an environment of its own.
"""

import importlib.util
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from types import FrameType
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from kalends.core.errors import Invalid
from kalends.features.calendars.recurrence import Series, read_rule

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.features.calendars.recurrence.hostile_rules import HOSTILE, HOSTILE_EXCLUSIONS
from tests.features.calendars.recurrence.hostile_rules import START as HOSTILE_START

MOST_CPU = 0.1
# A peer that has no answer by then has none.
PATIENCE = 10
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2015, 1, 5, 9)
MONTH = (datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC))
WEEK = (datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 11, tzinfo=UTC))

USUAL = (
    ("a month of every Monday", "FREQ=WEEKLY;BYDAY=MO", MONTH),
    ("a month of workdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", MONTH),
    ("a month of every second week", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", MONTH),
    ("the last Friday of a month", "FREQ=MONTHLY;BYDAY=-1FR", MONTH),
    ("the last workday of a month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", MONTH),
    ("a birthday", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=17", MONTH),
    ("a month of days, the 5,000 of which end later", "FREQ=DAILY;COUNT=5000", MONTH),
    ("a week of hours", "FREQ=HOURLY", WEEK),
    ("a week of quarters of an hour", "FREQ=MINUTELY;INTERVAL=15", WEEK),
    ("a week of minutes", "FREQ=MINUTELY", WEEK),
)


class OutOfPatience(Exception):
    pass


def cpu(question: Callable[[], object]) -> float | None:
    """The best of three, in seconds; None without an answer in time."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfPatience

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        took: list[float] = []
        while len(took) < 3 and sum(took) < 1:
            began = process_time()
            question()
            took.append(process_time() - began)
        return min(took)
    except OutOfPatience:
        return None
    finally:
        signal.alarm(0)


def ours(rule: str, span: tuple[datetime, datetime]) -> int:
    """All that an answer takes: the rule read, the series made, the span listed."""
    return len(Series(START.replace(tzinfo=BERLIN), rules=[read_rule(rule)]).between(*span, most=20_000))


def of_dateutil(rule: str, span: tuple[datetime, datetime]) -> int:
    since, until = span
    found = rrulestr(rule, dtstart=START.replace(tzinfo=BERLIN)).between(since, until, inc=True)
    return len([moment for moment in found if moment < until])


def of_recurring_ical_events(rule: str, span: tuple[datetime, datetime]) -> int:
    import icalendar
    import recurring_ical_events  # pyright: ignore[reportMissingImports]

    event = icalendar.Event()
    event.add("uid", "1")
    event.add("dtstart", START.replace(tzinfo=BERLIN))
    event.add("duration", timedelta(minutes=1))
    event.add("rrule", icalendar.vRecur.from_ical(rule))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    return len(recurring_ical_events.of(calendar).between(*span))


def usual() -> None:
    peers = {"python-dateutil": of_dateutil}
    if importlib.util.find_spec("recurring_ical_events"):
        peers["recurring-ical-events"] = of_recurring_ical_events
    else:
        print("recurring-ical-events is not installed here.")
    print(f"{'milliseconds of CPU; begun in 2015':48}{'ours':>10}" + "".join(f"{peer:>24}" for peer in peers))
    for name, rule, span in USUAL:
        mine = cpu(lambda rule=rule, span=span: ours(rule, span)) or 0
        line = f"{name:48}{mine * 1e3:10.2f}"
        for ask in peers.values():
            theirs = cpu(lambda ask=ask, rule=rule, span=span: ask(rule, span))
            line += f"{'no answer':>24}" if theirs is None else f"{theirs * 1e3:15.2f} ({theirs / mine:4.0f} x)"
            if theirs is not None and ask(rule, span) != ours(rule, span):
                line += " *"
        print(line)
    print("* with another number of occurrences")


def hostile() -> float:
    """The dearest question, in seconds."""
    dearest: list[tuple[float, str, str]] = []
    rules = [(text,) for text in HOSTILE] + list(HOSTILE_EXCLUSIONS)
    for text, *excluded in rules:
        made: list[Series[datetime]] = []
        questions: dict[str, Callable[[], object]] = {
            "made": lambda text=text, excluded=excluded, made=made: made.append(
                Series(
                    HOSTILE_START.replace(tzinfo=BERLIN),
                    rules=[read_rule(text)],
                    excluded_rules=[read_rule(one) for one in excluded],
                )
            ),
            "counted": lambda made=made: made[0].count(*WEEK),
            "the next": lambda made=made: made[0].next(WEEK[0]),
            "listed": lambda made=made: made[0].between(*WEEK),
        }
        for name, question in questions.items():
            began = process_time()
            try:
                question()
            except Invalid as refused:
                name += f", refused: {type(refused).__name__}"
            dearest.append((process_time() - began, name, " without ".join([text, *excluded])))
            if not made:
                break
    dearest.sort(reverse=True)
    print(f"\n{len(rules)} hostile rules, {len(dearest)} questions; the dearest, in milliseconds of CPU:")
    for took, name, text in dearest[:5]:
        print(f"{took * 1e3:8.1f}  {text[:60]}{'…' if len(text) > 60 else ''} ({name})")
    return dearest[0][0]


def main() -> int:
    usual()
    took = hostile()
    print(f"{'kept' if took <= MOST_CPU else 'BROKEN'}: {took * 1e3:.0f} ms at most, where {MOST_CPU * 1e3:.0f} are")
    return took > MOST_CPU


if __name__ == "__main__":
    sys.exit(main())
