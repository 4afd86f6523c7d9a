"""The two things that are injected into handlers: who acts, and what the product can do."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from kalends.core.actor import Actor
from kalends.services import Services


# Both async, though they wait for nothing: FastAPI sends a plain function to a thread and back, at 0.1 ms each.


async def actor_of(request: Request) -> Actor:
    """Set by the authentication middleware for every request."""
    return request.scope["actor"]


async def services_of(request: Request) -> Services:
    return request.scope["services"]


Acting = Annotated[Actor, Depends(actor_of)]
Serving = Annotated[Services, Depends(services_of)]
