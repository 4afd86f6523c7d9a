"""What is wrong with which field, in words that say what to do; pydantic's own speak to programmers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Where FastAPI found the value; people know fields, not places.
_PLACES = ("body", "query", "path", "header", "cookie")
MAX_ERRORS = 20

_WORDS: dict[str, str] = {
    "missing": "is missing. Add it.",
    "extra_forbidden": "is not known here. Leave it out.",
    "string_too_short": "is too short. Give at least {min_length} characters.",
    "string_too_long": "is too long. Give at most {max_length} characters.",
    "string_type": "must be text.",
    "string_pattern_mismatch": "does not have the form it needs ({pattern}).",
    "int_parsing": "must be a whole number.",
    "int_type": "must be a whole number.",
    "int_from_float": "must be a whole number.",
    "float_parsing": "must be a number.",
    "float_type": "must be a number.",
    "bool_parsing": "must be true or false.",
    "bool_type": "must be true or false.",
    "uuid_parsing": "must be an id as Kalends gave it out.",
    "uuid_type": "must be an id as Kalends gave it out.",
    "greater_than": "must be more than {gt}.",
    "greater_than_equal": "must be at least {ge}.",
    "less_than": "must be less than {lt}.",
    "less_than_equal": "must be at most {le}.",
    "too_short": "needs at least {min_length} entries.",
    "too_long": "takes at most {max_length} entries.",
    "enum": "must be one of {expected}.",
    "literal_error": "must be one of {expected}.",
    "list_type": "must be a list.",
    "dict_type": "must be an object.",
    "model_type": "must be an object.",
    "model_attributes_type": "must be an object.",
    "datetime_parsing": "must be a time such as 2026-01-14T19:00:00+01:00.",
    "datetime_from_date_parsing": "must be a time such as 2026-01-14T19:00:00+01:00.",
    "datetime_type": "must be a time such as 2026-01-14T19:00:00+01:00.",
    "timezone_aware": "says no offset from UTC. Add one, such as 2026-01-14T19:00:00+01:00.",
    "date_parsing": "must be a day such as 2026-01-14.",
    "date_from_datetime_parsing": "must be a day such as 2026-01-14.",
    "date_type": "must be a day such as 2026-01-14.",
    "time_delta_parsing": "must be a duration such as PT30M.",
    "json_type": "must be JSON.",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    field: str
    detail: str


def field_errors(errors: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    return [_field_error(one) for one in errors[:MAX_ERRORS]]


def _field_error(error: Mapping[str, Any]) -> FieldError:
    place = [str(part) for part in error["loc"]]
    if place and place[0] in _PLACES:
        place = place[1:] or ["body"]
    field = ".".join(place)
    words = _WORDS.get(error["type"])
    if words is None:
        # A validator of our own has a sentence; pydantic puts "Value error, " before it.
        said = str(error["msg"]).removeprefix("Value error, ").rstrip(".")
        return FieldError(field, f"{_called(field)}: {said}.")
    return FieldError(field, f"{_called(field)} {words.format_map(_Given(error.get('ctx') or {}))}")


def _called(field: str) -> str:
    return "The body" if field == "body" else f"“{field[:100]}”"


class _Given(dict[str, Any]):
    """The limits that were broken; a word that pydantic did not give stays out."""

    def __missing__(self, key: str) -> str:
        return "…"
