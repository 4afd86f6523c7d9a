"""The second blind round: chats, calendars, league talk."""

PHRASES = {
    "en": """
are you around Thursday arvo? => windows 11-19 13:00-17:00
let's say 4:15pm on the 2nd of December => point 12-02 16:15
game two: Sunday 29/11, 2pm tip-off => point 11-29 14:00
home opener Jan 9 at 7:05 PM => point 2027-01-09 19:05 | home opener
physio 8.30am Mondays => every FREQ=WEEKLY;BYDAY=MO from 11-23 08:30 | physio
swimming Tues & Thurs 6am => ask
yoga Mon, Wed and Fri at 7pm for 50 minutes => ask
review the budget in an hour and a half => point 11-18 11:30 | review the budget
pick up the kids at 3:45pm every school day => ask
call mum every Sunday night at 8 => every FREQ=WEEKLY;BYDAY=SU from 11-22 20:00 | call mum
water the plants every three days => every FREQ=DAILY;INTERVAL=3 from 11-18 | water the plants
rehearsals 10-12 December => windows 12-10..12-13 | rehearsals
away from Dec 28 to Jan 3 => windows 12-28..2027-01-04
deadline: 30 November, 23:59 => point 11-30 23:59 | deadline
semi-final on the last Sunday in January, 4pm => point 2027-01-31 16:00 | semi-final
train leaves at 17:42 today => point 11-18 17:42 | train leaves
I can't do Monday => ask
anything but mornings => ask
later this week => ask
first thing tomorrow => ask
Catch-22 book club => none
order 66 => none
chapter 7, page 12 => none
Windows 11 update => none
Blink-182 tickets => none
a second helping => none
sat down with the team => none
the fourth official was wrong => none
December 25th through 27th => windows 12-25..12-28
drinks after work on Friday => windows 11-20 18:00-21:00 | drinks
noon to 1pm ET Thursday => point 11-19 12:00-13:00 {America/New_York}
half day on Friday => day 11-20 {240min}
next month => windows 12-01..2027-01-01
45 mins before noon on Friday => point 11-20 11:15
4 x 400m relay => none
""",
    "de": """
Passt dir Donnerstag gegen 15 Uhr? => point 11-19 15:00
Heimspiel am 9. Januar um 19:05 Uhr => point 2027-01-09 19:05 | Heimspiel
Physio montags 8.30 Uhr => every FREQ=WEEKLY;BYDAY=MO from 11-23 08:30 | Physio
Yoga jeden Mo, Mi und Fr um 19 Uhr => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-18 19:00 | Yoga
in anderthalb Stunden Budget durchgehen => point 11-18 11:30 | Budget durchgehen
Mama anrufen jeden Sonntag um 20 Uhr => every FREQ=WEEKLY;BYDAY=SU from 11-22 20:00 | Mama anrufen
alle drei Tage Blumen gießen => every FREQ=DAILY;INTERVAL=3 from 11-18 | Blumen gießen
Proben 10. bis 12. Dezember => windows 12-10..12-13 | Proben
Urlaub vom 28.12. bis 3.1. => windows 12-28..2027-01-04 | Urlaub
Abgabe: 30. November, 23:59 Uhr => point 11-30 23:59 | Abgabe
Halbfinale am letzten Sonntag im Januar um 16 Uhr => point 2027-01-31 16:00 | Halbfinale
Montag kann ich nicht => ask
später diese Woche => ask
nächsten Monat => windows 12-01..2027-01-01
die Woche darauf => ask
Windows 11 aktualisieren => none
3. Liga => none
1. FC Köln gegen Mainz 05 => none
Kapitel 7 => none
Das ist mir so egal => none
Wir sind zu dritt => none
Die Sieben Zwerge => none
Mi casa es su casa => none
Bundesliga Sa 15:30 => point 11-21 15:30 | Bundesliga
am 25. und 26. Dezember => windows 12-25..12-27
heute in drei Wochen => day 12-09
Donnerstag 12 bis 13 Uhr New Yorker Zeit => point 11-19 12:00-13:00 {America/New_York}
halb zwei nachmittags am Sonntag => point 11-22 13:30
Viertel acht morgen früh => point 11-19 07:15
um zwanzig nach vier nachmittags => point 11-18 16:20
Kaffee in 20 Minuten => point 11-18 10:20 | Kaffee
jeden 15. des Monats => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15
letzten Freitag im Monat => ask
von 9 bis halb elf am Dienstag => point 11-24 09:00-10:30
""",
    "fr": """
tu es libre jeudi vers 15h ? => point 11-19 15:00
match à domicile le 9 janvier à 19h05 => point 2027-01-09 19:05 | match à domicile
kiné le lundi à 8h30 => ask
yoga les lundis, mercredis et vendredis à 19h => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-18 19:00 | yoga
dans une heure et demie => point 11-18 11:30
appeler maman chaque dimanche à 20h => every FREQ=WEEKLY;BYDAY=SU from 11-22 20:00 | appeler maman
arroser les plantes tous les trois jours => every FREQ=DAILY;INTERVAL=3 from 11-18 | arroser les plantes
répétitions du 10 au 12 décembre => windows 12-10..12-13 | répétitions
vacances du 28 décembre au 3 janvier => windows 12-28..2027-01-04 | vacances
date limite : 30 novembre à 23h59 => point 11-30 23:59
demi-finale le dernier dimanche de janvier à 16h => point 2027-01-31 16:00 | demi-finale
lundi je ne peux pas => ask
plus tard dans la semaine => ask
le mois prochain => windows 12-01..2027-01-01
la semaine d'après => windows 11-23..11-30
Windows 11 => none
chapitre 7 => none
les trois mousquetaires => none
le second tour => none
mer agitée ce week-end => windows 11-21..11-23
Ligue 1 : PSG-OM dimanche 20h45 => point 11-22 20:45
les 25 et 26 décembre => windows 12-25..12-27
jeudi de midi à 13h heure de New York => point 11-19 12:00-13:00 {America/New_York}
dimanche à une heure et demie de l'après-midi => point 11-22 13:30
à quatre heures vingt de l'après-midi => point 11-18 16:20
café dans 20 minutes => point 11-18 10:20 | café
le 15 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15
mardi de 9h à 10h30 => point 11-24 09:00-10:30
d'ici la fin du mois => ask
réunion 14h-15h30 demain => point 11-19 14:00-15:30 | réunion
vendredi en huit => day 11-27
aujourd'hui à 17h42, train => point 11-18 17:42
samedi après-midi ou dimanche matin => windows 11-21 13:00-17:00; 11-22 09:00-12:00
""",
    "es": """
¿te va bien el jueves sobre las 15:00? => point 11-19 15:00
partido en casa el 9 de enero a las 19:05 => point 2027-01-09 19:05 | partido en casa
fisio los lunes a las 8:30 de la mañana => every FREQ=WEEKLY;BYDAY=MO from 11-23 08:30 | fisio
yoga lunes, miércoles y viernes a las 19:00 => ask
en una hora y media => point 11-18 11:30
llamar a mamá cada domingo a las 20:00 => every FREQ=WEEKLY;BYDAY=SU from 11-22 20:00 | llamar a mamá
regar las plantas cada tres días => every FREQ=DAILY;INTERVAL=3 from 11-18 | regar las plantas
ensayos del 10 al 12 de diciembre => windows 12-10..12-13 | ensayos
vacaciones del 28 de diciembre al 3 de enero => windows 12-28..2027-01-04 | vacaciones
fecha límite: 30 de noviembre a las 23:59 => point 11-30 23:59
semifinal el último domingo de enero a las 16:00 => point 2027-01-31 16:00 | semifinal
el lunes no puedo => ask
más tarde esta semana => ask
el mes que viene => windows 12-01..2027-01-01
Windows 11 => none
capítulo 7 => none
los tres mosqueteros => none
segunda división => none
fútbol sala: domingo 20:45 => point 11-22 20:45
el 25 y el 26 de diciembre => windows 12-25..12-27
jueves de 12:00 a 13:00 hora de Nueva York => point 11-19 12:00-13:00 {America/New_York}
el domingo a la una y media de la tarde => point 11-22 13:30
a las cuatro y veinte de la tarde => point 11-18 16:20
café en 20 minutos => point 11-18 10:20 | café
el 15 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15
martes de 9:00 a 10:30 => point 11-24 09:00-10:30
antes de fin de mes => ask
reunión mañana de 14 a 15:30 => point 11-19 14:00-15:30 | reunión
hoy a las 17:42, tren => point 11-18 17:42
sábado por la tarde o domingo por la mañana => windows 11-21 13:00-17:00; 11-22 09:00-12:00
mañana por la mañana => windows 11-19 09:00-12:00
el jueves que viene a las once de la mañana => point 11-26 11:00
cena el viernes a las nueve => point 11-20 21:00 | cena
""",
    "ru": """
тебе удобно в четверг около 15:00? => point 11-19 15:00
домашний матч 9 января в 19:05 => point 2027-01-09 19:05 | домашний матч
массаж по понедельникам в 8:30 => every FREQ=WEEKLY;BYDAY=MO from 11-23 08:30 | массаж
йога каждый понедельник, среду и пятницу в 19:00 => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-18 19:00 | йога
через полтора часа => point 11-18 11:30
позвонить маме каждое воскресенье в 20:00 => every FREQ=WEEKLY;BYDAY=SU from 11-22 20:00 | позвонить маме
поливать цветы каждые три дня => every FREQ=DAILY;INTERVAL=3 from 11-18 | поливать цветы
репетиции 10-12 декабря => windows 12-10..12-13 | репетиции
отпуск с 28 декабря по 3 января => windows 12-28..2027-01-04 | отпуск
срок сдачи: 30 ноября, 23:59 => point 11-30 23:59
полуфинал в последнее воскресенье января в 16:00 => point 2027-01-31 16:00 | полуфинал
в понедельник не могу => ask
позже на этой неделе => ask
в следующем месяце => windows 12-01..2027-01-01
обновить Windows 11 => none
глава 7 => none
три мушкетёра => none
второй тур => none
мини-футбол: вс 20:45 => point 11-22 20:45
25 и 26 декабря => windows 12-25..12-27
в четверг с 12 до 13 по нью-йоркскому времени => point 11-19 12:00-13:00 {America/New_York}
в воскресенье в половину второго дня => point 11-22 13:30
в двадцать минут пятого вечера => point 11-18 16:20
кофе через 20 минут => point 11-18 10:20 | кофе
15 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15
во вторник с 9 до 10:30 => point 11-24 09:00-10:30
до конца месяца => ask
совещание завтра 14:00-15:30 => point 11-19 14:00-15:30 | совещание
сегодня в 17:42 поезд => point 11-18 17:42 | поезд
в субботу днём или в воскресенье утром => windows 11-21 13:00-17:00; 11-22 09:00-12:00
завтра утром => windows 11-19 09:00-12:00
в следующий четверг в одиннадцать утра => point 11-26 11:00
ужин в пятницу в девять => point 11-20 21:00 | ужин
через неделю в среду => ask
""",
}
