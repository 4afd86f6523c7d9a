"""Everything the product can do, as one value. Doors get it, and call one method of one service."""

from dataclasses import dataclass

from kalends.features.accounts.administration.dead_letters import DeadLetters
from kalends.features.accounts.administration.service import Administration
from kalends.features.accounts.audit.service import AuditLog
from kalends.features.accounts.device_passwords.service import DevicePasswords
from kalends.features.accounts.organisations.service import Organisations
from kalends.features.accounts.people.passwords import Passwords
from kalends.features.accounts.people.registrations import Registrations
from kalends.features.accounts.people.service import People
from kalends.features.accounts.sessions.service import Sessions
from kalends.features.calendars.attachments.service import Attachments
from kalends.features.calendars.busy import BusyTimes
from kalends.features.calendars.events.copies import Copies
from kalends.features.calendars.events.detailed import DetailedEvents
from kalends.features.calendars.events.lists import EventLists
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.exports.service import Exports
from kalends.features.calendars.imports.keeping import Importer
from kalends.features.calendars.imports.service import Imports
from kalends.features.calendars.properties.service import Properties
from kalends.features.calendars.queries.service import Queries
from kalends.features.calendars.service import Calendars
from kalends.features.calendars.sharing.service import Sharings
from kalends.features.files.service import Files
from kalends.features.meetings.answering.free_times import FreeTimes
from kalends.features.meetings.answering.participants import Participants
from kalends.features.meetings.answering.recommendations import Recommendations
from kalends.features.meetings.answering.service import Answers
from kalends.features.meetings.bookings import Bookings
from kalends.features.meetings.deadlines import Deadlines
from kalends.features.meetings.service import Meetings
from kalends.features.meetings.sharing import MeetingLinks
from kalends.features.meetings.watching import Watches
from kalends.features.notices.digests.service import Digests
from kalends.features.notices.invitations.attendance import Attendance
from kalends.features.notices.invitations.calendars import Bookkeeping
from kalends.features.notices.invitations.events import EventInvitations
from kalends.features.notices.invitations.meetings import MeetingInvitations
from kalends.features.notices.invitations.outside import OutsideReplies
from kalends.features.notices.page import NoticePage
from kalends.features.notices.preferences.service import NoticePreferences
from kalends.features.notices.reminders.service import Reminders
from kalends.features.notices.replies.service import Replies
from kalends.features.notices.service import Notices
from kalends.features.notices.stream.service import Stream
from kalends.features.notices.webhooks.sending import WebhookDeliveries
from kalends.features.notices.webhooks.service import Webhooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    # accounts
    people: People
    registrations: Registrations
    passwords: Passwords
    sessions: Sessions
    device_passwords: DevicePasswords
    organisations: Organisations
    administration: Administration
    # files
    files: Files
    dead_letters: DeadLetters
    audit_log: AuditLog
    # calendars
    calendars: Calendars
    sharings: Sharings
    events: Events
    copies: Copies
    attachments: Attachments
    queries: Queries
    properties: Properties
    detailed_events: DetailedEvents
    event_lists: EventLists
    busy_times: BusyTimes
    imports: Imports
    importer: Importer
    exports: Exports
    # meetings
    meetings: Meetings
    meeting_links: MeetingLinks
    participants: Participants
    answers: Answers
    free_times: FreeTimes
    recommendations: Recommendations
    bookings: Bookings
    deadlines: Deadlines
    watches: Watches
    # notices
    notices: Notices
    notice_preferences: NoticePreferences
    notice_page: NoticePage
    digests: Digests
    reminders: Reminders
    replies: Replies
    meeting_invitations: MeetingInvitations
    event_invitations: EventInvitations
    bookkeeping: Bookkeeping
    attendance: Attendance
    outside_replies: OutsideReplies
    webhooks: Webhooks
    webhook_deliveries: WebhookDeliveries
    stream: Stream
