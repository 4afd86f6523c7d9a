"""Clients that have no suite: a story is told with each, step by step, and each step is looked at on the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from suites.target import Score


@dataclass(slots=True)
class Story:
    steps: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """A step that fails ends neither the story nor the run."""
        try:
            yield
        except Exception as failed:  # whatever a client does is an outcome
            why = f"{type(failed).__name__}: {failed}".replace("\n", " ")[:400]
            self.steps.append((what, why))
        else:
            self.steps.append((what, ""))

    @property
    def score(self) -> Score:
        failures = tuple(f"{what}: {why}" for what, why in self.steps if why)
        good = len(self.steps) - len(failures)
        return Score(f"{good} of {len(self.steps)} steps", good == len(self.steps) > 0, failures)


def ensure(is_so: object, otherwise: object) -> None:
    if not is_so:
        raise AssertionError(str(otherwise)[-300:])
