"""The twenty-first blind round: what a family, a team and a club write down in a week."""

PHRASES = {
    "en": """
parcel arrives tomorrow between 10 and 1 => windows 11-19 10:00-13:00
U12 match away vs Rovers, Sat 28 Nov, KO 10:30am => point 11-28 10:30
swimming lessons Tuesdays 4:15-4:45pm => every FREQ=WEEKLY;BYDAY=TU from 11-24 16:15-16:45 | swimming lessons
Grandpa's 70th, 2pm on the 13th of December => point 12-13 14:00 | Grandpa's 70th
return library books by next Tuesday => day 11-24 | return library books
half term 15-19 February 2027 => windows 2027-02-15..2027-02-20
boiler service, any weekday morning next week => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00
Zoom with Sydney office 9pm AEDT Thursday => point 11-19 21:00 {Australia/Sydney}
bin day every 2nd Thursday => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19
call Dad in 2 hrs => point 11-18 12:00 | call Dad
meet at the station at twenty to eight tonight => point 11-18 19:40 | meet at the station
Thanksgiving dinner at 5 => point 11-26 17:00
parents in town from Friday until Tuesday => windows 11-20..11-25
train leaves 07:52 on Monday => point 11-23 07:52 | train leaves
yoga Mon + Wed 18:30-19:30 from 30 November => ask
book the MOT before 15 December => ask
day off on Monday the 30th => day 11-30 | day off
blood donation 1 Dec @ 17:45 => point 12-01 17:45 | blood donation
sales call 30 mins Thursday at 11 => point 11-19 11:00-11:30 | sales call
poker first Friday of the month from January 8pm => ask
weekly sync on Tuesdays at 10, skip 24 Nov => ask
all hands every other Tuesday 2pm, next one 1 December => ask
pay invoice #4711 on Friday => day 11-20 | pay invoice #4711
watch The Office S03E07 tonight => windows 11-18 18:00-21:00
five-a-side in 10 days => day 11-28 | five-a-side
three Mondays from now => ask
check oven in a quarter of an hour => point 11-18 10:15 | check oven
concert doors 7, show 8, Saturday => ask
quarter to midnight on New Year's Eve => point 12-31 23:45
lunch? Thu or Fri 12:30 => ask
Sunday 29th all day => day 11-29
version 2.0 release => none
6 of one, half a dozen of the other => none
""",  # noqa: E501  # a phrase a line
    "de": """
Paket kommt morgen zwischen 10 und 13 Uhr => windows 11-19 10:00-13:00 | Paket kommt
Auswärtsspiel Sa 28.11. Anpfiff 10:30 => point 11-28 10:30
Schwimmkurs dienstags 16:15-16:45 Uhr => every FREQ=WEEKLY;BYDAY=TU from 11-24 16:15-16:45 | Schwimmkurs
Opas 70. am 13. Dezember um 14 Uhr => point 12-13 14:00
Bücher bis nächsten Dienstag zurückgeben => day 11-24 | Bücher zurückgeben
Heizung warten, nächste Woche vormittags => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00; 11-28 09:00-12:00; 11-29 09:00-12:00
Papa in zwei Stunden anrufen => point 11-18 12:00
Treffpunkt Bahnhof heute Abend zwanzig vor acht => point 11-18 19:40 | Treffpunkt Bahnhof
Eltern da von Freitag bis Dienstag => windows 11-20..11-25 | Eltern da
Zug geht am Montag um 7:52 => point 11-23 07:52 | Zug geht
frei am Montag, den 30. => day 11-30 | frei
Blutspende 1.12. 17:45 Uhr => point 12-01 17:45 | Blutspende
jeden ersten Freitag im Monat Poker ab 20 Uhr => every FREQ=MONTHLY;BYDAY=1FR from 12-04 20:00
wöchentlich dienstags um 10, außer am 24. => ask
Rechnung 4711 am Freitag zahlen => day 11-20 | Rechnung 4711 zahlen
in zehn Tagen Hallenfußball => day 11-28 | Hallenfußball
in einer Viertelstunde Ofen prüfen => point 11-18 10:15 | Ofen prüfen
Einlass 19 Uhr, Beginn 20 Uhr, Samstag => ask
Silvester um Viertel vor Mitternacht => point 12-31 23:45
Mittag? Do oder Fr 12:30 => ask
Sonntag, 29. ganztägig => day 11-29
übermorgen früh um sechs => point 11-20 06:00
alle 14 Tage mittwochs 19 Uhr Chorprobe => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 19:00 | Chorprobe
Training Mi 18-19:30 ab 2.12. => ask
Urlaub vom 23.12. bis einschließlich 3.1. => windows 12-23..2027-01-04 | Urlaub
Müll rausbringen heute noch vor 20 Uhr => windows 11-18 00:00-20:00
am Wochenende vom 5. Dezember => windows 12-05..12-07
Telefonat mit New York 15 Uhr Ortszeit => ask
Besuch Ende Januar => ask
Version 2.0 freigeben => none
fünf Freunde => none
im Vorfeld klären => none
""",  # noqa: E501  # a phrase a line
    "fr": """
colis demain entre 10h et 13h => windows 11-19 10:00-13:00 | colis
match à l'extérieur sam. 28 nov. à 10h30 => point 11-28 10:30 | match à l'extérieur
natation le mardi de 16h15 à 16h45 => ask
les 70 ans de papi le 13 décembre à 14h => point 12-13 14:00 | les 70 ans de papi
rendre les livres avant mardi => ask
vacances de Noël du 19 décembre au 3 janvier => windows 12-19..2027-01-04
appeler papa dans 2 heures => point 11-18 12:00 | appeler papa
rdv à la gare ce soir à huit heures moins vingt => point 11-18 19:40 | rdv à la gare
mes parents sont là de vendredi à mardi => windows 11-20..11-25
train lundi à 7h52 => point 11-23 07:52 | train
don du sang le 1er décembre 17h45 => point 12-01 17:45 | don du sang
poker chaque premier vendredi du mois à 20h => every FREQ=MONTHLY;BYDAY=1FR from 12-04 20:00 | poker
point hebdo tous les mardis à 10h sauf le 24 => ask
payer la facture 4711 vendredi => day 11-20 | payer la facture 4711
foot en salle dans dix jours => day 11-28 | foot en salle
regarder le four dans un quart d'heure => point 11-18 10:15 | regarder le four
portes à 19h, concert à 20h, samedi => ask
le 31 décembre à minuit moins le quart => point 12-31 23:45
déjeuner jeudi ou vendredi 12h30 => ask
dimanche 29 toute la journée => day 11-29
après-demain à six heures du matin => point 11-20 06:00
chorale un mercredi sur deux à 19h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 19:00 | chorale
congés du 23/12 au 3/1 inclus => windows 12-23..2027-01-04 | congés
fin janvier chez Ada => ask
visio jeudi 21h heure de Sydney => point 11-19 21:00 {Australia/Sydney}
mardi et jeudi prochains à 18h => ask
la semaine du 7 décembre => windows 12-07..12-14
du 24 au soir jusqu'au 26 => ask
chaque matin de la semaine prochaine => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00; 11-28 09:00-12:00; 11-29 09:00-12:00
passer la version 2.0 => none
le Club des cinq => none
dix de der => none
""",  # noqa: E501  # a phrase a line
    "es": """
paquete mañana entre las 10 y las 13 => windows 11-19 10:00-13:00 | paquete
partido fuera sáb 28 nov 10:30 => point 11-28 10:30 | partido fuera
natación los martes de 16:15 a 16:45 => every FREQ=WEEKLY;BYDAY=TU from 11-24 16:15-16:45 | natación
los 70 del abuelo el 13 de diciembre a las 14:00 => point 12-13 14:00
devolver los libros antes del martes => ask
vacaciones de Navidad del 23 de diciembre al 7 de enero => windows 12-23..2027-01-08
llamar a papá en 2 horas => point 11-18 12:00 | llamar a papá
quedamos en la estación hoy a las ocho menos veinte de la tarde => point 11-18 19:40
mis padres están aquí de viernes a martes => windows 11-20..11-25
el tren sale el lunes a las 7:52 => ask
donar sangre el 1 de diciembre a las 17:45 => point 12-01 17:45 | donar sangre
póker el primer viernes de cada mes a las 20:00 => every FREQ=MONTHLY;BYDAY=1FR from 12-04 20:00 | póker
reunión semanal los martes a las 10 excepto el 24 => ask
pagar la factura 4711 el viernes => day 11-20 | pagar la factura 4711
fútbol sala dentro de diez días => day 11-28 | fútbol sala
mirar el horno en un cuarto de hora => point 11-18 10:15 | mirar el horno
puertas a las 19:00, concierto a las 20:00, sábado => ask
el 31 de diciembre a las doce menos cuarto de la noche => point 12-31 23:45
¿comemos jueves o viernes a las 14:30? => ask
domingo 29 todo el día => day 11-29
pasado mañana a las seis de la mañana => point 11-20 06:00
coro cada dos miércoles a las 19:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 19:00 | coro
permiso del 23/12 al 3/1 => windows 12-23..2027-01-04 | permiso
a finales de enero => ask
videollamada el jueves a las 21:00 hora de Sídney => point 11-19 21:00 {Australia/Sydney}
la semana del 7 de diciembre => windows 12-07..12-14
esta tarde a las 5 => point 11-18 17:00
el viernes por la tarde, después de las 4 => windows 11-20 16:00-11-21 00:00
todas las mañanas a las 7 => every FREQ=DAILY from 11-19 07:00
publicar la versión 2.0 => none
los cinco sentidos => none
""",  # a phrase a line
    "ru": """
посылка завтра между 10 и 13 => windows 11-19 10:00-13:00 | посылка
выездной матч сб 28 ноября 10:30 => point 11-28 10:30 | выездной матч
плавание по вторникам с 16:15 до 16:45 => every FREQ=WEEKLY;BYDAY=TU from 11-24 16:15-16:45 | плавание
деду 70, 13 декабря в 14:00 => point 12-13 14:00
вернуть книги до вторника => day 11-24 | вернуть книги
позвонить папе через 2 часа => point 11-18 12:00 | позвонить папе
встречаемся на вокзале сегодня вечером без двадцати восемь => point 11-18 19:40 | встречаемся на вокзале
родители у нас с пятницы по вторник => windows 11-20..11-25
поезд в понедельник в 7:52 => point 11-23 07:52 | поезд
сдать кровь 1 декабря в 17:45 => point 12-01 17:45 | сдать кровь
покер в первую пятницу каждого месяца в 20:00 => every FREQ=MONTHLY;BYDAY=1FR from 12-04 20:00 | покер
еженедельно по вторникам в 10, кроме 24-го => ask
оплатить счёт 4711 в пятницу => day 11-20 | оплатить счёт 4711
футбол через десять дней => day 11-28 | футбол
проверить духовку через четверть часа => point 11-18 10:15 | проверить духовку
двери в 19, начало в 20, суббота => ask
31 декабря без четверти двенадцать ночи => point 12-31 23:45
обед в чт или пт в 12:30 => ask
воскресенье 29-го весь день => day 11-29
послезавтра в шесть утра => point 11-20 06:00
хор каждую вторую среду в 19:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 19:00 | хор
отпуск с 23.12 по 3.01 => windows 12-23..2027-01-04 | отпуск
в конце января => ask
созвон в четверг в 21:00 по Сиднею => point 11-19 21:00 {Australia/Sydney}
на неделе с 7 декабря => windows 12-07..12-14
сегодня днём в 5 => point 11-18 17:00
в пятницу после 16 => windows 11-20 16:00-11-21 00:00
каждое утро в 7 => every FREQ=DAILY from 11-19 07:00
к среде подготовить отчёт => ask
выпустить версию 2.0 => none
пять минут славы => none
""",  # a phrase a line
}
