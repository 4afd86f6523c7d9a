"""The product as `wiring` assembles it, on the test database, and people in it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
from starlette.types import ASGIApp

from kalends import frontage, wiring
from kalends.core.actor import Person, Role, System
from kalends.core.ids import AttachmentId, EventId, PersonId, SessionId, SpaceId, new_uuid
from kalends.features.accounts.addresses import key_of
from kalends.features.calendars.attachments.domain import NewFile
from kalends.features.meetings.proposal import NewParticipant, NewWindow, Proposal
from kalends.features.meetings.service import Seen
from kalends.settings import Settings
from kalends.store.database import Stores, Transaction

ORIGIN = "http://localhost:8000"
PASSWORD = "an umbrella for ada"


@dataclass(frozen=True, kw_only=True)
class Somebody:
    actor: Person
    space_id: SpaceId
    username: str
    token: str

    @property
    def email(self) -> str:
        return f"{self.username}@example.org"

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


class Product:
    def __init__(self, settings: Settings, conninfo: str) -> None:
        house = wiring.build(settings, b"m" * 32, Stores(owner=conninfo, app=conninfo, act_as=None), service="web")
        # Some answers are kept back so that their time tells nothing; these tests ask for hundreds of them.
        services = replace(
            house.services,
            registrations=replace(house.services.registrations, answer_after=0),
            passwords=replace(house.services.passwords, answer_after=0),
        )
        self.house = replace(house, services=services)
        self.app: ASGIApp = frontage.app_of(self.house)
        self._password_hash = ""

    @property
    def services(self) -> wiring.Services:
        return self.house.services

    def client(self, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)

    async def settle(self, name: str, *, is_operator: bool = False) -> Somebody:
        """Somebody new, signed in."""
        self._password_hash = self._password_hash or await self.house.hasher.hash(PASSWORD)
        space, person, session = SpaceId(new_uuid()), PersonId(new_uuid()), SessionId(new_uuid())
        username = f"{name.lower()}-{person.hex[-20:]}"
        email = f"{username}@example.org"
        async with self.house.database.transaction(System(space)) as tx:
            await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'personal', %s)", [space, name])
            await tx.execute(
                """
                INSERT INTO people (
                    id, space_id, username, username_skeleton, email, email_key, email_verified_at,
                    name, zone, is_operator, password_hash
                ) VALUES (%s, %s, %s, %s, %s, %s, now(), %s, 'Europe/Berlin', %s, %s)
                """,
                [person, space, username, username, email, key_of(email), name, is_operator, self._password_hash],
            )
            await tx.execute(
                """
                INSERT INTO sessions (id, space_id, person_id, kind, expires_at)
                VALUES (%s, %s, %s, 'token', now() + interval '1 hour')
                """,
                [session, space, person],
            )
            await _enrol(tx, space, person, Role.OWNER)
        token = self.services.sessions.access_tokens.issue(person, session)
        return Somebody(actor=Person(person, session), space_id=space, username=username, token=token)

    async def found(self, **members: tuple[Somebody, Role]) -> SpaceId:
        """A new organisation."""
        space = SpaceId(new_uuid())
        async with self.house.database.transaction(System(space)) as tx:
            await tx.execute(
                "INSERT INTO spaces (id, kind, name, slug) VALUES (%s, 'organisation', 'Analysts', %s)",
                [space, f"analysts-{space.hex[-12:]}"],
            )
            for one, role in members.values():
                await _enrol(tx, space, one.actor.id, role)
        return space

    async def attach(self, by: Somebody, event: EventId) -> AttachmentId:
        """A file, to an event."""
        new = NewFile(name="agenda.txt", media_type="text/plain", pieces=file())
        carried = await self.services.attachments.add(by.actor, event, new)
        assert carried.file is not None
        return AttachmentId(UUID(carried.file.managed_id))

    async def propose(self, by: Somebody, space: SpaceId | None = None, title: str = "Lunch") -> Seen:
        tomorrow = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
        proposal = Proposal(
            title=title,
            zone="Europe/Berlin",
            duration=timedelta(minutes=60),
            windows=[NewWindow(start=tomorrow, end=tomorrow + timedelta(hours=8))],
            participants=[NewParticipant(name="Cara"), NewParticipant(name="Dorothy")],
        )
        return await self.services.meetings.propose(by.actor, proposal, space)


async def file(content: bytes = b"soup") -> AsyncIterator[bytes]:
    yield content


async def _enrol(tx: Transaction, space: SpaceId, person: PersonId, role: Role) -> None:
    await tx.execute(
        "INSERT INTO memberships (space_id, person_id, role) VALUES (%s, %s, %s)", [space, person, role.value]
    )
