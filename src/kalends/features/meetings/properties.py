"""Setting a property of an iCalendar component; `icalendar` takes any value, which the type checker can't follow."""

from icalendar import Component


def put(component: Component, name: str, value: object) -> None:
    component.add(name, value)  # pyright: ignore[reportUnknownMemberType]  # `value` has no type there
