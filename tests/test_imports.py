"""What a process has imported it holds for as long as it runs: what few ever need comes when it is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Nothing listens there: what is built here opens no connection.
NOWHERE = "postgresql://ada@127.0.0.1:1/nowhere"
FIRST_PROCESS = "import kalends.__main__, granian.server"
WEB = "from kalends import processes; processes.web_app()"
WORKER = "from kalends import processes, wiring"
# The engine that ranks times; confusable letters, of which we keep an eighth.
SELDOM = {"numpy", "confusable_homoglyphs.confusables"}
# The first process of the web server only starts the others.
OF_THE_OTHERS = {"psycopg", "cryptography", "fastapi", "starlette", "lxml", "rich", "kalends.wiring"}
OF_THE_DOORS = {"fastapi", "lxml", "kalends.adapters.app", "kalends.adapters.api", "kalends.adapters.caldav.door"}


@pytest.mark.parametrize(
    ("start", "absent"),
    [(FIRST_PROCESS, SELDOM | OF_THE_OTHERS), (WEB, SELDOM), (WORKER, SELDOM | OF_THE_DOORS)],
)
def test_what_is_seldom_needed_is_not_there_from_the_start(start: str, absent: set[str], tmp_path: Path) -> None:
    environment = {**os.environ, "KALENDS__DATABASE__URL": NOWHERE, "KALENDS__DATA__FOLDER": str(tmp_path)}
    script = f"import sys; {start}; print(*sys.modules)"

    started = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=120, check=True
    )

    loaded = set(started.stdout.split())
    assert "kalends.processes" in loaded
    assert not absent & loaded
