"""The blueprint as flat arrays for the kernels: what is fixed during a search (Tables) and what moves (State)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kalends.features.seasons.solver.blueprint import Blueprint, phase_of_slots
from kalends.features.seasons.solver.rules.rule import Terms

Array = NDArray[Any]
# Rows that never bind in one direction get this bound; counts are 16 bits wide.
UNBOUND = 30_000
MODES = {"HA": 0, "H": 1, "A": 2}


class Tables(NamedTuple):
    """n teams, S slots, G games. Cells are flat (home * n + away) * S + slot; pairs are home * n + away.

    Weights come in twos: soft cost, then hard cost; one of them is 0.
    """

    size: Array  # int64, in the order of SIZES up to travel_unit
    prices: Array  # int32 (cells * 2,): cost of playing the cell, where a rule is linear
    counter_ptr: Array  # int32 (cells + 1,): counters of each cell in counter_ids
    counter_ids: Array
    counters: Array  # int32 (C, 4): least, most, weights
    slide_ptr: Array  # int32 (n * n + 1,): slides of each pair in slide_ids
    slide_ids: Array
    slides: Array  # int32 (Q, 6): least, most, weights, family, offset of its windows
    windows: Array  # int16 (F, S, 2): first and one past the last window that covers the slot
    break_ptr: Array  # int32 (n + 1,): break rows of each team
    break_ids: Array
    breaks: Array  # int32 (R, 5): least, most, weights, mode
    break_bits: Array  # uint64 (R,): slots of the row, where S <= 62
    break_slots: Array  # uint8 (R, S)
    distances: Array  # int32 (n, n)
    trips: Array  # int32 (T, 3): most, weights
    trip_teams: Array  # uint8 (T, n)
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


class State(NamedTuple):
    """A timetable with everything counted about it, and room for one move and its undoing."""

    homes: Array  # int16 (G,)
    aways: Array
    slots: Array  # int16 (G,), -1 waits
    table: Array  # int16 (n, S): game of a team in a slot, -1 none
    counts: Array  # int16 (C,)
    filled: Array  # int16 (windows of all slides,)
    home_bits: Array  # uint64 (n,): home slots, where S <= 62 and the season is full
    venues: Array  # int16 (n, S + 2): where the team is, home before and after
    team_breaks: Array  # int32 (R * n,)
    row_breaks: Array  # int32 (R,)
    tours: Array  # int64 (n,)
    team_soft: Array  # int64 (n,): pace, stretches, trips
    team_hard: Array
    pair_soft: Array  # int64 (n * n,)
    pair_hard: Array
    heights: Array  # int16 (A, n, S)
    heights_old: Array
    gaps: Array  # int16 (A, n, n)
    even_breaks: Array  # int32 (E, n)
    even_gaps: Array  # int64 (E,)
    log_kind: Array  # int8: what to restore when a move is undone
    log_index: Array  # int32
    log_value: Array  # int64
    move_game: Array  # int32
    move_slot: Array  # int16: where it goes
    move_flip: Array  # int8: 1 if host and guest change
    move_from: Array  # int16
    team_mark: Array  # int64 (n,): number of the move that touched it
    touched_teams: Array  # int32 (n,): touched teams
    pair_mark: Array  # int64 (n * n,)
    touched_pairs: Array  # int32
    game_mark: Array  # int64 (G,)
    touched_bits: Array  # uint64 (n,): touched slots
    queue: Array  # int32 (n,)
    dice: Array  # uint64 (1,)
    total: Array  # int64 (8,): soft, hard, best soft, best hard, moves, accepted, mark, log length
    best_slot: Array  # int16 (G,)
    best_home: Array  # int16 (G,)
    kinds: Array  # int64 (kinds, 2): moves tried and accepted by kind


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
    slides = blueprint.slides
    slide_ptr, slide_ids = _lists(
        np.concatenate([row.pairs for row in slides]) if slides else np.zeros(0, dtype=np.int64),
        np.repeat(np.arange(len(slides)), [len(row.pairs) for row in slides]),
        n * n,
    )
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
                int(blueprint.is_full and S <= 62),
                int(blueprint.problem.is_phased),
                blueprint.problem.legs,
                blueprint.travel_weight,
                blueprint.travel_unit,
            ],
            dtype=np.int64,
        ),
        prices=lin,
        counter_ptr=counter_ptr,
        counter_ids=counter_ids,
        counters=_rows([(row.least, min(row.most, UNBOUND), *weights(row.terms)) for row in counters], 4),
        slide_ptr=slide_ptr,
        slide_ids=slide_ids,
        slides=_slide_rows(blueprint),
        windows=_windows(blueprint),
        break_ptr=break_ptr,
        break_ids=break_ids,
        breaks=_rows(
            [(row.least, min(row.most, UNBOUND), *weights(row.terms), MODES[row.mode]) for row in blueprint.break_rows],
            5,
        ),
        break_bits=np.array([_bits(row.slots) for row in blueprint.break_rows], dtype=np.uint64),
        break_slots=_stack([row.slots for row in blueprint.break_rows], S),
        distances=distance,
        trips=_rows([(row.most, *weights(row.terms)) for row in blueprint.trip_rows], 3),
        trip_teams=_stack([_member(row.teams, n) for row in blueprint.trip_rows], n),
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


def _split(blueprint: Blueprint) -> tuple[Array, list[Any], Array]:
    """Costs by cell for counters that are linear, and the counters that aren't."""
    n, _, S = blueprint.shape
    lin = np.zeros((n * n * S, 2), dtype=np.int64)
    constant = np.zeros(2, dtype=np.int64)
    rest: list[Any] = []
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


def _slide_rows(blueprint: Blueprint) -> Array:
    rows: list[tuple[int, ...]] = []
    offset = 0
    for row in blueprint.slides:
        rows.append((row.least, min(row.most, UNBOUND), *weights(row.terms), row.family, offset))
        offset += len(blueprint.families[row.family])
    return _rows(rows, 6)


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
ROWS = ("counters", "slides", "breaks", "trips", "paces", "stretches", "curves", "evens", "aparts", "mates", "turns")
SIZES = (
    *("n", "S", "G", "is_full", "is_phased", "legs", "travel_weight", "travel_unit"),
    *(f"{name}_rows" for name in ROWS),
)


def sizes_of(tables: Tables) -> dict[str, int]:
    numbers = [*tables.size, *(len(getattr(tables, name)) for name in ROWS)]
    return {name: int(value) for name, value in zip(SIZES, numbers, strict=True)}


# Kinds of moves, in the order of State.kinds.
KINDS = 8


def blank(tables: Tables, seed: int) -> State:
    """A state without games on the table; `load` puts them there."""
    n, S, G = (int(value) for value in tables.size[:3])
    rows, curves, evens = len(tables.breaks), len(tables.curves), len(tables.evens)
    windows = 1 + sum(int(tables.windows[row[4], :, 1].max(initial=0)) for row in tables.slides)
    # A move touches every team and pair at most once; rows are logged for each touched team.
    log = 16 + n * (rows + 4 * (evens + 1) + n * curves + 6) + 2 * n * n
    return State(
        homes=np.zeros(G, dtype=np.int16),
        aways=np.zeros(G, dtype=np.int16),
        slots=np.full(G, -1, dtype=np.int16),
        table=np.full((n, S), -1, dtype=np.int16),
        counts=np.zeros(max(len(tables.counters), 1), dtype=np.int16),
        filled=np.zeros(windows, dtype=np.int16),
        home_bits=np.zeros(n, dtype=np.uint64),
        venues=np.repeat(np.arange(n, dtype=np.int16)[:, None], S + 2, axis=1).copy(),
        team_breaks=np.zeros(max(rows * n, 1), dtype=np.int32),
        row_breaks=np.zeros(max(rows, 1), dtype=np.int32),
        tours=np.zeros(n, dtype=np.int64),
        team_soft=np.zeros(n, dtype=np.int64),
        team_hard=np.zeros(n, dtype=np.int64),
        pair_soft=np.zeros(n * n, dtype=np.int64),
        pair_hard=np.zeros(n * n, dtype=np.int64),
        heights=np.zeros((curves, n, S), dtype=np.int16),
        heights_old=np.zeros((curves, n, S), dtype=np.int16),
        gaps=np.zeros((curves, n, n), dtype=np.int16),
        even_breaks=np.zeros((evens, n), dtype=np.int32),
        even_gaps=np.zeros(evens, dtype=np.int64),
        log_kind=np.zeros(log, dtype=np.int8),
        log_index=np.zeros(log, dtype=np.int32),
        log_value=np.zeros(log, dtype=np.int64),
        move_game=np.zeros(2 * G + 8, dtype=np.int32),
        move_slot=np.zeros(2 * G + 8, dtype=np.int16),
        move_flip=np.zeros(2 * G + 8, dtype=np.int8),
        move_from=np.zeros(2 * G + 8, dtype=np.int16),
        team_mark=np.zeros(n, dtype=np.int64),
        touched_teams=np.zeros(n, dtype=np.int32),
        pair_mark=np.zeros(n * n, dtype=np.int64),
        touched_pairs=np.zeros(n * n, dtype=np.int32),
        game_mark=np.zeros(G, dtype=np.int64),
        touched_bits=np.zeros(n, dtype=np.uint64),
        queue=np.zeros(n + 1, dtype=np.int32),
        dice=np.array([(seed * 2 + 1) % (1 << 63)], dtype=np.uint64),
        total=np.zeros(8, dtype=np.int64),
        best_slot=np.full(G, -1, dtype=np.int16),
        best_home=np.zeros(G, dtype=np.int16),
        kinds=np.zeros((KINDS, 2), dtype=np.int64),
    )


def clear(state: State) -> None:
    """Take every game off and forget every count; the best timetable seen stays."""
    kept = {
        "table",
        "venues",
        "dice",
        "total",
        "best_slot",
        "best_home",
        "kinds",
        "team_mark",
        "pair_mark",
        "game_mark",
    }
    for name, array in state._asdict().items():
        if name not in kept:
            array[...] = 0
    state.table[...] = -1
    state.slots[...] = -1
    state.venues[...] = np.arange(len(state.venues), dtype=np.int16)[:, None]
