"""Plans of traveling tournaments as a grid of text: a line a slot, a column a team, `@` before who hosts it."""

from __future__ import annotations

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.rules import Names

# At home against X is `X`, at X's is `@X`, no game is `-`.
AWAY, NOBODY, CORNER = "@", "-", "slot"


def write_grid(problem: Problem, plan: Plan) -> str:
    """Games that wait aren't in it. Raises where a team has a key that isn't one word, or two games in a slot."""
    keys = [team.key for team in problem.teams]
    for key in (*keys, *(slot.key for slot in problem.slots)):
        if not key or key.split() != [key] or key.startswith((AWAY, "#")) or key == NOBODY:
            raise ProblemIsMalformed(f"{key!r} can't stand in a grid of words; save the plan as .csv")
    table = [[NOBODY] * len(keys) for _ in problem.slots]
    for game in plan.games:
        if game.slot is None:
            continue
        row = table[game.slot]
        for team, cell in ((game.home, keys[game.away]), (game.away, AWAY + keys[game.home])):
            if row[team] != NOBODY:
                name, slot = problem.teams[team].name, problem.slots[game.slot].name
                raise ProblemIsMalformed(f"{name} has two games in {slot}; save the plan as .csv")
            row[team] = cell
    lines = [[CORNER, *keys], *([slot.key, *row] for slot, row in zip(problem.slots, table, strict=True))]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        " ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def read_grid(text: str, problem: Problem) -> Plan:
    """The plan of a grid, with a first column of slots or without. Raises ProblemIsMalformed with the line."""
    names, games = Names.of(problem), list[Played]()
    rows = [
        (line, row.split()) for line, row in enumerate(text.splitlines(), 1) if row.strip() and row.strip()[0] != "#"
    ]
    if not rows:
        raise ProblemIsMalformed("a grid begins with a line of teams", line=1)
    top, header = rows[0]
    has_slots = bool(header) and header[0].lower() == CORNER
    teams = header[has_slots:]
    if sorted(teams) != sorted(names.teams):
        wrong = [key for key in (*teams, *names.teams) if teams.count(key) != (key in names.teams)]
        raise ProblemIsMalformed(f"the first line names each team once: see {wrong[0]}", line=top)
    for number, (line, cells) in enumerate(rows[1:]):
        if len(cells) != len(header):
            raise ProblemIsMalformed(f"{len(cells)} cells under {len(header)} columns", line=line)
        if has_slots and cells[0] not in names.slots:
            raise ProblemIsMalformed(f"slot {cells[0]} doesn't exist", line=line)
        slot = names.slots[cells[0]] if has_slots else number
        if slot >= len(problem.slots):
            raise ProblemIsMalformed(f"the season has {len(problem.slots)} slots", line=line)
        row = dict(zip(teams, cells[has_slots:], strict=True))
        for team, cell in row.items():
            other = cell.removeprefix(AWAY)
            if cell == NOBODY:
                continue
            if other not in names.teams or other == team:
                raise ProblemIsMalformed(f"{team} can't play {cell}", line=line)
            if row[other] != (team if cell.startswith(AWAY) else AWAY + team):
                raise ProblemIsMalformed(f"under {team} stands {cell}, but under {other} {row[other]}", line=line)
            if not cell.startswith(AWAY):
                games.append(Played(names.teams[team], names.teams[other], slot))
    return Plan(tuple(games))
