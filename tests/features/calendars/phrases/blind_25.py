"""The twenty-fifth blind round: quick notes of a week, and a third of them words that change a time."""

PHRASES = {
    "en": """
optician Thurs 26 Nov 3:40pm => point 11-26 15:40 | optician
drop kids at nursery 8:30 every weekday => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:30
lunch w/ Tom next Wed 12:45 => point 11-25 12:45 | lunch w/ Tom
car service Friday 8am for 3 hours => point 11-20 08:00-11:00 | car service
pay council tax on the 1st of each month => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | pay council tax
Skype with Maria Saturday 5pm Lisbon time => point 11-21 17:00 {Europe/Lisbon}
tango class Tuesdays at 8pm until 22 December => every FREQ=WEEKLY;UNTIL=20261222T225959Z;BYDAY=TU from 11-24 20:00 | tango class
write essay by Sunday evening => windows 11-22 18:00-21:00 | write essay
gallery trip 12-13 December => windows 12-12..12-14 | gallery trip
catch-up in an hour => point 11-18 11:00 | catch-up
quiet time tomorrow 2-3:30pm => point 11-19 14:00-15:30 | quiet time
half nine Tuesday morning => ask
Tuesday at half past nine => point 11-24 09:30
every third Wednesday of the month at 7pm, not in December => ask
meeting Friday 10am (online) => point 11-20 10:00
most Mondays at 6pm => ask
Friday lunchtime or Saturday afternoon => windows 11-20 12:00-14:00; 11-21 13:00-17:00
tomorrow 4pm til close => ask
Monday 7pm, fortnightly => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
30th Feb party => ask
Thursday 20 November 2pm => ask
when is Easter => day 2027-03-28
gym at 6 => ask
9 lives => none
blink 182 tickets => none
""",  # noqa: E501  # a phrase a line
    "de": """
Optiker Do 26.11. 15:40 => point 11-26 15:40 | Optiker
Kita bringen werktags 8:30 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:30 | Kita bringen
Mittag mit Tom nächsten Mittwoch 12:45 => point 11-25 12:45
Auto in die Werkstatt Freitag 8 Uhr für 3 Stunden => point 11-20 08:00-11:00 | Auto in die Werkstatt
Miete am 1. jedes Monats => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | Miete
Skype mit Maria Samstag 17 Uhr Lissaboner Zeit => point 11-21 17:00 {Europe/Lisbon}
Tango dienstags um 20 Uhr bis 22. Dezember => every FREQ=WEEKLY;UNTIL=20261222T225959Z;BYDAY=TU from 11-24 20:00 | Tango
Ausflug 12./13. Dezember => windows 12-12..12-14 | Ausflug
in einer Stunde kurz reden => point 11-18 11:00 | kurz reden
Ruhezeit morgen 14-15:30 Uhr => point 11-19 14:00-15:30 | Ruhezeit
Dienstag um halb zehn => point 11-24 09:30
jeden dritten Mittwoch im Monat um 19 Uhr, nicht im Dezember => ask
Besprechung Freitag 10 Uhr (online) => point 11-20 10:00
meistens montags um 18 Uhr => ask
Freitagmittag oder Samstagnachmittag => windows 11-20 12:00-14:00; 11-21 13:00-17:00
morgen 16 Uhr bis Ladenschluss => ask
alle zwei Wochen Montag 19 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
30. Februar Party => ask
Donnerstag, 20. November, 14 Uhr => ask
Sport um sechs => ask
ab nächster Woche jeden Dienstag um 9 => every FREQ=WEEKLY;BYDAY=TU from 11-24 09:00
von 9 bis 11 oder von 14 bis 16 Uhr am Freitag => windows 11-20 09:00-11:00; 11-20 14:00-16:00
9 Leben => none
drei Haselnüsse für Aschenbrödel => none
""",  # a phrase a line
    "fr": """
opticien jeudi 26 novembre 15h40 => point 11-26 15:40 | opticien
crèche à 8h30 tous les jours de semaine => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:30 | crèche
déjeuner avec Tom mercredi prochain 12h45 => point 11-25 12:45 | déjeuner avec Tom
voiture au garage vendredi 8h pendant 3 heures => point 11-20 08:00-11:00 | voiture au garage
loyer le 1er de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | loyer
Skype avec Maria samedi 17h heure de Lisbonne => point 11-21 17:00 {Europe/Lisbon}
tango tous les mardis à 20h jusqu'au 22 décembre => every FREQ=WEEKLY;UNTIL=20261222T225959Z;BYDAY=TU from 11-24 20:00 | tango
sortie les 12 et 13 décembre => windows 12-12..12-14 | sortie
dans une heure point rapide => point 11-18 11:00
temps calme demain 14h-15h30 => point 11-19 14:00-15:30 | temps calme
mardi à neuf heures et demie => point 11-24 09:30
réunion vendredi 10h (en ligne) => point 11-20 10:00
la plupart des lundis à 18h => ask
vendredi midi ou samedi après-midi => ask
demain 16h jusqu'à la fermeture => ask
toutes les deux semaines, le lundi à 19h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
fête le 30 février => ask
jeudi 20 novembre à 14h => ask
sport à six heures => ask
de 9h à 11h ou de 14h à 16h vendredi => windows 11-20 09:00-11:00; 11-20 14:00-16:00
le soir du 3 décembre => windows 12-03 18:00-21:00
les neuf vies du chat => none
8 femmes => none
""",  # noqa: E501  # a phrase a line
    "es": """
óptica el jueves 26 de noviembre a las 15:40 => point 11-26 15:40 | óptica
guardería a las 8:30 de lunes a viernes => ask
comida con Tom el próximo miércoles a las 12:45 => point 11-25 12:45 | comida con Tom
coche al taller el viernes a las 8 durante 3 horas => point 11-20 08:00-11:00 | coche al taller
alquiler el día 1 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | alquiler
Skype con María el sábado a las 17:00 hora de Lisboa => point 11-21 17:00 {Europe/Lisbon}
tango los martes a las 20:00 hasta el 22 de diciembre => every FREQ=WEEKLY;UNTIL=20261222T225959Z;BYDAY=TU from 11-24 20:00 | tango
excursión el 12 y 13 de diciembre => windows 12-12..12-14 | excursión
en una hora, charla rápida => point 11-18 11:00 | charla rápida
tiempo tranquilo mañana de 14:00 a 15:30 => point 11-19 14:00-15:30 | tiempo tranquilo
el martes a las nueve y media => point 11-24 09:30
reunión el viernes a las 10 (online) => point 11-20 10:00
la mayoría de los lunes a las 18:00 => ask
el viernes a mediodía o el sábado por la tarde => ask
mañana a las 16:00 hasta el cierre => ask
cada dos semanas, el lunes a las 19:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
fiesta el 30 de febrero => ask
jueves 20 de noviembre a las 14:00 => ask
gimnasio a las seis => ask
de 9 a 11 o de 14 a 16 el viernes => windows 11-20 09:00-11:00; 11-20 14:00-16:00
la tarde del 3 de diciembre => windows 12-03 13:00-17:00
siete vidas tiene un gato => none
ocho apellidos vascos => none
""",  # noqa: E501  # a phrase a line
    "ru": """
оптика в четверг 26 ноября в 15:40 => point 11-26 15:40 | оптика
садик в 8:30 по будням => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:30 | садик
обед с Томом в следующую среду в 12:45 => point 11-25 12:45 | обед с Томом
машина в сервис в пятницу в 8 утра на 3 часа => point 11-20 08:00-11:00 | машина в сервис
аренда 1-го числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | аренда
скайп с Марией в субботу в 17:00 по Лиссабону => point 11-21 17:00 {Europe/Lisbon}
танго по вторникам в 20:00 до 22 декабря => every FREQ=WEEKLY;UNTIL=20261222T225959Z;BYDAY=TU from 11-24 20:00 | танго
экскурсия 12 и 13 декабря => windows 12-12..12-14 | экскурсия
через час быстрый созвон => point 11-18 11:00 | быстрый созвон
тихий час завтра с 14:00 до 15:30 => point 11-19 14:00-15:30 | тихий час
во вторник в полдесятого => point 11-24 09:30
встреча в пятницу в 10 (онлайн) => point 11-20 10:00
почти каждый понедельник в 18:00 => ask
в пятницу в обед или в субботу днём => windows 11-20 12:00-14:00; 11-21 13:00-17:00
завтра с 16:00 до закрытия => ask
раз в две недели по понедельникам в 19:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 19:00
вечеринка 30 февраля => ask
четверг, 20 ноября, 14:00 => ask
спортзал в шесть => ask
с 9 до 11 или с 14 до 16 в пятницу => windows 11-20 09:00-11:00; 11-20 14:00-16:00
вечером 3 декабря => windows 12-03 18:00-21:00
девять жизней => none
восемь с половиной => none
""",
}
