"""The words by which events are found: without accents and capitals, so that "cafe" finds "Café"."""

import re
import unicodedata
from dataclasses import dataclass

from kalends.features.calendars.objects.attendees import attendees_of
from kalends.features.calendars.objects.details import text_of
from kalends.features.calendars.objects.reading import CalendarObject

# A title and a place; a page of description, and the names of a large meeting.
LONGEST_HEADLINE = 600
LONGEST_WORDS = 4_000
# A few of what people type; each is a look into the index.
MOST_SOUGHT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What PostgreSQL is asked for: all words, or their beginnings; a part of the headline; something like it."""

    query: str
    pattern: str
    phrase: str


_WORD = re.compile(r"\w+")


def headline_of(read: CalendarObject) -> str:
    """Empty where it is not an event: nobody looks for it."""
    if read.kind != "VEVENT":
        return ""
    parts = {part for item in read.items[:50] for part in (item.summary, item.place) if part}
    return plain(" ".join(sorted(parts)))[:LONGEST_HEADLINE]


def words_of(read: CalendarObject) -> str:
    """What the event says; its overrides that say something else too. Empty where it is not an event."""
    if read.kind != "VEVENT":
        return ""
    parts: dict[str, None] = {}
    for item in read.items[:50]:
        component = item.component
        names = [one.name or one.address for one in attendees_of(component)]
        for part in (item.summary, item.place, text_of(component, "DESCRIPTION"), *names):
            parts[part[:LONGEST_WORDS]] = None
    return plain(" ".join(parts))[:LONGEST_WORDS]


def plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("\0", "").casefold())
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(kept.encode("utf-8", "ignore").decode().split())


def sought(text: str) -> Sought | None:
    """None where nothing was typed that could be looked for."""
    words = _WORD.findall(plain(text))[:MOST_SOUGHT]
    if not words:
        return None
    phrase = " ".join(words)
    # Each word as it is, or as the beginning of one; none of its characters means anything to PostgreSQL.
    query = " & ".join(f"'{word}':*" for word in words)
    return Sought(query=query, pattern=f"%{phrase.replace('_', chr(92) + '_')}%", phrase=phrase)
