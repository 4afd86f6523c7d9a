"""Ctrl-C and SIGTERM as a wish to stop, so that a search ends with what it has."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager


@contextmanager
def until_interrupted() -> Generator[Callable[[], bool]]:
    """Whether the first Ctrl-C or SIGTERM has come; a second one ends at once, as ever. For the main thread."""
    asked = threading.Event()

    def ask(number: int, frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
