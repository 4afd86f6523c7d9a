"""The fifteenth blind round: whole sentences of mails, and every language in its own manner."""

PHRASES = {
    "en": """
Hi Ada, could we talk on Monday at 2pm? => point 11-23 14:00
Just confirming our appointment for Tuesday, December 1 at 10:45 AM => point 12-01 10:45
I'll be in Paris from Monday to Wednesday next week => windows 11-23..11-26
Shall we say Thursday the 26th, half past ten? => point 11-26 10:30
The demo will take place on 9 December 2026 from 13:30 to 15:00 CET => point 12-09 13:30-15:00
Are you free for 30 minutes tomorrow between 2 and 5pm? => windows 11-19 14:00-17:00 {30min}
Let's do lunch next Tuesday at 12.15 => point 11-24 12:15
Please send it by 5pm today => point 11-18 17:00
The workshop runs 9-12 on Saturday => point 11-21 09:00-12:00
Training every Tuesday evening from 7 to 9 => every FREQ=WEEKLY;BYDAY=TU from 11-24 19:00-21:00
Reminder: standup daily at 9:45am => every FREQ=DAILY from 11-19 09:45
First Monday of the month, 8pm: book club => ask
Every first Monday at 8pm: book club => ask
The rent is due on the last day of every month => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
We meet every three weeks on Thursday at 4pm => every FREQ=WEEKLY;INTERVAL=3;BYDAY=TH from 11-19 16:00
Concert on New Year's Eve at 8pm => point 12-31 20:00
Anything on Friday after 3pm works => windows 11-20 15:00-11-21 00:00
Before noon on Monday please => windows 11-23 00:00-12:00
I can do Tuesday 10-12 or Wednesday 14-16 => ask
Ada lands at 6:05pm on Sunday => point 11-22 18:05
Two days in the second week of December => ask
Second week of January => ask
Sat 28 Nov, 10:00-16:00, flea market => point 11-28 10:00-16:00 | flea market
Beginning of December => ask
Wake me at quarter to six tomorrow morning => point 11-19 05:45
Nap for 20 minutes => none
call me on my landline => none
Dinner reservation for 4 at 7:30pm on Friday => point 11-20 19:30
A table for two tomorrow at eight => point 11-19 08:00
""",  # a phrase a line
    "de": """
Hallo Ada, können wir am Montag um 14 Uhr sprechen? => point 11-23 14:00
Ich bestätige unseren Termin am Dienstag, 1. Dezember, um 10:45 Uhr => point 12-01 10:45
Ich bin nächste Woche von Montag bis Mittwoch in Paris => windows 11-23..11-26
Sagen wir Donnerstag, den 26., um halb elf? => point 11-26 10:30
Die Vorführung findet am 9. Dezember 2026 von 13:30 bis 15:00 Uhr statt => point 12-09 13:30-15:00
Hast du morgen zwischen 14 und 17 Uhr 30 Minuten Zeit? => windows 11-19 14:00-17:00 {30min}
Bitte bis heute 17 Uhr schicken => point 11-18 17:00
Training jeden Dienstagabend von 19 bis 21 Uhr => every FREQ=WEEKLY;BYDAY=TU from 11-24 19:00-21:00 | Training
Miete am letzten Tag jedes Monats => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30 | Miete
Wir treffen uns alle drei Wochen donnerstags um 16 Uhr => every FREQ=WEEKLY;INTERVAL=3;BYDAY=TH from 11-19 16:00
Silvesterkonzert um 20 Uhr => ask
Freitag ab 15 Uhr geht alles => point 11-20 15:00
Montag vor 12 Uhr bitte => windows 11-23 00:00-12:00
Ada landet am Sonntag um 18:05 => point 11-22 18:05 | Ada landet
in der zweiten Dezemberwoche => ask
Sa 28. Nov., 10–16 Uhr, Flohmarkt => point 11-28 10:00-16:00 | Flohmarkt
Anfang Dezember => ask
Mittagspause heute 12:30-13:15 => point 11-18 12:30-13:15
am dreiundzwanzigsten Dezember um neun Uhr => point 12-23 09:00
dienstags und donnerstags jeweils um 18 Uhr => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 18:00
an jedem 1. und 15. des Monats => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
in zweieinhalb Stunden => point 11-18 12:30
am Abend des 3. Dezember => windows 12-03 18:00-21:00
zehn vor neun am Freitagmorgen => point 11-20 08:50
Ruf mich auf dem Festnetz an => none
Tisch für vier am Freitag um 19:30 => point 11-20 19:30
""",  # a phrase a line
    "fr": """
Bonjour Ada, pouvons-nous parler lundi à 14h ? => point 11-23 14:00
Je confirme notre rendez-vous du mardi 1er décembre à 10h45 => point 12-01 10:45
Je serai à Paris de lundi à mercredi la semaine prochaine => windows 11-23..11-26
Disons jeudi 26 à dix heures et demie ? => point 11-26 10:30
La démo aura lieu le 9 décembre 2026 de 13h30 à 15h => point 12-09 13:30-15:00
Es-tu libre 30 minutes demain entre 14h et 17h ? => windows 11-19 14:00-17:00 {30min}
Merci d'envoyer cela avant 17h aujourd'hui => windows 11-18 00:00-17:00
Entraînement tous les mardis soir de 19h à 21h => every FREQ=WEEKLY;BYDAY=TU from 11-24 19:00-21:00 | Entraînement
Le loyer est dû le dernier jour de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
On se voit toutes les trois semaines le jeudi à 16h => every FREQ=WEEKLY;INTERVAL=3;BYDAY=TH from 11-19 16:00
concert de la Saint-Sylvestre à 20h => point 12-31 20:00
vendredi après 15h => windows 11-20 15:00-11-21 00:00
Ada atterrit dimanche à 18h05 => point 11-22 18:05 | Ada atterrit
la deuxième semaine de décembre => ask
sam. 28 nov., 10h-16h, brocante => point 11-28 10:00-16:00 | brocante
début décembre => ask
le vingt-trois décembre à neuf heures => point 12-23 09:00
le 1er et le 15 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
dans deux heures et demie => point 11-18 12:30
le soir du 3 décembre => windows 12-03 18:00-21:00
vendredi matin à neuf heures moins dix => point 11-20 08:50
appelle-moi sur le fixe => none
table pour quatre vendredi à 19h30 => point 11-20 19:30
un jeudi sur trois => every FREQ=WEEKLY;INTERVAL=3;BYDAY=TH from 11-19
tous les premiers lundis du mois à 20h => every FREQ=MONTHLY;BYDAY=1MO from 12-07 20:00
""",  # a phrase a line
    "es": """
Hola Ada, ¿podemos hablar el lunes a las 14:00? => point 11-23 14:00
Confirmo nuestra cita del martes 1 de diciembre a las 10:45 => point 12-01 10:45
Estaré en París de lunes a miércoles la semana que viene => windows 11-23..11-26
¿Quedamos el jueves 26 a las diez y media? => point 11-26 10:30
La demo será el 9 de diciembre de 2026 de 13:30 a 15:00 => point 12-09 13:30-15:00
¿Tienes 30 minutos mañana entre las 14:00 y las 17:00? => windows 11-19 14:00-17:00 {30min}
Envíalo antes de las 17:00 de hoy => windows 11-18 00:00-17:00
Entrenamiento todos los martes por la tarde de 19:00 a 21:00 => every FREQ=WEEKLY;BYDAY=TU from 11-24 19:00-21:00 | Entrenamiento
El alquiler se paga el último día de cada mes => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
Nos vemos cada tres semanas los jueves a las 16:00 => every FREQ=WEEKLY;INTERVAL=3;BYDAY=TH from 11-19 16:00
concierto de Nochevieja a las 20:00 => point 12-31 20:00
el viernes después de las 15:00 => windows 11-20 15:00-11-21 00:00
Ada aterriza el domingo a las 18:05 => point 11-22 18:05 | Ada aterriza
la segunda semana de diciembre => ask
sáb 28 nov, 10:00-16:00, mercadillo => point 11-28 10:00-16:00 | mercadillo
principios de diciembre => ask
el veintitrés de diciembre a las nueve => point 12-23 09:00
los días 1 y 15 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
dentro de dos horas y media => point 11-18 12:30
la noche del 3 de diciembre => windows 12-03 18:00-21:00
el viernes a las nueve menos diez de la mañana => point 11-20 08:50
llámame al fijo => none
mesa para cuatro el viernes a las 19:30 => point 11-20 19:30
el primer lunes de cada mes a las 20:00 => every FREQ=MONTHLY;BYDAY=1MO from 12-07 20:00
""",  # noqa: E501  # a phrase a line
    "ru": """
Привет, Ада, можем поговорить в понедельник в 14:00? => point 11-23 14:00
Подтверждаю нашу встречу во вторник, 1 декабря, в 10:45 => point 12-01 10:45
Я буду в Париже с понедельника по среду на следующей неделе => windows 11-23..11-26
Давай в четверг 26-го в половине одиннадцатого утра? => point 11-26 10:30
Показ состоится 9 декабря 2026 года с 13:30 до 15:00 => point 12-09 13:30-15:00
Есть 30 минут завтра между 14:00 и 17:00? => windows 11-19 14:00-17:00 {30min}
Тренировка каждый вторник вечером с 19 до 21 => every FREQ=WEEKLY;BYDAY=TU from 11-24 19:00-21:00 | Тренировка
Аренда в последний день каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30 | Аренда
Встречаемся раз в три недели по четвергам в 16:00 => every FREQ=WEEKLY;INTERVAL=3;BYDAY=TH from 11-19 16:00
в пятницу после 15:00 => windows 11-20 15:00-11-21 00:00
Ада прилетает в воскресенье в 18:05 => point 11-22 18:05 | Ада прилетает
вторая неделя декабря => ask
сб 28 ноября, 10:00-16:00, ярмарка => point 11-28 10:00-16:00 | ярмарка
в начале декабря => ask
двадцать третьего декабря в девять утра => point 12-23 09:00
1 и 15 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=1,15 from 12-01
через два с половиной часа => point 11-18 12:30
вечером 3 декабря => windows 12-03 18:00-21:00
в пятницу без десяти девять утра => point 11-20 08:50
позвони мне на городской => none
столик на четверых в пятницу в 19:30 => point 11-20 19:30
каждый первый понедельник месяца в 20:00 => every FREQ=MONTHLY;BYDAY=1MO from 12-07 20:00
до пятницы включительно => day 11-20
""",
}
