"""The fifth blind round: what somebody would write who wants to try the conventions one by one."""

PHRASES = {
    "en": """
quarterly review on the first Monday of each quarter at 10am => ask
[en-US] 5/1/2027 9:00 AM => point 2027-05-01 09:00
5/1/2027 9:00 => point 2027-01-05 09:00
[en] 5/1/2027 => ask day 2027-05-01 / day 2027-01-05
2026-12-01 14:00-15:30 => point 12-01 14:00-15:30
Monday 17 November => ask
[now=2027-03-20T10:00] 28 March 2027 at 2:30am => ask
payday on the last working day of the month => ask
second Tuesday of every month at 7pm => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:00
every day until Friday at 8pm => every FREQ=DAILY;UNTIL=20261120T225959Z from 11-18 20:00
book club on the third Thursday of the month at 7pm => ask
daily standup at 9:30 starting Monday => every FREQ=DAILY from 11-23 09:30
Monday through Friday 9 to 5 => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
brunch Sunday 11 => ask
New Year's Eve party at 22:00 => point 12-31 22:00
every 90 minutes => ask
Fri-Sun => windows 11-20..11-23
1st and 15th of every month => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
Thursdays in December at 18:00 => every FREQ=WEEKLY;UNTIL=20261231T225959Z;BYDAY=TH from 12-03 18:00
every weekday except Friday at 9am => ask
every Monday for 8 weeks at 6pm => every FREQ=WEEKLY;UNTIL=20270117T225959Z;BYDAY=MO from 11-23 18:00
every Tuesday until 15 December at 18:00 => every FREQ=WEEKLY;UNTIL=20261215T225959Z;BYDAY=TU from 11-24 18:00
Wednesdays at 6pm, 10 times => every FREQ=WEEKLY;COUNT=10;BYDAY=WE from 11-18 18:00
half five tomorrow => ask
10 to 12 tomorrow => point 11-19 10:00-12:00
tomorrow 10-12 => point 11-19 10:00-12:00
at 25:00 tomorrow => ask
at noon every day => every FREQ=DAILY from 11-18 12:00
yearly on 3 March => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03
this Friday at 3pm Paris time => point 11-20 15:00 {Europe/Paris}
noon UTC tomorrow => point 11-19 12:00 {UTC}
8:30pm CET Thursday => point 11-19 20:30
9am IST tomorrow => ask
next Wednesday => day 11-25
Wednesday => ask
""",  # noqa: E501  # a phrase a line
    "de": """
Montag, 17. November => ask
[now=2027-03-20T10:00] 28. März um 2:30 Uhr => ask
[now=2026-10-20T10:00] 25. Oktober um 2:30 Uhr => ask
jeden zweiten Dienstag im Monat um 19 Uhr => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:00
jeden zweiten Dienstag um 19 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 19:00
täglich um 20 Uhr bis Freitag => every FREQ=DAILY;UNTIL=20261120T225959Z from 11-18 20:00
Mo bis Fr 9 bis 17 Uhr => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
Brunch Sonntag 11 Uhr => point 11-22 11:00 | Brunch
Silvesterparty um 22 Uhr => ask
alle 90 Minuten => ask
Fr–So => windows 11-20..11-23
am 1. und 15. jedes Monats => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
donnerstags im Dezember um 18 Uhr => every FREQ=WEEKLY;UNTIL=20261231T225959Z;BYDAY=TH from 12-03 18:00
jeden Werktag außer Freitag => ask
jeden Montag um 18 Uhr, 8 Wochen lang => every FREQ=WEEKLY;UNTIL=20270117T225959Z;BYDAY=MO from 11-23 18:00
mittwochs um 18 Uhr, 10 Mal => every FREQ=WEEKLY;COUNT=10;BYDAY=WE from 11-18 18:00
morgen um halb fünf => ask
morgen 10-12 Uhr => point 11-19 10:00-12:00
morgen um 25 Uhr => ask
jährlich am 3. März => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03
diesen Freitag um 15 Uhr Pariser Zeit => point 11-20 15:00 {Europe/Paris}
nächsten Mittwoch => day 11-25
Mittwoch => ask
zweimal pro Woche => ask
Nacht von Freitag auf Samstag => ask
am Wochenende => windows 11-21..11-23
nächstes Wochenende => windows 11-28..11-30
Frühstück am Samstag um neun => point 11-21 09:00 | Frühstück
Mittagspause von 12 bis 13 Uhr => point 11-18 12:00-13:00 | Mittagspause
Abendessen Freitag um sieben => point 11-20 19:00 | Abendessen
von 22 bis 2 Uhr am Samstag => point 11-21 22:00-11-22 02:00
""",  # noqa: E501  # a phrase a line
    "fr": """
lundi 17 novembre => ask
[now=2027-03-20T10:00] le 28 mars à 2h30 => ask
le deuxième mardi de chaque mois à 19h => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:00
tous les jours à 20h jusqu'à vendredi => every FREQ=DAILY;UNTIL=20261120T225959Z from 11-18 20:00
du lundi au vendredi de 9h à 17h => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
brunch dimanche 11h => point 11-22 11:00 | brunch
réveillon du nouvel an à 22h => point 12-31 22:00
toutes les 90 minutes => ask
le 1er et le 15 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
les jeudis de décembre à 18h => every FREQ=WEEKLY;UNTIL=20261231T225959Z;BYDAY=TH from 12-03 18:00
tous les jours sauf le dimanche => ask
tous les lundis à 18h pendant 8 semaines => every FREQ=WEEKLY;UNTIL=20270117T225959Z;BYDAY=MO from 11-23 18:00
le mercredi à 18h, 10 fois => ask
demain à quatre heures et demie => ask
demain 10h-12h => point 11-19 10:00-12:00
demain à 25h => ask
chaque année le 3 mars => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03
ce vendredi à 15h heure de Londres => point 11-20 15:00 {Europe/London}
mercredi prochain => day 11-25
mercredi => ask
deux fois par semaine => ask
ce week-end => windows 11-21..11-23
le week-end prochain => windows 11-28..11-30
petit-déjeuner samedi à neuf heures => point 11-21 09:00 | petit-déjeuner
dîner vendredi à sept heures => point 11-20 19:00 | dîner
samedi de 22h à 2h => point 11-21 22:00-11-22 02:00
vendredi dans deux semaines => day 12-04
demain matin à 8h => point 11-19 08:00
réunion le 3/12 de 14h à 15h30 => point 12-03 14:00-15:30 | réunion
""",  # noqa: E501  # a phrase a line
    "es": """
lunes 17 de noviembre => ask
[now=2027-03-20T10:00] 28 de marzo a las 2:30 de la madrugada => ask
el segundo martes de cada mes a las 19:00 => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:00
todos los días a las 20:00 hasta el viernes => every FREQ=DAILY;UNTIL=20261120T225959Z from 11-18 20:00
de lunes a viernes de 9:00 a 17:00 => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
brunch domingo a las 11 => point 11-22 11:00 | brunch
Nochevieja a las 22:00 => point 12-31 22:00
cada 90 minutos => ask
el 1 y el 15 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
los jueves de diciembre a las 18:00 => every FREQ=WEEKLY;UNTIL=20261231T225959Z;BYDAY=TH from 12-03 18:00
todos los días menos el domingo => ask
todos los lunes a las 18:00 durante 8 semanas => every FREQ=WEEKLY;UNTIL=20270117T225959Z;BYDAY=MO from 11-23 18:00
los miércoles a las 18:00, 10 veces => every FREQ=WEEKLY;COUNT=10;BYDAY=WE from 11-18 18:00
mañana a las cuatro y media => ask
mañana de 10 a 12 => point 11-19 10:00-12:00
mañana a las 25:00 => ask
cada año el 3 de marzo => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03
este viernes a las 15:00 hora de París => point 11-20 15:00 {Europe/Paris}
el próximo miércoles => day 11-25
miércoles => ask
dos veces por semana => ask
el próximo fin de semana => windows 11-28..11-30
desayuno el sábado a las nueve => point 11-21 09:00 | desayuno
cena el viernes a las siete => point 11-20 19:00 | cena
el sábado de 22:00 a 2:00 => point 11-21 22:00-11-22 02:00
mañana por la mañana a las 8 => point 11-19 08:00
reunión el 3/12 de 14:00 a 15:30 => point 12-03 14:00-15:30 | reunión
mañana o pasado => ask
el lunes por la noche => windows 11-23 18:00-21:00
""",  # noqa: E501  # a phrase a line
    "ru": """
понедельник, 17 ноября => ask
[now=2027-03-20T10:00] 28 марта в 2:30 ночи => ask
второй вторник каждого месяца в 19:00 => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:00
каждый день в 20:00 до пятницы => every FREQ=DAILY;UNTIL=20261120T225959Z from 11-18 20:00
с понедельника по пятницу с 9 до 17 => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
бранч в воскресенье в 11 => point 11-22 11:00 | бранч
встреча Нового года 31 декабря в 22:00 => ask
каждые 90 минут => ask
1 и 15 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
по четвергам в декабре в 18:00 => every FREQ=WEEKLY;UNTIL=20261231T225959Z;BYDAY=TH from 12-03 18:00
каждый день кроме воскресенья => ask
каждый понедельник в 18:00 в течение 8 недель => every FREQ=WEEKLY;UNTIL=20270117T225959Z;BYDAY=MO from 11-23 18:00
по средам в 18:00, 10 раз => every FREQ=WEEKLY;COUNT=10;BYDAY=WE from 11-18 18:00
завтра в половине пятого => ask
завтра с 10 до 12 => point 11-19 10:00-12:00
завтра в 25:00 => ask
каждый год 3 марта => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03
в эту пятницу в 15:00 по Москве => point 11-20 15:00 {Europe/Moscow}
в следующую среду => day 11-25
среда => ask
два раза в неделю => ask
в следующие выходные => windows 11-28..11-30
завтрак в субботу в девять => point 11-21 09:00 | завтрак
ужин в пятницу в семь => point 11-20 19:00 | ужин
в субботу с 22:00 до 2:00 => point 11-21 22:00-11-22 02:00
завтра утром в 8 => point 11-19 08:00
встреча 3.12 с 14:00 до 15:30 => point 12-03 14:00-15:30 | встреча
завтра или послезавтра => windows 11-19..11-21
в понедельник вечером => windows 11-23 18:00-21:00
""",  # noqa: E501  # a phrase a line
}
