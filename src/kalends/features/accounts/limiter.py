"""Token buckets in bounded memory. Pure: the clock is passed in.

A bucket refills slower each time it is emptied (backoff) and at full speed again once it has been full.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

# About 30 MB. Whoever fills it with names of their own must first get past the bucket of their address.
MOST_BUCKETS = 100_000
# A token refilled in many small steps may lack the last bits of a float.
ONE = 1.0 - 1e-9
# 2^6: from one try in 12 s to one in 13 minutes.
SLOWEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    burst: float
    per_second: float
    backs_off: bool = False


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float
    emptied: int = 0


Wanted = Sequence[tuple[str, Rate]]


class Limiter:
    """Each key has a bucket; a bucket that has not been asked for longest is forgotten first."""

    def __init__(self, most: int = MOST_BUCKETS) -> None:
        self._most = most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, wanted: Wanted, now: float) -> float:
        """One token from each bucket, if every one has one: 0. Else nothing is taken, and the answer is how many
        seconds to wait. So who is refused at a narrow bucket can't empty the wide one that others share."""
        buckets = [(self._bucket(key, rate, now), rate) for key, rate in wanted]
        wait = max((_wait(bucket, rate) for bucket, rate in buckets), default=0.0)
        if wait == 0.0:
            for bucket, rate in buckets:
                bucket.level = max(0.0, bucket.level - 1.0)
                if rate.backs_off and bucket.level < ONE:
                    bucket.emptied = min(bucket.emptied + 1, SLOWEST)
        return wait

    def give_back(self, wanted: Wanted, now: float) -> None:
        """The try was a good one: it doesn't count."""
        for key, rate in wanted:
            bucket = self._bucket(key, rate, now)
            bucket.level = min(rate.burst, bucket.level + 1.0)

    def _bucket(self, key: str, rate: Rate, now: float) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(level=rate.burst, at=now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
            return bucket
        self._buckets.move_to_end(key)
        # A clock that was set back refills nothing, and nothing is lost.
        passed = max(0.0, now - bucket.at)
        bucket.level = min(rate.burst, bucket.level + passed * _speed(bucket, rate))
        bucket.at = now
        if bucket.level >= rate.burst:
            bucket.emptied = 0
        return bucket


def _speed(bucket: _Bucket, rate: Rate) -> float:
    return rate.per_second / 2**bucket.emptied


def _wait(bucket: _Bucket, rate: Rate) -> float:
    return 0.0 if bucket.level >= ONE else (1.0 - bucket.level) / _speed(bucket, rate)
