"""What the JSON API's documentation says on every operation: how it fails, and how one signs in."""

from http import HTTPStatus
from typing import Any

from kalends.adapters.http.problems import MEDIA_TYPE

_SCHEMA = "#/components/schemas/Problem"

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457). `detail` is a sentence for people; `type` ends in a code for programs.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "The request's id; operators find it in the log."},
        "field": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
SECURITY_SCHEMES: dict[str, Any] = {
    "accessToken": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "link": {"type": "apiKey", "in": "header", "name": "Kalends-Link", "description": "The code of a public link."},
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a router or an operation: each of these statuses is answered with a problem."""
    return {status: _response(status) for status in statuses}


def _response(status: int) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": HTTPStatus(status).phrase,
        "content": {MEDIA_TYPE: {"schema": {"$ref": _SCHEMA}}},
    }
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        response["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}
    return response


# What the edge may say to any request, whatever the operation. 401 too: a bearer token that does not stand is
# refused even where none is needed.
ANYWHERE = problems(400, 401, 404, 408, 413, 414, 415, 422, 429, 431, 500, 503)
