"""Signing in and out by API: tokens for programs and apps; pages use cookies instead."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.shapes import Model, Text
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.actor import Actor, Person
from kalends.core.ids import SessionId
from kalends.features.accounts.sessions.domain import Session, SessionKind, SignedIn

router = APIRouter(prefix="/sessions", tags=["sessions"], route_class=LeanRoute)

NO_STORE = "no-store"


class SignInIn(Model):
    """Address or username, and the password."""

    login: Annotated[str, Field(max_length=320)]
    password: Text
    device: Annotated[str | None, Field(max_length=100, description="What an earlier sign-in here answered.")] = None


class RefreshIn(Model):
    refresh_token: Annotated[str, Field(max_length=200)]


class ConfirmationIn(Model):
    password: Text


class TokensOut(Model):
    session_id: SessionId
    access_token: str
    token_type: str = "Bearer"  # noqa: S105  # RFC 6750's word
    expires_in: Annotated[int, Field(description="Seconds for which the access token is good.")]
    refresh_token: Annotated[str, Field(description="Good once, for the next pair.")]
    session_expires_at: datetime
    device: Annotated[
        str, Field(description="Send it with later sign-ins from this device: strangers' tries then don't slow yours.")
    ] = ""


class SessionOut(Model):
    id: SessionId
    kind: SessionKind
    is_current: bool
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str | None
    agent: str


class SessionsOut(Model):
    sessions: list[SessionOut]


@router.post("", status_code=201)
async def sign_in(body: SignInIn, response: Response, actor: Acting, services: Serving) -> TokensOut:
    """Sign in: a short-lived access token, and a refresh token for the next."""
    signed_in = await services.sessions.sign_in(actor, body.login, body.password, device=body.device)
    response.headers["Cache-Control"] = NO_STORE
    return _tokens(signed_in, services.sessions.access_tokens.lifetime)


@router.post("/refresh")
async def refresh(body: RefreshIn, response: Response, actor: Acting, services: Serving) -> TokensOut:
    """The next pair of tokens. A refresh token that is used twice ends its session."""
    signed_in = await services.sessions.refresh(actor, body.refresh_token)
    response.headers["Cache-Control"] = NO_STORE
    return _tokens(signed_in, services.sessions.access_tokens.lifetime)


@router.get("")
async def list_sessions(actor: Acting, services: Serving) -> SessionsOut:
    """Where I am signed in, the last used first."""
    sessions = await services.sessions.list_own(actor)
    return SessionsOut(sessions=[_session(one, actor) for one in sessions])


@router.delete("", status_code=204)
async def end_others(actor: Acting, services: Serving) -> None:
    """Sign out everywhere but here."""
    await services.sessions.end_others(actor)


@router.delete("/current", status_code=204)
async def sign_out(actor: Acting, services: Serving) -> None:
    """Sign out here."""
    await services.sessions.sign_out(actor)


@router.put("/current/confirmation", status_code=204, responses=problems(403))
async def confirm(body: ConfirmationIn, actor: Acting, services: Serving) -> None:
    """Give the password once more: for ten minutes, acts that can't be undone are then allowed."""
    await services.sessions.confirm(actor, body.password)


@router.delete("/{session_id}", status_code=204)
async def end(session_id: SessionId, actor: Acting, services: Serving) -> None:
    """Sign out one of my devices."""
    await services.sessions.end(actor, session_id)


def _tokens(signed_in: SignedIn, lifetime: int) -> TokensOut:
    return TokensOut(
        session_id=signed_in.session_id,
        access_token=signed_in.access_token,
        expires_in=lifetime,
        refresh_token=signed_in.refresh_token,
        session_expires_at=signed_in.expires_at,
        device=signed_in.device,
    )


def _session(session: Session, actor: Actor) -> SessionOut:
    return SessionOut(
        id=session.id,
        kind=session.kind,
        is_current=isinstance(actor, Person) and session.id == actor.session_id,
        created_at=session.created_at,
        last_seen_at=session.last_seen_at,
        expires_at=session.expires_at,
        address=session.address,
        agent=session.agent,
    )
