"""A person's preferences, and when by them the next digest is due. No I/O, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from kalends.core.errors import Invalid
from kalends.core.etag import etag_of
from kalends.core.ids import PersonId
from kalends.core.time import instant_of
from kalends.core.time import zone as known_zone
from kalends.features.notices.domain import MAIL, PAGE, USUAL, NoticeKind

# Digests are for reading elsewhere: whoever is on the page sees what they say.
OFFERED: Mapping[NoticeKind, frozenset[str]] = {
    kind: frozenset({MAIL}) if kind in (NoticeKind.DAILY, NoticeKind.WEEKLY) else frozenset({MAIL, PAGE})
    for kind in NoticeKind
}
# Four weeks.
MOST_MINUTES = 40_320
WEEK = 7


class NoSuchChannel(Invalid):
    """This kind of notice does not come by that channel."""


class OutOfReach(Invalid):
    """A reminder comes at most four weeks (40320 minutes) before the event."""


class HalfQuiet(Invalid):
    """Quiet hours have a beginning and an end. Give both, or neither."""


class NoSuchDay(Invalid):
    """A week has days 1 (Monday) to 7 (Sunday)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    person_id: PersonId
    is_enabled: bool = True
    channels: Mapping[NoticeKind, frozenset[str]]
    reminder_minutes: int | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    daily_at: time = time(7)
    weekly_on: int = 1
    version: int = 0

    @property
    def etag(self) -> str:
        return etag_of(f"{self.person_id}/{self.version}".encode())

    def has(self, kind: NoticeKind, channel: str) -> bool:
        return self.is_enabled and channel in self.channels[kind]

    def without(self, kind: NoticeKind, channel: str) -> "Preferences":
        return replace(self, channels={**self.channels, kind: self.channels[kind] - {channel}})

    def due_after(self, now: datetime, zone: str) -> tuple[datetime | None, datetime | None]:
        """When the next daily and the next weekly digest are due; None for what is not wanted."""
        return (
            next_at(now, self.daily_at, zone) if self.has(NoticeKind.DAILY, MAIL) else None,
            next_at(now, self.daily_at, zone, self.weekly_on) if self.has(NoticeKind.WEEKLY, MAIL) else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceChanges:
    """What is given is new; `unset` names what is to be nothing again."""

    is_enabled: bool | None = None
    channels: Mapping[NoticeKind, frozenset[str]] | None = None
    reminder_minutes: int | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    daily_at: time | None = None
    weekly_on: int | None = None
    unset: frozenset[str] = frozenset()

    def applied_to(self, before: Preferences) -> Preferences:
        for kind, channels in (self.channels or {}).items():
            if channels - OFFERED[kind]:
                raise NoSuchChannel(field=f"channels.{kind}")
        if self.reminder_minutes is not None and not 0 <= self.reminder_minutes <= MOST_MINUTES:
            raise OutOfReach(field="reminder_minutes")
        if self.weekly_on is not None and not 1 <= self.weekly_on <= WEEK:
            raise NoSuchDay(field="weekly_on")
        given = {
            name: value
            for name in ("is_enabled", "reminder_minutes", "quiet_from", "quiet_until", "daily_at", "weekly_on")
            if (value := getattr(self, name)) is not None
        }
        emptied = {name: None for name in ("reminder_minutes", "quiet_from", "quiet_until") if name in self.unset}
        after = replace(before, **emptied, **given, channels={**before.channels, **(self.channels or {})})
        if (after.quiet_from is None) != (after.quiet_until is None):
            raise HalfQuiet(field="quiet_until" if after.quiet_until is None else "quiet_from")
        return after


def usual(person_id: PersonId) -> Preferences:
    return Preferences(person_id=person_id, channels=dict(USUAL))


def next_at(now: datetime, at: time, zone: str, weekday: int | None = None) -> datetime:
    """The first instant after `now` at which the wall of this zone shows `at`, on this day of the week (1 is Monday).

    A time that summer time skips comes as much later as the clocks do; one that comes twice is the first.
    """
    today = now.astimezone(known_zone(zone)).date()
    for ahead in range(2 * WEEK + 1):
        day = today + timedelta(days=ahead)
        instant = instant_of(datetime.combine(day, at), zone)
        if instant > now and weekday in (None, day.isoweekday()):
            return instant
    raise AssertionError("a fortnight has every day of the week")


def quiet_end(at: datetime, quiet_from: time | None, quiet_until: time | None, zone: str) -> datetime | None:
    """When the quiet hours end that this instant is in; None where it is in none."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return None
    wall = at.astimezone(known_zone(zone)).replace(tzinfo=None)
    clock = wall.time()
    is_over_midnight = quiet_from > quiet_until
    is_quiet = clock >= quiet_from or clock < quiet_until if is_over_midnight else quiet_from <= clock < quiet_until
    if not is_quiet:
        return None
    day = wall.date() + timedelta(days=1) if is_over_midnight and clock >= quiet_from else wall.date()
    return max(instant_of(datetime.combine(day, quiet_until), zone), at)
