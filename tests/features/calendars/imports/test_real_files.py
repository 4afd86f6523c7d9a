"""Calendars as real programs wrote them, some broken on purpose: nothing crashes, nothing is lost in silence.

Of each file with a VCALENDAR, what is in it comes back byte for byte, or is listed by its line and the reason. They are
shared data and not of this repository; where they are: KALENDS_SHARED_DATA, or shared/data beside the repository.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kalends.features.calendars.domain import NewCalendar
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.imports.cutting import cut
from kalends.features.calendars.imports.domain import ImportStatus
from kalends.features.calendars.imports.keeping import Importer
from kalends.features.calendars.imports.service import Imports
from kalends.features.calendars.service import Calendars
from tests.features.calendars.imports.files import imported
from tests.features.calendars.imports.test_service import imported as imported_by_service
from tests.features.calendars.imports.test_service import objects
from tests.features.meetings.town import Inhabitant

ROOT = Path(__file__).parents[4]
# What a calendar can't hold, or what can't be told apart any more: by file, line and reason. All else is kept.
REFUSED = {
    ("empty_RDATE.ics", 6, "A calendar here holds no DAYLIGHT."),
    ("issue_1050_all_components.ics", 42, "A calendar here holds no VAVAILABILITY."),
    ("issue_178_custom_component_inside_other.ics", 2, "A calendar here holds no UNKNOWN."),
    ("issue_350.ics", 36, "This stands outside of any component."),
    ("rfc_7953_3.ics", 2, "A calendar here holds no VAVAILABILITY."),
    ("rfc_7953_3.ics", 17, "A calendar here holds no VAVAILABILITY."),
    ("rfc_7953_3.ics", 32, "A calendar here holds no VAVAILABILITY."),
    ("timezone_same_start_and_offset.ics", 23, "This END has no BEGIN."),
}


def folder() -> Path | None:
    given = os.environ.get("KALENDS_SHARED_DATA")
    folders = [Path(given)] if given else [ROOT.parent / "shared/data", ROOT.parents[1] / "shared/data"]
    return next((each / "ical" for each in folders if (each / "ical").is_dir()), None)


def files() -> Iterator[Path]:
    found = folder()
    return iter(sorted(found.rglob("*.ics"))) if found else iter(())


def is_calendar(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(b"BEGIN:VCALENDAR")


CALENDARS = [path for path in files() if is_calendar(path.read_bytes())]
OTHERS = [path for path in files() if not is_calendar(path.read_bytes())]

pytestmark = pytest.mark.skipif(not CALENDARS, reason="the shared data isn't here: set KALENDS_SHARED_DATA")


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(CALENDARS) >= 113


def test_each_refusal_is_one_of_these() -> None:
    refused = {
        (path.name, line, reason)
        for path in CALENDARS
        for line, reason, is_kept in imported(path.read_bytes())[1]
        if not is_kept
    }

    assert refused == REFUSED


def test_an_object_alone_in_its_file_is_that_file_and_of_others_each_component_is_as_it_was() -> None:
    """Without METHOD, and with a UID where there was none."""
    whole = 0
    for path in CALENDARS:
        content = path.read_bytes()
        kept, _ = imported(content)
        cutter = cut(content, leaves_whole=False)
        for part in cutter.parts:
            assert part.content in kept[part.uid].content, path.name
            lines = part.content.splitlines(keepends=True)
            own = [line for line in lines if not line.startswith(f"UID:{part.uid}".encode())]
            assert b"".join(own) in content or part.content in content, path.name
        is_alone = len(kept) == 1 and len(content) == cutter.where.offset
        whole += is_alone and next(iter(kept.values())).content == content
        # What holds nothing that a calendar could is said to be empty, or listed.
        assert kept or not cutter.parts, path.name
    assert whole >= 45


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_bare_components_are_wrapped_and_what_is_no_calendar_is_said_to_be_none(path: Path) -> None:
    kept, remarks = imported(path.read_bytes())

    zones = cut(path.read_bytes()).zones
    assert kept or remarks or zones
    for one in kept.values():
        assert one.content.startswith(b"BEGIN:VCALENDAR")


async def test_all_of_them_go_through_the_server_and_come_back(
    imports: Imports, importer: Importer, events: Events, calendars: Calendars, ada: Inhabitant
) -> None:
    imported_whole = 0
    for path in CALENDARS:
        content = path.read_bytes()
        diary = (await calendars.add(ada.actor, NewCalendar(name=path.name))).id
        one, remarks = await imported_by_service(imports, importer, ada, diary, content)
        expected, said = imported(content)

        assert one.status is ImportStatus.FINISHED, path.name
        assert await objects(events, ada, diary) == {uid: each.content for uid, each in expected.items()}, path.name
        assert sorted(remarks) == said, path.name
        imported_whole += one.refused == 0

    assert imported_whole >= 110
