"""How long `kalends serve` takes from its start to /ready: into an empty folder, and again.

Bars: the first start within 60 s (it makes the database, migrates, loads the sample), the second within 3 s.
Nothing is downloaded or installed here: `make serve` does that before.

    python bench/start.py [--times 3]
"""

import argparse
import resource
import statistics
import sys
import time
from pathlib import Path

import live

FIRST = 60.0
SECOND = 3.0
# As `make serve` runs it.
ENVIRONMENT = {"KALENDS_ENV": "development"}


def start_once(folder: Path) -> tuple[float, float]:
    """Seconds until /ready, and seconds of CPU for the start and the stop: the first grow when others are at work."""
    used = cpu_of_children()
    port = live.free_port()
    tree = live.serve(folder, port, "--sample", environment=ENVIRONMENT)
    began = time.perf_counter()
    tree.start()
    try:
        live.wait_until_ready(port, tree)
        took = time.perf_counter() - began
    finally:
        tree.stop()
    return took, cpu_of_children() - used


def cpu_of_children() -> float:
    """Of those that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3, help="second starts; their median counts")
    chosen = parser.parse_args()
    with live.temporary_folder() as folder:
        first, first_cpu = start_once(folder)
        later = [start_once(folder) for _ in range(chosen.times)]
    second = statistics.median(took for took, _ in later)
    second_cpu = statistics.median(cpu for _, cpu in later)
    all_of_them = ", ".join(f"{took:.2f}" for took, _ in later)
    print(f"  first start  {first:6.2f} s, {first_cpu:5.2f} s of CPU   (bar {FIRST:.0f} s)")
    print(f"  second start {second:6.2f} s, {second_cpu:5.2f} s of CPU   (bar {SECOND:.0f} s; of {all_of_them})")
    is_good = first <= FIRST and second <= SECOND
    print("bars:", "met" if is_good else "MISSED")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
