"""The notation of the tables, a phrase a line:

    [en-US now=2026-03-27T12:00] the phrase => what it means {45min} {Europe/Paris} | the title

Read at 10:00 on Wednesday 18 November 2026 in Berlin unless said otherwise; dates without a year are of 2026. What it
means is `point DATE TIME` or `point DATE TIME-TIME`; `day DATE`; `windows DATE..DATE; DATE TIME-TIME`; `every RRULE
from DATE TIME`; `ask`, with the alternatives between strokes or none named; or `none`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

from kalends.core.time import Interval, merge
from kalends.features.calendars.phrases.reader import read
from kalends.features.calendars.phrases.reading import Reading, ReadingKind

LOCALES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
# Written before the grammar; then, one after the other, sets that were each measured once before anything was changed
# for them.
TABLES = ("table", "held", "second", *(f"blind_{round_}" for round_ in range(1, 43)))
BERLIN = "Europe/Berlin"
NOW = "2026-11-18T10:00"
_LINE = re.compile(
    r"(?:\[(?P<how>[^\]]*)\])?\s*(?P<phrase>.*?)\s*=> ?(?P<meant>[^|{]*)(?P<extras>(?:\{[^}]*\}\s*)*)(?P<title>\|.*)?"
)


@dataclass(frozen=True)
class Line:
    phrase: str
    locale: str
    now: datetime
    meant: str
    zone: str
    duration: timedelta | None
    title: str | None

    def __str__(self) -> str:
        return self.phrase


def lines(table: str, locale: str) -> Iterator[Line]:
    for text in table.strip().splitlines():
        if not text.strip() or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text.strip())
        assert match is not None, text
        how = dict(part.partition("=")[::2] for part in (match["how"] or "").split())
        extras = re.findall(r"\{([^}]*)\}", match["extras"] or "")
        lasting = next((extra.removesuffix("min") for extra in extras if extra.endswith("min")), None)
        now = datetime.fromisoformat(how.get("now", NOW)).replace(tzinfo=ZoneInfo(BERLIN))
        yield Line(
            phrase=match["phrase"],
            locale=next((name for name in how if name != "now"), locale),
            now=now,
            meant=match["meant"].strip(),
            zone=next((extra for extra in extras if "/" in extra or extra == "UTC"), BERLIN),
            duration=timedelta(minutes=int(lasting)) if lasting else None,
            title=match["title"][1:].strip() if match["title"] is not None else None,
        )


def table_lines(table: str, language: str) -> Iterator[Line]:
    """Older tables have a module for each language."""
    package = "tests.features.calendars.phrases"
    if table.startswith("blind"):
        phrases = import_module(f"{package}.{table}").PHRASES[language]
    else:
        phrases = import_module(f"{package}.{table}_{language}").PHRASES
    return lines(phrases, LOCALES[language])


def reading_of(line: Line) -> Reading:
    return read(line.phrase, now=line.now, zone_name=BERLIN, locale=line.locale)


def differences(line: Line, reading: Reading) -> list[str]:
    """What of the reading is not as the line says."""
    wrong: list[str] = []
    kind, _, rest = line.meant.partition(" ")
    if kind == "ask":
        wanted = {_plain(one.strip(), line.zone) for one in rest.split(" / ")} if rest else set()
        if reading.kind is not ReadingKind.ASK or not wanted <= {plain(one) for one in reading.alternatives}:
            wrong.append(shown(reading))
    elif plain(reading) != _plain(line.meant, line.zone):
        wrong.append(f"{shown(reading)}, not {_plain(line.meant, line.zone)}")
    if line.duration is not None and reading.duration != line.duration:
        wrong.append(f"lasting {reading.duration}")
    if line.title is not None and reading.title != line.title:
        wrong.append(f"title {reading.title!r}")
    if line.zone != BERLIN and kind != "ask" and reading.zone != line.zone:
        wrong.append(f"zone {reading.zone}")
    return wrong


def plain(reading: Reading) -> tuple[object, ...]:
    """Comparable; a rule's parts in any order."""
    match reading.kind:
        case ReadingKind.POINT:
            return "point", reading.start, reading.end
        case ReadingKind.RECURRENCE:
            return "every", frozenset((reading.rule or "").split(";")), reading.start, reading.end, reading.day
        case ReadingKind.WINDOWS:
            return "windows", merge(reading.windows)
        case ReadingKind.DAY:
            return "day", reading.day
        case ReadingKind.NONE | ReadingKind.ASK:
            return (reading.kind.value,)


def shown(reading: Reading) -> str:
    asked = f" {reading.question}: {[plain(one) for one in reading.alternatives]}" if reading.question else ""
    return f"{plain(reading)}{asked}"


def _plain(meant: str, zone_name: str) -> tuple[object, ...]:
    kind, _, rest = meant.partition(" ")
    match kind:
        case "point":
            return "point", *_times(rest, zone_name)
        case "day":
            return "day", _date(rest)
        case "windows":
            return "windows", merge(_window(one.strip(), zone_name) for one in rest.split(";"))
        case "every":
            rule, _, first = rest.partition(" from ")
            if " " in first:
                return "every", frozenset(rule.split(";")), *_times(first, zone_name), None
            return "every", frozenset(rule.split(";")), None, None, _date(first)
        case _:
            return (kind,)


def _window(text: str, zone_name: str) -> Interval:
    if ".." in text:
        start, end = (_instant(one, "00:00", zone_name) for one in text.split(".."))
    else:
        start, end = _times(text, zone_name)
    assert start is not None and end is not None
    return Interval(start, end)


def _times(text: str, zone_name: str) -> tuple[datetime | None, datetime | None]:
    """DATE TIME, DATE TIME-TIME, or DATE TIME-DATE TIME."""
    match = re.fullmatch(r"(\S+) (\d\d:\d\d)(?:-(?:(\S+) )?(\d\d:\d\d))?", text)
    assert match is not None, text
    start = _instant(match[1], match[2], zone_name)
    return start, _instant(match[3] or match[1], match[4], zone_name) if match[4] else None


def _instant(day: str, time: str, zone_name: str) -> datetime:
    local = datetime.fromisoformat(f"{_date(day).isoformat()}T{time}").replace(tzinfo=ZoneInfo(zone_name))
    return local.astimezone(UTC)


def _date(text: str) -> date:
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")
