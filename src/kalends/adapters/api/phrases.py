"""Words into times: what a phrase such as "every other Friday at 5pm" means to its reader."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import AwareDatetime, Field
from starlette.responses import Response

from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_bodies import answer, instant
from kalends.adapters.api.shapes import Model
from kalends.features.calendars.phrases.reader import MAX_PHRASE, read
from kalends.features.calendars.phrases.reading import ChipKind, Question, Reading, ReadingKind

router = APIRouter(prefix="/phrases", tags=["Phrases"], route_class=LeanRoute)


class PhraseIn(Model):
    phrase: Annotated[str, Field(max_length=MAX_PHRASE, examples=["lunch with Bob Friday 12:30 for 45 min"])]
    zone: Annotated[str, Field(max_length=100, examples=["Europe/Berlin"], description="The reader's.")]
    locale: Annotated[
        str,
        Field(max_length=40, examples=["en-GB"], description="Its region says the order of dates in digits."),
    ] = "en"
    now: AwareDatetime | None = Field(None, description="When it is read; the present, if left out.")


class SpanOut(Model):
    start: datetime
    end: datetime


class ChipOut(Model):
    """Which words were read, from `start` up to `end` in the composed (NFC) phrase, and as what."""

    kind: ChipKind
    start: int
    end: int


class AlternativeOut(Model):
    """By `kind`: a point has `start` and maybe `end`; a recurrence has `rule` (RFC 5545) and its first occurrence in
    `start` and maybe `end`, or in `day`; windows have `windows`; a day has `day`. The rest is null or empty."""

    kind: ReadingKind
    zone: str = Field(description="Whose wall the times were said on: a named zone, else the reader's.")
    start: datetime | None
    end: datetime | None
    rule: str | None
    day: date | None
    windows: list[SpanOut]
    duration: float | None = Field(description="Minutes.")
    confidence: float


class ReadingOut(AlternativeOut):
    title: str = Field(description="What remains of the words.")
    question: Question | None = Field(description="Where the kind is `ask`: why.")
    alternatives: list[AlternativeOut] = Field(description="Where the kind is `ask`: the likeliest first; maybe none.")
    chips: list[ChipOut]


@router.post("", response_model=ReadingOut)
async def read_phrase(body: PhraseIn) -> Response:
    """Read a phrase in English, German, French, Spanish or Russian. Where it has two readings, or names a time that
    does not exist, the kind is `ask`. Needs no account; nothing is kept."""
    reading = read(body.phrase, now=body.now or datetime.now(UTC), zone_name=body.zone, locale=body.locale)
    return answer(_reading_body(reading))


def _reading_body(reading: Reading) -> dict[str, Any]:
    return {
        **_alternative_body(reading),
        "title": reading.title,
        "question": reading.question,
        "alternatives": [_alternative_body(one) for one in reading.alternatives],
        "chips": [{"kind": chip.kind, "start": chip.start, "end": chip.end} for chip in reading.chips],
    }


def _alternative_body(reading: Reading) -> dict[str, Any]:
    return {
        "kind": reading.kind,
        "zone": reading.zone,
        "start": instant(reading.start),
        "end": instant(reading.end),
        "rule": reading.rule,
        "day": reading.day.isoformat() if reading.day else None,
        "windows": [{"start": instant(one.start), "end": instant(one.end)} for one in reading.windows],
        "duration": reading.duration.total_seconds() / 60 if reading.duration else None,
        "confidence": reading.confidence,
    }
