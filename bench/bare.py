"""The yardstick of over_http.py: one read and one write in bare Starlette, with nothing around them.

The same granian settings, the same pool, the same check of the access token, the same statements in one transaction
behind the same walls, the same JSON out. No router with types, no layers, no figures, no log, no domain: what a
handler costs that does only what the database and the protocol ask for. over_http.py compares the statements with those
that the product sends, and stops where they differ.

    KALENDS__DATA__FOLDER=… python bench/bare.py PORT
"""

import json
import os
import sys
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends import data_folder, databases, processes
from kalends.core.ids import new_uuid
from kalends.features.accounts.keys import Keys
from kalends.features.accounts.sessions.tokens import AccessTokens
from kalends.settings import load
from kalends.store.database import POOL_WAIT, QUEUE_PER_CONNECTION, SESSION

MEETING: LiteralString = """
    SELECT m.id, m.space_id, m.organiser_id, m.organiser_name, m.organiser_email, m.title, m.description, m.place,
        m.zone, m.duration, m.step, m.created_at, m.cancelled_at, m.version, m.sequence,
        b.starts_at AS booked_start, b.ends_at AS booked_end, b.booked_by, b.booked_at,
        array_agg(w.starts_at ORDER BY w.position) AS starts,
        array_agg(w.ends_at ORDER BY w.position) AS ends,
        array_agg(w.zone ORDER BY w.position) AS zones
    FROM meetings AS m
    JOIN meeting_windows AS w ON w.meeting_id = m.id
    LEFT JOIN bookings AS b ON b.meeting_id = m.id
    WHERE m.id = %s
    GROUP BY m.id, b.meeting_id
"""
PARTICIPANTS: LiteralString = """
    SELECT id, name, email, zone, person_id, answered_at, declined_at, version
    FROM participants WHERE meeting_id = %s ORDER BY number
"""
WHICH_PARTICIPANT: LiteralString = """
    SELECT t.id FROM people AS p
    JOIN participants AS t ON t.meeting_id = %s
        AND (t.person_id = p.id OR (p.email_verified_at IS NOT NULL AND t.email_key = p.email_key))
    WHERE p.id = %s
    ORDER BY t.person_id NULLS LAST LIMIT 1
"""
LOCK: LiteralString = """
    SELECT id, name, email, zone, person_id, answered_at, declined_at, version
    FROM participants WHERE id = %s AND meeting_id = %s FOR NO KEY UPDATE
"""
ANSWER: LiteralString = """
    WITH gone AS (
        DELETE FROM answers WHERE participant_id = %(participant_id)s RETURNING 1
    ), replied AS (
        UPDATE participants
        SET zone = %(zone)s, person_id = %(person_id)s, answered_at = %(answered_at)s,
            declined_at = %(declined_at)s, version = %(version)s
        WHERE id = %(participant_id)s
    )
    INSERT INTO answers (participant_id, meeting_id, space_id, starts_at, ends_at, preference)
    SELECT %(participant_id)s, %(meeting_id)s, %(space_id)s, given.starts_at, given.ends_at, given.preference
    FROM (SELECT count(*) FROM gone) AS after_that,
        unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[], %(preferences)s::text[])
        AS given (starts_at, ends_at, preference)
"""
FACT: LiteralString = """
    INSERT INTO facts (id, space_id, event_type, aggregate_id, aggregate_version, data, metadata)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
READ = (MEETING, PARTICIPANTS)
WRITE = (MEETING, WHICH_PARTICIPANT, LOCK, ANSWER, FACT)


class Handlers:
    def __init__(self, pool: Any, tokens: AccessTokens) -> None:
        self._pool = pool
        self._tokens = tokens
        self._known: dict[str, tuple[UUID, UUID, int]] = {}

    def _who(self, request: Request) -> tuple[UUID, UUID]:
        token = request.headers["authorization"].removeprefix("Bearer ")
        key = sha256(token.encode()).hexdigest()
        known = self._known.get(key)
        if known is None or known[2] <= time.time():
            claims = self._tokens.read(token)
            known = self._known[key] = (claims.person_id, claims.session_id, claims.expires_at)
        return known[0], known[1]

    @asynccontextmanager
    async def _transaction(self, person: UUID, session: UUID) -> Any:
        async with self._pool.connection() as connection:
            try:
                await connection.execute(
                    f"BEGIN; SELECT space_id, role FROM enter_as_person('{person}', '{session}')".encode()
                )
                yield connection
                await connection.execute(b"COMMIT")
            except BaseException:
                await connection.rollback()
                raise

    async def read(self, request: Request) -> Response:
        meeting_id = UUID(request.path_params["meeting_id"])
        async with self._transaction(*self._who(request)) as tx:
            row = await (await tx.execute(MEETING, [meeting_id])).fetchone()
            participants = await (await tx.execute(PARTICIPANTS, [meeting_id])).fetchall()
        body = {
            "id": str(row[0]),
            "space_id": str(row[1]),
            "title": row[5],
            "description": row[6],
            "place": row[7],
            "zone": row[8],
            "duration": int(row[9].total_seconds()) // 60,
            "step": int(row[10].total_seconds()) // 60,
            "windows": [
                {"start": start.isoformat(), "end": end.isoformat(), "zone": zone}
                for start, end, zone in zip(row[19], row[20], row[21], strict=True)
            ],
            "organiser": row[3],
            "status": "open",
            "booking": row[15] and {"start": row[15].isoformat(), "end": row[16].isoformat()},
            "cancelled_at": row[12] and row[12].isoformat(),
            "created_at": row[11].isoformat(),
            "version": row[13],
            "participants": [_participant(one) for one in participants],
        }
        return _json(body)

    async def write(self, request: Request) -> Response:
        meeting_id = UUID(request.path_params["meeting_id"])
        person, session = self._who(request)
        given = json.loads(await request.body())
        times = [(_instant(one["start"]), _instant(one["end"])) for one in given["intervals"]]
        async with self._transaction(person, session) as tx:
            meeting = await (await tx.execute(MEETING, [meeting_id])).fetchone()
            (who,) = await (await tx.execute(WHICH_PARTICIPANT, [meeting_id, person])).fetchone()
            participant = await (await tx.execute(LOCK, [who, meeting_id])).fetchone()
            version = participant[7] + 1
            answer = {
                "zone": given["zone"],
                "person_id": person,
                "answered_at": datetime.now(UTC),
                "declined_at": None,
                "version": version,
                "participant_id": who,
                "meeting_id": meeting_id,
                "space_id": meeting[1],
                "starts": [start for start, _ in times],
                "ends": [end for _, end in times],
                "preferences": ["yes"] * len(times),
            }
            await tx.execute(ANSWER, answer)
            fact = {"meeting_id": str(meeting_id)}
            metadata = {"user_id": str(person), "correlation_id": None, "traceparent": None, "by": None}
            parameters = [new_uuid(), meeting[1], "meeting.answered", who, version, Jsonb(fact), Jsonb(metadata)]
            await tx.execute(FACT, parameters)
        intervals = [{"start": start.isoformat(), "end": end.isoformat(), "preference": "yes"} for start, end in times]
        return _json({"participant": _participant(participant), "intervals": intervals})


def _participant(row: Any) -> dict[str, Any]:
    answered_at = row[5] and row[5].isoformat()
    return {
        "id": str(row[0]),
        "name": row[1],
        "email": row[2],
        "zone": row[3],
        "status": "answered" if answered_at else "invited",
        "answered_at": answered_at,
    }


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _json(body: Any) -> Response:
    return Response(json.dumps(body, ensure_ascii=False, separators=(",", ":")), media_type="application/json")


def app() -> Starlette:
    """Called in granian's worker process."""
    settings = load().settings
    size = settings.database.pool
    pool: AsyncConnectionPool[Any] = AsyncConnectionPool(
        databases.stores_of(settings).app,
        min_size=min(4, size),
        max_size=size,
        open=False,
        timeout=POOL_WAIT,
        max_waiting=size * QUEUE_PER_CONNECTION,
        kwargs={"autocommit": True, "options": SESSION},
    )
    keys = Keys(data_folder.master_key(settings))
    tokens = AccessTokens(keys, issuer=settings.public_url, lifetime=settings.accounts.access_token_lifetime)
    handlers = Handlers(pool, tokens)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> Any:
        await pool.open()
        yield
        await pool.close()

    async def ready(_: Request) -> Response:
        return Response("ok\n")

    routes = [
        Route("/ready", ready),
        Route("/api/v1/meetings/{meeting_id}", handlers.read),
        Route("/api/v1/meetings/{meeting_id}/answer", handlers.write, methods=["PUT"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


if __name__ == "__main__":
    os.environ["KALENDS__SERVER__PORT"] = sys.argv[1]
    processes.http_server(load().settings, "bare:app").serve()
