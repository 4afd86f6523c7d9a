"""Becoming one of the people here: register, prove the address."""

from dataclasses import dataclass, replace
from typing import Protocol

import psycopg

from kalends.core.actor import Actor, Nobody, System
from kalends.core.ids import PersonId, SpaceId, new_uuid
from kalends.features.accounts import addresses, mail_links
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.mail_links import MailLinks, Purpose, look_at
from kalends.features.accounts.passwords import ensure_good
from kalends.features.accounts.people import repository
from kalends.features.accounts.people.domain import (
    NewPerson,
    NotThePasswordChosen,
    Person,
    RegistrationIsClosed,
    UsernameIsTaken,
    WrongPassword,
)
from kalends.features.accounts.people.facts import (
    PersonRegistered,
    PersonRegisteredAgain,
    PersonVerificationAsked,
    PersonVerified,
)
from kalends.features.accounts.people.repository import USERNAME_RULES, Account
from kalends.features.accounts.present_password import ensure_password
from kalends.features.accounts.steady import ANSWER_AFTER, steadily
from kalends.features.accounts.throttle import Throttle
from kalends.store import audit, outbox
from kalends.store.database import Database, Transaction, broken_rule


class Welcome(Protocol):
    """What other features have ready for whoever arrives; in the transaction in which they do."""

    async def __call__(self, tx: Transaction, person: Person) -> None: ...


async def _nothing(tx: Transaction, person: Person) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrations:
    db: Database
    hasher: Hasher
    throttle: Throttle
    mail_links: MailLinks
    is_open: bool = True
    answer_after: float = ANSWER_AFTER
    welcome: Welcome = _nothing

    async def register(self, actor: Actor, new: NewPerson) -> None:
        """Says and takes the same whether or not the address has an account; what is the case goes there by mail."""
        if not self.is_open:
            raise RegistrationIsClosed
        self.throttle.ensure_not_too_many("register", actor.origin)
        new = new.checked()
        password = ensure_good(new.password or "", new.about)
        async with steadily(self.answer_after):
            password_hash = await self.hasher.hash(password)
            try:
                await self._register(actor, new, password_hash)
            except psycopg.errors.UniqueViolation as taken:
                if broken_rule(taken) in USERNAME_RULES:
                    raise UsernameIsTaken(field="username") from taken
                # Somebody registered the same address at the same time: now it has an account.
                await self._register(actor, new, password_hash)

    async def _register(self, actor: Actor, new: NewPerson, password_hash: str) -> None:
        async with self.db.transaction(Nobody(actor.origin)) as tx:
            account = await repository.find_account(tx, new.email_key)
            if await repository.is_username_taken(tx, new.username, account.id if account else None):
                raise UsernameIsTaken(field="username")
        if account is None:
            await self._welcome(actor, new, password_hash)
        elif not account.is_verified:
            await self._begin_again(actor, account, new, password_hash)
        else:
            await self._tell_owner(actor, account, new)

    async def _welcome(self, actor: Actor, new: NewPerson, password_hash: str) -> None:
        person_id, space_id = PersonId(new_uuid()), SpaceId(new_uuid())
        async with self.db.transaction(System(space_id, actor.origin)) as tx:
            # Only operators make operators.
            new = replace(new, is_operator=False)
            await repository.add(tx, person_id, space_id, new, password_hash, is_verified=False)
            link = await mail_links.add(
                tx, space_id, person_id, Purpose.VERIFY, new.email_key, self.mail_links.lifetime
            )
            registered = PersonRegistered(
                space_id=space_id, aggregate_id=person_id, aggregate_version=1, person_id=person_id, mail_link_id=link
            )
            await audit.record(tx, registered)

    async def _begin_again(self, actor: Actor, account: Account, new: NewPerson, password_hash: str) -> None:
        """Nobody has proved the address yet, so whoever asks last is believed: they may be its true owner."""
        async with self.db.transaction(System(account.space_id, actor.origin)) as tx:
            person = await repository.lock(tx, account.id)
            if person.is_verified:
                return
            person = replace(
                person,
                username=new.username,
                email=new.email,
                name=new.name,
                zone=new.zone,
                locale=new.locale,
                password_hash=password_hash,
            )
            version = await repository.save(tx, person)
            link = await mail_links.add(
                tx, person.space_id, person.id, Purpose.VERIFY, new.email_key, self.mail_links.lifetime
            )
            registered = PersonRegistered(
                space_id=person.space_id,
                aggregate_id=person.id,
                aggregate_version=version,
                person_id=person.id,
                mail_link_id=link,
            )
            await audit.record(tx, registered)

    async def _tell_owner(self, actor: Actor, account: Account, new: NewPerson) -> None:
        async with self.db.transaction(System(account.space_id, actor.origin)) as tx:
            await repository.reserve_username(tx, new.username, account.id)
            if self.throttle.may_be_mailed(new.email_key):
                again = PersonRegisteredAgain(
                    space_id=account.space_id,
                    aggregate_id=new_uuid(),
                    aggregate_version=1,
                    person_id=account.id,
                )
                await audit.record(tx, again, thing_id=account.id)

    async def ask_verification(self, actor: Actor, email: str) -> None:
        """Have the link sent again; says the same for every address."""
        self.throttle.ensure_not_too_many("mail", actor.origin)
        key = addresses.key_of(addresses.address(email))
        async with steadily(self.answer_after):
            async with self.db.transaction(Nobody(actor.origin)) as tx:
                account = await repository.find_account(tx, key)
            if account is None or account.is_verified or not self.throttle.may_be_mailed(key):
                return
            async with self.db.transaction(System(account.space_id, actor.origin)) as tx:
                link = await mail_links.add(
                    tx, account.space_id, account.id, Purpose.VERIFY, key, self.mail_links.lifetime
                )
                asked = PersonVerificationAsked(
                    space_id=account.space_id,
                    aggregate_id=link,
                    aggregate_version=1,
                    person_id=account.id,
                    mail_link_id=link,
                )
                await outbox.record(tx, asked)

    async def look_at_verification(self, actor: Actor, code: str) -> str | None:
        """The address that this code would confirm, or None. Mail scanners open links: looking uses nothing up."""
        return await look_at(self.db, self.mail_links, actor, code, Purpose.VERIFY)

    async def verify(self, actor: Actor, code: str, password: str) -> None:
        """Confirm the address that the code was sent to. The code proves the mailbox, the password that it is theirs
        who registered: a stranger may have registered the address with a password of their own."""
        self.throttle.ensure_not_too_many("code", actor.origin)
        link_id = self.mail_links.read(code)
        async with self.db.transaction(Nobody(actor.origin)) as tx:
            space_id = await mail_links.find_space(tx, link_id)
        async with self.db.transaction(System(space_id, actor.origin)) as tx:
            person = await repository.get(tx, await mail_links.find_person(tx, link_id, Purpose.VERIFY))
        # A wrong password must not use the link up.
        try:
            await ensure_password(self.hasher, self.throttle, actor, person, password)
        except WrongPassword as wrong:
            raise NotThePasswordChosen(field="password") from wrong
        async with self.db.transaction(System(space_id, actor.origin)) as tx:
            # The person before their link, as everybody locks them. Whoever registers meanwhile withdraws the link.
            await repository.lock(tx, person.id)
            link = await mail_links.use(tx, link_id, Purpose.VERIFY)
            version = await repository.mark_verified(tx, link.person_id)
            await self.welcome(tx, person)
            verified = PersonVerified(
                space_id=space_id,
                aggregate_id=link.person_id,
                aggregate_version=version,
                person_id=link.person_id,
            )
            await audit.record(tx, verified)
