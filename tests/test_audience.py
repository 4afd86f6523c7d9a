"""One table says who hears of what, and leaves no fact out."""

from collections.abc import Iterator
from typing import get_args

from kalends import wiring
from kalends.audience import AUDIENCE, Hearer, heard_by, listeners
from kalends.core.facts import Fact
from kalends.features.notices.service import OCCASIONS

assert wiring  # imports every part of the product, and with it every fact


def facts() -> Iterator[str]:
    """Of the product: tests and benches have facts of their own. Named, since `slots=True` leaves each class a twin."""
    for one in Fact.__subclasses__():
        if one.__module__.startswith("kalends."):
            yield f"{one.__module__}.{one.__name__}"


def test_every_fact_has_its_row() -> None:
    """A new fact fails here until somebody has said who hears of it, be it nobody."""
    assert set(facts()) == {f"{fact.__module__}.{fact.__name__}" for fact in AUDIENCE}


def test_no_two_facts_share_a_name_on_the_wire() -> None:
    names = [fact.name for fact in AUDIENCE]

    assert sorted(names) == sorted(set(names))


def test_notices_hear_of_what_they_have_words_for() -> None:
    assert heard_by("notices") >= set(OCCASIONS)


def test_the_worker_gets_the_listeners_themselves() -> None:
    table = listeners({hearer: f"the listener of {hearer}" for hearer in get_args(Hearer)})

    assert table["person.registered"] == ["the listener of notices", "the listener of webhooks"]
