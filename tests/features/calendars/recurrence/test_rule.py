import pytest

from kalends.features.calendars.recurrence import (
    Frequency,
    RuleIsMalformed,
    Weekday,
    WeekdayNumber,
    read_rule,
    write_rule,
)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;UNTIL=19971224T000000Z;INTERVAL=2;BYDAY=MO,WE,FR;WKST=SU",
        "FREQ=WEEKLY;UNTIL=19971224T090000;BYDAY=MO",
        "FREQ=YEARLY;UNTIL=20261231;BYDAY=-2MO,1FR;BYMONTH=1,12",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=-3,-1,2;BYSETPOS=-1,1",
        "FREQ=SECONDLY;BYSECOND=0,30;BYMINUTE=5;BYHOUR=0,23;BYYEARDAY=-366,1",
        "FREQ=YEARLY;BYWEEKNO=-1,1,53",
    ],
)
def test_a_rule_is_written_as_it_was_read(text: str) -> None:
    assert write_rule(read_rule(text)) == text


def test_order_case_blanks_and_doubles_do_not_matter() -> None:
    loose = read_rule(" byday=fr, MO,mo;wkst=mo;Freq=weekly;INTERVAL=1; ".replace("; ", ";"))

    assert write_rule(loose) == "FREQ=WEEKLY;BYDAY=MO,FR"
    assert loose == read_rule("FREQ=WEEKLY;BYDAY=MO,FR")


def test_parts_become_fields() -> None:
    rule = read_rule("FREQ=YEARLY;BYDAY=-1FR;BYMONTH=10;WKST=SU")

    assert (rule.freq, rule.wkst, rule.bymonth) == (Frequency.YEARLY, Weekday.SU, (10,))
    assert rule.byday == (WeekdayNumber(Weekday.FR, -1),)


def test_who_knows_no_leap_seconds_takes_them_for_the_second_before() -> None:
    assert read_rule("FREQ=DAILY;BYSECOND=59,60").bysecond == (59,)


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        ("", "RRULE", "named"),
        ("COUNT=3", "FREQ", "needs a FREQ"),
        ("FREQ=FORTNIGHTLY", "FREQ", "FORTNIGHTLY"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ", "twice"),
        ("FREQ=DAILY;COUNT", "COUNT", "no value"),
        ("FREQ=DAILY;COUNT=", "COUNT", "no value"),
        ("FREQ=DAILY;COUNT=0", "COUNT", "not 0"),
        ("FREQ=DAILY;COUNT=-1", "COUNT", "not -1"),
        ("FREQ=DAILY;COUNT=1e3", "COUNT", "1E3"),
        ("FREQ=DAILY;COUNT=9999999999", "COUNT", "numbers"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "COUNT", "not by both"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL", "not 0"),
        ("FREQ=DAILY;INTERVAL=٣", "INTERVAL", "٣"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL", "TOMORROW"),
        ("FREQ=DAILY;UNTIL=20260230", "UNTIL", "20260230"),
        ("FREQ=DAILY;UNTIL=20260101T250000Z", "UNTIL", "T25"),
        ("FREQ=DAILY;UNTIL=20260101T00", "UNTIL", "T00"),
        ("FREQ=DAILY;BYSECOND=61", "BYSECOND", "0 to 60"),
        ("FREQ=DAILY;BYMINUTE=60", "BYMINUTE", "0 to 59"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR", "0 to 23"),
        ("FREQ=DAILY;BYHOUR=-1", "BYHOUR", "0 to 23"),
        ("FREQ=DAILY;BYHOUR=1,,2", "BYHOUR", "numbers"),
        ("FREQ=DAILY;BYMONTH=0", "BYMONTH", "1 to 12"),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH", "1 to 12"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY", "but 0"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY", "not 32"),
        ("FREQ=YEARLY;BYYEARDAY=-367", "BYYEARDAY", "-366 to 366"),
        ("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO", "-53 to 53"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS", "-366 to 366"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY", "XX"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY", "0MO"),
        ("FREQ=MONTHLY;BYDAY=54MO", "BYDAY", "not 54"),
        ("FREQ=WEEKLY;WKST=1", "WKST", "weekday"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO", "YEARLY"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY", "MONTHLY"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY", "WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY", "numbered"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYDAY", "BYWEEKNO"),
        ("FREQ=DAILY;RSCALE=HEBREW", "RRULE", "RSCALE"),
        ("FREQ=DAILY;\x00=1", "RRULE", "named"),
        ("FREQ=DAILY;BYSECOND=" + "1," * 6000 + "1", "RRULE", "10000"),
    ],
)
def test_what_the_standard_forbids_is_refused_and_the_part_named(text: str, field: str, says: str) -> None:
    with pytest.raises(RuleIsMalformed, match=says) as refused:
        read_rule(text)

    assert refused.value.field == field
