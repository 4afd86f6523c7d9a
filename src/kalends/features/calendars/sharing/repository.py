"""Every statement about whom calendars are shared with. Of a calendar of another space they need its walls open."""

from collections.abc import Mapping, Sequence
from typing import Literal

from kalends.core.ids import CalendarId, PersonId, SpaceId
from kalends.features.calendars.domain import Calendar, Sharing
from kalends.features.calendars.properties.repository import Property, parted
from kalends.features.calendars.sharing.domain import Invite, Invitee, SharedBy
from kalends.store.database import Transaction


async def find_owner(tx: Transaction, space_id: SpaceId) -> SharedBy | None:
    """The person whose own space this is."""
    return await tx.find(
        SharedBy, "SELECT id AS person_id, email AS address, name FROM people WHERE space_id = %s", [space_id]
    )


async def put(tx: Transaction, calendar: Calendar, person_id: PersonId, invite: Invite) -> None:
    """Whoever is told another thing than before hears of it; what they said stays said."""
    await tx.execute(
        """
        INSERT INTO calendar_shares AS s (
            calendar_id, space_id, person_id, access, named, common_name, summary, is_seen
        ) VALUES (%s, %s, %s, %s, %s, %s, %s, false)
        ON CONFLICT ON CONSTRAINT a_calendar_is_shared_with_a_person_once DO UPDATE
        SET access = excluded.access, named = coalesce(nullif(excluded.named, ''), s.named),
            common_name = coalesce(nullif(excluded.common_name, ''), s.common_name),
            summary = coalesce(nullif(excluded.summary, ''), s.summary), changed_at = now(),
            is_seen = s.is_seen AND s.access = excluded.access
        """,
        [
            calendar.id,
            calendar.space_id,
            person_id,
            invite.access,
            invite.named,
            invite.common_name,
            invite.summary,
        ],
    )
    await forget_decline(tx, calendar.id, person_id)


async def remove(tx: Transaction, calendar_id: CalendarId, person_id: PersonId) -> bool:
    return bool(
        await tx.execute(
            "DELETE FROM calendar_shares WHERE calendar_id = %s AND person_id = %s", [calendar_id, person_id]
        )
    )


async def forget_decline(tx: Transaction, calendar_id: CalendarId, person_id: PersonId) -> None:
    await tx.execute("DELETE FROM declined_shares WHERE calendar_id = %s AND person_id = %s", [calendar_id, person_id])


async def accept(tx: Transaction, calendar_id: CalendarId, person_id: PersonId) -> None:
    """Its owner hears of it, the first time."""
    await tx.execute(
        """
        UPDATE calendar_shares
        SET is_answer_seen = is_answer_seen AND answered_at IS NOT NULL, is_seen = true,
            answered_at = coalesce(answered_at, now()), changed_at = now()
        WHERE calendar_id = %s AND person_id = %s
        """,
        [calendar_id, person_id],
    )


async def decline(tx: Transaction, calendar_id: CalendarId, person_id: PersonId) -> bool:
    """False where it is not shared with them any more."""
    return bool(
        await tx.execute(
            """
            WITH gone AS (
                DELETE FROM calendar_shares WHERE calendar_id = %s AND person_id = %s
                RETURNING calendar_id, space_id, person_id, access, named, common_name, summary
            )
            INSERT INTO declined_shares (calendar_id, space_id, person_id, access, named, common_name, summary)
            SELECT calendar_id, space_id, person_id, access, named, common_name, summary FROM gone
            """,
            [calendar_id, person_id],
        )
    )


async def list_sharings(tx: Transaction, calendar_id: CalendarId) -> list[Sharing]:
    return await tx.list(
        Sharing,
        "SELECT person_id, access FROM calendar_shares WHERE calendar_id = %s ORDER BY created_at, person_id",
        [calendar_id],
    )


async def list_invitees(
    tx: Transaction,
    calendars: Sequence[CalendarId],
    *,
    person_id: PersonId | None = None,
    unseen: Literal["invitations", "answers"] | None = None,
) -> list[Invitee]:
    """With whom these calendars are shared, and who declined; of one person alone, or those of whom somebody has still
    to be told."""
    return await tx.list(
        Invitee,
        """
        SELECT calendar_id, person_id, access, named, common_name, summary, answer, changed_at
        FROM (
            SELECT calendar_id, person_id, access, named, common_name, summary, changed_at, created_at,
                CASE WHEN answered_at IS NULL THEN 'none' ELSE 'accepted' END AS answer,
                CASE WHEN is_seen THEN NULL ELSE 'invitations' END AS of_invitee,
                CASE WHEN is_answer_seen OR answered_at IS NULL THEN NULL ELSE 'answers' END AS of_owner
            FROM calendar_shares
            UNION ALL
            SELECT calendar_id, person_id, access, named, common_name, summary, changed_at, changed_at,
                'declined', NULL, CASE WHEN is_answer_seen THEN NULL ELSE 'answers' END
            FROM declined_shares
        ) AS s
        WHERE calendar_id = ANY (%(calendars)s)
            AND (%(person)s::uuid IS NULL OR person_id = %(person)s)
            AND (%(unseen)s::text IS NULL OR %(unseen)s IN (of_invitee, of_owner))
        ORDER BY calendar_id, created_at, person_id
        """,
        {"calendars": list(calendars), "person": person_id, "unseen": unseen},
    )


async def list_own(tx: Transaction, calendar_id: CalendarId, person_id: PersonId) -> Mapping[str, str]:
    """What this person's programs wrote of it for themselves."""
    rows = await tx.list(
        Property,
        "SELECT name, value FROM shared_calendar_properties WHERE calendar_id = %s AND person_id = %s ORDER BY name",
        [calendar_id, person_id],
    )
    return {one.name: one.value for one in rows}


async def save_own(
    tx: Transaction, calendar: Calendar, person_id: PersonId, properties: Mapping[str, str | None]
) -> None:
    """None removes one."""
    gone, kept = parted(properties)
    if gone:
        await tx.execute(
            "DELETE FROM shared_calendar_properties WHERE calendar_id = %s AND person_id = %s AND name = ANY (%s)",
            [calendar.id, person_id, gone],
        )
    if kept:
        await tx.execute(
            """
            INSERT INTO shared_calendar_properties (calendar_id, space_id, person_id, name, value)
            SELECT %s, %s, %s, name, value FROM unnest(%s::text[], %s::text[]) AS given (name, value)
            ON CONFLICT (calendar_id, person_id, name) DO UPDATE SET value = excluded.value
            """,
            [calendar.id, calendar.space_id, person_id, list(kept), list(kept.values())],
        )


async def lock_share(tx: Transaction, calendar_id: CalendarId, person_id: PersonId) -> bool:
    """Who writes of it for themselves comes one after the other; False where it is not shared with them."""
    return await tx.value(
        "SELECT true FROM calendar_shares WHERE calendar_id = %s AND person_id = %s FOR NO KEY UPDATE",
        [calendar_id, person_id],
    )


async def see_invitation(tx: Transaction, calendar_id: CalendarId, person_id: PersonId) -> bool:
    return bool(
        await tx.execute(
            "UPDATE calendar_shares SET is_seen = true WHERE calendar_id = %s AND person_id = %s AND NOT is_seen",
            [calendar_id, person_id],
        )
    )


async def see_answer(tx: Transaction, calendar_id: CalendarId, person_id: PersonId) -> bool:
    accepted = await tx.execute(
        "UPDATE calendar_shares SET is_answer_seen = true WHERE calendar_id = %s AND person_id = %s"
        " AND NOT is_answer_seen",
        [calendar_id, person_id],
    )
    declined = await tx.execute(
        "UPDATE declined_shares SET is_answer_seen = true WHERE calendar_id = %s AND person_id = %s"
        " AND NOT is_answer_seen",
        [calendar_id, person_id],
    )
    return bool(accepted or declined)
