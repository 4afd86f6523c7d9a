"""Who must come, who counts how much, quorums, blind answers, drafts: each rule where it decides."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kalends.core.errors import Conflict, NotFound
from kalends.core.ids import ParticipantId
from kalends.features.availability.score import QuorumMissed, RequiredAbsent
from kalends.features.meetings.domain import MeetingStatus
from kalends.features.meetings.errors import (
    AnswersAreBlind,
    DeadlineHasPassed,
    DeadlineIsOver,
    MeetingIsBooked,
    MeetingIsDraft,
    NobodyInGroup,
    NotOpenYet,
    NotYourMeeting,
    OnlyYesHere,
    OrganisersWeigh,
)
from kalends.features.meetings.proposal import Changes, NewParticipant, Part
from kalends.features.meetings.rules import AnswerVisibility
from kalends.features.meetings.service import Seen
from tests.features.meetings.town import (
    LUNCH,
    NOW,
    Inhabitant,
    Town,
    at,
    if_need_be,
    link_of,
    participant_of,
    shared_link_of,
    yes,
)

TRIO = [NewParticipant(name=name) for name in ("Ada", "Grace", "Cara")]


async def propose(town: Town, ada: Inhabitant, **rules: object) -> Seen:
    return await town.meetings.propose(ada.actor, replace(LUNCH, participants=TRIO, rules=rules))


async def all_but_cara(town: Town, seen: Seen) -> None:
    """Ada and Grace at 19:00, Cara an hour later."""
    await town.answers.put(link_of(seen, "Ada"), None, yes("12 19:00-20:00"))
    await town.answers.put(link_of(seen, "Grace"), None, yes("12 19:00-20:00"))
    await town.answers.put(link_of(seen, "Cara"), None, yes("12 20:00-21:00"))


async def test_whoever_is_required_decides(town: Town, ada: Inhabitant) -> None:
    people = [replace(one, is_required=one.name == "Cara") for one in TRIO]
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=people))
    await all_but_cara(town, seen)

    best = await town.best(ada.actor, seen.meeting.id)

    assert [one.slot.start for one in best] == [at("12 20:00")]
    assert best[0].is_feasible


async def test_a_weight_outweighs_heads(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada)
    await all_but_cara(town, seen)
    before = await town.best(ada.actor, seen.meeting.id)

    await town.participants.change(
        ada.actor, seen.meeting.id, participant_of(seen, "Cara"), Part(given={"weight": 3, "group": "Club"})
    )
    after = await town.best(ada.actor, seen.meeting.id)

    assert before[0].slot.start == at("12 19:00")
    assert after[0].slot.start == at("12 20:00")
    cara = (await town.meetings.see(ada.actor, seen.meeting.id)).participants[2]
    assert (cara.weight, cara.group, cara.is_required) == (3, "Club", False)


async def test_where_no_time_keeps_the_rules_each_says_what_it_breaks(town: Town, ada: Inhabitant) -> None:
    people = [replace(one, is_required=one.name == "Cara", group="Club") for one in TRIO]
    rules = {"quorum": 3, "group_quorums": {"Club": 2}}
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=people, rules=rules))
    await all_but_cara(town, seen)

    best = await town.best(ada.actor, seen.meeting.id)

    assert [one.slot.start for one in best] == [at("12 19:00"), at("12 20:00")]
    assert best[0].breaches == (
        RequiredAbsent(lacking=((participant_of(seen, "Cara"), 3600),)),
        QuorumMissed(group=None, heads=2, quorum=3),
    )
    assert best[1].breaches == (
        QuorumMissed(group=None, heads=1, quorum=3),
        QuorumMissed(group="Club", heads=1, quorum=2),
    )


async def test_a_quorum_of_a_group_needs_somebody_in_it(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada)

    with pytest.raises(NobodyInGroup) as refused:
        await town.meetings.change(ada.actor, seen.meeting.id, Changes(rules={"group_quorums": {"Club": 1}}))

    assert refused.value.field == "group_quorums.Club"


async def test_blind_answers_are_for_the_organiser_until_a_time_is_booked(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada, visibility=AnswerVisibility.BLIND)
    await all_but_cara(town, seen)
    cara = link_of(seen, "Cara")

    theirs = await town.answers.list_all(cara, seen.meeting.id)
    board = await town.recommendations.board(cara, None)
    strangers = await town.recommendations.board(shared_link_of(seen), None)

    assert [one.participant.name for one in theirs] == ["Cara"]
    assert [one.participant.name for one in board.given] == ["Cara"]
    assert (board.suggestions, strangers.suggestions, strangers.given) == ((), (), [])
    for refused in (
        town.best(cara, seen.meeting.id),
        town.recommendations.sessions(cara, seen.meeting.id, count=1, capacity=1),
        town.recommendations.panels(cara, seen.meeting.id),
    ):
        with pytest.raises(AnswersAreBlind):
            await refused
    assert len(await town.answers.list_all(ada.actor, seen.meeting.id)) == 3
    assert await town.best(ada.actor, seen.meeting.id)

    await town.bookings.book(ada.actor, seen.meeting.id, at("12 19:00"))

    assert len(await town.answers.list_all(cara, seen.meeting.id)) == 3


async def test_without_if_need_be_an_answer_says_yes_or_nothing(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada, takes_if_need_be=False)

    with pytest.raises(OnlyYesHere) as refused:
        await town.answers.put(link_of(seen, "Ada"), None, [*yes("12 19:00-20:00"), *if_need_be("12 20:00-21:00")])

    assert refused.value.field == "intervals.1.preference"


async def test_a_draft_is_seen_by_those_who_schedule_until_it_is_opened(town: Town, ada: Inhabitant) -> None:
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, is_draft=True))
    link = link_of(seen, "Ada")
    assert seen.meeting.status is MeetingStatus.DRAFT
    for refused in (
        town.meetings.see(link, seen.meeting.id),
        town.recommendations.board(shared_link_of(seen), None),
        town.answers.put(link, None, yes("12 19:00-20:00")),
    ):
        with pytest.raises(NotOpenYet):
            await refused
    with pytest.raises(MeetingIsDraft):
        await town.bookings.book(ada.actor, seen.meeting.id, at("12 19:00"))
    assert [line.status for line in (await town.meetings.list_mine(ada.actor, status=MeetingStatus.DRAFT)).items] == [
        MeetingStatus.DRAFT
    ]
    assert (await town.meetings.list_mine(ada.actor, status=MeetingStatus.OPEN)).items == []

    with pytest.raises(NotFound):
        await town.meetings.open(link, seen.meeting.id)
    opened = await town.meetings.open(ada.actor, seen.meeting.id)

    assert (opened.status, opened.version) == (MeetingStatus.OPEN, 2)
    assert (await town.meetings.open(ada.actor, seen.meeting.id)).version == 2
    await town.answers.put(link, None, yes("12 19:00-20:00"))


async def test_after_the_deadline_nobody_answers(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada, deadline=NOW + timedelta(hours=1))
    await town.answers.put(link_of(seen, "Ada"), None, yes("12 19:00-20:00"))
    town.now = NOW + timedelta(hours=1)

    with pytest.raises(DeadlineHasPassed):
        await town.answers.put(link_of(seen, "Ada"), None, [])
    with pytest.raises(DeadlineHasPassed):
        await town.answers.join(shared_link_of(seen), None, NewParticipant(name="Dora"))

    await town.meetings.change(ada.actor, seen.meeting.id, Changes(rules={"deadline": NOW + timedelta(hours=2)}))
    await town.answers.put(link_of(seen, "Ada"), None, [])


async def test_a_deadline_lies_ahead(town: Town, ada: Inhabitant) -> None:
    with pytest.raises(DeadlineIsOver):
        await propose(town, ada, deadline=NOW)
    draft = await town.meetings.propose(
        ada.actor, replace(LUNCH, is_draft=True, rules={"deadline": NOW + timedelta(hours=1)})
    )
    town.now = NOW + timedelta(hours=1)
    with pytest.raises(DeadlineIsOver):
        await town.meetings.open(ada.actor, draft.meeting.id)


async def test_how_much_somebody_counts_is_for_the_organiser_to_say(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada)
    for mine in ({"weight": 2}, {"is_required": True}, {"group": "Club"}):
        with pytest.raises(OrganisersWeigh) as refused:
            await town.answers.join(shared_link_of(seen), None, NewParticipant(name="Dora", **mine))
        assert refused.value.field in mine
    with pytest.raises(NotYourMeeting):
        await town.participants.change(
            link_of(seen, "Cara"), seen.meeting.id, participant_of(seen, "Cara"), Part(given={"weight": 9})
        )
    with pytest.raises(NotFound):
        await town.participants.change(
            ada.actor, seen.meeting.id, ParticipantId(seen.meeting.id), Part(given={"weight": 9})
        )
    await town.bookings.book(ada.actor, seen.meeting.id, at("12 19:00"))
    with pytest.raises(MeetingIsBooked):
        await town.participants.change(
            ada.actor, seen.meeting.id, participant_of(seen, "Cara"), Part(given={"weight": 9})
        )


async def test_what_people_bore_in_earlier_meetings_breaks_ties(town: Town, ada: Inhabitant) -> None:
    """Grace and Cara both live in Kathmandu, where lunch is at night; Grace got up for the last one."""
    night = [
        NewParticipant(name="Grace", email="grace@example.org", zone="Asia/Kathmandu"),
        NewParticipant(name="Cara", email="cara@example.org", zone="Asia/Kathmandu"),
    ]
    first = await town.meetings.propose(ada.actor, replace(LUNCH, participants=night))
    await town.answers.put(link_of(first, "Grace"), None, yes("12 19:00-20:00"))
    await town.bookings.book(ada.actor, first.meeting.id, at("12 19:00"))
    second = await town.meetings.propose(ada.actor, replace(LUNCH, participants=night))
    # Either hour suits one of them, and costs her the same.
    await town.answers.put(link_of(second, "Grace"), None, yes("12 19:00-20:00"))
    await town.answers.put(link_of(second, "Cara"), None, yes("12 20:00-21:00"))

    best = await town.best(ada.actor, second.meeting.id)

    assert [one.slot.start for one in best] == [at("12 20:00"), at("12 19:00")]
    assert best[1].score.largest_burden == 2 * best[0].score.largest_burden

    await town.meetings.cancel(ada.actor, first.meeting.id)
    assert (await town.best(ada.actor, second.meeting.id))[0].slot.start == at("12 19:00")
    await town.meetings.reopen(ada.actor, first.meeting.id)
    town.now = NOW + timedelta(days=91)
    assert (await town.best(ada.actor, second.meeting.id))[0].slot.start == at("12 19:00")
    town.now = NOW
    await town.bookings.undo(ada.actor, first.meeting.id)
    assert (await town.best(ada.actor, second.meeting.id))[0].slot.start == at("12 19:00")


async def test_burdens_of_other_organisers_are_theirs(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    night = [NewParticipant(name="Cara", email="cara@example.org", zone="Asia/Kathmandu")]
    theirs = await town.meetings.propose(grace.actor, replace(LUNCH, participants=night))
    await town.answers.put(link_of(theirs, "Cara"), None, yes("12 19:00-20:00"))
    await town.bookings.book(grace.actor, theirs.meeting.id, at("12 19:00"))
    mine = await town.meetings.propose(ada.actor, replace(LUNCH, participants=night))
    await town.answers.put(link_of(mine, "Cara"), None, yes("12 19:00-20:00"))

    best = await town.best(ada.actor, mine.meeting.id)

    assert best[0].score.largest_burden == best[0].score.worst_discomfort


async def test_required_people_are_split_into_pairs(town: Town, ada: Inhabitant) -> None:
    names = ("Ada", "Grace", "Cara", "Dora")
    people = [NewParticipant(name=name, is_required=True) for name in names]
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=people))
    for name, span in zip(names, ("12 19:00-20:00", "12 20:00-21:00", "12 19:00-20:00", "12 20:00-21:00"), strict=True):
        await town.answers.put(link_of(seen, name), None, yes(span))

    found = await town.recommendations.panels(ada.actor, seen.meeting.id)

    assert [(panel.pair, panel.slot.start) for panel in found.panels] == [
        ((participant_of(seen, "Ada"), participant_of(seen, "Cara")), at("12 19:00")),
        ((participant_of(seen, "Grace"), participant_of(seen, "Dora")), at("12 20:00")),
    ]


async def test_a_large_group_is_spread_over_sessions(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada)
    await all_but_cara(town, seen)

    found = await town.recommendations.sessions(ada.actor, seen.meeting.id, count=2, capacity=2)

    assert [(one.slot.start, len(one.participants)) for one in found.sessions] == [
        (at("12 19:00"), 2),
        (at("12 20:00"), 1),
    ]
    for wrong in ({"count": 0, "capacity": 1}, {"count": 51, "capacity": 1}, {"count": 1, "capacity": 0}):
        with pytest.raises(Exception, match="sessions"):
            await town.recommendations.sessions(ada.actor, seen.meeting.id, **wrong)


async def test_a_change_of_rules_shows_which(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada, quorum=2)

    changed = await town.meetings.change(
        ada.actor,
        seen.meeting.id,
        Changes(rules={"visibility": AnswerVisibility.BLIND, "deadline": NOW + timedelta(days=1)}),
    )

    assert changed.meeting.rules.quorum == 2
    assert changed.meeting.is_blind
    assert (await town.meetings.see(ada.actor, seen.meeting.id)).meeting == changed.meeting
    with pytest.raises(Conflict):
        await town.bookings.book(ada.actor, seen.meeting.id, at("12 19:00"))
        await town.meetings.change(ada.actor, seen.meeting.id, Changes(weeks=2))
