"""Leaving in order: say "not ready" first, so that nobody new is sent here, then finish what is under way."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable


class Draining:
    """On SIGTERM: `/ready` answers 503 and connections end with their answer; after `notice` seconds the server stops
    taking new ones (granian does that at SIGINT) and finishes those it has."""

    def __init__(self, *, notice: float) -> None:
        self.is_on = False
        self._notice = notice
        self._told: list[Callable[[], None]] = []

    def tell(self, listener: Callable[[], None]) -> None:
        """Call it when leaving begins: for what would else go on without end."""
        self._told.append(listener)

    def install(self) -> None:
        """From the application's start: granian has put its own handler there just before."""
        if threading.current_thread() is not threading.main_thread():
            # Only there are signals heard; elsewhere somebody else owns the process, and its end.
            return
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.begin)

    def begin(self) -> None:
        if not self.is_on:
            self.is_on = True
            for listener in self._told:
                listener()
            asyncio.get_running_loop().call_later(self._notice, os.kill, os.getpid(), signal.SIGINT)
