"""People: registering, proving an address, one's own profile and password."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.shapes import IfMatch, Model, Text
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts.people.domain import Changes, NewPerson, Person

router = APIRouter(prefix="/people", tags=["people"], route_class=LeanRoute)

Email = Annotated[str, Field(max_length=320, examples=["ada@example.org"])]
Code = Annotated[str, Field(max_length=200, description="From the address in the mail.")]
MAIL_IS_COMING = "If this address can get a mail from us, one is on its way to it."


class RegistrationIn(Model):
    username: Text
    email: Email
    password: Text
    name: Text = ""
    zone: Annotated[str, Field(max_length=100, examples=["Europe/Berlin"])] = "UTC"
    locale: Annotated[str, Field(max_length=40, examples=["en"])] = "en"


class ChangesIn(Model):
    """What is left out stays as it is."""

    username: Text | None = None
    name: Text | None = None
    zone: Annotated[str | None, Field(max_length=100)] = None
    locale: Annotated[str | None, Field(max_length=40)] = None


class PasswordIn(Model):
    current_password: Text
    password: Text


class EmailIn(Model):
    email: Email


class VerificationIn(Model):
    code: Code
    password: Annotated[Text, Field(description="The one chosen at registration.")]


class ResetIn(Model):
    code: Code
    password: Text


class AskedOut(Model):
    """The same for every address."""

    detail: str = MAIL_IS_COMING


class MeOut(Model):
    id: PersonId
    space_id: SpaceId
    username: str
    email: str
    is_verified: bool
    name: str
    zone: str
    locale: str
    is_operator: bool
    created_at: datetime
    version: int


@router.post("", status_code=202, responses=problems(403, 409))
async def register(body: RegistrationIn, actor: Acting, services: Serving) -> AskedOut:
    """Make an account. It can be used once the address is confirmed by the link that is mailed there."""
    new = NewPerson(
        username=body.username,
        email=body.email,
        password=body.password,
        name=body.name,
        zone=body.zone,
        locale=body.locale,
    )
    await services.registrations.register(actor, new)
    return AskedOut()


@router.post("/verification", status_code=202)
async def ask_verification(body: EmailIn, actor: Acting, services: Serving) -> AskedOut:
    """Have the link to confirm an address sent again."""
    await services.registrations.ask_verification(actor, body.email)
    return AskedOut()


@router.put("/verification", status_code=204, responses=problems(403))
async def verify(body: VerificationIn, actor: Acting, services: Serving) -> None:
    """Confirm an address with the code from the mail and the password chosen at registration. The code works once; a
    wrong password does not use it up."""
    await services.registrations.verify(actor, body.code, body.password)


@router.post("/password-reset", status_code=202)
async def ask_reset(body: EmailIn, actor: Acting, services: Serving) -> AskedOut:
    """Have a link sent that lets one choose a new password."""
    await services.passwords.ask_reset(actor, body.email)
    return AskedOut()


@router.put("/password-reset", status_code=204)
async def reset(body: ResetIn, actor: Acting, services: Serving) -> None:
    """Choose a new password with the code from the mail; it works once, and every session ends."""
    await services.passwords.reset(actor, body.code, body.password)


@router.get("/me")
async def me(response: Response, actor: Acting, services: Serving) -> MeOut:
    """Who I am here."""
    return _me(await services.people.me(actor), response)


@router.patch("/me", responses=problems(409, 412))
async def change_me(
    body: ChangesIn, response: Response, actor: Acting, services: Serving, if_match: IfMatch = None
) -> MeOut:
    """Change my name, username, zone or locale."""
    changes = Changes(username=body.username, name=body.name, zone=body.zone, locale=body.locale)
    return _me(await services.people.change(actor, changes, if_match), response)


@router.delete("/me", status_code=204, responses=problems(403, 409, 412))
async def leave(actor: Acting, services: Serving, if_match: IfMatch = None) -> None:
    """Delete my account and everything in my space. The password must have been given in the last ten minutes."""
    await services.people.leave(actor, if_match=if_match)


@router.put("/me/password", status_code=204, responses=problems(403))
async def change_password(body: PasswordIn, actor: Acting, services: Serving) -> None:
    """Change my password; every other session ends."""
    await services.passwords.change(actor, body.current_password, body.password)


def _me(person: Person, response: Response) -> MeOut:
    response.headers["ETag"] = person.etag
    return MeOut(
        id=person.id,
        space_id=person.space_id,
        username=person.username,
        email=person.email,
        is_verified=person.is_verified,
        name=person.name,
        zone=person.zone,
        locale=person.locale,
        is_operator=person.is_operator,
        created_at=person.created_at,
        version=person.version,
    )
