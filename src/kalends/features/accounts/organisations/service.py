"""What people do about their organisations."""

from dataclasses import dataclass

import psycopg

from kalends.core.actor import Actor, Person, Role
from kalends.core.etag import ensure_match
from kalends.core.ids import PersonId, SpaceId, new_uuid
from kalends.core.page import Page, page_of, read_cursor
from kalends.features.accounts.organisations import repository
from kalends.features.accounts.organisations.domain import (
    AlreadyAMember,
    LastOwner,
    Member,
    NobodyByThatName,
    NoSuchOrganisation,
    NotInYourRole,
    Organisation,
    SlugIsTaken,
    ensure_may_give,
    organisation_name,
)
from kalends.features.accounts.organisations.facts import (
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    OrganisationChanged,
    OrganisationCreated,
    OrganisationRemoved,
)
from kalends.features.accounts.organisations.repository import OrganisationRow
from kalends.features.accounts.people import repository as people_rows
from kalends.features.accounts.permissions import Permission, may
from kalends.features.accounts.sessions.service import login_key
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.accounts.throttle import Throttle
from kalends.features.accounts.usernames import named
from kalends.store import audit, idempotency
from kalends.store.database import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisations:
    db: Database
    throttle: Throttle

    async def create(self, actor: Actor, name: str, slug: str) -> Organisation:
        """Whoever creates it owns it."""
        myself = ensure_signed_in(actor)
        name, slug = organisation_name(name), named(slug, field="slug")
        async with self.db.transaction(myself) as tx:
            earlier = await idempotency.made_before(tx, myself.id)
            if earlier is None:
                return await self._found(tx, myself, name, slug)
        # Anew: this transaction's roles may be older than the end of the request that made it.
        return await self.get(actor, SpaceId(earlier))

    async def _found(self, tx: Transaction, myself: Person, name: str, slug: str) -> Organisation:
        space_id = SpaceId(new_uuid())
        await people_rows.enter_spaces(tx, [space_id])
        try:
            await repository.add(tx, space_id, name, slug)
        except psycopg.errors.UniqueViolation as taken:
            raise SlugIsTaken(field="slug") from taken
        await repository.add_member(tx, space_id, myself.id, Role.OWNER)
        # Kept in the space that outlives the organisation.
        person = await people_rows.get(tx, myself.id)
        await idempotency.remember(tx, myself.id, person.space_id, space_id)
        created = OrganisationCreated(space_id=space_id, aggregate_id=space_id, aggregate_version=1)
        await audit.record(tx, created)
        row = await repository.find(tx, space_id)
        return _seen(row, Role.OWNER)

    async def list_mine(self, actor: Actor, cursor: str | None = None, limit: int = 50) -> Page[Organisation]:
        """Those I belong to, oldest first."""
        myself = ensure_signed_in(actor)
        async with self.db.transaction(myself) as tx:
            rows = await repository.list_mine(tx, read_cursor(cursor), limit + 1)
            return page_of([_seen(row, tx.roles[row.id]) for row in rows], limit, lambda one: one.id)

    async def get(self, actor: Actor, organisation_id: SpaceId) -> Organisation:
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            return await admit(tx, organisation_id, Permission.VIEW)

    async def change(
        self,
        actor: Actor,
        organisation_id: SpaceId,
        *,
        name: str | None = None,
        slug: str | None = None,
        if_match: str | None = None,
    ) -> Organisation:
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            before = await admit(tx, organisation_id, Permission.ADMINISTER)
            ensure_match(if_match, before.etag)
            after = before.changed(name=name, slug=slug)
            if after == before:
                return before
            try:
                version = await repository.save(tx, after.id, after.name, after.slug)
            except psycopg.errors.UniqueViolation as taken:
                raise SlugIsTaken(field="slug") from taken
            changed = OrganisationChanged(space_id=after.id, aggregate_id=after.id, aggregate_version=version)
            await audit.record(tx, changed)
            return await admit(tx, organisation_id, Permission.VIEW)

    async def remove(self, actor: Actor, organisation_id: SpaceId, *, if_match: str | None = None) -> None:
        """The organisation and all that it owns."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            organisation = await admit(tx, organisation_id, Permission.OWN)
            ensure_match(if_match, organisation.etag)
            await repository.remove(tx, organisation.id)
            removed = OrganisationRemoved(
                space_id=organisation.id, aggregate_id=organisation.id, aggregate_version=organisation.version + 1
            )
            await audit.record(tx, removed)

    async def list_members(self, actor: Actor, organisation_id: SpaceId) -> list[Member]:
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            organisation = await admit(tx, organisation_id, Permission.VIEW)
            return await repository.list_members(tx, organisation.id)

    async def add_member(self, actor: Actor, organisation_id: SpaceId, login: str, role: Role) -> Member:
        """By username or address. How often is limited, for the answer says whether there is such a person."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            organisation = await admit(tx, organisation_id, Permission.ADMINISTER)
            ensure_may_give(organisation.role, None, role)
            self.throttle.ensure_not_too_many("find-person", actor.origin)
            person = await repository.find_person_named(tx, login_key(login))
            if person is None:
                raise NobodyByThatName(field="login")
            try:
                await repository.add_member(tx, organisation.id, person.id, role)
            except psycopg.errors.UniqueViolation as there_already:
                raise AlreadyAMember(field="login") from there_already
            added = MemberAdded(
                space_id=organisation.id,
                aggregate_id=organisation.id,
                aggregate_version=await repository.touch(tx, organisation.id),
                person_id=person.id,
                role=role,
            )
            await audit.record(tx, added, thing_id=person.id, details={"role": role})
            return await repository.get_member(tx, organisation.id, person.id)

    async def change_role(self, actor: Actor, organisation_id: SpaceId, person_id: PersonId, role: Role) -> Member:
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            organisation = await admit(tx, organisation_id, Permission.ADMINISTER)
            member = await repository.get_member(tx, organisation.id, person_id)
            ensure_may_give(organisation.role, member.role, role)
            if member.role == role:
                return member
            await repository.save_role(tx, organisation.id, person_id, role)
            await _ensure_owned(tx, organisation.id)
            changed = MemberRoleChanged(
                space_id=organisation.id,
                aggregate_id=organisation.id,
                aggregate_version=await repository.touch(tx, organisation.id),
                person_id=person_id,
                role=role,
            )
            await audit.record(tx, changed, thing_id=person_id, details={"from": member.role, "to": role})
            return await repository.get_member(tx, organisation.id, person_id)

    async def remove_member(self, actor: Actor, organisation_id: SpaceId, person_id: PersonId) -> None:
        """Admins remove others; everybody may leave."""
        myself = ensure_signed_in(actor)
        is_leaving = person_id == myself.id
        async with self.db.transaction(myself) as tx:
            organisation = await admit(
                tx, organisation_id, Permission.VIEW if is_leaving else Permission.ADMINISTER, for_change=True
            )
            member = await repository.get_member(tx, organisation.id, person_id)
            if not is_leaving:
                ensure_may_give(organisation.role, member.role, None)
            await repository.remove_member(tx, organisation.id, person_id)
            await _ensure_owned(tx, organisation.id)
            removed = MemberRemoved(
                space_id=organisation.id,
                aggregate_id=organisation.id,
                aggregate_version=await repository.touch(tx, organisation.id),
                person_id=person_id,
            )
            await audit.record(tx, removed, thing_id=person_id, details={"role": member.role})


async def admit(
    tx: Transaction, organisation_id: SpaceId, permission: Permission, *, for_change: bool = False
) -> Organisation:
    """The organisation, if this actor may do that in it; locked for whatever is more than looking. To strangers it
    isn't there."""
    role = tx.roles.get(organisation_id)
    is_looking = permission is Permission.VIEW and not for_change
    find = repository.find if is_looking else repository.lock
    row = await find(tx, organisation_id) if role is not None else None
    if row is None or role is None:
        raise NoSuchOrganisation
    if not may(role, permission):
        raise NotInYourRole
    return _seen(row, role)


async def _ensure_owned(tx: Transaction, organisation_id: SpaceId) -> None:
    """The organisation's row is locked, so no other transaction takes the last owner away meanwhile."""
    if await repository.count_owners(tx, organisation_id) == 0:
        raise LastOwner


def _seen(row: OrganisationRow | None, role: Role) -> Organisation:
    if row is None:
        raise NoSuchOrganisation
    return Organisation(
        id=row.id, name=row.name, slug=row.slug, created_at=row.created_at, version=row.version, role=role
    )
