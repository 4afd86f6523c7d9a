"""The blueprint as flat arrays for the kernels: all that stays the same during a search."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kalends.features.seasons.solver.blueprint import Blueprint, Counter, Slide, phase_of_slots
from kalends.features.seasons.solver.problem import Objective
from kalends.features.seasons.solver.rules.rule import Terms

Array = NDArray[Any]
# Rows that never bind in one direction get this bound; counts are 16 bits wide.
UNBOUND = 30_000
# Slots of a full season fit one machine word, with a bit to spare on both sides.
FULL_SLOTS = 62
# So many of a hundred moves start at a game that breaks a hard rule while there is one; more where nothing else counts.
FOCUSED, FOCUSED_ON_LEGALITY = 50, 67
MODES = {"HA": 0, "H": 1, "A": 2}


class Tables(NamedTuple):
    """n teams, S slots, G games. Cells are flat (home * n + away) * S + slot; pairs are home * n + away.

    Weights come in twos: soft cost, then hard cost; one of them is 0.
    """

    size: Array  # int64, in the order of SIZES up to focused
    prices: Array  # int32 (cells * 2,): cost of playing the cell, where a rule is linear
    counter_ptr: Array  # int32 (cells + 1,): counters of each cell in counter_ids
    counter_ids: Array
    bounds: Array  # int32 (B, 4): least, most, weights
    bound_of: Array  # int32 (rows,): the bound of each counter, window of a slide, and break row, in this order
    slide_ptr: Array  # int32 (n * n + 1,): slides of each pair in slide_ids
    slide_ids: Array
    slides: Array  # int32 (Q, 2): family, row of its first window
    windows: Array  # int16 (F, S, 2): first and one past the last window that covers the slot
    run_ptr: Array  # int32 (n * n + 1,): runs of each pair in run_ids
    run_ids: Array
    runs: Array  # int32 (K, 5): length, least, most, weights; the slides of a full season
    break_ptr: Array  # int32 (n + 1,): break rows of each team
    break_ids: Array
    breaks: Array  # int32 (R, 2): its row, mode
    break_bits: Array  # uint64 (R,): slots of the row, where S <= 62
    break_slots: Array  # uint8 (R, S)
    distances: Array  # int32 (n, n)
    trips: Array  # int32 (T, 3): most, weights
    trip_teams: Array  # uint8 (T, n)
    rushes: Array  # int32 (H, 3): most, weights
    rush_teams: Array  # uint8 (H, n)
    days: Array  # int32 (S,): day of each slot, 0 where it has no time
    paces: Array  # int32 (K, 4): team, most, weights
    pace_slots: Array  # uint8 (K, S)
    stretches: Array  # int32 (K, 6): team, length, least, most, weights
    stretch_pairs: Array  # uint8 (K, n * n)
    curves: Array  # int32 (A, 4): most, weights, mode
    curve_teams: Array  # uint8 (A, n)
    curve_slots: Array  # uint8 (A, S)
    evens: Array  # int32 (E, 4): most, weights, mode
    even_teams: Array  # uint8 (E, n)
    aparts: Array  # int32 (A, 3): least, weights
    apart_pairs: Array  # uint8 (A, n * n)
    mates: Array  # int32 (M, 2): weights
    mate_pairs: Array  # uint8 (M, n * n)
    mate_of: Array  # int16 (M, S)
    turns: Array  # int32 (I, 2): weights
    turn_pairs: Array  # uint8 (I, n * n)
    phase: Array  # int16 (S,)
    waiting: Array  # int64 (2,): weights of a game without a slot
    move_mate: Array  # int16 (S,): slot that must move along, or -1
    pair_ptr: Array  # int32 (n * n + 1,): games of each unordered pair (smaller * n + larger)
    pair_games: Array
    fixed_game: Array  # int32 (n * n,): the game with this host and guest where there is one, else -1
    open_game: Array  # uint8 (G,): either team may host
    allow_ptr: Array  # int32 (G + 1,): slots a game may have without breaking a linear hard rule
    allow_slots: Array
    constant: Array  # int64 (2,): cost that no plan escapes


def weights(terms: Terms) -> tuple[int, int]:
    return (0, terms.penalty) if terms.hard else (terms.penalty, 0)


def _rows(rows: list[tuple[int, ...]], width: int) -> Array:
    return np.array(rows, dtype=np.int32).reshape(-1, width)


def _stack(rows: list[Array], width: int, kind: Any = np.uint8) -> Array:
    return np.array(rows, dtype=kind).reshape(-1, width)


def _lists(keys: Array, values: Array, size: int) -> tuple[Array, Array]:
    """Values grouped by key: pointers of length size + 1, and the values in order of key."""
    order = np.argsort(keys, kind="stable")
    pointers = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(keys, minlength=size), out=pointers[1:])
    return pointers, values[order].astype(np.int32)


def tabulate(blueprint: Blueprint) -> Tables:
    """Flat arrays of all rules."""
    n, _, S = blueprint.shape
    games = blueprint.problem.games
    lin, counters, constant = _split(blueprint)
    counter_ptr, counter_ids = _lists(
        np.concatenate([row.cells for row in counters]) if counters else np.zeros(0, dtype=np.int64),
        np.repeat(np.arange(len(counters)), [len(row.cells) for row in counters]),
        n * n * S,
    )
    is_full = blueprint.is_full and S <= FULL_SLOTS
    runs = [row for row in blueprint.slides if is_full and _is_regular(blueprint, row)]
    slides = [row for row in blueprint.slides if not (is_full and _is_regular(blueprint, row))]
    slide_ptr, slide_ids = _by_pair(slides, n)
    run_ptr, run_ids = _by_pair(runs, n)
    bounds, bound_of, slide_rows, first_break = _bounds(blueprint, counters, slides)
    break_keys = [(team, index) for index, row in enumerate(blueprint.break_rows) for team in row.teams]
    break_ptr, break_ids = _lists(
        np.array([team for team, _ in break_keys], dtype=np.int64),
        np.array([index for _, index in break_keys], dtype=np.int64),
        n,
    )
    pair_ptr, pair_games = _lists(
        np.array([min(game.home, game.away) * n + max(game.home, game.away) for game in games], dtype=np.int64),
        np.arange(len(games)),
        n * n,
    )
    allow_ptr, allow_slots = _allowed(blueprint, lin.reshape(n, n, S, 2)[..., 1])
    distance = np.array(blueprint.problem.distances or np.zeros((n, n)), dtype=np.int32)
    return Tables(
        size=np.array(
            [
                n,
                S,
                len(games),
                int(is_full),
                int(blueprint.problem.is_phased),
                blueprint.problem.legs,
                blueprint.travel_weight,
                blueprint.travel_unit,
                FOCUSED_ON_LEGALITY if blueprint.problem.objective is Objective.NOTHING else FOCUSED,
            ],
            dtype=np.int64,
        ),
        prices=lin,
        counter_ptr=counter_ptr,
        counter_ids=counter_ids,
        bounds=bounds,
        bound_of=bound_of,
        slide_ptr=slide_ptr,
        slide_ids=slide_ids,
        slides=slide_rows,
        windows=_windows(blueprint),
        run_ptr=run_ptr,
        run_ids=run_ids,
        runs=_rows(
            [
                (_length(blueprint, row), row.least, min(row.most, _length(blueprint, row)), *weights(row.terms))
                for row in runs
            ],
            5,
        ),
        break_ptr=break_ptr,
        break_ids=break_ids,
        breaks=_rows([(first_break + index, MODES[row.mode]) for index, row in enumerate(blueprint.break_rows)], 2),
        break_bits=np.array([_bits(row.slots) for row in blueprint.break_rows], dtype=np.uint64),
        break_slots=_stack([row.slots for row in blueprint.break_rows], S),
        distances=distance,
        trips=_rows([(row.most, *weights(row.terms)) for row in blueprint.trip_rows], 3),
        trip_teams=_stack([_member(row.teams, n) for row in blueprint.trip_rows], n),
        rushes=_rows([(row.most, *weights(row.terms)) for row in blueprint.rush_rows], 3),
        rush_teams=_stack([_member(row.teams, n) for row in blueprint.rush_rows], n),
        days=np.array(
            [slot.starts_at.toordinal() if slot.starts_at else 0 for slot in blueprint.problem.slots], dtype=np.int32
        ),
        paces=_rows([(row.team, row.most, *weights(row.terms)) for row in blueprint.pace_rows], 4),
        pace_slots=_stack([row.slots for row in blueprint.pace_rows], S),
        stretches=_rows(
            [
                (row.team, row.length, row.least, min(row.most, UNBOUND), *weights(row.terms))
                for row in blueprint.stretch_rows
            ],
            6,
        ),
        stretch_pairs=_stack([row.pairs.ravel() for row in blueprint.stretch_rows], n * n),
        curves=_rows([(row.most, *weights(row.terms), MODES[row.mode]) for row in blueprint.curve_rows], 4),
        curve_teams=_stack([_member(row.teams, n) for row in blueprint.curve_rows], n),
        curve_slots=_stack([row.slots for row in blueprint.curve_rows], S),
        evens=_rows([(row.most, *weights(row.terms), MODES[row.mode]) for row in blueprint.even_rows], 4),
        even_teams=_stack([_member(row.teams, n) for row in blueprint.even_rows], n),
        aparts=_rows([(row.least, *weights(row.terms)) for row in blueprint.apart_rows], 3),
        apart_pairs=_stack([row.pairs.ravel() for row in blueprint.apart_rows], n * n),
        mates=_rows([weights(row.terms) for row in blueprint.mate_rows], 2),
        mate_pairs=_stack([row.pairs.ravel() for row in blueprint.mate_rows], n * n),
        mate_of=_stack([row.mate for row in blueprint.mate_rows], S, np.int16),
        turns=_rows([weights(row.terms) for row in blueprint.turn_rows], 2),
        turn_pairs=_stack([row.pairs.ravel() for row in blueprint.turn_rows], n * n),
        phase=phase_of_slots(blueprint).astype(np.int16),
        waiting=np.array(weights(blueprint.waiting), dtype=np.int64),
        move_mate=_move_mates(blueprint),
        pair_ptr=pair_ptr,
        pair_games=pair_games,
        fixed_game=_fixed(blueprint),
        open_game=np.array([game.is_open for game in games], dtype=np.uint8),
        allow_ptr=allow_ptr,
        allow_slots=allow_slots,
        constant=constant,
    )


def _split(blueprint: Blueprint) -> tuple[Array, list[Counter], Array]:
    """Costs by cell for counters that are linear, and the counters that aren't."""
    n, _, S = blueprint.shape
    lin = np.zeros((n * n * S, 2), dtype=np.int64)
    constant = np.zeros(2, dtype=np.int64)
    rest: list[Counter] = []
    for row in blueprint.counters:
        pair = np.array(weights(row.terms), dtype=np.int64)
        ceiling = blueprint.ceiling(_mask(row.cells, blueprint.shape))
        if row.most == 0:
            lin[row.cells] += pair
        elif row.least >= ceiling and row.most >= ceiling:
            lin[row.cells] -= pair
            constant += pair * row.least
        else:
            rest.append(row)
    return lin.reshape(-1).astype(np.int32), rest, constant


def _mask(cells: Array, shape: tuple[int, int, int]) -> Array:
    mask = np.zeros(shape, dtype=np.bool_)
    mask.reshape(-1)[cells] = True
    return mask


def _is_regular(blueprint: Blueprint, row: Slide) -> bool:
    """Whether the windows are all stretches of one length."""
    windows, length, S = blueprint.families[row.family], _length(blueprint, row), blueprint.shape[2]
    return windows == tuple((start, start + length) for start in range(S - length + 1))


def _length(blueprint: Blueprint, row: Slide) -> int:
    start, stop = blueprint.families[row.family][0]
    return stop - start


def _by_pair(slides: list[Slide], n: int) -> tuple[Array, Array]:
    return _lists(
        np.concatenate([row.pairs for row in slides]) if slides else np.zeros(0, dtype=np.int64),
        np.repeat(np.arange(len(slides)), [len(row.pairs) for row in slides]),
        n * n,
    )


def _bounds(blueprint: Blueprint, counters: list[Counter], slides: list[Slide]) -> tuple[Array, Array, Array, int]:
    """Bounds, the bound of each row, family and first window of each slide, and the first break row's row."""
    kinds = [*counters, *slides, *blueprint.break_rows]
    counts = [len(blueprint.families[row.family]) if isinstance(row, Slide) else 1 for row in kinds]
    firsts = np.concatenate([[0], np.cumsum(counts)])
    first_slide, first_break = len(counters), len(counters) + len(slides)
    return (
        _rows([(row.least, min(row.most, UNBOUND), *weights(row.terms)) for row in kinds], 4),
        np.repeat(np.arange(len(kinds), dtype=np.int32), counts),
        _rows([(row.family, int(firsts[first_slide + index])) for index, row in enumerate(slides)], 2),
        int(firsts[first_break]),
    )


def _windows(blueprint: Blueprint) -> Array:
    """Both ends of a family's windows rise, so the windows over a slot are neighbours."""
    S = blueprint.shape[2]
    table = np.zeros((max(len(blueprint.families), 1), S, 2), dtype=np.int16)
    for index, family in enumerate(blueprint.families):
        for slot in range(S):
            over = [number for number, (start, stop) in enumerate(family) if start <= slot < stop]
            table[index, slot] = (over[0], over[-1] + 1) if over else (0, 0)
    return table


def _bits(slots: Array) -> int:
    return sum(1 << int(slot) for slot in np.flatnonzero(slots) if slot < 63)


def _member(teams: tuple[int, ...], n: int) -> Array:
    member = np.zeros(n, dtype=np.uint8)
    member[list(teams)] = 1
    return member


def _move_mates(blueprint: Blueprint) -> Array:
    """The mates of a hard rule that pairs all slots for all teams; moves then keep it."""
    n, _, S = blueprint.shape
    for row in blueprint.mate_rows:
        if row.terms.hard and bool((row.mate >= 0).all()) and int(row.pairs.sum()) == n * n:
            return row.mate.astype(np.int16)
    return np.full(S, -1, dtype=np.int16)


def _fixed(blueprint: Blueprint) -> Array:
    n = blueprint.shape[0]
    table = np.full(n * n, -1, dtype=np.int32)
    for index, game in enumerate(blueprint.problem.games):
        if not game.is_open:
            table[game.home * n + game.away] = index
    return table


def _allowed(blueprint: Blueprint, hard: Array) -> tuple[Array, Array]:
    """Slots of each game where its host may play it; all slots where none is left."""
    pointers, slots = [0], list[int]()
    for game in blueprint.problem.games:
        cost = hard[game.home, game.away]
        if game.is_open:
            cost = np.minimum(cost, hard[game.away, game.home])
        free = np.flatnonzero(cost <= cost.min())
        slots.extend(int(slot) for slot in free)
        pointers.append(len(slots))
    return np.array(pointers, dtype=np.int32), np.array(slots, dtype=np.int32)


# Numbers that kernels read beside the arrays: those of Tables.size, then how many rows each table has.
ROWS = (
    "slides",
    "runs",
    "breaks",
    "trips",
    "rushes",
    "paces",
    "stretches",
    "curves",
    "evens",
    "aparts",
    "mates",
    "turns",
)
SIZES = (
    *("n", "S", "G", "is_full", "is_phased", "legs", "travel_weight", "travel_unit", "focused"),
    "rows",
    *(f"{name}_rows" for name in ROWS),
)


def sizes_of(tables: Tables) -> dict[str, int]:
    numbers = [*tables.size, len(tables.bound_of), *(len(getattr(tables, name)) for name in ROWS)]
    return {name: int(value) for name, value in zip(SIZES, numbers, strict=True)}
