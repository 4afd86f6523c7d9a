"""The seventh blind round: messages as they are sent, with greetings, signs and asides around the time."""

PHRASES = {
    "en": """
Hey, are we still on for Thursday at 4pm? => point 11-19 16:00
Reminder: dentist appointment tomorrow @ 8:45am => point 11-19 08:45
FYI the release is planned for 2 December, 10:00-12:00 CET => point 12-02 10:00-12:00 {Europe/Berlin}
[en-US] dinner 12/5 at 7pm => point 12-05 19:00 | dinner
[en-US] from 12/5 to 12/8 => windows 12-05..12-09
Zoom (30 min) Friday 9:30 => point 11-20 09:30-10:00
"Sunset Boulevard" Sat 8.15pm => point 11-21 20:15
sync – Tue 24 Nov – 15:00–15:30 => point 11-24 15:00-15:30 | sync
U16 girls: training Tue + Thu 17:30 => ask
board games night every first Saturday of the month, 19:00 => every FREQ=MONTHLY;BYDAY=1SA from 12-05 19:00
let's meet in the afternoon on the 30th => windows 11-30 13:00-17:00
could do Mon 10-11, Tue 14-15 or Wed 9-10 => windows 11-23 10:00-11:00; 11-24 14:00-15:00; 11-25 09:00-10:00
any time on Friday works => day 11-20
either today or tomorrow => windows 11-18..11-20
I'm away all next week => windows 11-23..11-30
2 hours tomorrow morning for the audit => windows 11-19 09:00-12:00 {120min}
call back in five minutes => point 11-18 10:05
see you in June => windows 2027-06-01..2027-07-01
moving day: Saturday the 5th of December => day 12-05
I'll be there around quarter past six tonight => point 11-18 18:15
Section 8 inspection => none
B2B sales deck => none
Python 3.12 upgrade => none
room for one more => none
the 39 steps => none
what a day => none
it's about time => none
a week is a long time => none
from time to time => none
twenty-four seven => none
Terminal 5, gate 12 => none
due in a week => day 11-25
exactly a month from today => day 12-18
Tuesday lunchtime => windows 11-24 12:00-14:00
second Sunday in Advent => day 12-06
""",
    "de": """
Hallo, bleibt es bei Donnerstag 16 Uhr? => point 11-19 16:00
Erinnerung: Zahnarzttermin morgen um 8:45 => point 11-19 08:45
Zur Info: Release am 2. Dezember, 10:00–12:00 Uhr => point 12-02 10:00-12:00
Zoom (30 min) Freitag 9:30 => point 11-20 09:30-10:00
Abstimmung – Di 24.11. – 15:00–15:30 => point 11-24 15:00-15:30 | Abstimmung
Training Di + Do 17:30 => ask
Spieleabend jeden ersten Samstag im Monat, 19 Uhr => every FREQ=MONTHLY;BYDAY=1SA from 12-05 19:00
am 30. nachmittags => windows 11-30 13:00-17:00
geht Mo 10-11, Di 14-15 oder Mi 9-10 Uhr? => windows 11-23 10:00-11:00; 11-24 14:00-15:00; 11-25 09:00-10:00
Freitag passt mir immer => ask
heute oder morgen => windows 11-18..11-20
nächste Woche bin ich weg => windows 11-23..11-30
zwei Stunden morgen Vormittag für die Prüfung => windows 11-19 09:00-12:00 {120min}
Rückruf in fünf Minuten => point 11-18 10:05 | Rückruf
wir sehen uns im Juni => windows 2027-06-01..2027-07-01
Umzug: Samstag, der 5. Dezember => day 12-05
heute Abend so um Viertel nach sechs => point 11-18 18:15
Paragraph 8 prüfen => none
Python 3.12 installieren => none
Das wurde aber auch Zeit => none
von Zeit zu Zeit => none
rund um die Uhr => none
Gate 12, Terminal 5 => none
fällig in einer Woche => day 11-25
Dienstagmittag => windows 11-24 12:00-14:00
zweiter Advent => day 12-06
der dritte Mann => none
am dritten Advent um 17 Uhr => point 12-13 17:00
Mo-Fr 8-16 Uhr => windows 11-23 08:00-16:00; 11-24 08:00-16:00; 11-25 08:00-16:00; 11-26 08:00-16:00; 11-27 08:00-16:00
Kino: Sonntag, 20.15 Uhr => point 11-22 20:15
Abflug Samstag früh um 5 => point 11-21 05:00
Stammtisch am letzten Mittwoch des Monats => ask
alle 6 Wochen donnerstags 14 Uhr => every FREQ=WEEKLY;INTERVAL=6;BYDAY=TH from 11-19 14:00
""",
    "fr": """
Salut, c'est toujours bon pour jeudi 16h ? => point 11-19 16:00
Rappel : dentiste demain à 8h45 => point 11-19 08:45
Pour info, la livraison est prévue le 2 décembre de 10h à 12h => point 12-02 10:00-12:00
Zoom (30 min) vendredi 9h30 => point 11-20 09:30-10:00
point – mar. 24 nov. – 15h-15h30 => point 11-24 15:00-15:30
soirée jeux le premier samedi de chaque mois à 19h => every FREQ=MONTHLY;BYDAY=1SA from 12-05 19:00 | soirée jeux
le 30 dans l'après-midi => windows 11-30 13:00-17:00
lundi 10h-11h, mardi 14h-15h ou mercredi 9h-10h => windows 11-23 10:00-11:00; 11-24 14:00-15:00; 11-25 09:00-10:00
aujourd'hui ou demain => windows 11-18..11-20
je suis absent toute la semaine prochaine => windows 11-23..11-30
deux heures demain matin pour l'audit => windows 11-19 09:00-12:00 {120min}
rappeler dans cinq minutes => point 11-18 10:05 | rappeler
on se voit en juin => windows 2027-06-01..2027-07-01
déménagement : samedi 5 décembre => day 12-05
ce soir vers six heures et quart => point 11-18 18:15
Python 3.12 => none
il est temps => none
de temps en temps => none
porte 12, terminal 5 => none
à rendre dans une semaine => day 11-25
mardi midi => point 11-24 12:00
le troisième homme => none
dix petits nègres => none
foot : dimanche 20h15 => point 11-22 20:15
départ samedi à 5h du matin => point 11-21 05:00
toutes les 6 semaines le jeudi à 14h => every FREQ=WEEKLY;INTERVAL=6;BYDAY=TH from 11-19 14:00
d'ici vendredi midi => point 11-20 12:00
à une heure du matin samedi => point 11-21 01:00
le 24 au soir => windows 11-24 18:00-21:00
dans la nuit de vendredi à samedi => ask
après-midi du 3 décembre => windows 12-03 13:00-17:00
""",
    "es": """
Hola, ¿seguimos quedando el jueves a las 16:00? => point 11-19 16:00
Recordatorio: dentista mañana a las 8:45 => point 11-19 08:45
la entrega está prevista para el 2 de diciembre de 10:00 a 12:00 => point 12-02 10:00-12:00
Zoom (30 min) viernes 9:30 => point 11-20 09:30-10:00
reunión – mar 24 nov – 15:00–15:30 => point 11-24 15:00-15:30 | reunión
noche de juegos el primer sábado de cada mes a las 19:00 => every FREQ=MONTHLY;BYDAY=1SA from 12-05 19:00
el 30 por la tarde => windows 11-30 13:00-17:00
lunes de 10 a 11, martes de 14 a 15 o miércoles de 9 a 10 => windows 11-23 10:00-11:00; 11-24 14:00-15:00; 11-25 09:00-10:00
hoy o mañana => windows 11-18..11-20
estoy fuera toda la semana que viene => windows 11-23..11-30
dos horas mañana por la mañana para la auditoría => windows 11-19 09:00-12:00 {120min}
llamar en cinco minutos => point 11-18 10:05 | llamar
nos vemos en junio => windows 2027-06-01..2027-07-01
mudanza: sábado 5 de diciembre => day 12-05
esta tarde sobre las seis y cuarto => point 11-18 18:15
Python 3.12 => none
ya era hora => none
de vez en cuando => none
puerta 12, terminal 5 => none
entregar en una semana => day 11-25
el martes a mediodía => point 11-24 12:00
el tercer hombre => none
fútbol: domingo 20:15 => point 11-22 20:15
salida el sábado a las 5 de la mañana => point 11-21 05:00
cada 6 semanas los jueves a las 14:00 => every FREQ=WEEKLY;INTERVAL=6;BYDAY=TH from 11-19 14:00
el sábado a la una de la madrugada => point 11-21 01:00
la noche del 24 => windows 11-24 18:00-21:00
la tarde del 3 de diciembre => windows 12-03 13:00-17:00
en la madrugada del sábado => ask
""",  # noqa: E501  # a phrase a line
    "ru": """
Привет, в четверг в 16:00 всё в силе? => point 11-19 16:00
Напоминание: стоматолог завтра в 8:45 => point 11-19 08:45
релиз запланирован на 2 декабря с 10:00 до 12:00 => point 12-02 10:00-12:00
Zoom (30 мин) в пятницу в 9:30 => point 11-20 09:30-10:00
созвон – вт 24 ноя – 15:00–15:30 => point 11-24 15:00-15:30 | созвон
вечер игр каждую первую субботу месяца в 19:00 => every FREQ=MONTHLY;BYDAY=1SA from 12-05 19:00
30-го после обеда => windows 11-30 13:00-17:00
сегодня или завтра => windows 11-18..11-20
меня не будет всю следующую неделю => ask
два часа завтра утром на аудит => windows 11-19 09:00-12:00 {120min}
перезвонить через пять минут => point 11-18 10:05 | перезвонить
увидимся в июне => windows 2027-06-01..2027-07-01
переезд: суббота, 5 декабря => day 12-05
сегодня вечером около четверти седьмого => point 11-18 18:15
Python 3.12 => none
давно пора => none
время от времени => none
выход 12, терминал 5 => none
сдать через неделю => day 11-25
во вторник в обед => windows 11-24 12:00-14:00
третий лишний => none
футбол: воскресенье, 20:15 => point 11-22 20:15
выезд в субботу в 5 утра => point 11-21 05:00
каждые 6 недель по четвергам в 14:00 => every FREQ=WEEKLY;INTERVAL=6;BYDAY=TH from 11-19 14:00
в субботу в час ночи => point 11-21 01:00
24-го вечером => windows 11-24 18:00-21:00
3 декабря после обеда => windows 12-03 13:00-17:00
в ночь с пятницы на субботу => ask
два раза по 45 минут => none
послезавтра ровно в полдень => point 11-20 12:00
""",
}
