"""Assembly: settings in, a running product out. Nothing here decides anything but what is put where.

The doors are put in by `frontage`, which the worker does not load.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr

from kalends import audience
from kalends.adapters.mail.mailbox import Mailbox
from kalends.adapters.mail.mailer import Mailer, Post
from kalends.adapters.mail.post import LogPost, SmtpPost
from kalends.adapters.outbound.client import Client
from kalends.adapters.outbound.guard import Guard
from kalends.adapters.outbound.webhooks import WebhookSender
from kalends.adapters.wording.letters import House as Sender
from kalends.adapters.worker.channels import AsFewAsKeepUp, Channel, InOneTransaction, OneByOne
from kalends.adapters.worker.worker import Chore, Worker
from kalends.core.actor import Nobody
from kalends.core.clock import system_clock
from kalends.core.tasks import ended
from kalends.features.accounts.administration.dead_letters import DeadLetters
from kalends.features.accounts.administration.service import Administration
from kalends.features.accounts.audit.service import AuditLog
from kalends.features.accounts.device_passwords.service import DevicePasswords
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.keys import Keys, Seal
from kalends.features.accounts.limiter import Limiter
from kalends.features.accounts.links import Links
from kalends.features.accounts.mail_links import MailLinks
from kalends.features.accounts.organisations.service import Organisations
from kalends.features.accounts.people.passwords import Passwords
from kalends.features.accounts.people.registrations import Registrations
from kalends.features.accounts.people.service import People
from kalends.features.accounts.sessions.service import Sessions
from kalends.features.accounts.sessions.tokens import AccessTokens, RefreshTokens
from kalends.features.accounts.throttle import Devices, Throttle
from kalends.features.calendars.attachments.domain import AttachmentLimits
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
from kalends.features.meetings.guests import Guests
from kalends.features.meetings.service import Meetings
from kalends.features.meetings.sharing import MeetingLinks
from kalends.features.meetings.watching import Watches
from kalends.features.notices.digests.service import Digests
from kalends.features.notices.domain import CALENDAR, MAIL, PAGE, Occasion
from kalends.features.notices.invitations.attendance import Attendance
from kalends.features.notices.invitations.calendars import Bookkeeping
from kalends.features.notices.invitations.copies import InvitedCopies
from kalends.features.notices.invitations.events import EventInvitations
from kalends.features.notices.invitations.meetings import MeetingInvitations
from kalends.features.notices.invitations.outside import OutsideReplies
from kalends.features.notices.page import NoticePage
from kalends.features.notices.postmark import Postmark
from kalends.features.notices.preferences.service import NoticePreferences
from kalends.features.notices.reminders.service import Reminders
from kalends.features.notices.reminders.writing import ReminderWriter
from kalends.features.notices.replies.service import Replies
from kalends.features.notices.service import Notices
from kalends.features.notices.stream.service import Stream
from kalends.features.notices.subjects import Subjects
from kalends.features.notices.unsubscribing import Unsubscribing
from kalends.features.notices.webhooks.domain import TRIES as WEBHOOK_TRIES
from kalends.features.notices.webhooks.domain import WEBHOOK
from kalends.features.notices.webhooks.sending import WebhookDeliveries
from kalends.features.notices.webhooks.service import Webhooks
from kalends.services import Services
from kalends.settings import MailSettings, Settings
from kalends.store.cache import Cache
from kalends.store.database import Database, Stores
from kalends.store.history import History
from kalends.store.signals import Signals
from kalends.telemetry import DeliveryWatch, Figures, StatementWatch, Tracing, configure_logging, tracing_of

# As fresh as anybody scrapes.
SHOW_EVERY = 5.0
# Once an hour is enough for rows that are kept for a day.
PRUNE_EVERY = 3600.0
# 200 events each time, of which each is due twice a year: enough for three million.
EXTEND_EVERY = 60.0
# The client's own bound, and room for what is written before and after.
WEBHOOK_TIMEOUT = 25.0
# Of the webhooks that are told at once: what is left is the others' way past a host that is slow.
A_HOSTS_SHARE = 0.9
# Days for which the log of a webhook's attempts goes back.
ATTEMPTS_KEPT = 30
# Of the two seconds within which a reminder goes out, a quarter.
TICK_EVERY = 0.5
# Alarms are planned a day before they are needed; this bounds how long a change of preferences takes.
PLAN_EVERY = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What every process has, before any door is put in."""

    settings: Settings
    keys: Keys
    database: Database
    signals: Signals
    cache: Cache
    hasher: Hasher
    figures: Figures
    tracing: Tracing | None
    links: Links
    services: Services

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        """Pools and signals, for as long as the context lasts."""
        await self.database.open()
        await self.signals.open(self.database)
        try:
            yield
        finally:
            await self.signals.close()
            await self.database.close()
            self.hasher.close()
            if self.tracing is not None:
                self.tracing.close()


def build(
    settings: Settings, master_key: bytes, stores: Stores, *, service: str, connections: int | None = None
) -> House:
    """Opens nothing: a test, a command and a server put the same pieces together. So many `connections` to PostgreSQL
    at most, by default as many as web servers have."""
    keys = Keys(master_key)
    figures = Figures()
    tracing = tracing_of(settings.telemetry, service)
    signals = Signals()
    database = Database(
        stores.app,
        size=connections or settings.database.pool,
        act_as=stores.act_as,
        after_commit=signals,
        watch=StatementWatch(figures, tracing),
    )
    cache = Cache(max_bytes=settings.cache.bytes, max_age=settings.cache.seconds)
    cache.listen(signals)
    chosen = settings.accounts
    hasher = Hasher(
        memory_kib=chosen.argon2_memory_kib,
        iterations=chosen.argon2_iterations,
        parallelism=chosen.argon2_parallelism,
        at_once=chosen.argon2_at_once,
        queue=chosen.argon2_queue,
    )
    links = Links(keys.derive("links"))
    return House(
        settings=settings,
        keys=keys,
        database=database,
        signals=signals,
        cache=cache,
        hasher=hasher,
        figures=figures,
        tracing=tracing,
        links=links,
        services=_services(settings, keys, database, cache, hasher, links),
    )


def _services(settings: Settings, keys: Keys, db: Database, cache: Cache, hasher: Hasher, links: Links) -> Services:
    chosen, limits = settings.accounts, settings.limits
    devices = Devices(keys.derive("devices"))
    throttle = Throttle(Limiter(), devices, burst=limits.sign_in_burst, per_minute=limits.sign_in_per_minute)
    mail_links = MailLinks(keys.derive("mail-links"), lifetime=timedelta(seconds=chosen.mail_link_lifetime))
    meeting_links = MeetingLinks(db=db, links=links, public_url=settings.public_url)
    guests = Guests(key=keys.derive("guests"), throttle=throttle, are_welcome=settings.meetings.are_guests_welcome)
    calendars, events = Calendars(db=db, clock=system_clock), Events(db=db, clock=system_clock)
    replies_to, unsubscribing = settings.mail.replies_to, Unsubscribing(keys.derive("unsubscribing"))
    webhook_seal = Seal(keys.derive("webhook-secrets"))
    digests = Digests(db=db, unsubscribing=unsubscribing)
    recommendations = Recommendations(db=db, links=meeting_links, cache=cache, clock=system_clock)
    replies = Replies(
        db=db,
        events=events,
        postmark=Postmark(keys.derive("postmark")),
        clock=system_clock,
        secret=settings.mail.inbound_secret.get_secret_value(),
    )
    attendance = Attendance(db=db, replies=replies, clock=system_clock)
    outside_replies = OutsideReplies(db=db, unsubscribing=unsubscribing, sender=parseaddr(settings.mail.sender)[1])
    return Services(
        people=People(db=db, hasher=hasher, throttle=throttle, mail_links=mail_links, cache=cache),
        registrations=Registrations(
            db=db,
            hasher=hasher,
            throttle=throttle,
            mail_links=mail_links,
            is_open=chosen.is_registration_open,
            welcome=calendars.welcome,
        ),
        passwords=Passwords(db=db, hasher=hasher, throttle=throttle, mail_links=mail_links),
        sessions=Sessions(
            db=db,
            hasher=hasher,
            throttle=throttle,
            devices=devices,
            access_tokens=AccessTokens(keys, issuer=settings.public_url, lifetime=chosen.access_token_lifetime),
            refresh_tokens=RefreshTokens(keys.derive("refresh-tokens")),
            cache=cache,
            lifetime=timedelta(seconds=chosen.session_lifetime),
        ),
        device_passwords=DevicePasswords(
            db=db, hasher=hasher, throttle=throttle, cache=cache, key=keys.derive("device-passwords")
        ),
        organisations=Organisations(db=db, throttle=throttle),
        administration=Administration(db=db),
        dead_letters=DeadLetters(db=db),
        audit_log=AuditLog(db=db),
        calendars=calendars,
        sharings=Sharings(db=db),
        events=events,
        files=Files(db=db, clock=system_clock),
        copies=Copies(db=db, clock=system_clock),
        attachments=Attachments(
            db=db, clock=system_clock, public_url=settings.public_url, limits=_attachment_limits(settings)
        ),
        queries=Queries(db=db, clock=system_clock),
        properties=Properties(db=db),
        detailed_events=DetailedEvents(db=db, clock=system_clock),
        event_lists=EventLists(db=db, clock=system_clock),
        busy_times=BusyTimes(db=db, clock=system_clock),
        imports=Imports(db=db, clock=system_clock),
        importer=Importer(db=db, clock=system_clock),
        exports=Exports(db=db, links=links, public_url=settings.public_url, clock=system_clock),
        meetings=Meetings(db=db, links=meeting_links, guests=guests, clock=system_clock),
        meeting_links=meeting_links,
        participants=Participants(db=db, links=meeting_links),
        answers=Answers(db=db, links=meeting_links, clock=system_clock),
        free_times=FreeTimes(db=db),
        recommendations=recommendations,
        bookings=Bookings(db=db, links=meeting_links, clock=system_clock),
        deadlines=Deadlines(db=db, recommendations=recommendations, clock=system_clock),
        watches=Watches(db=db),
        notices=Notices(
            db=db,
            mail_links=mail_links,
            subjects=Subjects(links=meeting_links, public_url=settings.public_url),
            unsubscribing=unsubscribing,
            writers={
                Occasion.REMINDER: ReminderWriter(db=db, unsubscribing=unsubscribing),
                Occasion.DAILY: digests,
                Occasion.WEEKLY: digests,
                Occasion.ANSWERED: outside_replies,
            },
        ),
        reminders=Reminders(db=db, answer_lead=timedelta(hours=settings.notices.answer_reminder_hours)),
        replies=replies,
        digests=digests,
        notice_page=NoticePage(db=db),
        notice_preferences=NoticePreferences(db=db, unsubscribing=unsubscribing, clock=system_clock),
        meeting_invitations=MeetingInvitations(links=meeting_links, clock=system_clock, replies_to=replies_to),
        event_invitations=EventInvitations(clock=system_clock, replies_to=replies_to),
        bookkeeping=Bookkeeping(
            db=db,
            calendars=calendars,
            events=events,
            links=meeting_links,
            clock=system_clock,
            copies=InvitedCopies(db=db, calendars=calendars, events=events),
            attendance=attendance,
        ),
        attendance=attendance,
        outside_replies=outside_replies,
        webhooks=Webhooks(
            db=db,
            seal=webhook_seal,
            check=outbound_of(settings).check,
            known=audience.heard_by("webhooks"),
            clock=system_clock,
        ),
        stream=Stream(db=db, known=audience.heard_by("webhooks")),
        webhook_deliveries=WebhookDeliveries(db=db, seal=webhook_seal, clock=system_clock),
    )


def _attachment_limits(settings: Settings) -> AttachmentLimits:
    chosen = settings.attachments
    return AttachmentLimits(
        max_bytes=min(chosen.max_bytes, settings.limits.import_body),
        most_of_object=chosen.most_of_event,
        space_bytes=chosen.space_bytes,
    )


def outbound_of(settings: Settings) -> Client:
    return Client(Guard(settings.outbound.allowed_networks))


async def run_worker(settings: Settings, master_key: bytes, stores: Stores, stop: asyncio.Event) -> None:
    """Until `stop` is set."""
    configure_logging(settings.telemetry, "worker")
    house = build(settings, master_key, stores, service="worker", connections=settings.worker.connections)
    post = post_of(settings.mail)
    worker = worker_of(house, post)
    async with house.open():
        mailbox = mailbox_of(settings.mail)
        reading = [] if mailbox is None else [asyncio.create_task(mailbox.read(house.services.replies.take))]
        try:
            await worker.run(stop, grace=settings.server.grace)
        finally:
            await ended(reading)
            await post.close()


def worker_of(house: House, post: Post) -> Worker:
    settings, services = house.settings, house.services
    mailer = Mailer(
        notices=services.notices,
        post=post,
        sender=settings.mail.sender,
        house=Sender(url=settings.public_url, link_minutes=settings.accounts.mail_link_lifetime // 60),
        postmark=services.replies.postmark,
        replies_to=settings.mail.replies_to,
    )
    webhook_sender = WebhookSender(webhooks=services.webhook_deliveries, client=outbound_of(settings))

    history = History(house.database, after_days=settings.history.after_days, months=settings.history.months)

    async def prune() -> None:
        async with house.database.transaction(Nobody()) as tx:
            await tx.execute(
                "SELECT prune_idempotency_keys(), prune_accounts(), prune_guest_spaces(), prune_notices(), "
                "prune_former_objects()"
            )
            await tx.execute("SELECT prune_webhook_attempts(%s)", [ATTEMPTS_KEPT])
            await tx.execute("SELECT prune_imports(), prune_attachments()")

    async def show_breakers() -> None:
        house.figures.breakers(worker.deliverer.breaker.states(time.monotonic()))

    worker = Worker(
        house.database,
        house.signals,
        audience=audience.listeners(
            {
                "notices": services.notices.owed,
                "meeting_invitations": services.meeting_invitations.owed,
                "event_invitations": services.event_invitations.owed,
                "attendance": services.attendance.owed,
                "outside_replies": services.outside_replies.owed,
                "webhooks": services.webhook_deliveries.owed,
                "reminders": services.reminders.planned,
            }
        ),
        channels={
            MAIL: Channel(
                deliver=OneByOne(mailer.deliver),
                concurrency=settings.channels.mail_at_once,
                timeout=settings.channels.mail_timeout,
                tries=settings.channels.mail_tries,
            ),
            PAGE: Channel(deliver=InOneTransaction(services.notices.pin), concurrency=4),
            CALENDAR: Channel(deliver=services.bookkeeping.deliver, concurrency=4),
            WEBHOOK: Channel(
                deliver=AsFewAsKeepUp(webhook_sender.deliver),
                concurrency=settings.channels.webhook_at_once,
                most_to_a_host=max(1, int(settings.channels.webhook_at_once * A_HOSTS_SHARE)),
                timeout=WEBHOOK_TIMEOUT,
                tries=WEBHOOK_TRIES,
                has_threads=True,
            ),
        },
        chores=(
            Chore("prune", PRUNE_EVERY, prune),
            Chore("history", PRUNE_EVERY, history.keep),
            Chore("chain", settings.worker.poll, services.audit_log.chain),
            Chore("breakers", SHOW_EVERY, show_breakers),
            Chore("deadlines", settings.worker.poll, services.deadlines.keep),
            Chore("extend", EXTEND_EVERY, services.events.extend),
            Chore("words", settings.worker.poll, services.events.add_words),
            Chore("reminders", TICK_EVERY, services.reminders.tick),
            Chore("alarms", PLAN_EVERY, services.reminders.plan),
            Chore("answers", settings.worker.poll, services.reminders.tick_answers),
            Chore("digests", settings.worker.poll, services.digests.owe),
            Chore("imports", settings.worker.poll, services.importer.carry_on),
        ),
        poll=settings.worker.poll,
        lease=timedelta(seconds=settings.worker.lease),
        batch=settings.worker.batch,
        watch=DeliveryWatch(house.figures, house.tracing),
    )
    return worker


def post_of(mail: MailSettings) -> Post:
    if mail.transport == "log":
        return LogPost()
    return SmtpPost(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        user=mail.user,
        password=mail.password.get_secret_value(),
        timeout=mail.timeout,
    )


def mailbox_of(mail: MailSettings) -> Mailbox | None:
    if not mail.imap_host:
        return None
    return Mailbox(
        host=mail.imap_host,
        port=mail.imap_port,
        security=mail.imap_security,
        user=mail.imap_user,
        password=mail.imap_password.get_secret_value(),
        folder=mail.imap_folder,
    )
