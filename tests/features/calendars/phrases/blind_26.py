"""The twenty-sixth blind round: what a choir, an office and a household note down, some of it open."""

PHRASES = {
    "en": """
soundcheck Sat 5 Dec 4pm, concert 7pm => ask
sectional rehearsal Monday 7:15pm-9pm => point 11-23 19:15-21:00 | sectional rehearsal
order robes by 4 December => day 12-04 | order robes
carol service on the 20th of December at 6pm => point 12-20 18:00 | carol service
committee every second Tuesday of the month, 7:30pm => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:30 | committee
print the minutes tomorrow morning => windows 11-19 09:00-12:00 | print the minutes
phone interview 27/11 at 14:20 => point 11-27 14:20 | phone interview
fix the boiler asap => none
standing desk delivery Tue or Wed morning => ask
desk booking 23-25 Nov => windows 11-23..11-26 | desk booking
1 hour with legal next Thursday afternoon => windows 11-26 13:00-17:00 {60min} | with legal
demo at 4pm CET on Tuesday => point 11-24 16:00 | demo
feed the fish every 2 days => every FREQ=DAILY;INTERVAL=2 from 11-18 | feed the fish
Spanish class Wednesdays 6pm starting 6 January => every FREQ=WEEKLY;BYDAY=WE from 2027-01-06 18:00 | Spanish class
nap at 2 => ask
early Tuesday => ask
see you Monday! => day 11-23
no rehearsal on the 24th => ask
Tuesday 24th at ten past nine => point 11-24 09:10
31 November deadline => ask
Saturday 21st from noon until 6pm => point 11-21 12:00-18:00
Area 51 => none
12 angry men => none
""",  # a phrase a line
    "de": """
Stimmprobe Montag 19:15-21 Uhr => point 11-23 19:15-21:00 | Stimmprobe
Soundcheck Sa 5.12. 16 Uhr, Konzert 19 Uhr => ask
Roben bis 4. Dezember bestellen => day 12-04 | Roben bestellen
Weihnachtskonzert am 20. Dezember um 18 Uhr => point 12-20 18:00 | Weihnachtskonzert
Vorstand jeden zweiten Dienstag im Monat, 19:30 Uhr => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:30 | Vorstand
Protokoll morgen Vormittag drucken => windows 11-19 09:00-12:00 | Protokoll drucken
Telefoninterview 27.11. um 14:20 => point 11-27 14:20 | Telefoninterview
Lieferung Di oder Mi vormittags => ask
Platz buchen 23.-25.11. => windows 11-23..11-26 | Platz buchen
eine Stunde mit Recht nächsten Donnerstagnachmittag => windows 11-26 13:00-17:00 {60min} | mit Recht
alle zwei Tage Fische füttern => every FREQ=DAILY;INTERVAL=2 from 11-18 | Fische füttern
Spanisch mittwochs 18 Uhr ab 6. Januar => every FREQ=WEEKLY;BYDAY=WE from 2027-01-06 18:00 | Spanisch
Mittagsschlaf um zwei => ask
Dienstag früh => windows 11-24 09:00-12:00
bis Montag! => day 11-23
am 24. keine Probe => ask
Dienstag, den 24., um zehn nach neun => point 11-24 09:10
Abgabe 31. November => ask
Samstag, 21. von 12 bis 18 Uhr => point 11-21 12:00-18:00
fast jeden Dienstag um 9 => ask
Bahnsteig 9 3/4 => none
die zwölf Geschworenen => none
""",  # a phrase a line
    "fr": """
balance sam 5 déc 16h, concert 19h => ask
répétition de pupitre lundi 19h15-21h => point 11-23 19:15-21:00 | répétition de pupitre
commander les robes pour le 4 décembre => day 12-04
concert de Noël le 20 décembre à 18h => point 12-20 18:00 | concert de Noël
bureau le deuxième mardi de chaque mois, 19h30 => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:30 | bureau
imprimer le compte rendu demain matin => windows 11-19 09:00-12:00 | imprimer le compte rendu
entretien téléphonique 27/11 à 14h20 => point 11-27 14:20 | entretien téléphonique
livraison mardi ou mercredi matin => ask
réserver un bureau du 23 au 25 novembre => windows 11-23..11-26 | réserver un bureau
une heure avec le juridique jeudi prochain après-midi => windows 11-26 13:00-17:00 {60min} | avec le juridique
nourrir les poissons tous les deux jours => every FREQ=DAILY;INTERVAL=2 from 11-18 | nourrir les poissons
cours d'espagnol tous les mercredis à 18h à partir du 6 janvier => every FREQ=WEEKLY;BYDAY=WE from 2027-01-06 18:00 | cours d'espagnol
sieste à deux heures => ask
mardi de bonne heure => ask
à lundi ! => day 11-23
pas de répétition le 24 => ask
mardi 24 à neuf heures dix => point 11-24 09:10
rendu le 31 novembre => ask
samedi 21 de midi à 18h => point 11-21 12:00-18:00
presque tous les mardis à 9h => ask
douze hommes en colère => none
zone 51 => none
""",  # noqa: E501  # a phrase a line
    "es": """
prueba de sonido sáb 5 dic 16:00, concierto 19:00 => ask
ensayo de cuerda el lunes de 19:15 a 21:00 => point 11-23 19:15-21:00 | ensayo de cuerda
encargar las túnicas para el 4 de diciembre => day 12-04
concierto de Navidad el 20 de diciembre a las 18:00 => point 12-20 18:00 | concierto de Navidad
junta el segundo martes de cada mes, 19:30 => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:30 | junta
imprimir el acta mañana por la mañana => windows 11-19 09:00-12:00 | imprimir el acta
entrevista telefónica 27/11 a las 14:20 => point 11-27 14:20 | entrevista telefónica
entrega el martes o el miércoles por la mañana => ask
reservar mesa del 23 al 25 de noviembre => windows 11-23..11-26 | reservar mesa
una hora con legal el próximo jueves por la tarde => windows 11-26 13:00-17:00 {60min} | con legal
dar de comer a los peces cada dos días => every FREQ=DAILY;INTERVAL=2 from 11-18 | dar de comer a los peces
español los miércoles a las 18:00 a partir del 6 de enero => every FREQ=WEEKLY;BYDAY=WE from 2027-01-06 18:00 | español
siesta a las dos => ask
el martes muy temprano => ask
¡hasta el lunes! => day 11-23
el 24 no hay ensayo => ask
martes 24 a las nueve y diez => point 11-24 09:10
entrega el 31 de noviembre => ask
sábado 21 de 12 a 18h => point 11-21 12:00-18:00
casi todos los martes a las 9 => ask
doce hombres sin piedad => none
área 51 => none
""",
    "ru": """
саундчек сб 5 декабря в 16:00, концерт в 19:00 => ask
репетиция альтов в понедельник 19:15-21:00 => point 11-23 19:15-21:00 | репетиция альтов
заказать мантии до 4 декабря => day 12-04 | заказать мантии
рождественский концерт 20 декабря в 18:00 => point 12-20 18:00 | рождественский концерт
правление каждый второй вторник месяца в 19:30 => every FREQ=MONTHLY;BYDAY=2TU from 12-08 19:30 | правление
распечатать протокол завтра утром => windows 11-19 09:00-12:00 | распечатать протокол
телефонное интервью 27.11 в 14:20 => point 11-27 14:20 | телефонное интервью
забронировать стол с 23 по 25 ноября => windows 11-23..11-26 | забронировать стол
час с юристами в следующий четверг днём => windows 11-26 13:00-17:00 {60min} | с юристами
кормить рыбок каждые два дня => every FREQ=DAILY;INTERVAL=2 from 11-18 | кормить рыбок
испанский по средам в 18:00 начиная с 6 января => every FREQ=WEEKLY;BYDAY=WE from 2027-01-06 18:00 | испанский
тихий час в два => ask
во вторник рано утром => ask
до понедельника! => day 11-23
24-го репетиции нет => ask
во вторник 24-го в десять минут десятого => point 11-24 09:10
сдать 31 ноября => ask
в субботу 21-го с 12 до 18 => point 11-21 12:00-18:00
почти каждый вторник в 9 => ask
двенадцать разгневанных мужчин => none
зона 51 => none
""",
}
