"""How well, and how fast, phrases are read: a table a line, by language; what differs is printed below.

.venv/bin/python bench/phrases.py            all tables of the tests
.venv/bin/python bench/phrases.py blind_1    one of them
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kalends.features.calendars.phrases.reading import ReadingKind
from tests.features.calendars.phrases.tables import LOCALES, TABLES, Line, differences, reading_of, table_lines

# A reading is right; or it asks, or sees no time, where a time was meant; or it is wrong and does not say so.
RIGHT, TIMID, WRONG = "right", "timid", "wrong"


def judged(line: Line) -> tuple[str, list[str]]:
    reading = reading_of(line)
    wrong = differences(line, reading)
    if not wrong:
        return RIGHT, wrong
    return TIMID if reading.kind in (ReadingKind.ASK, ReadingKind.NONE) else WRONG, wrong


def main(tables: list[str]) -> None:
    amiss: list[str] = []
    print(f"{'table':12}{'language':10}{'phrases':>8}{RIGHT:>8}{TIMID:>8}{WRONG:>8}{'per second':>12}")
    for table in tables or TABLES:
        total: Counter[str] = Counter()
        for language in LOCALES:
            lines = list(table_lines(table, language))
            begun = time.perf_counter()
            verdicts = [judged(line) for line in lines]
            rate = len(lines) / (time.perf_counter() - begun)
            counts = Counter(verdict for verdict, _ in verdicts)
            total += counts
            print(f"{table:12}{language:10}{_row(counts)}{rate:12.0f}")
            amiss += [
                f"{verdict:6}{language}  {line}: {'; '.join(wrong)}"
                for line, (verdict, wrong) in zip(lines, verdicts, strict=True)
                if wrong
            ]
        print(f"{table:12}{'all':10}{_row(total)}{total[RIGHT] / total.total():12.1%} right")
    print(*amiss, sep="\n")


def _row(counts: Counter[str]) -> str:
    return "".join(f"{number:8}" for number in (counts.total(), counts[RIGHT], counts[TIMID], counts[WRONG]))


if __name__ == "__main__":
    main(sys.argv[1:])
