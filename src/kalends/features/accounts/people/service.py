"""What people do about themselves, and how operators add them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import psycopg

from kalends.core.actor import Actor, System
from kalends.core.etag import ensure_match
from kalends.core.ids import PersonId, SpaceId, new_uuid
from kalends.features.accounts import mail_links
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.mail_links import MailLinks, Purpose
from kalends.features.accounts.passwords import ensure_good
from kalends.features.accounts.people import repository
from kalends.features.accounts.people.domain import (
    Changes,
    NewPerson,
    OrganisationsNeedAnOwner,
    Person,
    UsernameIsTaken,
)
from kalends.features.accounts.people.facts import (
    PersonAdded,
    PersonChanged,
    PersonPasswordResetAsked,
    PersonRemoved,
)
from kalends.features.accounts.people.people_file import Row, RowsAreRefused
from kalends.features.accounts.present_password import ensure_password, ensure_recent
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.accounts.throttle import Throttle
from kalends.features.accounts.usernames import skeleton
from kalends.store import audit, outbox
from kalends.store.cache import Cache
from kalends.store.database import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    db: Database
    hasher: Hasher
    throttle: Throttle
    mail_links: MailLinks
    cache: Cache

    async def me(self, actor: Actor) -> Person:
        """Whoever asks."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            return await repository.get(tx, myself.id)

    async def my_username(self, actor: Actor) -> str:
        """Remembered, since it stands in the address of each request that a calendar program makes. Whether they are
        still signed in is for the transaction to say in which they do something."""
        myself = ensure_signed_in(actor)

        async def look() -> str:
            return (await self.me(myself)).username

        return await self.cache.get_or(repository.username_key(myself.id), look)

    async def change(self, actor: Actor, changes: Changes, if_match: str | None = None) -> Person:
        """Change one's own name, username, zone or locale."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            before = await repository.lock(tx, myself.id)
            ensure_match(if_match, before.etag)
            person = before.changed(changes)
            if person == before:
                return before
            looks_new = skeleton(person.username) != skeleton(before.username)
            if looks_new and await repository.is_username_taken(tx, person.username, myself.id):
                raise UsernameIsTaken(field="username")
            try:
                version = await repository.save(tx, person)
            except psycopg.errors.UniqueViolation as taken:
                raise UsernameIsTaken(field="username") from taken
            changed = PersonChanged(
                space_id=person.space_id, aggregate_id=person.id, aggregate_version=version, person_id=person.id
            )
            await audit.record(tx, changed)
            return replace(person, version=version)

    async def leave(self, actor: Actor, *, password: str | None = None, if_match: str | None = None) -> None:
        """Delete oneself and everything in one's personal space. The password must have been given just before, or
        be given with it."""
        myself = ensure_signed_in(actor)
        if password is not None:
            await ensure_password(self.hasher, self.throttle, actor, await self.me(actor), password)
        async with self.db.transaction(myself) as tx:
            if alone := await repository.list_owned_alone(tx, myself.id):
                names = ", ".join(f"“{one.name}”" for one in alone)
                raise OrganisationsNeedAnOwner(f"{OrganisationsNeedAnOwner.sentence()} They are: {names}.")
            person = await repository.lock(tx, myself.id)
            ensure_match(if_match, person.etag)
            if password is None:
                await ensure_recent(tx, myself)
            await repository.remove(tx, person)
            removed = PersonRemoved(
                space_id=person.space_id,
                aggregate_id=person.id,
                aggregate_version=person.version + 1,
                person_id=person.id,
            )
            await audit.record(tx, removed)

    async def add_many(self, actor: System, rows: Sequence[Row]) -> list[PersonId]:
        """Operators vouch for the addresses. All of them or none; what is wrong is said line by line. Who has no
        password yet is sent a link to choose one."""
        hashes = [await self._hash(row.person) for row in rows]
        ids = [(PersonId(new_uuid()), SpaceId(new_uuid())) for _ in rows]
        async with self.db.transaction(actor) as tx:
            await self._ensure_new(tx, rows)
            await repository.enter_spaces(tx, [space_id for _, space_id in ids])
            for (person_id, space_id), row, password_hash in zip(ids, rows, hashes, strict=True):
                try:
                    await repository.add(tx, person_id, space_id, row.person, password_hash, is_verified=True)
                except psycopg.errors.UniqueViolation as taken:
                    raise RowsAreRefused([(row.line, TAKEN)]) from taken
                await self._greet(tx, person_id, space_id, row.person)
        return [person_id for person_id, _ in ids]

    async def _hash(self, new: NewPerson) -> str | None:
        return None if new.password is None else await self.hasher.hash(ensure_good(new.password, new.about))

    async def _ensure_new(self, tx: Transaction, rows: Sequence[Row]) -> None:
        """So that every line that is wrong is named, not only the first."""
        wrong: list[tuple[int, str]] = []
        for row in rows:
            if await repository.find_account(tx, row.person.email_key) is not None:
                wrong.append((row.line, f"{row.person.email} has an account already"))
            elif await repository.is_username_taken(tx, row.person.username, None):
                wrong.append((row.line, UsernameIsTaken.sentence()))
        if wrong:
            raise RowsAreRefused(wrong)

    async def _greet(self, tx: Transaction, person_id: PersonId, space_id: SpaceId, new: NewPerson) -> None:
        added = PersonAdded(space_id=space_id, aggregate_id=person_id, aggregate_version=1, person_id=person_id)
        await audit.record(tx, added)
        if new.password is None:
            link = await mail_links.add(tx, space_id, person_id, Purpose.RESET, new.email_key, self.mail_links.lifetime)
            asked = PersonPasswordResetAsked(
                space_id=space_id, aggregate_id=link, aggregate_version=1, person_id=person_id, mail_link_id=link
            )
            await outbox.record(tx, asked)


TAKEN = "The address or the user name is in the list twice, or was taken just now."
