"""tsdav (npm): what web applications speak CalDAV with."""

import json
import shutil
from pathlib import Path

from suites.kit import Kit, run
from suites.target import Score, Target

PACKAGES = ("tsdav@2.3.4",)


def judge(target: Target, kit: Kit) -> Score:
    place = kit.npm("tsdav", *PACKAGES)
    script = shutil.copy(Path(__file__).with_name("tsdav.mjs"), place)
    done = run(["node", script, target.root, target.username, target.password], cwd=place)
    steps = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    failures = tuple(f"{one['step']}: {one['why']}"[:400] for one in steps if one["why"])
    if done.returncode or not steps:
        failures += (done.stdout[-400:],)
    return Score(f"{len(steps) - len(failures)} of {len(steps)} steps", not failures, failures)
