"""What commands do with the services: add people, load the sample into an empty house."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kalends.core.actor import Nobody, System
from kalends.core.errors import Invalid
from kalends.core.ids import PersonId, SpaceId, new_uuid
from kalends.data_folder import keep_sample_password
from kalends.features.accounts.audit.domain import Head
from kalends.features.accounts.people.domain import NewPerson
from kalends.features.accounts.people.people_file import Row, read_csv, read_jsonl
from kalends.features.accounts.people.repository import find_account
from kalends.features.meetings import sample
from kalends.settings import Settings
from kalends.store.database import Stores
from kalends.wiring import House, build


class NobodyNamed(Invalid):
    """Say whom to add: a mail address and a user name, or --from with a file of many."""


class UnreadableFile(Invalid):
    """This file can't be read. It must be CSV with a header (.csv) or one JSON object a line (.jsonl), in UTF-8."""


def people_rows(
    file: Path | None, *, email: str | None, username: str | None, is_operator: bool, zone: str
) -> list[Row]:
    """Whom the command line names."""
    if file is not None:
        try:
            text = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as unreadable:
            raise UnreadableFile(f"{file}: {UnreadableFile.sentence()}") from unreadable
        return read_csv(text) if file.suffix.lower() == ".csv" else read_jsonl(text)
    if email is None or username is None:
        raise NobodyNamed
    person = NewPerson(email=email, username=username, zone=zone, is_operator=is_operator).checked()
    return [Row(line=1, person=person)]


async def add_people(settings: Settings, master_key: bytes, stores: Stores, rows: Sequence[Row]) -> list[str]:
    """Everybody or nobody; each who has no password is sent a link to choose one."""
    house = build(settings, master_key, stores, service="command")
    async with house.open():
        await _add(house, rows)
    return [f"Added {row.person.username} <{row.person.email}>" for row in rows] + [
        "Who has no password yet is sent a link to choose one."
    ]


async def _add(house: House, rows: Sequence[Row]) -> list[PersonId]:
    return await house.services.people.add_many(System(SpaceId(new_uuid())), rows)


@dataclass(frozen=True, slots=True)
class Verdict:
    lines: list[str]
    is_good: bool


async def verify_audit(settings: Settings, master_key: bytes, stores: Stores, heads: Sequence[str]) -> Verdict:
    """What is wrong with the record, and how much was looked at."""
    kept = [Head.read(one) for one in heads]
    house = build(settings, master_key, stores, service="command")
    found: list[str] = []
    spaces = entries = 0
    async with house.open():
        # What the worker has not come to yet is looked at as well.
        await house.services.audit_log.chain()
        async for one in house.services.audit_log.verify(kept):
            spaces, entries = spaces + 1, entries + one.number
            found += [f"{one.space_id}: {what}" for what in one.found]
    return Verdict(
        [*found, f"{entries} entries of {spaces} spaces: {'BROKEN' if found else 'as recorded'}."], not found
    )


async def load_sample(settings: Settings, master_key: bytes, stores: Stores) -> None:
    """People and meetings to look around with; their password is kept in the data folder."""
    password = secrets.token_urlsafe(9)
    keep_sample_password(settings, password)
    house = build(settings, master_key, stores, service="command")
    async with house.open():
        await _populate(house, password)


async def _populate(house: House, password: str) -> None:
    """Ada, who runs this server and has proposed a few meetings, and Grace, who is new here."""
    named = (("ada", "Ada Lovelace", "Europe/London"), ("grace", "Grace Hopper", "America/New_York"))
    rows = [
        Row(
            line=n,
            person=NewPerson(
                email=f"{username}@example.org",
                username=username,
                name=name,
                zone=zone,
                password=password,
                is_operator=username == "ada",
            ).checked(),
        )
        for n, (username, name, zone) in enumerate(named, start=1)
    ]
    await _add(house, rows)
    async with house.database.transaction(Nobody()) as tx:
        ada = await find_account(tx, rows[0].person.email_key)
    if ada is not None:
        services = house.services
        await sample.plant(
            System(ada.space_id),
            meetings=services.meetings,
            answers=services.answers,
            bookings=services.bookings,
            now=datetime.now(UTC),
        )
