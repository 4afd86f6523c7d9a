"""The twelfth blind round: spoken to an assistant, noted in haste, and written in mails."""

PHRASES = {
    "en": """
set up a call with Grace for Thursday at 2pm => point 11-19 14:00 | set up a call with Grace
put the dentist in for the 3rd of December at half past nine in the morning => point 12-03 09:30
wake me up at 6:30am tomorrow => point 11-19 06:30
schedule a 20 minute check-in with Ada every Monday at 11 => every FREQ=WEEKLY;BYDAY=MO from 11-23 11:00-11:20
book room 4 on Friday from 9:30 to 11 => point 11-20 09:30-11:00
block my calendar from 1pm to 4pm next Tuesday => point 11-24 13:00-16:00
could we do 10:15 on Monday instead? => point 11-23 10:15
I'm free on Thursday afternoon or Friday morning => windows 11-19 13:00-17:00; 11-20 09:00-12:00
would any time between 10 and 12 on Monday suit you? => windows 11-23 10:00-12:00
how does the week after next look? => windows 11-30..12-07
let's touch base in a couple of weeks => day 12-02
let's meet at quarter to three in the afternoon on Friday => point 11-20 14:45
anniversary dinner, 8pm, 12 Dec => point 12-12 20:00
Q3 review Thu 11am => point 11-19 11:00 | Q3 review
5k run Sunday 9am => point 11-22 09:00 | 5k run
Room 12, Friday 10am => point 11-20 10:00 | Room 12
2 hrs focus time tmrw from 9 => point 11-19 09:00-11:00
pay rent 1st of each month => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | pay rent
yoga Tues & Thurs 7-8am => windows 11-19 07:00-08:00; 11-24 07:00-08:00
standup M-F 9:30 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:30
water plants every 10 days => every FREQ=DAILY;INTERVAL=10 from 11-18 | water plants
every quarter on the first Monday => ask
payroll on the 25th monthly => every FREQ=MONTHLY;BYMONTHDAY=25 from 11-25
Saturdays and Sundays at 10am until January => ask
dinner every Friday except the 27th => ask
any day but Friday => ask
Thursday at 10am unless it rains => ask
Tuesday 2pm, or 3pm if that's too early => ask
somewhere around noon on Friday => point 11-20 12:00
end of next week => ask
sometime next week => windows 11-23..11-30
first thing tomorrow => ask
close of business Friday => ask
mid-March => ask
later today => ask
the Monday after next at 10am => point 11-30 10:00
a week today at 2pm => point 11-25 14:00
three weeks on Tuesday, 10am => point 12-15 10:00
Thursday fortnight => day 12-03
two days before Christmas => day 12-23
the day before Christmas at 3pm => point 12-24 15:00
last day of the month => day 11-30
second Tuesday in December at 5pm => point 12-08 17:00
noon tomorrow Eastern => point 11-19 12:00 {America/New_York}
9:30 CST Friday => point 11-20 09:30 {America/Chicago}
16.00-17.30 on 2.12. => point 12-02 16:00-17:30
0800 Friday => point 11-20 08:00
8 tomorrow morning => point 11-19 08:00
twenty past eight tomorrow morning => point 11-19 08:20
five to twelve on Friday => point 11-20 11:55
at the weekend => windows 11-21..11-23
over Christmas => ask
the sooner the better => none
seven samurai => none
call me maybe => none
Catch-22 => none
""",
    "de": """
trag mir für Donnerstag um 14 Uhr einen Termin mit Grace ein => point 11-19 14:00
weck mich morgen um 6:30 => point 11-19 06:30
stell einen Wecker auf 7 Uhr morgens => point 11-19 07:00
jeden Montag um elf 20 Minuten mit Ada => every FREQ=WEEKLY;BYDAY=MO from 11-23 11:00-11:20 | mit Ada
Raum 4 am Freitag von 9:30 bis 11 Uhr => point 11-20 09:30-11:00 | Raum 4
ginge auch Montag um 10:15? => point 11-23 10:15
mir passt Donnerstagnachmittag oder Freitagvormittag => windows 11-19 13:00-17:00; 11-20 09:00-12:00
übernächsten Montag um 10 Uhr => point 11-30 10:00
heute in acht Tagen => day 11-25
Freitag in acht Tagen um 9 Uhr => point 11-27 09:00
übernächste Woche => windows 11-30..12-07
Ende nächster Woche => ask
gegen Mittag am Freitag => windows 11-20 12:00-14:00
Freitag gegen 14 Uhr => point 11-20 14:00
5-km-Lauf Sonntag 9 Uhr => point 11-22 09:00 | 5-km-Lauf
dreiviertel neun morgen früh => point 11-19 08:45
Freitagnachmittag um Viertel nach drei => point 11-20 15:15
fünf vor halb neun am Freitagmorgen => point 11-20 08:25
zwanzig nach acht morgen früh => point 11-19 08:20
alle 10 Tage Blumen gießen => every FREQ=DAILY;INTERVAL=10 from 11-18 | Blumen gießen
Miete immer am Ersten des Monats => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01
Yoga dienstags und donnerstags 19-20 Uhr => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 19:00-20:00 | Yoga
jeden Freitag außer am 27. => ask
jeden Tag außer sonntags um 8 Uhr => ask
Samstag oder Sonntag, nur nicht abends => ask
zwei Tage vor Weihnachten => ask
am letzten Tag des Monats => day 11-30
zweiter Dienstag im Dezember um 17 Uhr => point 12-08 17:00
Montag in 14 Tagen => day 12-07
Mitte März => ask
am Wochenende nach dem Konzert => ask
in einer Dreiviertelstunde => point 11-18 10:45
in anderthalb Stunden => point 11-18 11:30
heute Nacht um 2 => point 11-19 02:00
am 5. um 10 => point 12-05 10:00
Mo/Mi/Fr 8 Uhr => ask
erst am Montag wieder => day 11-23
1. Advent => day 11-29
Drei Musketiere => none
Zimmer 7 => none
""",
    "fr": """
mets-moi un rendez-vous avec Grace jeudi à 14h => point 11-19 14:00
réveille-moi demain à 6h30 => point 11-19 06:30
chaque lundi à 11h, 20 minutes avec Ada => every FREQ=WEEKLY;BYDAY=MO from 11-23 11:00-11:20 | avec Ada
salle 4 vendredi de 9h30 à 11h => point 11-20 09:30-11:00 | salle 4
lundi à 10h15, ça t'irait ? => point 11-23 10:15
jeudi après-midi ou vendredi matin => windows 11-19 13:00-17:00; 11-20 09:00-12:00
lundi en quinze => day 12-07
d'ici deux semaines => ask
fin de semaine prochaine => ask
vers midi vendredi => point 11-20 12:00
mi-mars => ask
course de 5 km dimanche à 9h => point 11-22 09:00
vendredi après-midi à trois heures et quart => point 11-20 15:15
demain matin à huit heures vingt => point 11-19 08:20
tous les 10 jours arroser les plantes => every FREQ=DAILY;INTERVAL=10 from 11-18 | arroser les plantes
loyer le premier de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | loyer
yoga mardi et jeudi de 19h à 20h => windows 11-19 19:00-20:00; 11-24 19:00-20:00
tous les vendredis sauf le 27 => ask
tous les jours sauf le dimanche à 8h => ask
deux jours avant Noël => day 12-23
le dernier jour du mois => day 11-30
le deuxième mardi de décembre à 17h => point 12-08 17:00
dans trois quarts d'heure => point 11-18 10:45
dans une heure et demie => point 11-18 11:30
cette nuit à 2h => point 11-19 02:00
le 5 à 10h => point 12-05 10:00
une semaine sur deux, le jeudi à 18h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 18:00
dans la semaine => ask
jeudi 10h30-12h comité => point 11-19 10:30-12:00 | comité
le vendredi 4 décembre toute la journée => day 12-04
d'aujourd'hui à vendredi => windows 11-18..11-21
du 21 décembre au 3 janvier => windows 12-21..2027-01-04
à partir de 14h vendredi => point 11-20 14:00
les trois mousquetaires => none
chambre 7 => none
quatre-vingts personnes => none
""",
    "es": """
ponme una cita con Grace el jueves a las 14:00 => point 11-19 14:00
despiértame mañana a las 6:30 de la mañana => point 11-19 06:30
cada lunes a las 11, 20 minutos con Ada => every FREQ=WEEKLY;BYDAY=MO from 11-23 11:00-11:20 | con Ada
sala 4 el viernes de 9:30 a 11 => point 11-20 09:30-11:00 | sala 4
¿te viene bien el lunes a las 10:15? => point 11-23 10:15
el jueves por la tarde o el viernes por la mañana => windows 11-19 13:00-17:00; 11-20 09:00-12:00
dentro de ocho días => ask
a finales de la semana que viene => ask
el viernes sobre las 12 => point 11-20 12:00
a mediados de marzo => ask
carrera de 5 km el domingo a las 9 => point 11-22 09:00
el viernes a las tres y cuarto de la tarde => point 11-20 15:15
mañana a las ocho y veinte de la mañana => point 11-19 08:20
regar las plantas cada 10 días => every FREQ=DAILY;INTERVAL=10 from 11-18 | regar las plantas
alquiler el día 1 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | alquiler
todos los viernes excepto el 27 => ask
todos los días menos el domingo a las 8 => ask
dos días antes de Navidad => day 12-23
el último día del mes => day 11-30
el segundo martes de diciembre a las 17:00 => point 12-08 17:00
dentro de tres cuartos de hora => point 11-18 10:45
dentro de hora y media => point 11-18 11:30
el día 5 a las 10 => point 12-05 10:00
jueves 10:30-12:00 comité => point 11-19 10:30-12:00 | comité
el viernes 4 de diciembre todo el día => day 12-04
del 21 de diciembre al 3 de enero => windows 12-21..2027-01-04
de lunes a viernes => windows 11-23..11-28
el lunes que viene no, el siguiente => ask
el fin de semana que viene => windows 11-28..11-30
la una y media del sábado => ask
mañana a la una de la tarde => point 11-19 13:00
los tres mosqueteros => none
habitación 7 => none
""",
    "ru": """
запиши меня к врачу на четверг в 14:00 => point 11-19 14:00
разбуди меня завтра в 6:30 => point 11-19 06:30
каждый понедельник в 11, 20 минут с Адой => every FREQ=WEEKLY;BYDAY=MO from 11-23 11:00-11:20 | с Адой
комната 4 в пятницу с 9:30 до 11 => point 11-20 09:30-11:00 | комната 4
может, в понедельник в 10:15? => point 11-23 10:15
в четверг днём или в пятницу утром => windows 11-19 13:00-17:00; 11-20 09:00-12:00
через понедельник => ask
в конце следующей недели => ask
в пятницу около полудня => point 11-20 12:00
в середине марта => ask
забег на 5 км в воскресенье в 9 утра => point 11-22 09:00
в пятницу в четверть четвёртого дня => point 11-20 15:15
завтра в восемь двадцать утра => point 11-19 08:20
завтра без пяти девять утра => point 11-19 08:55
поливать цветы каждые 10 дней => every FREQ=DAILY;INTERVAL=10 from 11-18 | поливать цветы
аренда первого числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | аренда
йога по вторникам и четвергам с 19 до 20 => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 19:00-20:00 | йога
каждую пятницу, кроме 27-го => ask
каждый день кроме воскресенья в 8:00 => ask
в последний день месяца => day 11-30
во второй вторник декабря в 17:00 => point 12-08 17:00
через полтора часа => point 11-18 11:30
через час => point 11-18 11:00
5-го в 10 => point 12-05 10:00
четверг 10:30-12:00 комитет => point 11-19 10:30-12:00 | комитет
в пятницу 4 декабря весь день => day 12-04
с 21 декабря по 3 января => windows 12-21..2027-01-04
в следующий вторник в 14:00 => point 11-24 14:00
через неделю в пятницу => day 11-27
сегодня ночью в 2 => point 11-19 02:00
на выходных => windows 11-21..11-23
через пару дней => ask
раз в две недели по четвергам в 18:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 18:00
три мушкетёра => none
комната 7 => none
""",
}
