"""Sharing as calendar programs do it: several people at once, who are told of it and say whether they take it.

By page and API it is shared in `Calendars`; both take the same steps.
"""

from collections.abc import Mapping, Sequence

from kalends.core.actor import Actor, Person
from kalends.core.ids import CalendarId
from kalends.features.accounts.permissions import Permission, may
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.admission import admit, admit_with_access, person_of
from kalends.features.calendars.domain import Access, Calendar, InHome, Share
from kalends.features.calendars.errors import NobodyToShareWith, NoSuchCalendar, NoSuchWord, TooManyProperties
from kalends.features.calendars.service import MOST_PROPERTIES, Seen
from kalends.features.calendars.sharing import repository, steps
from kalends.features.calendars.sharing.domain import Circle, Invite, SharedBy, Word
from kalends.store.database import Database, Transaction


class Sharings:
    def __init__(self, *, db: Database) -> None:
        self._db = db

    async def change(self, actor: Actor, which: CalendarId | InHome, invites: Sequence[Invite]) -> None:
        """All of it, or nothing. Raises NobodyToShareWith, OneDoesNotShareWithOneself; takes back from whom it is not
        shared with without a word."""
        checked = [one.checked() for one in invites]
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.MANAGE, locked=True)
            for invite in checked:
                calendar = await _changed(tx, calendar, invite)

    async def replace(self, actor: Actor, which: CalendarId | InHome, invites: Sequence[Invite]) -> None:
        """It is shared with these, for this, and with nobody else. Raises as `change` does."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.MANAGE, locked=True)
            wanted = {await steps.person_of(tx, one): one for one in invites}
            before = {one.person_id: one.access for one in await repository.list_sharings(tx, calendar.id)}
            for person_id in sorted(before.keys() - wanted.keys()):
                calendar = await steps.unshare(tx, calendar, person_id)
            for person_id, invite in wanted.items():
                if before.get(person_id) is not invite.access:
                    calendar = await steps.share(tx, calendar, person_id, invite)

    async def circles(self, actor: Actor, seen: Sequence[Seen]) -> Mapping[CalendarId, Circle]:
        """Who has part in these calendars, which somebody has just seen; without those that they see no more."""
        person = person_of(actor)
        found: dict[CalendarId, Circle] = {}
        async with self._db.transaction(actor) as tx:
            mine = [one.calendar for one in seen if one.calendar.space_id in tx.roles]
            others = [one.calendar for one in seen if one.calendar.space_id not in tx.roles]
            shared = [one.id for one in mine if _may_share(tx, one)]
            invitees = await repository.list_invitees(tx, shared) if shared else []
            for calendar in mine:
                found[calendar.id] = Circle(
                    owner=await repository.find_owner(tx, calendar.space_id),
                    invitees=[one for one in invitees if one.calendar_id == calendar.id],
                )
            for calendar in others:
                if await calendars.enter_shared(tx, person, calendar.id) is not None:
                    found[calendar.id] = Circle(
                        owner=await repository.find_owner(tx, calendar.space_id),
                        is_others=True,
                        invitees=await repository.list_invitees(tx, [calendar.id], person_id=person.id),
                        own=await repository.list_own(tx, calendar.id, person.id),
                    )
        return found

    async def accept(self, actor: Actor, which: CalendarId | InHome) -> Calendar:
        """What is shared with whoever acts is there already; its owner is told that they take it."""
        person = person_of(actor)
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.READ, locked=True)
            if calendar.space_id in tx.roles:
                raise NoSuchCalendar
            await repository.accept(tx, calendar.id, person.id)
            return calendar

    async def leave(self, actor: Actor, which: CalendarId | InHome, if_match: str | None = None) -> bool:
        """What is shared with whoever acts is theirs no more, and stays as it is with its owner, who is told. False
        where it is not shared with them by name: it belongs to a space of theirs."""
        person = person_of(actor)
        async with self._db.transaction(actor) as tx:
            calendar, _ = await admit_with_access(tx, which, Access.READ)
            if calendar.space_id in tx.roles:
                return False
            locked = await calendars.lock(tx, calendar.id)
            if locked is None or not await repository.decline(tx, calendar.id, person.id):
                raise NoSuchCalendar
            await steps.tell_unshared(tx, locked, person.id)
            return True

    async def decorate(self, actor: Actor, which: CalendarId | InHome, properties: Mapping[str, str | None]) -> bool:
        """What whoever acts writes of a calendar that others share with them is theirs alone; None takes one away.
        False, and nothing done, where it belongs to a space of theirs."""
        person = person_of(actor)
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.READ)
            if calendar.space_id in tx.roles:
                return False
            if not await repository.lock_share(tx, calendar.id, person.id):
                raise NoSuchCalendar
            await repository.save_own(tx, calendar, person.id, properties)
            if len(await repository.list_own(tx, calendar.id, person.id)) > MOST_PROPERTIES:
                raise TooManyProperties
            return True

    async def words(self, actor: Actor) -> Sequence[Word]:
        """What lies with whoever asks until they have seen it: invitations to calendars, and answers to theirs."""
        person = person_of(actor)
        async with self._db.transaction(actor) as tx:
            return await _words(tx, person)

    async def see_word(self, actor: Actor, name: str) -> None:
        """It lies there no more. Raises NoSuchWord."""
        person = person_of(actor)
        async with self._db.transaction(actor) as tx:
            for word in await _words(tx, person):
                if word.name == name:
                    see = repository.see_answer if word.is_answer else repository.see_invitation
                    await see(tx, word.calendar.id, word.invitee.person_id)
                    return
        raise NoSuchWord


async def _changed(tx: Transaction, calendar: Calendar, invite: Invite) -> Calendar:
    if invite.access is not None:
        return await steps.share(tx, calendar, await steps.person_of(tx, invite), invite)
    try:
        return await steps.unshare(tx, calendar, await steps.person_of(tx, invite))
    except NobodyToShareWith:
        return calendar


async def _words(tx: Transaction, person: Person) -> list[Word]:
    owned = {one.id: one for one in await calendars.list_of_spaces(tx, list(tx.roles)) if _may_share(tx, one)}
    answers = [
        one for one in await repository.list_invitees(tx, list(owned), unseen="answers") if one.access is not Share.BUSY
    ]
    owners: dict[CalendarId, SharedBy | None] = {
        one: await repository.find_owner(tx, owned[one].space_id) for one in {one.calendar_id for one in answers}
    }
    found = [
        Word(calendar=owned[one.calendar_id], owner=owners[one.calendar_id], invitee=one, is_answer=True)
        for one in answers
    ]
    for shared in await calendars.list_shared(tx, person):
        if await calendars.enter_shared(tx, person, shared.calendar_id) is None:
            continue
        calendar = await calendars.find(tx, shared.calendar_id)
        if calendar is None or calendar.space_id in tx.roles:
            # Theirs anyhow.
            continue
        for invitee in await repository.list_invitees(tx, [calendar.id], person_id=person.id, unseen="invitations"):
            owner = await repository.find_owner(tx, calendar.space_id)
            found.append(Word(calendar=calendar, owner=owner, invitee=invitee, is_answer=False))
    return found


def _may_share(tx: Transaction, calendar: Calendar) -> bool:
    return may(tx.roles.get(calendar.space_id), Permission.ADMINISTER)
