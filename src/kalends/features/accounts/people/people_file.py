"""Many people at once, from a file: CSV with a header, or one JSON object a line. Pure."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from io import StringIO
from typing import Any

from kalends.core.errors import Invalid
from kalends.features.accounts.passwords import ensure_good
from kalends.features.accounts.people.domain import NewPerson

COLUMNS = tuple(field.name for field in fields(NewPerson))
NEEDED = ("username", "email")
YES = frozenset({"true", "yes", "1"})
NO = frozenset({"false", "no", "0", ""})


class RowsAreRefused(Invalid):
    """Nobody was added, for some lines can't be used. Correct them, then try the whole file again."""

    def __init__(self, wrong: Sequence[tuple[int, str]]) -> None:
        self.wrong = tuple(wrong)
        lines = "\n".join(f"line {line}: {why}" for line, why in self.wrong)
        super().__init__(f"{self.sentence()}\n{lines}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A person, and the line of the file that names them."""

    line: int
    person: NewPerson


def read_csv(text: str) -> list[Row]:
    reader = csv.DictReader(StringIO(text), restkey="", strict=True)
    return _rows(_csv_lines(reader))


def read_jsonl(text: str) -> list[Row]:
    return _rows(_jsonl_lines(text))


Read = tuple[int, Mapping[str, Any] | str]


def _csv_lines(reader: "csv.DictReader[str]") -> Iterator[Read]:
    try:
        for record in reader:
            yield reader.line_num, {name: value for name, value in record.items() if value not in (None, "")}
    except csv.Error as broken:
        yield reader.line_num, f"This is not CSV: {broken}."


def _jsonl_lines(text: str) -> Iterator[Read]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError:
                record = None
            yield number, record if isinstance(record, dict) else "This is not a JSON object."


def _rows(lines: Iterable[Read]) -> list[Row]:
    rows: list[Row] = []
    wrong: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for number, record in lines:
        try:
            person = _person(record)
        except Invalid as refused:
            wrong.append((number, f"{refused.field}: {refused}" if refused.field else str(refused)))
            continue
        if (earlier := seen.setdefault(person.email_key, number)) != number:
            wrong.append((number, f"email: {person.email} stands in line {earlier} already."))
        rows.append(Row(line=number, person=person))
    if wrong:
        raise RowsAreRefused(wrong)
    return rows


def _person(record: Mapping[str, Any] | str) -> NewPerson:
    if isinstance(record, str):
        raise Invalid(record)
    if unknown := [name for name in record if name not in COLUMNS]:
        raise Invalid(f"There is no column “{unknown[0]}”. There are {', '.join(COLUMNS)}.")
    if missing := [name for name in NEEDED if not record.get(name)]:
        raise Invalid("This is missing.", field=missing[0])
    values: dict[str, Any] = {
        name: _truth(value) if name == "is_operator" else str(value) for name, value in record.items()
    }
    person = NewPerson(**values).checked()
    if person.password is not None:
        ensure_good(person.password, person.about)
    return person


def _truth(value: object) -> bool:
    text = str(value).lower()
    if text not in YES | NO:
        raise Invalid("Write true or false.", field="is_operator")
    return text in YES
