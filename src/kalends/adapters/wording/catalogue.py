"""Catalogues in gettext's text form (.po), read once; what they lack is said in English, which the keys are."""

import ast
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "de")


class BadCatalogue(Exception):
    """A line of a catalogue that can't be read."""


def language_of(locale: str) -> str:
    """The one we have for a locale such as de-AT."""
    language = locale.partition("-")[0]
    return language if language in LANGUAGES else "en"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    if language == "en":
        return {}
    file = files("kalends.adapters.wording") / "catalogues" / f"{language}.po"
    return read(file.read_text("utf-8"))


def read(text: str) -> dict[str, str]:
    """`msgid` to `msgstr`; comments are for translators, and the empty key holds the header."""
    said: dict[str, list[str]] = {}
    messages: dict[str, str] = {}
    part = ""
    for number, line in enumerate([*text.splitlines(), 'msgid ""'], start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        keyword, _, quoted = stripped.partition(" ") if not stripped.startswith('"') else (part, "", stripped)
        if keyword == "msgid" and part == "msgstr" and not stripped.startswith('"'):
            messages["".join(said["msgid"])] = "".join(said["msgstr"])
            said = {}
        if keyword not in ("msgid", "msgstr") or not quoted.startswith('"'):
            raise BadCatalogue(f"line {number}: {line}")
        part = keyword
        said.setdefault(part, []).append(ast.literal_eval(quoted))
    messages.pop("", None)
    return messages
