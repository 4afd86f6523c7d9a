"""What the running product says of itself: log lines, figures, and traces where an endpoint is set."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any, Protocol, TextIO, TypeVar

import psycopg
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import Scope

from kalends import __version__
from kalends.settings import Telemetry as Settings
from kalends.store.outbox import Delivery

T = TypeVar("T")

# Eight steps tell a good day from a bad one; each costs a series for every route.
STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OPERATIONS = frozenset({"select", "insert", "update", "delete", "with"})
# Codes, tokens, keys: long runs of what base64 and hex are made of. Ids are what we search by, and stay.
_SECRETIVE = re.compile(
    r"(?P<id>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)|[A-Za-z0-9_+/=.-]{24,}|[^\s@<>]+@[^\s@<>]+"
)

_jobs = structlog.get_logger("kalends.worker")

# One time series a label set less: when it was made interests nobody.
disable_created_metrics()


class Span(Protocol):
    def finish(self, route: str, status: int) -> None: ...


class Tracing(Protocol):
    """Spans of requests, service calls, statements and jobs. See `tracing.py`, imported only where it is wanted."""

    def request(self, scope: Scope) -> AbstractContextManager[Span]: ...
    def statement(self, text: str, seconds: float, error: BaseException | None) -> None: ...
    def job(self, channel: str, traceparent: str | None, seconds: float, *, is_done: bool) -> None: ...
    def traced(self, services: T) -> T: ...
    def close(self) -> None: ...


class Figures:
    """Everything that is counted and timed here. Works the same alone and as one of several processes that share
    PROMETHEUS_MULTIPROC_DIR; `scrape` answers for all of them."""

    def __init__(self) -> None:
        self._own = own = CollectorRegistry()
        seconds: dict[str, Any] = {"registry": own, "buckets": STEPS}
        self._requests = Counter(
            "kalends_http_requests", "Requests answered.", ["method", "route", "status"], registry=own
        )
        self._request_seconds = Histogram(
            "kalends_http_request_seconds", "How long requests took.", ["method", "route"], **seconds
        )
        self._statement_seconds = Histogram(
            "kalends_db_statement_seconds", "How long statements took.", ["operation"], **seconds
        )
        self._statement_errors = Counter(
            "kalends_db_errors", "Statements that failed, by class of SQLSTATE.", ["sqlstate_class"], registry=own
        )
        self._waits = Histogram("kalends_db_wait_seconds", "How long it took to get a connection.", **seconds)
        self._connections = Gauge(
            "kalends_db_connections", "The pool's connections.", ["state"], registry=own, multiprocess_mode="livesum"
        )
        self._waiting = Gauge(
            "kalends_db_requests_waiting",
            "Requests that wait for a connection.",
            registry=own,
            multiprocess_mode="livesum",
        )
        self._cache_asks = Counter("kalends_cache_requests", "Look-ups in the cache.", ["result"], registry=own)
        self._cache_bytes = Gauge(
            "kalends_cache_bytes", "What the cache holds.", registry=own, multiprocess_mode="livesum"
        )
        self._jobs = Histogram("kalends_job_seconds", "How long jobs took.", ["channel", "outcome"], **seconds)
        self._chore_failures = Counter(
            "kalends_chore_failures", "Times that housekeeping of the worker failed.", ["chore"], registry=own
        )
        self._breakers = Gauge(
            "kalends_breakers",
            "Outside hosts by state of their breaker.",
            ["state"],
            registry=own,
            multiprocess_mode="livesum",
        )
        self._watchers = Gauge(
            "kalends_live_watchers",
            "Who looks at a meeting and is told when it changes.",
            registry=own,
            multiprocess_mode="livesum",
        )
        self._news = Counter("kalends_live_news", "Changes told to them, one for each who is told.", registry=own)
        # `labels()` costs more than the rest of an observation; there are as many of these as series.
        self._children: dict[tuple[str, ...], Any] = {}
        self._cache_seen = (0, 0)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        method = method if method in _METHODS else "other"
        self._child(self._requests, method, route, str(status)).inc()
        self._child(self._request_seconds, method, route).observe(seconds)

    def statement(self, text: str, seconds: float, error: BaseException | None) -> None:
        verb = text.lstrip()[:6].rstrip().lower()
        self._child(self._statement_seconds, verb if verb in _OPERATIONS else "other").observe(seconds)
        if isinstance(error, psycopg.Error):
            self._child(self._statement_errors, (error.sqlstate or "lost ")[:2]).inc()

    def waited(self, seconds: float) -> None:
        self._waits.observe(seconds)

    def job(self, channel: str, outcome: str, seconds: float) -> None:
        """`outcome`: "done", "retried" or "buried"."""
        self._child(self._jobs, channel, outcome).observe(seconds)

    def chore_failed(self, name: str) -> None:
        self._child(self._chore_failures, name).inc()

    def breakers(self, states: Mapping[str, int]) -> None:
        """How many outside hosts are in which state; the hosts themselves come from what people enter."""
        for state, many in states.items():
            self._child(self._breakers, state).set(many)

    def pool(self, stats: Mapping[str, int]) -> None:
        """From psycopg_pool's `get_stats`."""
        size, available = stats.get("pool_size", 0), stats.get("pool_available", 0)
        self._child(self._connections, "idle").set(available)
        self._child(self._connections, "busy").set(size - available)
        self._child(self._connections, "allowed").set(stats.get("pool_max", 0))
        self._waiting.set(stats.get("requests_waiting", 0))

    def cache(self, hits: int, misses: int, size: int) -> None:
        """Totals of this process so far."""
        self._child(self._cache_asks, "hit").inc(hits - self._cache_seen[0])
        self._child(self._cache_asks, "miss").inc(misses - self._cache_seen[1])
        self._cache_seen = (hits, misses)
        self._cache_bytes.set(size)

    def watchers(self, many: int) -> None:
        """Of this process, now."""
        self._watchers.set(many)

    def news(self, many: int) -> None:
        self._news.inc(many)

    def scrape(self, outbox: Mapping[str, float]) -> bytes:
        """All processes' figures in Prometheus' text format, and the outbox's as they are now."""
        shown = CollectorRegistry()
        try:
            MultiProcessCollector(shown)
        except ValueError:
            shown.register(self._own)  # pyright: ignore[reportArgumentType]  # a registry collects like a collector
        shown.register(_Now(outbox))
        return generate_latest(shown)

    def _child(self, family: Any, *labels: str) -> Any:
        key = (family._name, *labels)
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = family.labels(*labels)
        return child


class _Now:
    """What is read at the moment of the scrape."""

    _HELP: Mapping[str, str] = {
        "facts_waiting": "Facts that nobody has expanded yet.",
        "oldest_fact_seconds": "Age of the oldest of them.",
        "deliveries_waiting": "Deliveries that are owed.",
        "oldest_delivery_seconds": "How long the most overdue delivery has been due.",
        "dead_letters": "Deliveries that were given up.",
    }

    def __init__(self, outbox: Mapping[str, float]) -> None:
        self._outbox = outbox

    def collect(self) -> Iterable[Metric]:
        for name, value in self._outbox.items():
            yield GaugeMetricFamily(f"kalends_outbox_{name}", self._HELP[name], value=value)
        info = GaugeMetricFamily("kalends_version", "The version that runs; always 1.", labels=["version"])
        info.add_metric([__version__], 1)
        yield info


class StatementWatch:
    """Given to the database: each statement into the figures, and into the trace where there is one."""

    def __init__(self, figures: Figures, tracing: Tracing | None = None) -> None:
        self._figures = figures
        self._tracing = tracing

    def statement(self, text: str, seconds: float, error: BaseException | None) -> None:
        self._figures.statement(text, seconds, error)
        if self._tracing is not None:
            self._tracing.statement(text, seconds, error)

    def waited(self, seconds: float) -> None:
        self._figures.waited(seconds)


class DeliveryWatch:
    """Given to the worker: each delivery into the log, the figures, and the trace of the request that owes it; of its
    chores, how often they failed."""

    def __init__(self, figures: Figures, tracing: Tracing | None = None) -> None:
        self._figures = figures
        self._tracing = tracing

    def delivery(self, one: Delivery, outcome: str, seconds: float) -> None:
        self._figures.job(one.channel, outcome, seconds)
        _jobs.info(
            "delivery",
            action=f"deliver {one.channel}",
            request_id=one.payload.get("correlation_id"),
            person=None,
            duration_ms=round(seconds * 1000, 2),
            metadata={"outcome": outcome, "delivery_id": str(one.id), "attempt": one.attempt},
        )
        if self._tracing is not None:
            self._tracing.job(one.channel, one.payload.get("traceparent"), seconds, is_done=outcome == "done")

    def chore_failed(self, name: str) -> None:
        self._figures.chore_failed(name)


def tracing_of(settings: Settings, service: str) -> Tracing | None:
    """None, and nothing imported, where no endpoint is set."""
    if not settings.otlp_endpoint:
        return None
    from kalends.tracing import OpenTelemetry

    return OpenTelemetry.to(settings.otlp_endpoint, service)


def configure_logging(settings: Settings, service: str, out: TextIO | None = None) -> None:
    """Our own lines and other libraries', all in one form on standard output."""
    out = out or sys.stdout

    def name_service(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {"time": line.pop("time"), "level": line.pop("level"), "service": service, **line}

    first: list[Any] = [
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.processors.add_log_level,
        name_service,
        describe_exception,
    ]
    is_json = settings.log_format == "json"
    last: Any = structlog.processors.JSONRenderer(serializer=_as_json) if is_json else structlog.dev.ConsoleRenderer()
    level = getattr(logging, settings.log_level.upper())
    structlog.configure(
        processors=[*first, last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=out),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=[_drop_meta, last]))
    # While the database is away the pool would say so several times a second; `Pulse` says it once.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


# Made once: making one costs more than the line does.
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


def _as_json(line: Mapping[str, Any], **_: Any) -> str:
    return _encode(line)


def _drop_meta(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What structlog adds for its own use; and other people's words may quote a secret."""
    line.pop("_record", None)
    line.pop("_from_structlog", None)
    line["event"] = redacted(str(line.get("event", "")))
    return line


def describe_exception(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The stack as places and names. Messages are cut and cleaned: they quote values, and values may be secrets."""
    failure = line.pop("exc_info", None)
    if failure is True:
        failure = sys.exc_info()[1]
    elif isinstance(failure, tuple):
        failure = failure[1]  # pyright: ignore[reportUnknownVariableType]  # (type, value, traceback)
    if isinstance(failure, BaseException):
        line["exception"] = list(_described(failure))
    return line


def _described(failure: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    one: BaseException | None = failure
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield f"{type(one).__name__}: {_said(one)}"
        for frame in traceback.extract_tb(one.__traceback__)[-12:]:
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        one = one.__cause__ or one.__context__


def _said(failure: BaseException) -> str:
    if isinstance(failure, psycopg.Error):
        # Its own text would quote the row.
        return f"{failure.sqlstate} {failure.diag.constraint_name or ''} {redacted(failure.diag.message_primary or '')}"
    return redacted(str(failure))


def redacted(text: str) -> str:
    return _SECRETIVE.sub(lambda found: found["id"] or "…", text[:300])
