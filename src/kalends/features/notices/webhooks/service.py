"""What people do about webhooks: add, change, test and remove them, replace their secret, see what was tried."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kalends.core.actor import Actor, Person
from kalends.core.errors import Invalid
from kalends.core.etag import ensure_match
from kalends.core.ids import SpaceId, WebhookId, new_uuid
from kalends.core.page import Page, page_of, read_cursor
from kalends.features.accounts.keys import Seal
from kalends.features.accounts.organisations.domain import NoSuchOrganisation
from kalends.features.accounts.people import repository as people_rows
from kalends.features.accounts.permissions import Permission, may
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.notices.webhooks import repository, signing
from kalends.features.notices.webhooks.domain import (
    MOST_IN_A_SPACE,
    OVERLAP,
    Attempt,
    Because,
    NoSuchWebhook,
    NotYourWebhook,
    TooManyWebhooks,
    Webhook,
    description_of,
    events_of,
)
from kalends.features.notices.webhooks.facts import (
    WebhookAdded,
    WebhookChanged,
    WebhookRemoved,
    WebhookSecretReplaced,
    WebhookTested,
)
from kalends.store import audit, idempotency
from kalends.store.database import Database, Transaction

# Looks an address up; raises Invalid where nothing may be sent there.
Check = Callable[[str], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    """`known` are the names of the events that webhooks can hear of."""

    db: Database
    seal: Seal
    check: Check
    known: frozenset[str]
    clock: Callable[[], datetime]

    async def add(
        self,
        actor: Actor,
        url: str,
        events: Sequence[str],
        *,
        description: str = "",
        space_id: SpaceId | None = None,
    ) -> tuple[Webhook, str]:
        """In the space given, else in one's own. The secret is answered now and never again; a repeated request is
        answered with a new one."""
        myself = ensure_signed_in(actor)
        events, description = events_of(events, self.known), description_of(description)
        await self._ensure_public(url)
        async with self.db.transaction(myself) as tx:
            space = await _manageable(tx, myself, space_id)
            earlier = await idempotency.made_before(tx, myself.id)
            if earlier is not None:
                webhook = await _admit(tx, WebhookId(earlier))
                return await self._replace_secret(tx, webhook)
            if await repository.count_locked(tx, space) >= MOST_IN_A_SPACE:
                raise TooManyWebhooks
            webhook_id, secret = WebhookId(new_uuid()), signing.new_secret()
            sealed = self.seal.close(secret, webhook_id.bytes)
            await repository.add(tx, webhook_id, space, url.strip(), description, events, sealed, myself.id)
            await idempotency.remember(tx, myself.id, space, webhook_id)
            await audit.record(tx, WebhookAdded(space_id=space, aggregate_id=webhook_id, aggregate_version=1))
            return await _get(tx, webhook_id), signing.written(secret)

    async def list_mine(self, actor: Actor, space_id: SpaceId | None = None) -> list[Webhook]:
        """Of the space given, else of all in which one manages them."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            if space_id is not None:
                spaces = [await _manageable(tx, myself, space_id)]
            else:
                spaces = [space for space, role in tx.roles.items() if may(role, Permission.ADMINISTER)]
            return await repository.list_in(tx, spaces)

    async def get(self, actor: Actor, webhook_id: WebhookId) -> Webhook:
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            return await _admit(tx, webhook_id)

    async def change(
        self,
        actor: Actor,
        webhook_id: WebhookId,
        *,
        url: str | None = None,
        events: Sequence[str] | None = None,
        description: str | None = None,
        is_enabled: bool | None = None,
        if_match: str | None = None,
    ) -> Webhook:
        """What is left out stays as it is."""
        if url is not None:
            await self._ensure_public(url)
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            before = await _admit(tx, webhook_id, locked=True)
            ensure_match(if_match, before.etag)
            after = replace(
                before,
                url=before.url if url is None else url.strip(),
                events=before.events if events is None else events_of(events, self.known),
                description=before.description if description is None else description_of(description),
            )
            if is_enabled is not None and is_enabled != (before.disabled_at is None):
                after = after.enabled() if is_enabled else after.disabled(self.clock(), Because.BY_HAND)
            if after == before:
                return before
            version = await repository.save(tx, after)
            await audit.record(
                tx, WebhookChanged(space_id=after.space_id, aggregate_id=after.id, aggregate_version=version)
            )
            return await _get(tx, webhook_id)

    async def replace_secret(self, actor: Actor, webhook_id: WebhookId) -> tuple[Webhook, str]:
        """The old one signs too for a day, so that receivers can change over."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            return await self._replace_secret(tx, await _admit(tx, webhook_id, locked=True))

    async def test(self, actor: Actor, webhook_id: WebhookId) -> None:
        """Tell it that it is being tested."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            webhook = await _admit(tx, webhook_id, locked=True)
            webhook.ensure_enabled()
            version = await repository.touch(tx, webhook.id)
            tested = WebhookTested(space_id=webhook.space_id, aggregate_id=webhook.id, aggregate_version=version)
            await audit.record(tx, tested)

    async def remove(self, actor: Actor, webhook_id: WebhookId) -> None:
        """With what it is still owed."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            webhook = await _admit(tx, webhook_id, locked=True)
            await repository.remove(tx, webhook.id)
            removed = WebhookRemoved(
                space_id=webhook.space_id, aggregate_id=webhook.id, aggregate_version=webhook.version + 1
            )
            await audit.record(tx, removed)

    async def list_attempts(
        self, actor: Actor, webhook_id: WebhookId, cursor: str | None = None, limit: int = 50
    ) -> Page[Attempt]:
        """Newest first."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            webhook = await _admit(tx, webhook_id)
            rows = await repository.list_attempts(tx, webhook.id, read_cursor(cursor), limit + 1)
            return page_of(rows, limit, lambda attempt: attempt.id)

    async def _replace_secret(self, tx: Transaction, webhook: Webhook) -> tuple[Webhook, str]:
        secret = signing.new_secret()
        sealed = self.seal.close(secret, webhook.id.bytes)
        version = await repository.replace_secret(tx, webhook.id, sealed, self.clock() + OVERLAP)
        replaced = WebhookSecretReplaced(space_id=webhook.space_id, aggregate_id=webhook.id, aggregate_version=version)
        await audit.record(tx, replaced)
        return await _get(tx, webhook.id), signing.written(secret)

    async def _ensure_public(self, url: str) -> None:
        try:
            await self.check(url)
        except Invalid as refused:
            refused.field = "url"
            raise


async def admit(tx: Transaction, webhook_id: WebhookId) -> Webhook:
    return await _admit(tx, webhook_id, locked=True)


async def _admit(tx: Transaction, webhook_id: WebhookId, *, locked: bool = False) -> Webhook:
    """To strangers it isn't there; members may know that it is."""
    webhook = await repository.find(tx, webhook_id)
    role = tx.roles.get(webhook.space_id) if webhook is not None else None
    if webhook is None or role is None:
        raise NoSuchWebhook
    if not may(role, Permission.ADMINISTER):
        raise NotYourWebhook
    return await repository.lock(tx, webhook_id) if locked else webhook


async def _manageable(tx: Transaction, myself: Person, space_id: SpaceId | None) -> SpaceId:
    if space_id is None:
        return (await people_rows.get(tx, myself.id)).space_id
    role = tx.roles.get(space_id)
    if role is None:
        raise NoSuchOrganisation
    if not may(role, Permission.ADMINISTER):
        raise NotYourWebhook
    return space_id


async def _get(tx: Transaction, webhook_id: WebhookId) -> Webhook:
    webhook = await repository.find(tx, webhook_id)
    if webhook is None:
        raise NoSuchWebhook
    return webhook
