"""Spans by OpenTelemetry, sent over OTLP. Imported only where an endpoint is set: it costs 60 ms and 20 MB."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from starlette.types import Scope

from kalends import __version__

T = TypeVar("T")


class OpenTelemetry:
    def __init__(self, processor: SpanProcessor, service: str) -> None:
        self._provider = TracerProvider(
            resource=Resource.create({"service.name": f"kalends-{service}", "service.version": __version__}),
            shutdown_on_exit=False,
        )
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("kalends", __version__)

    @classmethod
    def to(cls, endpoint: str, service: str) -> "OpenTelemetry":
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
        return cls(BatchSpanProcessor(exporter), service)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    @contextmanager
    def request(self, scope: Scope) -> Generator["RequestSpan"]:
        """The server's span. From here on scope["origin"] names it, so that facts and deliveries continue it."""
        origin = scope["origin"]
        was_given = scope["headers_by_name"].get(b"traceparent") == (origin.traceparent or "").encode()
        parent = propagate.extract({"traceparent": origin.traceparent}) if was_given else None
        with self._tracer.start_as_current_span(scope["method"], context=parent, kind=SpanKind.SERVER) as span:
            scope["origin"] = replace(origin, traceparent=traceparent_of(span))
            span.set_attribute("http.request.method", scope["method"])
            yield RequestSpan(span, scope["method"])

    def job(self, channel: str, traceparent: str | None, seconds: float, *, is_done: bool) -> None:
        """A delivery, in the trace of the request that owes it."""
        parent = propagate.extract({"traceparent": traceparent}) if traceparent else None
        span, ended = self._past(f"deliver {channel}", SpanKind.CONSUMER, seconds, parent)
        span.set_attribute("messaging.destination.name", channel)
        if not is_done:
            span.set_status(Status(StatusCode.ERROR))
        span.end(ended)

    def statement(self, text: str, seconds: float, error: BaseException | None) -> None:
        """The text is literal, so it holds no values."""
        span, ended = self._past(text.split(maxsplit=1)[0].upper(), SpanKind.CLIENT, seconds, None)
        span.set_attribute("db.system.name", "postgresql")
        span.set_attribute("db.query.text", " ".join(text.split()))
        if error is not None:
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
        span.end(ended)

    def _past(self, name: str, kind: SpanKind, seconds: float, parent: Context | None) -> tuple[Span, int]:
        """Of what has just ended and tells us how long it took; and the moment that it ended."""
        now = time.time_ns()
        return self._tracer.start_span(name, parent, kind=kind, start_time=now - int(seconds * 1e9)), now

    def traced(self, services: T) -> T:
        """The same services, each call of theirs a span."""
        if not is_dataclass(services) or isinstance(services, type):
            return services
        wrapped = {one.name: _Traced(getattr(services, one.name), one.name, self._tracer) for one in fields(services)}
        return replace(services, **wrapped)


class RequestSpan:
    def __init__(self, span: Span, method: str) -> None:
        self._span = span
        self._method = method

    def finish(self, route: str, status: int) -> None:
        self._span.update_name(f"{self._method} {route}")
        self._span.set_attribute("http.route", route)
        self._span.set_attribute("http.response.status_code", status)
        if status >= 500:
            self._span.set_status(Status(StatusCode.ERROR))


class _Traced:
    def __init__(self, service: object, name: str, tracer: trace.Tracer) -> None:
        self._service = service
        self._name = name
        self._tracer = tracer

    def __getattr__(self, method: str) -> Any:
        found = getattr(self._service, method)
        if not iscoroutinefunction(found):
            return found

        @wraps(found)
        async def call(*arguments: Any, **keywords: Any) -> Any:
            with self._tracer.start_as_current_span(f"{self._name}.{method}"):
                return await found(*arguments, **keywords)

        setattr(self, method, call)
        return call


def traceparent_of(span: Span) -> str:
    context = span.get_span_context()
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{int(context.trace_flags):02x}"
