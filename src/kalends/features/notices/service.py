"""What a fact owes to whom, and the letter that comes of it when it is time to write."""

from dataclasses import dataclass
from uuid import UUID

from kalends.core.actor import System
from kalends.core.ids import PersonId
from kalends.features.accounts.mail_links import MailLinkId, MailLinks
from kalends.features.accounts.people.facts import (
    PersonPasswordChanged,
    PersonPasswordResetAsked,
    PersonRegistered,
    PersonRegisteredAgain,
    PersonVerificationAsked,
)
from kalends.features.notices import repository
from kalends.features.notices.domain import MAIL, Errand, Letter, Occasion
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact

OCCASIONS = {
    PersonRegistered.name: Occasion.VERIFY_ADDRESS,
    PersonVerificationAsked.name: Occasion.VERIFY_ADDRESS,
    PersonRegisteredAgain.name: Occasion.HAS_ACCOUNT,
    PersonPasswordResetAsked.name: Occasion.RESET_PASSWORD,
    PersonPasswordChanged.name: Occasion.PASSWORD_CHANGED,
}
# They are of no use without their link.
WITH_LINK = frozenset({Occasion.VERIFY_ADDRESS, Occasion.RESET_PASSWORD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    db: Database
    mail_links: MailLinks

    async def owed(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        """A listener of the worker's: the mails that this fact owes."""
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
        """The letter as it must be now; None where there is nothing left to say (a link used, a person gone)."""
        errand = Errand.read(delivery.payload)
        async with self.db.transaction(System(delivery.space_id)) as tx:
            reader = await repository.find_reader(tx, errand.person_id)
            link = errand.mail_link_id
            if reader is None or (link is not None and not await repository.is_link_open(tx, link)):
                return None
        return Letter(
            occasion=errand.occasion,
            address=reader.email,
            name=reader.name or reader.username,
            locale=reader.locale,
            code=self.mail_links.code_of(link) if link is not None else None,
        )
