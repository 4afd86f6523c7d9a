"""The links to a meeting: one that all share to join, and one for each participant to answer."""

from collections.abc import Sequence

from kalends.core.actor import Actor
from kalends.core.ids import LinkId, MeetingId, ParticipantId
from kalends.features.accounts import links as public_links
from kalends.features.accounts.links import Links
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings.admission import admit
from kalends.features.meetings.answering import repository as roll
from kalends.features.meetings.domain import LinkKind, Meeting, MeetingLink, Participant
from kalends.features.meetings.errors import HolderIsMissing, NoSuchLink
from kalends.store import audit, idempotency
from kalends.store.database import Database, Transaction

ORDER = (LinkKind.JOIN, LinkKind.ORGANISE, LinkKind.ANSWER)
LINK_ADDED = "meeting.link-added"
LINK_REVOKED = "meeting.link-revoked"


class MeetingLinks:
    def __init__(self, *, db: Database, links: Links, public_url: str) -> None:
        """`public_url` is how the outside reaches us, without a slash at its end."""
        self._db = db
        self._links = links
        self._public_url = public_url

    async def list_all(self, actor: Actor, meeting_id: MeetingId) -> Sequence[MeetingLink]:
        """Only for those who may change the meeting: each link lets its holder act as somebody."""
        async with self._db.transaction(actor) as tx:
            return await self.of(tx, await admit(tx, meeting_id, Permission.SCHEDULE))

    async def add(
        self, actor: Actor, meeting_id: MeetingId, kind: LinkKind, participant_id: ParticipantId | None = None
    ) -> MeetingLink:
        """A further link; earlier ones stand until they are revoked."""
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            earlier = await idempotency.made_before(tx, meeting.id)
            if earlier is not None:
                return self._link(LinkId(earlier), kind, participant_id)
            if kind is LinkKind.ANSWER:
                if participant_id is None:
                    raise HolderIsMissing(field="participant_id")
                await roll.get_participant(tx, meeting.id, participant_id)
            else:
                participant_id = None
            link = await public_links.add_link(tx, meeting.space_id, meeting.id, kind.value, holder_id=participant_id)
            await idempotency.remember(tx, meeting.id, meeting.space_id, link)
            await audit.note(tx, meeting.space_id, LINK_ADDED, meeting.id, {"kind": kind.value})
            return self._link(link, kind, participant_id)

    async def revoke(self, actor: Actor, meeting_id: MeetingId, link_id: LinkId) -> None:
        """From now on whoever holds it is told to ask for a new one."""
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            if link_id not in {link.id for link in await self.of(tx, meeting)}:
                raise NoSuchLink
            await public_links.revoke_link(tx, link_id)
            await audit.note(tx, meeting.space_id, LINK_REVOKED, meeting.id, {"link_id": str(link_id)})

    # What other services of this feature need inside their transactions.

    async def add_all(
        self, tx: Transaction, meeting: Meeting, participants: Sequence[Participant]
    ) -> list[MeetingLink]:
        """The shared one, the organiser's where they have no account, then one for each participant."""
        kinds = (LinkKind.JOIN,) if meeting.organiser_id else (LinkKind.JOIN, LinkKind.ORGANISE)
        general = [
            self._link(await public_links.add_link(tx, meeting.space_id, meeting.id, kind.value), kind, None)
            for kind in kinds
        ]
        return [*general, *await self.add_personal(tx, meeting, participants)]

    async def add_personal(
        self, tx: Transaction, meeting: Meeting, participants: Sequence[Participant]
    ) -> list[MeetingLink]:
        holders = [one.id for one in participants]
        added = await public_links.add_links_of(tx, meeting.space_id, meeting.id, LinkKind.ANSWER.value, holders)
        return [self._link(link, LinkKind.ANSWER, holder) for link, holder in zip(added, holders, strict=True)]

    async def of(self, tx: Transaction, meeting: Meeting) -> list[MeetingLink]:
        """Those that stand: the shared ones first, then the organiser's, each kind oldest first."""
        standing = [
            self._link(row.id, LinkKind(row.permission), ParticipantId(row.holder_id) if row.holder_id else None)
            for row in await public_links.list_links(tx, meeting.id)
            if row.revoked_at is None
        ]
        return sorted(standing, key=lambda link: ORDER.index(link.kind))

    async def personal(self, tx: Transaction, meeting: Meeting, participant: Participant) -> MeetingLink:
        """Their latest; a new one if all were revoked."""
        theirs = [link for link in await self.of(tx, meeting) if link.participant_id == participant.id]
        return theirs[-1] if theirs else (await self.add_personal(tx, meeting, [participant]))[0]

    async def revoke_personal(self, tx: Transaction, meeting: Meeting, participant_id: ParticipantId) -> None:
        await public_links.revoke_links_of(tx, meeting.id, participant_id)

    async def public_url_of(self, tx: Transaction, meeting: Meeting) -> str:
        """Where anybody who hears of the meeting can see it: the shared link, else its page for people signed in."""
        shared = (link.url for link in await self.of(tx, meeting) if link.kind is LinkKind.JOIN)
        return next(shared, self.page_of(meeting.id))

    async def organiser_url_of(self, tx: Transaction, meeting: Meeting) -> str:
        """Where its organiser looks after it: by their link, where they have no account and it was not revoked."""
        theirs = (link.url for link in await self.of(tx, meeting) if link.kind is LinkKind.ORGANISE)
        return next(theirs, self.page_of(meeting.id)) if meeting.organiser_id is None else self.page_of(meeting.id)

    def page_of(self, meeting_id: MeetingId) -> str:
        """For people who are signed in."""
        return f"{self._public_url}/meetings/{meeting_id}"

    def _link(self, link: LinkId, kind: LinkKind, participant_id: ParticipantId | None) -> MeetingLink:
        code = self._links.code_of(link)
        return MeetingLink(
            id=link, kind=kind, participant_id=participant_id, code=code, url=f"{self._public_url}/m/{code}"
        )
