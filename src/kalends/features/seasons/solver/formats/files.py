"""Seasons and plans by file name: the ending says the format."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.formats import ics, osss, own, robinx, robinx_plan, sheets, ttp
from kalends.features.seasons.solver.formats.fixed import ensure_fixed_games_fit
from kalends.features.seasons.solver.formats.xml import MAX_BYTES
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Problem


def load_problem(path: Path) -> Problem:
    """RobinX (.xml), OSSS or our own (.json), or a TTP matrix (.txt, .ttp). Raises ProblemIsMalformed with the line."""
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
        case ".txt" | ".ttp":
            return ttp.read_matrix(_text(path), path.stem)
        case suffix:
            raise ProblemIsMalformed(f"a season is .xml, .json, .txt or .ttp, not {suffix or 'without ending'}")


def load_plan(path: Path, problem: Problem) -> Plan:
    """RobinX (.xml), our own or OSSS (.json), .csv or .xlsx."""
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
        case suffix:
            raise ProblemIsMalformed(f"a plan is .xml, .json, .csv or .xlsx, not {suffix or 'without ending'}")


def save_problem(problem: Problem, path: Path) -> None:
    """RobinX (.xml), OSSS (.osss.json), our own (any other .json), a TTP matrix (.txt, .ttp)."""
    match path.suffix.lower():
        case ".xml":
            _replace(path, robinx.write_instance(problem))
        case ".json":
            write = osss.write_problem if _is_osss(path) else own.write_season
            _replace(path, write(problem).encode())
        case ".txt" | ".ttp":
            _replace(path, ttp.write_matrix(problem).encode())
        case suffix:
            raise ProblemIsMalformed(f"a season is .xml, .json, .txt or .ttp, not {suffix or 'without ending'}")


def save_plan(problem: Problem, plan: Plan, path: Path, now: datetime | None = None) -> None:
    """RobinX (.xml), OSSS (.osss.json), our own (.json), .csv, .xlsx or .ics.

    The file is replaced whole, so a reader never sees half.
    """
    match path.suffix.lower():
        case ".xml":
            verdict = check(problem, plan)
            scores = {"infeasibility": verdict.infeasibility, "objective": verdict.objective}
            _replace(path, robinx_plan.write_plan(problem, plan, **scores))
        case ".json":
            write = osss.write_schedule if _is_osss(path) else own.write_plan
            _replace(path, write(problem, plan).encode())
        case ".csv":
            _replace(path, sheets.write_csv(problem, plan).encode())
        case ".xlsx":
            _replace(path, sheets.write_excel(problem, plan))
        case ".ics":
            _replace(path, ics.write_ics(problem, plan, now or datetime.now(UTC)).encode())
        case suffix:
            raise ProblemIsMalformed(f"a plan is .xml, .json, .csv, .xlsx or .ics, not {suffix or 'without ending'}")


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


def _replace(path: Path, data: bytes) -> None:
    """Write beside, then rename: a run killed at any time leaves the old or the new file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
