"""Passwords: changed by who knows the present one, reset by who reads the mail of the address."""

from dataclasses import dataclass, replace

from kalends.core.actor import Actor, Nobody, System
from kalends.core.ids import SessionId
from kalends.features.accounts import addresses, mail_links
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.mail_links import MailLinks, Purpose, look_at
from kalends.features.accounts.passwords import ensure_good
from kalends.features.accounts.people import repository
from kalends.features.accounts.people.domain import Person
from kalends.features.accounts.people.facts import PersonPasswordChanged, PersonPasswordResetAsked, PersonVerified
from kalends.features.accounts.present_password import ensure_password
from kalends.features.accounts.sessions import repository as session_rows
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.accounts.steady import ANSWER_AFTER, steadily
from kalends.features.accounts.throttle import Throttle
from kalends.store import audit, outbox
from kalends.store.database import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Passwords:
    db: Database
    hasher: Hasher
    throttle: Throttle
    mail_links: MailLinks
    answer_after: float = ANSWER_AFTER

    async def change(self, actor: Actor, current: str, new: str) -> None:
        """Every other session ends: whoever knew the old password is out."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            person = await repository.get(tx, myself.id)
        await ensure_password(self.hasher, self.throttle, actor, person, current, field="current_password")
        password_hash = await self.hasher.hash(ensure_good(new, person.about))
        async with self.db.transaction(myself) as tx:
            await self._keep(tx, await repository.lock(tx, myself.id), password_hash, but=myself.session_id)

    async def ask_reset(self, actor: Actor, email: str) -> None:
        """Have a link sent; says and takes the same for every address."""
        self.throttle.ensure_not_too_many("mail", actor.origin)
        key = addresses.key_of(addresses.address(email))
        async with steadily(self.answer_after):
            async with self.db.transaction(Nobody(actor.origin)) as tx:
                account = await repository.find_account(tx, key)
            if account is None or not account.is_active or not self.throttle.may_be_mailed(key):
                return
            async with self.db.transaction(System(account.space_id, actor.origin)) as tx:
                link = await mail_links.add(
                    tx, account.space_id, account.id, Purpose.RESET, key, self.mail_links.lifetime
                )
                asked = PersonPasswordResetAsked(
                    space_id=account.space_id,
                    aggregate_id=link,
                    aggregate_version=1,
                    person_id=account.id,
                    mail_link_id=link,
                )
                await audit.record(tx, asked, thing_id=account.id)

    async def look_at_reset(self, actor: Actor, code: str) -> bool:
        """Whether this code still opens something; looking uses nothing up."""
        return await look_at(self.db, self.mail_links, actor, code, Purpose.RESET) is not None

    async def reset(self, actor: Actor, code: str, new: str) -> None:
        """Choose a new password with the code from the mail; every session ends."""
        self.throttle.ensure_not_too_many("code", actor.origin)
        link_id = self.mail_links.read(code)
        async with self.db.transaction(Nobody(actor.origin)) as tx:
            space_id = await mail_links.find_space(tx, link_id)
        async with self.db.transaction(System(space_id, actor.origin)) as tx:
            person_id = await mail_links.find_person(tx, link_id, Purpose.RESET)
            person = await repository.get(tx, person_id)
        # A password that is refused must not use the link up.
        password_hash = await self.hasher.hash(ensure_good(new, person.about))
        async with self.db.transaction(System(space_id, actor.origin)) as tx:
            person = await repository.lock(tx, person_id)
            await mail_links.use(tx, link_id, Purpose.RESET)
            await self._keep(tx, person, password_hash, but=None, is_proof_of_address=True)

    async def _keep(
        self,
        tx: Transaction,
        person: Person,
        password_hash: str,
        *,
        but: SessionId | None,
        is_proof_of_address: bool = False,
    ) -> None:
        version = await repository.save(tx, replace(person, password_hash=password_hash))
        await session_rows.revoke_all(tx, person.id, but=but)
        # A link that was asked for before, perhaps by somebody else, must not undo this.
        await mail_links.withdraw(tx, person.id, Purpose.RESET)
        changed = PersonPasswordChanged(
            space_id=person.space_id, aggregate_id=person.id, aggregate_version=version, person_id=person.id
        )
        await audit.record(tx, changed)
        if is_proof_of_address and not person.is_verified:
            verified = PersonVerified(
                space_id=person.space_id,
                aggregate_id=person.id,
                aggregate_version=await repository.mark_verified(tx, person.id),
                person_id=person.id,
            )
            await outbox.record(tx, verified)
