"""Seasons and plans by file name: the ending says the format."""

from __future__ import annotations

import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.formats import (
    ics,
    osss,
    own,
    robinx,
    robinx_plan,
    sheets,
    ttp,
    ttp_plan,
    workbook,
)
from kalends.features.seasons.solver.formats.fixed import ensure_fixed_games_fit
from kalends.features.seasons.solver.formats.xml import MAX_BYTES
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Problem

SEASONS = ".xml, .json, .xlsx, .txt or .ttp"
PLANS = ".xml, .json, .csv, .xlsx or .txt"


def load_problem(path: Path) -> Problem:
    """RobinX (.xml), OSSS or our own (.json), a workbook (.xlsx), or a TTP matrix (.txt, .ttp).

    Raises ProblemIsMalformed with the rule and the line.
    """
    problem = _read_problem(path)
    ensure_fixed_games_fit(problem)
    return problem


def _read_problem(path: Path) -> Problem:
    match path.suffix.lower():
        case ".xml":
            return robinx.read_instance(path)
        case ".json":
            text = _text(path)
            return osss.read_problem(text) if '"fixtures"' in text else own.read_season(text)
        case ".xlsx":
            return workbook.read_season(path)
        case ".txt" | ".ttp":
            return ttp.read_matrix(_text(path), path.stem)
        case suffix:
            raise ProblemIsMalformed(f"a season is {SEASONS}, not {suffix or 'without ending'}")


def load_plan(path: Path, problem: Problem) -> Plan:
    """RobinX (.xml), our own or OSSS (.json), .csv, .xlsx or a grid (.txt)."""
    match path.suffix.lower():
        case ".xml":
            return robinx_plan.read_plan(path, problem)
        case ".json":
            text = _text(path)
            return osss.read_schedule(text, problem) if '"assignments"' in text else own.read_plan(text, problem)
        case ".csv":
            return sheets.read_csv(_text(path), problem)
        case ".xlsx":
            return sheets.read_excel(path, problem)
        case ".txt":
            return ttp_plan.read_grid(_text(path), problem)
        case suffix:
            raise ProblemIsMalformed(f"a plan is {PLANS}, not {suffix or 'without ending'}")


def save_problem(problem: Problem, path: Path) -> None:
    """RobinX (.xml), OSSS (.osss.json), our own (any other .json), a workbook (.xlsx), a TTP matrix (.txt, .ttp)."""
    match path.suffix.lower():
        case ".xml":
            data = robinx.write_instance(problem)
        case ".json":
            write = osss.write_problem if _is_osss(path) else own.write_season
            data = write(problem).encode()
        case ".xlsx":
            data = workbook.write_season(problem)
        case ".txt" | ".ttp":
            data = ttp.write_matrix(problem).encode()
        case suffix:
            raise ProblemIsMalformed(f"a season is {SEASONS}, not {suffix or 'without ending'}")
    _replace(path, data)


def save_plan(problem: Problem, plan: Plan, path: Path, now: datetime | None = None) -> None:
    """RobinX (.xml), OSSS (.osss.json), our own (.json), .csv, .xlsx, a grid (.txt) or .ics.

    The file is replaced whole, so a reader never sees half.
    """
    _replace(path, _plan_out(problem, plan, path, now))


def ensure_plan_can_be_saved(problem: Problem, path: Path) -> None:
    """Raise ProblemIsMalformed or OSError now, where `save_plan` would after a search."""
    _plan_out(problem, Plan(()), path, None)
    if path.suffix.lower() == ".ics":
        for slot in problem.slots:
            ics.time_of(slot)
    _ensure_folder(path)
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(f"nothing can be written in {path.parent}")


def _plan_out(problem: Problem, plan: Plan, path: Path, now: datetime | None) -> bytes:
    match path.suffix.lower():
        case ".xml":
            verdict = check(problem, plan)
            scores = {"infeasibility": verdict.infeasibility, "objective": verdict.objective}
            return robinx_plan.write_plan(problem, plan, **scores)
        case ".json":
            write = osss.write_schedule if _is_osss(path) else own.write_plan
            return write(problem, plan).encode()
        case ".csv":
            return sheets.write_csv(problem, plan).encode()
        case ".xlsx":
            return sheets.write_excel(problem, plan)
        case ".txt":
            return ttp_plan.write_grid(problem, plan).encode()
        case ".ics":
            return ics.write_ics(problem, plan, now or datetime.now(UTC)).encode()
        case suffix:
            raise ProblemIsMalformed(
                f"a plan is {PLANS}, or .ics to be subscribed to, not {suffix or 'without ending'}"
            )


def unread(path: Path) -> tuple[str, ...]:
    """Names of the file's rules that are left aside; only OSSS has rules that we don't know."""
    if path.suffix.lower() != ".json":
        return ()
    text = _text(path)
    return osss.unread(text) if '"fixtures"' in text else ()


def _is_osss(path: Path) -> bool:
    return path.name.lower().endswith(".osss.json")


def _text(path: Path) -> str:
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise ProblemIsMalformed(f"the file has {len(data):,} bytes, at most {MAX_BYTES:,} are read")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProblemIsMalformed("the file isn't UTF-8 text") from None


def _ensure_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {path.parent}")


def _replace(path: Path, data: bytes) -> None:
    """Write beside, then rename: a run killed at any time leaves the old or the new file."""
    _ensure_folder(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
