"""Names that stand for one thing each: usernames, and the slugs of organisations. None may be mistaken for another.

What two names look like is compared by skeleton, after Unicode Technical Standard 39, section 4: characters that are
easily confused become one. The table of such characters is that of the package `confusable_homoglyphs`.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from confusable_homoglyphs import categories  # pyright: ignore[reportMissingTypeStubs]  # it has none
from confusable_homoglyphs.utils import load  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # as above

from kalends.core.errors import Invalid

SHORTEST = 2
LONGEST = 40
PUNCTUATION = frozenset("-._")
# Paths of ours, and names that would let someone pass for the house.
RESERVED = frozenset(
    {"abuse", "account", "accounts", "admin", "administrator", "api", "app", "assets", "auth", "billing", "book"}
    | {"calendar", "calendars", "dav", "help", "host", "info", "kalends", "login", "logout", "mail", "me", "meetings"}
    | {"moderator", "nobody", "null", "operator", "organisation", "organisations", "owner", "people", "postmaster"}
    | {"register", "root", "seasons", "security", "settings", "sign-in", "sign-out", "static", "status", "support"}
    | {"system", "team", "undefined", "webmaster", "well-known", "www"}
)
# Writing systems that use several scripts at once (UTS 39, section 5.1).
WRITTEN_TOGETHER = (
    frozenset({"HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"HAN", "HANGUL"}),
    frozenset({"HAN", "BOPOMOFO"}),
)
# Those of every script, and marks that take on that of the letter before.
OF_NO_SCRIPT = frozenset({"COMMON", "INHERITED"})
# The table calls "0" like a capital "O" only; in names, all small, it passes for the small one.
ALSO_ALIKE = (("0", "o"),)
# A longer look-alike is a whole word, such as the Arabic for God.
LONGEST_LOOK = 3


class NameIsNotPossible(Invalid):
    """A name here has 2 to 40 letters or digits, with single hyphens, dots or underscores between them."""


class NameMixesScripts(Invalid):
    """This name mixes letters of several alphabets, which look alike too easily. Keep to one."""


class NameIsReserved(Invalid):
    """This name is kept for Kalends itself. Take another."""


def named(text: str, *, field: str) -> str:
    """The one spelling of a name, as it is kept, compared and shown."""
    name = fold(text.strip())
    if not SHORTEST <= len(name) <= LONGEST or not _is_well_formed(name):
        raise NameIsNotPossible(field=field)
    if _mixes_scripts(name):
        raise NameMixesScripts(field=field)
    if skeleton(name) in _reserved():
        raise NameIsReserved(field=field)
    return name


def skeleton(name: str) -> str:
    """What the name looks like: equal for two names that are easily confused."""
    looks = _looks()
    drawn = "".join(looks.get(c, c) for c in unicodedata.normalize("NFD", fold(name)) if c not in PUNCTUATION)
    return "".join(looks.get(c, c) for c in unicodedata.normalize("NFD", drawn))


@cache
def _reserved() -> frozenset[str]:
    """Also what only looks like one: "adrnin" would pass for the house as well."""
    return frozenset(skeleton(name) for name in RESERVED)


def fold(text: str) -> str:
    """NFKC, casefolded, and NFKC again: casefolding may bring back what the first took away."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _is_well_formed(name: str) -> bool:
    """Letters and digits, each with its marks; punctuation only between two of them."""
    before = "."
    for c in name:
        is_letter = unicodedata.category(c) in {"Ll", "Lo", "Lm", "Nd"}
        is_mark = unicodedata.category(c) in {"Mn", "Mc"} and before not in PUNCTUATION
        if not (is_letter or is_mark or (c in PUNCTUATION and before not in PUNCTUATION)):
            return False
        before = c
    return before not in PUNCTUATION


def _mixes_scripts(name: str) -> bool:
    scripts: set[str] = categories.unique_aliases(name) - OF_NO_SCRIPT  # pyright: ignore[reportUnknownMemberType]
    return len(scripts) > 1 and not any(scripts <= together for together in WRITTEN_TOGETHER)


@cache
def _looks() -> dict[str, str]:
    """For each character that has look-alikes, the one (or the few) that stand for all of them."""
    same: dict[str, str] = {}

    def first(c: str) -> str:
        while c in same:
            c = same[c]
        return c

    longer: dict[str, str] = {}
    for c, other in _alike():
        if len(other) > 1:
            longer[c] = other
        elif first(c) != first(other):
            low, high = sorted((first(c), first(other)))
            same[high] = low
    # "m" looks like "rn": whatever looks like "m" is drawn as "rn".
    by_group = {first(c): drawn for c, drawn in sorted(longer.items())}
    return {c: by_group.get(first(c), first(c)) for c in {*same, *longer}}


def _alike() -> Iterator[tuple[str, str]]:
    """Pairs that can both occur in a folded name: a character, and one or a few that look like it."""
    yield from ALSO_ALIKE
    # Read here and let go: the package's own module would keep six megabytes of it.
    table: dict[str, list[dict[str, str]]] = load("confusables.json")
    for c, others in table.items():
        if len(c) == 1 and fold(c) == c:
            for other in (entry["c"] for entry in others):
                if fold(other) == other and (len(other) == 1 or (len(other) <= LONGEST_LOOK and other.isalpha())):
                    yield c, other
