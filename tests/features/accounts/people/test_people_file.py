"""Many people from a file: all of them, or every line that is wrong."""

import pytest

from kalends.features.accounts.people.people_file import RowsAreRefused, read_csv, read_jsonl


def test_a_csv_names_its_columns() -> None:
    rows = read_csv(
        "username,email,name,zone,is_operator\n"
        'ada,Ada@Example.org,"Lovelace, Ada",Europe/London,yes\n'
        "grace,grace@example.org,,,\n"
    )

    assert [(row.line, row.person.username, row.person.email) for row in rows] == [
        (2, "ada", "Ada@example.org"),
        (3, "grace", "grace@example.org"),
    ]
    assert rows[0].person.name == "Lovelace, Ada"
    assert rows[0].person.is_operator
    assert (rows[1].person.zone, rows[1].person.is_operator, rows[1].person.password) == ("UTC", False, None)


def test_json_lines_say_the_same() -> None:
    rows = read_jsonl('{"username": "ada", "email": "ada@example.org", "is_operator": true}\n\n')

    assert rows[0].person.is_operator
    assert rows[0].line == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("username,email\nada,\n", ["line 2: email"]),
        ("username,email\nada,nowhere\nx,ada@example.org\n", ["line 2: email", "line 3: username"]),
        ("username,email,shoe_size\nada,ada@example.org,38\n", ["line 2: There is no column “shoe_size”"]),
        ("username,email,zone\nada,ada@example.org,Mars/Base\n", ["line 2: zone"]),
        ("username,email,password\nada,ada@example.org,password1\n", ["line 2: password"]),
        ("username,email,is_operator\nada,ada@example.org,maybe\n", ["line 2: is_operator"]),
        ("username,email\nada,ada@example.org\nbea,ADA@example.org\n", ["line 3: email"]),
        ('username,email\n"ada,ada@example.org\n', ["This is not CSV"]),
        ("username,email\nada,ada@example.org,1,2\n", ["line 2: There is no column “”"]),
    ],
)
def test_each_wrong_line_is_named(text: str, wrong: list[str]) -> None:
    with pytest.raises(RowsAreRefused) as refused:
        read_csv(text)

    for part in wrong:
        assert part in str(refused.value)


@pytest.mark.parametrize("line", ["[]", "7", "not json", '{"username": "ada"}', '{"username": ["ada"], "email": {}}'])
def test_each_line_of_json_is_an_object_with_what_is_needed(line: str) -> None:
    with pytest.raises(RowsAreRefused) as refused:
        read_jsonl(line)

    assert "line 1" in str(refused.value)
