"""What takes place says nothing of when, whatever numbers and parts of the day its name has."""

from dataclasses import replace
from itertools import product

import pytest

from tests.features.calendars.phrases.tables import LOCALES, NOW, Line, lines, plain, reading_of

TITLES = {
    "en": (
        "Q3 review",
        "5k run",
        "Room 12",
        "Apollo 13",
        "top 10 list",
        "chapter 7",
        "1:1 with Ada",
        "buy 2 tickets",
        'film "Friday"',
    ),
    "de": (
        "Raum 12",
        "Kapitel 7",
        "Team von 8",
        "zweite Meinung",
        "3D-Druck",
        "2 Karten kaufen",
        "Film „Freitag der 13.“",
    ),
    "fr": (
        "course de 5 km",
        "salle 12",
        "chapitre 7",
        "facture 4711",
        "impression 3D",
        "papier A4",
        "film « Vendredi 13 »",
    ),
    "es": ("carrera de 5 km", "sala 12", "capítulo 7", "segunda opinión", "papel A4"),
    "ru": ("забег на 5 км", "комната 12", "глава 7", "3D-печать", "фильм «Пятница»"),
}
TIMES = {
    "en": ("tomorrow at 3pm", "Thursday 14:00-15:30", "3pm EST tomorrow", "every Monday at 10am", "in 20 minutes"),
    "de": ("morgen um 15 Uhr", "Donnerstag 14:00-15:30", "jeden Montag um 10 Uhr", "in 20 Minuten"),
    "fr": ("demain à 15h", "jeudi de 14h à 15h30", "tous les lundis à 10h", "dans 20 minutes"),
    "es": ("mañana a las 15:00", "jueves de 14:00 a 15:30", "todos los lunes a las 10", "en 20 minutos"),
    "ru": ("завтра в 15:00", "в четверг с 14:00 до 15:30", "каждый понедельник в 10:00", "через 20 минут"),
}
BESIDE = [(language, time, title) for language in LOCALES for time, title in product(TIMES[language], TITLES[language])]


def line(phrase: str, language: str) -> Line:
    return next(lines(f"[now={NOW}] {phrase} => none", LOCALES[language]))


@pytest.mark.parametrize(("language", "time", "title"), BESIDE)
def test_a_title_does_not_move_its_time(language: str, time: str, title: str) -> None:
    alone = line(time, language)
    wanted = plain(reading_of(alone))

    for phrase in (f"{title} {time}", f"{time} {title}", f"{title}, {time}", f"{time}: {title}"):
        reading = reading_of(replace(alone, phrase=phrase))

        assert (plain(reading), reading.title) == (wanted, title)
