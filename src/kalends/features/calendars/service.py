"""Calendars: made, listed, changed, removed, shared. What is in them has a service of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import psycopg

from kalends.core.actor import Actor, Person, System
from kalends.core.clock import Clock
from kalends.core.errors import Stale
from kalends.core.etag import ensure_match
from kalends.core.ids import CalendarId, PersonId, SpaceId
from kalends.features.accounts.people.domain import Person as Account
from kalends.features.accounts.permissions import Permission, may
from kalends.features.calendars import repository
from kalends.features.calendars.adding import add, add_default, default_of, owner_of
from kalends.features.calendars.admission import access_in, admit, admit_with_access, person_of
from kalends.features.calendars.domain import (
    Access,
    Calendar,
    CalendarChanges,
    InHome,
    NewCalendar,
    Share,
    Sharing,
    checked_name,
)
from kalends.features.calendars.errors import (
    NoSuchSpace,
    NotYourCalendar,
    SlugIsTaken,
    TokenIsUnknown,
    TooManyProperties,
)
from kalends.features.calendars.facts import CalendarChanged, CalendarRemoved
from kalends.features.calendars.repository import Change, Owner
from kalends.features.calendars.sharing import repository as sharing
from kalends.features.calendars.sharing import steps
from kalends.features.calendars.sharing.domain import Invite
from kalends.store import audit, idempotency, outbox
from kalends.store.database import Database, Transaction, broken_rule

# A page of changes; more is a first sync, which is told to go on.
MOST_CHANGES = 5_000
# Clients write a handful.
MOST_PROPERTIES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A calendar, and what this actor may do with it."""

    calendar: Calendar
    access: Access


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed since a token, each name once, and the token to ask by the next time."""

    items: Sequence[Change]
    sync_token: int
    # There is more: ask again at once.
    is_cut: bool
    # Of the same moment.
    seen: Seen


class Calendars:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def list_mine(self, actor: Actor) -> Sequence[Seen]:
        """Those of all spaces that the person belongs to, their own first, then those shared with them.

        Everybody has one: who has none yet, such as those whom an operator added, gets it here.
        """
        actor = person_of(actor)
        async with self._db.transaction(actor) as tx:
            owner = await owner_of(tx, actor)
            found = await repository.list_of_spaces(tx, list(tx.roles))
            if not any(calendar.space_id == owner.space_id for calendar in found):
                await add_default(tx, owner, self._clock)
                found = await repository.list_of_spaces(tx, list(tx.roles))
            found.sort(key=lambda calendar: calendar.space_id != owner.space_id)
            seen = [Seen(calendar=one, access=access) for one in found if (access := access_in(tx, one)) is not None]
            for shared in await repository.list_shared(tx, actor):
                access = Access.WRITE if shared.access == Share.WRITE else Access.READ
                mine = next((one for one in seen if one.calendar.id == shared.calendar_id), None)
                if mine is None:
                    seen.append(Seen(calendar=await admit(tx, shared.calendar_id, Access.READ), access=access))
                elif mine.access < access:
                    seen[seen.index(mine)] = Seen(calendar=mine.calendar, access=access)
            return seen

    async def default_of(self, actor: System) -> Calendar | None:
        """Where what is agreed goes, in somebody's own space; made if it is not there yet. None in other spaces."""
        async with self._db.transaction(actor) as tx:
            owner = await repository.find_owner(tx, actor.space_id)
            return None if owner is None else await repository.find(tx, await default_of(tx, owner, self._clock))

    async def welcome(self, tx: Transaction, person: Account) -> None:
        """Whoever arrives finds a calendar."""
        owner = Owner(id=person.id, space_id=person.space_id, zone=person.zone)
        await default_of(tx, owner, self._clock)

    async def see(self, actor: Actor, calendar_id: CalendarId) -> Calendar:
        async with self._db.transaction(actor) as tx:
            return await admit(tx, calendar_id, Access.READ)

    async def see_with_access(self, actor: Actor, which: CalendarId | InHome, access: Access = Access.READ) -> Seen:
        """Forbidden where they may see it, but not do this."""
        async with self._db.transaction(actor) as tx:
            calendar, granted = await admit_with_access(tx, which, access)
            return Seen(calendar=calendar, access=granted)

    async def list_properties(
        self, actor: Actor, calendars: Sequence[CalendarId]
    ) -> Mapping[CalendarId, Mapping[str, str]]:
        """What clients wrote of these calendars that only they understand, as XML by its name."""
        found: dict[CalendarId, dict[str, str]] = {}
        async with self._db.transaction(actor) as tx:
            for calendar_id in calendars:
                await admit(tx, calendar_id, Access.READ)
            for one in await repository.list_properties(tx, calendars):
                found.setdefault(one.calendar_id, {})[one.name] = one.value
        return found

    async def add(
        self,
        actor: Actor,
        new: NewCalendar,
        space_id: SpaceId | None = None,
        *,
        properties: Mapping[str, str] | None = None,
    ) -> Calendar:
        """In the person's own space, or in one that they administer."""
        actor = person_of(actor)
        new = new.checked()
        try:
            async with self._db.transaction(actor) as tx:
                owner = await owner_of(tx, actor)
                if space_id is not None and space_id not in tx.roles:
                    raise NoSuchSpace(field="space_id")
                if not may(tx.roles[space_id or owner.space_id], Permission.ADMINISTER):
                    raise NotYourCalendar
                if (earlier := await idempotency.made_before(tx, owner.id)) is not None:
                    return await admit(tx, CalendarId(earlier), Access.MANAGE)
                calendar = await add(tx, owner, space_id or owner.space_id, new, self._clock)
                await repository.save_properties(tx, calendar, properties or {})
                await idempotency.remember(tx, owner.id, calendar.space_id, calendar.id)
                return calendar
        except psycopg.errors.UniqueViolation as taken:
            if broken_rule(taken) == "a_slug_is_one_calendar_in_a_space":
                raise SlugIsTaken(field="slug") from taken
            raise

    async def change(
        self,
        actor: Actor,
        calendar_id: CalendarId | InHome,
        changes: CalendarChanges,
        if_match: str | None = None,
        *,
        properties: Mapping[str, str | None] | None = None,
    ) -> Calendar:
        """All of it, or nothing; `properties` are what only some clients understand, None takes one away."""
        async with self._db.transaction(actor) as tx:
            before = await admit(tx, calendar_id, Access.MANAGE, locked=True)
            ensure_match(if_match, before.etag)
            after = changes.applied_to(before)
            if properties:
                await self._save_properties(tx, after, properties)
            if after is not before:
                await self._saved(tx, after)
            return after

    async def move(self, actor: Actor, which: InHome, slug: str, *, overwrite: bool) -> bool:
        """To another address in the person's own space, with all that is in it and is known of it; whether there was
        nothing before. Stale where another calendar is there that is not to be overwritten."""
        person, slug = person_of(actor), checked_name(slug, "slug")
        try:
            async with self._db.transaction(actor) as tx:
                # Two that are swapped would else wait for each other.
                await repository.lock_home(tx, person)
                calendar = await admit(tx, which, Access.MANAGE, locked=True)
                # What others share has its id for an address, which stays.
                if calendar.slug != which.segment or calendar.space_id != (await owner_of(tx, person)).space_id:
                    raise NotYourCalendar
                before = await repository.lock_by_slug(tx, person, slug)
                if before is not None and not overwrite:
                    raise Stale
                if before is not None:
                    await self._removed(tx, before)
                await self._saved(tx, replace(calendar, slug=slug, version=calendar.version + 1))
                return before is None
        except psycopg.errors.UniqueViolation as taken:
            if broken_rule(taken) == "a_slug_is_one_calendar_in_a_space":
                raise SlugIsTaken(field="slug") from taken
            raise

    async def remove(self, actor: Actor, calendar_id: CalendarId | InHome, if_match: str | None = None) -> None:
        """With all that is in it."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.MANAGE, locked=True)
            ensure_match(if_match, calendar.etag)
            await self._removed(tx, calendar)

    async def share(self, actor: Actor, calendar_id: CalendarId, username: str, access: Share) -> Sequence[Sharing]:
        """With somebody by their username or address; sharing again changes what for."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.MANAGE, locked=True)
            invite = Invite(called=username, access=access)
            await steps.share(tx, calendar, await steps.person_of(tx, invite), invite)
            return await sharing.list_sharings(tx, calendar_id)

    async def unshare(self, actor: Actor, calendar_id: CalendarId, person_id: PersonId) -> None:
        """From the next transaction on they see no more of it. Whom it is not shared with, it is not shared with."""
        async with self._db.transaction(actor) as tx:
            await steps.unshare(tx, await admit(tx, calendar_id, Access.MANAGE, locked=True), person_id)

    async def list_sharings(self, actor: Actor, calendar_id: CalendarId) -> Sequence[Sharing]:
        async with self._db.transaction(actor) as tx:
            await admit(tx, calendar_id, Access.MANAGE)
            return await sharing.list_sharings(tx, calendar_id)

    async def changes(
        self,
        actor: Actor,
        calendar_id: CalendarId | InHome,
        since: int = 0,
        *,
        until: int | None = None,
        limit: int = MOST_CHANGES,
        is_first: bool | None = None,
        of: CalendarId | None = None,
    ) -> Changes:
        """What changed after the token `since`, and not after `until`. TokenIsUnknown for one that never was.

        Who asks for the first time, by 0, is not told of what has gone; `is_first` says so of later pages. `of` is the
        calendar that gave the token out, which may have been another at the same address.

        Of names that came and went in between, those are told that went, once.
        """
        if until is None and isinstance(calendar_id, InHome) and isinstance(actor, Person):
            # One's own: the usual case, in one round trip.
            slug = calendar_id.segment
            own = await self._db.ask(lambda tx: repository.find_own_changes(tx, actor, slug, since, limit + 1))
            if own is not None:
                calendar, found = own
                _ensure_known(calendar, since, of)
                return _page(Seen(calendar=calendar, access=Access.MANAGE), found, since, limit, is_first)
        async with self._db.transaction(actor) as tx:
            calendar, access = await admit_with_access(tx, calendar_id, Access.READ)
            _ensure_known(calendar, since, of)
            last = calendar.sync_token if until is None else until
            found = await repository.list_changes(tx, calendar.id, since, last, limit + 1)
            return _page(Seen(calendar=calendar, access=access), found, since, limit, is_first)

    async def _saved(self, tx: Transaction, calendar: Calendar) -> None:
        await repository.save(tx, calendar)
        changed = CalendarChanged(
            space_id=calendar.space_id, aggregate_id=calendar.id, aggregate_version=calendar.version
        )
        await audit.record(tx, changed)

    async def _removed(self, tx: Transaction, calendar: Calendar) -> None:
        await repository.remove(tx, calendar.id)
        await outbox.record(
            tx,
            CalendarRemoved(
                space_id=calendar.space_id,
                aggregate_id=calendar.id,
                aggregate_version=calendar.version + 1,
                called=calendar.name,
            ),
        )
        await audit.note(tx, calendar.space_id, CalendarRemoved.name, calendar.id)

    async def _save_properties(self, tx: Transaction, calendar: Calendar, properties: Mapping[str, str | None]) -> None:
        await repository.save_properties(tx, calendar, properties)
        if len(await repository.list_properties(tx, [calendar.id])) > MOST_PROPERTIES:
            raise TooManyProperties


def _ensure_known(calendar: Calendar, since: int, of: CalendarId | None) -> None:
    if not 0 <= since <= calendar.sync_token or of not in (None, calendar.id):
        raise TokenIsUnknown(field="sync_token")


def _page(seen: Seen, found: Sequence[Change], since: int, limit: int, is_first: bool | None) -> Changes:
    """`found` has one more than the limit where there are more."""
    items = found[:limit]
    return Changes(
        items=[one for one in items if not one.is_removed or not (is_first or (is_first is None and not since))],
        # Of the same moment as the rows: the last token is always that of one of them.
        sync_token=items[-1].sync_token if items else since,
        is_cut=len(found) > limit,
        seen=seen,
    )
