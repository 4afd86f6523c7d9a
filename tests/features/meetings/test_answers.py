"""Answering: by one's own link, by the shared one, by account; and what the ranking makes of it."""

import asyncio
from dataclasses import replace

import pytest

from kalends.core.actor import Link, Role
from kalends.core.errors import Forbidden, NotFound, NotSignedIn, Stale
from kalends.core.ids import LinkId, new_uuid
from kalends.core.time import Interval
from kalends.features.availability.findings import Shortened, TimeFreed
from kalends.features.meetings.answering.domain import Declined, NewInterval, Presence
from kalends.features.meetings.domain import Standing
from kalends.features.meetings.errors import (
    AddressIsForOrganisers,
    AnswersByOwnLink,
    MeetingIsCancelled,
    MeetingIsClosed,
    NoAnswerYet,
    NoSuchMeeting,
    NoSuchParticipant,
    NotYourAnswer,
    SignInOrUseALink,
)
from kalends.features.meetings.proposal import NewParticipant
from kalends.features.meetings.service import Seen
from kalends.store.database import LinkIsGone
from tests.features.meetings.town import (
    LUNCH,
    NOBODY,
    NOW,
    Inhabitant,
    Town,
    at,
    if_need_be,
    link_of,
    participant_of,
    repeatable,
    shared_link_of,
    yes,
)


async def test_an_answer_is_kept_in_utc_merged_and_cut_to_the_windows(town: Town, lunch: Seen) -> None:
    given = await town.answers.put(
        link_of(lunch, "Ada"),
        lunch.meeting.id,
        yes("12 18:00-19:30", "12 19:30-20:00", "12 19:45-20:15", "13 10:00-11:00", "14 23:30-23:45"),
        "Asia/Kathmandu",
    )

    kept = await town.answers.mine(link_of(lunch, "Ada"), lunch.meeting.id)
    assert kept.answer == given.answer
    assert kept.answer.yes == (
        Interval(at("12 19:00"), at("12 20:15")),
        Interval(at("14 23:30"), at("14 23:45")),
    )
    assert kept.participant.zone == "Asia/Kathmandu"
    assert kept.participant.status is Standing.ANSWERED
    assert kept.participant.answered_at == NOW


async def test_yes_holds_where_both_were_said(town: Town, lunch: Seen) -> None:
    given = await town.answers.put(
        link_of(lunch, "Ada"), lunch.meeting.id, yes("12 19:30-20:00") + if_need_be("12 19:00-21:00")
    )

    assert given.answer.yes == (Interval(at("12 19:30"), at("12 20:00")),)
    assert given.answer.if_need_be == (
        Interval(at("12 19:00"), at("12 19:30")),
        Interval(at("12 20:00"), at("12 21:00")),
    )
    assert (await town.answers.mine(link_of(lunch, "Ada"), lunch.meeting.id)).answer == given.answer


async def test_a_new_answer_replaces_the_whole_of_the_old_one(town: Town, lunch: Seen) -> None:
    ada = link_of(lunch, "Ada")
    await town.answers.put(ada, lunch.meeting.id, yes("12 19:00-20:00", "14 23:00-23:30"))

    await town.answers.put(ada, lunch.meeting.id, yes("12 19:00-19:30"))

    assert (await town.answers.mine(ada, lunch.meeting.id)).answer.yes == (Interval(at("12 19:00"), at("12 19:30")),)


async def test_whoever_declines_has_no_times_until_they_answer_again(town: Town, lunch: Seen) -> None:
    ada = link_of(lunch, "Ada")
    await town.answers.put(ada, lunch.meeting.id, yes("12 19:00-20:00"))

    declined = await town.answers.put(ada, lunch.meeting.id, Declined())
    assert declined.participant.status is Standing.DECLINED
    assert declined.answer.yes == ()

    again = await town.answers.put(ada, lunch.meeting.id, yes("12 19:00-20:00"))
    assert again.participant.status is Standing.ANSWERED


async def test_an_answer_made_against_an_older_reading_is_refused(town: Town, lunch: Seen) -> None:
    ada = link_of(lunch, "Ada")
    first = await town.answers.put(ada, lunch.meeting.id, yes("12 19:00-20:00"))
    await town.answers.put(ada, lunch.meeting.id, yes("12 19:00-19:30"), if_match=first.participant.etag)

    with pytest.raises(Stale):
        await town.answers.put(ada, lunch.meeting.id, [], if_match=first.participant.etag)

    assert (await town.answers.mine(ada, lunch.meeting.id)).answer.yes != ()


async def test_two_windows_with_the_same_answer_tag_let_one_win(town: Town, lunch: Seen) -> None:
    ada = link_of(lunch, "Ada")
    tag = (await town.answers.put(ada, lunch.meeting.id, [])).participant.etag

    outcomes = await asyncio.gather(
        *(
            town.answers.put(ada, lunch.meeting.id, yes(f"12 19:00-19:{minutes}"), if_match=tag)
            for minutes in (15, 30, 45)
        ),
        return_exceptions=True,
    )

    assert sum(isinstance(one, Stale) for one in outcomes) == 2


async def test_everybody_can_answer_at_once_and_nothing_is_lost(town: Town, ada: Inhabitant) -> None:
    people = [NewParticipant(name=f"Guest {number}") for number in range(40)]
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=people))
    links = [Link(link.id) for link in seen.links if link.participant_id]

    await asyncio.gather(*(town.answers.put(link, seen.meeting.id, yes("12 19:00-20:00")) for link in links))

    everybody = await town.answers.list_all(ada.actor, seen.meeting.id)
    assert [one.participant.name for one in everybody] == [one.name for one in people]
    assert {one.participant.status for one in everybody} == {Standing.ANSWERED}
    [best] = await town.best(ada.actor, seen.meeting.id, 1)
    assert best.can == 40


async def test_the_shared_link_lets_one_join_and_come_back_by_a_link_of_ones_own(town: Town, lunch: Seen) -> None:
    joined = await town.answers.join(
        shared_link_of(lunch), lunch.meeting.id, NewParticipant(name=" Dora  "), yes("12 19:00-20:00"), "Asia/Tokyo"
    )

    assert joined.participant.name == "Dora"
    mine = await town.answers.mine(Link(joined.link.id), lunch.meeting.id)
    assert mine.participant.zone == "Asia/Tokyo"
    assert mine.answer.yes == (Interval(at("12 19:00"), at("12 20:00")),)


async def test_one_can_join_only_to_say_no(town: Town, lunch: Seen) -> None:
    joined = await town.answers.join(shared_link_of(lunch), lunch.meeting.id, NewParticipant(name="Dora"), Declined())

    assert joined.participant.status is Standing.DECLINED


async def test_a_repeated_join_joins_once(town: Town, lunch: Seen, ada: Inhabitant) -> None:
    """CHECKLIST 37."""
    link = repeatable(shared_link_of(lunch), str(new_uuid()))

    first = await town.answers.join(link, lunch.meeting.id, NewParticipant(name="Dora"))
    second = await town.answers.join(link, lunch.meeting.id, NewParticipant(name="Dora"))

    assert first == second
    assert len(await town.answers.list_all(ada.actor, lunch.meeting.id)) == 4


async def test_who_was_named_without_an_address_may_say_that_it_is_them(town: Town, lunch: Seen) -> None:
    cara = participant_of(lunch, "Cara")

    joined = await town.answers.join(shared_link_of(lunch), lunch.meeting.id, cara, yes("12 19:00-20:00"))

    assert joined.participant.id == cara
    assert Link(joined.link.id) == link_of(lunch, "Cara")
    with pytest.raises(AnswersByOwnLink):
        await town.answers.join(shared_link_of(lunch), lunch.meeting.id, cara, [])


async def test_nobody_answers_in_the_name_of_one_with_an_address(town: Town, lunch: Seen) -> None:
    with pytest.raises(AnswersByOwnLink):
        await town.answers.join(shared_link_of(lunch), lunch.meeting.id, participant_of(lunch, "Ada"), [])
    for email in ("ADA@EXAMPLE.org", "nobody.here@example.org"):
        with pytest.raises(AddressIsForOrganisers) as refused:
            await town.answers.join(shared_link_of(lunch), lunch.meeting.id, NewParticipant(name="I", email=email))
        assert refused.value.field == "email"
    with pytest.raises(NotYourAnswer):
        await town.answers.put(shared_link_of(lunch), lunch.meeting.id, [])
    with pytest.raises(NotYourAnswer):
        await town.answers.join(link_of(lunch, "Ada"), lunch.meeting.id, NewParticipant(name="Dora"))


async def test_a_link_leads_to_its_own_meeting_only(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    """CHECKLIST 27."""
    dinner = await town.meetings.propose(ada.actor, LUNCH)

    with pytest.raises(NoSuchMeeting):
        await town.answers.put(link_of(lunch, "Ada"), dinner.meeting.id, [])
    with pytest.raises(LinkIsGone):
        await town.answers.put(Link(LinkId(new_uuid())), lunch.meeting.id, [])


async def test_without_an_id_a_link_speaks_of_its_meeting(town: Town, lunch: Seen) -> None:
    await town.answers.put(link_of(lunch, "Ada"), None, yes("12 19:00-20:00"))

    board = await town.recommendations.board(link_of(lunch, "Grace"), None)
    assert board.meeting.id == lunch.meeting.id
    assert board.links == ()
    assert {one.participant.email for one in board.given} == {None}


async def test_a_revoked_link_answers_no_more(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    """CHECKLIST 27."""
    link = link_of(lunch, "Ada")

    await town.links.revoke(ada.actor, lunch.meeting.id, link.id)

    with pytest.raises(LinkIsGone):
        await town.answers.put(link, lunch.meeting.id, [])


async def test_whoever_is_taken_off_the_list_answers_no_more(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    await town.answers.put(link_of(lunch, "Ada"), lunch.meeting.id, yes("12 19:00-20:00"))

    await town.participants.remove(ada.actor, lunch.meeting.id, participant_of(lunch, "Ada"))

    with pytest.raises(LinkIsGone):
        await town.answers.put(link_of(lunch, "Ada"), lunch.meeting.id, [])
    assert await town.best(ada.actor, lunch.meeting.id) == ()
    with pytest.raises(NoSuchParticipant):
        await town.participants.remove(ada.actor, lunch.meeting.id, participant_of(lunch, "Ada"))


async def test_people_of_the_space_answer_by_their_account(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    analysts = await town.found(ada=(ada, Role.OWNER), grace=(grace, Role.MEMBER))
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=[]), analysts)
    with pytest.raises(NoAnswerYet):
        await town.answers.mine(grace.actor, seen.meeting.id)

    given = await town.answers.put(grace.actor, seen.meeting.id, yes("12 19:00-20:00"))
    again = await town.answers.put(grace.actor, seen.meeting.id, [])

    assert given.participant.id == again.participant.id
    assert again.participant.name == "Grace"
    assert again.participant.zone == "America/New_York"


async def test_two_first_answers_of_one_account_make_one_participant(town: Town, ada: Inhabitant) -> None:
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=[]))

    await asyncio.gather(
        *(town.answers.put(ada.actor, seen.meeting.id, yes("12 19:00-20:00")) for _ in range(5)),
        return_exceptions=True,
    )

    assert len(await town.answers.list_all(ada.actor, seen.meeting.id)) == 1


async def test_a_viewer_may_look_but_not_answer(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    analysts = await town.found(ada=(ada, Role.OWNER), grace=(grace, Role.VIEWER))
    seen = await town.meetings.propose(ada.actor, LUNCH, analysts)

    assert len(await town.answers.list_all(grace.actor, seen.meeting.id)) == 3
    with pytest.raises(Forbidden):
        await town.answers.put(grace.actor, seen.meeting.id, [])


async def test_somebody_elsewhere_answers_by_the_address_they_proved(
    town: Town, ada: Inhabitant, grace: Inhabitant
) -> None:
    invited = NewParticipant(name="G. Hopper", email=grace.email.upper())
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=[invited]))

    given = await town.answers.put(grace.actor, seen.meeting.id, yes("12 19:00-20:00"))

    assert given.participant.name == "G. Hopper"
    assert given.participant.person_id == grace.actor.id
    with pytest.raises(Forbidden):
        await town.participants.invite(grace.actor, seen.meeting.id, NewParticipant(name="Dora"))


async def test_an_address_that_was_not_proved_opens_nothing(town: Town, ada: Inhabitant) -> None:
    """CHECKLIST 17."""
    mallory = await town.settle("Mallory", is_verified=False)
    invited = NewParticipant(name="Grace", email=mallory.email)
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=[invited]))

    with pytest.raises(NoSuchMeeting):
        await town.answers.put(mallory.actor, seen.meeting.id, [])


async def test_strangers_see_nothing(town: Town, grace: Inhabitant, lunch: Seen) -> None:
    """CHECKLIST 21."""
    with pytest.raises(NotFound):
        await town.answers.put(grace.actor, lunch.meeting.id, [])
    with pytest.raises(NotFound):
        await town.answers.list_all(grace.actor, lunch.meeting.id)
    with pytest.raises(SignInOrUseALink):
        await town.answers.list_all(NOBODY, lunch.meeting.id)
    with pytest.raises(NotSignedIn):
        await town.answers.put(NOBODY, lunch.meeting.id, [])


async def test_a_booked_or_cancelled_meeting_takes_no_answers(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:00"))
    with pytest.raises(MeetingIsClosed):
        await town.answers.put(link_of(lunch, "Ada"), lunch.meeting.id, [])
    with pytest.raises(MeetingIsClosed):
        await town.answers.join(shared_link_of(lunch), lunch.meeting.id, NewParticipant(name="Dora"))

    await town.meetings.cancel(ada.actor, lunch.meeting.id)
    with pytest.raises(MeetingIsCancelled):
        await town.answers.put(link_of(lunch, "Ada"), lunch.meeting.id, [])


async def test_the_ranking_of_the_worked_example_is_right(town: Town, ada: Inhabitant) -> None:
    """Issue 3's: no hour suits all three, four starts tie at two and one for half, the earliest of them is first."""
    people = [NewParticipant(name=name) for name in ("A", "B", "C")]
    seen = await town.meetings.propose(ada.actor, replace(LUNCH, participants=people))
    await town.answers.put(link_of(seen, "A"), None, [*yes("12 19:00-20:30"), _night("14 23:00", "15 01:00")])
    await town.answers.put(link_of(seen, "B"), None, [*yes("12 19:00-21:00"), _night("15 00:00", "15 01:00")])
    await town.answers.put(link_of(seen, "C"), None, [*yes("12 20:00-21:00"), _night("14 23:00", "15 00:30")])

    best = await town.best(ada.actor, seen.meeting.id, 3)

    # Beside these two no third hour fits into the windows.
    assert [one.slot.start for one in best] == [at("12 19:30"), at("14 23:30")]
    assert [one.can for one in best] == [2, 2]
    there = [best[0].presences[participant_of(seen, name)] for name in "ABC"]
    assert [one.presence for one in there] == [Presence.YES, Presence.YES, Presence.PART]
    assert [one.seconds // 60 for one in there] == [60, 60, 30]
    freed, shortened = best[0].changes
    assert isinstance(freed, TimeFreed)
    assert freed.missing == ((participant_of(seen, "C"), (Interval(at("12 19:30"), at("12 20:00")),)),)
    assert isinstance(shortened, Shortened)
    assert shortened.slot == Interval(at("12 20:00"), at("12 20:30"))


def _night(start: str, end: str) -> NewInterval:
    return NewInterval(start=at(start), end=at(end))


async def test_a_ranking_is_remembered_until_something_changes(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    await town.answers.put(link_of(lunch, "Ada"), None, yes("12 19:00-20:00"))
    first = await town.best(ada.actor, lunch.meeting.id)
    assert await town.best(ada.actor, lunch.meeting.id) is first

    await town.answers.put(link_of(lunch, "Grace"), None, yes("12 20:00-21:00"))
    second = await town.best(ada.actor, lunch.meeting.id)

    assert [one.slot.start for one in first] == [at("12 19:00")]
    # One each, but it is night for Ada, and afternoon for Grace.
    assert [one.slot.start for one in second] == [at("12 20:00"), at("12 19:00")]


async def test_times_that_nobody_can_are_not_recommended(town: Town, ada: Inhabitant, lunch: Seen) -> None:
    assert await town.best(ada.actor, lunch.meeting.id) == ()
