"""How long `kalends serve` takes from its start to /ready: into an empty folder, and again.

Bars: the first start within 60 s (it makes the database, migrates, loads the sample), the second within 3 s.
Nothing is downloaded or installed here: `make serve` does that before.

    python bench/start.py [--times 3]
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import live

FIRST = 60.0
SECOND = 3.0
# As `make serve` runs it.
ENVIRONMENT = {"KALENDS_ENV": "development"}


def start_once(folder: Path) -> float:
    port = live.free_port()
    tree = live.serve(folder, port, "--sample", environment=ENVIRONMENT)
    began = time.perf_counter()
    tree.start()
    try:
        live.wait_until_ready(port, tree)
        return time.perf_counter() - began
    finally:
        tree.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3, help="second starts; their median counts")
    chosen = parser.parse_args()
    with live.temporary_folder() as folder:
        first = start_once(folder)
        later = [start_once(folder) for _ in range(chosen.times)]
    second = statistics.median(later)
    print(f"  first start  {first:6.2f} s   (bar {FIRST:.0f} s)")
    print(f"  second start {second:6.2f} s   (bar {SECOND:.0f} s; of {', '.join(f'{one:.2f}' for one in later)})")
    is_good = first <= FIRST and second <= SECOND
    print("bars:", "met" if is_good else "MISSED")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
