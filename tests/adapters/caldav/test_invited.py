"""A copy that the house keeps of somebody's event: a client answers on it, and does not move it."""

from tests.adapters.caldav.client import Dav
from tests.features.calendars.diary import lunch

COPY = lunch(
    "ORGANIZER:mailto:grace@example.net",
    "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ada@example.net",
    "X-KALENDS-INVITATION:01a217fd-6bb9-77ef-a8ec-19b94695289e",
)


async def test_its_time_stays_and_its_answer_and_alarms_are_taken(at_ada: Dav) -> None:
    path = f"{at_ada.calendar}lunch.ics"
    await at_ada.put(path, COPY)

    moved = await at_ada.put(path, COPY.replace(b"20260114T12", b"20260114T09"))
    answered = await at_ada.put(path, COPY.replace(b"NEEDS-ACTION", b"ACCEPTED"))

    assert (moved.status, moved.precondition) == (403, "C:allowed-attendee-scheduling-object-change")
    assert answered.status == 204
    kept = await at_ada.client.get(path)
    assert b"PARTSTAT=ACCEPTED" in kept.content
    assert b"20260114T12" in kept.content


async def test_what_a_client_brought_along_is_the_clients_to_move(at_ada: Dav) -> None:
    path = f"{at_ada.calendar}lunch.ics"
    brought = COPY.replace(b"X-KALENDS-INVITATION", b"X-SPOON-TOO")
    await at_ada.put(path, brought)

    assert (await at_ada.put(path, brought.replace(b"20260114T12", b"20260114T09"))).status == 204
