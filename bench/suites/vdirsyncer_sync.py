"""vdirsyncer: 1,000 events both ways, changes and removals on both sides, the same event changed on both."""

import tempfile
from pathlib import Path

import httpx

from suites.kit import Kit, run
from suites.objects import event, put, stored, value
from suites.stories import Story, ensure
from suites.target import Score, Target

PACKAGES = ("vdirsyncer==0.21.0", "khal==0.14.1", "todoman==4.7.0")
MANY = 1_000


class Sides:
    """A folder of files on one side, a calendar on the other."""

    def __init__(self, target: Target, programs: Path, folder: Path, wins: str) -> None:
        self.address = target.new_calendar("vdirsyncer")
        self.local = folder / "events"
        self.local.mkdir()
        self._program = programs / "vdirsyncer"
        self._config = folder / "config"
        self._config.write_text(
            f"""
[general]
status_path = "{folder / "status"}"
[pair both]
a = "here"
b = "there"
collections = null
conflict_resolution = {wins}
[storage here]
type = "filesystem"
path = "{self.local}"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{self.address}"
username = "{target.username}"
password = "{target.password}"
"""
        )

    def sync(self, *, fails: bool = False) -> str:
        done = run([self._program, "--config", self._config, "sync"])
        ensure((done.returncode != 0) is fails, f"exit {done.returncode}: {done.stdout}")
        return done.stdout

    def discover(self) -> None:
        done = run([self._program, "--config", self._config, "discover"], typed="y\ny\n")
        ensure(done.returncode == 0, done.stdout)

    def write(self, uid: str, summary: str) -> None:
        (self.local / f"{uid}.ics").write_text(event(uid, summary), newline="")

    def here(self) -> dict[str, str]:
        """Summaries by UID."""
        texts = [one.read_text() for one in self.local.glob("*.ics")]
        return dict(_uid_and_summary(text) for text in texts)

    def there(self, client: httpx.Client) -> dict[str, str]:
        return {one.uid: one.summary for one in stored(client, self.address)}

    def ensure_same(self, client: httpx.Client, wanted: dict[str, str]) -> None:
        here, there = self.here(), self.there(client)
        ensure(here == wanted, f"here: {len(here)} of {len(wanted)}, {_difference(here, wanted)}")
        ensure(there == wanted, f"there: {len(there)} of {len(wanted)}, {_difference(there, wanted)}")


def judge(target: Target, kit: Kit) -> Score:
    programs = kit.python("clients", *PACKAGES)
    story = Story()
    with tempfile.TemporaryDirectory() as folder, target.client() as client:
        sides = Sides(target, programs, Path(folder), '"a wins"')
        wanted = {f"uid-{n}": f"Event {n}" for n in range(MANY)}
        with story.step("discover"):
            sides.discover()
        with story.step(f"{MANY} events go up"):
            for uid, summary in wanted.items():
                sides.write(uid, summary)
            sides.sync()
            sides.ensure_same(client, wanted)
        with story.step("a second run does nothing"):
            before = stored(client, sides.address)
            said = sides.sync()
            ensure("Copying" not in said and "Deleting" not in said, said)
            ensure(stored(client, sides.address) == before, "the server's objects changed")
        with story.step("changes, additions and removals on both sides meet"):
            _change_both(sides, client, wanted)
            sides.sync()
            sides.ensure_same(client, wanted)
        with story.step("changed on both sides: the one that was chosen wins"):
            _conflict(sides, client, range(200, 250))
            sides.sync()
            wanted |= {f"uid-{n}": f"Here {n}" for n in range(200, 250)}
            sides.ensure_same(client, wanted)
    with tempfile.TemporaryDirectory() as folder, target.client() as client:
        undecided = Sides(target, programs, Path(folder), "null")
        with story.step("changed on both sides and nobody chosen: it is told, and nothing is overwritten"):
            undecided.discover()
            undecided.write("uid-0", "Event 0")
            undecided.sync()
            _conflict(undecided, client, range(1))
            ensure("conflict" in undecided.sync(fails=True).lower(), "no word of a conflict")
            ensure(undecided.there(client) == {"uid-0": "There 0"}, "the server's was overwritten")
            ensure(undecided.here() == {"uid-0": "Here 0"}, "the local one was overwritten")
    return story.score


def _change_both(sides: Sides, client: httpx.Client, wanted: dict[str, str]) -> None:
    """A hundred changed on each side, ten removed and ten added; `wanted` is kept up to date."""
    there = {one.uid: one for one in stored(client, sides.address)}
    origin = httpx.URL(sides.address)
    for n in range(100):
        sides.write(f"uid-{n}", f"Changed here {n}")
        wanted[f"uid-{n}"] = f"Changed here {n}"
    for n in range(100, 200):
        uid = f"uid-{n}"
        put(client, str(origin.join(there[uid].path)), event(uid, f"Changed there {n}"), If_Match=there[uid].etag)
        wanted[uid] = f"Changed there {n}"
    for n in range(10):
        (sides.local / f"uid-{900 + n}.ics").unlink()
        client.delete(str(origin.join(there[f"uid-{950 + n}"].path))).raise_for_status()
        sides.write(f"new-here-{n}", "New")
        put(client, f"{sides.address}new-there-{n}.ics", event(f"new-there-{n}", "New"))
        del wanted[f"uid-{900 + n}"], wanted[f"uid-{950 + n}"]
        wanted |= {f"new-here-{n}": "New", f"new-there-{n}": "New"}


def _conflict(sides: Sides, client: httpx.Client, numbers: range) -> None:
    there = {one.uid: one.path for one in stored(client, sides.address)}
    for n in numbers:
        sides.write(f"uid-{n}", f"Here {n}")
        put(client, str(httpx.URL(sides.address).join(there[f"uid-{n}"])), event(f"uid-{n}", f"There {n}"))


def _uid_and_summary(text: str) -> tuple[str, str]:
    return value(text, "UID"), value(text, "SUMMARY")


def _difference(found: dict[str, str], wanted: dict[str, str]) -> str:
    return str(sorted(set(found.items()) ^ set(wanted.items()))[:4])
