"""What recommendations look like, for the API's documentation only: `recommendation_bodies` makes them."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from kalends.adapters.api.shapes import Model
from kalends.features.meetings.answering.domain import Presence


class SpanOut(Model):
    start: datetime
    end: datetime


class ScoreOut(Model):
    worth: float = Field(description="Weights of those who attend, halved where it is if need be.")
    partial_minutes: float = Field(description="Weighted minutes of those who are there for part of it.")
    worst_discomfort: float = Field(description="Square hours outside working hours of whom it is worst for.")
    total_discomfort: float = Field(description="The same, of all who attend.")
    largest_burden: float = Field(description="With what they bore in this organiser's meetings of 90 days.")


class PresenceOut(Model):
    id: UUID
    presence: Presence
    minutes: float = Field(description="Of the slot they are there for.")
    zone: str
    local_start: datetime = Field(description="On their wall.")
    local_end: datetime


class LackOut(Model):
    id: UUID
    minutes: float


class BreachOut(Model):
    rule: str = Field(description="`required`, or `quorum`.")
    participants: list[LackOut] = Field(description="Required people, and the minutes they lack.")
    group: str | None = Field(description="Whose quorum it is; null for the one overall.")
    heads: int | None
    quorum: int | None


class FreeOut(Model):
    id: UUID
    intervals: list[SpanOut]


class ChangeOut(Model):
    change: str = Field(description="`time_freed`, `shortened` or `moved`.")
    minutes: float = Field(description="How large a change it is.")
    slot: SpanOut | None = Field(description="The shorter slot, or the one nearby.")
    free: list[FreeOut] = Field(description="Who would have to be free when.")


class WeekOut(SpanOut):
    can: int
    is_feasible: bool


class RecommendationOut(SpanOut):
    can: int = Field(description="How many are there for all of it, if need be too.")
    total: int
    yes: list[UUID]
    if_need_be: list[UUID]
    part: list[UUID]
    no: list[UUID]
    participants: list[PresenceOut]
    score: ScoreOut
    partial_minutes: float = Field(description="As in the score.")
    decided_by: str | None = Field(description="What puts it before the next: the first criterion that differs.")
    is_feasible: bool
    breaches: list[BreachOut] = Field(description="Empty unless no start at all keeps the rules.")
    unanimous_if: list[ChangeOut] = Field(description="The smallest changes that would bring everybody.")
    weeks: list[WeekOut] = Field(description="Each date of a weekly slot.")


class ObstacleOut(BreachOut):
    start: datetime = Field(description="Where the rule is missed by least.")
    end: datetime


class RecommendationsOut(Model):
    items: list[RecommendationOut]
    blocked_by: list[ObstacleOut] = Field(
        description="Where no start keeps all rules: those that none keeps; or, where each is kept somewhere but never "
        "all at once, those that the nearest start breaks."
    )


class FreeTimesOut(Model):
    items: list[SpanOut]


class MeetingSessionOut(SpanOut):
    participants: list[UUID]


class MeetingSessionsOut(Model):
    sessions: list[MeetingSessionOut]
    without_place: list[UUID]
    worth: float


class PanelOut(SpanOut):
    pair: list[UUID]
    score: ScoreOut


class PanelsOut(Model):
    panels: list[PanelOut]
    alone: list[UUID] = Field(description="Required people for whom no partner was found.")
