"""What many operations take in the same form."""

from typing import Annotated

from fastapi import Header, Query
from pydantic import BaseModel, ConfigDict, Field

from kalends.core.page import MAX_PAGE


class Model(BaseModel):
    """Fields that we don't know are refused: nobody sets by accident, or on purpose, what isn't theirs to set."""

    model_config = ConfigDict(extra="forbid")


# What a text may be is said by the domain, in its own words; this only keeps novels out.
Text = Annotated[str, Field(max_length=1000)]
IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="The ETag you read: refused with 412 if it has changed since.")
]
IdempotencyKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", max_length=255, description="Repeat a request under its key: it happens once."),
]
Cursor = Annotated[str | None, Query(max_length=100)]
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE)]
