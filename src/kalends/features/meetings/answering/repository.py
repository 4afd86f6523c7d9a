"""Every statement about participants and their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kalends.core.actor import Person
from kalends.core.ids import MeetingId, ParticipantId, PersonId, new_uuid
from kalends.core.time import Interval
from kalends.features.accounts.addresses import key_of
from kalends.features.meetings.answering.domain import Answer, Preference
from kalends.features.meetings.domain import Meeting, Participant
from kalends.features.meetings.errors import NoSuchParticipant
from kalends.features.meetings.proposal import NewParticipant
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnswerRow:
    participant_id: ParticipantId
    preference: str
    starts: list[datetime]
    ends: list[datetime]

    def intervals(self) -> tuple[Interval, ...]:
        return tuple(map(Interval, self.starts, self.ends))


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A time that somebody has agreed to, in so many weeks at this zone's wall time."""

    meeting_id: MeetingId
    starts_at: datetime
    ends_at: datetime
    weeks: int
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _BurdenRow:
    participant_id: ParticipantId
    discomfort: int


async def add_participants(
    tx: Transaction, meeting: Meeting, given: Sequence[NewParticipant], person_id: PersonId | None = None
) -> list[Participant]:
    """In this order. `person_id` is of the one who adds themselves by their account."""
    tx.changed.add(meeting.id)
    ids = [ParticipantId(new_uuid()) for _ in given]
    return await tx.list(
        Participant,
        """
        INSERT INTO participants (
            id, space_id, meeting_id, name, email, email_key, zone, person_id, is_required, weight, group_name
        )
        SELECT given.id, %s, %s, given.name, given.email, given.email_key, given.zone, %s, given.is_required,
            given.weight, given.group_name
        FROM unnest(
            %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::boolean[], %s::bigint[], %s::text[]
        )
        WITH ORDINALITY AS given (id, name, email, email_key, zone, is_required, weight, group_name, position)
        ORDER BY given.position
        RETURNING id, name, email, zone, person_id, answered_at, declined_at, version, is_required, weight,
            group_name AS "group", reply
        """,
        [
            meeting.space_id,
            meeting.id,
            person_id,
            ids,
            [one.name for one in given],
            [one.email for one in given],
            [one.email and key_of(one.email) for one in given],
            [one.zone for one in given],
            [one.is_required for one in given],
            [one.weight for one in given],
            [one.group for one in given],
        ],
    )


async def list_participants(tx: Transaction, meeting_id: MeetingId) -> list[Participant]:
    return await tx.list(
        Participant,
        """
        SELECT id, name, email, zone, person_id, answered_at, declined_at, version, is_required, weight,
            group_name AS "group", reply
        FROM participants WHERE meeting_id = %s ORDER BY number
        """,
        [meeting_id],
    )


async def count_participants(tx: Transaction, meeting_id: MeetingId) -> int:
    return await tx.value("SELECT count(*) FROM participants WHERE meeting_id = %s", [meeting_id])


async def find_of_person(tx: Transaction, meeting_id: MeetingId, person_id: PersonId) -> ParticipantId | None:
    """By their account, or by their address if they proved it."""
    return await tx.value(
        """
        SELECT t.id FROM people AS p
        JOIN participants AS t ON t.meeting_id = %s
            AND (t.person_id = p.id OR (p.email_verified_at IS NOT NULL AND t.email_key = p.email_key))
        WHERE p.id = %s
        ORDER BY t.person_id NULLS LAST LIMIT 1
        """,
        [meeting_id, person_id],
    )


async def get_participant(tx: Transaction, meeting_id: MeetingId, participant_id: ParticipantId) -> Participant:
    found = await tx.find(
        Participant,
        """
        SELECT id, name, email, zone, person_id, answered_at, declined_at, version, is_required, weight,
            group_name AS "group", reply
        FROM participants WHERE id = %s AND meeting_id = %s
        """,
        [participant_id, meeting_id],
    )
    if found is None:
        raise NoSuchParticipant
    return found


async def lock_participant(tx: Transaction, meeting_id: MeetingId, participant_id: ParticipantId) -> Participant:
    found = await tx.find(
        Participant,
        """
        SELECT id, name, email, zone, person_id, answered_at, declined_at, version, is_required, weight,
            group_name AS "group", reply
        FROM participants WHERE id = %s AND meeting_id = %s FOR NO KEY UPDATE
        """,
        [participant_id, meeting_id],
    )
    if found is None:
        raise NoSuchParticipant
    return found


async def save_part(tx: Transaction, participant: Participant) -> None:
    """What the organiser says of them: their name and how much they count."""
    await tx.execute(
        "UPDATE participants SET name = %s, is_required = %s, weight = %s, group_name = %s WHERE id = %s",
        [participant.name, participant.is_required, participant.weight, participant.group, participant.id],
    )


async def save_reply(tx: Transaction, meeting: Meeting, participant: Participant) -> None:
    """What their calendar replied to the invitation. Who declines in it declines, and who accepts takes that back."""
    tx.changed.add(meeting.id)
    await tx.execute(
        """
        UPDATE participants SET reply = %s, replied_at = now(), declined_at = %s, version = %s WHERE id = %s
        """,
        [participant.reply, participant.declined_at, participant.version, participant.id],
    )


async def forget_replies(tx: Transaction, meeting_id: MeetingId) -> None:
    """They were to another time."""
    await tx.execute(
        """
        UPDATE participants SET reply = NULL, replied_at = NULL WHERE meeting_id = %s AND reply IS NOT NULL
        """,
        [meeting_id],
    )


async def remove_participant(tx: Transaction, meeting_id: MeetingId, participant_id: ParticipantId) -> bool:
    return bool(
        await tx.execute("DELETE FROM participants WHERE id = %s AND meeting_id = %s", [participant_id, meeting_id])
    )


async def put_answer(tx: Transaction, meeting: Meeting, participant: Participant, answer: Answer) -> None:
    """In place of the earlier one, with the participant's new state. The new rows wait for `gone`, so that the old ones
    are out of their way."""
    tx.changed.add(meeting.id)
    rows = answer.rows
    await tx.execute(
        """
        WITH gone AS (
            DELETE FROM answers WHERE participant_id = %(participant_id)s RETURNING 1
        ), replied AS (
            UPDATE participants
            SET zone = %(zone)s, person_id = %(person_id)s, answered_at = %(answered_at)s,
                declined_at = %(declined_at)s, version = %(version)s
            WHERE id = %(participant_id)s
        )
        INSERT INTO answers (participant_id, meeting_id, space_id, starts_at, ends_at, preference)
        SELECT %(participant_id)s, %(meeting_id)s, %(space_id)s, given.starts_at, given.ends_at, given.preference
        FROM (SELECT count(*) FROM gone) AS after_that,
            unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[], %(preferences)s::text[])
            AS given (starts_at, ends_at, preference)
        """,
        {
            "participant_id": participant.id,
            "zone": participant.zone,
            "person_id": participant.person_id,
            "answered_at": participant.answered_at,
            "declined_at": participant.declined_at,
            "version": participant.version,
            "meeting_id": meeting.id,
            "space_id": meeting.space_id,
            "starts": [interval.start for interval, _ in rows],
            "ends": [interval.end for interval, _ in rows],
            "preferences": [preference.value for _, preference in rows],
        },
    )


async def list_answers(
    tx: Transaction, meeting: Meeting, participant_id: ParticipantId | None = None
) -> dict[ParticipantId, Answer]:
    """Of all who gave one, or of one participant; cut to what is on offer now."""
    rows = await tx.list(
        _AnswerRow,
        """
        SELECT participant_id, preference,
            array_agg(starts_at ORDER BY starts_at) AS starts, array_agg(ends_at ORDER BY starts_at) AS ends
        FROM answers
        WHERE meeting_id = %s AND (%s::uuid IS NULL OR participant_id = %s)
        GROUP BY participant_id, preference
        """,
        [meeting.id, participant_id, participant_id],
    )
    given = {(row.participant_id, row.preference): row.intervals() for row in rows}
    return {
        who: Answer(
            participant_id=who,
            yes=given.get((who, Preference.YES), ()),
            if_need_be=given.get((who, Preference.IF_NEED_BE), ()),
        ).within(meeting.stretches)
        for who in {row.participant_id for row in rows}
    }


async def add_burdens(tx: Transaction, meeting: Meeting, burdens: Mapping[ParticipantId, int]) -> None:
    if burdens:
        await tx.execute(
            """
            INSERT INTO burdens (meeting_id, space_id, participant_id, discomfort)
            SELECT %s, %s, borne.participant_id, borne.discomfort
            FROM unnest(%s::uuid[], %s::bigint[]) AS borne (participant_id, discomfort)
            """,
            [meeting.id, meeting.space_id, list(burdens), list(burdens.values())],
        )


async def list_burdens(tx: Transaction, meeting: Meeting, since: datetime) -> dict[ParticipantId, int]:
    """What participants bore by other meetings that the same organiser booked in this space since then: those who are
    known to be the same person, by their account or their address."""
    if meeting.organiser_id is None:
        return {}
    rows = await tx.list(
        _BurdenRow,
        """
        SELECT mine.id AS participant_id, sum(borne.discomfort)::bigint AS discomfort
        FROM meetings AS m
        JOIN bookings AS b ON b.meeting_id = m.id AND b.booked_at >= %(since)s
        JOIN burdens AS borne ON borne.meeting_id = m.id
        JOIN participants AS other ON other.id = borne.participant_id
        JOIN participants AS mine ON mine.meeting_id = %(meeting_id)s
            AND (mine.person_id = other.person_id OR mine.email_key = other.email_key)
        WHERE m.organiser_id = %(organiser_id)s AND m.space_id = %(space_id)s AND m.id <> %(meeting_id)s
            AND m.cancelled_at IS NULL
        GROUP BY mine.id
        """,
        {
            "since": since,
            "meeting_id": meeting.id,
            "organiser_id": meeting.organiser_id,
            "space_id": meeting.space_id,
        },
    )
    return {row.participant_id: row.discomfort for row in rows}


async def list_booked(tx: Transaction, person: Person, since: datetime, until: datetime) -> list[Booked]:
    """What this person has agreed to in any space; their eyes only."""
    return await tx.list(
        Booked,
        "SELECT meeting_id, starts_at, ends_at, weeks, zone FROM booked_times_of(%s, %s, %s, %s)",
        [person.id, person.session_id, since, until],
    )
