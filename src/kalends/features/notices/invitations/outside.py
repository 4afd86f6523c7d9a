"""An answer to somebody outside of this house: a REPLY by mail to who organises the event (RFC 5546, RFC 6047)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kalends.core.actor import System
from kalends.core.ids import EventId
from kalends.features.accounts.addresses import NotAnAddress, address, key_of
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.objects.attendees import Attendee, Participation, organiser_line
from kalends.features.calendars.objects.attendees import Organiser as Addressed
from kalends.features.calendars.objects.building import PRODUCT
from kalends.features.calendars.objects.replies import moment_of
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.objects.splices import written
from kalends.features.calendars.objects.writing import instant_line, moment_line, quoted, text_line, with_parameters
from kalends.features.notices import repository as notices
from kalends.features.notices.domain import MAIL, Attached, Letter, Matter, NoticeKind, Occasion
from kalends.features.notices.invitations import repository
from kalends.features.notices.invitations.messages import times_of
from kalends.features.notices.invitations.repository import Owner
from kalends.features.notices.unsubscribing import Subscription, Unsubscribing
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact

REPLY = "REPLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideReplies:
    db: Database
    unsubscribing: Unsubscribing
    # Whose address our mails come from: it speaks for who answers (RFC 6047, section 2.2.1).
    sender: str

    async def owed(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        """A listener of the worker's. What this house invited to is answered within it."""
        said = fact.data
        owner = await repository.find_owner(tx, fact.space_id)
        email = _checked(said["organiser"])
        if owner is None or not owner.is_verified or email is None:
            return []
        if await repository.find_answered(tx, said["uid"], owner.email_key):
            return []
        matter = await _matter(tx, EventId(fact.aggregate_id), said, owner)
        reply = {name: said[name] for name in ("uid", "organiser", "attendee", "answers", "sequence")}
        payload = {
            "occasion": Occasion.ANSWERED,
            "matter": matter.payload(),
            "reply": {**reply, "at": fact.recorded_at.isoformat()},
        }
        return [NewDelivery(recipient=key_of(email), channel=MAIL, payload=payload, host=MAIL)]

    async def write(self, delivery: Delivery) -> Letter | None:
        """None where the person is gone, or the organiser takes no such mail."""
        reply, email = delivery.payload["reply"], address(delivery.payload["reply"]["organiser"])
        async with self.db.transaction(System(delivery.space_id)) as tx:
            owner = await repository.find_owner(tx, delivery.space_id)
            state = await notices.state_of_address(tx, key_of(email))
        if owner is None or state.is_suppressed or NoticeKind.REPLY in state.unwanted:
            return None
        return Letter(
            occasion=Occasion.ANSWERED,
            address=email,
            name="",
            locale=owner.locale,
            zone=owner.zone,
            matter=Matter.read(delivery.payload["matter"]),
            attached=Attached(content=_message(reply, owner.name, self.sender), method=REPLY),
            unsubscribe=self.unsubscribing.code_of(Subscription(kind=NoticeKind.REPLY, email_key=key_of(email))),
        )


async def _matter(tx: Transaction, event_id: EventId, said: dict[str, Any], owner: Owner) -> Matter:
    """Without a title or a time where the event is gone."""
    matter = Matter(who=owner.name, said=said["answers"][0]["participation"])
    event = await events.find_by_id(tx, event_id)
    if event is None:
        return matter
    read = read_kept(event.object)
    start, end, is_all_day, is_local = times_of(read) or (None, None, False, False)
    first = read.items[0]
    return replace(
        matter, title=first.summary, place=first.place, start=start, end=end, is_all_day=is_all_day, is_local=is_local
    )


def _message(reply: dict[str, Any], name: str, sender: str) -> bytes:
    """RFC 5546, section 3.2.3: an event for each answer, with nobody in it but who answers."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", f"METHOD:{REPLY}"]
    for answer in reply["answers"]:
        which = moment_of(answer["recurrence_id"])
        said = Participation(answer["participation"])
        me = Attendee(address=reply["attendee"], name=name, participation=said)
        lines += [
            "BEGIN:VEVENT",
            text_line("UID", reply["uid"]),
            instant_line("DTSTAMP", datetime.fromisoformat(reply["at"])),
            f"SEQUENCE:{reply['sequence']}",
            *([] if which is None else [moment_line("RECURRENCE-ID", which, None)]),
            organiser_line(None, Addressed(address=reply["organiser"])),
            _attendee_line(me, sender),
            "END:VEVENT",
        ]
    return b"".join(written(line, b"\r\n") for line in [*lines, "END:VCALENDAR"])


def _attendee_line(me: Attendee, sender: str) -> str:
    parameters = {
        "CN": quoted(me.name) or None,
        "PARTSTAT": me.participation.upper(),
        "SENT-BY": f'"mailto:{sender}"' if key_of(sender) != key_of(me.address) else None,
    }
    return f"{with_parameters('ATTENDEE', parameters)}:mailto:{me.address}"


def _checked(email: str) -> str | None:
    try:
        return address(email)
    except NotAnAddress:
        return None
