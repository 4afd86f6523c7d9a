"""Plans as iCalendar (RFC 5545): an event a game, in UTC where the season has a zone, else in floating wall time."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.problem import Plan, Played, Problem, Slot

LENGTH = timedelta(hours=2)


def write_ics(problem: Problem, plan: Plan, now: datetime, team: int | None = None) -> str:
    """The calendar of the league or of one team. Raises where slots have no time."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalends//Seasons//EN", f"X-WR-CALNAME:{_text(problem.name)}"]
    for game in plan.games:
        if game.slot is not None and (team is None or team in (game.home, game.away)):
            lines += _event(problem, game, now)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def time_of(slot: Slot) -> datetime:
    """When it starts. Raises where that isn't known."""
    if slot.starts_at is None:
        raise ProblemIsMalformed(f"{slot.name} has no time, so it can't stand in a calendar")
    return slot.starts_at


def _event(problem: Problem, game: Played, now: datetime) -> list[str]:
    starts_at = time_of(problem.slots[game.slot or 0])
    home, away = problem.teams[game.home], problem.teams[game.away]
    # The same game keeps its identity when it moves, so that calendars move it too.
    same = sum(1 for other in problem.games if (other.home, other.away) == (game.home, game.away))
    count = f"{game.slot}" if same > 1 else ""
    uid = hashlib.sha256(f"{problem.name}|{home.key}|{away.key}|{count}".encode()).hexdigest()[:32]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@kalends",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{_stamp(starts_at, problem.zone)}",
        f"DTEND:{_stamp(starts_at, problem.zone, LENGTH)}",
        f"SUMMARY:{_text(f'{home.name} v {away.name}')}",
        f"LOCATION:{_text(home.name)}",
    ]
    if home.latitude is not None and home.longitude is not None:
        lines.append(f"GEO:{home.latitude};{home.longitude}")
    return [*lines, "END:VEVENT"]


def _stamp(at: datetime, zone: str, later: timedelta = timedelta()) -> str:
    """UTC says when it is to whoever looks from elsewhere, without the zone's whole history in the file."""
    if not zone:
        return f"{at + later:%Y%m%dT%H%M%S}"
    return f"{at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) + later:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """Lines of at most 75 octets (RFC 5545, section 3.1), never inside a character."""
    parts: list[str] = [""]
    for character in line:
        if len((parts[-1] + character).encode()) > 74:
            parts.append("")
        parts[-1] += character
    return "\r\n ".join(parts) + "\r\n"
