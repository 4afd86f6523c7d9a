"""Notices: what somebody was told, what they want to be told, and addresses that mail is held back from."""

from datetime import datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_requests import WallTime
from kalends.adapters.api.shapes import Cursor, IfMatch, Limit, Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.adapters.wording.lines import line_of
from kalends.features.notices.domain import NoticeKind, Occasion
from kalends.features.notices.preferences.domain import MOST_MINUTES, OFFERED, PreferenceChanges, Preferences
from kalends.features.notices.preferences.repository import Suppression

router = APIRouter(prefix="/notices", tags=["notices"], route_class=LeanRoute)
operators_router = APIRouter(prefix="/administration/suppressions", tags=["administration"], route_class=LeanRoute)

Channel = Literal["mail", "page"]
# What may be emptied by null.
EMPTIED = ("reminder_minutes", "quiet_from", "quiet_until")


class NoticeOut(Model):
    id: UUID
    kind: NoticeKind
    occasion: Occasion
    sentence: str = Field(description="In the reader's language and zone.")
    url: str = Field(description="Where to look at it; empty where there is nothing to look at.")
    created_at: datetime
    read_at: datetime | None


class NoticesOut(Model):
    items: list[NoticeOut]
    unread: int = Field(description="In all, not only on this page of the list.")
    next_cursor: str | None


class ReadIn(Model):
    """Which were read; without `notice_ids`, all."""

    notice_ids: list[UUID] | None = Field(None, max_length=1000)


class PreferencesIn(Model):
    """What is left out stays as it is; null empties the fields that may be empty."""

    is_enabled: bool | None = Field(
        None, description="Whether to be told anything at all, but what is about the account."
    )
    channels: dict[NoticeKind, list[Channel]] | None = Field(None, description="By which channels each kind comes.")
    reminder_minutes: int | None = Field(
        None, ge=0, le=MOST_MINUTES, strict=True, description="Before events without an alarm; null: not at all."
    )
    quiet_from: WallTime | None = Field(None, examples=["22:00"])
    quiet_until: WallTime | None = Field(None, examples=["07:00"])
    daily_at: WallTime | None = Field(None, description="When digests come, in the person's zone.", examples=["07:00"])
    weekly_on: int | None = Field(None, ge=1, le=7, strict=True, description="Of the weekly digest; 1 is Monday.")

    def value(self) -> PreferenceChanges:
        return PreferenceChanges(
            is_enabled=self.is_enabled,
            channels={kind: frozenset(these) for kind, these in (self.channels or {}).items()},
            reminder_minutes=self.reminder_minutes,
            quiet_from=_time(self.quiet_from),
            quiet_until=_time(self.quiet_until),
            daily_at=_time(self.daily_at),
            weekly_on=self.weekly_on,
            unset=frozenset(name for name in EMPTIED if name in self.model_fields_set and getattr(self, name) is None),
        )


class PreferencesOut(Model):
    is_enabled: bool
    channels: dict[NoticeKind, list[Channel]]
    reminder_minutes: int | None
    quiet_from: str | None
    quiet_until: str | None
    daily_at: str
    weekly_on: int


class SuppressionOut(Model):
    """Mail to this address is held back, since its server said that nobody reads it there."""

    email: str
    reason: Literal["refused", "bounced"]
    said: str
    created_at: datetime


class OwnSuppressionOut(Model):
    suppression: SuppressionOut | None


class SuppressionsOut(Model):
    items: list[SuppressionOut]


@router.get("")
async def list_notices(
    actor: Acting,
    services: Serving,
    unread: Annotated[bool, Query(description="Only those that were not read.")] = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> NoticesOut:
    """What I was told, newest first."""
    page = await services.notice_page.list_mine(actor, cursor=cursor, limit=limit, only_unread=unread)
    me = await services.people.me(actor)
    items = [
        NoticeOut(
            id=one.id,
            kind=NoticeKind(one.kind),
            occasion=Occasion(one.occasion),
            sentence=(line := line_of(one, me.locale, me.zone)).sentence,
            url=line.url,
            created_at=one.created_at,
            read_at=one.read_at,
        )
        for one in page.items
    ]
    unread_ones = await services.notice_page.count_unread(actor)
    return NoticesOut(items=items, unread=unread_ones, next_cursor=page.next_cursor)


@router.put("/read", status_code=204)
async def mark_read(body: ReadIn, actor: Acting, services: Serving) -> None:
    """I have read these, or all."""
    await services.notice_page.mark_read(actor, body.notice_ids)


@router.get("/preferences")
async def get_preferences(response: Response, actor: Acting, services: Serving) -> PreferencesOut:
    """What I want to be told, by which channel, and when not."""
    return _preferences(await services.notice_preferences.see(actor), response)


@router.patch("/preferences", responses=problems(412))
async def change_preferences(
    body: PreferencesIn, response: Response, actor: Acting, services: Serving, if_match: IfMatch = None
) -> PreferencesOut:
    """Daily and weekly digests come by mail only."""
    return _preferences(await services.notice_preferences.change(actor, body.value(), if_match), response)


@router.get("/suppression")
async def get_suppression(actor: Acting, services: Serving) -> OwnSuppressionOut:
    """Whether mail to me is held back, and what my mail server said."""
    found = await services.notice_preferences.own_suppression(actor)
    return OwnSuppressionOut(suppression=_suppression(found) if found else None)


@router.delete("/suppression", status_code=204)
async def lift_suppression(actor: Acting, services: Serving) -> None:
    """My address works again: write to it."""
    await services.notice_preferences.lift_own(actor)


@operators_router.get("", responses=problems(403))
async def list_suppressions(
    actor: Acting,
    services: Serving,
    after: Annotated[str, Query(max_length=320, description="The last address of the page before.")] = "",
) -> SuppressionsOut:
    """Addresses that mail is held back from, in their order, 200 at a time; for operators."""
    found = await services.notice_preferences.list_suppressions(actor, after)
    return SuppressionsOut(items=[_suppression(one) for one in found])


@operators_router.delete("/{email}", status_code=204, responses=problems(403))
async def lift_suppression_of(email: Annotated[str, Path(max_length=320)], actor: Acting, services: Serving) -> None:
    """Write to this address again."""
    await services.notice_preferences.lift(actor, email)


def _preferences(one: Preferences, response: Response) -> PreferencesOut:
    response.headers["ETag"] = one.etag
    channels: dict[NoticeKind, Any] = {kind: sorted(one.channels[kind] & OFFERED[kind]) for kind in NoticeKind}
    return PreferencesOut(
        is_enabled=one.is_enabled,
        channels=channels,
        reminder_minutes=one.reminder_minutes,
        quiet_from=_clock(one.quiet_from),
        quiet_until=_clock(one.quiet_until),
        daily_at=f"{one.daily_at:%H:%M}",
        weekly_on=one.weekly_on,
    )


def _suppression(one: Suppression) -> SuppressionOut:
    reason: Any = one.reason
    return SuppressionOut(email=one.email, reason=reason, said=one.said, created_at=one.created_at)


def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _clock(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"
