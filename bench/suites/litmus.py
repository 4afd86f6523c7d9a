"""litmus (Debian): WebDAV itself, RFC 4918."""

import re
import tempfile
from pathlib import Path

from suites.kit import Kit, run
from suites.target import Score, Target

# Locks are class 2, which no calendar client needs.
TESTS = ("basic", "copymove", "props", "http")
MUST = ("basic", "copymove", "http")
_SUMMARY = re.compile(r"summary for `(\w+)': of (\d+) tests run: (\d+) passed, (\d+) failed")
_BAD = re.compile(r"^\s*\d+\. (\w+)\.+ (FAIL|SKIPPED|WARNING)(.*)$", re.MULTILINE)


def judge(target: Target, kit: Kit) -> Score:
    program, needs = kit.debian("litmus", "litmus", "libneon27-gnutls")
    parts: list[str] = []
    failures: list[str] = []
    is_met = True
    with tempfile.TemporaryDirectory() as folder:
        for test in TESTS:
            # It makes a collection of its own beneath.
            said = run(
                [program, "--keep-going", target.files, target.username, target.password],
                cwd=Path(folder),
                environment={**needs, "TESTS": test},
            ).stdout
            found = _SUMMARY.search(said)
            asked, passed = (int(found[2]), int(found[3])) if found else (0, 0)
            is_met &= test not in MUST or 0 < asked == passed
            parts.append(f"{test} {passed}/{asked}")
            failures += [f"{test}: {name} {how}{why}" for name, how, why in _BAD.findall(said)]
            if not found:
                failures.append(f"{test}: {said.strip()[-300:]}")
    return Score(", ".join(parts), is_met, tuple(failures))
