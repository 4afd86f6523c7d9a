"""Which events carry which files: noted whenever an object is kept, and asked before a client names one.

An object without files costs no statement here.
"""

from kalends.core.actor import Person
from kalends.core.ids import EventId, SpaceId
from kalends.features.calendars.attachments import repository
from kalends.features.calendars.attachments.domain import ManagedIdIsUnknown
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.objects.attached import files_of, managed_ids, read_id
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.salvage import read_kept
from kalends.store.database import Transaction

_ATTACH = b"ATTACH"


async def note_uses(
    tx: Transaction, event_id: EventId, space_id: SpaceId, before: bytes | None, read: CalendarObject
) -> None:
    """Of an object that is kept now as `read`. What it names that nobody here may read is only a line in it."""
    named = files_of(read)
    if not named and (before is None or _ATTACH not in before):
        return
    used = await repository.list_used(tx, event_id)
    fresh = named - used
    if fresh:
        used |= await repository.list_sent_for(tx, event_id, fresh)
        # An import, or an invitation, brings nobody a file: who may read it does so without a use of their own.
        if isinstance(tx.actor, Person):
            used |= await repository.list_readable(tx, tx.actor, fresh)
    await repository.save_uses(tx, event_id, space_id, named & used)


async def copy_uses(tx: Transaction, source: EventId, content: bytes, target: EventId, space_id: SpaceId) -> None:
    if _ATTACH in content:
        await repository.copy_uses(tx, source, target, space_id)


async def ensure_readable(tx: Transaction, event: Event | None, read: CalendarObject) -> None:
    """Before a client's object is kept in the place of `event`: it names no file by MANAGED-ID that its sender may not
    read (RFC 8607, sections 3.7 and 3.12.2). What the object named before stays, also from an import."""
    named = managed_ids(read)
    if not named or not isinstance(tx.actor, Person):
        return
    if event is not None and _ATTACH in event.object:
        named -= managed_ids(read_kept(event.object))
    if not named:
        return
    ids = {read_id(one) for one in named}
    known = await repository.list_readable(tx, tx.actor, [one for one in ids if one is not None])
    if event is not None and not ids <= known:
        known |= await repository.list_used(tx, event.id)
    if not ids <= known:
        raise ManagedIdIsUnknown(field="ATTACH")
