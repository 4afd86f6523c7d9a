"""Looking for people (RFC 3744, sections 9.2 to 9.5). Whoever asks finds themselves: who else is here is nobody's to
learn at this door."""

from collections.abc import Callable
from dataclasses import replace

from starlette.responses import Response

from kalends.adapters.caldav.multistatus import Asked, Responder, all_of, multistatus
from kalends.adapters.caldav.names import CALDAV, DAV, SERVER
from kalends.adapters.caldav.properties import UNASKED, of_collections
from kalends.adapters.caldav.propfind import asked_in, response_at
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import MEDIA_TYPE as XML
from kalends.adapters.caldav.writing import document, element, empty
from kalends.features.accounts.people.domain import Person

# What can be searched for, what it is called, and where it stands.
SEARCHABLE: dict[str, tuple[str, Callable[[Person], str]]] = {
    f"{DAV}displayname": ("Name", lambda person: person.name or person.username),
    f"{CALDAV}calendar-user-address-set": ("Calendar address", lambda person: f"mailto:{person.email}"),
    f"{SERVER}email-address-set": ("Mail address", lambda person: person.email),
}
# Of these reports themselves.
PARTS = frozenset(f"{DAV}{name}" for name in ("apply-to-principal-collection-set", "prop", "property-search", "self"))


async def principal_property_search(visit: Visit, body: Element) -> Response:
    person = await visit.services.people.me(visit.actor)
    tests = [_is_met(search, person) for search in body.all(f"{DAV}property-search")]
    is_any = body.attributes.get("test") == "anyof"
    return await _answer(visit, body, person, is_found=any(tests) if is_any else all(tests))


async def principal_match(visit: Visit, body: Element) -> Response:
    if body.first(f"{DAV}self") is None:
        raise NotSo(f"{DAV}supported-report", "Here principal-match asks for DAV:self.")
    return await _answer(visit, body, await visit.services.people.me(visit.actor), is_found=True)


async def acl_principal_prop_set(visit: Visit, body: Element) -> Response:
    """Of those whom the `acl` of what is here names: whoever asks."""
    await response_at(visit, Asked([]))
    return await _answer(visit, body, await visit.services.people.me(visit.actor), is_found=True)


async def principal_search_property_set(visit: Visit, body: Element) -> Response:
    properties = (
        element(
            f"{DAV}principal-search-property",
            element(f"{DAV}prop", empty(name)) + f'<D:description xml:lang="en">{called}</D:description>',
        )
        for name, (called, _) in SEARCHABLE.items()
    )
    return Response(document(f"{DAV}principal-search-property-set", "".join(properties)), media_type=XML)


def _is_met(search: Element, person: Person) -> bool:
    """Section 9.4: a part of the value, whatever the case."""
    wanted = search.first(f"{DAV}match")
    text = wanted.text.strip().casefold() if wanted is not None else ""
    prop = search.first(f"{DAV}prop")
    values = [SEARCHABLE[one.name][1](person) for one in (prop.children if prop else ()) if one.name in SEARCHABLE]
    return bool(values) and all(text in value.casefold() for value in values)


async def _answer(visit: Visit, body: Element, person: Person, *, is_found: bool) -> Response:
    asked = asked_in(body, is_brief=visit.wants_less)
    # python-caldav writes what it asks for beside DAV:prop, not inside.
    beside = [one.name for one in body.children if one.name not in PARTS]
    asked = replace(asked, names=[*(asked.names or ()), *beside])
    responder = Responder(asked, of_collections(visit, person), UNASKED)
    return await multistatus(all_of([responder.response(visit.me.href, visit.me)] if is_found else []))
