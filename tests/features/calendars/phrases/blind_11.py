"""The eleventh blind round: the last, in haste."""

PHRASES = {
    "en": """
Bob's leaving do, Friday 27 November from 5pm to 9pm => point 11-27 17:00-21:00
car service Tuesday 8am, pick up at 4pm => ask
dinner at 7 on Saturday => point 11-21 19:00 | dinner
lecture every Thursday 14:00-16:00 until the end of January => ask
skip the meeting on Monday => day 11-23
conference call at 10:30 New York time tomorrow => point 11-19 10:30 {America/New_York}
every 4 weeks on Wednesday at 9am => every FREQ=WEEKLY;INTERVAL=4;BYDAY=WE from 11-25 09:00
gym at 6 in the morning on Tuesdays => every FREQ=WEEKLY;BYDAY=TU from 11-24 06:00 | gym
remind me the day after tomorrow at 11:15 => point 11-20 11:15
Saturday week at 2pm => point 11-28 14:00
two hours on Thursday between 1pm and 5pm => windows 11-19 13:00-17:00 {120min}
from tomorrow until Sunday => windows 11-19..11-23
noon => point 11-18 12:00
2.30pm => point 11-18 14:30
Fifth Avenue walk => none
September song => none
5 stars out of 5 => none
""",
    "de": """
Abschiedsfeier Freitag, 27. November, 17 bis 21 Uhr => point 11-27 17:00-21:00 | Abschiedsfeier
Auto Dienstag 8 Uhr bringen, 16 Uhr abholen => ask
Vorlesung donnerstags 14-16 Uhr => every FREQ=WEEKLY;BYDAY=TH from 11-19 14:00-16:00 | Vorlesung
morgen 10:30 Uhr New Yorker Zeit => point 11-19 10:30 {America/New_York}
alle 4 Wochen mittwochs um 9 Uhr => every FREQ=WEEKLY;INTERVAL=4;BYDAY=WE from 11-25 09:00
übermorgen um 11:15 erinnern => point 11-20 11:15
Samstag in einer Woche um 14 Uhr => point 11-28 14:00
zwei Stunden am Donnerstag zwischen 13 und 17 Uhr => windows 11-19 13:00-17:00 {120min}
von morgen bis Sonntag => windows 11-19..11-23
14.30 Uhr => point 11-18 14:30
Fünf Sterne => none
Freitag früh halb sieben => point 11-20 06:30
nachmittags am 2. Dezember => windows 12-02 13:00-17:00
bis 17 Uhr morgen => point 11-19 17:00
""",
    "fr": """
pot de départ vendredi 27 novembre de 17h à 21h => point 11-27 17:00-21:00 | pot de départ
déposer la voiture mardi à 8h, la récupérer à 16h => ask
cours tous les jeudis de 14h à 16h => every FREQ=WEEKLY;BYDAY=TH from 11-19 14:00-16:00 | cours
demain 10h30 heure de New York => point 11-19 10:30 {America/New_York}
toutes les 4 semaines le mercredi à 9h => every FREQ=WEEKLY;INTERVAL=4;BYDAY=WE from 11-25 09:00
me rappeler après-demain à 11h15 => point 11-20 11:15
samedi en huit à 14h => point 11-28 14:00
deux heures jeudi entre 13h et 17h => windows 11-19 13:00-17:00 {120min}
de demain à dimanche => windows 11-19..11-23
14h30 => point 11-18 14:30
cinq étoiles => none
l'après-midi du 2 décembre => windows 12-02 13:00-17:00
vendredi matin à six heures et demie => point 11-20 06:30
il est cinq heures => ask
""",
    "es": """
despedida el viernes 27 de noviembre de 17:00 a 21:00 => point 11-27 17:00-21:00 | despedida
llevar el coche el martes a las 8:00 y recogerlo a las 16:00 => ask
clase los jueves de 14:00 a 16:00 => every FREQ=WEEKLY;BYDAY=TH from 11-19 14:00-16:00 | clase
mañana a las 10:30 hora de Nueva York => point 11-19 10:30 {America/New_York}
cada 4 semanas los miércoles a las 9:00 => every FREQ=WEEKLY;INTERVAL=4;BYDAY=WE from 11-25 09:00
recordarme pasado mañana a las 11:15 => point 11-20 11:15
dos horas el jueves entre las 13:00 y las 17:00 => windows 11-19 13:00-17:00 {120min}
desde mañana hasta el domingo => windows 11-19..11-23
14:30 => point 11-18 14:30
cinco estrellas => none
el 2 de diciembre por la tarde => windows 12-02 13:00-17:00
el viernes a las seis y media de la mañana => point 11-20 06:30
son las cinco => none
""",
    "ru": """
проводы в пятницу 27 ноября с 17 до 21 => point 11-27 17:00-21:00 | проводы
отвезти машину во вторник в 8:00, забрать в 16:00 => ask
лекция по четвергам с 14:00 до 16:00 => every FREQ=WEEKLY;BYDAY=TH from 11-19 14:00-16:00 | лекция
завтра в 10:30 по нью-йоркскому времени => point 11-19 10:30 {America/New_York}
каждые 4 недели по средам в 9:00 => every FREQ=WEEKLY;INTERVAL=4;BYDAY=WE from 11-25 09:00
напомнить послезавтра в 11:15 => point 11-20 11:15
два часа в четверг между 13 и 17 => windows 11-19 13:00-17:00 {120min}
с завтрашнего дня до воскресенья => windows 11-19..11-23
14:30 => point 11-18 14:30
пять звёзд => none
2 декабря днём => windows 12-02 13:00-17:00
в пятницу в половине седьмого утра => point 11-20 06:30
уже пять часов => none
""",
}
