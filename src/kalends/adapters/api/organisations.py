"""Organisations and their members."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.shapes import Cursor, IdempotencyKey, IfMatch, Limit, Model, Text
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.actor import Role
from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts.organisations.domain import Member, Organisation

router = APIRouter(prefix="/organisations", tags=["organisations"], route_class=LeanRoute)

Slug = Annotated[str, Field(max_length=200, examples=["chess-club"])]


class OrganisationIn(Model):
    name: Text
    slug: Slug


class OrganisationChangesIn(Model):
    """What is left out stays as it is."""

    name: Text | None = None
    slug: Slug | None = None


class OrganisationOut(Model):
    id: SpaceId
    name: str
    slug: str
    role: Annotated[Role, Field(description="Mine.")]
    created_at: datetime
    version: int


class OrganisationsOut(Model):
    organisations: list[OrganisationOut]
    next_cursor: str | None


class MemberIn(Model):
    login: Annotated[str, Field(max_length=320, description="Username or mail address.")]
    role: Role = Role.MEMBER


class RoleIn(Model):
    role: Role


class MemberOut(Model):
    person_id: PersonId
    username: str
    name: str
    role: Role
    created_at: datetime


class MembersOut(Model):
    members: list[MemberOut]


@router.post("", status_code=201, responses=problems(409))
async def create(
    body: OrganisationIn, response: Response, actor: Acting, services: Serving, _: IdempotencyKey = None
) -> OrganisationOut:
    """Found an organisation; whoever does owns it."""
    return _organisation(await services.organisations.create(actor, body.name, body.slug), response)


@router.get("")
async def list_mine(actor: Acting, services: Serving, cursor: Cursor = None, limit: Limit = 50) -> OrganisationsOut:
    """Those I belong to, oldest first."""
    page = await services.organisations.list_mine(actor, cursor, limit)
    return OrganisationsOut(organisations=[_organisation(one) for one in page.items], next_cursor=page.next_cursor)


@router.get("/{organisation_id}")
async def get(organisation_id: SpaceId, response: Response, actor: Acting, services: Serving) -> OrganisationOut:
    return _organisation(await services.organisations.get(actor, organisation_id), response)


@router.patch("/{organisation_id}", responses=problems(403, 409, 412))
async def change(
    organisation_id: SpaceId,
    body: OrganisationChangesIn,
    response: Response,
    actor: Acting,
    services: Serving,
    if_match: IfMatch = None,
) -> OrganisationOut:
    """Change its name or slug; for owners and admins."""
    changed = await services.organisations.change(
        actor, organisation_id, name=body.name, slug=body.slug, if_match=if_match
    )
    return _organisation(changed, response)


@router.delete("/{organisation_id}", status_code=204, responses=problems(403, 412))
async def remove(organisation_id: SpaceId, actor: Acting, services: Serving, if_match: IfMatch = None) -> None:
    """Delete it and all that it owns; for owners."""
    await services.organisations.remove(actor, organisation_id, if_match=if_match)


@router.get("/{organisation_id}/members")
async def list_members(organisation_id: SpaceId, actor: Acting, services: Serving) -> MembersOut:
    members = await services.organisations.list_members(actor, organisation_id)
    return MembersOut(members=[_member(one) for one in members])


@router.post("/{organisation_id}/members", status_code=201, responses=problems(403, 409))
async def add_member(organisation_id: SpaceId, body: MemberIn, actor: Acting, services: Serving) -> MemberOut:
    """Add somebody who has an account; for owners and admins."""
    return _member(await services.organisations.add_member(actor, organisation_id, body.login, body.role))


@router.put("/{organisation_id}/members/{person_id}", responses=problems(403, 409))
async def change_role(
    organisation_id: SpaceId, person_id: PersonId, body: RoleIn, actor: Acting, services: Serving
) -> MemberOut:
    """Give a member another role. Owners are made and unmade by owners, and the last one stays."""
    return _member(await services.organisations.change_role(actor, organisation_id, person_id, body.role))


@router.delete("/{organisation_id}/members/{person_id}", status_code=204, responses=problems(403, 409))
async def remove_member(organisation_id: SpaceId, person_id: PersonId, actor: Acting, services: Serving) -> None:
    """Remove a member, or leave."""
    await services.organisations.remove_member(actor, organisation_id, person_id)


def _organisation(organisation: Organisation, response: Response | None = None) -> OrganisationOut:
    if response is not None:
        response.headers["ETag"] = organisation.etag
    return OrganisationOut(
        id=organisation.id,
        name=organisation.name,
        slug=organisation.slug,
        role=organisation.role,
        created_at=organisation.created_at,
        version=organisation.version,
    )


def _member(member: Member) -> MemberOut:
    return MemberOut(
        person_id=member.person_id,
        username=member.username,
        name=member.name,
        role=member.role,
        created_at=member.created_at,
    )
