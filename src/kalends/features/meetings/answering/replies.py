"""What a calendar replies to the invitation to a booked time (RFC 5546), kept as the participant's."""

from dataclasses import replace
from datetime import datetime

from kalends.core.ids import MeetingId, ParticipantId
from kalends.features.meetings import repository as meetings
from kalends.features.meetings.answering import repository
from kalends.features.meetings.domain import Meeting, MeetingStatus
from kalends.features.meetings.errors import NoSuchParticipant
from kalends.features.meetings.facts import ParticipantReplied
from kalends.store import outbox
from kalends.store.database import Transaction


async def reply(
    tx: Transaction, meeting_id: MeetingId, participant_id: ParticipantId, said: str, now: datetime
) -> Meeting | None:
    """Accepted, declined or tentative. Who declines in a calendar declines; who then accepts takes that back.

    None where there is nothing to reply to any more. The caller vouches for who speaks.
    """
    await meetings.lock(tx, meeting_id)
    meeting = await meetings.find(tx, meeting_id)
    if meeting is None or meeting.status is not MeetingStatus.BOOKED:
        return None
    try:
        before = await repository.lock_participant(tx, meeting_id, participant_id)
    except NoSuchParticipant:
        return None
    after = replace(before, reply=said, declined_at=now if said == "declined" else None, version=before.version + 1)
    await repository.save_reply(tx, meeting, after)
    await outbox.record(
        tx,
        ParticipantReplied(
            space_id=meeting.space_id,
            aggregate_id=participant_id,
            aggregate_version=after.version,
            meeting_id=meeting_id,
            reply=said,
        ),
    )
    return meeting
