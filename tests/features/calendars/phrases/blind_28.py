"""The twenty-eighth blind round: the kinds that the issue names, once more in other words."""

PHRASES = {
    "en": """
tea with Grandma Sunday 15:30 for an hour => point 11-22 15:30-16:30 | tea with Grandma
every other Monday at 7pm => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
weekday evenings next week => windows 11-23 18:00-21:00; 11-24 18:00-21:00; 11-25 18:00-21:00; 11-26 18:00-21:00; 11-27 18:00-21:00
10am PST tomorrow => point 11-19 10:00 {America/Los_Angeles}
next Tuesday at noon => point 11-24 12:00
handball practice this Saturday 11am-12:30pm => point 11-21 11:00-12:30 | handball practice
07/12/2026 at 16:00 => point 12-07 16:00
31/9 at noon => ask
Sunday 22 November, 10:00 => point 11-22 10:00
Sunday 23 November, 10:00 => ask
one hour on Monday or Tuesday => windows 11-23..11-25 {60min}
submit paper before Friday => ask
every month on the 10th at 9am => every FREQ=MONTHLY;BYMONTHDAY=10 from 12-10 09:00
meeting with three people => none
Friday the 27th, 6 o'clock in the evening => point 11-27 18:00
""",  # noqa: E501  # a phrase a line
    "de": """
Tee mit Oma Sonntag 15:30 für eine Stunde => point 11-22 15:30-16:30 | Tee mit Oma
jeden zweiten Montag um 19 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
nächsten Dienstag um 12 => point 11-24 12:00
Handball diesen Samstag 11-12:30 Uhr => point 11-21 11:00-12:30 | Handball
7.12.2026 um 16:00 => point 12-07 16:00
31.9. um 12 Uhr => ask
Sonntag, 22. November, 10 Uhr => point 11-22 10:00
Sonntag, 23. November, 10 Uhr => ask
eine Stunde am Montag oder Dienstag => windows 11-23..11-25 {60min}
jeden Monat am 10. um 9 Uhr => every FREQ=MONTHLY;BYMONTHDAY=10 from 12-10 09:00
Treffen mit drei Leuten => none
Freitag, den 27., um sechs Uhr abends => point 11-27 18:00
übermorgen mittags => windows 11-20 12:00-14:00
in fünf Tagen um 8 Uhr => point 11-23 08:00
""",
    "fr": """
thé avec mamie dimanche 15h30 pendant une heure => point 11-22 15:30-16:30 | thé avec mamie
un lundi sur deux à 19h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
mardi prochain à midi => point 11-24 12:00
handball ce samedi 11h-12h30 => point 11-21 11:00-12:30 | handball
le 07/12/2026 à 16h => point 12-07 16:00
le 31/9 à midi => ask
dimanche 22 novembre, 10h => point 11-22 10:00
dimanche 23 novembre, 10h => ask
une heure lundi ou mardi => windows 11-23..11-25 {60min}
chaque mois le 10 à 9h => every FREQ=MONTHLY;BYMONTHDAY=10 from 12-10 09:00
réunion avec trois personnes => none
vendredi 27 à six heures du soir => point 11-27 18:00
après-demain après-midi => windows 11-20 13:00-17:00
dans cinq jours à 8h => point 11-23 08:00
""",
    "es": """
té con la abuela el domingo a las 15:30 durante una hora => point 11-22 15:30-16:30 | té con la abuela
un lunes sí y otro no a las 19:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
el próximo martes a mediodía => point 11-24 12:00
balonmano este sábado de 11:00 a 12:30 => point 11-21 11:00-12:30 | balonmano
el 07/12/2026 a las 16:00 => point 12-07 16:00
el 31/9 a mediodía => ask
domingo 22 de noviembre a las 10:00 => point 11-22 10:00
domingo 23 de noviembre a las 10:00 => ask
una hora el lunes o el martes => windows 11-23..11-25 {60min}
cada mes el día 10 a las 9 => every FREQ=MONTHLY;BYMONTHDAY=10 from 12-10 09:00
reunión con tres personas => none
viernes 27 a las seis de la tarde => point 11-27 18:00
pasado mañana por la tarde => windows 11-20 13:00-17:00
dentro de cinco días a las 8 => point 11-23 08:00
""",
    "ru": """
чай с бабушкой в воскресенье в 15:30 на час => point 11-22 15:30-16:30 | чай с бабушкой
каждый второй понедельник в 19:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
в следующий вторник в полдень => point 11-24 12:00
гандбол в эту субботу 11:00-12:30 => point 11-21 11:00-12:30 | гандбол
07.12.2026 в 16:00 => point 12-07 16:00
31.09 в полдень => ask
воскресенье, 22 ноября, 10:00 => point 11-22 10:00
воскресенье, 23 ноября, 10:00 => ask
час в понедельник или вторник => windows 11-23..11-25 {60min}
каждый месяц 10 числа в 9 => every FREQ=MONTHLY;BYMONTHDAY=10 from 12-10 09:00
встреча с тремя людьми => none
в пятницу 27-го в шесть вечера => point 11-27 18:00
послезавтра днём => windows 11-20 13:00-17:00
через пять дней в 8 => point 11-23 08:00
""",
}
