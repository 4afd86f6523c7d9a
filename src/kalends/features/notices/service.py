"""What a fact owes to whom, and the letter or notice that comes of it when it is time to write."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from kalends.core.actor import Nobody, System
from kalends.core.ids import PersonId
from kalends.features.accounts.addresses import key_of
from kalends.features.accounts.mail_links import MailLinkId, MailLinks
from kalends.features.accounts.people.facts import (
    PersonPasswordChanged,
    PersonPasswordResetAsked,
    PersonRegistered,
    PersonRegisteredAgain,
    PersonVerificationAsked,
)
from kalends.features.notices import repository
from kalends.features.notices.domain import (
    MAIL,
    PAGE,
    Attached,
    Errand,
    Letter,
    NoticeKind,
    Occasion,
    is_internal,
)
from kalends.features.notices.invitations import repository as invitations
from kalends.features.notices.repository import Reader
from kalends.features.notices.subjects import Subjects
from kalends.features.notices.unsubscribing import Subscription, Unsubscribing
from kalends.features.notices.webhooks.facts import WebhookDisabled
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact, Stroke

OCCASIONS = {
    PersonRegistered.name: Occasion.VERIFY_ADDRESS,
    PersonVerificationAsked.name: Occasion.VERIFY_ADDRESS,
    PersonRegisteredAgain.name: Occasion.HAS_ACCOUNT,
    PersonPasswordResetAsked.name: Occasion.RESET_PASSWORD,
    PersonPasswordChanged.name: Occasion.PASSWORD_CHANGED,
    WebhookDisabled.name: Occasion.WEBHOOK_DISABLED,
}
# They are of no use without their link.
WITH_LINK = frozenset({Occasion.VERIFY_ADDRESS, Occasion.RESET_PASSWORD})


class Writer(Protocol):
    """Writes letters of some occasions: None where there is nothing left to say."""

    async def write(self, delivery: Delivery) -> Letter | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    db: Database
    mail_links: MailLinks
    subjects: Subjects
    unsubscribing: Unsubscribing
    # Those who know more of an occasion than its ids.
    writers: Mapping[Occasion, Writer]

    async def owed(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        """A listener of the worker's: the mails that a fact about an account owes."""
        link = fact.data.get("mail_link_id")
        errand = Errand(
            occasion=OCCASIONS[fact.event_type],
            person_id=PersonId(UUID(fact.data["person_id"])),
            mail_link_id=MailLinkId(UUID(link)) if link else None,
        )
        if errand.occasion in WITH_LINK and errand.mail_link_id is None:
            return []
        return [NewDelivery(recipient=str(errand.person_id), channel=MAIL, payload=errand.payload(), host=MAIL)]

    async def letter(self, delivery: Delivery) -> Letter | None:
        """The letter as it must be now; None where there is nothing left to say, or nobody who wants to hear it."""
        occasion = Occasion(delivery.payload["occasion"])
        if occasion.kind is None:
            return await self._about_account(delivery)
        if (writer := self.writers.get(occasion)) is not None:
            letter = await writer.write(delivery)
            return letter and (None if is_internal(letter.address) else letter)
        async with self.db.transaction(System(delivery.space_id)) as tx:
            return await self._by_mail(tx, delivery, occasion, occasion.kind)

    async def suppress(self, address: str, reason: str, said: str) -> None:
        """No more mail to an address at which nobody reads it, until somebody who does says otherwise."""
        async with self.db.transaction(Nobody()) as tx:
            await repository.suppress(tx, address, key_of(address), reason, said)

    async def pin(self, delivery: Delivery, stroke: Stroke) -> None:
        """The page channel: a notice for somebody who has an account. Once, whoever is killed."""
        occasion = Occasion(delivery.payload["occasion"])
        assert occasion.kind is not None
        async with self.db.transaction(System(delivery.space_id)) as tx:
            reader = await repository.find_reader_of(tx, delivery.id)
            # Who can't be told by mail is told here, whatever they chose.
            if reader is None or not (reader.wants(occasion.kind, PAGE) or is_internal(reader.email)):
                return
            matter = await self.subjects.matter(tx, delivery, reader)
        if matter is not None:
            async with self.db.transaction(System(reader.space_id)) as tx:
                if await stroke.within(tx):
                    await repository.add(tx, delivery.id, reader, occasion.kind, occasion, matter.payload())

    async def _about_account(self, delivery: Delivery) -> Letter | None:
        errand = Errand.read(delivery.payload)
        async with self.db.transaction(System(delivery.space_id)) as tx:
            reader = await repository.find_reader(tx, errand.person_id)
            if reader is None and errand.occasion is Occasion.WEBHOOK_DISABLED:
                # Of an organisation: whoever added it lives in a space of their own.
                return await self._to_whoever_added_it(tx, delivery)
            link = errand.mail_link_id
            if reader is None or (link is not None and not await repository.is_link_open(tx, link)):
                return None
            if is_internal(reader.email):
                return None
        return Letter(
            occasion=errand.occasion,
            address=reader.email,
            name=reader.name or reader.username,
            locale=reader.locale,
            zone=reader.zone,
            code=self.mail_links.code_of(link) if link is not None else None,
        )

    async def _to_whoever_added_it(self, tx: Transaction, delivery: Delivery) -> Letter | None:
        reader = await repository.find_reader_of(tx, delivery.id)
        if reader is None or is_internal(reader.email):
            return None
        return Letter(
            occasion=Occasion.WEBHOOK_DISABLED,
            address=reader.email,
            name=reader.name,
            locale=reader.locale,
            zone=reader.zone,
            code=None,
        )

    async def _by_mail(
        self, tx: Transaction, delivery: Delivery, occasion: Occasion, kind: NoticeKind
    ) -> Letter | None:
        reader = await repository.find_reader_of(tx, delivery.id)
        matter = await self.subjects.matter(tx, delivery, reader)
        if matter is None:
            return None
        letter = await self._addressed(tx, delivery, occasion, kind, reader)
        if letter is None or is_internal(letter.address):
            return None
        state = await repository.state_of_address(tx, key_of(letter.address))
        if state.is_suppressed or (reader is None and kind in state.unwanted):
            return None
        return replace(letter, matter=matter)

    async def _addressed(
        self, tx: Transaction, delivery: Delivery, occasion: Occasion, kind: NoticeKind, reader: Reader | None
    ) -> Letter | None:
        """To the person, or to the address of whoever has no account; still without its matter."""
        payload = delivery.payload
        held = None
        if (invitation_id := payload.get("invitation_id")) is not None:
            held = await invitations.find(tx, UUID(invitation_id))
            if held is None or held.fact_id != delivery.fact_id:
                return None
        attached = Attached(content=held.content, method=held.method) if held else None
        if reader is not None:
            if not reader.wants(kind, MAIL):
                return None
            subscription = Subscription(kind=kind, person_id=reader.person_id, space_id=reader.space_id)
            # The calendar of an invitation names the address that was asked, which may be another of theirs.
            address = held.email if held else reader.email
            name, locale, zone = reader.name, reader.locale, reader.zone
        else:
            outsider = await self.subjects.outsider(tx, delivery, held)
            if outsider is None:
                return None
            address, name, locale, zone = outsider.email, outsider.name, outsider.locale, outsider.zone
            subscription = Subscription(kind=kind, email_key=key_of(address))
        return Letter(
            occasion=occasion,
            address=address,
            name=name,
            locale=locale,
            zone=zone,
            attached=attached,
            unsubscribe=self.unsubscribing.code_of(subscription),
        )
