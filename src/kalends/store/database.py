"""The pool and the transaction. Every statement runs inside a transaction that knows who acts and in which spaces."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, LiteralString, Protocol, TypeVar
from uuid import UUID

import psycopg
from psycopg import AsyncClientCursor, AsyncConnection, sql
from psycopg.rows import TupleRow, class_row
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout, TooManyRequests

from kalends.core.actor import Actor, Link, Nobody, Person, Role, System
from kalends.core.errors import NotFound, NotSignedIn, Unavailable
from kalends.core.ids import SpaceId

T = TypeVar("T")
Parameters = Sequence[Any] | Mapping[str, Any]

# A request that waits longer for a connection is better told so. (`/ready` asks on its own and says no sooner.)
POOL_WAIT = 5.0
# Requests that may wait at once, for each connection; beyond it the server sheds load at once.
QUEUE_PER_CONNECTION = 100
# After this long the pool stops trying by itself and the next request tries anew: no long backoff to sit out.
RECONNECT = 2.0
# No statement of ours takes a second; these keep a lock or a lost client from holding others for ever. Some answers are
# written from the text of times, which is as these say.
SESSION = (
    "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=15s "
    "-c timezone=UTC -c datestyle=ISO -c search_path=public"
)


class LinkIsGone(NotFound):
    """This link is no longer valid. Ask whoever sent it for a new one."""


class SessionIsOver(NotSignedIn):
    """You have been signed out. Sign in again."""


class OutcomeUnknown(Unavailable):
    """The connection broke while this was being saved, so it may or may not have been. Look before you repeat it."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a link allows: `permission` on `thing_id`, on behalf of `holder_id` where the link is somebody's own."""

    space_id: SpaceId
    thing_id: UUID
    holder_id: UUID | None
    permission: str


@dataclass(frozen=True, slots=True)
class Stores:
    """Where PostgreSQL is, and who we are there: connection strings of the owner's role and the application's.

    `act_as` is set where `app` signs in as the owner and must take the application's role on.
    """

    owner: str
    app: str
    act_as: str | None


class Watch(Protocol):
    """Hears how long each statement and each wait for a connection took, in seconds."""

    def statement(self, text: str, seconds: float, error: BaseException | None) -> None: ...
    def waited(self, seconds: float) -> None: ...


class Unwatched:
    def statement(self, text: str, seconds: float, error: BaseException | None) -> None: ...
    def waited(self, seconds: float) -> None: ...


@dataclass(slots=True)
class Transaction:
    """One transaction: the actor, the roles and grant that were read at its start, and ways to ask."""

    connection: AsyncConnection[TupleRow]
    actor: Actor
    watch: Watch
    roles: Mapping[SpaceId, Role] = field(default_factory=dict[SpaceId, Role])
    grant: Grant | None = None
    # Announced after the commit: whether the worker has something to do, which cache keys are old, and which things
    # whoever watches them should look at anew.
    wakes_worker: bool = False
    stale_keys: list[str] = field(default_factory=list[str])
    changed: set[UUID] = field(default_factory=set[UUID])

    async def execute(self, query: LiteralString, parameters: Parameters = (), *, prepare: bool | None = None) -> int:
        """Run a statement; answers how many rows it touched. It is prepared once it has run often, unless `prepare`
        says otherwise."""
        cursor = await self._run(self.connection.cursor(), query, parameters, prepare=prepare)
        return cursor.rowcount

    async def execute_all(self, query: LiteralString, parameters: Parameters) -> None:
        """Several statements, `;` between, in one message; their parameters are quoted into it."""
        await self._run(AsyncClientCursor(self.connection), query, parameters)

    async def find(self, row: type[T], query: LiteralString, parameters: Parameters = ()) -> T | None:
        cursor = await self._run(self.connection.cursor(row_factory=class_row(row)), query, parameters)
        return await cursor.fetchone()

    async def list(self, row: type[T], query: LiteralString, parameters: Parameters = ()) -> list[T]:
        cursor = await self._run(self.connection.cursor(row_factory=class_row(row)), query, parameters)
        return await cursor.fetchall()

    async def rows(self, query: LiteralString, parameters: Parameters = ()) -> Sequence[TupleRow]:
        """As they come, for answers of thousands: to give each its names costs several times as much as to fetch it."""
        cursor = await self._run(self.connection.cursor(), query, parameters)
        return await cursor.fetchall()

    async def value(self, query: LiteralString, parameters: Parameters = ()) -> Any:
        """The first column of the first row, or None."""
        cursor = await self._run(self.connection.cursor(), query, parameters)
        row = await cursor.fetchone()
        return row[0] if row else None

    async def _run(
        self, cursor: Any, query: LiteralString, parameters: Parameters, *, prepare: bool | None = None
    ) -> Any:
        began = time.perf_counter()
        error: BaseException | None = None
        try:
            return await cursor.execute(query, parameters or None, prepare=prepare)
        except BaseException as failure:
            error = failure
            raise
        finally:
            self.watch.statement(query, time.perf_counter() - began, error)


class AfterCommit(Protocol):
    """Told once a transaction is durable; must not block."""

    def committed(self, *, wakes_worker: bool, stale_keys: Sequence[str], changed: Iterable[UUID]) -> None: ...


class Silence:
    def committed(self, *, wakes_worker: bool, stale_keys: Sequence[str], changed: Iterable[UUID]) -> None: ...


class _WarmFirst(AsyncConnectionPool[AsyncConnection[TupleRow]]):
    """Gives the connection that came back last: it has its statements prepared and its tables at hand.

    psycopg's own pool gives each its turn, so that after one busy moment some requests each came to a cold one, where
    the same query takes several times as long; and it has no setting for this.
    """

    async def _get_ready_connection(self, timeout: float | None) -> AsyncConnection[TupleRow] | None:  # noqa: ASYNC109  # as theirs
        # They are taken from the left and given back to the right.
        self._pool.rotate(1)
        return await super()._get_ready_connection(timeout)


class Database:
    """PostgreSQL, by a pool of connections that act as the application's role."""

    def __init__(
        self,
        conninfo: str,
        *,
        size: int = 16,
        act_as: str | None = None,
        after_commit: AfterCommit | None = None,
        watch: Watch | None = None,
    ) -> None:
        """`act_as` is the role to take on after signing in, where `conninfo` signs in as the owner."""
        self.conninfo = conninfo
        self._act_as = act_as
        self._after_commit = after_commit or Silence()
        self._watch = watch or Unwatched()
        self.pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = _WarmFirst(
            conninfo,
            min_size=min(4, size),
            max_size=size,
            open=False,
            timeout=POOL_WAIT,
            max_waiting=size * QUEUE_PER_CONNECTION,
            reconnect_timeout=RECONNECT,
            kwargs={"autocommit": True, "options": SESSION, "connect_timeout": 5},
            configure=self.configure,
            name="kalends",
        )

    async def configure(self, connection: AsyncConnection[Any]) -> None:
        if self._act_as is not None:
            await connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(self._act_as)))

    async def open(self) -> None:
        await self.pool.open()

    async def close(self) -> None:
        await self.pool.close()

    async def connect(self) -> AsyncConnection[TupleRow]:
        """A connection of one's own, outside the pool: for LISTEN and NOTIFY."""
        connection = await AsyncConnection.connect(
            self.conninfo, autocommit=True, options=SESSION, connect_timeout=5, keepalives_idle=5
        )
        await self.configure(connection)
        return connection

    @asynccontextmanager
    async def transaction(self, actor: Actor) -> AsyncGenerator[Transaction]:
        """Begin, open the walls to what the actor may see, and commit at the end; an exception rolls back."""
        tx = await self._begun(actor)
        connection = tx.connection
        try:
            yield tx
            await self._commit(tx)
        except BaseException as failure:
            await _undo(connection)
            if _means_unavailable(failure, connection):
                raise Unavailable from failure
            raise
        finally:
            # The pool throws broken connections away.
            await self.pool.putconn(connection)
        if tx.wakes_worker or tx.stale_keys or tx.changed:
            self._after_commit.committed(wakes_worker=tx.wakes_worker, stale_keys=tx.stale_keys, changed=tx.changed)

    async def ask(self, question: Callable[[Transaction], Awaitable[T]]) -> T:
        """One statement that is a transaction by itself and acts for nobody: in one round trip instead of three.

        Where a connection turns out to be dead it is asked again over the next, though it may have been heard: for what
        may be done twice.
        """
        for tries_left in reversed(range(self.pool.max_size + 1)):
            connection = await self._connection()
            try:
                return await question(Transaction(connection, Nobody(), self._watch))
            except BaseException as failure:
                if tries_left and connection.closed and isinstance(failure, psycopg.OperationalError):
                    continue
                if _means_unavailable(failure, connection):
                    raise Unavailable from failure
                raise
            finally:
                await self.pool.putconn(connection)
        raise Unavailable

    async def send(self, query: LiteralString, parameters: Parameters) -> "asyncio.Task[None]":
        """Give PostgreSQL what is a transaction by itself and acts for nobody: a statement, or several, `;` between.

        From when this returns it is with PostgreSQL and will be done, even if this process is killed at once. The task
        that is answered ends when it has been, or raises Unavailable.
        """
        connection = await self._connection()
        asking = asyncio.create_task(self._ask(connection, query, parameters))
        # Its first step goes as far as it can without an answer: the statement is written to the socket.
        await asyncio.sleep(0)
        return asking

    async def _ask(self, connection: AsyncConnection[TupleRow], query: LiteralString, parameters: Parameters) -> None:
        try:
            tx = Transaction(connection, Nobody(), self._watch)
            # Neither is prepared: what is prepared first is given to PostgreSQL only once it has answered that.
            await (tx.execute_all(query, parameters) if ";" in query else tx.execute(query, parameters, prepare=False))
        except BaseException as failure:
            if _means_unavailable(failure, connection):
                raise Unavailable from failure
            raise
        finally:
            await self.pool.putconn(connection)

    async def _begun(self, actor: Actor) -> Transaction:
        """A transaction that has begun. Connections that died while they lay in the pool, as all do when the
        database restarts, show it here, where nothing has been done yet: the next one is tried."""
        for tries_left in reversed(range(self.pool.max_size + 1)):
            connection = await self._connection()
            tx = Transaction(connection, actor, self._watch)
            try:
                await self._begin(tx)
                return tx
            except BaseException as failure:
                was_dead = connection.closed and isinstance(failure, psycopg.OperationalError)
                await _undo(connection)
                await self.pool.putconn(connection)
                if was_dead and tries_left:
                    continue
                if _means_unavailable(failure, connection):
                    raise Unavailable from failure
                raise
        raise Unavailable

    async def _connection(self) -> AsyncConnection[TupleRow]:
        began = time.perf_counter()
        task = asyncio.current_task()
        cancelled_before = task.cancelling() if task else 0
        try:
            connection = await self.pool.getconn()
            # The pool forgets a cancellation that arrives together with the connection.
            if task and task.cancelling() > cancelled_before:
                await self.pool.putconn(connection)
                raise asyncio.CancelledError
            return connection
        except (PoolTimeout, PoolClosed, TooManyRequests) as none_free:
            raise Unavailable from none_free
        finally:
            self._watch.waited(time.perf_counter() - began)

    async def _begin(self, tx: Transaction) -> None:
        """BEGIN and the walls in one round trip. Only UUIDs go into the text, so there is nothing to escape."""
        actor = tx.actor
        match actor:
            case Person():
                rows = await _entered(
                    tx, b"SELECT space_id, role FROM enter_as_person('%b', '%b')", actor.id, actor.session_id
                )
                tx.roles = {SpaceId(space): Role(role) for space, role in rows}
                if not tx.roles:
                    raise SessionIsOver
            case Link():
                rows = await _entered(
                    tx, b"SELECT space_id, thing_id, holder_id, permission FROM enter_by_link('%b')", actor.id
                )
                if not rows:
                    raise LinkIsGone
                space, thing, holder, permission = rows[0]
                tx.grant = Grant(SpaceId(space), thing, holder, permission)
            case System():
                await _entered(tx, b"SELECT set_config('kalends.spaces', '{%b}', true)", actor.space_id)
            case Nobody():
                await tx.connection.execute(b"BEGIN")

    async def _commit(self, tx: Transaction) -> None:
        try:
            # Without the cursor that a statement of ours would need.
            await tx.connection.commit()
        except psycopg.OperationalError as lost:
            if tx.connection.closed:
                raise OutcomeUnknown from lost
            raise


async def _undo(connection: AsyncConnection[TupleRow]) -> None:
    # A connection that breaks in this is rolled back by its end; what went wrong before is what there is to tell.
    with contextlib.suppress(psycopg.OperationalError):
        if not connection.closed:
            await connection.rollback()


_OVERLOADED = (psycopg.errors.LockNotAvailable, psycopg.errors.QueryCanceled, psycopg.errors.TooManyConnections)


def _means_unavailable(failure: BaseException, connection: AsyncConnection[TupleRow]) -> bool:
    return isinstance(failure, psycopg.OperationalError) and (connection.closed or isinstance(failure, _OVERLOADED))


async def _entered(tx: Transaction, statement: bytes, *ids: UUID) -> list[TupleRow]:
    quoted = statement % tuple(str(one).encode() for one in ids)
    cursor = await tx.connection.execute(b"BEGIN; " + quoted)
    cursor.nextset()
    return await cursor.fetchall()


def broken_rule(error: psycopg.errors.IntegrityError) -> str:
    """The name of the constraint, which is a sentence: the service turns it into its own error."""
    return error.diag.constraint_name or ""
