"""The thirtieth blind round: a nurse, a landlord, a band, a parent, a consultant, a pensioner who writes as he speaks.

Committed before it was run.
"""

PHRASES = {
    "en": """
early shift Friday 07:00-15:00 => point 11-20 07:00-15:00
gig at the Lamb, Sat 28 Nov, doors 7.30pm => point 11-28 19:30
band practice every Sunday 3pm till 6pm => every FREQ=WEEKLY;BYDAY=SU from 11-22 15:00-18:00 | band practice
soundcheck two hours before doors on Saturday => ask
boiler man coming tomorrow between 8 and noon => windows 11-19 08:00-12:00 | boiler man coming
tenant moves out on the 30th => day 11-30 | tenant moves out
gas safety check 10 December 9:30am => point 12-10 09:30 | gas safety check
flu jab Tuesday at ten past nine => point 11-24 09:10 | flu jab
pick the kids up at quarter to four this afternoon => point 11-18 15:45
nativity play 16 December 2pm => point 12-16 14:00 | nativity play
inset day Friday => day 11-20 | inset day
swimming lessons, Saturdays 9.30am, starting 9 January => every FREQ=WEEKLY;BYDAY=SA from 2027-01-09 09:30 | swimming lessons
client workshop 1-3 December => windows 12-01..12-04 | client workshop
invoice run last day of every month => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30 | invoice run
call with Singapore tomorrow 8am our time => ask
steering committee every second Tuesday of the month, 16:00 => every FREQ=MONTHLY;BYDAY=2TU from 12-08 16:00 | steering committee
my sister's here till Monday => day 11-23
bowls club Wednesday afternoons => every FREQ=WEEKLY;BYDAY=WE from 11-18 13:00-17:00 | bowls club
lunch with George a week today => day 11-25 | lunch with George
hearing aid clinic 10.20 on the 3rd => point 12-03 10:20 | hearing aid clinic
in a fortnight => day 12-02
Thursday the 20th, 2pm => ask
don't book anything on Friday => ask
some time on Sunday morning => windows 11-22 09:00-12:00
the 8.14 to Leeds on Monday => ask
phone the bank before 5 => ask
platform 12 => none
""",  # noqa: E501  # a phrase a line
    "de": """
Frühdienst Freitag 6-14 Uhr => point 11-20 06:00-14:00 | Frühdienst
Auftritt im Löwen, Sa 28.11., Einlass 19:30 Uhr => point 11-28 19:30
Bandprobe jeden Sonntag von 15 bis 18 Uhr => every FREQ=WEEKLY;BYDAY=SU from 11-22 15:00-18:00 | Bandprobe
der Heizungsmonteur kommt morgen zwischen 8 und 12 Uhr => windows 11-19 08:00-12:00 | der Heizungsmonteur kommt
Wohnungsübergabe am 30. um 11 Uhr => point 11-30 11:00 | Wohnungsübergabe
Grippeimpfung Dienstag um zehn nach neun => point 11-24 09:10 | Grippeimpfung
Kinder heute um Viertel vor vier abholen => ask
Krippenspiel 16. Dezember 14 Uhr => point 12-16 14:00 | Krippenspiel
Brückentag am Freitag => day 11-20 | Brückentag
Schwimmkurs samstags 9:30 ab dem 9. Januar => every FREQ=WEEKLY;BYDAY=SA from 2027-01-09 09:30 | Schwimmkurs
Kundenworkshop 1.-3. Dezember => windows 12-01..12-04 | Kundenworkshop
Lenkungskreis jeden zweiten Dienstag im Monat, 16 Uhr => every FREQ=MONTHLY;BYDAY=2TU from 12-08 16:00 | Lenkungskreis
meine Schwester ist bis Montag da => day 11-23
Kegeln mittwochnachmittags => every FREQ=WEEKLY;BYDAY=WE from 11-18 13:00-17:00 | Kegeln
heute in einer Woche Mittagessen mit Georg => day 11-25 | Mittagessen mit Georg
am 3. um 10.20 Uhr Ohrenarzt => point 12-03 10:20 | Ohrenarzt
in vierzehn Tagen => day 12-02
Donnerstag, den 20., 14 Uhr => ask
Freitag bitte nichts einplanen => ask
irgendwann am Sonntagvormittag => windows 11-22 09:00-12:00
Anruf bei der Bank vor 17 Uhr => windows 11-18 00:00-17:00 | Anruf bei der Bank
Gleis 12 => none
Nachtdienst von Freitag 20 Uhr bis Samstag 6 Uhr => point 11-20 20:00-11-21 06:00 | Nachtdienst
halb acht Freitagabend Kino => point 11-20 19:30 | Kino
Montag früh um sieben => point 11-23 07:00
Reifenwechsel nächsten Montag oder Dienstag => windows 11-23..11-25 | Reifenwechsel
""",
    "fr": """
poste du matin vendredi 6h-14h => point 11-20 06:00-14:00
concert samedi 28 novembre, ouverture des portes 19h30 => point 11-28 19:30
répétition tous les dimanches de 15h à 18h => every FREQ=WEEKLY;BYDAY=SU from 11-22 15:00-18:00 | répétition
le chauffagiste passe demain entre 8h et midi => windows 11-19 08:00-12:00 | le chauffagiste passe
état des lieux le 30 à 11h => point 11-30 11:00 | état des lieux
vaccin mardi à neuf heures dix => point 11-24 09:10 | vaccin
chercher les enfants à quatre heures moins le quart => ask
spectacle de l'école le 16 décembre à 14h => point 12-16 14:00 | spectacle de l'école
piscine le samedi à 9h30 à partir du 9 janvier => ask
séminaire client du 1er au 3 décembre => windows 12-01..12-04 | séminaire client
facturation le dernier jour de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30 | facturation
comité de pilotage chaque deuxième mardi du mois à 16h => every FREQ=MONTHLY;BYDAY=2TU from 12-08 16:00 | comité de pilotage
ma sœur est là jusqu'à lundi => day 11-23
pétanque les mercredis après-midi => every FREQ=WEEKLY;BYDAY=WE from 11-18 13:00-17:00 | pétanque
déjeuner avec Georges dans une semaine => day 11-25 | déjeuner avec Georges
oto-rhino le 3 à 10h20 => point 12-03 10:20 | oto-rhino
dans quinze jours => ask
jeudi 20 à 14h => ask
rien vendredi => ask
dimanche matin tranquille => windows 11-22 09:00-12:00
appeler la banque avant 17h => windows 11-18 00:00-17:00 | appeler la banque
voie 12 => none
garde de nuit de vendredi 20h à samedi 6h => point 11-20 20:00-11-21 06:00
ciné vendredi soir à sept heures et demie => point 11-20 19:30 | ciné
changer les pneus lundi ou mardi prochain => windows 11-23..11-25
ce midi avec Jeanne => windows 11-18 12:00-14:00 | avec Jeanne
""",  # noqa: E501  # a phrase a line
    "es": """
turno de mañana viernes de 6 a 14 => ask
concierto el sábado 28 de noviembre, puertas 19:30 => point 11-28 19:30
ensayo todos los domingos de 15:00 a 18:00 => every FREQ=WEEKLY;BYDAY=SU from 11-22 15:00-18:00 | ensayo
el técnico de la caldera viene mañana entre las 8 y las 12 => windows 11-19 08:00-12:00 | el técnico de la caldera viene
entrega de llaves el 30 a las 11 => point 11-30 11:00 | entrega de llaves
vacuna el martes a las nueve y diez => point 11-24 09:10 | vacuna
recoger a los niños a las cuatro menos cuarto de la tarde => point 11-18 15:45 | recoger a los niños
función del cole el 16 de diciembre a las 14:00 => point 12-16 14:00 | función del cole
natación los sábados a las 9:30 a partir del 9 de enero => every FREQ=WEEKLY;BYDAY=SA from 2027-01-09 09:30 | natación
taller con el cliente del 1 al 3 de diciembre => windows 12-01..12-04 | taller con el cliente
comité el segundo martes de cada mes a las 16:00 => every FREQ=MONTHLY;BYDAY=2TU from 12-08 16:00 | comité
mi hermana está hasta el lunes => day 11-23
petanca los miércoles por la tarde => every FREQ=WEEKLY;BYDAY=WE from 11-18 13:00-17:00 | petanca
comida con Jorge en una semana => day 11-25 | comida con Jorge
otorrino el 3 a las 10:20 => point 12-03 10:20 | otorrino
jueves 20 a las 14:00 => ask
el viernes nada => ask
el domingo por la mañana => windows 11-22 09:00-12:00
llamar al banco antes de las 17:00 => windows 11-18 00:00-17:00 | llamar al banco
andén 12 => none
cine el viernes a las siete y media de la tarde => point 11-20 19:30 | cine
cambiar ruedas el lunes o el martes que viene => windows 11-23..11-25 | cambiar ruedas
facturas el último día de cada mes => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30 | facturas
este mediodía con Juana => point 11-18 12:00 | con Juana
hoy por la tarde a las 6 => point 11-18 18:00
""",
    "ru": """
утренняя смена в пятницу с 6 до 14 => point 11-20 06:00-14:00 | утренняя смена
концерт в субботу 28 ноября, начало в 19:30 => point 11-28 19:30
репетиция каждое воскресенье с 15 до 18 => every FREQ=WEEKLY;BYDAY=SU from 11-22 15:00-18:00 | репетиция
мастер придёт завтра между 8 и 12 => windows 11-19 08:00-12:00 | мастер придёт
сдача квартиры 30 числа в 11:00 => point 11-30 11:00 | сдача квартиры
прививка во вторник в десять минут десятого => point 11-24 09:10 | прививка
забрать детей сегодня без четверти четыре => ask
утренник 16 декабря в 14:00 => point 12-16 14:00 | утренник
плавание по субботам в 9:30 с 9 января => every FREQ=WEEKLY;BYDAY=SA from 2027-01-09 09:30 | плавание
воркшоп 1-3 декабря => windows 12-01..12-04 | воркшоп
комитет каждый второй вторник месяца в 16:00 => every FREQ=MONTHLY;BYDAY=2TU from 12-08 16:00 | комитет
сестра у нас до понедельника => day 11-23
обед с Жорой через неделю => day 11-25 | обед с Жорой
лор 3-го в 10:20 => point 12-03 10:20 | лор
через две недели => day 12-02
четверг 20-го, 14:00 => ask
в воскресенье утром => windows 11-22 09:00-12:00
позвонить в банк до 17:00 => windows 11-18 00:00-17:00 | позвонить в банк
путь 12 => none
кино в пятницу в половине восьмого вечера => point 11-20 19:30 | кино
шиномонтаж в следующий понедельник или вторник => windows 11-23..11-25 | шиномонтаж
сегодня в 6 вечера => point 11-18 18:00
последний день каждого месяца сверка => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30 | сверка
никаких встреч в пятницу => ask
сутки с пятницы 8:00 до субботы 8:00 => point 11-20 08:00-11-21 08:00
""",
}
