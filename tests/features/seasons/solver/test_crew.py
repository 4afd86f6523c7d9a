"""Islands that search at once: on this machine, over a cluster, and when the run they serve is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kalends.features.seasons.solver import Stop, big12, check, load_plan, save_problem, solve
from kalends.features.seasons.solver.errors import SolverIsMissing
from kalends.features.seasons.solver.search.crew import Errand, Key, Log, sail, takes_over
from kalends.features.seasons.solver.search.portfolio import search
from kalends.features.seasons.solver.search.schedule import LOOSE, RULES, TRAVEL, of_its_own
from kalends.features.seasons.solver.search.start import Seats, plan_of
from tests.features.seasons.solver.conftest import ROOT, awaited, league, tournament

SOLVE = [sys.executable, "-m", "kalends", "solve"]


def children(pid: int) -> list[int]:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in told.stdout.split()]


def is_running(pid: int) -> bool:
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_leaves_its_best_plan_and_goes_on_from_it(tmp_path: Path, workers: str) -> None:
    season, plan = tmp_path / "season.xml", tmp_path / "plan.xml"
    problem = tournament(12)
    save_problem(problem, season)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    arguments = [str(season), "-o", str(plan), "--workers", workers, "--seed", "1"]

    with subprocess.Popen([*SOLVE, *arguments, "--time", "600"], env=environment, stderr=subprocess.DEVNULL) as run:
        assert awaited(plan.exists)
        first = plan.read_bytes()
        assert awaited(lambda: plan.read_bytes() != first)
        searching = children(run.pid)
        run.send_signal(signal.SIGKILL)

    left = check(problem, load_plan(plan, problem))
    assert left.is_legal
    assert awaited(lambda: not any(is_running(pid) for pid in searching)), "orphans go on searching"
    gone_on = subprocess.run(
        [*SOLVE, *arguments, "--time", "1", "--start", str(plan)], env=environment, capture_output=True, check=False
    )
    assert gone_on.returncode == 0, gone_on.stderr
    assert check(problem, load_plan(plan, problem)).objective <= left.objective


def test_islands_of_a_crew_have_schedules_of_their_own() -> None:
    for schedule in (RULES, LOOSE, TRAVEL):
        first, second, third = (of_its_own(schedule, index) for index in range(3))

        assert first == third == schedule
        assert second != first
        # It weighs hard rules more lightly, or cools sooner.
        if schedule.has_light:
            assert second.lowest_ratio <= second.ratio < first.lowest_ratio
        else:
            assert second.ends[0] < first.ends[0]
        assert second.ends[-1] == 1.0
        assert list(second.ends) == sorted(second.ends)


def test_two_workers_tell_their_moves_their_cpu_and_their_memory() -> None:
    result = solve(tournament(8), Stop(moves=400_000), seed=1, workers=2)

    assert result.verdict.is_legal
    assert result.moves >= 400_000
    assert 0 < result.moves_per_second < 10**8
    # Octets: two processes with numba in them, and this one, which holds what the tests before it left.
    assert 10**8 < result.memory < 10**10


def test_without_a_cluster_nothing_of_ray_is_imported() -> None:
    code = (
        "import sys\n"
        "from kalends.features.seasons.solver import Stop, big12, solve\n"
        "if __name__ == '__main__':\n"
        "    solve(big12(), Stop(moves=2), workers=2)\n"
        "    print('ray' in sys.modules)\n"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert told.stdout.strip() == "False", told.stderr


def test_where_ray_is_missing_a_cluster_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "kalends.features.seasons.solver.search.cluster", raising=False)

    with pytest.raises(SolverIsMissing, match=r"kalends\[ray\]"):
        solve(league(4), Stop(moves=1), workers=2, cluster="local")


class Wall:
    """A board on which somebody else's best hangs already."""

    def __init__(self, key: Key, seats: Seats) -> None:
        self.key, self.seats, self.noted = key, seats, 0

    def read(self) -> tuple[Key, Seats]:
        return self.key, self.seats

    def offer(self, key: Key, seats: Seats) -> None:
        if key < self.key:
            self.key, self.seats = key, seats

    def note(self, index: int, log: Log) -> None:
        self.noted += 1

    def is_halted(self) -> bool:
        return self.noted > 20


def test_an_island_takes_over_what_is_legal_from_the_others() -> None:
    problem = big12()
    told: list[tuple[Key, Seats]] = []
    stop = Stop(moves=1_200_000, is_cancelled=lambda: bool(told) and told[-1][0][0] == 0)
    search(problem, stop, 1, 1, None, lambda seconds, moves, key, seats: told.append((key, seats)), RULES)
    wall = Wall(*told[-1])

    sail(Errand(problem, Stop(moves=10**9), 2, None, LOOSE), 0, wall)

    assert check(problem, plan_of(*wall.seats)).is_legal
    assert wall.noted > 20


def test_islands_are_left_alone_until_they_have_cooled_but_for_a_rescue() -> None:
    patient, light = RULES, of_its_own(RULES, 1)
    broken, legal, better = (2, 500), (0, 900), (0, 700)

    assert takes_over(patient, 0.1, broken, legal)
    assert takes_over(light, 0.1, broken, legal)
    assert not takes_over(light, 0.1, legal, better)
    assert not takes_over(patient, 0.1, legal, better)
    assert takes_over(patient, 0.9, legal, better)
    assert takes_over(light, 0.9, broken, legal)
    assert takes_over(light, 0.9, legal, better)
    assert not takes_over(light, 0.9, better, legal)


@pytest.mark.slow
def test_a_cluster_searches_as_processes_do() -> None:
    pytest.importorskip("ray")

    result = solve(tournament(8), Stop(moves=400_000), seed=1, workers=2, cluster="local")

    assert result.verdict.is_legal
    assert result.moves >= 400_000
    assert result.memory > 10**8
