"""The cache: bounded by age and bytes, told of changes elsewhere."""

import asyncio

from kalends.core.actor import System
from kalends.core.ids import SpaceId, new_uuid
from kalends.store.cache import Cache
from kalends.store.database import Database
from kalends.store.signals import FORGET, FORGET_ALL, MAX_PAYLOAD, Signals


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_value_is_held_until_it_is_too_old() -> None:
    clock = Clock()
    cache = Cache(max_age=300, clock=clock)
    cache.put("meeting", "lunch")

    clock.now = 300
    assert cache.get("meeting") == "lunch"
    clock.now = 300.1
    assert cache.get("meeting") is None
    assert (cache.hits, cache.misses) == (1, 1)


def test_beyond_its_bytes_the_least_recently_used_goes_first() -> None:
    cache = Cache(max_bytes=3_000)
    for name in ("a", "b", "c"):
        cache.put(name, name, weight=700)
    cache.get("a")

    cache.put("d", "d", weight=700)

    assert cache.get("b") is None
    assert [cache.get(name) for name in ("a", "c", "d")] == ["a", "c", "d"]
    assert cache.bytes <= cache.max_bytes


def test_what_is_larger_than_the_cache_is_not_kept() -> None:
    cache = Cache(max_bytes=1_000)
    cache.put("whale", "w", weight=2_000)

    assert cache.get("whale") is None
    assert cache.bytes == 0


def test_forgetting_one_leaves_the_others_and_forgetting_all_leaves_none() -> None:
    cache = Cache()
    cache.put("a", 1)
    cache.put("b", 2)

    cache.forget("a")
    assert (cache.get("a"), cache.get("b")) == (None, 2)
    cache.forget(FORGET_ALL)
    assert (cache.get("b"), cache.bytes) == (None, 0)


async def test_a_value_read_before_a_change_is_not_kept_after_it() -> None:
    cache = Cache()
    loading, changed = asyncio.Event(), asyncio.Event()

    async def load() -> str:
        loading.set()
        await changed.wait()
        return "old"

    reading = asyncio.create_task(cache.get_or("meeting", load))
    await loading.wait()
    cache.forget("meeting")
    changed.set()

    assert await reading == "old"
    assert cache.get("meeting") is None


class Process:
    """What one process has of signals and cache."""

    def __init__(self, conninfo: str) -> None:
        self.signals = Signals()
        self.cache = Cache()
        self.cache.listen(self.signals)
        self.database = Database(conninfo, size=2, after_commit=self.signals)

    async def __aenter__(self) -> "Process":
        # Whoever begins to listen forgets everything once: only then is it quiet.
        is_listening = asyncio.Event()
        self.signals.hear(FORGET, lambda _: is_listening.set())
        await self.database.open()
        await self.signals.open(self.database)
        await is_listening.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.signals.close()
        await self.database.close()


async def test_a_change_in_one_process_is_forgotten_in_another(app_conninfo: str) -> None:
    async with Process(app_conninfo) as one, Process(app_conninfo) as other:
        ready = asyncio.Event()
        other.signals.hear("kalends_test", lambda _: ready.set())
        await asyncio.sleep(0.3)
        other.cache.put("meeting", "old")

        async with one.database.transaction(System(SpaceId(new_uuid()))) as tx:
            tx.stale_keys.append("meeting")
            one.cache.put("meeting", "old")
        assert one.cache.get("meeting") is None
        async with asyncio.timeout(10):
            while other.cache.get("meeting") is not None:
                await asyncio.sleep(0.01)


async def test_more_keys_than_a_notice_holds_clear_everything(app_conninfo: str) -> None:
    async with Process(app_conninfo) as one, Process(app_conninfo) as other:
        await asyncio.sleep(0.3)
        other.cache.put("innocent", 1)

        async with one.database.transaction(System(SpaceId(new_uuid()))) as tx:
            tx.stale_keys.extend(f"key-{n}" for n in range(MAX_PAYLOAD // 4))
        async with asyncio.timeout(10):
            while other.cache.get("innocent") is not None:
                await asyncio.sleep(0.01)


async def test_a_rolled_back_change_tells_nobody(app_conninfo: str) -> None:
    heard: list[str] = []
    async with Process(app_conninfo) as one:
        one.signals.hear(FORGET, heard.append)
        one.cache.put("meeting", "still true")
        try:
            async with one.database.transaction(System(SpaceId(new_uuid()))) as tx:
                tx.stale_keys.append("meeting")
                raise RuntimeError
        except RuntimeError:
            pass

        assert one.cache.get("meeting") == "still true"
        assert "meeting" not in heard
