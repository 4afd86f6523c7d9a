"""Preferences seen and changed, by their owner or by the link in a mail; addresses that are not written to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kalends.core.actor import Actor, Nobody, Person, System
from kalends.core.clock import Clock
from kalends.core.errors import NotFound, NotSignedIn
from kalends.core.etag import ensure_match
from kalends.features.accounts.addresses import key_of
from kalends.features.accounts.administration.domain import OperatorsOnly
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.notices.domain import MAIL
from kalends.features.notices.facts import NoticePreferencesChanged
from kalends.features.notices.preferences import repository
from kalends.features.notices.preferences.domain import PreferenceChanges, Preferences, usual
from kalends.features.notices.preferences.repository import Owner, Suppression
from kalends.features.notices.unsubscribing import NoSuchSubscription, Subscription, Unsubscribing
from kalends.store import outbox
from kalends.store.database import Database, Transaction

MOST_SUPPRESSIONS = 200


class NotSuppressed(NotFound):
    """Mail to this address is not held back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePreferences:
    db: Database
    unsubscribing: Unsubscribing
    clock: Clock

    async def see(self, actor: Actor) -> Preferences:
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            return await repository.find(tx, myself.id) or usual(myself.id)

    async def change(self, actor: Actor, changes: PreferenceChanges, if_match: str | None = None) -> Preferences:
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            owner = await _locked(tx, myself)
            before = await repository.find(tx, myself.id) or usual(myself.id)
            ensure_match(if_match, before.etag)
            after = changes.applied_to(before)
            return before if after == before else await self._save(tx, owner, after)

    def read_code(self, code: str) -> Subscription:
        """What a link in a mail is about; NoSuchSubscription if we never signed it."""
        return self.unsubscribing.read(code)

    async def unsubscribe(self, code: str) -> Subscription:
        """No more mails of this kind to this reader. Doing it again changes nothing."""
        return await self._subscribe(code, is_wanted=False)

    async def subscribe(self, code: str) -> Subscription:
        """Taken back."""
        return await self._subscribe(code, is_wanted=True)

    async def _subscribe(self, code: str, *, is_wanted: bool) -> Subscription:
        subscription = self.unsubscribing.read(code)
        kind, person_id, space_id = subscription.kind, subscription.person_id, subscription.space_id
        if person_id is None or space_id is None:
            act = repository.subscribe_address if is_wanted else repository.unsubscribe_address
            async with self.db.transaction(Nobody()) as tx:
                await act(tx, subscription.email_key, kind)
            return subscription
        async with self.db.transaction(System(space_id)) as tx:
            owner = await repository.find_owner(tx, person_id)
            if owner is None:
                raise NoSuchSubscription
            await repository.lock(tx, owner)
            before = await repository.find(tx, person_id) or usual(person_id)
            chosen = before.channels[kind] | {MAIL} if is_wanted else before.channels[kind] - {MAIL}
            if chosen != before.channels[kind]:
                await self._save(tx, owner, replace(before, channels={**before.channels, kind: chosen}))
        return subscription

    async def _save(self, tx: Transaction, owner: Owner, after: Preferences) -> Preferences:
        after = replace(after, version=after.version + 1)
        await repository.save(tx, owner, after, after.due_after(self.clock(), owner.zone))
        await outbox.record(
            tx,
            NoticePreferencesChanged(space_id=owner.space_id, aggregate_id=owner.id, aggregate_version=after.version),
        )
        return after

    async def own_suppression(self, actor: Actor) -> Suppression | None:
        """Whether mail to oneself is held back, and why."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            return await repository.find_own_suppression(tx, myself.id)

    async def lift_own(self, actor: Actor) -> None:
        """Try this address again."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            if not await repository.lift_own_suppression(tx, myself.id):
                raise NotSuppressed

    async def list_suppressions(self, actor: Actor, after: str = "") -> Sequence[Suppression]:
        """As an operator, by address: up to 200 after this one."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            await _ensure_operator(tx, myself)
            return await repository.list_suppressions(tx, myself.id, key_of(after), MOST_SUPPRESSIONS)

    async def lift(self, actor: Actor, address: str) -> None:
        """As an operator: write to this address again."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            await _ensure_operator(tx, myself)
            if not await repository.lift_suppression(tx, myself.id, key_of(address)):
                raise NotSuppressed


async def _ensure_operator(tx: Transaction, myself: Person) -> None:
    if not await repository.is_operator(tx, myself.id):
        raise OperatorsOnly


async def _locked(tx: Transaction, myself: Person) -> Owner:
    owner = await repository.find_owner(tx, myself.id)
    if owner is None:
        raise NotSignedIn
    await repository.lock(tx, owner)
    return owner
