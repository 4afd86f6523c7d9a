"""The thirty-ninth blind round: no translations. An estate agent, a rowing eight, a translator, a zoo, a blood bank.

Committed before it was run.
"""

PHRASES = {
    "en": """
viewing at 14 Elm Road, Saturday 11.15am => point 11-21 11:15 | viewing at 14 Elm Road
completion date 18 December => day 12-18 | completion date
erg session Mon & Wed 6am => ask
boat loading 5:45am Saturday, race 10:20 => ask
translate chapter 9 by 5pm tomorrow => point 11-19 17:00 | translate chapter 9
penguin feeding daily at 2.30pm => every FREQ=DAILY from 11-18 14:30 | penguin feeding
give blood 3 December 16:40 => point 12-03 16:40 | give blood
school trip to the zoo next Thursday, all day => day 11-26 | school trip to the zoo
keys handed over on the 30th at noon => point 11-30 12:00 | keys handed over
quick sync in 30 min => point 11-18 10:30 | quick sync
Ramadan starts 8 February => day 2027-02-08 | Ramadan starts
physio every other Monday at 4:40pm => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 16:40 | physio
poker night this Friday from 8pm => point 11-20 20:00 | poker night
mow the lawn every Sunday in May => windows 2027-05-02..2027-05-03; 2027-05-09..2027-05-10; 2027-05-16..2027-05-17; 2027-05-23..2027-05-24; 2027-05-30..2027-05-31
webinar Thursday 26 November 5-6:30pm UK time => point 11-26 17:00-18:30 {Europe/London} | webinar
drop kids at 8.20, tomorrow => point 11-19 08:20
I'm free tomorrow afternoon or Friday morning => windows 11-19 13:00-17:00; 11-20 09:00-12:00
ten weeks of boxing, Tuesdays 7pm => every FREQ=WEEKLY;UNTIL=20270201T225959Z;BYDAY=TU from 11-24 19:00
meet outside at five to eight tonight => point 11-18 19:55 | meet outside
don't book Wednesday => ask
half the team is away next week => windows 11-23..11-30
how about 10 instead of 9 tomorrow? => ask
last orders 22:45 Saturday => point 11-21 22:45
""",  # noqa: E501  # a phrase a line
    "de": """
Besichtigung Ulmenweg 14, Samstag 11.15 Uhr => point 11-21 11:15 | Besichtigung Ulmenweg 14
Schlüsselübergabe 18. Dezember => day 12-18 | Schlüsselübergabe
Rudertraining Mo und Mi je 6 Uhr => ask
Kapitel 9 übersetzen bis morgen 17 Uhr => point 11-19 17:00 | Kapitel 9 übersetzen
Pinguinfütterung täglich 14:30 Uhr => every FREQ=DAILY from 11-18 14:30 | Pinguinfütterung
Blutspende 3. Dezember 16:40 => point 12-03 16:40 | Blutspende
Zoobesuch nächsten Donnerstag ganztägig => day 11-26 | Zoobesuch
kurze Abstimmung in 30 min => point 11-18 10:30 | kurze Abstimmung
Krankengymnastik alle zwei Wochen montags um 16:40 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 16:40 | Krankengymnastik
Pokerabend diesen Freitag ab 20 Uhr => point 11-20 20:00 | Pokerabend
Webinar Do 26.11. 17-18:30 Uhr Londoner Zeit => point 11-26 17:00-18:30 {Europe/London} | Webinar
Kinder morgen um 8.20 Uhr absetzen => point 11-19 08:20 | Kinder absetzen
ich kann morgen Nachmittag oder Freitagvormittag => windows 11-19 13:00-17:00; 11-20 09:00-12:00 | ich kann
heute Abend fünf vor acht draußen => point 11-18 19:55 | draußen
Mittwoch bitte freihalten => ask
lieber um 10 statt um 9 morgen => ask
letzte Runde Samstag 22:45 Uhr => point 11-21 22:45 | letzte Runde
Richtfest am 12.12. nach dem Mittagessen => windows 12-12 13:00-17:00 | Richtfest
Steg abbauen am vorletzten Oktobersamstag => ask
Umzugskartons kommen Do oder Fr => windows 11-19..11-21 | Umzugskartons kommen
Hundeschule jeden Sonntag 10-11 Uhr bis Ostern => every FREQ=WEEKLY;UNTIL=20270328T215959Z;BYDAY=SU from 11-22 10:00-11:00 | Hundeschule
Eltern holen um Mitternacht ab => point 11-19 00:00
Zahnarzt: nächster Termin 9. Juni 2027 um 8:10 => point 2027-06-09 08:10 | Zahnarzt: nächster Termin
""",  # noqa: E501  # a phrase a line
    "fr": """
visite 14 rue des Ormes samedi 11h15 => point 11-21 11:15 | visite 14 rue des Ormes
signature définitive le 18 décembre => day 12-18 | signature définitive
aviron lundi et mercredi à 6h30 => ask
traduire le chapitre 9 pour demain 17h => point 11-19 17:00 | traduire le chapitre 9
repas des manchots chaque jour à 14h30 => every FREQ=DAILY from 11-18 14:30 | repas des manchots
don du sang jeudi 3 décembre 16h40 => point 12-03 16:40 | don du sang
sortie au zoo jeudi prochain toute la journée => day 11-26 | sortie au zoo
point rapide dans 30 min => point 11-18 10:30 | point rapide
kiné un lundi sur deux à 16h40 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 16:40 | kiné
soirée poker ce vendredi à partir de 20h => point 11-20 20:00
webinaire jeudi 26 novembre 17h-18h30 heure de Londres => point 11-26 17:00-18:30 {Europe/London} | webinaire
déposer les enfants demain à 8h20 => point 11-19 08:20 | déposer les enfants
je suis libre demain après-midi ou vendredi matin => windows 11-19 13:00-17:00; 11-20 09:00-12:00 | je suis libre
ce soir huit heures moins cinq devant le ciné => point 11-18 19:55 | devant le ciné
plutôt 10h que 9h demain => ask
dernière commande samedi 22h45 => point 11-21 22:45 | dernière commande
crémaillère le 12 décembre après le déjeuner => windows 12-12 13:00-17:00 | crémaillère
démontage du ponton l'avant-dernier samedi d'octobre => ask
cartons livrés jeudi ou vendredi => windows 11-19..11-21 | cartons livrés
école du chiot tous les dimanches de 10h à 11h jusqu'à Pâques => every FREQ=WEEKLY;UNTIL=20270328T215959Z;BYDAY=SU from 11-22 10:00-11:00 | école du chiot
dentiste : prochain rdv le 9 juin 2027 à 8h10 => point 2027-06-09 08:10
galette des rois dimanche 10 janvier à 16h => point 2027-01-10 16:00 | galette des rois
brocante annulée dimanche => ask
""",  # noqa: E501  # a phrase a line
    "es": """
visita calle Olmos 14, sábado 11:15 => point 11-21 11:15 | visita calle Olmos 14
escritura el 18 de diciembre => day 12-18 | escritura
remo lunes y miércoles a las 6:30 => ask
traducir el capítulo 9 para mañana a las 17:00 => point 11-19 17:00 | traducir el capítulo 9
comida de los pingüinos cada día a las 14:30 => every FREQ=DAILY from 11-18 14:30 | comida de los pingüinos
donar sangre el 3 de diciembre a las 16:40 => point 12-03 16:40 | donar sangre
excursión al zoo el próximo jueves todo el día => day 11-26 | excursión al zoo
reunión corta en 30 min => point 11-18 10:30 | reunión corta
fisio un lunes sí y otro no a las 16:40 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 16:40 | fisio
noche de póker este viernes a partir de las 20:00 => point 11-20 20:00
seminario jueves 26 de noviembre de 17:00 a 18:30 hora de Londres => point 11-26 17:00-18:30 {Europe/London} | seminario
dejar a los niños mañana a las 8:20 => point 11-19 08:20 | dejar a los niños
estoy libre mañana por la tarde o el viernes por la mañana => windows 11-19 13:00-17:00; 11-20 09:00-12:00 | estoy libre
esta tarde a las ocho menos cinco delante del cine => point 11-18 19:55 | delante del cine
mejor a las 10 que a las 9 mañana => ask
última ronda sábado 22:45 => point 11-21 22:45 | última ronda
barbacoa el 12 de diciembre después de comer => windows 12-12 13:00-17:00 | barbacoa
las cajas llegan el jueves o el viernes => windows 11-19..11-21 | las cajas llegan
adiestramiento todos los domingos de 10 a 11 hasta el 28 de marzo => every FREQ=WEEKLY;UNTIL=20270328T215959Z;BYDAY=SU from 11-22 10:00-11:00 | adiestramiento
dentista: próxima cita el 9 de junio de 2027 a las 8:10 => point 2027-06-09 08:10
cabalgata el 5 de enero a las 18:30 => point 2027-01-05 18:30 | cabalgata
mercadillo cancelado el domingo => ask
pasado mañana a las siete de la tarde => point 11-20 19:00
""",  # noqa: E501  # a phrase a line
    "ru": """
просмотр, Вязовая 14, суббота 11:15 => point 11-21 11:15 | просмотр, Вязовая 14
сделка 18 декабря => day 12-18 | сделка
гребля в понедельник и среду в 6:30 => ask
перевести главу 9 к завтра, 17:00 => point 11-19 17:00 | перевести главу 9
кормление пингвинов ежедневно в 14:30 => every FREQ=DAILY from 11-18 14:30 | кормление пингвинов
донорство 3 декабря 16:40 => point 12-03 16:40 | донорство
зоопарк в следующий четверг на весь день => day 11-26
короткий созвон через 30 мин => point 11-18 10:30 | короткий созвон
лфк через понедельник в 16:40 => ask
покер в эту пятницу с 20:00 => point 11-20 20:00 | покер
вебинар чт 26 ноября 17:00-18:30 по Лондону => point 11-26 17:00-18:30 {Europe/London} | вебинар
завезти детей завтра в 8:20 => point 11-19 08:20 | завезти детей
свободна завтра днём или в пятницу утром => windows 11-19 13:00-17:00; 11-20 09:00-12:00 | свободна
сегодня вечером без пяти восемь у входа => point 11-18 19:55 | у входа
лучше в 10, чем в 9 завтра => ask
последний заказ в субботу в 22:45 => point 11-21 22:45 | последний заказ
новоселье 12 декабря после обеда => windows 12-12 13:00-17:00 | новоселье
коробки привезут в четверг или пятницу => windows 11-19..11-21 | коробки привезут
дрессировка каждое воскресенье с 10 до 11 до 28 марта => every FREQ=WEEKLY;UNTIL=20270328T215959Z;BYDAY=SU from 11-22 10:00-11:00 | дрессировка
стоматолог: следующий приём 9 июня 2027 в 8:10 => point 2027-06-09 08:10 | стоматолог: следующий приём
ёлка в школе 25 декабря в 11:30 => point 12-25 11:30 | ёлка в школе
субботник отменён в воскресенье => ask
послезавтра в семь вечера => point 11-20 19:00
""",  # noqa: E501  # a phrase a line
}
