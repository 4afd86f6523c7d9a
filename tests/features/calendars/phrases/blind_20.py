"""The twentieth blind round: chat messages, titles and quick notes, as different people would type them."""

PHRASES = {
    "en": """
can you do thurs 4:30pm? => point 11-19 16:30
dentist check-up, Tues 8 Dec, 08:20 => point 12-08 08:20 | dentist check-up
standup mon-fri 9:15 => ask
team retro fri 20 nov 3-4pm => point 11-20 15:00-16:00 | team retro
ping Grace in 45 mins => point 11-18 10:45 | ping Grace
submit tax return by 31 January => day 2027-01-31 | submit tax return
Mum visiting 4-6 December => windows 12-04..12-07 | Mum visiting
book club, first Wednesday of every month, 7:30pm => every FREQ=MONTHLY;BYDAY=1WE from 12-02 19:30 | book club
piano lesson every Tues 4pm except 22 December => ask
guitar every Thursday at 6pm until 17 December => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 11-19 18:00 | guitar
spin class Mondays 6:30am for 6 weeks => every FREQ=WEEKLY;UNTIL=20270103T225959Z;BYDAY=MO from 11-23 06:30 | spin class
antibiotics every 8 hours => ask
water the ferns every third day => every FREQ=DAILY;INTERVAL=3 from 11-18 | water the ferns
pick up Sam from school at quarter past three in the afternoon tomorrow => point 11-19 15:15
webinar tmrw 11 am ET => point 11-19 11:00 {America/New_York}
stand-up comedy Sat 8.30pm => point 11-21 20:30
haircut in three weeks, Saturday morning => ask
is anyone around sat or sun? => windows 11-21..11-23
ring the vet first thing tomorrow => ask
Saturday week, 10am, car boot sale => point 11-28 10:00 | car boot sale
lunch with Priya on the 2nd => day 12-02 | lunch with Priya
two hour exam on the 4th of December from 10am => point 12-04 10:00-12:00
gym tmrw before work => ask
drinks Friday after work => windows 11-20 18:00-21:00 | drinks
5 o'clock tomorrow => ask
half ten on Friday => ask
meeting moved to Thursday 3pm => point 11-19 15:00
chapter 11 hearing => none
7 days a week => none
Section 8 paperwork => none
buy 3 tickets for Saturday => day 11-21
2pm Saturday/Sunday => ask
Mon 23rd 10:00–10:45 1:1 Ada => point 11-23 10:00-10:45 | 1:1 Ada
rent due on the 28th of every month => every FREQ=MONTHLY;BYMONTHDAY=28 from 11-28
""",  # noqa: E501  # a phrase a line
    "de": """
passt dir do 16:30? => point 11-19 16:30
zahnarzt di 8.12. 8:20 uhr => point 12-08 08:20 | zahnarzt
Daily Mo-Fr 9:15 Uhr => ask
Retro Fr 20.11. 15-16 Uhr => point 11-20 15:00-16:00 | Retro
in einer Dreiviertelstunde Grace anrufen => point 11-18 10:45 | Grace anrufen
Steuererklärung bis 31. Januar abgeben => day 2027-01-31 | Steuererklärung abgeben
Mama zu Besuch 4.-6. Dezember => windows 12-04..12-07 | Mama zu Besuch
Stammtisch jeden ersten Mittwoch im Monat um 19:30 => every FREQ=MONTHLY;BYDAY=1WE from 12-02 19:30 | Stammtisch
Klavier jeden Dienstag 16 Uhr außer am 22. Dezember => ask
Gitarre jeden Donnerstag um 18 Uhr bis zum 17. Dezember => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 11-19 18:00 | Gitarre
jeden dritten Tag gießen => every FREQ=DAILY;INTERVAL=3 from 11-18 | gießen
alle acht Stunden Tropfen => ask
morgen Viertel nach drei nachmittags Sam abholen => point 11-19 15:15 | Sam abholen
hat wer sa oder so zeit? => windows 11-21..11-23
gleich morgen früh den Tierarzt anrufen => ask
am 2. Mittagessen mit Priya => day 12-02 | Mittagessen mit Priya
Klausur am 4. Dezember ab 10 Uhr, zwei Stunden => point 12-04 10:00-12:00 | Klausur
Freitag nach der Arbeit was trinken => windows 11-20 18:00-21:00
morgen um fünf => ask
Freitag halb zehn => point 11-20 09:30
Mittwoch in einer Woche um 14 Uhr => ask
Samstag oder Sonntag um 14 Uhr => ask
Treffen in drei Wochen => day 12-09 | Treffen
7 Tage die Woche => none
Miete am 28. jeden Monats => every FREQ=MONTHLY;BYMONTHDAY=28 from 11-28 | Miete
drei Karten für Samstag besorgen => day 11-21
Absatz 8 prüfen => none
heute Nacht um eins => point 11-19 01:00
Abgabe spätestens Freitag 12 Uhr => point 11-20 12:00
nächste Woche Mittwochnachmittag => windows 11-25 13:00-17:00
zwischen Mittwoch und Freitag nächster Woche => windows 11-25..11-28
kommenden Montag Punkt neun => point 11-23 09:00
um Viertel vor sieben heute Abend => point 11-18 18:45
""",  # noqa: E501  # a phrase a line
    "fr": """
tu peux jeudi 16h30 ? => point 11-19 16:30
dentiste mar. 8 déc. 8h20 => point 12-08 08:20 | dentiste
point quotidien du lundi au vendredi à 9h15 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15
rétro ven 20 nov 15h-16h => point 11-20 15:00-16:00 | rétro
rappeler Grace dans trois quarts d'heure => point 11-18 10:45 | rappeler Grace
déclaration d'impôts pour le 31 janvier => day 2027-01-31
Maman en visite du 4 au 6 décembre => windows 12-04..12-07 | Maman en visite
club de lecture le premier mercredi du mois à 19h30 => ask
piano tous les mardis à 16h sauf le 22 décembre => ask
guitare chaque jeudi à 18h jusqu'au 17 décembre => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 11-19 18:00 | guitare
gouttes toutes les huit heures => ask
arroser un jour sur trois => every FREQ=DAILY;INTERVAL=3 from 11-18 | arroser
chercher Sam demain à trois heures et quart de l'après-midi => point 11-19 15:15 | chercher Sam
quelqu'un est dispo sam ou dim ? => windows 11-21..11-23
samedi en huit à 10h brocante => point 11-28 10:00 | brocante
déjeuner avec Priya le 2 => day 12-02 | déjeuner avec Priya
examen de deux heures le 4 décembre à 10h => point 12-04 10:00-12:00
réunion demain à cinq heures => ask
vendredi à neuf heures et demie => point 11-20 09:30
samedi ou dimanche à 14h => ask
rendez-vous dans trois semaines => day 12-09 | rendez-vous
7 jours sur 7 => none
loyer le 28 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=28 from 11-28 | loyer
prendre trois billets pour samedi => day 11-21
relire l'article 8 => none
au plus tard vendredi midi => point 11-20 12:00
mercredi après-midi de la semaine prochaine => windows 11-25 13:00-17:00
lundi prochain à 9h précises => point 11-23 09:00
ce soir à sept heures moins le quart => point 11-18 18:45
demain entre midi et deux => windows 11-19 12:00-14:00
apéro jeudi dès 19h => point 11-19 19:00
tous les jours ouvrables à 8h45 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:45
une quinzaine de personnes samedi => day 11-21
""",  # noqa: E501  # a phrase a line
    "es": """
¿puedes el jueves a las 16:30? => point 11-19 16:30
dentista mar 8 dic 8:20 => point 12-08 08:20
reunión diaria de lunes a viernes a las 9:15 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15
retro vie 20 nov de 15 a 16h => point 11-20 15:00-16:00 | retro
llamar a Grace en tres cuartos de hora => point 11-18 10:45 | llamar a Grace
declaración de la renta para el 31 de enero => day 2027-01-31
mamá de visita del 4 al 6 de diciembre => windows 12-04..12-07 | mamá de visita
club de lectura el primer miércoles de cada mes a las 19:30 => every FREQ=MONTHLY;BYDAY=1WE from 12-02 19:30 | club de lectura
piano todos los martes a las 16:00 menos el 22 de diciembre => ask
guitarra cada jueves a las 18:00 hasta el 17 de diciembre => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 11-19 18:00 | guitarra
gotas cada ocho horas => ask
regar cada tres días => every FREQ=DAILY;INTERVAL=3 from 11-18 | regar
recoger a Sam mañana a las tres y cuarto de la tarde => point 11-19 15:15 | recoger a Sam
¿alguien libre el sábado o el domingo? => windows 11-21..11-23
comida con Priya el día 2 => day 12-02 | comida con Priya
examen de dos horas el 4 de diciembre a las 10:00 => point 12-04 10:00-12:00
reunión mañana a las cinco => ask
el viernes a las nueve y media de la mañana => point 11-20 09:30
sábado o domingo a las 14:00 => ask
cita dentro de tres semanas => day 12-09 | cita
24 horas al día => none
alquiler el 28 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=28 from 11-28 | alquiler
comprar tres entradas para el sábado => day 11-21
leer el artículo 8 => none
el miércoles de la semana que viene por la tarde => windows 11-25 13:00-17:00
el lunes que viene a las 9 en punto => point 11-23 09:00
hoy a las siete menos cuarto de la tarde => point 11-18 18:45
de lunes a miércoles de la semana que viene => windows 11-23..11-26
mañana a primera hora => ask
pasado mañana al mediodía => point 11-20 12:00
cenita el sábado a las 9 => point 11-21 21:00
a partir de las 20h del viernes => point 11-20 20:00
cumple de Leo el 12/12 a las 17h => point 12-12 17:00 | cumple de Leo
""",  # noqa: E501  # a phrase a line
    "ru": """
сможешь в чт в 16:30? => point 11-19 16:30
зубной вт 8 декабря 8:20 => point 12-08 08:20 | зубной
планёрка по будням в 9:15 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15 | планёрка
ретро пт 20 ноября с 15 до 16 => point 11-20 15:00-16:00 | ретро
через три четверти часа => point 11-18 10:45
сдать декларацию до 31 января => day 2027-01-31 | сдать декларацию
мама в гостях с 4 по 6 декабря => windows 12-04..12-07 | мама в гостях
книжный клуб каждую первую среду месяца в 19:30 => every FREQ=MONTHLY;BYDAY=1WE from 12-02 19:30 | книжный клуб
пианино каждый вторник в 16:00, кроме 22 декабря => ask
гитара каждый четверг в 18:00 до 17 декабря => every FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TH from 11-19 18:00 | гитара
капли каждые восемь часов => ask
поливать раз в три дня => every FREQ=DAILY;INTERVAL=3 from 11-18 | поливать
завтра в четверть четвёртого дня забрать Сэма => point 11-19 15:15 | забрать Сэма
кто свободен в сб или вс? => windows 11-21..11-23
обед с Прией 2-го => day 12-02 | обед с Прией
экзамен 4 декабря в 10:00 на два часа => point 12-04 10:00-12:00 | экзамен
встреча завтра в пять => ask
в пятницу в половине десятого утра => point 11-20 09:30
в субботу или воскресенье в 14:00 => ask
приём через три недели => day 12-09 | приём
7 дней в неделю => none
аренда 28 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=28 from 11-28 | аренда
купить три билета на субботу => day 11-21
прочитать статью 8 => none
в среду на следующей неделе после обеда => windows 11-25 13:00-17:00
в следующий понедельник ровно в 9 => point 11-23 09:00
сегодня вечером без четверти семь => point 11-18 18:45
с понедельника по среду на следующей неделе => windows 11-23..11-26
завтра с утра пораньше => ask
послезавтра в полдень => point 11-20 12:00
сегодня в час ночи => ask
день рождения Лёвы 12.12 в 17:00 => point 12-12 17:00 | день рождения Лёвы
не раньше пятницы => ask
""",  # noqa: E501  # a phrase a line
}
