"""CHECKLIST 41: what is too much for one object is refused with the line at which it is, and what helps."""

from collections.abc import Callable

import pytest

from kalends.features.calendars.objects.errors import ObjectIsMalformed
from kalends.features.calendars.objects.limits import (
    MOST_ALARMS,
    MOST_ATTACHED,
    MOST_ATTACHMENTS,
    MOST_ATTENDEES,
    MOST_PROPERTIES,
)
from kalends.features.calendars.objects.lines import LONGEST_LINE
from kalends.features.calendars.objects.reading import read_object
from tests.features.calendars.diary import lunch

# Of the first line that `lunch` adds.
FIRST = 11
ALARM = "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nEND:VALARM"


def attendees(many: int) -> list[str]:
    return [f"ATTENDEE;CN=Guest {n}:mailto:guest{n}@example.org" for n in range(many)]


def attached(size: int) -> str:
    return f"ATTACH;ENCODING=BASE64;VALUE=BINARY:{'A' * size}"


@pytest.mark.parametrize(
    ("lines", "line", "field", "remedy"),
    [
        (lambda: attendees(10_000), FIRST + MOST_ATTENDEES, "ATTENDEE", "Invite a list"),
        (lambda: [ALARM] * (MOST_ALARMS + 1), FIRST + 4 * MOST_ALARMS, "VALARM", "Leave some out"),
        (lambda: ["X-A:1"] * MOST_PROPERTIES, FIRST + MOST_PROPERTIES - 6, "VEVENT", "Split it"),
        (
            lambda: ["ATTACH:https://example.org/a"] * (MOST_ATTACHMENTS + 1),
            FIRST + MOST_ATTACHMENTS,
            "ATTACH",
            "Leave some out",
        ),
        (lambda: ["X-A:1", attached(MOST_ATTACHED + 1)], FIRST + 1, "ATTACH", "the address of a file"),
        (lambda: [attached(MOST_ATTACHED // 3 + 1)] * 3, FIRST + 2, "ATTACH", "the address of a file"),
        (lambda: ["X-A:1", f"DESCRIPTION:{'x' * LONGEST_LINE}"], FIRST + 1, "DESCRIPTION", "Shorten it"),
        (lambda: [f"DESCRIPTION;X-A={'x' * LONGEST_LINE}:y"], FIRST, "DESCRIPTION", "Shorten it"),
        (lambda: ["DESCRIPTION:x\n " + "\n ".join(["x" * 70] * 4_000)], FIRST, "DESCRIPTION", "Shorten it"),
    ],
)
def test_too_much_is_refused_with_its_line_and_a_remedy(
    lines: Callable[[], list[str]], line: int, field: str, remedy: str
) -> None:
    with pytest.raises(ObjectIsMalformed) as refused:
        read_object(lunch(*lines()))

    assert (refused.value.line, refused.value.field) == (line, field)
    assert remedy in str(refused.value)


@pytest.mark.parametrize(
    "lines",
    [
        attendees(MOST_ATTENDEES),
        [ALARM] * MOST_ALARMS,
        [attached(MOST_ATTACHED)],
        [f"DESCRIPTION:{'x' * (LONGEST_LINE - 12)}"],
        ["X-A:1"] * (MOST_PROPERTIES - 6),
    ],
)
def test_as_much_as_may_be_is_read(lines: list[str]) -> None:
    read = read_object(lunch(*lines))

    assert read.uid == "lunch"
