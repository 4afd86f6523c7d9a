"""People as the operators of this server see them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.shapes import Cursor, IfMatch, Limit, Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import PersonId
from kalends.features.accounts.administration.domain import PersonLine

router = APIRouter(prefix="/administration", tags=["administration"], route_class=LeanRoute)


class StandingIn(Model):
    """What is left out stays as it is."""

    is_active: Annotated[bool | None, Field(description="Whether they may sign in; false ends all their sessions.")] = (
        None
    )
    is_operator: bool | None = None


class PersonOut(Model):
    id: PersonId
    username: str
    email: str
    name: str
    zone: str
    locale: str
    is_verified: bool
    is_active: bool
    is_operator: bool
    created_at: datetime
    version: int


class PeopleOut(Model):
    people: list[PersonOut]
    next_cursor: str | None


@router.get("/people", responses=problems(403))
async def list_people(
    actor: Acting,
    services: Serving,
    search: Annotated[str, Query(max_length=100, description="Part of a username, an address or a name.")] = "",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> PeopleOut:
    """Everybody, oldest first; for operators."""
    page = await services.administration.list_people(actor, search, cursor, limit)
    return PeopleOut(people=[_person(one) for one in page.items], next_cursor=page.next_cursor)


@router.get("/people/{person_id}", responses=problems(403))
async def get_person(person_id: PersonId, response: Response, actor: Acting, services: Serving) -> PersonOut:
    return _person(await services.administration.get_person(actor, person_id), response)


@router.patch("/people/{person_id}", responses=problems(403, 409, 412))
async def change_standing(
    person_id: PersonId,
    body: StandingIn,
    response: Response,
    actor: Acting,
    services: Serving,
    if_match: IfMatch = None,
) -> PersonOut:
    """Stop or start an account; make or unmake an operator."""
    changed = await services.administration.change_standing(
        actor, person_id, is_active=body.is_active, is_operator=body.is_operator, if_match=if_match
    )
    return _person(changed, response)


def _person(person: PersonLine, response: Response | None = None) -> PersonOut:
    if response is not None:
        response.headers["ETag"] = person.etag
    return PersonOut(
        id=person.id,
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
