"""Recurrence rules as people say them: every 2 weeks on Friday, until 18 Dec. Only what a phrase can say."""

from datetime import date

from kalends.adapters.web.times import MONTHS, WEEKDAYS

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS = {
    "MINUTELY": "minute",
    "HOURLY": "hour",
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_WORKDAYS = "MO,TU,WE,TH,FR"
_WEEKEND = "SA,SU"


def rule_label(rule: str) -> str:
    """`rule` is an RRULE's value of RFC 5545 (section 3.3.10), as the grammar of phrases writes it."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    return _every(parts) + _bound(parts)


def _every(parts: dict[str, str]) -> str:
    unit, interval = _UNITS[parts["FREQ"]], int(parts.get("INTERVAL", "1"))
    often = f"every {unit}" if interval == 1 else f"every {interval} {unit}s"
    days = parts.get("BYDAY", "")
    match parts["FREQ"]:
        case "WEEKLY" if days and interval == 1:
            return f"every {_weekdays(days)}"
        case "MONTHLY" if days:
            return f"{_nth(days)} of {often}"
        case "MONTHLY" if "BYMONTHDAY" in parts:
            return f"{_month_days(parts['BYMONTHDAY'])} of {often}"
        case "YEARLY" if "BYMONTHDAY" in parts:
            return f"{often} on {parts['BYMONTHDAY']} {MONTHS[int(parts['BYMONTH']) - 1]}"
        case _:
            return f"{often} on {_weekdays(days)}" if days else often


def _weekdays(days: str) -> str:
    if days in (_WORKDAYS, _WEEKEND):
        return "weekday" if days == _WORKDAYS else "Saturday and Sunday"
    names = [WEEKDAYS[_CODES.index(day)] for day in days.split(",")]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _month_days(days: str) -> str:
    return "last day" if days == "-1" else f"{'days' if ',' in days else 'day'} {days.replace(',', ' and ')}"


def _nth(days: str) -> str:
    """First Monday; second and fourth Tuesday. The weekday is one."""
    codes = days.split(",")
    weekday = WEEKDAYS[_CODES.index(codes[0][-2:])]
    nths = [_ORDINALS[int(code[:-2])] for code in codes if code[:-2]]
    return f"{' and '.join(nths)} {weekday}".strip()


def _bound(parts: dict[str, str]) -> str:
    if "COUNT" in parts:
        return f", {parts['COUNT']} times"
    if "UNTIL" not in parts:
        return ""
    last = date.fromisoformat(parts["UNTIL"][:8])
    return f", until {last.day} {MONTHS[last.month - 1][:3]} {last.year}"
