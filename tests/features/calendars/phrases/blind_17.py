"""The seventeenth blind round: the issue's own kinds again, in other words."""

PHRASES = {
    "en": """
breakfast with Tom on Saturday at 8:30 => point 11-21 08:30 | breakfast with Tom
every other Monday at 9:30am => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:30
weekday evenings this week => windows 11-18 18:00-21:00; 11-19 18:00-21:00; 11-20 18:00-21:00
11am PST next Thursday => point 11-26 11:00 {America/Los_Angeles}
tomorrow 4pm for 1h => point 11-19 16:00-17:00
half past six on Friday evening => point 11-20 18:30
in an hour => point 11-18 11:00
three weeks from Tuesday at 10am => point 12-15 10:00
quarter to five tomorrow afternoon => point 11-19 16:45
this Thursday => day 11-19
next Thursday => day 11-26
Thursday next week at 3pm => point 11-26 15:00
Monday morning => windows 11-23 09:00-12:00
afternoons next week => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00; 11-28 13:00-17:00; 11-29 13:00-17:00
from Tuesday to Thursday => windows 11-24..11-27
25-27 November => windows 11-25..11-28
29 February 2027 => ask
Tuesday 26 November => ask
[now=2027-03-24T09:00] Sunday at 02:30 => ask
[now=2027-03-24T09:00] 28 March 2027 at 2:15am => ask
[en] 7/12 at 3pm => ask
[en-US] 7/12 at 3pm => point 2027-07-12 15:00
7/12 at 3pm => point 12-07 15:00
13/12/2026 => day 12-13
[en-US] 12/13/2026 10am => point 12-13 10:00
last Friday of the month => ask
every last day of the month => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
Mondays, Wednesdays and Fridays at 6:30am => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 06:30
weekly on Mondays at 4pm => every FREQ=WEEKLY;BYDAY=MO from 11-23 16:00
every 2 weeks on Thursday at 11am => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 11:00
5pm London time tomorrow => point 11-19 17:00 {Europe/London}
3pm CET on Friday => point 11-20 15:00
Friday => day 11-20
at noon => point 11-18 12:00
buy bread => none
the third man => none
""",  # noqa: E501  # a phrase a line
    "de": """
Frühstück mit Tom am Samstag um 8:30 => point 11-21 08:30 | Frühstück mit Tom
jeden zweiten Montag um 9:30 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:30
nächsten Donnerstag um 11 Uhr Londoner Zeit => point 11-26 11:00 {Europe/London}
morgen 16 Uhr für eine Stunde => point 11-19 16:00-17:00
Freitagabend um halb sieben => point 11-20 18:30
in einer Stunde => point 11-18 11:00
morgen Nachmittag um Viertel vor fünf => point 11-19 16:45
diesen Donnerstag => day 11-19
nächsten Donnerstag => day 11-26
Donnerstag nächster Woche um 15 Uhr => point 11-26 15:00
Montagmorgen => windows 11-23 09:00-12:00
von Dienstag bis Donnerstag => windows 11-24..11-27
25.-27. November => windows 11-25..11-28
29. Februar 2027 => ask
Dienstag, 26. November => ask
[now=2027-03-24T09:00] Sonntag um 2:30 => ask
7.12. um 15 Uhr => point 12-07 15:00
13.12.2026 => day 12-13
letzter Freitag im Monat => ask
montags, mittwochs und freitags um 6:30 => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 06:30
wöchentlich montags um 16 Uhr => every FREQ=WEEKLY;BYDAY=MO from 11-23 16:00
alle zwei Wochen donnerstags um 11 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 11:00
Freitag => day 11-20
morgen um vier => ask
um 12 Uhr mittags => point 11-18 12:00
Brot kaufen => none
der dritte Mann => none
""",
    "fr": """
petit-déjeuner avec Tom samedi à 8h30 => point 11-21 08:30 | petit-déjeuner avec Tom
un lundi sur deux à 9h30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:30
jeudi prochain à 11h heure de Londres => point 11-26 11:00 {Europe/London}
demain 16h pendant une heure => point 11-19 16:00-17:00
vendredi à six heures et demie du soir => point 11-20 18:30
dans une heure => point 11-18 11:00
ce jeudi => day 11-19
jeudi prochain => day 11-26
jeudi de la semaine prochaine à 15h => point 11-26 15:00
lundi matin => windows 11-23 09:00-12:00
de mardi à jeudi => windows 11-24..11-27
du 25 au 27 novembre => windows 11-25..11-28
le 29 février 2027 => ask
mardi 26 novembre => ask
[now=2027-03-24T09:00] dimanche à 2h30 => ask
7/12 à 15h => point 12-07 15:00
13/12/2026 => day 12-13
le dernier vendredi du mois => ask
les lundis, mercredis et vendredis à 6h30 => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 06:30
toutes les deux semaines le jeudi à 11h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 11:00
vendredi => day 11-20
demain à quatre heures => ask
acheter du pain => none
le troisième homme => none
""",
    "es": """
desayuno con Tom el sábado a las 8:30 => point 11-21 08:30 | desayuno con Tom
un lunes sí y otro no a las 9:30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:30
el próximo jueves a las 11 hora de Londres => point 11-26 11:00 {Europe/London}
mañana a las 16:00 durante una hora => point 11-19 16:00-17:00
el viernes a las seis y media de la tarde => point 11-20 18:30
en una hora => point 11-18 11:00
este jueves => day 11-19
el próximo jueves => day 11-26
el jueves de la semana que viene a las 15:00 => point 11-26 15:00
el lunes por la mañana => windows 11-23 09:00-12:00
de martes a jueves => windows 11-24..11-27
del 25 al 27 de noviembre => windows 11-25..11-28
29 de febrero de 2027 => ask
martes 26 de noviembre => ask
[now=2027-03-24T09:00] el domingo a las 2:30 de la madrugada => ask
7/12 a las 15:00 => point 12-07 15:00
13/12/2026 => day 12-13
el último viernes del mes => ask
lunes, miércoles y viernes a las 6:30 de la mañana cada semana => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 06:30
cada dos semanas los jueves a las 11 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 11:00
el viernes => day 11-20
mañana a las cuatro => ask
comprar pan => none
el tercer hombre => none
""",
    "ru": """
завтрак с Томом в субботу в 8:30 => point 11-21 08:30 | завтрак с Томом
каждый второй понедельник в 9:30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:30
в следующий четверг в 11:00 по лондонскому времени => point 11-26 11:00 {Europe/London}
завтра в 16:00 на час => point 11-19 16:00-17:00
в пятницу в половине седьмого вечера => point 11-20 18:30
через час => point 11-18 11:00
в этот четверг => day 11-19
в следующий четверг => day 11-26
в четверг на следующей неделе в 15:00 => point 11-26 15:00
в понедельник утром => windows 11-23 09:00-12:00
со вторника по четверг => windows 11-24..11-27
с 25 по 27 ноября => windows 11-25..11-28
29 февраля 2027 => ask
вторник, 26 ноября => ask
[now=2027-03-24T09:00] в воскресенье в 2:30 => ask
7.12 в 15:00 => point 12-07 15:00
13.12.2026 => day 12-13
последняя пятница месяца => ask
по понедельникам, средам и пятницам в 6:30 => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 06:30
каждые две недели по четвергам в 11:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 11:00
в пятницу => day 11-20
завтра в четыре => ask
купить хлеб => none
третий человек => none
""",
}
