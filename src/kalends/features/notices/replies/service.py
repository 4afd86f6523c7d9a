"""Mail that came in, put where it belongs: with the participant, in the organiser's object, among dead addresses."""

import hmac
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from kalends.core.actor import Nobody, System
from kalends.core.clock import Clock
from kalends.core.errors import Forbidden, NotFound
from kalends.core.ids import EventId, MeetingId
from kalends.features.accounts.addresses import key_of
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.objects.attendees import Participation
from kalends.features.calendars.objects.errors import NoSuchOccurrence, NotInvited
from kalends.features.calendars.objects.reading import read_object
from kalends.features.calendars.objects.replies import answered
from kalends.features.meetings.answering.replies import reply
from kalends.features.notices import repository as notices
from kalends.features.notices.domain import CALENDAR, MAIL, PAGE, Occasion
from kalends.features.notices.invitations import repository
from kalends.features.notices.invitations.domain import MEETING, Held
from kalends.features.notices.invitations.repository import Found
from kalends.features.notices.postmark import Postmark
from kalends.features.notices.replies.reading import Bounce, Nothing, Reply, message_id_of, read_mail
from kalends.store import outbox
from kalends.store.database import Database, Transaction
from kalends.store.outbox import NewDelivery

log = structlog.get_logger("mail")


class Outcome(StrEnum):
    """What became of a mail."""

    REPLIED = "replied"
    COUNTERED = "countered"
    BOUNCED = "bounced"
    IGNORED = "ignored"


class NobodyPushes(NotFound):
    """No mails are taken here. Set mail.inbound_secret to take them."""


class WrongSecret(Forbidden):
    """This is not the secret of mail.inbound_secret. Send it in X-Kalends-Secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    db: Database
    events: Events
    postmark: Postmark
    clock: Clock
    # Empty: mails come by the mailbox, or not at all.
    secret: str = field(default="", repr=False)

    async def take_pushed(self, secret: str, raw: bytes) -> Outcome:
        """From a mail server that proves by the secret that it is ours."""
        if not self.secret:
            raise NobodyPushes
        if not hmac.compare_digest(secret.encode("utf-8", "replace"), self.secret.encode()):
            raise WrongSecret
        return await self.take(raw)

    async def take(self, raw: bytes) -> Outcome:
        """A whole mail (RFC 5322). Taking it again changes nothing; of what is not for us the log says why."""
        if self.postmark.is_on(*message_id_of(raw)):
            return _ignored("it is a mail of ours that came back")
        match read_mail(raw):
            case Nothing(why=why):
                return _ignored(why)
            case Bounce() as bounce:
                return await self._bounced(bounce)
            case Reply() as said:
                return await self._replied(said)

    async def _bounced(self, bounce: Bounce) -> Outcome:
        # Anybody can write a bounce; only who got a mail of ours knows its Message-ID.
        if not self.postmark.is_on(bounce.message_id, bounce.address):
            return _ignored("it reports of a mail that we did not send")
        async with self.db.transaction(Nobody()) as tx:
            await notices.suppress(tx, bounce.address, key_of(bounce.address), "bounced", bounce.said)
        return Outcome.BOUNCED

    async def _replied(self, said: Reply) -> Outcome:
        async with self.db.transaction(Nobody()) as tx:
            found = await repository.find_answered(tx, said.uid, said.attendee)
        outcomes = [await self.take_reply(one, said) for one in found]
        if Outcome.REPLIED in outcomes or Outcome.COUNTERED in outcomes:
            return Outcome.COUNTERED if said.is_counter else Outcome.REPLIED
        return _ignored("nobody here invited them to that, or has heard a newer reply")

    async def take_reply(self, found: Found, said: Reply, *, is_news: bool = False) -> Outcome:
        """Of somebody who is known to speak for the address that was invited.

        `is_news`: it was seen to be said anew, so where the organiser's object says so by now, they have heard of it.
        """
        whose = System(found.space_id)
        async with self.db.transaction(whose) as tx:
            held = await _heeding(tx, found, said)
            if held is None:
                return Outcome.IGNORED
            if said.is_counter or held.thing == MEETING:
                return await self._note(tx, held, said)
            event = await events.find_by_id(tx, EventId(held.thing_id))
        content = None if event is None else self._answered(event, held, said)
        if event is None or content is None or (is_news and content == event.object):
            return Outcome.IGNORED
        ready = await self.events.ready(content)
        async with self.db.transaction(whose) as tx:
            held = await _heeding(tx, found, said)
            if held is None:
                return Outcome.IGNORED
            # In one transaction with what is told of it: neither is there without the other. If somebody changed the
            # object just now, this is Stale, and the reply is taken again.
            await self.events.put_within(tx, event.calendar_id, event.name, ready, if_match=event.etag)
            return await self._note(tx, held, said)

    async def _note(self, tx: Transaction, held: Held, said: Reply) -> Outcome:
        if held.thing == MEETING and not said.is_counter:
            if held.participant_id is None:
                return Outcome.IGNORED
            meeting_id = MeetingId(held.thing_id)
            if await reply(tx, meeting_id, held.participant_id, said.said, self.clock()) is None:
                return Outcome.IGNORED
        await repository.note_reply(tx, held.id, _sequence(held, said), said.stamp)
        await outbox.owe(tx, held.space_id, None, _told(held, said))
        return Outcome.COUNTERED if said.is_counter else Outcome.REPLIED

    def _answered(self, event: Event, held: Held, said: Reply) -> bytes | None:
        """The organiser's object, in which nothing else changes; None where this is not asked of them any more."""
        try:
            return answered(
                read_object(event.object), held.email, Participation(said.said), self.clock(), which=said.which
            )
        except (NotInvited, NoSuchOccurrence):
            return None


async def _heeding(tx: Transaction, found: Found, said: Reply) -> Held | None:
    """The invitation, locked, if this reply is to its latest and newer than any other (RFC 5546, section 2.1.5)."""
    held = await repository.find(tx, found.id, locked=True)
    if held is None or not held.is_asked:
        return None
    sequence = _sequence(held, said)
    return None if sequence < held.sequence or held.is_older(sequence, said.stamp) else held


def _sequence(held: Held, said: Reply) -> int:
    """Many leave it out where it is zero, and some always."""
    return held.sequence if said.sequence is None else said.sequence


def _told(held: Held, said: Reply) -> list[NewDelivery]:
    """The organiser hears of it; their own calendar has it already, or gets it now."""
    payload = {
        "occasion": Occasion.COUNTERED if said.is_counter else Occasion.REPLIED,
        "answered": str(held.id),
        "said": said.said,
        "comment": said.comment,
        "proposed": [one.isoformat() for one in said.proposed] if said.proposed else None,
    }
    recipient = str(held.organiser_id or held.thing_id)
    owed = [NewDelivery(recipient=recipient, channel=MAIL, payload=payload, host=MAIL)]
    if held.organiser_id is not None:
        owed.append(NewDelivery(recipient=recipient, channel=PAGE, payload=payload))
        if held.thing == MEETING and not said.is_counter:
            calendar = {"meeting_id": str(held.thing_id)}
            owed.append(NewDelivery(recipient=recipient, channel=CALENDAR, payload=calendar))
    return owed


def _ignored(why: str) -> Outcome:
    log.info("a mail that came in was left alone", why=why)
    return Outcome.IGNORED
