"""The fourteenth blind round: short forms of offices and chats, lower case, and words that change a time."""

PHRASES = {
    "en": """
mtg w/ Ada thu 3pm => point 11-19 15:00 | mtg w/ Ada
1on1 grace fri 1030 => point 11-20 10:30
lunch tue @ 12:30 => point 11-24 12:30 | lunch
appt dr lee 12/1/26 4:15pm => point 2026-01-12 16:15
conf call 2moro 11am CET => point 11-19 11:00
can we push the 3pm to 4pm tomorrow? => ask
cancel the 10am on Friday => point 11-20 10:00
ping me in 5 => none
sync asap => none
deadline EOD Friday => ask
starts Friday 9am, ends Friday 5pm => ask
delivery between 8am and noon on Saturday => windows 11-21 08:00-12:00
every 2nd and 4th Friday at 4pm => ask
alternate Tuesdays 6pm => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 18:00
thursdays 5:30pm pilates => every FREQ=WEEKLY;BYDAY=TH from 11-19 17:30 | pilates
team social last Thursday of the month 5pm => ask
board meeting last Thursday in January at 2pm => point 2027-01-28 14:00 | board meeting
nightly at 11pm => every FREQ=DAILY from 11-18 23:00
twice a month on Fridays => ask
all day Friday => day 11-20
all next week => windows 11-23..11-30
the rest of the week => ask
over the weekend => windows 11-21..11-23
Sunday lunchtime => windows 11-22 12:00-14:00
late Friday => ask
midnight tonight => point 11-19 00:00
tomorrow night at 11 => point 11-19 23:00
tomorrow at noon for 90 min => point 11-19 12:00-13:30
not this Friday but the next => ask
Friday, not Thursday => ask
Tuesday or Thursday, whichever suits => windows 11-19..11-20; 11-24..11-25
no meetings on Friday => ask
a month from today => day 12-18
10 days from now => day 11-28
6 weeks from Monday => day 2027-01-04
three months from 1 December => day 2027-03-01
week of the 7th => windows 12-07..12-14
Dec 7-11 => windows 12-07..12-12
Mon 7 Dec - Fri 11 Dec => windows 12-07..12-12
born in May 1990 => windows 1990-05-01..1990-06-01
August 2027 => windows 2027-08-01..2027-09-01
3 o'clock sharp tomorrow afternoon => point 11-19 15:00
15:00-16:00 GMT Friday => point 11-20 15:00-16:00 {UTC}
tomorrow 10:00 New York => ask
two => none
Apollo 13 screening => none
the twelve days of Christmas => ask
""",  # a phrase a line
    "de": """
mtg mit ada do 15 uhr => point 11-19 15:00 | mtg mit ada
mittag mit grace di 12:30 => point 11-24 12:30
telko morgen 11 uhr mez => point 11-19 11:00 | telko
termin dr. lee 1.12.26 16:15 => point 12-01 16:15
können wir den 15-Uhr-Termin morgen auf 16 Uhr schieben? => ask
in 5 minuten anrufen => point 11-18 10:05 | anrufen
abgabe freitag 18 uhr => point 11-20 18:00 | abgabe
lieferung samstag zwischen 8 und 12 => windows 11-21 08:00-12:00 | lieferung
jeden 2. und 4. freitag um 16 uhr => ask
donnerstags 17:30 pilates => every FREQ=WEEKLY;BYDAY=TH from 11-19 17:30 | pilates
letzter donnerstag im januar um 14 uhr => point 2027-01-28 14:00
ganztägig freitag => day 11-20
die ganze nächste woche => windows 11-23..11-30
den rest der woche => ask
sonntagmittag => windows 11-22 12:00-14:00
freitag spät => ask
heute um mitternacht => point 11-19 00:00
morgen abend um 11 => point 11-19 23:00
nicht diesen freitag, sondern nächsten => ask
freitag, nicht donnerstag => ask
freitags keine termine => ask
heute in einem monat => day 12-18
in zehn tagen => day 11-28
montag in sechs wochen => day 2027-01-04
drei monate nach dem 1. dezember => day 2027-03-01
7.-11.12. => windows 12-07..12-12
mo 7.12. bis fr 11.12. => windows 12-07..12-12
im august 2027 => windows 2027-08-01..2027-09-01
morgen 15 uhr c.t. => ask
ab nächster woche immer montags => every FREQ=WEEKLY;BYDAY=MO from 11-23
alle paar tage => ask
montag bis freitag von 9 bis 17 uhr => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
quartalsweise am ersten montag => ask
vormittags oder nachmittags am 3.12. => windows 12-03 09:00-12:00; 12-03 13:00-17:00
sieben zwerge => none
apollo 13 => none
""",  # noqa: E501  # a phrase a line
    "fr": """
rdv avec ada jeu 15h => point 11-19 15:00 | rdv avec ada
déj avec grace mar. 12h30 => point 11-24 12:30
conf call demain 11h => point 11-19 11:00 | conf call
on peut décaler le point de 15h à 16h demain ? => ask
annuler la réunion de vendredi 10h => point 11-20 10:00
rappelle-moi dans 5 minutes => point 11-18 10:05 | rappelle-moi
livraison samedi entre 8h et 12h => windows 11-21 08:00-12:00 | livraison
les 2e et 4e vendredis du mois à 16h => ask
le jeudi à 17h30 pilates => ask
dernier jeudi de janvier à 14h => point 2027-01-28 14:00
toute la semaine prochaine => windows 11-23..11-30
le reste de la semaine => ask
dimanche midi => point 11-22 12:00
tard vendredi => ask
ce soir à minuit => point 11-19 00:00
demain soir à 11h => point 11-19 23:00
pas ce vendredi mais le suivant => ask
vendredi, pas jeudi => ask
pas de réunion le vendredi => ask
dans un mois => day 12-18
dans dix jours => day 11-28
d'aujourd'hui en quinze => day 12-02
7-11 décembre => windows 12-07..12-12
du lundi 7 au vendredi 11 décembre => windows 12-07..12-12
en août 2027 => windows 2027-08-01..2027-09-01
la veille de Noël => day 12-24
le lendemain de Noël => day 12-26
du lundi au vendredi de 9h à 17h => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
matin et soir => none
un lundi par mois => ask
une fois par mois => every FREQ=MONTHLY from 11-18
apollo 13 => none
les sept nains => none
""",  # noqa: E501  # a phrase a line
    "es": """
reu con ada jue 15:00 => point 11-19 15:00 | reu con ada
comida con grace mar. 12:30 => point 11-24 12:30
conf call mañana 11:00 => point 11-19 11:00 | conf call
¿podemos pasar la de las 15:00 a las 16:00 mañana? => ask
cancelar la reunión del viernes a las 10 => point 11-20 10:00
llámame en 5 minutos => point 11-18 10:05 | llámame
entrega el sábado entre las 8 y las 12 => windows 11-21 08:00-12:00 | entrega
el segundo y el cuarto viernes de cada mes a las 16:00 => every FREQ=MONTHLY;BYDAY=2FR,4FR from 11-27 16:00
los jueves a las 17:30 pilates => every FREQ=WEEKLY;BYDAY=TH from 11-19 17:30 | pilates
último jueves de enero a las 14:00 => point 2027-01-28 14:00
toda la semana que viene => windows 11-23..11-30
el resto de la semana => ask
domingo a mediodía => point 11-22 12:00
esta noche a medianoche => point 11-19 00:00
mañana por la noche a las 11 => point 11-19 23:00
este viernes no, el siguiente => ask
viernes, no jueves => ask
los viernes no hay reuniones => ask
dentro de un mes => day 12-18
dentro de diez días => day 11-28
del 7 al 11 de diciembre => windows 12-07..12-12
del lunes 7 al viernes 11 de diciembre => windows 12-07..12-12
en agosto de 2027 => windows 2027-08-01..2027-09-01
la víspera de Navidad => day 12-24
de lunes a viernes de 9:00 a 17:00 => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
por la mañana y por la tarde => none
una vez al mes => every FREQ=MONTHLY from 11-18
apolo 13 => none
los siete enanitos => none
""",  # noqa: E501  # a phrase a line
    "ru": """
встреча с адой чт 15:00 => point 11-19 15:00 | встреча с адой
обед с грейс вт 12:30 => point 11-24 12:30
созвон завтра 11:00 мск => point 11-19 11:00 {Europe/Moscow}
можно перенести с 15:00 на 16:00 завтра? => ask
отменить встречу в пятницу в 10 => point 11-20 10:00
позвони через 5 минут => point 11-18 10:05 | позвони
доставка в субботу с 8 до 12 => point 11-21 08:00-12:00 | доставка
вторая и четвёртая пятница месяца в 16:00 => ask
по четвергам 17:30 пилатес => every FREQ=WEEKLY;BYDAY=TH from 11-19 17:30 | пилатес
последний четверг января в 14:00 => point 2027-01-28 14:00
всю следующую неделю => windows 11-23..11-30
остаток недели => ask
сегодня в полночь => point 11-19 00:00
завтра в 11 вечера => point 11-19 23:00
не в эту пятницу, а в следующую => ask
в пятницу, а не в четверг => ask
по пятницам встреч нет => ask
через месяц => day 12-18
через десять дней => day 11-28
7-11 декабря => windows 12-07..12-12
с понедельника 7 по пятницу 11 декабря => windows 12-07..12-12
в августе 2027 => windows 2027-08-01..2027-09-01
за день до нового года => day 12-31
накануне рождества => day 2027-01-06
с понедельника по пятницу с 9 до 17 => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
утром и вечером => none
раз в месяц => every FREQ=MONTHLY from 11-18
аполлон 13 => none
семь гномов => none
""",  # noqa: E501  # a phrase a line
}
