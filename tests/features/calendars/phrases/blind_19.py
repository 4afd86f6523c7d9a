"""The nineteenth blind round: the last look, a little of everything."""

PHRASES = {
    "en": """
parents' evening Thursday 26 November 6:15pm => point 11-26 18:15 | parents' evening
choir every Wednesday from 7:30 to 9pm => every FREQ=WEEKLY;BYDAY=WE from 11-18 19:30-21:00 | choir
renew passport by 15 January => day 2027-01-15 | renew passport
ski trip 12-19 February 2027 => windows 2027-02-12..2027-02-20 | ski trip
interview Monday at 10 Paris time => point 11-23 10:00 {Europe/Paris}
Tuesday at twenty to nine in the morning => point 11-24 08:40
feed the cat twice a day => ask
the first Tuesday of each month at 5:30pm => every FREQ=MONTHLY;BYDAY=1TU from 12-01 17:30
next month on the 3rd => day 12-03
next Saturday afternoon => windows 11-28 13:00-17:00
30 September at 24:30 => ask
never on a Sunday => ask
1984 reading group => none
""",
    "de": """
Elternabend Donnerstag, 26. November, 18:15 Uhr => point 11-26 18:15 | Elternabend
Chor jeden Mittwoch von 19:30 bis 21 Uhr => every FREQ=WEEKLY;BYDAY=WE from 11-18 19:30-21:00 | Chor
Pass verlängern bis 15. Januar => day 2027-01-15 | Pass verlängern
Skiurlaub 12.-19. Februar 2027 => windows 2027-02-12..2027-02-20 | Skiurlaub
Gespräch Montag um 10 Uhr Pariser Zeit => point 11-23 10:00 {Europe/Paris}
Dienstag früh um zwanzig vor neun => point 11-24 08:40
jeden ersten Dienstag im Monat um 17:30 => every FREQ=MONTHLY;BYDAY=1TU from 12-01 17:30
nächsten Samstagnachmittag => windows 11-28 13:00-17:00
jedes zweite Wochenende => every FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU from 11-21
niemals sonntags => ask
""",
    "fr": """
réunion parents jeudi 26 novembre 18h15 => point 11-26 18:15 | réunion parents
chorale tous les mercredis de 19h30 à 21h => every FREQ=WEEKLY;BYDAY=WE from 11-18 19:30-21:00 | chorale
renouveler le passeport avant le 15 janvier => ask
ski du 12 au 19 février 2027 => windows 2027-02-12..2027-02-20 | ski
entretien lundi à 10h heure de Londres => point 11-23 10:00 {Europe/London}
mardi matin à neuf heures moins vingt => point 11-24 08:40
le premier mardi de chaque mois à 17h30 => every FREQ=MONTHLY;BYDAY=1TU from 12-01 17:30
samedi prochain après-midi => windows 11-28 13:00-17:00
un week-end sur deux => every FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU from 11-21
jamais le dimanche => ask
""",
    "es": """
reunión de padres jueves 26 de noviembre 18:15 => point 11-26 18:15 | reunión de padres
coro todos los miércoles de 19:30 a 21:00 => every FREQ=WEEKLY;BYDAY=WE from 11-18 19:30-21:00 | coro
renovar el pasaporte antes del 15 de enero => ask
esquí del 12 al 19 de febrero de 2027 => windows 2027-02-12..2027-02-20 | esquí
entrevista el lunes a las 10 hora de París => point 11-23 10:00 {Europe/Paris}
el martes a las nueve menos veinte de la mañana => point 11-24 08:40
el primer martes de cada mes a las 17:30 => every FREQ=MONTHLY;BYDAY=1TU from 12-01 17:30
el próximo sábado por la tarde => windows 11-28 13:00-17:00
nunca los domingos => ask
""",
    "ru": """
родительское собрание в четверг 26 ноября в 18:15 => point 11-26 18:15 | родительское собрание
хор каждую среду с 19:30 до 21:00 => every FREQ=WEEKLY;BYDAY=WE from 11-18 19:30-21:00 | хор
лыжи с 12 по 19 февраля 2027 => windows 2027-02-12..2027-02-20 | лыжи
собеседование в понедельник в 10 по парижскому времени => point 11-23 10:00 {Europe/Paris}
во вторник без двадцати девять утра => point 11-24 08:40
первый вторник каждого месяца в 17:30 => every FREQ=MONTHLY;BYDAY=1TU from 12-01 17:30
в следующую субботу днём => windows 11-28 13:00-17:00
каждые вторые выходные => every FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU from 11-21
никогда по воскресеньям => ask
""",
}
