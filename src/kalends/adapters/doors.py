"""The table of contents: every door there is."""

from fastapi import APIRouter
from starlette.routing import BaseRoute

from kalends.adapters.api import administration, answers, meetings, organisations, people, sessions

API: tuple[APIRouter, ...] = (
    sessions.router,
    people.router,
    organisations.router,
    administration.router,
    meetings.router,
    answers.router,

)

PAGES: tuple[BaseRoute, ...] = ()
