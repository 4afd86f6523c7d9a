"""A few lively meetings for an empty house, so that a newcomer sees at once what all this is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kalends.core.actor import Actor, Link
from kalends.core.time import instant_of, zone
from kalends.features.meetings.answering.domain import Declined, NewInterval, Preference, Reply
from kalends.features.meetings.answering.service import Answers
from kalends.features.meetings.bookings import Bookings
from kalends.features.meetings.proposal import NewParticipant, NewWindow, Proposal
from kalends.features.meetings.service import Meetings, Seen

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a day of the week that comes, on the wall of the meeting's zone; 0 is Monday."""

    weekday: int
    start: str
    end: str
    preference: Preference = Preference.YES

    def instants(self, monday: date, zone_name: str) -> tuple[datetime, datetime]:
        day = monday + self.weekday * DAY
        return _instant(day, self.start, zone_name), _instant(day, self.end, zone_name)


@dataclass(frozen=True, slots=True)
class Guest:
    """What they say; None for who has not answered yet."""

    name: str
    zone: str
    says: tuple[Hours, ...] | Declined | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    title: str
    zone: str
    minutes: int
    windows: tuple[Hours, ...]
    guests: tuple[Guest, ...]
    description: str = ""
    place: str = ""
    # Booked at that time, where one is agreed already.
    agreed: Hours | None = None


def maybe(weekday: int, start: str, end: str) -> Hours:
    return Hours(weekday, start, end, Preference.IF_NEED_BE)


SAMPLES = (
    Sample(
        title="First chapter, read aloud",
        zone="America/New_York",
        minutes=60,
        place="The long table, or by video",
        description="Everybody reads one page. Tea is provided on both sides of the ocean.",
        windows=(Hours(0, "10:00", "13:00"), Hours(2, "09:00", "12:00"), Hours(3, "10:00", "12:00")),
        guests=(
            Guest("Bhim Rai", "Asia/Kathmandu", (Hours(0, "10:00", "11:30"), maybe(2, "09:00", "10:30"))),
            Guest("Cara Penney", "America/St_Johns", (Hours(0, "10:30", "13:00"), Hours(2, "09:00", "12:00"))),
            Guest("Delphine Moreau", "Europe/Paris", (Hours(0, "11:00", "12:30"), Hours(2, "09:00", "10:00"))),
            Guest("Edwin Otieno", "Africa/Nairobi", (Hours(0, "10:00", "12:00"), Hours(3, "10:00", "11:00"))),
            Guest("Freya Lindqvist", "Europe/Stockholm"),
        ),
    ),
    Sample(
        title="Where do we put the piano?",
        zone="Europe/Berlin",
        minutes=45,
        place="The old fire station, ground floor",
        windows=(Hours(1, "17:00", "20:00"), Hours(4, "16:00", "18:30")),
        guests=(
            Guest("Gustavo Lima", "America/Sao_Paulo", (Hours(1, "17:00", "20:00"),)),
            Guest("Hana Sato", "Asia/Tokyo", Declined()),
            Guest("Ivo Brandt", "Europe/Berlin", (Hours(1, "18:00", "20:00"), Hours(4, "16:00", "18:30"))),
            Guest("Jonna Virtanen", "Europe/Helsinki", (Hours(1, "17:30", "19:00"), maybe(4, "16:00", "17:00"))),
            Guest("Kofi Mensah", "Africa/Accra", (Hours(1, "18:00", "19:30"),)),
        ),
        agreed=Hours(1, "18:00", "18:45"),
    ),
    Sample(
        title="Lunch with the new cartographer",
        zone="Europe/Berlin",
        minutes=60,
        place="Anywhere with a window",
        description="They draw coastlines by heart. Ask for Iceland.",
        windows=(Hours(1, "12:00", "14:00"), Hours(2, "12:00", "14:00"), Hours(3, "12:00", "14:00")),
        guests=(
            Guest("Ivo Brandt", "Europe/Berlin", (Hours(1, "12:00", "14:00"), Hours(3, "12:00", "13:30"))),
            Guest("Lucía Ferrer", "Europe/Madrid", (Hours(2, "12:30", "14:00"), Hours(3, "12:00", "14:00"))),
            Guest("Delphine Moreau", "Europe/Paris"),
            Guest("Mateusz Zieliński", "Europe/Warsaw"),
        ),
    ),
)


async def plant(
    actor: Actor, *, meetings: Meetings, answers: Answers, bookings: Bookings, now: datetime
) -> Sequence[Seen]:
    """Propose them all in the space of `actor`, a person or the system acting in one's own space, and answer."""
    return [await _plant(actor, sample, meetings, answers, bookings, now) for sample in SAMPLES]


async def _plant(
    actor: Actor, sample: Sample, meetings: Meetings, answers: Answers, bookings: Bookings, now: datetime
) -> Seen:
    monday = _next_monday(now.astimezone(zone(sample.zone)).date())
    seen = await meetings.propose(actor, _proposal(sample, monday))
    links = {link.participant_id: Link(link.id) for link in seen.links}
    for guest, participant in zip(sample.guests, seen.participants, strict=True):
        if guest.says is not None:
            reply = _reply(guest.says, monday, sample.zone)
            await answers.put(links[participant.id], seen.meeting.id, reply, guest.zone)
    if sample.agreed is not None:
        start, _ = sample.agreed.instants(monday, sample.zone)
        await bookings.book(actor, seen.meeting.id, start)
    return seen


def _proposal(sample: Sample, monday: date) -> Proposal:
    offered = [hours.instants(monday, sample.zone) for hours in sample.windows]
    return Proposal(
        title=sample.title,
        description=sample.description,
        place=sample.place,
        zone=sample.zone,
        duration=timedelta(minutes=sample.minutes),
        windows=[NewWindow(start=start, end=end) for start, end in offered],
        participants=[NewParticipant(name=guest.name, zone=guest.zone) for guest in sample.guests],
    )


def _reply(says: tuple[Hours, ...] | Declined, monday: date, zone_name: str) -> Reply:
    if isinstance(says, Declined):
        return says
    intervals = ((hours.instants(monday, zone_name), hours.preference) for hours in says)
    return [NewInterval(start=start, end=end, preference=preference) for (start, end), preference in intervals]


def _next_monday(today: date) -> date:
    return today + (7 - today.weekday()) * DAY


def _instant(day: date, clock: str, zone_name: str) -> datetime:
    return instant_of(datetime.combine(day, time.fromisoformat(clock)), zone_name)
