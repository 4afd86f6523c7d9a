"""The fourth blind round: longer sentences as they stand in chats and invitations, and hostile titles."""

PHRASES = {
    "en": """
can we push our call to Friday at 11? => point 11-20 11:00
see you at Luigi's on the 27th, 7.30pm => point 11-27 19:30
U12 vs. Harriers - Sunday 10:15, pitch 3 => point 11-22 10:15
referee course, 5-6 December, 9am to 4pm each day => windows 12-05 09:00-16:00; 12-06 09:00-16:00
we kick off at 19:45 on Tuesday 1 December => point 12-01 19:45
table for 6 at 8pm on Saturday => point 11-21 20:00
2 tickets for Hamlet, 12 Dec 7pm => point 12-12 19:00
Ocean's 11 at 9pm tonight => point 11-18 21:00
Area 51 tour Saturday 14:00 => point 11-21 14:00
1984 reading group, Thursdays 7pm => every FREQ=WEEKLY;BYDAY=TH from 11-19 19:00
call the bank between 10 and 11 tomorrow => windows 11-19 10:00-11:00
board meeting every quarter => every FREQ=MONTHLY;INTERVAL=3 from 11-18 | board meeting
team lunch on the last Friday of every month at 12:30 => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 12:30 | team lunch
gym Mon/Wed/Fri 7am => ask
gym every Mon/Wed/Fri 7am => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 07:00
remind me in 2 hours to stretch => point 11-18 12:00
an hour with Ada any morning next week => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00; 11-28 09:00-12:00; 11-29 09:00-12:00 {60min}
Thursday the 26th at 4pm => point 11-26 16:00
Thursday the 27th at 4pm => ask
either Tuesday or Thursday after 5pm => windows 11-24 17:00-11-25 00:00; 11-19 17:00-11-20 00:00
April called => none
Sunday Times subscription => none
August Ames biography => none
Who wants to be a millionaire => none
top 10 hits of 2025 => none
flight BA2490 => none
the second half was better => none
one more minute => none
we won five nil => none
two's company => none
Wednesday the 18th, 10:30 => point 11-18 10:30
8 o'clock on the dot tomorrow morning => point 11-19 08:00
from Monday on => ask
until Friday => day 11-20
the Friday after next => day 12-04
Dec 3rd @ 5:30p => point 12-03 17:30
""",  # noqa: E501  # a phrase a line
    "de": """
können wir unser Gespräch auf Freitag 11 Uhr verschieben? => point 11-20 11:00
Treffpunkt 27.11. um 19:30 bei Luigi => point 11-27 19:30
C-Jugend gegen Ahrensburg, So 10:15 Uhr, Platz 3 => point 11-22 10:15
Schiedsrichterlehrgang 5./6. Dezember => windows 12-05..12-07
Anpfiff ist Dienstag, 1. Dezember, 19:45 Uhr => point 12-01 19:45
Tisch für 6 Personen am Samstag um 20 Uhr => point 11-21 20:00
zwei Karten für Hamlet, 12.12., 19 Uhr => point 12-12 19:00
Fahrenheit 451 lesen => none
Lesekreis 1984 donnerstags 19 Uhr => every FREQ=WEEKLY;BYDAY=TH from 11-19 19:00
morgen zwischen 10 und 11 die Bank anrufen => windows 11-19 10:00-11:00
Vorstandssitzung jeden letzten Freitag im Monat um 12:30 Uhr => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 12:30 | Vorstandssitzung
in 2 Stunden dehnen => point 11-18 12:00 | dehnen
eine Stunde mit Ada nächste Woche vormittags => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00; 11-28 09:00-12:00; 11-29 09:00-12:00
Donnerstag, der 26., um 16 Uhr => point 11-26 16:00
Donnerstag, den 27. um 16 Uhr => ask
entweder Dienstag oder Donnerstag => windows 11-24..11-25; 11-19..11-20
Frau August hat angerufen => none
Sonntagsfahrer => none
Mittwoch ist Bergfest => ask
Das macht 20 Euro => none
Um die Ecke => none
Gleich um 8 => ask
Die Nacht der lebenden Toten => none
Der 7. Sinn => none
Platz 3 von 10 => none
ab Montag => ask
am 1.12. früh um acht => point 12-01 08:00
Müllabfuhr alle zwei Wochen dienstags => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 | Müllabfuhr
von Freitag bis Sonntag Trainingslager => windows 11-20..11-23 | Trainingslager
kommenden Samstag 14:30 => point 11-21 14:30
Sa. oder So. vormittag => windows 11-21 09:00-12:00; 11-22 09:00-12:00
um 18 Uhr statt um 19 Uhr => ask
""",  # noqa: E501  # a phrase a line
    "fr": """
on peut décaler notre appel à vendredi 11h ? => point 11-20 11:00
rendez-vous le 27 à 19h30 chez Luigi => point 11-27 19:30
U12 contre Meudon, dimanche 10h15, terrain 3 => point 11-22 10:15
stage d'arbitrage les 5 et 6 décembre => windows 12-05..12-07
coup d'envoi mardi 1er décembre à 19h45 => point 12-01 19:45
table pour 6 personnes samedi à 20h => point 11-21 20:00
2 places pour Hamlet le 12 décembre à 19h => point 12-12 19:00
le club lit 1984 chaque jeudi à 19h => every FREQ=WEEKLY;BYDAY=TH from 11-19 19:00
appeler la banque demain entre 10h et 11h => windows 11-19 10:00-11:00
déjeuner d'équipe le dernier vendredi de chaque mois à 12h30 => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 12:30 | déjeuner d'équipe
dans deux heures => point 11-18 12:00
une heure avec Ada la semaine prochaine le matin => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00; 11-28 09:00-12:00; 11-29 09:00-12:00
jeudi 26 à 16h => point 11-26 16:00
jeudi 27 à 16h => ask
soit mardi soit jeudi => windows 11-24..11-25; 11-19..11-20
Madame Avril a appelé => none
vingt mille lieues sous les mers => none
cent ans de solitude => none
la nuit porte conseil => none
à partir de lundi => ask
ça fait 20 euros => none
je suis en retard de cinq minutes => none
de vendredi à dimanche => windows 11-20..11-23
samedi prochain à 14h30 => point 11-28 14:30
ce samedi à 14h30 => point 11-21 14:30
poubelles un mardi sur deux => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 | poubelles
à 18h au lieu de 19h => ask
le 31/11 => ask
demain de 9h à 12h puis de 14h à 17h => ask
lundi 23, 8h30-9h => point 11-23 08:30-09:00
""",  # noqa: E501  # a phrase a line
    "es": """
¿podemos pasar la llamada al viernes a las 11? => point 11-20 11:00
quedamos el 27 a las 19:30 en Casa Luigi => point 11-27 19:30
infantil contra Getafe, domingo 10:15, campo 3 => point 11-22 10:15
curso de árbitros el 5 y 6 de diciembre => windows 12-05..12-07
el partido empieza el martes 1 de diciembre a las 19:45 => point 12-01 19:45
mesa para 6 el sábado a las 20:00 => point 11-21 20:00
2 entradas para Hamlet, 12 de diciembre, 19h => point 12-12 19:00
club de lectura los jueves a las 19:00 => every FREQ=WEEKLY;BYDAY=TH from 11-19 19:00 | club de lectura
llamar al banco mañana entre las 10 y las 11 => windows 11-19 10:00-11:00
comida de equipo el último viernes de cada mes a las 14:00 => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 14:00 | comida de equipo
dentro de dos horas => point 11-18 12:00
jueves 26 a las 16:00 => point 11-26 16:00
jueves 27 a las 16:00 => ask
o martes o jueves => windows 11-24..11-25; 11-19..11-20
cien años de soledad => none
mañana será otro día => none
a partir del lunes => ask
son 20 euros => none
llego cinco minutos tarde => none
de viernes a domingo => windows 11-20..11-23
el próximo sábado a las 14:30 => point 11-28 14:30
este sábado a las 14:30 => point 11-21 14:30
basura martes alternos => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 | basura
a las 18:00 en vez de a las 19:00 => ask
el 31/11 => ask
mañana de 9 a 12 y de 16 a 18 => windows 11-19 09:00-12:00; 11-19 16:00-18:00
lunes 23, 8:30-9:00 => point 11-23 08:30-09:00
el martes por la tarde a las cinco => point 11-24 17:00
pasado mañana al mediodía => point 11-20 12:00
no puedo el jueves => ask
""",  # noqa: E501  # a phrase a line
    "ru": """
давай перенесём созвон на пятницу в 11 => point 11-20 11:00
встречаемся 27-го в 19:30 у Луиджи => point 11-27 19:30
детская лига, вс 10:15, поле 3 => point 11-22 10:15
курсы судей 5 и 6 декабря => windows 12-05..12-07
начало во вторник, 1 декабря, в 19:45 => point 12-01 19:45
столик на 6 человек в субботу в 20:00 => point 11-21 20:00
2 билета на Гамлета 12 декабря в 19:00 => point 12-12 19:00
книжный клуб каждый четверг в 19:00 => every FREQ=WEEKLY;BYDAY=TH from 11-19 19:00 | книжный клуб
позвонить в банк завтра между 10 и 11 => windows 11-19 10:00-11:00
обед команды в последнюю пятницу каждого месяца в 12:30 => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 12:30
через два часа размяться => point 11-18 12:00 | размяться
в четверг 26-го в 16:00 => point 11-26 16:00
в четверг 27-го в 16:00 => ask
либо во вторник, либо в четверг => windows 11-24..11-25; 11-19..11-20
сто лет одиночества => none
с понедельника => ask
с вас 20 евро => none
опоздаю на пять минут => none
с пятницы по воскресенье => windows 11-20..11-23
в следующую субботу в 14:30 => point 11-28 14:30
в эту субботу в 14:30 => point 11-21 14:30
мусор каждый второй вторник => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 | мусор
в 18:00 вместо 19:00 => ask
31.11 => ask
завтра с 9 до 12 и с 14 до 17 => windows 11-19 09:00-12:00; 11-19 14:00-17:00
понедельник 23, 8:30-9:00 => point 11-23 08:30-09:00
во вторник в пять вечера => point 11-24 17:00
послезавтра в полдень => point 11-20 12:00
день рождения Ани 5 декабря => day 12-05 | день рождения Ани
май и июнь => windows 2027-05-01..2027-07-01
""",
}
