"""Which teams, and which games, a rule of an OSSS season is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kalends.features.seasons.solver.formats.osss.instance import Fixture, Instance
from kalends.features.seasons.solver.formats.osss.values import Values


class NotUnderstood(Exception):
    """A selector asks for something that isn't known here; its rule must not be kept for everybody."""


# Names as Values compares them.
KNOWN = frozenset(
    {"entitytype", "ids", "tags", "anytags", "excludeids", "excludetags", "phases", "phase", "rounds", "division"}
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """`teams`: indexes; `fixtures`: None where the rule is for all games of these teams; `phases`: none is all."""

    teams: tuple[int, ...]
    fixtures: tuple[Fixture, ...] | None
    phases: tuple[str, ...]
    hosts_of: tuple[str, ...]  # venues, where it names some


def chosen(instance: Instance, selector: Values) -> Chosen:
    """Raises NotUnderstood. A selector without a type means what its ids belong to, else teams."""
    if selector.names - KNOWN:
        raise NotUnderstood
    ids, kind = set(selector.texts("ids")), selector.text("entityType", default="all")
    phases = selector.texts("phases", "phase")
    if set(phases) - set(instance.phases):
        raise NotUnderstood
    everyone = tuple(range(len(instance.sides)))
    keys = {side.team.key for side in instance.sides}
    if kind == "fixture" or (kind == "all" and ids & {fixture.key for fixture in instance.fixtures}):
        rounds = set(selector.texts("rounds"))
        picked = tuple(
            fixture
            for fixture in instance.fixtures
            if _is_picked(selector, fixture.key, fixture.tags) and (not rounds or fixture.round in rounds)
        )
        return Chosen(everyone, None if len(picked) == len(instance.fixtures) else picked, phases, ())
    if selector.texts("rounds"):
        raise NotUnderstood
    if kind == "venue":
        picked_venues = tuple(venue.key for venue in instance.venues if _is_picked(selector, venue.key, ()))
        hosts = tuple(index for index, side in enumerate(instance.sides) if side.venue in picked_venues)
        return Chosen(hosts, None, phases, picked_venues)
    if kind not in ("team", "all") or (ids and not ids & keys):
        raise NotUnderstood
    teams = tuple(
        index
        for index, side in enumerate(instance.sides)
        if _is_picked(selector, side.team.key, side.team.groups)
        and (selector.get("division") is None or side.team.groups & set(selector.texts("division")))
    )
    return Chosen(teams, None, phases, ())


def _is_picked(selector: Values, key: str, tags: Iterable[str]) -> bool:
    ids, every, some = (set(selector.texts(name)) for name in ("ids", "tags", "anyTags"))
    has = set(tags)
    return (
        (not ids or key in ids)
        and every <= has
        and (not some or bool(some & has))
        and key not in selector.texts("excludeIds")
        and not has & set(selector.texts("excludeTags"))
    )
