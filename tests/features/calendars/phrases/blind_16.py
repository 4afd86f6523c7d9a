"""The sixteenth blind round: ordinary requests in each language's everyday words, and titles with numbers."""

PHRASES = {
    "en": """
Sprint 14 retro Thursday 2pm-3pm => point 11-19 14:00-15:00 | Sprint 14 retro
Lunch & learn: Python 3.14, next Wednesday 12:30 => point 11-25 12:30 | Lunch & learn: Python 3.14
Board 2027 budget session on 7 December at 9am => point 12-07 09:00
Flight LH2030 to Oslo Saturday 6:50am => point 11-21 06:50 | Flight LH2030 to Oslo
Half marathon training Sundays 8am => every FREQ=WEEKLY;BYDAY=SU from 11-22 08:00 | Half marathon training
Phase 2 review in two weeks => day 12-02 | Phase 2 review
Top 10 list due Friday => day 11-20
drop off parcel at gate 4 tomorrow at 5:30pm => point 11-19 17:30 | drop off parcel at gate 4
vaccination (2nd dose) 4 Jan 10:20 => point 2027-01-04 10:20
take out recycling every other Monday evening => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 18:00-21:00
physio 45 mins Tuesday at 9 => point 11-24 09:00-09:45 | physio
quick chat in 10 minutes => point 11-18 10:10 | quick chat
oil change this Saturday morning => windows 11-21 09:00-12:00 | oil change
movie night Friday 8pm => point 11-20 20:00
kids' swimming Weds & Fri at 4pm until the 18th of December => ask
pick a day next week => windows 11-23..11-30
Ada on holiday 21-31 December => windows 12-21..2027-01-01
quarter past nine, Friday morning => point 11-20 09:15
6ish tomorrow => ask
10 to 11 tomorrow => point 11-19 10:00-11:00
three hours from now => point 11-18 13:00
the 1st of March at noon => point 2027-03-01 12:00
Friday 13 November => ask
first thing Monday => ask
8:00 UTC every weekday => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:00 {UTC}
call at 21:00 Tokyo time tomorrow => point 11-19 21:00 {Asia/Tokyo}
noon to 1pm daily => every FREQ=DAILY from 11-18 12:00-13:00
every 6 months on the 1st => every FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1 from 12-01
annually on 14 February => every FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14 from 2027-02-14
The 39 Steps => none
route 66 playlist => none
""",
    "de": """
Sprint 14 Retro Donnerstag 14-15 Uhr => point 11-19 14:00-15:00 | Sprint 14 Retro
Haushalt 2027 beraten am 7. Dezember um 9 Uhr => point 12-07 09:00
Flug LH2030 nach Oslo Samstag 6:50 Uhr => point 11-21 06:50 | Flug LH2030 nach Oslo
Lauftraining sonntags 8 Uhr => every FREQ=WEEKLY;BYDAY=SU from 11-22 08:00 | Lauftraining
Phase 2 abnehmen in zwei Wochen => day 12-02 | Phase 2 abnehmen
Paket an Tor 4 abgeben, morgen 17:30 => point 11-19 17:30 | Paket an Tor 4 abgeben
2. Impfung 4. Jänner 10:20 => point 2027-01-04 10:20
Biotonne jeden zweiten Montagabend => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 18:00-21:00
Physio 45 Min. Dienstag um 9 => point 11-24 09:00-09:45
kurzes Gespräch in 10 Minuten => point 11-18 10:10 | kurzes Gespräch
diesen Samstagvormittag Ölwechsel => windows 11-21 09:00-12:00 | Ölwechsel
Ada im Urlaub 21.-31. Dezember => windows 12-21..2027-01-01
Freitagfrüh um Viertel nach neun => point 11-20 09:15
in drei Stunden => point 11-18 13:00
am 1. März zu Mittag => windows 2027-03-01 12:00-14:00
Freitag, 13. November => ask
täglich 12-13 Uhr => every FREQ=DAILY from 11-18 12:00-13:00
jährlich am 14. Februar => every FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14 from 2027-02-14
alle 6 Monate am 1. => every FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1 from 12-01
morgen um 21 Uhr Tokioter Zeit => point 11-19 21:00 {Asia/Tokyo}
heuer noch => none
am Samstag in vierzehn Tagen => day 12-05
nächsten Dienstag nachmittags um drei => point 11-24 15:00
Sonntag Brunch 11 Uhr => point 11-22 11:00
Die 39 Stufen => none
drei Äpfel => none
""",
    "fr": """
Rétro sprint 14 jeudi 14h-15h => point 11-19 14:00-15:00 | Rétro sprint 14
budget 2027 le 7 décembre à 9h => point 12-07 09:00
vol AF1234 pour Oslo samedi 6h50 => point 11-21 06:50 | vol AF1234 pour Oslo
entraînement le dimanche à 8h chaque semaine => every FREQ=WEEKLY;BYDAY=SU from 11-22 08:00 | entraînement
livraison phase 2 dans deux semaines => day 12-02 | livraison phase 2
déposer le colis porte 4 demain à 17h30 => point 11-19 17:30 | déposer le colis porte 4
2e dose 4 janvier 10h20 => point 2027-01-04 10:20
un lundi soir sur deux => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 18:00-21:00
kiné 45 min mardi à 9h => point 11-24 09:00-09:45 | kiné
petit point dans 10 minutes => point 11-18 10:10 | petit point
vidange ce samedi matin => windows 11-21 09:00-12:00 | vidange
Ada en vacances du 21 au 31 décembre => windows 12-21..2027-01-01 | Ada en vacances
vendredi matin à neuf heures et quart => point 11-20 09:15
dans trois heures => point 11-18 13:00
le 1er mars à midi => point 2027-03-01 12:00
vendredi 13 novembre => ask
tous les jours de 12h à 13h => every FREQ=DAILY from 11-18 12:00-13:00
chaque année le 14 février => every FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14 from 2027-02-14
demain 21h heure de Tokyo => point 11-19 21:00 {Asia/Tokyo}
mardi prochain à trois heures de l'après-midi => point 11-24 15:00
brunch dimanche 11h => point 11-22 11:00 | brunch
souper vendredi à 6h => point 11-20 18:00
la fin de semaine prochaine => ask
Les 39 marches => none
trois pommes => none
""",
    "es": """
Retro sprint 14 el jueves de 14:00 a 15:00 => point 11-19 14:00-15:00 | Retro sprint 14
presupuesto 2027 el 7 de diciembre a las 9:00 => point 12-07 09:00
vuelo IB2030 a Oslo el sábado a las 6:50 de la mañana => point 11-21 06:50 | vuelo IB2030 a Oslo
entrenamiento los domingos a las 8 de la mañana => every FREQ=WEEKLY;BYDAY=SU from 11-22 08:00 | entrenamiento
entrega fase 2 en dos semanas => day 12-02 | entrega fase 2
dejar el paquete en la puerta 4 mañana a las 17:30 => point 11-19 17:30 | dejar el paquete en la puerta 4
segunda dosis el 4 de enero a las 10:20 => point 2027-01-04 10:20
fisio 45 minutos el martes a las 9 => point 11-24 09:00-09:45 | fisio
charla rápida en 10 minutos => point 11-18 10:10 | charla rápida
este sábado por la mañana cambio de aceite => windows 11-21 09:00-12:00 | cambio de aceite
Ada de vacaciones del 21 al 31 de diciembre => windows 12-21..2027-01-01 | Ada de vacaciones
el viernes a las nueve y cuarto de la mañana => point 11-20 09:15
en tres horas => point 11-18 13:00
el 1 de marzo a mediodía => point 2027-03-01 12:00
viernes 13 de noviembre => ask
todos los días de 12:00 a 13:00 => every FREQ=DAILY from 11-18 12:00-13:00
cada año el 14 de febrero => every FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14 from 2027-02-14
mañana a las 21:00 hora de Tokio => point 11-19 21:00 {Asia/Tokyo}
el próximo martes a las tres de la tarde => point 11-24 15:00
almuerzo el domingo a la 1 => point 11-22 13:00 | almuerzo
cada dos lunes a las 18:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 18:00
el finde => windows 11-21..11-23
Los 39 escalones => none
tres manzanas => none
""",
    "ru": """
ретро спринта 14 в четверг с 14 до 15 => point 11-19 14:00-15:00 | ретро спринта 14
бюджет 2027 7 декабря в 9 утра => point 12-07 09:00
рейс SU2030 в Осло в субботу в 6:50 => point 11-21 06:50
тренировка по воскресеньям в 8 утра => every FREQ=WEEKLY;BYDAY=SU from 11-22 08:00 | тренировка
сдача этапа 2 через две недели => day 12-02 | сдача этапа 2
отдать посылку у ворот 4 завтра в 17:30 => point 11-19 17:30 | отдать посылку у ворот 4
вторая прививка 4 января в 10:20 => point 2027-01-04 10:20
физио 45 минут во вторник в 9 => point 11-24 09:00-09:45 | физио
короткий разговор через 10 минут => point 11-18 10:10 | короткий разговор
в эту субботу утром замена масла => windows 11-21 09:00-12:00 | замена масла
Ада в отпуске с 21 по 31 декабря => windows 12-21..2027-01-01 | Ада в отпуске
в пятницу в четверть десятого утра => point 11-20 09:15
через три часа => point 11-18 13:00
1 марта в полдень => point 2027-03-01 12:00
пятница, 13 ноября => ask
ежедневно с 12 до 13 => every FREQ=DAILY from 11-18 12:00-13:00
каждый год 14 февраля => every FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14 from 2027-02-14
завтра в 21:00 по токийскому времени => point 11-19 21:00 {Asia/Tokyo}
в следующий вторник в три часа дня => point 11-24 15:00
бранч в воскресенье в 11 => point 11-22 11:00 | бранч
каждый второй понедельник в 18:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 18:00
на выходных к бабушке => windows 11-21..11-23
39 ступеней => none
три яблока => none
""",
}
