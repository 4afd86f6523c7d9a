"""What life.py runs, by the Python that has the caldav library: one line of JSON for each step."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import caldav
from caldav.elements import dav
from caldav.lib import error

DAY = datetime(2026, 2, 10, tzinfo=UTC)
NOON = DAY + timedelta(hours=12)


def step(name: str, work: Callable[[], object]) -> Any:
    why, value = "", None
    try:
        value = work()
    except Exception as failed:  # whatever it does is an outcome
        why = f"{type(failed).__name__}: {failed}".replace("\n", " ")[:400]
    print(json.dumps({"step": name, "why": why}), flush=True)
    return value


def ensure(is_so: object, otherwise: object = "") -> None:
    if not is_so:
        raise AssertionError(str(otherwise)[:300])


def main(url: str, username: str, password: str) -> None:
    client = caldav.DAVClient(url=url, username=username, password=password)
    principal = step("find the principal", client.principal)
    name = f"Life {uuid4().hex[:6]}"

    def make() -> Any:
        principal.make_calendar(name=name, supported_calendar_component_set=["VEVENT", "VTODO", "VJOURNAL"])
        return next(one for one in principal.calendars() if one.get_display_name() == name)

    calendar = step("make a calendar and find it by its name", make)
    step("make an event, a weekly one, a day, a to-do and a journal entry", lambda: fill(calendar))
    step("find one by its UID and change it", lambda: change(calendar))
    step("search a month, expanded", lambda: search(calendar))
    step("search by text", lambda: ensure(len(calendar.search(event=True, summary="Late lunch")) == 1))
    step("see to-dos, and do one", lambda: do(calendar))
    step("see journal entries", lambda: ensure(len(calendar.journals()) == 1, calendar.journals()))
    step("ask when one is busy", lambda: busy(calendar))
    step("follow a sync token through a change, an addition and a removal", lambda: follow(calendar))
    step("move an occurrence of the weekly one", lambda: move_one(calendar))
    step("be refused what is not there", lambda: miss(calendar))
    step("rename the calendar, and delete it", lambda: leave(principal, calendar))


def fill(calendar: Any) -> None:
    calendar.save_event(uid="lunch", dtstart=NOON, dtend=NOON + timedelta(hours=1), summary="Lunch")
    weekly = {"FREQ": "WEEKLY", "COUNT": 10}
    calendar.save_event(uid="tea", dtstart=NOON, dtend=NOON + timedelta(hours=1), summary="Tea", rrule=weekly)
    calendar.save_event(uid="day", dtstart=date(2026, 2, 14), dtend=date(2026, 2, 15), summary="A day")
    calendar.save_todo(uid="write", due=DAY + timedelta(days=3), summary="Write")
    calendar.save_journal(uid="dear", dtstart=date(2026, 2, 10), summary="Dear diary")
    ensure(len(calendar.events()) == 3, calendar.events())


def change(calendar: Any) -> None:
    event = calendar.event_by_uid("lunch")
    event.icalendar_component["summary"] = "Late lunch"
    event.save()
    ensure("Late lunch" in calendar.event_by_uid("lunch").data)


def search(calendar: Any) -> None:
    found = calendar.search(start=DAY, end=DAY + timedelta(days=28), event=True, expand=True)
    teas = [one for one in found if one.icalendar_component["summary"] == "Tea"]
    ensure(len(teas) == 4 and len(found) == 6, [one.data for one in found])
    ensure(all("RRULE" not in one.data for one in found))


def do(calendar: Any) -> None:
    (todo,) = calendar.todos()
    todo.complete()
    ensure(calendar.todos() == [])
    ensure(len(calendar.todos(include_completed=True)) == 1)


def busy(calendar: Any) -> None:
    answer = calendar.freebusy_request(DAY, DAY + timedelta(days=1))
    ensure("FREEBUSY" in answer.data and "20260210T120000Z" in answer.data, answer.data)


def follow(calendar: Any) -> None:
    mine = calendar.objects(load_objects=True)
    known = len(list(mine))
    calendar.save_event(uid="new", dtstart=NOON, dtend=NOON + timedelta(hours=1), summary="New")
    calendar.event_by_uid("day").delete()
    change_again = calendar.event_by_uid("lunch")
    change_again.icalendar_component["summary"] = "Later lunch"
    change_again.save()
    updated, deleted = mine.sync()
    ensure((len(list(updated)), len(list(deleted))) == (2, 1), (list(updated), list(deleted)))
    ensure(len(list(mine)) == known)
    updated, deleted = mine.sync()
    ensure(not list(updated) and not list(deleted), "the same was told twice")


def move_one(calendar: Any) -> None:
    second = NOON + timedelta(days=7)
    (one,) = calendar.search(start=second, end=second + timedelta(minutes=1), event=True, summary="Tea", expand=True)
    component = one.icalendar_component
    del component["dtstart"], component["dtend"]
    component.add("dtstart", second + timedelta(hours=3))
    component.add("dtend", second + timedelta(hours=4))
    one.save()
    moved = calendar.search(start=second + timedelta(hours=3), end=second + timedelta(hours=4), event=True, expand=True)
    ensure(len(moved) == 1, [each.data for each in moved])
    series = calendar.event_by_uid("tea").data
    ensure("RRULE" in series and "RECURRENCE-ID" in series, series)


def miss(calendar: Any) -> None:
    try:
        calendar.event_by_uid("nobody")
    except error.NotFoundError:
        return
    raise AssertionError("something was found")


def leave(principal: Any, calendar: Any) -> None:
    calendar.set_properties([dav.DisplayName("Renamed")])
    ensure(calendar.get_property(dav.DisplayName()) == "Renamed")
    calendar.delete()
    ensure(all(one.url != calendar.url for one in principal.calendars()))


main(*sys.argv[1:4])
