"""Files added to events, replaced, removed and read. The file comes first, piece by piece, and is named in the event
last: a server that is killed in between leaves a file that nobody names, which the worker prunes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import quote
from uuid import UUID

from kalends.core.actor import Actor, System
from kalends.core.clock import Clock
from kalends.core.etag import ensure_match
from kalends.core.ids import AttachmentId, EventId, new_uuid
from kalends.features.calendars.admission import admit, person_of
from kalends.features.calendars.attachments import repository
from kalends.features.calendars.attachments.domain import (
    Attachment,
    AttachmentLimits,
    NewFile,
    NoRoomForFile,
    NoSuchAttachment,
    TooManyAttachments,
    clean_name,
    clean_type,
)
from kalends.features.calendars.domain import Access, Calendar
from kalends.features.calendars.errors import NoSuchEvent
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.events import steps
from kalends.features.calendars.events.answering import ensure_organised_here
from kalends.features.calendars.events.copies import ObjectPlace
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.events.steps import Change
from kalends.features.calendars.objects.attached import (
    PATH,
    Attached,
    Targets,
    attach,
    attached_in,
    detach,
    managed_ids,
    read_id,
    replace_attached,
)
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.store import idempotency
from kalends.store.database import Database, Transaction

# Of a file, in one row.
PIECE = 512 * 1024

# An event by its id, or by where its object is in a home.
Target = EventId | ObjectPlace
Edit = Callable[[CalendarObject, Attached], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An event as it is now; the file that was added to it, None where one was removed."""

    event: Event
    file: Attached | None
    # By which it can be undone.
    change_id: UUID | None = None


class OpenFile:
    """A file that is being read. Whether its reader still may is asked at each piece."""

    def __init__(self, db: Database, actor: Actor, attachment: Attachment) -> None:
        self.attachment = attachment
        self._db = db
        self._actor = actor

    async def pieces(self) -> AsyncIterator[bytes]:
        for number in range(-(-(self.attachment.size or 0) // PIECE)):
            async with self._db.transaction(self._actor) as tx:
                await _entered(tx, self.attachment.id)
                piece = await repository.find_piece(tx, self.attachment.id, number)
            if piece is None:
                raise NoSuchAttachment
            yield piece


class Attachments:
    def __init__(self, *, db: Database, clock: Clock, public_url: str, limits: AttachmentLimits) -> None:
        """Files are read under `public_url`."""
        self._db = db
        self._clock = clock
        self._limits = limits
        self.public_url = public_url

    @property
    def limits(self) -> AttachmentLimits:
        return self._limits

    async def list_of(self, actor: Actor, target: Target) -> Sequence[Attached]:
        """Not those that an event brought along from elsewhere."""
        async with self._db.transaction(actor) as tx:
            _, event = await _found(tx, target, Access.READ)
        return [one for one in attached_in(await steps.read_apart(event)) if read_id(one.managed_id) is not None]

    async def add(
        self, actor: Actor, target: Target, new: NewFile, targets: Targets = (), *, if_match: str | None = None
    ) -> Carried:
        """To the whole object, or to some occurrences. Repeated under its key, it happens once."""

        def edit(read: CalendarObject, file: Attached) -> bytes:
            if len(managed_ids(read)) >= self._limits.most_of_object:
                raise TooManyAttachments(
                    f"An event carries at most {self._limits.most_of_object} files. Remove one first."
                )
            return attach(read, file, targets, self._clock())

        return await self._carry(actor, target, new, edit, if_match)

    async def update(
        self, actor: Actor, target: Target, managed_id: str, new: NewFile, *, if_match: str | None = None
    ) -> Carried:
        """Another file in the place of one, under an id and an address of its own."""

        def edit(read: CalendarObject, file: Attached) -> bytes:
            return replace_attached(read, managed_id, file, self._clock())

        return await self._carry(actor, target, new, edit, if_match)

    async def remove(
        self, actor: Actor, target: Target, managed_id: str, targets: Targets = (), *, if_match: str | None = None
    ) -> Carried:
        async with self._db.transaction(actor) as tx:
            calendar, event, read = await _to_change(tx, target, if_match)
            content = detach(read, managed_id, targets, self._clock())
            change = Change(tx, self._clock())
            kept = await steps.keep_changed(change, calendar, event, content)
            return Carried(event=kept, file=None, change_id=change.id)

    async def open(self, actor: Actor, attachment_id: AttachmentId, *, of: EventId | None = None) -> OpenFile:
        """For whoever may look into an event that carries it, or is asked to one. With `of`, only of that event."""
        if of is not None and str(attachment_id) not in {one.managed_id for one in await self.list_of(actor, of)}:
            raise NoSuchAttachment
        async with self._db.transaction(person_of(actor)) as tx:
            return OpenFile(self._db, actor, await _entered(tx, attachment_id))

    async def _carry(self, actor: Actor, target: Target, new: NewFile, edit: Edit, if_match: str | None) -> Carried:
        begun = await self._begun(actor, target, new, edit, if_match)
        if isinstance(begun, Carried):
            return begun
        try:
            whole = await self._received(begun, new)
            return await self._named(actor, target, whole, edit, if_match)
        except BaseException:
            # Also where the client went away: what nobody names takes no room.
            await asyncio.shield(self._dropped(begun))
            raise

    async def _begun(
        self, actor: Actor, target: Target, new: NewFile, edit: Edit, if_match: str | None
    ) -> Attachment | Carried:
        """Nobody sends a file only to hear that it can't be kept."""
        person = person_of(actor)
        async with self._db.transaction(person) as tx:
            calendar, event, read = await _to_change(tx, target, if_match=None)
            if (earlier := await idempotency.made_before(tx, person.id)) is not None:
                return await self._again(tx, event, AttachmentId(earlier))
            ensure_match(if_match, event.etag)
            attachment = Attachment(
                id=AttachmentId(new_uuid()),
                space_id=calendar.space_id,
                name=clean_name(new.name),
                media_type=clean_type(new.media_type),
                size=None,
                etag="",
            )
            self._ensure_small(new.length or 0)
            edit(read, self._attached(attachment))
            self._ensure_room(await repository.room_taken(tx, calendar.space_id), new.length or 0)
            await repository.add(tx, attachment, event.id)
            return attachment

    async def _received(self, attachment: Attachment, new: NewFile) -> Attachment:
        held, digest, size, number = bytearray(), sha256(), 0, 0
        async for piece in new.pieces:
            held += piece
            size += len(piece)
            digest.update(piece)
            self._ensure_small(size)
            while len(held) >= PIECE:
                await self._append(attachment, number, bytes(held[:PIECE]))
                number += 1
                del held[:PIECE]
        if held:
            await self._append(attachment, number, bytes(held))
        return replace(attachment, size=size, etag=f'"{digest.hexdigest()[:32]}"')

    async def _append(self, attachment: Attachment, number: int, content: bytes) -> None:
        """Whoever sends it was admitted, and is once more before the event names it."""
        async with self._db.transaction(System(attachment.space_id)) as tx:
            await repository.append(tx, attachment, number, content)

    async def _dropped(self, attachment: Attachment) -> None:
        async with self._db.transaction(System(attachment.space_id)) as tx:
            await repository.remove(tx, attachment.id)

    async def _named(
        self, actor: Actor, target: Target, attachment: Attachment, edit: Edit, if_match: str | None
    ) -> Carried:
        person, file = person_of(actor), self._attached(attachment)
        async with self._db.transaction(person) as tx:
            calendar, event, read = await _to_change(tx, target, if_match)
            if (earlier := await idempotency.made_before(tx, person.id)) is not None:
                return await self._again(tx, event, AttachmentId(earlier))
            self._ensure_room(await repository.lock_room(tx, attachment.space_id), attachment.size or 0)
            await repository.save(tx, attachment)
            change = Change(tx, self._clock())
            kept = await steps.keep_changed(change, calendar, event, edit(read, file))
            await idempotency.remember(tx, person.id, calendar.space_id, attachment.id)
            return Carried(event=kept, file=file, change_id=change.id)

    async def _again(self, tx: Transaction, event: Event, attachment_id: AttachmentId) -> Carried:
        attachment = await repository.find(tx, attachment_id)
        if attachment is None:
            raise NoSuchAttachment
        return Carried(event=event, file=self._attached(attachment))

    def _attached(self, attachment: Attachment) -> Attached:
        return Attached(
            managed_id=str(attachment.id),
            url=f"{self.public_url}{PATH}{attachment.id}/{quote(attachment.name, safe='')}",
            name=attachment.name,
            media_type=attachment.media_type,
            size=attachment.size,
        )

    def _ensure_small(self, size: int) -> None:
        if size > self._limits.max_bytes:
            raise self._limits.too_large()

    def _ensure_room(self, taken: int, size: int) -> None:
        if taken + size > self._limits.space_bytes:
            raise NoRoomForFile(field="file")


async def _to_change(tx: Transaction, target: Target, if_match: str | None) -> tuple[Calendar, Event, CalendarObject]:
    calendar, event = await _found(tx, target, Access.WRITE)
    ensure_match(if_match, event.etag)
    read = await steps.read_apart(event)
    # RFC 6638, section 3.2.2.1: what somebody else's event carries is theirs to say.
    await ensure_organised_here(tx, calendar, read)
    return calendar, event, read


async def _found(tx: Transaction, target: Target, access: Access) -> tuple[Calendar, Event]:
    if not isinstance(target, ObjectPlace):
        return await steps.admitted(tx, target, access)
    calendar = await admit(tx, target.calendar, access, locked=access >= Access.WRITE)
    event = await events.find(tx, calendar.id, target.name)
    if event is None:
        raise NoSuchEvent
    return calendar, event


async def _entered(tx: Transaction, attachment_id: AttachmentId) -> Attachment:
    found = await repository.enter(tx, person_of(tx.actor), attachment_id)
    if found is None:
        raise NoSuchAttachment
    return found
