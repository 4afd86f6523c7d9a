"""The tenth blind round: a little of everything, in short."""

PHRASES = {
    "en": """
swim Thursday 6:45am => point 11-19 06:45 | swim
Ada & Grace: lunch next Thursday at noon => point 11-26 12:00 | Ada & Grace: lunch
pay electricity bill on 1 December => day 12-01
open house Sat 28 Nov 10am-2pm => point 11-28 10:00-14:00
webinar 2 Dec 16:00 UTC => point 12-02 16:00 {UTC}
write to the council this week => windows 11-18..11-23
fortnightly planning on Tuesdays at 10:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 10:00
oil change in six months => day 2027-05-18
catch the 7:12 train on Monday => ask
party this Saturday from 8pm till late => ask
the second and fourth Tuesday of every month => every FREQ=MONTHLY;BYDAY=2TU,4TU from 11-24
Tuesday or Wednesday next week => windows 11-24..11-26
next Monday morning => windows 11-23 09:00-12:00
board call Mon 30 Nov 5pm for an hour => point 11-30 17:00-18:00
tomorrow evening at half seven => ask
no later than 6pm on Friday => point 11-20 18:00
reschedule to Thursday => day 11-19
Thursday at 10 or 11 => ask
7 up and crisps => none
April's birthday present => none
Gate 5 => none
one for all => none
ten out of ten => none
""",
    "de": """
Schwimmen Donnerstag 6:45 => point 11-19 06:45 | Schwimmen
Ada & Grace: Mittagessen nächsten Donnerstag um 12 Uhr => point 11-26 12:00
Strom bezahlen am 1. Dezember => day 12-01
Tag der offenen Tür Sa 28.11. 10–14 Uhr => point 11-28 10:00-14:00
diese Woche ans Amt schreiben => windows 11-18..11-23
Planung alle zwei Wochen dienstags um 10 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 10:00
Ölwechsel in sechs Monaten => day 2027-05-18
Zug um 7:12 am Montag => point 11-23 07:12
Dienstag oder Mittwoch nächster Woche => windows 11-24..11-26
nächsten Montagmorgen => windows 11-23 09:00-12:00
Telefonat Mo 30.11. 17 Uhr für eine Stunde => point 11-30 17:00-18:00
morgen Abend um halb acht => point 11-19 19:30
spätestens Freitag um 18 Uhr => point 11-20 18:00
auf Donnerstag verschieben => day 11-19
Donnerstag um 10 oder 11 => ask
Alle meine Entchen => none
zehn von zehn Punkten => none
einer für alle => none
Tor 5 => none
Geburtstag von Mai Ling => ask
Mo. 23.11., Di. 24.11. => windows 11-23..11-25
""",
    "fr": """
piscine jeudi 6h45 => point 11-19 06:45 | piscine
Ada et Grace : déjeuner jeudi prochain à midi => point 11-26 12:00
payer l'électricité le 1er décembre => day 12-01
portes ouvertes sam. 28 nov. de 10h à 14h => point 11-28 10:00-14:00
écrire à la mairie cette semaine => windows 11-18..11-23
vidange dans six mois => day 2027-05-18
train de 7h12 lundi => point 11-23 07:12
mardi ou mercredi de la semaine prochaine => windows 11-24..11-26
lundi prochain au matin => windows 11-23 09:00-12:00
appel lundi 30 novembre 17h pendant une heure => point 11-30 17:00-18:00
demain soir à sept heures et demie => point 11-19 19:30
vendredi à 18h au plus tard => point 11-20 18:00
reporter à jeudi => day 11-19
jeudi à 10h ou 11h => ask
un pour tous => none
dix sur dix => none
porte 5 => none
tous les matins à 7h => every FREQ=DAILY from 11-19 07:00
réunion hebdomadaire le mardi à 10h => every FREQ=WEEKLY;BYDAY=TU from 11-24 10:00
les lundi 23 et mardi 24 novembre => windows 11-23..11-25
""",
    "es": """
piscina jueves 6:45 de la mañana => point 11-19 06:45 | piscina
Ada y Grace: comida el próximo jueves a mediodía => point 11-26 12:00
pagar la luz el 1 de diciembre => day 12-01
puertas abiertas sáb 28 nov de 10:00 a 14:00 => point 11-28 10:00-14:00
escribir al ayuntamiento esta semana => windows 11-18..11-23
cambio de aceite en seis meses => day 2027-05-18
tren de las 7:12 de la mañana el lunes => point 11-23 07:12
martes o miércoles de la semana que viene => windows 11-24..11-26
el próximo lunes por la mañana => windows 11-23 09:00-12:00
llamada el lunes 30 de noviembre a las 17:00 durante una hora => point 11-30 17:00-18:00
mañana por la noche a las siete y media => point 11-19 19:30
a más tardar el viernes a las 18:00 => point 11-20 18:00
pasar al jueves => day 11-19
jueves a las 10 o a las 11 => ask
uno para todos => none
diez de diez => none
puerta 5 => none
todas las mañanas a las 7 => every FREQ=DAILY from 11-19 07:00
reunión semanal los martes a las 10:00 => every FREQ=WEEKLY;BYDAY=TU from 11-24 10:00
""",
    "ru": """
бассейн в четверг в 6:45 => point 11-19 06:45 | бассейн
Ада и Грейс: обед в следующий четверг в полдень => point 11-26 12:00
заплатить за свет 1 декабря => day 12-01
день открытых дверей сб 28 ноября с 10 до 14 => point 11-28 10:00-14:00
написать в управу на этой неделе => windows 11-18..11-23
замена масла через полгода => day 2027-05-18
поезд в 7:12 в понедельник => point 11-23 07:12
во вторник или среду на следующей неделе => windows 11-24..11-26
в следующий понедельник утром => windows 11-23 09:00-12:00
звонок в понедельник 30 ноября в 17:00 на час => point 11-30 17:00-18:00
завтра вечером в половине восьмого => point 11-19 19:30
не позднее 18:00 пятницы => windows 11-20 00:00-18:00
перенести на четверг => day 11-19
в четверг в 10 или в 11 => ask
один за всех => none
десять из десяти => none
выход 5 => none
каждое утро в 7 => every FREQ=DAILY from 11-19 07:00
еженедельное совещание по вторникам в 10:00 => every FREQ=WEEKLY;BYDAY=TU from 11-24 10:00
""",
}
