"""The thirteenth blind round: the kinds that the conventions name, and what people write into one line."""

PHRASES = {
    "en": """
project kickoff next Monday at 10am for two hours => point 11-23 10:00-12:00 | project kickoff
coffee with Grace tomorrow at 16:30 => point 11-19 16:30 | coffee with Grace
every other Wednesday at noon => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 12:00
the third Thursday of every month at 6pm => every FREQ=MONTHLY;BYDAY=3TH from 11-19 18:00
weekday mornings next week => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00
haircut Saturday 11:15 => point 11-21 11:15 | haircut
two weeks from Thursday at 9am => point 12-03 09:00
7:45pm PST on Friday => point 11-20 19:45 {America/Los_Angeles}
9am London time next Tuesday => point 11-24 09:00 {Europe/London}
31 April at 3pm => ask
Monday 24 November at 10am => ask
[now=2027-03-26T12:00] this Sunday at 2:30am => ask
lunch on the 25th => day 11-25 | lunch
06/12 at 18:00 => point 12-06 18:00
[en-US] 12/06 at 6pm => point 12-06 18:00
[en] 06/12 at 6pm => ask
Thursday 3-4:30pm budget review => point 11-19 15:00-16:30 | budget review
between 9 and 11 next Friday => windows 11-27 09:00-11:00
this weekend or next => ask
Friday evening or Saturday morning => windows 11-20 18:00-21:00; 11-21 09:00-12:00
gym every Tuesday and Thursday at 7am => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 07:00 | gym
quarterly review on 1 January 2027 at 10:00 => ask
every weekday at 8:30am until Christmas => every FREQ=WEEKLY;UNTIL=20261225T225959Z;BYDAY=MO,TU,WE,TH,FR from 11-19 08:30
call the bank in 20 minutes => point 11-18 10:20 | call the bank
half seven on Saturday evening => ask
meeting at 5 => ask
see you at seven on Thursday => ask
Wednesday afternoon => ask
anniversary on 29 February => ask
for an hour tomorrow afternoon => windows 11-19 13:00-17:00 {60min}
2 hours on Saturday => day 11-21 {120min}
from 20 to 22 December => windows 12-20..12-23
from 10 December at 9am to 12 December at 5pm => point 12-10 09:00-12-12 17:00
every morning at 7:15 => every FREQ=DAILY from 11-19 07:15
annual checkup every 5 May => every FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5 from 2027-05-05 | checkup
fix the second sink => none
read chapter 12 => none
order 66 => none
""",  # noqa: E501  # a phrase a line
    "de": """
Kick-off nächsten Montag um 10 Uhr für zwei Stunden => point 11-23 10:00-12:00 | Kick-off
Kaffee mit Grace morgen um 16:30 => point 11-19 16:30 | Kaffee mit Grace
jeden zweiten Mittwoch um 12 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 12:00
jeden dritten Donnerstag im Monat um 18 Uhr => every FREQ=MONTHLY;BYDAY=3TH from 11-19 18:00
werktags vormittags nächste Woche => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00
Friseur Samstag 11:15 => point 11-21 11:15 | Friseur
Freitag 19:45 Londoner Zeit => point 11-20 19:45 {Europe/London}
31. April um 15 Uhr => ask
Montag, 24. November um 10 Uhr => ask
Mittagessen am 25. => day 11-25
6.12. um 18 Uhr => point 12-06 18:00
06.12.2026 18:00 => point 12-06 18:00
Donnerstag 15-16:30 Uhr Budget => point 11-19 15:00-16:30 | Budget
nächsten Freitag zwischen 9 und 11 Uhr => windows 11-27 09:00-11:00
Freitagabend oder Samstagvormittag => windows 11-20 18:00-21:00; 11-21 09:00-12:00
jeden Dienstag und Donnerstag um 7 Uhr Sport => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 07:00 | Sport
werktags um 8:30 bis zum 18. Dezember => every FREQ=WEEKLY;UNTIL=20261218T225959Z;BYDAY=MO,TU,WE,TH,FR from 11-19 08:30
in 20 Minuten die Bank anrufen => point 11-18 10:20 | die Bank anrufen
Treffen um fünf => ask
Mittwochnachmittag => ask
am 29. Februar => ask
morgen Nachmittag für eine Stunde => windows 11-19 13:00-17:00 {60min}
vom 20. bis 22. Dezember => windows 12-20..12-23
jeden Morgen um 7:15 => every FREQ=DAILY from 11-19 07:15
jedes Jahr am 5. Mai => every FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5 from 2027-05-05
halb neun am Montagmorgen => point 11-23 08:30
alle drei Wochen freitags um 14 Uhr => every FREQ=WEEKLY;INTERVAL=3;BYDAY=FR from 11-20 14:00
übernächsten Freitag => day 12-04
am vorletzten Freitag des Monats => ask
Kapitel 12 lesen => none
zweites Frühstück => none
""",  # noqa: E501  # a phrase a line
    "fr": """
lancement du projet lundi prochain à 10h pendant deux heures => point 11-23 10:00-12:00 | lancement du projet
café avec Grace demain à 16h30 => point 11-19 16:30 | café avec Grace
un mercredi sur deux à midi => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 12:00
le troisième jeudi de chaque mois à 18h => every FREQ=MONTHLY;BYDAY=3TH from 11-19 18:00
coiffeur samedi 11h15 => point 11-21 11:15 | coiffeur
vendredi à 19h45 heure de Londres => point 11-20 19:45 {Europe/London}
le 31 avril à 15h => ask
lundi 24 novembre à 10h => ask
déjeuner le 25 => day 11-25
le 6/12 à 18h => point 12-06 18:00
jeudi de 15h à 16h30 budget => point 11-19 15:00-16:30 | budget
vendredi prochain entre 9h et 11h => windows 11-27 09:00-11:00
vendredi soir ou samedi matin => windows 11-20 18:00-21:00; 11-21 09:00-12:00
tous les mardis et jeudis à 7h du matin => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 07:00
dans 20 minutes appeler la banque => point 11-18 10:20 | appeler la banque
réunion à cinq heures => ask
mercredi après-midi => ask
le 29 février => ask
demain après-midi pendant une heure => windows 11-19 13:00-17:00 {60min}
du 20 au 22 décembre => windows 12-20..12-23
tous les matins à 7h15 => every FREQ=DAILY from 11-19 07:15
chaque année le 5 mai => every FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5 from 2027-05-05
lundi matin à huit heures et demie => point 11-23 08:30
toutes les trois semaines le vendredi à 14h => every FREQ=WEEKLY;INTERVAL=3;BYDAY=FR from 11-20 14:00
du mardi 24 au jeudi 26 novembre => windows 11-24..11-27
lundi ou mardi après-midi => windows 11-23 13:00-17:00; 11-24 13:00-17:00
lire le chapitre 12 => none
un deuxième café => none
""",
    "es": """
inicio del proyecto el próximo lunes a las 10:00 durante dos horas => point 11-23 10:00-12:00 | inicio del proyecto
café con Grace mañana a las 16:30 => point 11-19 16:30 | café con Grace
un miércoles sí y otro no a mediodía => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 12:00
el tercer jueves de cada mes a las 18:00 => every FREQ=MONTHLY;BYDAY=3TH from 11-19 18:00
peluquería el sábado a las 11:15 => point 11-21 11:15 | peluquería
viernes a las 19:45 hora de Londres => point 11-20 19:45 {Europe/London}
el 31 de abril a las 15:00 => ask
lunes 24 de noviembre a las 10:00 => ask
comida el 25 => day 11-25
el 6/12 a las 18:00 => point 12-06 18:00
jueves de 15:00 a 16:30 presupuesto => point 11-19 15:00-16:30 | presupuesto
el próximo viernes entre las 9 y las 11 => windows 11-27 09:00-11:00
viernes por la noche o sábado por la mañana => windows 11-20 18:00-21:00; 11-21 09:00-12:00
todos los martes y jueves a las 7 de la mañana => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 07:00
llamar al banco en 20 minutos => point 11-18 10:20 | llamar al banco
reunión a las cinco => ask
el miércoles por la tarde => ask
el 29 de febrero => ask
mañana por la tarde durante una hora => windows 11-19 13:00-17:00 {60min}
del 20 al 22 de diciembre => windows 12-20..12-23
cada mañana a las 7:15 => every FREQ=DAILY from 11-19 07:15
todos los años el 5 de mayo => every FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5 from 2027-05-05
el lunes a las ocho y media de la mañana => point 11-23 08:30
cada tres semanas los viernes a las 14:00 => every FREQ=WEEKLY;INTERVAL=3;BYDAY=FR from 11-20 14:00
del martes 24 al jueves 26 de noviembre => windows 11-24..11-27
leer el capítulo 12 => none
un segundo café => none
""",
    "ru": """
старт проекта в следующий понедельник в 10:00 на два часа => point 11-23 10:00-12:00 | старт проекта
кофе с Грейс завтра в 16:30 => point 11-19 16:30 | кофе с Грейс
каждую вторую среду в полдень => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 12:00
третий четверг каждого месяца в 18:00 => every FREQ=MONTHLY;BYDAY=3TH from 11-19 18:00
парикмахер в субботу в 11:15 => point 11-21 11:15 | парикмахер
в пятницу в 19:45 по лондонскому времени => point 11-20 19:45 {Europe/London}
31 апреля в 15:00 => ask
понедельник, 24 ноября, 10:00 => ask
обед 25-го => day 11-25
06.12 в 18:00 => point 12-06 18:00
четверг с 15:00 до 16:30 бюджет => point 11-19 15:00-16:30 | бюджет
в следующую пятницу между 9 и 11 => windows 11-27 09:00-11:00
в пятницу вечером или в субботу утром => windows 11-20 18:00-21:00; 11-21 09:00-12:00
каждый вторник и четверг в 7 утра => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 07:00
через 20 минут позвонить в банк => point 11-18 10:20 | позвонить в банк
встреча в пять => ask
в среду днём => ask
29 февраля => ask
завтра днём на час => windows 11-19 13:00-17:00 {60min}
с 20 по 22 декабря => windows 12-20..12-23
каждое утро в 7:15 => every FREQ=DAILY from 11-19 07:15
каждый год 5 мая => every FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5 from 2027-05-05
в понедельник в половине девятого утра => point 11-23 08:30
раз в три недели по пятницам в 14:00 => every FREQ=WEEKLY;INTERVAL=3;BYDAY=FR from 11-20 14:00
с вторника 24 по четверг 26 ноября => windows 11-24..11-27
прочитать главу 12 => none
вторая чашка кофе => none
""",
}
