"""Which slots suit most: the engine's ranking of a meeting, remembered until something changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kalends.core.actor import Actor
from kalends.core.ids import MeetingId, ParticipantId
from kalends.core.time import Interval
from kalends.features.accounts.permissions import Permission
from kalends.features.availability.question import MINUTES_A_DAY, Question, WorkingHours
from kalends.features.availability.question import Participant as Asked
from kalends.features.availability.recommend import recommend
from kalends.features.availability.score import Reason, Score
from kalends.features.meetings.admission import Admission, enter
from kalends.features.meetings.answering import repository
from kalends.features.meetings.answering.domain import Answer, Presence
from kalends.features.meetings.answering.service import Given, given
from kalends.features.meetings.domain import Meeting, MeetingLink, Participant
from kalends.features.meetings.errors import TooManySlots
from kalends.features.meetings.sharing import MeetingLinks
from kalends.store.cache import Cache
from kalends.store.database import Database

# More than anybody reads; each costs the engine a walk over all starts.
MAX_SLOTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A slot, how it scores, what put it before the next, and who is there for it."""

    slot: Interval
    score: Score
    reason: Reason | None
    presences: Mapping[ParticipantId, Presence]

    @property
    def can(self) -> int:
        """Heads that are there for all of it, if need be too."""
        return sum(presence in {Presence.YES, Presence.IF_NEED_BE} for presence in self.presences.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that a page about one meeting shows."""

    admission: Admission
    given: Sequence[Given]
    # Those whom the holder of the shared link may say to be.
    unclaimed: frozenset[ParticipantId]
    suggestions: Sequence[Suggestion]
    # For those who may pass them on.
    links: Sequence[MeetingLink]

    @property
    def meeting(self) -> Meeting:
        return self.admission.meeting


class Recommendations:
    def __init__(self, *, db: Database, links: MeetingLinks, cache: Cache) -> None:
        self._db = db
        self._links = links
        self._cache = cache

    async def recommend(self, actor: Actor, meeting_id: MeetingId, count: int = 5) -> Sequence[Suggestion]:
        """The best slots that do not overlap, best first; none that nobody could come to."""
        if not 1 <= count <= MAX_SLOTS:
            raise TooManySlots(field="k")
        async with self._db.transaction(actor) as tx:
            meeting = (await enter(tx, meeting_id, Permission.VIEW)).meeting
            participants = await repository.list_participants(tx, meeting.id)
            key = _key(meeting, participants, count)
            if (known := self._cache.get(key)) is not None:
                return known
            answers = await repository.list_answers(tx, meeting)
        return self._ranked(key, meeting, participants, answers, count)

    async def board(self, actor: Actor, meeting_id: MeetingId | None, count: int = 3) -> Board:
        """Without an id: of the meeting that the actor's link leads to."""
        async with self._db.transaction(actor) as tx:
            admission = await enter(tx, meeting_id, Permission.VIEW)
            participants = await repository.list_participants(tx, admission.meeting.id)
            answers = await repository.list_answers(tx, admission.meeting)
            may_pass_on = admission.may(Permission.SCHEDULE)
            links = await self._links.of(tx, admission.meeting) if may_pass_on else ()
        key = _key(admission.meeting, participants, count)
        if (known := self._cache.get(key)) is None:
            known = self._ranked(key, admission.meeting, participants, answers, count)
        return Board(
            admission=admission,
            given=given(participants, answers, admission),
            unclaimed=frozenset(one.id for one in participants if one.is_unclaimed),
            suggestions=known,
            links=links,
        )

    def _ranked(
        self,
        key: str,
        meeting: Meeting,
        participants: Sequence[Participant],
        answers: Mapping[ParticipantId, Answer],
        count: int,
    ) -> Sequence[Suggestion]:
        ranked = rank(meeting, participants, answers, count)
        self._cache.put(key, ranked, weight=len(ranked) * (600 + 200 * len(participants)))
        return ranked


# Nobody has told us their working hours yet, so among equals the earlier start is the better one.
ANY_HOUR = WorkingHours(days=(((0, MINUTES_A_DAY),),) * 7)


def rank(
    meeting: Meeting, participants: Sequence[Participant], answers: Mapping[ParticipantId, Answer], count: int
) -> Sequence[Suggestion]:
    """Everybody counts the same. Pure, so that every door and a test get the same order."""
    answered = {one.id: answers.get(one.id, Answer(participant_id=one.id)) for one in participants}
    question = Question(
        participants=tuple(
            Asked(
                id=one.id,
                zone=one.zone or meeting.zone,
                yes=answered[one.id].yes,
                if_need_be=answered[one.id].if_need_be,
                hours=ANY_HOUR,
            )
            for one in participants
        ),
        windows=tuple(window.interval for window in meeting.windows),
        duration=meeting.duration,
        step=meeting.step,
    )
    best = recommend(question, count)
    # A time that somebody can keep whole beats all that people only share in part.
    worthwhile = [one for one in best if one.heads] or [one for one in best if one.score.partial_seconds]
    return tuple(
        Suggestion(
            slot=found.slot,
            score=found.score,
            reason=found.reason,
            presences={who: answer.presence(found.slot) for who, answer in answered.items()},
        )
        for found in worthwhile
    )


def _key(meeting: Meeting, participants: Sequence[Participant], count: int) -> str:
    """Versions only rise, so a sum of them stands for all: whoever joins adds one, removing changes the meeting's."""
    return f"ranking/{meeting.id}/{meeting.version}/{sum(one.version for one in participants)}/{count}"
