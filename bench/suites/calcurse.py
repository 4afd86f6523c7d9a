"""calcurse-caldav (Debian: calcurse): a calendar in a terminal and its two-way synchronisation."""

import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from suites.kit import Kit, run
from suites.objects import event, put, stored, todo
from suites.stories import Story, ensure
from suites.target import Score, Target


def judge(target: Target, kit: Kit) -> Score:
    # It is a script for the Python that is in the path, which needs this.
    python = kit.python("calcurse", "httplib2") / "python"
    sync, _ = kit.debian("calcurse-caldav", "calcurse")
    calcurse, _ = kit.debian("calcurse", "calcurse")
    story = Story()
    with tempfile.TemporaryDirectory() as temporary, target.client() as client:
        folder = Path(temporary)
        address = target.new_calendar("calcurse")
        _configure(folder, target, address, calcurse)

        def synced(*more: str) -> None:
            done = run(
                [
                    python,
                    sync,
                    "--config",
                    folder / "config",
                    "--syncdb",
                    folder / "sync.db",
                    "--datadir",
                    folder,
                    "--lockfile",
                    folder / "lock",
                    "--hookdir",
                    folder / "hooks",
                    *more,
                ],
                environment={"CALCURSE_CALDAV_PASSWORD": target.password},
            )
            ensure(done.returncode == 0, done.stdout)

        def here() -> str:
            return "".join((folder / name).read_text() for name in ("apts", "todo") if (folder / name).exists())

        with story.step("what is on the server comes down"):
            put(client, f"{address}lunch.ics", event("lunch", "Lunch"))
            put(client, f"{address}write.ics", todo("write", "Write"))
            synced("--init", "keep-remote")
            ensure("Lunch" in here() and "Write" in here(), here())
        with story.step("what is made here goes up"):
            with (folder / "apts").open("a") as appointments:
                appointments.write("02/11/2026 @ 15:00 -> 02/11/2026 @ 16:00 |Tea made here\n")
            synced()
            ensure("Tea made here" in {one.summary for one in stored(client, address)}, stored(client, address))
        with story.step("what changes on the server changes here"):
            put(client, f"{address}lunch.ics", event("lunch", "Late lunch"))
            synced()
            ensure("Late lunch" in here() and "|Lunch" not in here(), here())
        with story.step("what is removed on either side is gone on both"):
            client.delete(f"{address}lunch.ics").raise_for_status()
            synced()
            ensure("Late lunch" not in here(), here())
            (folder / "apts").write_text("")
            synced()
            ensure({one.summary for one in stored(client, address)} == {"Write"}, stored(client, address))
        with story.step("a run with nothing to do changes nothing"):
            before = stored(client, address)
            synced()
            ensure(stored(client, address) == before, "the server's objects changed")
    return story.score


def _configure(folder: Path, target: Target, address: str, calcurse: str) -> None:
    parts = urlsplit(address)
    (folder / "hooks").mkdir()
    for name in ("apts", "todo"):
        (folder / name).touch()
    (folder / "config").write_text(
        f"""
[General]
Binary = {calcurse}
Hostname = {parts.netloc}
Path = {parts.path}
AuthMethod = basic
HTTPS = No
InsecureSSL = No
DryRun = No
Verbose = Yes
[Auth]
Username = {target.username}
Password = {target.password}
"""
    )
