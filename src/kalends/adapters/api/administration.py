"""People, and what could not be delivered, as the operators of this server see them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.shapes import Cursor, IfMatch, Limit, Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import DeliveryId, PersonId, SpaceId
from kalends.features.accounts.administration.domain import DeadLetter, PersonLine

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


class DeadLetterOut(Model):
    id: DeliveryId
    space_id: SpaceId
    channel: str
    recipient: str
    host: str
    event_type: str | None
    attempts: int
    last_error: str
    created_at: datetime
    buried_at: datetime


class DeadLettersOut(Model):
    dead_letters: list[DeadLetterOut]
    next_cursor: str | None


class RevivalIn(Model):
    """Dead letters by their ids, or up to 1,000 of a channel."""

    ids: Annotated[list[DeliveryId], Field(max_length=1000)] = Field(default_factory=list[DeliveryId])
    channel: Annotated[str | None, Field(max_length=50, examples=["mail", "webhook"])] = None


class RevivalOut(Model):
    many: Annotated[int, Field(description="How many are tried again.")]


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


@router.get("/dead-letters", responses=problems(403))
async def list_dead_letters(
    actor: Acting,
    services: Serving,
    channel: Annotated[str | None, Query(max_length=50)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> DeadLettersOut:
    """What was given up after all its tries, newest first; for operators."""
    page = await services.dead_letters.list_newest(actor, channel, cursor, limit)
    return DeadLettersOut(dead_letters=[_dead_letter(one) for one in page.items], next_cursor=page.next_cursor)


@router.post("/dead-letters/revivals", status_code=202, responses=problems(403))
async def revive(body: RevivalIn, actor: Acting, services: Serving) -> RevivalOut:
    """Try them again, from the first try on."""
    return RevivalOut(many=await services.dead_letters.revive(actor, body.ids, body.channel))


def _dead_letter(one: DeadLetter) -> DeadLetterOut:
    return DeadLetterOut(
        id=one.id,
        space_id=one.space_id,
        channel=one.channel,
        recipient=one.recipient,
        host=one.host,
        event_type=one.event_type,
        attempts=one.attempts,
        last_error=one.last_error,
        created_at=one.created_at,
        buried_at=one.buried_at,
    )


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
