"""What Kalends must withstand and needs a clock for: load, kills, slow clients, timing. `make withstand`.

python bench/withstand.py [NAME …]     all of them, or those named
"""

import subprocess
import sys
import time
from pathlib import Path

# In the order of their length, so that a broken build shows early. Each is a script of its own and says its bar.
CHECKS = {
    "start": ("start.py", "the first start and the second, from nothing to /ready"),
    "recommend": ("recommend.py", "the best time for 1,000 people and for 100,000, beside naive Python"),
    "recurrence": ("recurrence.py", "CHECKLIST 40: recurrence beside its peers; no rule costs more than 100 ms"),
    "calendars": ("calendars.py", "what the index makes of 1,000 and 10,000 events; busy times of 50 people"),
    "caldav": ("caldav.py", "CalDAV beside Radicale and Xandikos; calendars of 100 to 100,000 events"),
    "outbox": ("outbox.py", "jobs a second beside pgqueuer, start latency; facts to deliveries, also under kills"),
    "webhooks": ("webhooks.py", "CHECKLIST 47: npm's reference library verifies what we sign"),
    "signin": ("signin_timing.py", "CHECKLIST 4: known and unknown addresses take the same time"),
    "http": ("http.py", "a read and a write beside a bare handler; 1,000 clients for a minute"),
    "watchers": ("watchers.py", "a vote on 200 other pages; 1,000 clients answering one meeting for a minute"),
    "slow": ("slow_clients.py", "CHECKLIST 35: slow headers, bodies and readers"),
    "restart": ("rolling_restart.py", "CHECKLIST 57, 58: a restart without a failed request; the database away"),
    "clocks": (
        "clocks.py",
        "CHECKLIST 60: clocks set back and forward, by libfaketime; nothing twice, nothing skipped",
    ),
    "slow-receivers": ("slow_receivers.py", "a webhook's host that is far away, and one that hangs beside another"),
    "kills": ("kills.py", "CHECKLIST 55: worker, database and producer killed; nothing lost"),
    "publishing": (
        "publishing.py",
        "CHECKLIST 59: a season's games published at once, hosts that hang; the API's p99 meanwhile",
    ),
    "crashes": ("crashes.py", "kill -9 of everything, 20 times, under writes; nothing lost, no orphan"),
    "caldav-races": ("caldav_races.py", "16 CalDAV clients at once: one winner, one object for a UID, nothing untold"),
    "caldav-kills": (
        "caldav_kills.py",
        "kill -9 in a storm of CalDAV writes, 100 times; nothing lost, tokens right",
    ),
    "fuzz": ("fuzz.py", "CHECKLIST 41, 42: the CalDAV door's parsers, guided by coverage; nothing found"),
    "injection": ("injection.py", "CHECKLIST 28, 31, 32, 39: public scanners against the running product"),
    "reminders": ("reminders.py", "CHECKLIST 60, 62: 10,000 reminders in a minute; 200 kills, nothing lost"),
    "migrations": ("migrations.py", "CHECKLIST 53: the migrations on a million rows under load"),
}


def main() -> int:
    chosen = sys.argv[1:] or list(CHECKS)
    if unknown := [name for name in chosen if name not in CHECKS]:
        print(f"There is no check {unknown[0]}. There are: {', '.join(CHECKS)}")
        return 2
    failed: list[str] = []
    for name in chosen:
        script, about = CHECKS[name]
        print(f"\n== {name}: {about}", flush=True)
        began = time.monotonic()
        if subprocess.run([sys.executable, str(Path(__file__).with_name(script))], check=False).returncode:
            failed.append(name)
        print(f"   ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"\n{len(chosen) - len(failed)} passed, {len(failed)} failed" + (f": {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
