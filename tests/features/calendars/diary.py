"""Objects as clients send them, and the times they are at."""

from datetime import UTC, datetime, timedelta

from kalends.core.time import Interval

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def now() -> datetime:
    return NOW


def at(text: str) -> datetime:
    """ "2026-01-14 19:00" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def span(start: str, end: str) -> Interval:
    return Interval(at(start), at(end))


JANUARY = span("2026-01-01", "2026-02-01")
HOUR = timedelta(hours=1)


def calendar_of(*components: str) -> bytes:
    inside = "\n".join(components)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Ada//Pen//EN\n{inside}\nEND:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


def event(*lines: str, uid: str = "lunch") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"])


def lunch(*lines: str, uid: str = "lunch") -> bytes:
    """An hour on 14 January, at noon in Berlin."""
    return calendar_of(
        event(
            "DTSTART;TZID=Europe/Berlin:20260114T120000",
            "DTEND;TZID=Europe/Berlin:20260114T130000",
            "SUMMARY:Lunch",
            "X-SPOON:bring one",
            *lines,
            uid=uid,
        )
    )
