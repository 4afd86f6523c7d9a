"""CHECKLIST 41, 42: what strangers send to the CalDAV door's parsers, guided by what code it reaches (atheris).

Each target runs in a process of its own: iCalendar objects, imported files, XML bodies, addresses, If headers. What is
not refused by an error of ours is a finding, as is an input that costs more than 5 seconds or half a gigabyte, or that
does not survive a round trip. What was found lies in the folder that is named then, to be run again by its path.

    python bench/fuzz.py [--seconds 120] [objects imports xml addresses conditions]
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

NOW = datetime(2026, 1, 14, tzinfo=UTC)
MOST_SECONDS, MOST_MEGABYTES, MOST_BYTES = 5, 512, 4096

EVENT = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ada//Pen//EN\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
    b"BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\n"
    b"DTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:20260114T120000\r\nDURATION:PT1H\r\n"
    b"RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=10\r\nEXDATE;TZID=Europe/Berlin:20260121T120000\r\n"
    b"ATTENDEE;CN=Grace;PARTSTAT=NEEDS-ACTION:mailto:grace@example.org\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
    b"TRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\n"
    b"DTSTAMP:20260101T000000Z\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260128T120000\r\n"
    b"DTSTART;TZID=Europe/Berlin:20260128T130000\r\nDTEND;TZID=Europe/Berlin:20260128T140000\r\nEND:VEVENT\r\n"
    b"END:VCALENDAR\r\n"
)
TODO = (
    b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VTODO\nUID:b\nDTSTAMP:20260101T000000Z\n"
    b"DUE:20260201T000000Z\nRDATE;VALUE=PERIOD:20260101T000000Z/PT1H\nEND:VTODO\nEND:VCALENDAR\n"
)
QUERY = (
    b'<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data>'
    b'<C:comp name="VCALENDAR"><C:prop name="VERSION"/></C:comp><C:expand start="20260101T000000Z" '
    b'end="20260201T000000Z"/></C:calendar-data></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter '
    b'name="VEVENT"><C:time-range start="20260101T000000Z"/><C:prop-filter name="UID"><C:text-match '
    b'collation="i;octet">a</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>'
)
PATCH = (
    b'<propertyupdate xmlns="DAV:"><set><prop xml:lang="en"><displayname>A &amp; B</displayname>'
    b'<x xmlns="y:" z:a="1" xmlns:z="z:">t<b/></x></prop></set><remove><prop><c/></prop></remove></propertyupdate>'
)


def objects(data: bytes) -> None:
    """What PUT does with an object before it takes it, and what is made of it afterwards."""
    from kalends.core.errors import Invalid
    from kalends.features.calendars.events.domain import index_of
    from kalends.features.calendars.objects.alarms import alarms_of
    from kalends.features.calendars.objects.attendees import attendees_of
    from kalends.features.calendars.objects.reading import read_object
    from kalends.features.calendars.objects.templates import template_of

    try:
        read = read_object(data)
        index_of(read, NOW)
    except Invalid:
        return
    assert read.content == data
    for item in read.items:
        template_of(item.component)
        alarms_of(item.component)
        attendees_of(item.component)


def imports(data: bytes) -> None:
    """What comes from elsewhere is cut, however it is written; nothing of it is read twice, or stops what follows."""
    from kalends.core.errors import Invalid
    from kalends.features.calendars.events.domain import index_of
    from kalends.features.calendars.imports.cutting import Cutter
    from kalends.features.calendars.objects.salvage import salvaged

    cutter, half = Cutter(), len(data) // 2
    cutter.feed(data[:half])
    cutter.feed(data[half:])
    cutter.end()
    whole = Cutter()
    whole.feed(data)
    whole.end()
    assert [part.content for part in cutter.parts] == [part.content for part in whole.parts]
    try:
        salvaged(data, lambda read: index_of(read, NOW))
    except Invalid:
        return


def xml(data: bytes) -> None:
    """A body, read by whatever may get it; and what is kept of it is written as it was."""
    from kalends.adapters.caldav.changes import read_instructions
    from kalends.adapters.caldav.names import CALDAV, DAV
    from kalends.adapters.caldav.propfind import asked_in, read_asked
    from kalends.adapters.caldav.reading import read_xml
    from kalends.adapters.caldav.reports.calendar_data import read_wanted
    from kalends.adapters.caldav.reports.filters import read_filter
    from kalends.adapters.caldav.writing import written
    from kalends.core.errors import Error

    try:
        root = read_xml(data)
    except Error:
        return
    assert read_xml(written(root).encode()) == root
    filter_ = root.first(f"{CALDAV}filter")
    for read in (
        lambda: read_asked(root),
        lambda: asked_in(root, is_brief=False),
        lambda: read_instructions(root),
        lambda: read_instructions(root, at_creation=True),
        lambda: read_wanted(root.first(f"{DAV}prop")),
        lambda: None if filter_ is None else read_filter(filter_),
    ):
        try:
            read()
        except Error:
            continue


def addresses(data: bytes) -> None:
    """An address is none, or leads to one place, by one canonical spelling."""
    from kalends.adapters.caldav.places import place_of, place_of_href

    path = "/dav/" + data.decode("latin-1")
    place_of_href(data.decode("utf-8", "replace"), "localhost")
    place = place_of(path)
    if place is not None:
        assert place_of(place.href) == place
        assert ".." not in place.href.split("/")


def conditions(data: bytes) -> None:
    from kalends.adapters.caldav.conditions import read_if
    from kalends.core.errors import Error

    try:
        assert read_if(data.decode("latin-1"))
    except Error:
        return


@dataclass(frozen=True, slots=True)
class Target:
    run: Callable[[bytes], None]
    # The code whose branches guide it.
    watched: tuple[str, ...]
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...] = ()


ICAL_WORDS = tuple(
    b"BEGIN: END: VEVENT VTODO VALARM VTIMEZONE RRULE: EXDATE: RDATE: DTSTART DTEND DURATION: RECURRENCE-ID "
    b";VALUE=DATE ;TZID= FREQ= SECONDLY MINUTELY YEARLY BYMONTH= BYDAY= BYSETPOS=- UNTIL= COUNT= INTERVAL= WKST= "
    b";RANGE=THISANDFUTURE TRIGGER;RELATED=END: STATUS:CANCELLED 99991231 00010101 20260229 T235960Z".split()
)
TARGETS = {
    "objects": Target(objects, ("kalends.features.calendars",), (EVENT, TODO), ICAL_WORDS),
    "imports": Target(imports, ("kalends.features.calendars",), (EVENT + TODO, TODO), ICAL_WORDS),
    "xml": Target(xml, ("kalends.adapters.caldav",), (QUERY, PATCH), (b"<C:", b"/>", b'name="', b"is-not-defined")),
    "addresses": Target(
        addresses,
        ("kalends.adapters.caldav.places",),
        (b"calendars/ada/work/a.ics", b"files/ada/x/y", b"principals/%41"),
        (b"%2f", b"%2e%2e", b"%00", b"../", b"//", b"%c3%28"),
    ),
    "conditions": Target(
        conditions,
        ("kalends.adapters.caldav.conditions",),
        (b'<http://localhost/dav/> (<a> ["e"]) (Not <b>)', b'(["e"])'),
        (b"(", b")", b"Not ", b'["', b'"]'),
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=120, help="of all targets together")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    parser.add_argument("--found", type=Path, help=argparse.SUPPRESS)
    chosen, passed = parser.parse_known_args()
    if chosen.alone:
        return _alone(TARGETS[chosen.alone], chosen.found, [*passed, *chosen.targets])
    names = chosen.targets or list(TARGETS)
    if unknown := [name for name in names if name not in TARGETS]:
        parser.error(f"there is no target {unknown[0]}; there are: {', '.join(TARGETS)}")
    total, findings = 0, 0
    for name in names:
        runs, found = _fuzzed(name, chosen.seconds // len(names))
        total, findings = total + runs, findings + found
    print(f"{total:,} executions, {findings} findings")
    return 1 if findings else 0


def _fuzzed(name: str, seconds: int) -> tuple[int, bool]:
    """How many executions, and whether something was found."""
    target, folder = TARGETS[name], Path(tempfile.mkdtemp(prefix=f"kalends-fuzz-{name}-"))
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = folder / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words))
    limits = [f"-max_total_time={seconds}", f"-timeout={MOST_SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}"]
    command = [
        sys.executable,
        __file__,
        "--alone",
        name,
        "--found",
        str(folder / "found"),
        *limits,
        f"-max_len={MOST_BYTES}",
        "-verbosity=1",
    ]
    command += [f"-dict={words}", f"-artifact_prefix={folder}/", str(corpus)]
    ended = subprocess.run(command, capture_output=True, check=False)
    said = ended.stderr.decode(errors="replace")
    runs = max((int(one) for one in re.findall(r"(?:^#|Done )(\d+)", said, re.MULTILINE)), default=0)
    edges = max((int(one) for one in re.findall(r"cov: (\d+)", said)), default=0)
    is_bad = ended.returncode != 0 or runs == 0
    print(f"  {name:12} {runs:9,} executions, {edges:5} branches reached: {'FOUND' if is_bad else 'nothing found'}")
    if is_bad:
        print(f"    see {folder}\n{ended.stdout.decode(errors='replace')[-1500:]}\n{said[-1500:]}", flush=True)
    return runs, is_bad


def _escaped(word: bytes) -> str:
    return "".join(chr(one) if chr(one).isalnum() else f"\\x{one:02x}" for one in word)


def _alone(target: Target, found: Path, passed: list[str]) -> int:
    # Of the extra for benches, and without types.
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=list(target.watched)):
        for seed in target.seeds:
            target.run(seed)

    def run(data: bytes) -> None:
        try:
            target.run(data)
        except BaseException:
            # The fuzzer itself keeps only what ends the process otherwise.
            found.write_bytes(data)
            raise

    atheris.Setup([__file__, *passed], run)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
