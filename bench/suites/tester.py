"""caldav-server-tester (PyPI): probes some hundred features and says how each is supported."""

import re
from collections import Counter

from suites.kit import Kit, run
from suites.target import Score, Target

PACKAGES = ("caldav-server-tester==1.7.0", "caldav==3.6.0", "vobject")
# Scheduling comes later; on loopback nothing can be seen of DNS.
LEAST_SHARE = 68 / 87
_FEATURE = re.compile(r"^## (\S+)\nFeature support level found: (\S+)", re.MULTILINE)


def judge(target: Target, kit: Kit) -> Score:
    programs = kit.python("tester", *PACKAGES)
    said = run(
        [
            programs / "caldav-server-tester",
            "--verbose",
            "--caldav-url",
            target.root,
            "--caldav-user",
            target.username,
            "--caldav-password",
            target.password,
        ]
    ).stdout
    found = dict(_FEATURE.findall(said))
    counts = Counter(found.values())
    # One line of the report is the server's own name, of which there is no support.
    asked = sum(count for level, count in counts.items() if level != "?")
    bad = {name: level for name, level in found.items() if level not in ("full", "?")}
    is_met = bool(asked) and counts["full"] >= LEAST_SHARE * asked and not {"broken", "fragile"} & set(bad.values())
    failures = tuple(f"{name}: {level}" for name, level in sorted(bad.items()))
    return Score(f"{counts['full']} of {asked} full", is_met, failures or (() if asked else (said[-500:],)))
