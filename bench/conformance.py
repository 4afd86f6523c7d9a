"""Independent CalDAV suites and clients against a live server, beside what the best known server scores.

    make conformance                             all of them
    python bench/conformance.py litmus tsdav     some
    python bench/conformance.py --server radicale

Each suite comes from its registry into .cache/conformance/ and stays there. The server runs on a data folder of its
own, with the limits that are shipped; the account is made as an operator makes it, the device password over the API.
A case that fails is mended, or listed in docs/reference/caldav.md with its reason.
"""

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import live
from suites import cadaver, calcurse, khal_todoman, life, litmus, tester, tsdav, vdirsyncer_storage, vdirsyncer_sync
from suites.kit import Kit, NotInstallable
from suites.target import Score, Target, kalends, radicale

TOOLS = Path(__file__).parent.parent / ".cache" / "conformance"


@dataclass(frozen=True, slots=True)
class Suite:
    judge: Callable[[Target, Kit], Score]
    # Of Radicale, Xandikos, DAViCal, sabre/dav and Cyrus, on the same suite or an earlier edition of it.
    best_peer: str
    must: str


SUITES = {
    "tester": Suite(tester.judge, "66 of 87 full", "68 of 87 full, none broken or fragile"),
    "life": Suite(life.judge, "all", "all"),
    "vdirsyncer-storage": Suite(vdirsyncer_storage.judge, "63 of 65, 0 failed", "0 failed"),
    "vdirsyncer-sync": Suite(vdirsyncer_sync.judge, "all", "all"),
    "khal-todoman": Suite(khal_todoman.judge, "all", "all"),
    "calcurse": Suite(calcurse.judge, "all", "all"),
    "cadaver": Suite(cadaver.judge, "all", "all"),
    "tsdav": Suite(tsdav.judge, "all", "all"),
    "litmus": Suite(litmus.judge, "basic 16/16, copymove 13/13, props 11/14, http 4/4", "basic, copymove, http all"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", metavar="NAME", help=", ".join(SUITES))
    parser.add_argument("--server", choices=("kalends", "radicale"), default="kalends")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.suites if name not in SUITES]:
        parser.error(f"there is no suite {unknown[0]}; there are: {', '.join(SUITES)}")
    kit = Kit(TOOLS.resolve())
    with live.temporary_folder() as folder:
        opened: AbstractContextManager[Target] = (
            kalends(folder) if chosen.server == "kalends" else radicale(folder, kit)
        )
        with opened as target:
            scores = {name: _score(name, target, kit) for name in chosen.suites or SUITES}
    return _report(chosen.server, scores)


def _score(name: str, target: Target, kit: Kit) -> Score:
    began = time.monotonic()
    try:
        score = SUITES[name].judge(target, kit)
    except NotInstallable as missing:
        score = Score("did not run", is_met=False, failures=(str(missing),))
    print(f"{name}: {score.said} ({time.monotonic() - began:.0f} s)", flush=True)
    for failure in score.failures:
        print(f"    {failure}", flush=True)
    return score


def _report(server: str, scores: dict[str, Score]) -> int:
    wide = max(len(one.said) for one in scores.values())
    print(f"\n{'suite':20}{server:{wide + 2}}{'':9}{'must':40}best peer")
    for name, score in scores.items():
        suite = SUITES[name]
        verdict = "met" if score.is_met else "MISSED"
        print(f"{name:20}{score.said:{wide + 2}}{verdict:9}{suite.must:40}{suite.best_peer}")
    return 0 if all(one.is_met for one in scores.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
