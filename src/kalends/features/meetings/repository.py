"""Every statement about meetings, their windows and their bookings. Participants have a file of their own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.types.json import Jsonb

from kalends.core.actor import Person, System
from kalends.core.ids import MeetingId, ParticipantId, PersonId, SpaceId
from kalends.core.time import Interval
from kalends.features.meetings.domain import Booking, Meeting, Window
from kalends.features.meetings.errors import NoSuchMeeting, SignInFirst
from kalends.features.meetings.rules import AnswerVisibility, Rules
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposer:
    """What a meeting keeps of whoever proposes it."""

    id: PersonId
    name: str
    email: str
    zone: str
    space_id: SpaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDeadline:
    id: MeetingId
    space_id: SpaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: MeetingId
    space_id: SpaceId
    organiser_id: PersonId | None
    organiser_name: str
    organiser_email: str | None
    title: str
    description: str
    place: str
    zone: str
    duration: timedelta
    step: timedelta
    created_at: datetime
    cancelled_at: datetime | None
    version: int
    sequence: int
    opened_at: datetime | None
    weeks: int
    quorum: int
    group_quorums: dict[str, int]
    deadline: datetime | None
    books_at_deadline: bool
    buffer_before: timedelta
    buffer_after: timedelta
    visibility: str
    takes_if_need_be: bool
    booked_start: datetime | None
    booked_end: datetime | None
    booked_by: PersonId | None
    booked_at: datetime | None
    starts: list[datetime]
    ends: list[datetime]
    zones: list[str]

    def meeting(self) -> Meeting:
        booking = None
        if self.booked_start is not None and self.booked_end is not None and self.booked_at is not None:
            booking = Booking(
                start=self.booked_start, end=self.booked_end, booked_by=self.booked_by, booked_at=self.booked_at
            )
        return Meeting(
            id=self.id,
            space_id=self.space_id,
            organiser_id=self.organiser_id,
            organiser_name=self.organiser_name,
            organiser_email=self.organiser_email,
            title=self.title,
            description=self.description,
            place=self.place,
            zone=self.zone,
            duration=self.duration,
            step=self.step,
            windows=tuple(
                Window(Interval(start, end), zone)
                for start, end, zone in zip(self.starts, self.ends, self.zones, strict=True)
            ),
            created_at=self.created_at,
            cancelled_at=self.cancelled_at,
            booking=booking,
            version=self.version,
            sequence=self.sequence,
            opened_at=self.opened_at,
            weeks=self.weeks,
            rules=Rules(
                quorum=self.quorum,
                group_quorums=self.group_quorums,
                deadline=self.deadline,
                books_at_deadline=self.books_at_deadline,
                buffer_before=self.buffer_before,
                buffer_after=self.buffer_after,
                visibility=AnswerVisibility(self.visibility),
                takes_if_need_be=self.takes_if_need_be,
            ),
        )


async def find(tx: Transaction, meeting_id: MeetingId) -> Meeting | None:
    row = await tx.find(
        _Row,
        """
        SELECT m.id, m.space_id, m.organiser_id, m.organiser_name, m.organiser_email, m.title, m.description, m.place,
            m.zone, m.duration, m.step, m.created_at, m.cancelled_at, m.version, m.sequence, m.opened_at, m.weeks,
            m.quorum, m.group_quorums, m.deadline, m.books_at_deadline, m.buffer_before, m.buffer_after, m.visibility,
            m.takes_if_need_be,
            b.starts_at AS booked_start, b.ends_at AS booked_end, b.booked_by, b.booked_at,
            array_agg(w.starts_at ORDER BY w.position) AS starts,
            array_agg(w.ends_at ORDER BY w.position) AS ends,
            array_agg(w.zone ORDER BY w.position) AS zones
        FROM meetings AS m
        JOIN meeting_windows AS w ON w.meeting_id = m.id
        LEFT JOIN bookings AS b ON b.meeting_id = m.id
        WHERE m.id = %s
        GROUP BY m.id, b.meeting_id
        """,
        [meeting_id],
    )
    return row.meeting() if row else None


async def get(tx: Transaction, meeting_id: MeetingId) -> Meeting:
    if (meeting := await find(tx, meeting_id)) is None:
        raise NoSuchMeeting
    return meeting


async def lock(tx: Transaction, meeting_id: MeetingId) -> None:
    """Before `get`, not in one with it: after a wait, the joined rows would be those from before it."""
    await tx.execute("SELECT FROM meetings WHERE id = %s FOR NO KEY UPDATE", [meeting_id])


async def add(tx: Transaction, meeting: Meeting) -> None:
    await tx.execute(
        """
        INSERT INTO meetings (
            id, space_id, organiser_id, organiser_name, organiser_email, created_at, title, description, place, zone,
            duration, step, weeks, opened_at, cancelled_at, version, sequence, quorum, group_quorums, deadline,
            books_at_deadline, buffer_before, buffer_after, visibility, takes_if_need_be
        ) VALUES (
            %(id)s, %(space_id)s, %(organiser_id)s, %(organiser_name)s, %(organiser_email)s, %(created_at)s, %(title)s,
            %(description)s, %(place)s, %(zone)s, %(duration)s, %(step)s, %(weeks)s, %(opened_at)s, %(cancelled_at)s,
            %(version)s, %(sequence)s, %(quorum)s, %(group_quorums)s, %(deadline)s, %(books_at_deadline)s,
            %(buffer_before)s, %(buffer_after)s, %(visibility)s, %(takes_if_need_be)s
        )
        """,
        {
            **_columns(meeting),
            "space_id": meeting.space_id,
            "organiser_id": meeting.organiser_id,
            "organiser_name": meeting.organiser_name,
            "organiser_email": meeting.organiser_email,
            "created_at": meeting.created_at,
        },
    )
    await add_windows(tx, meeting)


async def add_windows(tx: Transaction, meeting: Meeting) -> None:
    await tx.execute(
        """
        INSERT INTO meeting_windows (meeting_id, space_id, position, starts_at, ends_at, zone)
        SELECT %s, %s, position, starts_at, ends_at, zone
        FROM unnest(%s::timestamptz[], %s::timestamptz[], %s::text[])
        WITH ORDINALITY AS given (starts_at, ends_at, zone, position)
        """,
        [
            meeting.id,
            meeting.space_id,
            [window.interval.start for window in meeting.windows],
            [window.interval.end for window in meeting.windows],
            [window.zone for window in meeting.windows],
        ],
    )


async def remove_windows(tx: Transaction, meeting_id: MeetingId) -> None:
    await tx.execute("DELETE FROM meeting_windows WHERE meeting_id = %s", [meeting_id])


async def save(tx: Transaction, meeting: Meeting) -> None:
    """The meeting's own columns; windows, bookings and participants are rows of their own. A deadline that moves is
    to be kept again."""
    tx.changed.add(meeting.id)
    await tx.execute(
        """
        UPDATE meetings
        SET title = %(title)s, description = %(description)s, place = %(place)s, zone = %(zone)s,
            duration = %(duration)s, step = %(step)s, weeks = %(weeks)s, opened_at = %(opened_at)s,
            cancelled_at = %(cancelled_at)s, version = %(version)s, sequence = %(sequence)s, quorum = %(quorum)s,
            group_quorums = %(group_quorums)s, deadline = %(deadline)s, books_at_deadline = %(books_at_deadline)s,
            buffer_before = %(buffer_before)s, buffer_after = %(buffer_after)s, visibility = %(visibility)s,
            takes_if_need_be = %(takes_if_need_be)s,
            deadline_kept_at = CASE WHEN deadline IS NOT DISTINCT FROM %(deadline)s THEN deadline_kept_at END,
            deadline_rests_until = CASE WHEN deadline IS NOT DISTINCT FROM %(deadline)s THEN deadline_rests_until END
        WHERE id = %(id)s
        """,
        _columns(meeting),
    )


def _columns(meeting: Meeting) -> dict[str, object]:
    """What may change."""
    return {
        "id": meeting.id,
        "title": meeting.title,
        "description": meeting.description,
        "place": meeting.place,
        "zone": meeting.zone,
        "duration": meeting.duration,
        "step": meeting.step,
        "weeks": meeting.weeks,
        "opened_at": meeting.opened_at,
        "cancelled_at": meeting.cancelled_at,
        "version": meeting.version,
        "sequence": meeting.sequence,
        **meeting.rules.fields(),
        "group_quorums": Jsonb(dict(meeting.rules.group_quorums)),
        "visibility": meeting.rules.visibility.value,
    }


async def list_past_deadline(tx: Transaction, now: datetime, many: int) -> list[PastDeadline]:
    """Open meetings of all spaces whose deadline has passed and is still to be kept."""
    return await tx.list(PastDeadline, "SELECT id, space_id FROM meetings_past_deadline(%s, %s)", [now, many])


async def keep_deadline(tx: Transaction, meeting_id: MeetingId, now: datetime) -> bool:
    """Whether it was still to be kept."""
    return bool(
        await tx.execute(
            """
            UPDATE meetings SET deadline_kept_at = %s
            WHERE id = %s AND deadline <= %s AND deadline_kept_at IS NULL
                AND cancelled_at IS NULL AND opened_at IS NOT NULL
            """,
            [now, meeting_id, now],
        )
    )


async def put_off_deadline(
    tx: Transaction, meeting_id: MeetingId, now: datetime, least: timedelta, most: timedelta
) -> None:
    """For as long as it is overdue: so each wait is about twice the one before."""
    await tx.execute(
        """
        UPDATE meetings SET deadline_rests_until = %(now)s + least(greatest(%(now)s - deadline, %(least)s), %(most)s)
        WHERE id = %(id)s
        """,
        {"id": meeting_id, "now": now, "least": least, "most": most},
    )


async def add_booking(tx: Transaction, meeting: Meeting, booking: Booking) -> None:
    await tx.execute(
        """
        INSERT INTO bookings (meeting_id, space_id, starts_at, ends_at, booked_by, booked_at)
        VALUES (%s, %s, %s, %s, %s, %s)
        """,
        [meeting.id, meeting.space_id, booking.start, booking.end, booking.booked_by, booking.booked_at],
    )


async def remove_booking(tx: Transaction, meeting_id: MeetingId) -> None:
    await tx.execute("DELETE FROM bookings WHERE meeting_id = %s", [meeting_id])


async def get_proposer(tx: Transaction) -> Proposer:
    """The person who acts; for the system, the one whose own space it acts in."""
    match tx.actor:
        case Person(id=person_id):
            person, space = person_id, None
        case System(space_id=space_id):
            person, space = None, space_id
        case _:
            raise SignInFirst
    found = await tx.find(
        Proposer,
        """
        SELECT id, coalesce(nullif(name, ''), username) AS name, email, zone, space_id
        FROM people WHERE id = %s OR space_id = %s
        """,
        [person, space],
    )
    if found is None:
        raise SignInFirst
    return found


async def enter_as_participant(tx: Transaction, person: Person, meeting_id: MeetingId) -> ParticipantId | None:
    """Open the walls to a meeting elsewhere that this person takes part in."""
    return await tx.value(
        "SELECT participant_id FROM enter_as_participant(%s, %s, %s)", [person.id, person.session_id, meeting_id]
    )
