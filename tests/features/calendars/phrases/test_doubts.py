"""What is said about a time beside it, and changes it or ends it, makes a question of it; what doesn't, makes none."""

from dataclasses import replace

import pytest

from kalends.features.calendars.phrases.reading import ReadingKind
from tests.features.calendars.phrases.tables import reading_of
from tests.features.calendars.phrases.test_titles import line

TIMES = {
    "en": "every Friday at 3pm",
    "de": "jeden Freitag um 15 Uhr",
    "fr": "tous les vendredis à 15h",
    "es": "todos los viernes a las 15:00",
    "ru": "каждую пятницу в 15:00",
}
CHANGING = {
    "en": (
        "until spring|till she leaves|until the evening|skipping the 27th|without the 27th|but not the 27th|sometimes"
        "|a few times|for several weeks|and the day after|a bit later|summer time|her time|overnight|got postponed"
        "|was rescheduled|more than once|Springfield time|in winter|at night|all but one"
    ),
    "de": (
        "bis zum Frühling|bis sie geht|bis in die Nacht|ohne den 27.|bis auf den 27.|manchmal|mehrmals"
        "|einige Wochen lang|und am Folgetag|etwas später|Sommerzeit|über Nacht|wurde verschoben|wurde verlegt|nachts"
        "|in ungeraden Kalenderwochen|an Feiertagen"
    ),
    "fr": (
        "jusqu'au printemps|jusqu'à ce qu'elle parte|jusqu'au soir|sans le 27|à part le 27|parfois|plusieurs fois"
        "|pendant quelques semaines|et le lendemain|un peu plus tard|heure d'été|toute la nuit|reporté|la nuit"
        "|les jours fériés|une fois sur deux"
    ),
    "es": (
        "hasta la primavera|hasta que se vaya|hasta la noche|sin el 27|quitando el 27|a veces|varias veces"
        "|durante unas semanas|y al día siguiente|un poco más tarde|horario de verano|toda la noche|aplazado|festivos"
        "|en semanas alternas"
    ),
    "ru": (
        "до весны|до упора|исключая 27-е|без 27-го|иногда|несколько раз|несколько недель|и на следующий день"
        "|чуть позже|по летнему времени|всю ночь|перенесли|ночью|по праздникам|через раз"
    ),
}
NAMING = {
    "en": "without borders|Zoom with Ada|time management",
    "de": "ohne Grenzen|Tee mit Ada",
    "fr": "sans frontières|thé avec Ada",
    "es": "sin fronteras|té con Ada",
    "ru": "без границ|чай с Адой",
}
# Not what changes a time, but what leaves open which one is meant.
OPEN = {
    "en": (
        "the other Thursday|Friday from lunchtime|any evening but Tuesday|every day but Sunday at 9"
        "|a 4-week notice on Friday|match Sat 28th, meet 9.15 for 10|the week before Christmas|today at 8"
        "|this time tomorrow|48 hours before 12 December|twice every three weeks"
        "|nothing on Friday|we haven't got a room on Friday|Friday 3pm if dry|if it rains, Friday 3pm"
        "|a week Tuesday|Tuesday, Thursday is full|collect the car by 5, Monday 8:30am|every hour from 9 to 5"
    ),
    "de": (
        "am anderen Donnerstag|Freitag ab Nachmittag|Treffen am 2. Adventssamstag|die Woche nach Ostern|heute um 8"
        "|in der Nacht auf Samstag|Freitag bitte nichts einplanen|niemand da am Freitag"
        "|Totensonntag 10 Uhr|Termin von Montag auf Mittwoch verlegt"
    ),
    "fr": (
        "l'autre jeudi|vendredi dès le matin|la semaine avant Noël|aujourd'hui à 8h|trois heures et demie demain"
        "|aucun cours vendredi|nuit du 4 au 5 décembre|s'il neige, dimanche 10h"
    ),
    "es": (
        "el otro jueves|la semana antes de Navidad|hoy a las 8|la próxima vez el jueves"
        "|nadie el viernes|reunión movida del lunes al miércoles"
    ),
    "ru": (
        "в другой четверг|в пятницу с обеда|через день|сегодня в 8|пятничный созвон в 15:00|в ночь субботы"
        "|никаких встреч в пятницу|лучше во вторник, чем в четверг"
    ),
}
UNSAID = [(language, phrase) for language, phrases in OPEN.items() for phrase in phrases.split("|")]
BESIDE = [(language, word) for language, words in CHANGING.items() for word in words.split("|")]
APART = [(language, word) for language, words in NAMING.items() for word in words.split("|")]


@pytest.mark.parametrize(("language", "word"), BESIDE)
def test_what_changes_a_time_is_asked_about(language: str, word: str) -> None:
    plain = line(TIMES[language], language)

    reading = reading_of(replace(plain, phrase=f"{TIMES[language]} {word}"))

    assert reading.kind is ReadingKind.ASK
    assert reading.alternatives


@pytest.mark.parametrize(("language", "word"), APART)
def test_what_names_something_is_not(language: str, word: str) -> None:
    plain = line(TIMES[language], language)

    reading = reading_of(replace(plain, phrase=f"{TIMES[language]} {word}"))

    assert (reading.kind, reading.title) == (ReadingKind.RECURRENCE, word)


@pytest.mark.parametrize(("language", "phrase"), UNSAID)
def test_what_leaves_open_when_is_asked_about(language: str, phrase: str) -> None:
    assert reading_of(line(phrase, language)).kind is ReadingKind.ASK
