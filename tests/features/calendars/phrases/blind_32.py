"""The thirty-second blind round: a chess league, a parish, a vet, a film crew, a sailing club, a house with a lift.

Committed before it was run.
"""

PHRASES = {
    "en": """
round 5 v Castle, Thursday 26 Nov, 7.15pm => point 11-26 19:15 | round 5 v Castle
rearranged match: Mon 30th 19:30 => point 11-30 19:30 | rearranged match
evensong every Sunday at 4pm during December => every FREQ=WEEKLY;UNTIL=20261231T225959Z;BYDAY=SU from 12-06 16:00 | evensong
confirmation class, 6 Tuesdays from 12 January, 5pm => ask
bring the dog in on Monday at 8.50 => point 11-23 08:50 | bring the dog in
booster in 4 weeks => day 12-16 | booster
call sheet: crew call 0600, Saturday => point 11-21 06:00
wrap party Friday 9pm => point 11-20 21:00 | wrap party
high tide 13:42 tomorrow => point 11-19 13:42 | high tide
lift out of service 23-25 November => windows 11-23..11-26 | lift out of service
window cleaner comes every six weeks => every FREQ=WEEKLY;INTERVAL=6 from 11-18 | window cleaner comes
residents' meeting on the third Wednesday of January at 18:30 => point 2027-01-20 18:30 | residents' meeting
podcast recording, half two, Friday => ask
editing all day Thursday => day 11-19
drop the van off by 6pm Sunday => point 11-22 18:00
anniversary 8 August => day 2027-08-08 | anniversary
we fly at stupid o'clock on Monday => ask
see you at the usual place at 8 on Saturday => point 11-21 08:00
regatta weekend 5/6 June => windows 2027-06-05..2027-06-07
quarter past seven this evening, vestry => point 11-18 19:15 | vestry
the 17:30 to York on Friday => point 11-20 17:30
a couple of hours on Sunday afternoon => windows 11-22 13:00-17:00 {120min}
next available appointment => none
can you do any Thursday in December? => ask
postponed until further notice => none
Mon to Wed next week => windows 11-23..11-26
7 dwarfs rehearsal tonight 18:00 => point 11-18 18:00 | 7 dwarfs rehearsal
""",  # noqa: E501  # a phrase a line
    "de": """
5. Runde gegen Turm Ost, Do 26.11. 19:15 => point 11-26 19:15 | 5. Runde gegen Turm Ost
Nachholspiel Montag, den 30., 19:30 Uhr => point 11-30 19:30 | Nachholspiel
Konfirmandenunterricht dienstags 17 Uhr ab 12. Januar, sechsmal => every FREQ=WEEKLY;COUNT=6;BYDAY=TU from 2027-01-12 17:00 | Konfirmandenunterricht
Hund impfen Montag 8.50 Uhr => point 11-23 08:50 | Hund impfen
Auffrischung in 4 Wochen => day 12-16 | Auffrischung
Drehbeginn Samstag 6:00 => point 11-21 06:00 | Drehbeginn
Hochwasser morgen 13:42 => point 11-19 13:42 | Hochwasser
Aufzug außer Betrieb 23.-25.11. => ask
Fensterputzer alle sechs Wochen => every FREQ=WEEKLY;INTERVAL=6 from 11-18 | Fensterputzer
Eigentümerversammlung am dritten Mittwoch im Januar um 18:30 Uhr => point 2027-01-20 18:30 | Eigentümerversammlung
Podcastaufnahme Freitag halb drei => ask
Transporter bis Sonntag 18 Uhr zurückbringen => point 11-22 18:00 | Transporter zurückbringen
Hochzeitstag 8. August => day 2027-08-08 | Hochzeitstag
Regatta am 5./6. Juni => windows 2027-06-05..2027-06-07 | Regatta
heute Abend Viertel nach sieben Sakristei => point 11-18 19:15 | Sakristei
der 17:30er nach Kassel am Freitag => point 11-20 17:30
ein paar Stunden am Sonntagnachmittag => ask
Mo bis Mi nächste Woche Dienstreise => windows 11-23..11-26 | Dienstreise
Sieben Zwerge Probe heute 18 Uhr => point 11-18 18:00 | Sieben Zwerge Probe
Kirchenchor mittwochs um acht abends => every FREQ=WEEKLY;BYDAY=WE from 11-18 20:00 | Kirchenchor
Müllabfuhr verschiebt sich auf Samstag => day 11-21
Adventsfenster am 7. Dezember um 18 Uhr => point 12-07 18:00 | Adventsfenster
übermorgen um Viertel vor neun => point 11-20 08:45
am Donnerstag zwischen halb drei und vier => ask
Rufbereitschaft von Freitag 16 Uhr bis Montag 7 Uhr => point 11-20 16:00-11-23 07:00 | Rufbereitschaft
""",  # noqa: E501  # a phrase a line
    "fr": """
ronde 5 contre la Tour, jeudi 26 nov. 19h15 => point 11-26 19:15 | ronde 5 contre la Tour
match en retard lundi 30 à 19h30 => point 11-30 19:30
catéchisme tous les mardis à 17h à partir du 12 janvier => every FREQ=WEEKLY;BYDAY=TU from 2027-01-12 17:00 | catéchisme
vaccin du chien lundi 8h50 => point 11-23 08:50 | vaccin du chien
rappel dans 4 semaines => day 12-16 | rappel
convocation équipe samedi 6h00 => point 11-21 06:00 | convocation équipe
pleine mer demain 13h42 => point 11-19 13:42 | pleine mer
ascenseur en panne du 23 au 25 novembre => windows 11-23..11-26 | ascenseur en panne
laveur de vitres toutes les six semaines => every FREQ=WEEKLY;INTERVAL=6 from 11-18 | laveur de vitres
assemblée des copropriétaires le troisième mercredi de janvier à 18h30 => point 2027-01-20 18:30 | assemblée des copropriétaires
enregistrement du podcast vendredi à deux heures et demie => ask
rendre la camionnette dimanche avant 18h => windows 11-22 00:00-18:00 | rendre la camionnette
anniversaire de mariage le 8 août => day 2027-08-08 | anniversaire de mariage
régate les 5 et 6 juin => windows 2027-06-05..2027-06-07 | régate
ce soir sept heures et quart, sacristie => point 11-18 19:15 | sacristie
le train de 17h30 vendredi => point 11-20 17:30
deux petites heures dimanche après-midi => windows 11-22 13:00-17:00
lundi à mercredi de la semaine prochaine, déplacement => windows 11-23..11-26 | déplacement
chorale le mercredi => ask
ramassage décalé à samedi => day 11-21
après-demain à neuf heures moins le quart => point 11-20 08:45
jeudi entre 14h30 et 16h => windows 11-19 14:30-16:00
astreinte de vendredi 16h à lundi 7h => point 11-20 16:00-11-23 07:00 | astreinte
n'importe quel jeudi de décembre => ask
dans trois mois => day 2027-02-18
""",  # noqa: E501  # a phrase a line
    "es": """
ronda 5 contra la Torre, jueves 26 nov 19:15 => point 11-26 19:15 | ronda 5 contra la Torre
partido aplazado: lunes 30 a las 19:30 => point 11-30 19:30
catequesis los martes a las 17:00 desde el 12 de enero => every FREQ=WEEKLY;BYDAY=TU from 2027-01-12 17:00 | catequesis
vacuna del perro el lunes a las 8:50 => point 11-23 08:50 | vacuna del perro
refuerzo dentro de 4 semanas => day 12-16 | refuerzo
citación del equipo sábado 6:00 => ask
pleamar mañana 13:42 => point 11-19 13:42 | pleamar
ascensor averiado del 23 al 25 de noviembre => windows 11-23..11-26 | ascensor averiado
limpiacristales cada seis semanas => every FREQ=WEEKLY;INTERVAL=6 from 11-18 | limpiacristales
junta de vecinos el tercer miércoles de enero a las 18:30 => point 2027-01-20 18:30 | junta de vecinos
grabación del podcast el viernes a las dos y media => ask
devolver la furgoneta el domingo antes de las 18:00 => windows 11-22 00:00-18:00 | devolver la furgoneta
aniversario de boda el 8 de agosto => day 2027-08-08 | aniversario de boda
regata el 5 y 6 de junio => windows 2027-06-05..2027-06-07 | regata
esta tarde a las siete y cuarto, sacristía => point 11-18 19:15 | sacristía
el tren de las 17:30 del viernes => point 11-20 17:30
un par de horas el domingo por la tarde => windows 11-22 13:00-17:00 {120min}
de lunes a miércoles de la próxima semana, viaje => windows 11-23..11-26 | viaje
coro los miércoles a las ocho de la tarde => every FREQ=WEEKLY;BYDAY=WE from 11-18 20:00 | coro
la recogida pasa al sábado => day 11-21
pasado mañana a las nueve menos cuarto => point 11-20 08:45
el jueves entre las 14:30 y las 16:00 => windows 11-19 14:30-16:00
guardia de viernes a las 16:00 a lunes a las 7:00 => point 11-20 16:00-11-23 07:00 | guardia
cualquier jueves de diciembre => ask
dentro de tres meses => day 2027-02-18
""",
    "ru": """
5 тур против «Ладьи», чт 26 ноября 19:15 => point 11-26 19:15
перенесённый матч: понедельник 30-го, 19:30 => point 11-30 19:30
воскресная служба в 9 каждое воскресенье => every FREQ=WEEKLY;BYDAY=SU from 11-22 09:00 | воскресная служба
прививка собаке в понедельник в 8:50 => point 11-23 08:50 | прививка собаке
повторный приём через 4 недели => day 12-16 | повторный приём
сбор группы в субботу в 6:00 => point 11-21 06:00 | сбор группы
лифт не работает с 23 по 25 ноября => ask
мойка окон каждые шесть недель => every FREQ=WEEKLY;INTERVAL=6 from 11-18 | мойка окон
собрание жильцов в третью среду января в 18:30 => point 2027-01-20 18:30 | собрание жильцов
запись подкаста в пятницу в полтретьего => ask
вернуть фургон в воскресенье до 18:00 => windows 11-22 00:00-18:00 | вернуть фургон
годовщина свадьбы 8 августа => day 2027-08-08 | годовщина свадьбы
регата 5 и 6 июня => windows 2027-06-05..2027-06-07 | регата
сегодня вечером в четверть восьмого => point 11-18 19:15
поезд в 17:30 в пятницу => point 11-20 17:30 | поезд
пару часов в воскресенье после обеда => windows 11-22 13:00-17:00 {120min}
с понедельника по среду следующей недели командировка => windows 11-23..11-26 | командировка
хор по средам в восемь вечера => every FREQ=WEEKLY;BYDAY=WE from 11-18 20:00 | хор
вывоз переносится на субботу => day 11-21
послезавтра без четверти девять => point 11-20 08:45
в четверг между 14:30 и 16:00 => windows 11-19 14:30-16:00
дежурство с пятницы 16:00 до понедельника 7:00 => point 11-20 16:00-11-23 07:00 | дежурство
любой четверг в декабре => ask
через три месяца => day 2027-02-18
экзамен по вождению 2 декабря к 8:40 => point 12-02 08:40 | экзамен по вождению
""",
}
