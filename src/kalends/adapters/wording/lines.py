"""A notice as a line on a page: the words of its letter's subject, and when it is about."""

from dataclasses import dataclass

from kalends.adapters.wording.letters import House, when, worded
from kalends.adapters.wording.words import Words
from kalends.features.notices.domain import Letter, Matter, Occasion
from kalends.features.notices.repository import Notice

# Nothing that comes to the page has a link of our own making.
_HOUSE = House(url="", link_minutes=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    sentence: str
    # Empty where it is about no time.
    when: str
    url: str


def line_of(notice: Notice, locale: str, zone: str) -> NoticeLine:
    matter = Matter.read(notice.matter)
    letter = Letter(occasion=Occasion(notice.occasion), address="", name="", locale=locale, zone=zone, matter=matter)
    return NoticeLine(sentence=worded(letter, _HOUSE).subject, when=when(matter, Words(locale, zone)), url=matter.url)
