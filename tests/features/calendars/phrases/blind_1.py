"""The first blind round: written after the grammar, and read once before anything was changed for it."""

PHRASES = {
    "en": """
catch-up with Grace on Thursday from 2 to 2:30pm => point 11-19 14:00-14:30 | catch-up with Grace
1:1 with Bob Thursday 10am => point 11-19 10:00 | 1:1 with Bob
Room 12 tomorrow 9am => point 11-19 09:00 | Room 12
matchday 7: Rovers v United, Sat 28 Nov, kick-off 15:00 => point 11-28 15:00
training moves to Tuesdays 6:30-8pm => every FREQ=WEEKLY;BYDAY=TU from 11-24 18:30-20:00
cup final 12 December 2026 3pm => point 12-12 15:00 | cup final
could you do the 24th at half past nine? => point 11-24 09:30
fee due by Friday => day 11-20
please reply by noon tomorrow => point 11-19 12:00
in three weeks => day 12-09
a fortnight on Saturday => day 12-05
first Monday of next month, 10am => point 12-07 10:00
first Monday of every month at 10am => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
pay rent on the 1st of every month => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01
any day but Friday => ask
not before 11 on Monday => windows 11-23 11:00-11-24 00:00
Monday or Wednesday evening => ask
Mon-Thu next week after 6pm => windows 11-23 18:00-11-24 00:00; 11-24 18:00-11-25 00:00; 11-25 18:00-11-26 00:00; 11-26 18:00-11-27 00:00
sometime next week, 90 minutes => windows 11-23..11-30 {90min}
between Christmas and New Year => ask
iPhone 15 repair => none
24h Le Mans => none
may the best team win => none
second opinion from the doctor => none
march past the town hall => none
sun hats for everyone => none
7am flight to Oslo on 3 Dec => point 12-03 07:00 | flight to Oslo
standup every weekday 9:15 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15 | standup
quarter to eight tonight => point 11-18 19:45
Friday 13th => ask
4pm London time on Monday => point 11-23 16:00 {Europe/London}
tomorrow, all day => day 11-19
lunch at 1 on Sunday => point 11-22 13:00 | lunch
the week after next => windows 11-30..12-07
""",  # noqa: E501  # a phrase a line
    "de": """
Training dienstags 18:30 bis 20 Uhr => every FREQ=WEEKLY;BYDAY=TU from 11-24 18:30-20:00 | Training
1:1 mit Grace, Do 10 Uhr => point 11-19 10:00 | 1:1 mit Grace
Raum 12 morgen um neun => point 11-19 09:00 | Raum 12
Spieltag 7 am Sa 28.11. um 15:00 => point 11-28 15:00
Zahnarzt übermorgen halb acht => ask
morgen früh halb acht Laufen => point 11-19 07:30 | Laufen
Rückmeldung bitte bis Freitag => day 11-20
bis morgen Mittag => windows 11-19 12:00-14:00
in vierzehn Tagen => day 12-02
Freitag in zwei Wochen, 14 Uhr => point 12-04 14:00
am ersten Montag im Dezember => day 12-07
jeden ersten Montag im Monat um 10 Uhr => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
nicht am Freitag => ask
Montag oder Dienstag => windows 11-23..11-25
Mo–Do nächste Woche ab 18 Uhr => ask
24-Stunden-Rennen => none
iPhone 15 reparieren => none
So geht das nicht => none
Mai Tai mixen => none
Ich komme mit der S1 => none
Abflug 3.12. um 6:45 => point 12-03 06:45 | Abflug
werktags um 9:15 Standup => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15 | Standup
heute Abend Viertel vor acht => point 11-18 19:45
Kino am Samstag um acht => point 11-21 20:00 | Kino
16 Uhr Londoner Zeit am Montag => point 11-23 16:00 {Europe/London}
zwischen 9 und 12 am Donnerstag => windows 11-19 09:00-12:00
05.12. => day 12-05
Anfang Dezember => ask
alle zwei Wochen freitags => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20
Elternabend am 24.11.26, 19:30 Uhr => point 11-24 19:30 | Elternabend
vom 1. bis 5. Februar => windows 2027-02-01..2027-02-06
dreiviertel neun am Freitag => point 11-20 08:45
""",
    "fr": """
entraînement tous les mardis de 18h30 à 20h => every FREQ=WEEKLY;BYDAY=TU from 11-24 18:30-20:00 | entraînement
1:1 avec Grace jeudi 10h => point 11-19 10:00 | 1:1 avec Grace
salle 12 demain à 9h => point 11-19 09:00 | salle 12
match samedi 28 novembre à 15h => point 11-28 15:00 | match
réponse avant vendredi => ask
à rendre pour vendredi => day 11-20
dans une quinzaine => day 12-02
dans trois semaines => day 12-09
le premier lundi de décembre => day 12-07
tous les premiers lundis du mois à 10h => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
pas vendredi => ask
lundi ou mardi => windows 11-23..11-25
jeudi ou vendredi matin => windows 11-19 09:00-12:00; 11-20 09:00-12:00
du lundi au mercredi => windows 11-23..11-26
24 heures du Mans => none
iPhone 15 à réparer => none
la mer est belle => none
mars et Vénus => none
second avis médical => none
vol pour Oslo le 3 décembre à 6h45 => point 12-03 06:45 | vol pour Oslo
ce soir à huit heures moins le quart => point 11-18 19:45
mardi prochain à midi => point 11-24 12:00
après-demain à 14h => point 11-20 14:00
entre 9h et midi jeudi => windows 11-19 09:00-12:00
une heure la semaine prochaine => windows 11-23..11-30 {60min}
le 05/12 à 17 h => point 12-05 17:00
un vendredi sur deux à 17h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20 17:00
début décembre => ask
demain à 3 heures => ask
tous les jours ouvrés à 9h15 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15
dimanche à midi et demi => point 11-22 12:30
lundi 16h heure de Londres => point 11-23 16:00 {Europe/London}
il y a trois jours => day 11-15
le loyer le 1er de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01
""",
    "es": """
entrenamiento todos los martes de 18:30 a 20:00 => every FREQ=WEEKLY;BYDAY=TU from 11-24 18:30-20:00 | entrenamiento
1:1 con Grace el jueves a las 10 => point 11-19 10:00 | 1:1 con Grace
sala 12 mañana a las 9 => point 11-19 09:00 | sala 12
partido el sábado 28 de noviembre a las 15:00 => point 11-28 15:00 | partido
responder antes del viernes => ask
entregar para el viernes => day 11-20
dentro de quince días => ask
en tres semanas => day 12-09
el primer lunes de diciembre => day 12-07
el primer lunes de cada mes a las 10:00 => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
el viernes no => ask
lunes o martes => windows 11-23..11-25
de lunes a miércoles => windows 11-23..11-26
24 horas de Le Mans => none
iPhone 15 para reparar => none
marte y venus => none
segunda opinión médica => none
la tarde de los muertos vivientes => none
vuelo a Oslo el 3 de diciembre a las 6:45 de la mañana => point 12-03 06:45 | vuelo a Oslo
hoy a las ocho menos cuarto de la tarde => point 11-18 19:45
el próximo martes al mediodía => point 11-24 12:00
pasado mañana a las 14:00 => point 11-20 14:00
el jueves entre las 9 y las 12 => windows 11-19 09:00-12:00
una hora la semana que viene => windows 11-23..11-30 {60min}
5/12 a las 17h => point 12-05 17:00
un viernes sí y otro no a las 17:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20 17:00
a principios de diciembre => ask
mañana a las 3 => ask
de lunes a viernes a las 9:15 => ask
domingo a las dos y media de la tarde => point 11-22 14:30
lunes 16:00 hora de Londres => point 11-23 16:00 {Europe/London}
hace tres días => day 11-15
el alquiler el 1 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01
este finde => windows 11-21..11-23
""",
    "ru": """
тренировка по вторникам с 18:30 до 20:00 => every FREQ=WEEKLY;BYDAY=TU from 11-24 18:30-20:00 | тренировка
созвон 1:1 с Ритой в четверг в 10 утра => point 11-19 10:00
кабинет 12 завтра в 9:00 => point 11-19 09:00 | кабинет 12
матч в субботу 28 ноября в 15:00 => point 11-28 15:00 | матч
ответить до пятницы => day 11-20
сдать к пятнице => day 11-20
через две недели => day 12-02
через три недели в понедельник => ask
в первый понедельник декабря => day 12-07
каждый первый понедельник месяца в 10:00 => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
только не в пятницу => ask
в понедельник или вторник => windows 11-23..11-25
с понедельника по среду => windows 11-23..11-26
24 часа Ле-Мана => none
починить iPhone 15 => none
марш несогласных => none
второе мнение врача => none
рейс в Осло 3 декабря в 6:45 => point 12-03 06:45
сегодня без четверти восемь вечера => point 11-18 19:45
в следующий вторник в полдень => point 11-24 12:00
послезавтра в 14:00 => point 11-20 14:00
в четверг между 9 и 12 => windows 11-19 09:00-12:00
час на следующей неделе => windows 11-23..11-30 {60min}
05.12 в 17:00 => point 12-05 17:00
каждую вторую пятницу в 17:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20 17:00
в начале декабря => ask
завтра в три => ask
по будням в 9:15 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15
в воскресенье в половине третьего дня => point 11-22 14:30
в понедельник в 16:00 по Лондону => point 11-23 16:00 {Europe/London}
три дня назад => day 11-15
аренда 1 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01
в эти выходные => windows 11-21..11-23
завтра в полвосьмого утра => point 11-19 07:30
""",
}
