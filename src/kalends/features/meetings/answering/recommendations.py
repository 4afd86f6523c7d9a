"""Which slots suit most: the engine's ranking of a meeting, remembered until something changes.

The engine is imported where it is asked: it brings numpy, ten megabytes that a process of calendars alone never needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from kalends.core.actor import Actor
from kalends.core.clock import Clock
from kalends.core.ids import MeetingId, ParticipantId
from kalends.features.accounts.permissions import Permission
from kalends.features.availability.findings import Panels, Sessions
from kalends.features.availability.question import MAX_INTERVIEWERS
from kalends.features.meetings.admission import Admission, enter
from kalends.features.meetings.answering import repository
from kalends.features.meetings.answering.question import Answers, Burdens, question_of
from kalends.features.meetings.answering.service import Given, given, whose
from kalends.features.meetings.answering.suggestions import Ranked, Suggestion
from kalends.features.meetings.domain import Meeting, MeetingLink, Participant
from kalends.features.meetings.errors import AnswersAreBlind, TooManyInterviewers, TooManySessions, TooManySlots
from kalends.features.meetings.proposal import MAX_PARTICIPANTS
from kalends.features.meetings.sharing import MeetingLinks
from kalends.store.cache import Cache
from kalends.store.database import Database, Transaction

# More than anybody reads; each costs the engine a walk over all starts.
MAX_SLOTS = 50
MAX_SESSIONS = 50
# Long enough that the same person does not get up for every meeting of a season, short enough to be forgiven.
REMEMBERED = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that a page about one meeting shows."""

    admission: Admission
    given: Sequence[Given]
    # Those whom the holder of the shared link may say to be.
    unclaimed: frozenset[ParticipantId]
    ranked: Ranked
    # For those who may pass them on.
    links: Sequence[MeetingLink]

    @property
    def meeting(self) -> Meeting:
        return self.admission.meeting

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        return self.ranked.suggestions


class Recommendations:
    def __init__(self, *, db: Database, links: MeetingLinks, cache: Cache, clock: Clock) -> None:
        self._db = db
        self._links = links
        self._cache = cache
        self._clock = clock

    async def recommend(self, actor: Actor, meeting_id: MeetingId, count: int = 5) -> Ranked:
        """The best slots that do not overlap, best first; none at which nobody is there at all."""
        if not 1 <= count <= MAX_SLOTS:
            raise TooManySlots(field="k")
        async with self._db.transaction(actor) as tx:
            meeting = await _enter_seeing(tx, meeting_id)
            participants = await repository.list_participants(tx, meeting.id)
            return await self.ranked(tx, meeting, participants, count)

    async def board(self, actor: Actor, meeting_id: MeetingId | None, count: int = 3) -> Board:
        """Without an id: of the meeting that the actor's link leads to. Where answers are blind, of one's own alone."""
        async with self._db.transaction(actor) as tx:
            admission = await enter(tx, meeting_id, Permission.VIEW)
            meeting, me = admission.meeting, await whose(tx, admission)
            participants = await repository.list_participants(tx, meeting.id)
            answers = await repository.list_answers(tx, meeting)
            sees = admission.sees_answers
            ranked = await self.ranked(tx, meeting, participants, count, answers) if sees else Ranked()
            links = await self._links.of(tx, meeting) if admission.may(Permission.SCHEDULE) else ()
        return Board(
            admission=admission,
            given=given(participants, answers, admission, me),
            unclaimed=frozenset(one.id for one in participants if one.is_unclaimed),
            ranked=ranked,
            links=links,
        )

    async def sessions(self, actor: Actor, meeting_id: MeetingId, *, count: int, capacity: int) -> Sessions:
        """The same thing held several times for a large group: which slots, and who comes to which."""
        from kalends.features.availability.recommend import Board as Counted
        from kalends.features.availability.sessions import plan_sessions

        if not 1 <= count <= MAX_SESSIONS:
            raise TooManySessions(field="count")
        if not 1 <= capacity <= MAX_PARTICIPANTS:
            raise TooManySessions(field="capacity")
        async with self._db.transaction(actor) as tx:
            meeting = await _enter_seeing(tx, meeting_id)
            participants = await repository.list_participants(tx, meeting.id)
            answers = await repository.list_answers(tx, meeting)
        board = Counted.of(question_of(meeting, participants, answers))
        return plan_sessions(board, count=count, capacity=capacity)

    async def panels(self, actor: Actor, meeting_id: MeetingId) -> Panels:
        """The required people in pairs, each with a slot of its own, where no one time suits them all."""
        from kalends.features.availability.panels import pair_up

        async with self._db.transaction(actor) as tx:
            meeting = await _enter_seeing(tx, meeting_id)
            participants = [one for one in await repository.list_participants(tx, meeting.id) if one.is_required]
            answers = await repository.list_answers(tx, meeting)
        if len(participants) > MAX_INTERVIEWERS:
            raise TooManyInterviewers(field="participants")
        return pair_up(replace(question_of(meeting, participants, answers), quorum=0, group_quorums={}))

    async def ranked(
        self,
        tx: Transaction,
        meeting: Meeting,
        participants: Sequence[Participant],
        count: int,
        answers: Answers | None = None,
    ) -> Ranked:
        """From the cache where nothing has changed since."""
        from kalends.features.meetings.answering.ranking import rank

        burdens = await repository.list_burdens(tx, meeting, self._clock() - REMEMBERED)
        key = _key(meeting, participants, burdens, count)
        if (known := self._cache.get(key)) is not None:
            return known
        if answers is None:
            answers = await repository.list_answers(tx, meeting)
        ranked = rank(meeting, participants, answers, count, burdens)
        self._cache.put(key, ranked, weight=len(ranked.suggestions) * (600 + 300 * len(participants)))
        return ranked


async def _enter_seeing(tx: Transaction, meeting_id: MeetingId) -> Meeting:
    admission = await enter(tx, meeting_id, Permission.VIEW)
    if not admission.sees_answers:
        raise AnswersAreBlind
    return admission.meeting


def _key(meeting: Meeting, participants: Sequence[Participant], burdens: Burdens, count: int) -> str:
    """Versions only rise, so a sum of them stands for all: whoever joins adds one, removing changes the meeting's."""
    borne = ",".join(f"{who.hex}{burden}" for who, burden in sorted(burdens.items()))
    return f"ranking/{meeting.id}/{meeting.version}/{sum(one.version for one in participants)}/{count}/{borne}"
