"""The sixth blind round: everyday notes, some in haste, some about what only looks like a time."""

PHRASES = {
    "en": """
haircut 21/11 11:15 => point 11-21 11:15 | haircut
parents' evening, Thu 3rd Dec, 6pm => point 12-03 18:00
mum's 60th on Sat 5th December => day 12-05
coffee w/ Grace tmrw 10ish => point 11-19 10:00
run 5k Sunday morning => windows 11-22 09:00-12:00
5-a-side Thursday 8pm => point 11-19 20:00 | 5-a-side
call Dr. May on Monday => day 11-23
read chapter 3 by Sunday => day 11-22
week 49 => windows 11-30..12-07
rent due on the last day of every month => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
checkout before 10 on Sunday => windows 11-22 00:00-10:00
lunch around noon Friday => point 11-20 12:00 | lunch
film starts 20:15, doors 19:30, Friday => ask
Saturday 2pm, or 4pm => ask
two weeks' holiday from 21 December => ask
boxing class => none
spring rolls => none
fall behind => none
Saturn V model kit => none
mon ami => none
decline the offer => none
a quarter of the cake => none
half the team => none
noon meeting on Tuesday => point 11-24 12:00
Tuesday noon => point 11-24 12:00
6 for 6:30 on Friday => ask
3 December 15:00-16:00 => point 12-03 15:00-16:00
in a year => day 2027-11-18
in 18 months => day 2028-05-18
in ten days at 9am => point 11-28 09:00
yesterday at 5pm => point 11-17 17:00
this morning => windows 11-18 09:00-12:00
this evening at 7 => point 11-18 19:00
last Monday => day 11-16
Good Friday => day 2027-03-26
""",
    "de": """
Friseur 21.11. 11:15 => point 11-21 11:15 | Friseur
Elternabend Do 3. Dez 18 Uhr => point 12-03 18:00 | Elternabend
Mamas 60. am Sa 5. Dezember => day 12-05
Kaffee mit Grace morgen so gegen 10 => point 11-19 10:00
5 km laufen Sonntagvormittag => windows 11-22 09:00-12:00
Kapitel 3 lesen bis Sonntag => day 11-22
KW 49 => windows 11-30..12-07
Miete immer am Letzten des Monats => ask
vor 10 Uhr am Sonntag auschecken => windows 11-22 00:00-10:00
Essen Freitag gegen Mittag => windows 11-20 12:00-14:00
Einlass 19:30, Beginn 20:15, Freitag => ask
Samstag 14 oder 16 Uhr => ask
ab 21. Dezember zwei Wochen Urlaub => ask
Herbstlaub fegen => none
Sonnenblumen kaufen => none
ein Viertel vom Kuchen => none
die halbe Mannschaft => none
3. Dezember 15:00-16:00 => point 12-03 15:00-16:00
in einem Jahr => day 2027-11-18
in zehn Tagen um 9 Uhr => point 11-28 09:00
gestern um 17 Uhr => point 11-17 17:00
heute Morgen => windows 11-18 09:00-12:00
heute Abend um sieben => point 11-18 19:00
letzten Montag => day 11-16
Karfreitag => day 2027-03-26
Donnerstagabend 20 Uhr Training => point 11-19 20:00 | Training
morgens um sechs joggen => ask
Mo 23.11. ganztägig => day 11-23
Termin am 23. November 2026 von 9:00 Uhr bis 11:30 Uhr => point 11-23 09:00-11:30 | Termin
Sonntag in einer Woche => day 11-29
um 5 vor 12 => point 11-18 11:55
14-15 Uhr heute => point 11-18 14:00-15:00
übermorgen nachmittag => windows 11-20 13:00-17:00
""",
    "fr": """
coiffeur 21/11 11h15 => point 11-21 11:15 | coiffeur
réunion parents jeudi 3 décembre 18h => point 12-03 18:00
les 60 ans de maman samedi 5 décembre => day 12-05
café avec Grace demain vers 10h => point 11-19 10:00 | café avec Grace
courir 5 km dimanche matin => windows 11-22 09:00-12:00
lire le chapitre 3 d'ici dimanche => day 11-22
semaine 49 => windows 11-30..12-07
loyer le dernier jour de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
partir avant 10h dimanche => windows 11-22 00:00-10:00
déjeuner vers midi vendredi => point 11-20 12:00 | déjeuner
samedi 14h ou 16h => ask
deux semaines de congés à partir du 21 décembre => ask
un quart du gâteau => none
la moitié de l'équipe => none
feuilles d'automne => none
un petit tour au marché => none
3 décembre 15h-16h => point 12-03 15:00-16:00
dans un an => day 2027-11-18
dans dix jours à 9h => point 11-28 09:00
hier à 17h => point 11-17 17:00
ce matin => windows 11-18 09:00-12:00
ce soir à sept heures => point 11-18 19:00
lundi dernier => day 11-16
vendredi saint => day 2027-03-26
jeudi soir 20h entraînement => point 11-19 20:00 | entraînement
lundi 23 toute la journée => day 11-23
à midi moins cinq => point 11-18 11:55
aujourd'hui 14h-15h => point 11-18 14:00-15:00
après-demain après-midi => windows 11-20 13:00-17:00
rdv dentiste ven. 27/11 à 8h15 => point 11-27 08:15 | rdv dentiste
tous les soirs à 21h => every FREQ=DAILY from 11-18 21:00
dimanche en huit => day 11-29
""",
    "es": """
peluquería 21/11 11:15 => point 11-21 11:15 | peluquería
reunión de padres jueves 3 de diciembre 18h => point 12-03 18:00
los 60 de mamá el sábado 5 de diciembre => day 12-05
café con Grace mañana sobre las 10 => point 11-19 10:00 | café con Grace
correr 5 km el domingo por la mañana => windows 11-22 09:00-12:00
leer el capítulo 3 para el domingo => day 11-22
semana 49 => windows 11-30..12-07
alquiler el último día de cada mes => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
salir antes de las 10 el domingo => windows 11-22 00:00-10:00
sábado a las 14:00 o a las 16:00 => ask
dos semanas de vacaciones desde el 21 de diciembre => ask
un cuarto de tarta => none
medio equipo => none
primavera sound => none
el 3 de diciembre de 15:00 a 16:00 => point 12-03 15:00-16:00
dentro de un año => day 2027-11-18
dentro de diez días a las 9 => point 11-28 09:00
ayer a las 17:00 => point 11-17 17:00
esta mañana => windows 11-18 09:00-12:00
esta noche a las diez => point 11-18 22:00
el lunes pasado => day 11-16
viernes santo => day 2027-03-26
jueves por la noche a las 20:00, entrenamiento => point 11-19 20:00 | entrenamiento
lunes 23 todo el día => day 11-23
hoy de 14:00 a 15:00 => point 11-18 14:00-15:00
pasado mañana por la tarde => windows 11-20 13:00-17:00
dentista vie 27/11 a las 8:15 => point 11-27 08:15 | dentista
todas las noches a las 21:00 => every FREQ=DAILY from 11-18 21:00
a las 12 menos 5 => point 11-18 11:55
el domingo que viene no, el siguiente => ask
""",
    "ru": """
парикмахер 21.11 в 11:15 => point 11-21 11:15 | парикмахер
родительское собрание в четверг, 3 декабря, в 18:00 => point 12-03 18:00
юбилей мамы в субботу 5 декабря => day 12-05
кофе с Аней завтра часов в 10 => ask
пробежать 5 км в воскресенье утром => windows 11-22 09:00-12:00
прочитать главу 3 к воскресенью => day 11-22
неделя 49 => windows 11-30..12-07
аренда в последний день каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
выехать до 10 в воскресенье => windows 11-22 00:00-10:00
в субботу в 14 или в 16 => ask
две недели отпуска с 21 декабря => ask
четверть торта => none
половина команды => none
осенние листья => none
3 декабря 15:00-16:00 => point 12-03 15:00-16:00
через год => day 2027-11-18
через десять дней в 9 утра => point 11-28 09:00
вчера в 17:00 => point 11-17 17:00
сегодня утром => windows 11-18 09:00-12:00
сегодня вечером в семь => point 11-18 19:00
в прошлый понедельник => day 11-16
8 Марта => day 2027-03-08
в четверг вечером в 20:00 тренировка => point 11-19 20:00 | тренировка
понедельник 23 ноября, весь день => day 11-23
сегодня с 14 до 15 => point 11-18 14:00-15:00
послезавтра днём => windows 11-20 13:00-17:00
стоматолог пт 27.11 в 8:15 => point 11-27 08:15 | стоматолог
каждый вечер в 21:00 => every FREQ=DAILY from 11-18 21:00
без пяти двенадцать => point 11-18 11:55
встреча в пятницу, в час дня => point 11-20 13:00 | встреча
""",
}
