"""People, their spaces and the services of meetings, on the test database."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from kalends.core.actor import Actor, Link, Nobody, Origin, Person, Role, System
from kalends.core.ids import MeetingId, ParticipantId, PersonId, SessionId, SpaceId, new_uuid
from kalends.features.accounts.addresses import key_of
from kalends.features.accounts.limiter import Limiter
from kalends.features.accounts.links import Links
from kalends.features.accounts.throttle import Devices, Throttle
from kalends.features.meetings.answering.domain import NewInterval, Preference
from kalends.features.meetings.answering.free_times import FreeTimes
from kalends.features.meetings.answering.participants import Participants
from kalends.features.meetings.answering.recommendations import Recommendations
from kalends.features.meetings.answering.service import Answers
from kalends.features.meetings.answering.suggestions import Suggestion
from kalends.features.meetings.bookings import Bookings
from kalends.features.meetings.deadlines import Deadlines
from kalends.features.meetings.domain import LinkKind
from kalends.features.meetings.guests import Guests
from kalends.features.meetings.proposal import NewParticipant, NewWindow, Proposal
from kalends.features.meetings.service import Meetings, Seen
from kalends.features.meetings.sharing import MeetingLinks
from kalends.store.cache import Cache
from kalends.store.database import Database

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOBODY = Nobody()


def at(text: str) -> datetime:
    """ "12 14:30" is that time on that day of January 2026, in UTC."""
    return datetime.strptime(f"2026-01-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def yes(*spans: str) -> list[NewInterval]:
    """ "12 14:00-15:30" and so on."""
    return [_interval(span, Preference.YES) for span in spans]


def if_need_be(*spans: str) -> list[NewInterval]:
    return [_interval(span, Preference.IF_NEED_BE) for span in spans]


def _interval(span: str, preference: Preference) -> NewInterval:
    day, hours = span.split(" ")
    start, end = hours.split("-")
    return NewInterval(start=at(f"{day} {start}"), end=at(f"{day} {end}"), preference=preference)


LUNCH = Proposal(
    title="Lunch",
    zone="America/New_York",
    duration=timedelta(minutes=60),
    windows=[
        NewWindow(start=at("12 19:00"), end=at("12 21:00")),
        NewWindow(start=at("14 23:00"), end=at("15 01:00")),
    ],
    participants=[
        NewParticipant(name="Ada", email="ada@example.org", zone="Asia/Kathmandu"),
        NewParticipant(name="Grace", email="grace@example.org"),
        NewParticipant(name="Cara"),
    ],
    place="The canteen",
    description="Bring a spoon.",
)


@dataclass(frozen=True, kw_only=True)
class Inhabitant:
    actor: Person
    space_id: SpaceId
    email: str


@dataclass(kw_only=True)
class Town:
    db: Database
    now: datetime = NOW
    cache: Cache = field(default_factory=Cache)

    def __post_init__(self) -> None:
        self.codes = Links(b"k" * 32)
        self.links = MeetingLinks(db=self.db, links=self.codes, public_url="https://kalends.test")
        throttle = Throttle(Limiter(), Devices(b"d" * 32), burst=1000, per_minute=1000)
        self.guests = Guests(key=b"g" * 32, throttle=throttle, are_welcome=True)
        self.meetings = Meetings(db=self.db, links=self.links, guests=self.guests, clock=self.clock)
        self.bookings = Bookings(db=self.db, links=self.links, clock=self.clock)
        self.answers = Answers(db=self.db, links=self.links, clock=self.clock)
        self.free_times = FreeTimes(db=self.db)
        self.participants = Participants(db=self.db, links=self.links)
        self.recommendations = Recommendations(db=self.db, links=self.links, cache=self.cache, clock=self.clock)
        self.deadlines = Deadlines(db=self.db, recommendations=self.recommendations, clock=self.clock)

    async def best(self, actor: Actor, meeting_id: MeetingId, count: int = 5) -> Sequence[Suggestion]:
        return (await self.recommendations.recommend(actor, meeting_id, count)).suggestions

    def clock(self) -> datetime:
        return self.now

    async def settle(self, name: str, *, zone: str = "Europe/Berlin", is_verified: bool = True) -> Inhabitant:
        """Somebody new, signed in."""
        space, person, session = SpaceId(new_uuid()), PersonId(new_uuid()), SessionId(new_uuid())
        username = f"{name.lower()}-{person.hex}"
        email = f"{username}@Example.org"
        async with self.db.transaction(System(space)) as tx:
            await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'personal', %s)", [space, name])
            await tx.execute(
                """
                INSERT INTO people (
                    id, space_id, username, username_skeleton, email, email_key, email_verified_at, name, zone
                ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
                """,
                [person, space, username, username, email, key_of(email), NOW if is_verified else None, name, zone],
            )
            await tx.execute(
                "INSERT INTO sessions (id, space_id, person_id, kind, expires_at) VALUES (%s, %s, %s, 'token', %s)",
                [session, space, person, datetime.now(UTC) + timedelta(hours=1)],
            )
            await self._enrol(tx, space, person, Role.OWNER)
        return Inhabitant(actor=Person(person, session), space_id=space, email=email)

    async def found(self, **members: tuple[Inhabitant, Role]) -> SpaceId:
        """A new organisation."""
        space = SpaceId(new_uuid())
        async with self.db.transaction(System(space)) as tx:
            await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'organisation', 'Analysts')", [space])
            for one, role in members.values():
                await self._enrol(tx, space, one.actor.id, role)
        return space

    async def _enrol(self, tx: object, space: SpaceId, person: PersonId, role: Role) -> None:
        await tx.execute(  # pyright: ignore
            "INSERT INTO memberships (space_id, person_id, role) VALUES (%s, %s, %s)", [space, person, role.value]
        )


def link_of(seen: Seen, name: str) -> Link:
    """The personal link of the participant of this name."""
    who = participant_of(seen, name)
    return Link(next(link.id for link in seen.links if link.participant_id == who))


def shared_link_of(seen: Seen) -> Link:
    return Link(next(link.id for link in seen.links if link.kind is LinkKind.JOIN))


def participant_of(seen: Seen, name: str) -> ParticipantId:
    return next(one.id for one in seen.participants if one.name == name)


def repeatable(actor: Person | Link, key: str, body: bytes = b"x" * 32) -> Person | Link:
    """The same actor, whose request carries an Idempotency-Key."""
    return replace(actor, origin=Origin(idempotency_key=key, request_hash=body))


def names(seen: Seen, ids: Sequence[ParticipantId]) -> list[str]:
    known = {one.id: one.name for one in seen.participants}
    return [known[one] for one in ids]


def nowhere() -> MeetingId:
    return MeetingId(new_uuid())
