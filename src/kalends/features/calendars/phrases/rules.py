"""All rules in their order: what is sure first, then what is seen beside it."""

from kalends.features.calendars.phrases import (
    clocks,
    dates,
    days,
    distances,
    feasts,
    hours,
    lists,
    months,
    periods,
    repeats,
    zones,
)
from kalends.features.calendars.phrases.grammar import Rule, rule
from kalends.features.calendars.phrases.sorts import Sort

RULES: tuple[Rule, ...] = (
    *repeats.COUNTS,
    *dates.OF_A_MONTH,
    *clocks.TIMES,
    *hours.SPANS,
    *days.SHORT_NAMES,
    *repeats.RULES,
    *months.WITHIN,
    *feasts.RULES,
    *dates.RULES,
    *months.RULES,
    *days.SHORT_NAMES,
    *distances.OF_TODAY,
    *days.RELATIVE,
    *periods.RULES,
    *days.WEEKDAYS,
    *distances.RULES,
    *periods.WEEKS_OF,
    *days.TWICE,
    *hours.BESIDE_DAYS,
    *lists.RULES,
    *repeats.AROUND,
    rule("clock/range it=(z:place) sep* $", lambda found: {Sort.ZONE: f"{found['z']},{zones.HERE}"}),
    rule("clock/range/days it=(z:zoneword)", lambda found: {Sort.ZONE: found["z"]}),
)
