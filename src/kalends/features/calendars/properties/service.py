"""Properties of objects and homes: listed, set and removed; what they mean, only clients know."""

from collections.abc import Mapping, Sequence

from kalends.core.actor import Actor
from kalends.core.ids import CalendarId, SpaceId
from kalends.features.calendars.admission import admit, person_of
from kalends.features.calendars.domain import Access, InHome
from kalends.features.calendars.errors import NoSuchEvent, SignInFirst, TooManyProperties
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.properties import repository
from kalends.features.calendars.service import MOST_PROPERTIES
from kalends.store.database import Database, Transaction


class Properties:
    def __init__(self, *, db: Database) -> None:
        self._db = db

    async def of_objects(
        self, actor: Actor, which: CalendarId | InHome, names: Sequence[str] | None = None
    ) -> Mapping[str, Mapping[str, str]]:
        """By the objects' names: of these, or of all that have any."""
        found: dict[str, dict[str, str]] = {}
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.READ)
            for one in await repository.list_of_objects(tx, calendar.id, names):
                found.setdefault(one.of, {})[one.name] = one.value
        return found

    async def change_of_object(
        self, actor: Actor, which: CalendarId | InHome, name: str, properties: Mapping[str, str | None]
    ) -> None:
        """All of them, or none; None takes one away. The object stays the same, and so does its ETag."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, which, Access.WRITE, locked=True)
            event = await events.find(tx, calendar.id, name)
            if event is None:
                raise NoSuchEvent
            await repository.save_of_object(tx, event, properties)
            if len(await repository.list_of_object(tx, event.id)) > MOST_PROPERTIES:
                raise TooManyProperties

    async def of_home(self, actor: Actor) -> Mapping[str, str]:
        async with self._db.transaction(actor) as tx:
            return {one.name: one.value for one in await repository.list_of_home(tx, await _space(tx))}

    async def change_of_home(self, actor: Actor, properties: Mapping[str, str | None]) -> None:
        """One's own; as `change_of_object`."""
        async with self._db.transaction(actor) as tx:
            space_id = await _space(tx, locked=True)
            await repository.save_of_home(tx, space_id, properties)
            if len(await repository.list_of_home(tx, space_id)) > MOST_PROPERTIES:
                raise TooManyProperties


async def _space(tx: Transaction, *, locked: bool = False) -> SpaceId:
    space_id = await (repository.lock_space if locked else repository.find_space)(tx, person_of(tx.actor))
    if space_id is None:
        raise SignInFirst
    return space_id
