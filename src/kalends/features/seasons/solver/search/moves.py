"""The neighbourhoods: each fills State.move_* with games, their new slots and whether they change hosts.

Swap homes, rounds and teams and their partial forms are those of Anagnostopoulos, Michel, Van Hentenryck and
Vergados (2006) and of Ribeiro and Urrutia (2007); the form of partial team swaps that keeps each game in its round is
ours. A returned length of 0 means that the draw led to nothing.
"""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE, ones
from kalends.features.seasons.solver.search.memory import i8, i16, i16_rows, i32, i64, u8, u64
from kalends.features.seasons.solver.search.state import MARK

SWAP_HOMES, PART_ROUNDS, PART_TEAMS, PART_TEAMS_IN_ROUND, ROUNDS, TEAMS, PLACE, FLIP, KEPT_ROUNDS, KEPT_TEAMS = range(
    10
)
# Of so many draws the one is taken in which home and away agree most.
AGREEING = 4


@njit(cache=True)
def draw64(X) -> np.uint64:
    """SplitMix64 (Steele, Lea, Flood 2014)."""
    dice = u64(X.dice)
    dice[0] += np.uint64(0x9E3779B97F4A7C15)
    z = dice[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@njit(cache=True)
def below(X, limit) -> np.int64:
    """A number from 0 to limit - 1; limits are small, so the bias is far below noise."""
    return np.int64((draw64(X) >> np.uint64(32)) * np.uint64(limit) >> np.uint64(32))


@njit(cache=True)
def chance(X):
    return np.float64(draw64(X) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@njit(cache=True)
def step(X, length, game, slot, flip):
    move_game = i32(X.move_game)
    move_slot = i16(X.move_slot)
    move_flip = i8(X.move_flip)
    move_game[length] = game
    move_slot[length] = slot
    move_flip[length] = flip
    return length + 1


@njit(cache=True)
def rival(X, game, team):
    homes = i16(X.homes)
    aways = i16(X.aways)
    return np.int64(homes[game]) + np.int64(aways[game]) - team


@njit(cache=True)
def some_seat(T, X, focus) -> tuple[np.int64, np.int64]:
    """A team and a slot: of the game in focus, or at random."""
    slots, homes, aways = i16(X.slots), i16(X.homes), i16(X.aways)
    if focus < 0 or slots[focus] < 0:
        return below(X, T.n), below(X, T.S)
    return np.int64(homes[focus] if below(X, 2) else aways[focus]), np.int64(slots[focus])


@njit(cache=True)
def swap_homes(T, X, focus):
    """Two games of a pair with different hosts change places."""
    pair_ptr = i32(T.pair_ptr)
    pair_games = i32(T.pair_games)
    homes = i16(X.homes)
    aways = i16(X.aways)
    slots = i16(X.slots)
    game = below(X, T.G) if focus < 0 else focus
    n, home, away = T.n, np.int64(homes[game]), np.int64(aways[game])
    pair = min(home, away) * n + max(home, away)
    start, stop = pair_ptr[pair], pair_ptr[pair + 1]
    if stop - start < 2:
        return 0
    at = start + below(X, stop - start - 1)
    other = np.int64(pair_games[at if pair_games[at] < game else at + 1])
    if homes[other] == home or slots[other] == slots[game]:
        return 0
    return step(X, step(X, 0, game, slots[other], 0), other, slots[game], 0)


@njit(cache=True)
def flip_host(T, X):
    """A game that either may host changes its host."""
    open_game = u8(T.open_game)
    slots = i16(X.slots)
    game = below(X, T.G)
    if not open_game[game] or slots[game] < 0:
        return 0
    return step(X, 0, game, slots[game], 1)


@njit(cache=True)
def is_home(X, team, slot):
    return (u64(X.home_bits)[team] >> np.uint64(slot)) & ONE


@njit(cache=True)
def fits(T, X, game, slot) -> np.int64:
    """Whether the game's teams could play it in the slot with the patterns they have there: 0, 1, or -1 not at all.

    1 where the other one would host, which takes a game that either may host.
    """
    home = np.int64(i16(X.homes)[game])
    if is_home(X, home, slot) == is_home(X, np.int64(i16(X.aways)[game]), slot):
        return np.int64(-1)
    if is_home(X, home, slot):
        return np.int64(0)
    return np.int64(1) if u8(T.open_game)[game] else np.int64(-1)


@njit(cache=True)
def exchange_slots(T, X, length, first, second, team, everything, keeps, limit):
    """Games of two slots change slots: all of them, or those that hang together with a team's.

    Where it `keeps` patterns, 0 if a game can't be played there by the patterns its teams have.
    """
    total = i64(X.total)
    queue = i32(X.queue)
    team_mark = i64(X.team_mark)
    table = i16_rows(X.table, T.S)
    game_mark = i64(X.game_mark)
    n = T.n
    total[MARK] += 1
    mark = total[MARK]
    top, bottom = 0, 0
    if everything:
        for t in range(n):
            queue[t] = t
        top = n
    else:
        queue[0] = team
        team_mark[team] = mark
        top = 1
    while bottom < top:
        t = queue[bottom]
        bottom += 1
        for here, there in ((first, second), (second, first)):
            game = table[t, here]
            if game >= 0 and game_mark[game] != mark:
                game_mark[game] = mark
                flip = fits(T, X, game, there) if keeps else np.int64(0)
                if flip < 0:
                    return 0
                length = step(X, length, game, there, flip)
                if length > limit:
                    return 0
                if not everything:
                    other = rival(X, game, t)
                    if team_mark[other] != mark:
                        team_mark[other] = mark
                        queue[top] = other
                        top += 1
    return length


@njit(cache=True)
def swap_slots(T, X, everything, limit, focus):
    """(Partial) swap of two rounds; in the same part of a phased season, and with their mates."""
    phase = i16(T.phase)
    move_mate = i16(T.move_mate)
    S = T.S
    team, first = some_seat(T, X, focus)
    second = below(X, S)
    if T.is_phased:
        # Parts of a phased season are equally long.
        part = S // T.legs
        second = phase[first] * part + second % part
    if first == second or move_mate[first] == second:
        return 0
    return exchange_slots_twice(T, X, first, second, team, everything, False, limit)


@njit(cache=True)
def swap_kept_slots(T, X, limit, focus):
    """Partial swap of two rounds that leaves everybody at home, or away, as they were in each.

    Where home and away follow each other nearly all the time every other move makes breaks, and is seldom kept.
    """
    phase, move_mate, table = i16(T.phase), i16(T.move_mate), i16_rows(X.table, T.S)
    S, n = T.S, T.n
    team, first = some_seat(T, X, focus)
    part = S // T.legs if T.is_phased else S
    start = phase[first] * part if T.is_phased else 0
    best, second = -1, first
    for _ in range(AGREEING):
        slot = start + below(X, part)
        if slot == first or move_mate[first] == slot or fits(T, X, table[team, first], slot) < 0:
            continue
        agreeing = 0
        for other in range(n):
            # Each game once, by its host.
            if is_home(X, other, first):
                agreeing += fits(T, X, table[other, first], slot) >= 0
        if agreeing > best:
            best, second = agreeing, slot
    if best < 0:
        return 0
    return exchange_slots_twice(T, X, first, second, team, False, True, limit)


@njit(cache=True)
def exchange_slots_twice(T, X, first, second, team, everything, keeps, limit):
    """Of two slots, and of their mates if they have any."""
    move_mate = i16(T.move_mate)
    length = exchange_slots(T, X, 0, first, second, team, everything, keeps, limit)
    if length and move_mate[first] >= 0:
        first, second = np.int64(move_mate[first]), np.int64(move_mate[second])
        length = exchange_slots(T, X, length, first, second, team, everything, keeps, limit)
    return length


@njit(cache=True)
def twin_game(T, X, game, one, two, in_round):
    """The game of `two` that answers to this game of `one`: same rival, and same host or same meeting of the pair."""
    fixed_game = i32(T.fixed_game)
    pair_ptr = i32(T.pair_ptr)
    pair_games = i32(T.pair_games)
    homes = i16(X.homes)
    slots = i16(X.slots)
    n, other = T.n, rival(X, game, one)
    if not in_round:
        return fixed_game[two * n + other] if homes[game] == one else fixed_game[other * n + two]
    pair = min(one, other) * n + max(one, other)
    rank = 0
    for at in range(pair_ptr[pair], pair_ptr[pair + 1]):
        rank += slots[pair_games[at]] < slots[game]
    pair = min(two, other) * n + max(two, other)
    for at in range(pair_ptr[pair], pair_ptr[pair + 1]):
        slot, before = slots[pair_games[at]], 0
        for against in range(pair_ptr[pair], pair_ptr[pair + 1]):
            before += slots[pair_games[against]] < slot
        if before == rank:
            return pair_games[at]
    return -1


@njit(cache=True)
def exchange_rivals(T, X, length, one, two, slot, in_round, keeps, limit):
    """In a slot and all slots this forces, two teams change rivals; 0 if a bye or their own game is in the way.

    Where it `keeps` patterns, 0 too if one of them is at home there and the other isn't, or against the same rival.
    """
    open_game = u8(T.open_game)
    table = i16_rows(X.table, T.S)
    slots = i16(X.slots)
    homes = i16(X.homes)
    here = slot
    for _ in range(T.S):
        if keeps and is_home(X, one, here) != is_home(X, two, here):
            return 0
        game = np.int64(table[one, here])
        if game < 0 or rival(X, game, one) == two:
            return 0
        twin = np.int64(twin_game(T, X, game, one, two, in_round))
        if twin < 0 or slots[twin] < 0:
            return 0
        there = np.int64(slots[twin])
        flip, differ = 0, (homes[game] == one) != (homes[twin] == two)
        if open_game[game] and open_game[twin]:
            flip = np.int64(differ)
        elif keeps and differ:
            return 0
        if here != there:
            length = step(X, length, game, there, flip)
            length = step(X, length, twin, here, flip)
            if length > limit:
                return 0
        here = there
        if here == slot:
            return length
    return 0


@njit(cache=True)
def swap_rivals(T, X, in_round, limit, focus):
    """Partial swap of two teams, from a random slot on; with the mates of its slots."""
    one, slot = some_seat(T, X, focus)
    two = below(X, T.n)
    return 0 if one == two else exchange_rivals_twice(T, X, one, two, slot, in_round, False, limit)


@njit(cache=True)
def swap_kept_rivals(T, X, limit, focus):
    """Partial swap of two teams in their rounds that leaves everybody at home, or away, as they were."""
    home_bits = u64(X.home_bits)
    one, slot = some_seat(T, X, focus)
    best, two = -1, one
    for _ in range(AGREEING):
        team = below(X, T.n)
        if team == one or is_home(X, team, slot) != is_home(X, one, slot):
            continue
        agreeing = T.S - np.int64(ones(home_bits[team] ^ home_bits[one]))
        if agreeing > best:
            best, two = agreeing, team
    return 0 if best < 0 else exchange_rivals_twice(T, X, one, two, slot, True, True, limit)


@njit(cache=True)
def exchange_rivals_twice(T, X, one, two, slot, in_round, keeps, limit):
    """In the slot, and in its mate if that isn't done already."""
    move_mate = i16(T.move_mate)
    move_slot = i16(X.move_slot)
    length = exchange_rivals(T, X, 0, one, two, slot, in_round, keeps, limit)
    if length and move_mate[slot] >= 0:
        for i in range(length):
            if move_slot[i] == move_mate[slot]:
                return length
        both = exchange_rivals(T, X, length, one, two, np.int64(move_mate[slot]), in_round, keeps, limit)
        return both if both > length else 0
    return length


@njit(cache=True)
def swap_teams(T, X, limit, focus):
    """Two teams change places in the whole timetable."""
    fixed_game = i32(T.fixed_game)
    open_game = u8(T.open_game)
    table = i16_rows(X.table, T.S)
    homes = i16(X.homes)
    slots = i16(X.slots)
    n = T.n
    one, two = some_seat(T, X, focus)[0], below(X, n)
    if one == two:
        return 0
    by_host = T.legs == 2
    length = 0
    for slot in range(T.S):
        game = np.int64(table[one, slot])
        if game < 0:
            continue
        if rival(X, game, one) == two:
            if by_host:
                there = fixed_game[two * n + one] if homes[game] == one else fixed_game[one * n + two]
                if there < 0 or slots[there] < 0:
                    return 0
                length = step(X, length, game, slots[there], 0)
            elif open_game[game]:
                length = step(X, length, game, slot, 1)
            continue
        twin = np.int64(twin_game(T, X, game, one, two, not by_host))
        if twin < 0 or slots[twin] < 0:
            return 0
        flip = 0
        if open_game[game] and open_game[twin]:
            flip = np.int64((homes[game] == one) != (homes[twin] == two))
        length = step(X, length, game, slots[twin], flip)
        length = step(X, length, twin, slot, flip)
        if length > limit:
            return 0
    return length


@njit(cache=True)
def is_free(T, X, game, slot, but_one, but_two):
    """Whether both teams could play the game in the slot once two other games have left."""
    homes = i16(X.homes)
    aways = i16(X.aways)
    table = i16_rows(X.table, T.S)
    for team in (homes[game], aways[game]):
        there = table[team, slot]
        if there >= 0 and there not in (game, but_one, but_two):
            return False
    return True


@njit(cache=True)
def allows(T, game, slot):
    """Whether the slot is one of the game's, by bisection."""
    allow_ptr = i32(T.allow_ptr)
    allow_slots = i32(T.allow_slots)
    low, high = allow_ptr[game], allow_ptr[game + 1]
    while low < high:
        middle = (low + high) // 2
        if allow_slots[middle] < slot:
            low = middle + 1
        else:
            high = middle
    return low < allow_ptr[game + 1] and allow_slots[low] == slot


@njit(cache=True)
def some_slot(T, X, game):
    allow_ptr = i32(T.allow_ptr)
    allow_slots = i32(T.allow_slots)
    start, stop = allow_ptr[game], allow_ptr[game + 1]
    return np.int64(allow_slots[start + below(X, stop - start)])


@njit(cache=True)
def place_game(T, X, focus):
    """A game goes to a slot it may have; games in its way take its old slot, another one, or wait."""
    open_game = u8(T.open_game)
    slots = i16(X.slots)
    table = i16_rows(X.table, T.S)
    homes = i16(X.homes)
    aways = i16(X.aways)
    move_slot = i16(X.move_slot)
    move_game = i32(X.move_game)
    G = T.G
    game = below(X, G) if focus < 0 else focus
    if focus < 0 and below(X, 4) == 0:
        # A waiting game is worth looking for, for a while.
        for _ in range(16):
            if slots[game] < 0:
                break
            game = below(X, G)
    slot, old = some_slot(T, X, game), np.int64(slots[game])
    if slot == old:
        return 0
    flip = np.int64(open_game[game] and below(X, 2) == 0)
    length = step(X, 0, game, slot, flip)
    first = np.int64(table[homes[game], slot])
    second = np.int64(table[aways[game], slot])
    if first == second:
        second = np.int64(-1)
    for other in (first, second):
        if other < 0:
            continue
        goal = np.int64(-1)
        if old >= 0 and allows(T, other, old) and is_free(T, X, other, old, game, game):
            goal = old
        for _ in range(8):
            if goal >= 0:
                break
            draw = some_slot(T, X, other)
            if draw != slot and is_free(T, X, other, draw, other, other):
                goal = draw
        if length == 2 and goal >= 0 and move_slot[1] == goal and shares_team(X, other, np.int64(move_game[1])):
            goal = np.int64(-1)
        length = step(X, length, other, goal, 0)
    return length


@njit(cache=True)
def shares_team(X, one, other):
    homes = i16(X.homes)
    aways = i16(X.aways)
    return (
        homes[one] == homes[other]
        or homes[one] == aways[other]
        or aways[one] == homes[other]
        or aways[one] == aways[other]
    )


@njit(cache=True)
def draw_move(T, X, kind, limit, focus):
    """A random move of the kind that moves the game `focus`, any if that is -1.

    Its length, or 0 where it would be longer than the limit.
    """
    if kind == SWAP_HOMES:
        return swap_homes(T, X, focus)
    if kind == PART_ROUNDS:
        return swap_slots(T, X, False, limit, focus)
    if kind == PART_TEAMS:
        return swap_rivals(T, X, False, limit, focus)
    if kind == PART_TEAMS_IN_ROUND:
        return swap_rivals(T, X, True, limit, focus)
    if kind == ROUNDS:
        return swap_slots(T, X, True, limit, focus)
    if kind == TEAMS:
        return swap_teams(T, X, limit, focus)
    if kind == PLACE:
        return place_game(T, X, focus)
    if kind == KEPT_ROUNDS:
        return swap_kept_slots(T, X, limit, focus)
    if kind == KEPT_TEAMS:
        return swap_kept_rivals(T, X, limit, focus)
    return flip_host(T, X)
