"""What an event's facts owe: invitations to the attendees that its organiser wrote into it, in a calendar of ours."""

from dataclasses import dataclass, replace

from kalends.core.clock import Clock
from kalends.core.ids import EventId, FactId, new_uuid
from kalends.features.accounts.addresses import NotAnAddress, address
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.objects.errors import ObjectDoesNotFit, ObjectIsMalformed, ZoneIsUnknown
from kalends.features.notices.domain import CALENDAR, MAIL, PAGE, Matter, Occasion
from kalends.features.notices.invitations import repository
from kalends.features.notices.invitations.domain import CANCEL, EVENT, REQUEST, Held
from kalends.features.notices.invitations.messages import (
    Attendee,
    Scheduled,
    called_off,
    message,
    scheduled,
    times_of,
)
from kalends.features.notices.invitations.repository import Owner
from kalends.store.database import Transaction
from kalends.store.outbox import NewDelivery, RecordedFact

# Beyond it, an event is a mailing list.
MOST_INVITED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInvitations:
    clock: Clock
    replies_to: str = ""

    async def owed(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        """A listener of the worker's: asks those who are new, tells all what changed, calls off what is gone."""
        event_id = EventId(fact.aggregate_id)
        held = {one.email_key: one for one in await repository.list_held(tx, event_id)}
        found = await events.find_by_id(tx, event_id)
        now = _scheduled(found.object) if found is not None else None
        owner = await repository.find_owner(tx, fact.space_id)
        if owner is None and now is not None:
            # An organisation's: whoever of its schedulers organises it asks in their own name.
            owner = await repository.find_organiser(tx, fact.space_id, address_key(now.organiser))
            if owner is None:
                return []
        if owner is None or not owner.is_verified:
            now = None
        if now is not None and owner is not None and address_key(now.organiser) != owner.email_key:
            # Somebody else's event, of which this is a copy.
            return []
        wanted = {} if now is None or now.is_off else {one.key: one for one in now.attendees[:MOST_INVITED]}
        owed: list[NewDelivery] = []
        if now is not None and owner is not None:
            keys = [key for key in wanted if key != owner.email_key]
            accounts = await repository.accounts_of_addresses(tx, event_id, keys)
            for key in keys:
                request = self._request(now, wanted[key], owner, held.get(key), fact)
                if request is not None:
                    request = replace(request, person_id=accounts.get(key))
                    owed += await _tell(tx, request, held.get(key))
        for key, one in held.items():
            if one.is_asked and key not in wanted:
                owed += await _tell(tx, self._off(one, now, fact), one)
        return owed

    def _request(
        self, now: Scheduled, one: Attendee, owner: Owner, before: Held | None, fact: RecordedFact
    ) -> Held | None:
        """None where there is nothing new for them."""
        email = _checked(one.email)
        if email is None:
            return None
        is_asked = before is not None and before.is_asked
        if before is not None and is_asked and before.matter.get("digest") == now.digest:
            return None
        # Clients do not all raise it; calendars heed only what is higher.
        sequence = now.sequence if before is None else max(now.sequence, before.sequence + 1)
        return Held(
            id=new_uuid(),
            space_id=fact.space_id,
            thing=EVENT,
            thing_id=fact.aggregate_id,
            uid=now.read.uid,
            email=email,
            email_key=one.key,
            name=one.name,
            person_id=None,
            participant_id=None,
            organiser_name=owner.name,
            organiser_id=owner.id,
            method=REQUEST,
            sequence=sequence,
            content=message(now, REQUEST, sequence, now=self.clock(), replies_to=self.replies_to),
            matter={**_matter(now, owner).payload(), "digest": now.digest},
            fact_id=FactId(fact.id),
        )

    def _off(self, before: Held, now: Scheduled | None, fact: RecordedFact) -> Held:
        sequence = max(now.sequence if now else 0, before.sequence + 1)
        content = called_off(before.content, sequence, now=self.clock())
        return replace(before, method=CANCEL, sequence=sequence, content=content, fact_id=FactId(fact.id))


async def _tell(tx: Transaction, held: Held, before: Held | None) -> list[NewDelivery]:
    invited = await repository.tell(tx, held)
    match held.is_asked, before is not None and before.is_asked:
        case True, True:
            occasion = Occasion.CHANGED
        case True, False:
            occasion = Occasion.INVITED
        case _:
            occasion = Occasion.CALLED_OFF
    payload = {"occasion": occasion, "invitation_id": str(invited)}
    recipient = str(held.person_id or invited)
    owed = [NewDelivery(recipient=recipient, channel=MAIL, payload=payload, host=MAIL)]
    if held.person_id is not None:
        owed.append(NewDelivery(recipient=recipient, channel=PAGE, payload=payload))
        copy = {"invitation_id": str(invited)}
        owed.append(NewDelivery(recipient=recipient, channel=CALENDAR, payload=copy))
    return owed


def _scheduled(content: bytes) -> Scheduled | None:
    try:
        return scheduled(content)
    except (ObjectIsMalformed, ObjectDoesNotFit, ZoneIsUnknown):
        # Taken by an earlier version that looked less closely.
        return None


def _checked(email: str) -> str | None:
    """What a client wrote may be no address that mail can go to."""
    try:
        return address(email)
    except NotAnAddress:
        return None


def address_key(email: str) -> str:
    checked = _checked(email)
    return Attendee(email=checked, name="", partstat="").key if checked else ""


def _matter(now: Scheduled, owner: Owner) -> Matter:
    times = times_of(now.read)
    start, end, is_all_day, is_local = times if times else (None, None, False, False)
    return Matter(
        title=now.title,
        start=start,
        end=end,
        is_all_day=is_all_day,
        is_local=is_local,
        place=now.read.items[0].place,
        who=owner.name,
    )
