"""Whether somebody has set the database's clock, seen by one that nobody can set: the worker's monotonic one."""

from datetime import datetime, timedelta

# What two clocks may drift apart between two looks, and as much again.
SLACK = timedelta(seconds=1)


class DatabaseClock:
    """`now` and `asked` are seconds of a clock that does not go back."""

    def __init__(self, lease: timedelta) -> None:
        self._lease = lease.total_seconds()
        # What it said, before and after it was asked for that.
        self._known: tuple[datetime, float, float] | None = None
        self._ahead_since: float | None = None

    def heard(self, said: datetime, *, asked: float, now: float) -> bool:
        """What the database `said`, who had been `asked` then: whether it was set back, or may have been.

        That it was put forward is believed only after a lease: by then whoever lives has renewed theirs.
        """
        latest = self.latest(now)
        if self._known is None or latest is None:
            self._believe(said, asked, now)
            return True
        then, _, answered = self._known
        if said <= latest:
            self._believe(said, asked, now)
        elif self._ahead_since is None:
            self._ahead_since = now
        elif now >= self._ahead_since + self._lease:
            self._believe(said, asked, now)
        return said < then + timedelta(seconds=asked - answered) - SLACK

    def latest(self, now: float) -> datetime | None:
        """What it says at most, unless it was put forward; None where nothing is known yet."""
        if self._known is None:
            return None
        then, asked, _ = self._known
        return then + timedelta(seconds=now - asked) + SLACK

    def _believe(self, said: datetime, asked: float, now: float) -> None:
        self._known, self._ahead_since = (said, asked, now), None
