"""What operators do: look people up, stop and start their accounts, make operators. All of it is on record."""

from dataclasses import dataclass, replace

from kalends.core.actor import Actor, Person
from kalends.core.errors import NotSignedIn
from kalends.core.etag import ensure_match
from kalends.core.ids import PersonId
from kalends.core.page import Page, page_of, read_cursor
from kalends.features.accounts.administration import repository
from kalends.features.accounts.administration.domain import NoSuchPerson, NotYourself, OperatorsOnly, PersonLine
from kalends.features.accounts.administration.facts import PersonStandingChanged
from kalends.features.accounts.people import domain as people
from kalends.features.accounts.people import repository as people_rows
from kalends.features.accounts.sessions import repository as session_rows
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.store import audit
from kalends.store.database import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    db: Database

    async def list_people(
        self, actor: Actor, search: str = "", cursor: str | None = None, limit: int = 50
    ) -> Page[PersonLine]:
        """Everybody, oldest first; `search` looks into usernames, addresses and names."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            operator = await ensure_operator(tx)
            rows = await repository.list_people(
                tx, operator.id, search.strip().replace("\0", "\ufffd"), read_cursor(cursor), limit + 1
            )
            return page_of(rows, limit, lambda person: person.id)

    async def is_operator(self, actor: Person) -> bool:
        """Whether to show the details that operators need; False as well for who is no longer signed in."""
        try:
            async with self.db.transaction(actor) as tx:
                await ensure_operator(tx)
        except (OperatorsOnly, NotSignedIn):
            return False
        return True

    async def get_person(self, actor: Actor, person_id: PersonId) -> PersonLine:
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            await ensure_operator(tx)
            return _line(await self._enter(tx, person_id))

    async def change_standing(
        self,
        actor: Actor,
        person_id: PersonId,
        *,
        is_active: bool | None = None,
        is_operator: bool | None = None,
        if_match: str | None = None,
    ) -> PersonLine:
        """Stop an account (everything it is signed in to ends) or start it again; make or unmake an operator."""
        async with self.db.transaction(ensure_signed_in(actor)) as tx:
            operator = await ensure_operator(tx)
            before = await self._enter(tx, person_id)
            ensure_match(if_match, before.etag)
            after = replace(
                before,
                is_active=before.is_active if is_active is None else is_active,
                is_operator=before.is_operator if is_operator is None else is_operator,
            )
            if after == before:
                return _line(before)
            # So there is always one operator left.
            if person_id == operator.id:
                raise NotYourself
            after = replace(after, version=await people_rows.save(tx, after))
            if not after.is_active:
                await session_rows.revoke_all(tx, person_id)
            changed = PersonStandingChanged(
                space_id=after.space_id,
                aggregate_id=after.id,
                aggregate_version=after.version,
                person_id=after.id,
                is_active=after.is_active,
                is_operator=after.is_operator,
            )
            await audit.record(tx, changed, details=changed.data())
            return _line(after)

    async def _enter(self, tx: Transaction, person_id: PersonId) -> people.Person:
        """Into the space of somebody else, which the gate allows to operators only."""
        operator = ensure_signed_in(tx.actor)
        space_id = await repository.find_space(tx, operator.id, person_id)
        if space_id is None:
            raise NoSuchPerson
        await people_rows.enter_spaces(tx, [space_id])
        return await people_rows.lock(tx, person_id)


async def ensure_operator(tx: Transaction) -> Person:
    myself = ensure_signed_in(tx.actor)
    if not (await people_rows.get(tx, myself.id)).is_operator:
        raise OperatorsOnly
    return myself


def _line(person: people.Person) -> PersonLine:
    return PersonLine(
        id=person.id,
        space_id=person.space_id,
        username=person.username,
        email=person.email,
        name=person.name,
        zone=person.zone,
        locale=person.locale,
        is_verified=person.is_verified,
        is_active=person.is_active,
        is_operator=person.is_operator,
        created_at=person.created_at,
        version=person.version,
    )
