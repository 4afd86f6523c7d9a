"""The eighth blind round: leagues, clubs and families."""

PHRASES = {
    "en": """
away game vs Lions on Sat the 5th, bus leaves 8:30am => point 12-05 08:30
AGM Thurs 10 Dec 7.30pm in the clubhouse => point 12-10 19:30
nets every Wed 6-8pm until Christmas => every FREQ=WEEKLY;UNTIL=20261225T225959Z;BYDAY=WE from 11-18 18:00-20:00
U10s don't train on Tuesday => ask
quarter-final replay Tuesday 24 November 7:45pm => point 11-24 19:45
registration closes Sunday at midnight => ask
cake sale Friday lunchtime => windows 11-20 12:00-14:00
pick Ada up from school at 3:15pm on Thursday => point 11-19 15:15
sleepover Sat night => windows 11-21 21:00-11-22 00:00
vet with the dog in a fortnight, 4pm => point 12-02 16:00
grandma's 80th: 6 December, noon till 5 => point 12-06 12:00-17:00
piano lesson Mondays 4:15pm => every FREQ=WEEKLY;BYDAY=MO from 11-23 16:15 | piano lesson
bins out every second Thursday => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 | bins out
5th birthday of Tom => none
two-day tournament 12-13 Dec => windows 12-12..12-14
pitch booked 18:00 to 19:30 on the 26th => point 11-26 18:00-19:30
training camp from 27 Dec until 2 Jan => windows 12-27..2027-01-03
winter break 21 Dec - 3 Jan => windows 12-21..2027-01-04
next home game in 3 weeks => day 12-09
match moved from Friday to Sunday => ask
we lost on Saturday => day 11-21
league starts on 6 March 2027 => day 2027-03-06
10am Sunday, pitch 2 => point 11-22 10:00
Sunday's game is at 3pm => point 11-22 15:00
14:00 kick off tomorrow => point 11-19 14:00
extra time => none
man of the match => none
the 12th man => none
Saturday kids club => day 11-21
top of the hour => none
meet 45 min before kick-off => none
fixture list by Monday noon please => point 11-23 12:00
doubleheader Sat 1pm and 4pm => ask
""",
    "de": """
Auswärtsspiel am Sa, 5.12., Abfahrt 8:30 Uhr => point 12-05 08:30
Mitgliederversammlung Do 10. Dez 19.30 Uhr im Vereinsheim => point 12-10 19:30
Hallenzeit jeden Mi 18-20 Uhr bis Weihnachten => ask
Dienstag kein Training => ask
Viertelfinale Dienstag, 24. November, 19:45 Uhr => point 11-24 19:45 | Viertelfinale
Kuchenverkauf Freitagmittag => windows 11-20 12:00-14:00
Ada um 15:15 von der Schule abholen, Donnerstag => point 11-19 15:15
Übernachtung Samstagnacht => windows 11-21 21:00-11-22 00:00
in vierzehn Tagen um 16 Uhr Tierarzt => point 12-02 16:00
Omas 80.: 6. Dezember, 12 bis 17 Uhr => point 12-06 12:00-17:00
Klavier montags 16:15 => every FREQ=WEEKLY;BYDAY=MO from 11-23 16:15 | Klavier
Mülltonne jeden zweiten Donnerstag => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 | Mülltonne
Turnier 12./13. Dezember => windows 12-12..12-14
Platz gebucht am 26. von 18 bis 19:30 Uhr => point 11-26 18:00-19:30
Trainingslager vom 27.12. bis 2.1. => windows 12-27..2027-01-03
Winterpause 21.12.–3.1. => windows 12-21..2027-01-04
nächstes Heimspiel in 3 Wochen => day 12-09
Spiel von Freitag auf Sonntag verlegt => ask
Saisonstart am 6. März 2027 => day 2027-03-06
So 10 Uhr, Platz 2 => point 11-22 10:00
Anstoß morgen 14 Uhr => point 11-19 14:00
Verlängerung => none
der zwölfte Mann => none
Spielplan bitte bis Montagmittag => windows 11-23 12:00-14:00
Doppelspieltag Sa 13 und 16 Uhr => ask
Kreisliga, 7. Spieltag => none
am 7. Spieltag => none
Sonntag ist Ruhetag => day 11-22
Elfmeterschießen => none
eine halbe Stunde vor Spielbeginn => none
Sa 21.11. 9–17 Uhr Arbeitseinsatz => point 11-21 09:00-17:00 | Arbeitseinsatz
Weihnachtsfeier am 18.12. ab 19 Uhr => point 12-18 19:00
""",
    "fr": """
match à l'extérieur samedi 5, départ du car à 8h30 => point 12-05 08:30
assemblée générale jeudi 10 décembre à 19h30 au club-house => point 12-10 19:30
gymnase chaque mercredi de 18h à 20h jusqu'à Noël => every FREQ=WEEKLY;UNTIL=20261225T225959Z;BYDAY=WE from 11-18 18:00-20:00
pas d'entraînement mardi => ask
quart de finale mardi 24 novembre 19h45 => point 11-24 19:45 | quart de finale
récupérer Ada à l'école à 15h15 jeudi => point 11-19 15:15
vétérinaire dans quinze jours à 16h => ask
les 80 ans de mamie : 6 décembre, de midi à 17h => point 12-06 12:00-17:00
piano tous les lundis à 16h15 => every FREQ=WEEKLY;BYDAY=MO from 11-23 16:15 | piano
tournoi les 12 et 13 décembre => windows 12-12..12-14 | tournoi
terrain réservé le 26 de 18h à 19h30 => point 11-26 18:00-19:30
stage du 27 décembre au 2 janvier => windows 12-27..2027-01-03
trêve du 21/12 au 3/1 => windows 12-21..2027-01-04
prochain match à domicile dans 3 semaines => day 12-09
match déplacé de vendredi à dimanche => ask
reprise le 6 mars 2027 => day 2027-03-06
dimanche 10h, terrain 2 => point 11-22 10:00
coup d'envoi demain à 14h => point 11-19 14:00
prolongations => none
le douzième homme => none
7e journée de championnat => none
dimanche, jour de repos => day 11-22
une demi-heure avant le match => none
samedi 21/11 de 9h à 17h chantier bénévole => point 11-21 09:00-17:00 | chantier bénévole
goûter de Noël le 18/12 à partir de 16h => point 12-18 16:00
samedi 13h et 16h => ask
vendredi soir à 20h30 chez Ada => point 11-20 20:30
lundi 30 novembre, matin => windows 11-30 09:00-12:00
de 8h30 à 10h demain matin => point 11-19 08:30-10:00
""",  # noqa: E501  # a phrase a line
    "es": """
asamblea el jueves 10 de diciembre a las 19:30 en el club => point 12-10 19:30
pabellón cada miércoles de 18:00 a 20:00 hasta Navidad => every FREQ=WEEKLY;UNTIL=20261225T225959Z;BYDAY=WE from 11-18 18:00-20:00
el martes no hay entrenamiento => ask
cuartos de final el martes 24 de noviembre a las 19:45 => point 11-24 19:45 | cuartos de final
recoger a Ada del colegio el jueves a las 15:15 => point 11-19 15:15
los 80 de la abuela: 6 de diciembre, de 12 a 17h => point 12-06 12:00-17:00
piano los lunes a las 16:15 => every FREQ=WEEKLY;BYDAY=MO from 11-23 16:15 | piano
torneo el 12 y 13 de diciembre => windows 12-12..12-14 | torneo
pista reservada el 26 de 18:00 a 19:30 => point 11-26 18:00-19:30
campus del 27 de diciembre al 2 de enero => windows 12-27..2027-01-03
parón del 21/12 al 3/1 => windows 12-21..2027-01-04
próximo partido en casa dentro de 3 semanas => day 12-09
partido aplazado del viernes al domingo => ask
la liga empieza el 6 de marzo de 2027 => day 2027-03-06
domingo a las 10, campo 2 => point 11-22 10:00
mañana saque inicial a las 14:00 => point 11-19 14:00
la prórroga => none
el jugador número doce => none
jornada 7 => none
media hora antes del partido => none
sábado 21/11 de 9 a 17h, limpieza => point 11-21 09:00-17:00 | limpieza
sábado a las 13:00 y a las 16:00 => ask
viernes por la noche a las 20:30 en casa de Ada => point 11-20 20:30
lunes 30 de noviembre por la mañana => windows 11-30 09:00-12:00
mañana de 8:30 a 10:00 => point 11-19 08:30-10:00
el calendario antes del lunes => ask
cumpleaños de Tomás el 5 de diciembre => day 12-05
domingo es día de descanso => day 11-22
""",  # noqa: E501  # a phrase a line
    "ru": """
выездной матч в сб 5.12, отъезд в 8:30 => point 12-05 08:30
собрание в четверг 10 декабря в 19:30 в клубе => point 12-10 19:30
зал каждую среду с 18:00 до 20:00 до Нового года => every FREQ=WEEKLY;UNTIL=20270101T225959Z;BYDAY=WE from 11-18 18:00-20:00
во вторник тренировки не будет => ask
четвертьфинал во вторник 24 ноября в 19:45 => point 11-24 19:45 | четвертьфинал
забрать Аду из школы в четверг в 15:15 => point 11-19 15:15
бабушке 80: 6 декабря с 12 до 17 => point 12-06 12:00-17:00
пианино по понедельникам в 16:15 => every FREQ=WEEKLY;BYDAY=MO from 11-23 16:15 | пианино
турнир 12 и 13 декабря => windows 12-12..12-14 | турнир
площадка забронирована на 26-е с 18:00 до 19:30 => point 11-26 18:00-19:30
сборы с 27 декабря по 2 января => windows 12-27..2027-01-03
перерыв с 21.12 по 3.01 => windows 12-21..2027-01-04
следующий домашний матч через 3 недели => day 12-09
матч перенесли с пятницы на воскресенье => ask
сезон начинается 6 марта 2027 => day 2027-03-06
воскресенье 10:00, поле 2 => point 11-22 10:00
начало завтра в 14:00 => point 11-19 14:00
дополнительное время => none
двенадцатый игрок => none
7 тур чемпионата => none
за полчаса до матча => none
сб 21.11 с 9 до 17 субботник => point 11-21 09:00-17:00 | субботник
в субботу в 13:00 и в 16:00 => ask
в пятницу вечером в 20:30 у Ады => point 11-20 20:30
понедельник 30 ноября, утром => windows 11-30 09:00-12:00
завтра с 8:30 до 10:00 => point 11-19 08:30-10:00
день рождения Тома 5 декабря => day 12-05
воскресенье — выходной => day 11-22
""",  # noqa: E501  # a phrase a line
}
