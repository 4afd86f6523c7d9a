"""cadaver (Debian): WebDAV by hand, as an operator might look into a calendar."""

import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from suites.kit import Kit, run
from suites.objects import event, stored
from suites.stories import Story, ensure
from suites.target import Score, Target


def judge(target: Target, kit: Kit) -> Score:
    program, needs = kit.debian("cadaver", "cadaver", "libneon27-gnutls")
    story = Story()
    with tempfile.TemporaryDirectory() as temporary, target.client() as client:
        folder = Path(temporary)
        address = target.new_calendar("cadaver")
        other = target.new_calendar("cadaver")
        host = urlsplit(address).hostname
        netrc = folder / ".netrc"
        netrc.write_text(f"machine {host} login {target.username} password {target.password}\n")
        netrc.chmod(0o600)
        (folder / "lunch.ics").write_text(event("lunch"), newline="")

        def typed(*commands: str) -> str:
            lines = "\n".join([f"open {address}", *commands, "quit", ""])
            done = run([program], cwd=folder, environment={**needs, "HOME": str(folder)}, typed=lines)
            ensure("failed" not in done.stdout.lower(), done.stdout)
            return done.stdout

        with story.step("put, and list"):
            typed("put lunch.ics")
            ensure("lunch.ics" in typed("ls"), "not listed")
        with story.step("get what was put"):
            typed("get lunch.ics back.ics")
            ensure((folder / "back.ics").read_bytes() == (folder / "lunch.ics").read_bytes(), "not the same bytes")
        with story.step("read the properties of an object"):
            ensure("text/calendar" in typed("propget lunch.ics"), "no type")
        with story.step("move within a calendar"):
            typed("move lunch.ics dinner.ics")
            ensure([one.path.rsplit("/", 1)[1] for one in stored(client, address)] == ["dinner.ics"], "not moved")
        with story.step("copy into another calendar"):
            typed(f"copy dinner.ics {urlsplit(other).path}lunch.ics")
            ensure(len(stored(client, other)) == 1 == len(stored(client, address)), "not copied")
        with story.step("delete an object, then the calendar"):
            typed("delete dinner.ics")
            ensure(stored(client, address) == [], "not deleted")
            typed("cd ..", f"rmcol {urlsplit(address).path.rstrip('/').rsplit('/', 1)[1]}")
            ensure(client.request("PROPFIND", address, headers={"Depth": "0"}).status_code == 404, "still there")
    return story.score
