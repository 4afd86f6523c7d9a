"""The eighteenth blind round: half of it words that change a time, half of it plain."""

PHRASES = {
    "en": """
every Thursday at 7pm from 3 December to 17 December => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 12-03 19:00
the morning of 4 December => windows 12-04 09:00-12:00
half an hour before noon tomorrow => point 11-19 11:30
an hour after lunch on Friday => windows 11-20 13:00-17:00 {60min}
dentist Friday or the Monday after => ask
Friday at 3pm, unless Ada objects => ask
any weekday but Wednesday => ask
Tuesday 9am at the earliest => ask
no earlier than 10am on Monday => windows 11-23 10:00-11-24 00:00
every Monday in even weeks at 9am => ask
every few weeks on Friday => ask
twice on Friday => ask
Friday 3pm was cancelled => ask
the meeting on Friday moved to Monday 10am => ask
once we are back in January => ask
a fortnight on Saturday => day 12-05
tomorrow or the day after => windows 11-19..11-20; 11-20..11-21
between Christmas and New Year => ask
Saturday from ten till two => point 11-21 10:00-14:00
workshop 2-4 December, 9am-5pm daily => windows 12-02 09:00-17:00; 12-03 09:00-17:00; 12-04 09:00-17:00
leave at 7:40am on Tuesday => point 11-24 07:40 | leave
tomorrow at a quarter past eleven => point 11-19 11:15
12am on Friday => point 11-20 00:00
12pm on Friday => point 11-20 12:00
Friday noon GMT => point 11-20 12:00 {UTC}
20:00-22:30 next Saturday => point 11-28 20:00-22:30
""",  # noqa: E501  # a phrase a line
    "de": """
jeden Donnerstag um 19 Uhr vom 3. bis 17. Dezember => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 12-03 19:00
am Vormittag des 4. Dezember => windows 12-04 09:00-12:00
morgen eine halbe Stunde vor 12 => point 11-19 11:30
Freitag oder Montag darauf => ask
Freitag 15 Uhr, es sei denn, Ada kann nicht => ask
Dienstag frühestens um 9 Uhr => windows 11-24 09:00-11-25 00:00
jeden Montag in geraden Wochen um 9 Uhr => ask
zweimal am Freitag => ask
Freitag 15 Uhr fällt aus => ask
die Besprechung vom Freitag auf Montag 10 Uhr verlegt => ask
morgen oder übermorgen => windows 11-19..11-20; 11-20..11-21
Samstag von zehn bis zwei => point 11-21 10:00-14:00
am Dienstag um 7:40 Uhr los => point 11-24 07:40
morgen um Viertel nach elf => point 11-19 11:15
nächsten Samstag 20:00-22:30 => point 11-28 20:00-22:30
heute in drei Wochen => day 12-09
am 24. und 31. Dezember => windows 12-24..12-25; 12-31..2027-01-01
um 24 Uhr am Freitag => point 11-21 00:00
Freitag um 0 Uhr => point 11-20 00:00
jeden Tag um 7 und um 19 Uhr => ask
""",
    "fr": """
tous les jeudis à 19h du 3 au 17 décembre => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 12-03 19:00
le matin du 4 décembre => windows 12-04 09:00-12:00
demain une demi-heure avant midi => point 11-19 11:30
vendredi ou le lundi suivant => windows 11-20..11-21; 11-23..11-24
vendredi à 15h, sauf si Ada ne peut pas => ask
mardi à 9h au plus tôt => ask
le lundi des semaines paires à 9h => ask
deux fois vendredi => ask
la réunion de vendredi est annulée => ask
la réunion de vendredi reportée à lundi 10h => ask
demain ou après-demain => windows 11-19..11-20; 11-20..11-21
samedi de dix heures à quatorze heures => point 11-21 10:00-14:00
départ mardi à 7h40 => point 11-24 07:40 | départ
demain à onze heures et quart => point 11-19 11:15
samedi prochain 20h-22h30 => point 11-28 20:00-22:30
aujourd'hui en huit => day 11-25
les 24 et 31 décembre => windows 12-24..12-25; 12-31..2027-01-01
vendredi à 0h => point 11-20 00:00
tous les jours à 7h et à 19h => ask
""",
    "es": """
todos los jueves a las 19:00 del 3 al 17 de diciembre => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 12-03 19:00
la mañana del 4 de diciembre => windows 12-04 09:00-12:00
mañana media hora antes del mediodía => point 11-19 11:30
el viernes o el lunes siguiente => windows 11-20..11-21; 11-23..11-24
el viernes a las 15:00, a menos que Ada no pueda => ask
el martes a las 9 como pronto => ask
los lunes de las semanas pares a las 9 => ask
dos veces el viernes => ask
la reunión del viernes está cancelada => ask
la reunión del viernes pasa al lunes a las 10 => ask
mañana o pasado mañana => windows 11-19..11-20; 11-20..11-21
el sábado de diez a dos => point 11-21 10:00-14:00
salida el martes a las 7:40 de la mañana => point 11-24 07:40 | salida
mañana a las once y cuarto => point 11-19 11:15
el próximo sábado 20:00-22:30 => point 11-28 20:00-22:30
el 24 y el 31 de diciembre => windows 12-24..12-25; 12-31..2027-01-01
el viernes a las 0:00 => point 11-20 00:00
todos los días a las 7 y a las 19 => ask
""",  # noqa: E501  # a phrase a line
    "ru": """
каждый четверг в 19:00 с 3 по 17 декабря => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 12-03 19:00
утром 4 декабря => windows 12-04 09:00-12:00
завтра за полчаса до полудня => point 11-19 11:30
в пятницу или в следующий за ней понедельник => windows 11-20..11-21; 11-23..11-24
в пятницу в 15:00, если Ада не против => ask
во вторник не раньше 9 утра => windows 11-24 09:00-11-25 00:00
по понедельникам в чётные недели в 9:00 => ask
дважды в пятницу => ask
встреча в пятницу отменена => ask
встречу с пятницы перенесли на понедельник на 10:00 => ask
завтра или послезавтра => windows 11-19..11-20; 11-20..11-21
в субботу с десяти до двух => point 11-21 10:00-14:00
выезд во вторник в 7:40 => point 11-24 07:40 | выезд
завтра в четверть двенадцатого дня => point 11-19 11:15
в следующую субботу 20:00-22:30 => point 11-28 20:00-22:30
24 и 31 декабря => windows 12-24..12-25; 12-31..2027-01-01
в пятницу в 0:00 => point 11-20 00:00
каждый день в 7 и в 19 => ask
""",
}
