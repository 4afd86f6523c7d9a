"""What a browser's form brings, and what is said beside its fields."""

from collections import defaultdict
from collections.abc import Mapping

from starlette.datastructures import FormData
from starlette.requests import Request

from kalends.core.errors import Error

Form = Mapping[str, str]

# The grid has at most 2,000 boxes, and each may come once as yes and once as maybe.
MAX_FIELDS = 5_000


async def read(request: Request) -> Form:
    """The fields of the form; one that was not sent is empty. Files have no place in these forms."""
    fields: defaultdict[str, str] = defaultdict(str)
    async with request.form(max_files=0) as form:
        fields.update({name: value for name, value in form.items() if isinstance(value, str)})
    return fields


def typed(form: Form, *names: str) -> dict[str, str]:
    """What to show again; never a password."""
    return {name: form.get(name, "") for name in names}


def errors_of(refused: Error, *fields: str) -> dict[str, str]:
    """The sentence beside the field that it is about, else above the form."""
    place = refused.field if refused.field in fields else "form"
    return {place or "form": str(refused)}


def next_of(request: Request, form: Form) -> str:
    """The path to go on to, as the address or the form brought it; checked where it is used."""
    return form.get("next") or request.query_params.get("next", "")


async def form_of(request: Request) -> FormData:
    """With fields that come more than once, such as boxes and rows."""
    return await request.form(max_fields=MAX_FIELDS, max_files=0)


def text(form: FormData, name: str, otherwise: str = "") -> str:
    value = form.get(name)
    return value if isinstance(value, str) else otherwise


def texts(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name) if isinstance(value, str)]


def number(typed: str, otherwise: int = 0) -> int:
    """What can't be a number becomes one that is refused, in the words of the field."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else otherwise
