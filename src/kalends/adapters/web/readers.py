"""The signed-in person, for the frame of every page."""

from dataclasses import dataclass

from kalends.adapters.web.rendering import Reader
from kalends.core.actor import Person
from kalends.core.errors import NotFound, NotSignedIn
from kalends.features.accounts.people.service import People
from kalends.features.notices.page import NoticePage


@dataclass(frozen=True, slots=True)
class PeopleAsReaders:
    people: People
    notices: NoticePage

    async def reader(self, actor: Person) -> Reader | None:
        try:
            person = await self.people.me(actor)
            unread = await self.notices.count_unread(actor)
        except (NotSignedIn, NotFound):
            return None
        return Reader(
            name=person.name or person.username,
            username=person.username,
            zone=person.zone,
            locale=person.locale,
            unread=unread,
        )
