"""The invitation as iCalendar (RFC 5545), for calendars that know scheduling (RFC 5546): REQUEST, or CANCEL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vText

from kalends.core.ids import ParticipantId
from kalends.core.time import Interval, zone
from kalends.features.accounts.addresses import key_of
from kalends.features.meetings.answering.domain import Answer, Presence
from kalends.features.meetings.domain import Booking, Meeting, MeetingStatus, Participant, Standing
from kalends.features.meetings.properties import put
from kalends.features.meetings.timezones import timezone_around

PRODUCT = "-//Kalends//Kalends//EN"
# RFC 5546 wants an organiser with an address; where there is none, one that goes nowhere (RFC 2606 keeps "invalid").
NO_ADDRESS = "nobody@invalid"
PARTSTAT = {Presence.YES: "ACCEPTED", Presence.IF_NEED_BE: "TENTATIVE", Presence.PART: "TENTATIVE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """The bytes of the file, and its method in RFC 5546, which the media type repeats."""

    content: bytes
    method: str


def invitation(
    meeting: Meeting,
    booking: Booking,
    participants: Sequence[Participant],
    answers: Mapping[ParticipantId, Answer],
    *,
    now: datetime,
    url: str,
    is_off: bool | None = None,
    replies_to: str = "",
) -> Invitation:
    """For everybody who has an address; `url` is where the meeting can be seen.

    `is_off` where that is not the meeting's own status: a time that was undone, somebody who is no longer asked.
    `replies_to` is the address that calendars reply to, where it is not the organiser's.
    """
    is_off = meeting.status is MeetingStatus.CANCELLED if is_off is None else is_off
    method = "CANCEL" if is_off else "REQUEST"
    slot = Interval(booking.start, booking.end)
    calendar = Calendar()
    put(calendar, "version", "2.0")
    put(calendar, "prodid", PRODUCT)
    put(calendar, "method", method)
    if meeting.zone != "UTC":
        last = meeting.every_week(slot)[-1]
        calendar.add_component(timezone_around(zone(meeting.zone), Interval(slot.start, last.end)))
    event = _event(meeting, slot, now=now, url=url, is_off=is_off, replies_to=replies_to)
    for attendee in _attendees(meeting, slot, participants, answers):
        put(event, "attendee", attendee)
    calendar.add_component(event)
    return Invitation(content=calendar.to_ical(), method=method)


def _event(meeting: Meeting, slot: Interval, *, now: datetime, url: str, is_off: bool, replies_to: str) -> Event:
    event = Event()
    put(event, "uid", str(meeting.id))
    put(event, "sequence", meeting.sequence)
    put(event, "dtstamp", now)
    put(event, "created", meeting.created_at)
    there = zone(meeting.zone)
    put(event, "dtstart", slot.start if meeting.zone == "UTC" else slot.start.astimezone(there))
    put(event, "dtend", slot.end if meeting.zone == "UTC" else slot.end.astimezone(there))
    if meeting.weeks > 1:
        put(event, "rrule", {"freq": "weekly", "count": meeting.weeks})
    put(event, "summary", meeting.title)
    put(event, "description", f"{meeting.description}\n\n{url}".lstrip())
    put(event, "url", url)
    if meeting.place:
        put(event, "location", meeting.place)
    put(event, "status", "CANCELLED" if is_off else "CONFIRMED")
    put(event, "transp", "OPAQUE")
    organiser = vCalAddress(f"mailto:{replies_to or meeting.organiser_email or NO_ADDRESS}")
    organiser.params["CN"] = vText(meeting.organiser_name)
    put(event, "organizer", organiser)
    return event


def _attendees(
    meeting: Meeting,
    slot: Interval,
    participants: Sequence[Participant],
    answers: Mapping[ParticipantId, Answer],
) -> list[vCalAddress]:
    asked = [(one, one.email) for one in participants if one.email is not None]
    attendees = [
        _attendee(address, one.name, role="REQ-PARTICIPANT", standing=_standing(one, answers.get(one.id), slot))
        for one, address in asked
    ]
    organiser = meeting.organiser_email
    if organiser is not None and key_of(organiser) not in {key_of(address) for _, address in asked}:
        attendees.insert(0, _attendee(organiser, meeting.organiser_name, role="CHAIR", standing="ACCEPTED"))
    return attendees


def _attendee(address: str, name: str, *, role: str, standing: str) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText(role)
    attendee.params["PARTSTAT"] = vText(standing)
    attendee.params["RSVP"] = vText("TRUE" if standing == "NEEDS-ACTION" else "FALSE")
    attendee.params["CN"] = vText(name)
    return attendee


def _standing(participant: Participant, answer: Answer | None, slot: Interval) -> str:
    """What they said of this time counts as their reply; who did not say yes or no is asked."""
    if participant.status is Standing.DECLINED:
        return "DECLINED"
    if participant.reply is not None:
        return participant.reply.upper()
    if answer is None:
        return "NEEDS-ACTION"
    return PARTSTAT.get(answer.presence(slot), "NEEDS-ACTION")
