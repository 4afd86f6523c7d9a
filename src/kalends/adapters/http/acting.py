"""The two things that are injected into handlers: who acts, and what the product can do."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from kalends.core.actor import Actor
from kalends.services import Services


def actor_of(request: Request) -> Actor:
    """Set by the authentication middleware for every request."""
    return request.scope["actor"]


def services_of(request: Request) -> Services:
    return request.scope["services"]


# Async, though they wait for nothing: FastAPI sends a plain function to a thread and back, at 0.1 ms each.


async def read_actor(request: Request) -> Actor:
    return actor_of(request)


async def read_services(request: Request) -> Services:
    return services_of(request)


Acting = Annotated[Actor, Depends(read_actor)]
Serving = Annotated[Services, Depends(read_services)]
