"""Times as people read them: on the wall of one zone, named by day, and never ambiguous when clocks change."""

from datetime import UTC, date, datetime, timedelta

from kalends.core.time import Interval, zone

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Beyond six days a weekday's name would mean two of them.
NEAR = 6
DAY = timedelta(days=1)
HOUR = 60


def slot_view(slot: Interval, zone_name: str, now: datetime, *, whose: str | None = None) -> dict[str, str | None]:
    """The `slot` of the templates, on the wall of `zone_name`; `whose` says so where that is not the reader's."""
    there = zone(zone_name)
    start = slot.start.astimezone(there)
    return {
        "iso_start": iso(slot.start),
        "iso_end": iso(slot.end),
        "day_label": day_label(start.date(), now.astimezone(there).date()),
        "label": range_label(slot, zone_name),
        "zone_label": whose,
        "weekday": WEEKDAYS[start.weekday()],
        "day": str(start.day),
        "month": f"{MONTHS[start.month - 1]} {start.year}",
    }


def range_label(slot: Interval, zone_name: str) -> str:
    """19:00–20:00. The day of the end where it is another; the time's own name where clocks change and it matters."""
    there = zone(zone_name)
    start, end = slot.start.astimezone(there), slot.end.astimezone(there)
    if is_twice(start) or is_twice(end) or start.utcoffset() != end.utcoffset():
        return f"{clock(start)} {start.tzname()}–{_end_of(start, end)} {end.tzname()}"
    return f"{clock(start)}–{_end_of(start, end)}"


def _end_of(start: datetime, end: datetime) -> str:
    if end.date() == start.date():
        return clock(end)
    if end.date() == start.date() + DAY and end.hour == end.minute == 0:
        return "24:00"
    return f"{WEEKDAYS[end.weekday()][:3]} {clock(end)}"


def clock(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


def day_label(day: date, today: date) -> str:
    """Today, Tomorrow, Wednesday; then Wed 14 Jan, with the year where it is not this one."""
    match (day - today).days:
        case 0:
            return "Today"
        case 1:
            return "Tomorrow"
        case ahead if 1 < ahead <= NEAR:
            return WEEKDAYS[day.weekday()]
        case _:
            year = "" if day.year == today.year else f" {day.year}"
            return f"{short_day(day)}{year}"


def instant_label(instant: datetime, zone_name: str, now: datetime) -> str:
    """Friday 18:00."""
    local, today = instant.astimezone(zone(zone_name)), now.astimezone(zone(zone_name)).date()
    return f"{day_label(local.date(), today)} {clock(local)}"


def short_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def span_label(first: datetime, last: datetime, zone_name: str, now: datetime) -> str:
    """Days only: Mon 12 Jan, 12–14 Jan, 30 Jan–2 Feb; `last` is where it ends."""
    there = zone(zone_name)
    start, end = first.astimezone(there).date(), (last - timedelta(microseconds=1)).astimezone(there).date()
    today = now.astimezone(there).date()
    if start == end:
        return day_label(start, today)
    year = "" if start.year == end.year == today.year else f" {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {MONTHS[end.month - 1][:3]}{year}"
    its_year = f" {start.year}" if start.year != end.year else ""
    return f"{start.day} {MONTHS[start.month - 1][:3]}{its_year}–{end.day} {MONTHS[end.month - 1][:3]}{year}"


def duration_label(duration: timedelta) -> str:
    minutes = int(duration.total_seconds()) // 60
    if minutes < 2 * HOUR:
        return f"{minutes} minutes"
    hours, rest = divmod(minutes, HOUR)
    return f"{hours} hours" if not rest else f"{hours} h {rest} min"


def zone_short(zone_name: str) -> str:
    """New York."""
    return zone_name.rsplit("/", 1)[-1].replace("_", " ")


def zone_label(zone_name: str, at: datetime) -> str:
    """New York (UTC−5), as it is at that time."""
    short = zone_short(zone_name)
    return short if zone_name == "UTC" else f"{short} (UTC{offset_label(at.astimezone(zone(zone_name)))})"


def offset_label(local: datetime) -> str:
    seconds = int((local.utcoffset() or timedelta()).total_seconds())
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'−' if seconds < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "")


def zone_view(zone_name: str, source: str, at: datetime) -> dict[str, str]:
    """The `zone` of the templates' frame."""
    return {
        "name": zone_name,
        "label": zone_label(zone_name, at),
        "short": zone_short(zone_name),
        "source": source,
    }


def iso(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_twice(local: datetime) -> bool:
    """Whether the wall shows this time twice, because clocks go back."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
