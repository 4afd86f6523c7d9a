"""How far teams are from each other."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from kalends.features.seasons.solver.problem import Team


def distances(teams: tuple[Team, ...]) -> tuple[tuple[int, ...], ...]:
    """Great-circle kilometres between all places."""
    return tuple(tuple(_kilometres(one, other) for other in teams) for one in teams)


def _kilometres(one: Team, other: Team) -> int:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        raise ValueError(f"{one.name} or {other.name} has no place")
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return round(2 * 6371 * asin(sqrt(chord)))
