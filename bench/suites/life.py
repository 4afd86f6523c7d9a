"""A full life with the caldav library (PyPI)."""

import json
from pathlib import Path

from suites.kit import Kit, run
from suites.target import Score, Target
from suites.tester import PACKAGES


def judge(target: Target, kit: Kit) -> Score:
    programs = kit.python("tester", *PACKAGES)
    script = Path(__file__).with_name("life_script.py")
    done = run([programs / "python", script, target.root, target.username, target.password])
    steps = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    failures = tuple(f"{one['step']}: {one['why']}" for one in steps if one["why"])
    if done.returncode or not steps:
        failures += (done.stdout[-400:],)
    return Score(f"{len(steps) - len(failures)} of {len(steps)} steps", not failures, failures)
