"""A timetable with everything counted about it, as flat arrays for the kernels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kalends.features.seasons.solver.search.tables import Array, Tables

# Kinds of moves, in the order of State.tried, and classes of their length.
KINDS = 10
LENGTHS = 12
# Places in State.total: costs, those of the best timetable, moves made; of the move at hand its number, which marks
# what it touches, lines on its trail, rows ticked and runs touched.
SOFT, HARD, BEST_SOFT, BEST_HARD, MOVES, MARK, LOGGED, HITS, RUNS = range(9)
TOTALS = 9


class State(NamedTuple):
    """A timetable, its counts, and room for one move and its undoing."""

    homes: Array  # int16 (G,)
    aways: Array
    slots: Array  # int16 (G,), -1 waits
    table: Array  # int16 (n, S): game of a team in a slot, -1 none
    counts: Array  # int16 (rows,): counters, windows of slides, breaks of break rows
    ticks: Array  # int16 (rows,): what the move at hand adds, 0 between moves
    hit: Array  # int32: rows ticked by the move at hand
    hit_step: Array  # int16: by how much
    run_bits: Array  # uint64 (K,): slots with a game of the run
    run_off: Array  # int32 (K,): how far the run is off
    run_new: Array  # uint64 (K,): the same after the move at hand
    run_off_new: Array
    run_mark: Array  # int64 (K,): number of the move that touched it
    run_hit: Array  # int32 (K,): touched runs
    levels: Array  # uint64 (S + 2,): room for counting windows
    home_bits: Array  # uint64 (n,): home slots, where the season is full
    venues: Array  # int16 (n, S + 2): where the team is, home before and after; kept where travel counts
    team_breaks: Array  # int32 (R * n,)
    tours: Array  # int64 (n,)
    team_soft: Array  # int64 (n,): pace, stretches, trips, rushes
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
    old_bits: Array  # uint64 (n,): their home slots before the move
    pair_mark: Array  # int64 (n * n,)
    touched_pairs: Array  # int32
    game_mark: Array  # int64 (G,)
    touched_bits: Array  # uint64 (n,): touched slots
    hot: Array  # int32 (G,): games that take part in broken hard rules
    queue: Array  # int32 (n,)
    dice: Array  # uint64 (1,)
    total: Array  # int64 (TOTALS,): what SOFT to RUNS name
    best_slot: Array  # int16 (G,)
    best_home: Array  # int16 (G,)
    tried: Array  # float64 (kinds, LENGTHS, 2): moves tried, and kept with another cost, by kind and length
    reach: Array  # float64 (kinds, LENGTHS): how often a move of that length is worth trying


# What `clear` leaves alone: the best timetable seen, and marks that only ever grow.
KEPT = {"dice", "total", "best_slot", "best_home", "tried", "reach", "team_mark", "pair_mark", "game_mark", "run_mark"}


def blank(tables: Tables, seed: int) -> State:
    """A state without games on the table; `load` puts them there."""
    n, S, G = (int(value) for value in tables.size[:3])
    breaks, curves, evens, rows, runs = (
        len(table) for table in (tables.breaks, tables.curves, tables.evens, tables.bound_of, tables.runs)
    )
    # A move touches every team and pair at most once; rows are logged for each touched team.
    log = 16 + n * (breaks + 4 * (evens + 1) + n * curves + 6) + 2 * n * n
    hits = max(rows, _ticks_of_a_move(tables)) + n * breaks + 1
    moves = max(2 * G, 4 * max(n, S)) + 8
    return State(
        homes=np.zeros(G, dtype=np.int16),
        aways=np.zeros(G, dtype=np.int16),
        slots=np.full(G, -1, dtype=np.int16),
        table=np.full((n, S), -1, dtype=np.int16),
        counts=np.zeros(rows, dtype=np.int16),
        ticks=np.zeros(rows, dtype=np.int16),
        hit=np.zeros(hits, dtype=np.int32),
        hit_step=np.zeros(hits, dtype=np.int16),
        run_bits=np.zeros(runs, dtype=np.uint64),
        run_off=np.zeros(runs, dtype=np.int32),
        run_new=np.zeros(runs, dtype=np.uint64),
        run_off_new=np.zeros(runs, dtype=np.int32),
        run_mark=np.zeros(runs, dtype=np.int64),
        run_hit=np.zeros(runs + 1, dtype=np.int32),
        levels=np.zeros(S + 2, dtype=np.uint64),
        home_bits=np.zeros(n, dtype=np.uint64),
        venues=np.repeat(np.arange(n, dtype=np.int16)[:, None], S + 2, axis=1).copy(),
        team_breaks=np.zeros(breaks * n, dtype=np.int32),
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
        move_game=np.zeros(moves, dtype=np.int32),
        move_slot=np.zeros(moves, dtype=np.int16),
        move_flip=np.zeros(moves, dtype=np.int8),
        move_from=np.zeros(moves, dtype=np.int16),
        team_mark=np.zeros(n, dtype=np.int64),
        touched_teams=np.zeros(n, dtype=np.int32),
        old_bits=np.zeros(n, dtype=np.uint64),
        pair_mark=np.zeros(n * n, dtype=np.int64),
        touched_pairs=np.zeros(n * n, dtype=np.int32),
        game_mark=np.zeros(G, dtype=np.int64),
        touched_bits=np.zeros(n, dtype=np.uint64),
        hot=np.zeros(G, dtype=np.int32),
        queue=np.zeros(n + 1, dtype=np.int32),
        dice=np.array([(seed * 2 + 1) % (1 << 63)], dtype=np.uint64),
        total=np.zeros(TOTALS, dtype=np.int64),
        best_slot=np.full(G, -1, dtype=np.int16),
        best_home=np.zeros(G, dtype=np.int16),
        tried=np.zeros((KINDS, LENGTHS, 2)),
        reach=np.ones((KINDS, LENGTHS)),
    )


def _ticks_of_a_move(tables: Tables) -> int:
    """The most rows a move can tick: at most four games of each slot or team leave one cell and enter another."""
    n, S, G = (int(value) for value in tables.size[:3])
    counters = int(np.diff(tables.counter_ptr).max(initial=0))
    slides = int(np.diff(tables.slide_ptr).max(initial=0))
    windows = int((tables.windows[..., 1] - tables.windows[..., 0]).max(initial=0))
    return 2 * (min(2 * G, 4 * max(n, S)) + 8) * (counters + slides * windows)


def clear(state: State) -> None:
    """Take every game off and forget every count; the best timetable seen stays."""
    for name, array in state._asdict().items():
        if name not in KEPT:
            array[...] = 0
    state.table[...] = -1
    state.slots[...] = -1
    state.venues[...] = np.arange(len(state.venues), dtype=np.int16)[:, None]
