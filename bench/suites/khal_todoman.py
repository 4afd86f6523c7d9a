"""khal and todoman, which work on files, through vdirsyncer: what is made here appears there, and back."""

import tempfile
from pathlib import Path

from suites.kit import Kit, run
from suites.objects import event, put, stored, todo, value
from suites.stories import Story, ensure
from suites.target import Score, Target
from suites.vdirsyncer_sync import PACKAGES, Sides


def judge(target: Target, kit: Kit) -> Score:
    programs = kit.python("clients", *PACKAGES)
    story = Story()
    with tempfile.TemporaryDirectory() as temporary, target.client() as client:
        folder = Path(temporary)
        sides = Sides(target, programs, folder, '"a wins"')
        sides.discover()
        khal = [programs / "khal", "--config", _khal_config(folder, sides.local)]
        todoman = [programs / "todo", "--config", _todoman_config(folder, sides.local)]

        def listed(*command: object) -> str:
            done = run([str(one) for one in command])
            ensure(done.returncode == 0, done.stdout)
            return done.stdout

        with story.step("khal makes an event with a rule"):
            listed(*khal, "new", "--repeat", "weekly", "2026-02-10", "12:00", "13:00", "Lunch with Grace")
            sides.sync()
            (one,) = stored(client, sides.address)
            ensure(one.summary == "Lunch with Grace" and "RRULE:FREQ=WEEKLY" in one.text, one.text)
        with story.step("khal shows what another client made"):
            put(client, f"{sides.address}tea.ics", event("tea", "Tea from elsewhere", "20260211T150000Z"))
            sides.sync()
            ensure("Tea from elsewhere" in listed(*khal, "list", "2026-02-11", "1d"), "not listed")
        with story.step("todoman makes a task"):
            listed(*todoman, "new", "--list", "events", "Write the report")
            sides.sync()
            tasks = [one for one in stored(client, sides.address) if "BEGIN:VTODO" in one.text]
            ensure([one.summary for one in tasks] == ["Write the report"], tasks)
        with story.step("todoman shows and does what another client asked"):
            put(client, f"{sides.address}read.ics", todo("read", "Read the report"))
            sides.sync()
            ensure("Read the report" in listed(*todoman, "list"), "not listed")
            number = next(line for line in listed(*todoman, "list").splitlines() if "Read the report" in line)
            listed(*todoman, "done", number.split("]")[1].split()[0])
            sides.sync()
            done = next(one for one in stored(client, sides.address) if one.uid == "read")
            ensure(value(done.text, "STATUS") == "COMPLETED", done.text)
    return story.score


def _khal_config(folder: Path, events: Path) -> Path:
    config = folder / "khal"
    config.write_text(
        f"""
[calendars]
[[events]]
path = {events}
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = events
[sqlite]
path = {folder / "khal.db"}
"""
    )
    return config


def _todoman_config(folder: Path, events: Path) -> Path:
    config = folder / "todoman.py"
    config.write_text(f'path = "{events}"\ndefault_list = "events"\ncache_path = "{folder / "todoman.db"}"\n')
    return config
