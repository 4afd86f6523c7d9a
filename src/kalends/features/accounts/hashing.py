"""Argon2id off the event loop, in a bounded pool: hashing takes tens of milliseconds and megabytes on purpose."""

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

from kalends.core.errors import Unavailable
from kalends.features.accounts.passwords import normalised

T = TypeVar("T")


class TooManyAtOnce(Unavailable):
    """Many people are signing in right now. Try again in a moment."""


class Hasher:
    """`at_once` threads hash (argon2-cffi lets go of the interpreter lock); `queue` more wait, others are refused."""

    def __init__(self, *, memory_kib: int, iterations: int, parallelism: int, at_once: int, queue: int) -> None:
        self._argon2 = argon2.PasswordHasher(
            time_cost=iterations, memory_cost=memory_kib, parallelism=parallelism, hash_len=32, salt_len=16
        )
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="argon2")
        self._room = at_once + queue
        self._under_way = 0
        # Nobody knows a password for it; comparing with it costs what comparing with any other does.
        self._nobodys = _hash_of_nothing(memory_kib, iterations, parallelism)
        # Counts every run of Argon2, so that tests can see that each path runs it once.
        self.runs = 0

    async def hash(self, password: str) -> str:
        return await self._run(lambda: self._argon2.hash(_octets(password)))

    async def is_right(self, password_hash: str | None, password: str) -> bool:
        """Compare with the hash, or for as long with nobody's."""
        is_same = await self._run(lambda: self._matches(password_hash or self._nobodys, _octets(password)))
        return is_same and password_hash is not None

    def is_weaker(self, password_hash: str) -> bool:
        """Than what the settings ask for now."""
        return self._argon2.check_needs_rehash(password_hash)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _matches(self, password_hash: str, password: bytes) -> bool:
        try:
            return self._argon2.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._under_way >= self._room:
            raise TooManyAtOnce
        self._under_way += 1
        self.runs += 1
        future = self._threads.submit(work)
        # Counted until the thread is done with it, even where whoever asked has gone away.
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda _: loop.call_soon_threadsafe(self._done))
        return await asyncio.wrap_future(future)

    def _done(self) -> None:
        self._under_way -= 1


def _hash_of_nothing(memory_kib: int, iterations: int, parallelism: int) -> str:
    """A well-formed hash with random salt and digest."""
    salt, digest = (_unpadded(os.urandom(size)) for size in (16, 32))
    return f"$argon2id$v=19$m={memory_kib},t={iterations},p={parallelism}${salt}${digest}"


def _unpadded(raw: bytes) -> str:
    return b64encode(raw).decode().rstrip("=")


def _octets(password: str) -> bytes:
    # What is not Unicode at all can still be typed into a form; it is then a wrong password, not an error.
    return normalised(password).encode("utf-8", "surrogatepass")
