"""The examples of RFC 5545, section 3.8.5.3, in the zone they are written in."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kalends.features.calendars.recurrence import Series, read_rule

NEW_YORK = ZoneInfo("America/New_York")
FAR = datetime(2026, 1, 1, tzinfo=NEW_YORK)


def in_new_york(instant: datetime) -> datetime:
    return instant.astimezone(NEW_YORK)


# A rule and its start, then its first occurrences by year, as month/day: all at nine.
BY_DAY = """
FREQ=DAILY;COUNT=10 from 1997-09-02
1997: 9/2 9/3 9/4 9/5 9/6 9/7 9/8 9/9 9/10 9/11

FREQ=DAILY;INTERVAL=2 from 1997-09-02
1997: 9/2 9/4 9/6 9/8 9/10 9/12

FREQ=DAILY;INTERVAL=10;COUNT=5 from 1997-09-02
1997: 9/2 9/12 9/22 10/2 10/12

FREQ=WEEKLY;COUNT=10 from 1997-09-02
1997: 9/2 9/9 9/16 9/23 9/30 10/7 10/14 10/21 10/28 11/4

FREQ=WEEKLY;INTERVAL=2;WKST=SU from 1997-09-02
1997: 9/2 9/16 9/30 10/14 10/28 11/11

FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH from 1997-09-02
1997: 9/2 9/4 9/9 9/11 9/16 9/18 9/23 9/25 9/30 10/2

FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH from 1997-09-02
1997: 9/2 9/4 9/9 9/11 9/16 9/18 9/23 9/25 9/30 10/2

FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR from 1997-09-01
1997: 9/1 9/3 9/5 9/15 9/17 9/19 9/29 10/1 10/3 10/13 10/15 10/17 10/27 10/29 10/31 11/10 11/12 11/14 11/24 11/26
1997: 11/28 12/8 12/10 12/12 12/22

FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH from 1997-09-02
1997: 9/2 9/4 9/16 9/18 9/30 10/2 10/14 10/16

FREQ=MONTHLY;COUNT=10;BYDAY=1FR from 1997-09-05
1997: 9/5 10/3 11/7 12/5
1998: 1/2 2/6 3/6 4/3 5/1 6/5

FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR from 1997-09-05
1997: 9/5 10/3 11/7 12/5

FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU from 1997-09-07
1997: 9/7 9/28 11/2 11/30
1998: 1/4 1/25 3/1 3/29 5/3 5/31

FREQ=MONTHLY;COUNT=6;BYDAY=-2MO from 1997-09-22
1997: 9/22 10/20 11/17 12/22
1998: 1/19 2/16

FREQ=MONTHLY;BYMONTHDAY=-3 from 1997-09-28
1997: 9/28 10/29 11/28 12/29
1998: 1/29 2/26

FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15 from 1997-09-02
1997: 9/2 9/15 10/2 10/15 11/2 11/15 12/2 12/15
1998: 1/2 1/15

FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1 from 1997-09-30
1997: 9/30 10/1 10/31 11/1 11/30 12/1 12/31
1998: 1/1 1/31 2/1

FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15 from 1997-09-10
1997: 9/10 9/11 9/12 9/13 9/14 9/15
1999: 3/10 3/11 3/12 3/13

FREQ=MONTHLY;INTERVAL=2;BYDAY=TU from 1997-09-02
1997: 9/2 9/9 9/16 9/23 9/30 11/4 11/11 11/18 11/25
1998: 1/6 1/13

FREQ=YEARLY;COUNT=10;BYMONTH=6,7 from 1997-06-10
1997: 6/10 7/10
1998: 6/10 7/10
1999: 6/10 7/10
2000: 6/10 7/10
2001: 6/10 7/10

FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3 from 1997-03-10
1997: 3/10
1999: 1/10 2/10 3/10
2001: 1/10 2/10 3/10
2003: 1/10 2/10 3/10

FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200 from 1997-01-01
1997: 1/1 4/10 7/19
2000: 1/1 4/9 7/18
2003: 1/1 4/10 7/19
2006: 1/1

FREQ=YEARLY;BYDAY=20MO from 1997-05-19
1997: 5/19
1998: 5/18
1999: 5/17

FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO from 1997-05-12
1997: 5/12
1998: 5/11
1999: 5/17

FREQ=YEARLY;BYMONTH=3;BYDAY=TH from 1997-03-13
1997: 3/13 3/20 3/27
1998: 3/5 3/12 3/19 3/26
1999: 3/4 3/11 3/18 3/25

FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8 from 1997-06-05
1997: 6/5 6/12 6/19 6/26 7/3 7/10 7/17 7/24 7/31 8/7 8/14 8/21 8/28
1998: 6/4

FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13 from 1997-09-13
1997: 9/13 10/11 11/8 12/13
1998: 1/10 2/7 3/7 4/11 5/9 6/13

FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8 from 1996-11-05
1996: 11/5
2000: 11/7
2004: 11/2

FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3 from 1997-09-04
1997: 9/4 10/7 11/6

FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2 from 1997-09-29
1997: 9/29 10/30 11/27 12/30
1998: 1/29 2/26 3/30

FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO from 1997-08-05
1997: 8/5 8/10 8/19 8/24

FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU from 1997-08-05
1997: 8/5 8/17 8/19 8/31

FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5 from 2007-01-15
2007: 1/15 1/30 2/15 3/15 3/30
""".strip().split("\n\n")

# Rule and the first occurrences, hours and minutes of 2 September 1997 and the days after it.
BY_TIME = [
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", ["2T09:00", "2T12:00", "2T15:00"]),
    ("FREQ=MINUTELY;INTERVAL=15;COUNT=6", ["2T09:00", "2T09:15", "2T09:30", "2T09:45", "2T10:00", "2T10:15"]),
    ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", ["2T09:00", "2T10:30", "2T12:00", "2T13:30"]),
]


@pytest.mark.parametrize("example", BY_DAY)
def test_examples_of_days(example: str) -> None:
    said, *lines = example.splitlines()
    rule, _, start = said.partition(" from ")
    begin = datetime.fromisoformat(f"{start}T09:00").replace(tzinfo=NEW_YORK)
    days = [(int(line[:4]), *map(int, day.split("/"))) for line in lines for day in line[6:].split()]
    expected = [begin.replace(year=year, month=month, day=day) for year, month, day in days]

    found = Series(begin, rules=[read_rule(rule)]).between(begin, FAR)

    assert found[: len(days)] == expected
    if "COUNT" in rule or "UNTIL" in rule:
        assert len(found) == len(days)


@pytest.mark.parametrize(("rule", "expected"), BY_TIME)
def test_examples_of_times(rule: str, expected: list[str]) -> None:
    begin = datetime(1997, 9, 2, 9, tzinfo=NEW_YORK)

    found = Series(begin, rules=[read_rule(rule)]).between(begin, FAR)

    assert [f"{moment.day}T{moment:%H:%M}" for moment in map(in_new_york, found)] == expected


def test_every_twenty_minutes_of_office_hours_is_said_in_two_ways() -> None:
    begin = datetime(1997, 9, 2, 9, tzinfo=NEW_YORK)
    until = datetime(1997, 9, 9, tzinfo=NEW_YORK)
    hours = "BYHOUR=9,10,11,12,13,14,15,16"
    ways = (f"FREQ=DAILY;{hours};BYMINUTE=0,20,40", f"FREQ=MINUTELY;INTERVAL=20;{hours}")

    daily, minutely = (Series(begin, rules=[read_rule(way)]).between(begin, until) for way in ways)

    assert daily == minutely
    assert len(daily) == 7 * 24


def test_every_day_in_january_is_said_in_two_ways() -> None:
    begin = datetime(1998, 1, 1, 9, tzinfo=NEW_YORK)
    ways = (
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
    )

    yearly, daily = (Series(begin, rules=[read_rule(way)]).between(begin, FAR) for way in ways)

    assert yearly == daily
    assert len(daily) == 93


def test_every_friday_the_thirteenth_without_the_start() -> None:
    begin = datetime(1997, 9, 2, 9, tzinfo=NEW_YORK)
    rule = read_rule("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13")

    found = Series(begin, rules=[rule], excluded_dates=[begin]).between(begin, datetime(2001, 1, 1, tzinfo=NEW_YORK))

    assert [f"{moment:%Y-%m}" for moment in found] == ["1998-02", "1998-03", "1998-11", "1999-08", "2000-10"]
