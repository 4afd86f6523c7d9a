"""What people paint and tick on the answer page, read into what services take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.datastructures import FormData

from kalends.adapters.web.forms import number, text, texts
from kalends.adapters.web.grids import CELLS, COARSE
from kalends.core.errors import Error, Invalid
from kalends.core.time import Interval, merge
from kalends.features.meetings.answering.domain import Declined, NewInterval, Preference, Reply


class TimesAreUnreadable(Invalid):
    """These times can't be read. Load the page anew and mark them again."""


class WhoAreYou(Invalid):
    """Say who you are, so that the others know whose times these are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """The grid as it was sent: what each box says, by its start."""

    mode: str
    states: Mapping[str, str]
    cell: timedelta
    declines: bool
    # Asks for a first draft from what is booked already.
    fills: bool
    switch_to: str | None
    participant: str
    name: str

    @classmethod
    def read(cls, form: FormData) -> "AnswerForm":
        mode = "maybe" if text(form, "mode") == "maybe" else "yes"
        other = "yes" if mode == "maybe" else "maybe"
        minutes = number(text(form, "cell_minutes"))
        switch_to = text(form, "switch_to")
        return cls(
            mode=mode,
            # Where a start is in both, the mode's counts.
            states={**dict.fromkeys(texts(form, other), other), **dict.fromkeys(texts(form, mode), mode)},
            cell=timedelta(minutes=minutes if minutes in {*CELLS, *COARSE} else 0),
            declines=bool(text(form, "decline")),
            fills=bool(text(form, "fill")),
            switch_to=switch_to if switch_to in {"yes", "maybe"} else None,
            participant=text(form, "participant"),
            name=text(form, "name"),
        )

    def reply(self) -> Reply:
        if self.declines:
            return Declined()
        return [
            NewInterval(start=one.start, end=one.end, preference=preference)
            for state, preference in (("yes", Preference.YES), ("maybe", Preference.IF_NEED_BE))
            for one in merge(self._box(start) for start, said in self.states.items() if said == state)
        ]

    def _box(self, start: str) -> Interval:
        try:
            begin = datetime.fromisoformat(start)
            return Interval(begin, begin + self.cell)
        except (ValueError, OverflowError, Error) as broken:
            raise TimesAreUnreadable(field="times") from broken
