"""The thirty-seventh blind round: no translations. A landlady, a fencing club, a radio, a notary, a dacha, a market.

Committed before it was run.
"""

PHRASES = {
    "en": """
meter reading Thursday between 9 and 11am => windows 11-19 09:00-11:00 | meter reading
fencing, Tuesdays 19:30-21:00, until 15 December => every FREQ=WEEKLY;UNTIL=20261215T225959Z;BYDAY=TU from 11-24 19:30-21:00
live on air 6.05am tomorrow => point 11-19 06:05 | live on air
sign the lease on 27 November at 14:30 => point 11-27 14:30 | sign the lease
the kids break up on 18 December => day 12-18 | the kids break up
give Rex his worming tablet every three months => every FREQ=MONTHLY;INTERVAL=3 from 11-18 | give Rex his worming tablet
stall set-up Saturday 6-8am => point 11-21 06:00-08:00 | stall set-up
craft fair 28/29 November => windows 11-28..11-30 | craft fair
Aunt Vi's funeral Tues 24th 11.15 St Luke's => point 11-24 11:15
wine tasting tomorrow evening => windows 11-19 18:00-21:00 | wine tasting
car park closed from 9pm Friday until 6am Monday => point 11-20 21:00-11-23 06:00
I'll pop round Sunday => day 11-22 | I'll pop round
ferry 07:10, check-in closes 06:40, Saturday => ask
tax disc => none
don't ring before 10 tomorrow => ask
Spanish conversation, Thursdays at noon => every FREQ=WEEKLY;BYDAY=TH from 11-19 12:00 | Spanish conversation
an hour for lunch at 1 => point 11-18 13:00-14:00
planning meeting Wednesday week 2pm => ask
photos back by the 1st => day 12-01 | photos back
interview slot 3 => none
beekeepers' AGM 30th January 2027 2pm => point 2027-01-30 14:00 | beekeepers' AGM
fancy a walk in a couple of hours? => point 11-18 12:00 | fancy a walk
Mondays, Wednesdays and Fridays at 7am: swim => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 07:00 | swim
""",  # noqa: E501  # a phrase a line
    "de": """
Zählerablesung am Donnerstag zwischen 9 und 11 Uhr => windows 11-19 09:00-11:00 | Zählerablesung
Fechten dienstags 19:30-21:00 bis 15.12. => every FREQ=WEEKLY;UNTIL=20261215T225959Z;BYDAY=TU from 11-24 19:30-21:00 | Fechten
Notartermin 27.11. 14:30 => point 11-27 14:30 | Notartermin
letzter Schultag 22. Dezember => day 12-22
Wurmkur für Rex alle drei Monate => every FREQ=MONTHLY;INTERVAL=3 from 11-18 | Wurmkur für Rex
Marktstand Samstag ab 6 Uhr aufbauen => ask
Weinprobe morgen Abend => windows 11-19 18:00-21:00 | Weinprobe
Hofeinfahrt gesperrt von Freitag 21 Uhr bis Montag 6 Uhr => point 11-20 21:00-11-23 06:00 | Hofeinfahrt gesperrt
ich schau Sonntag mal vorbei => day 11-22
Imkerversammlung Sa 30.1.2027 14 Uhr => point 2027-01-30 14:00 | Imkerversammlung
Spaziergang in zwei Stunden? => point 11-18 12:00 | Spaziergang
montags, mittwochs und freitags um 7 Uhr Schwimmen => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 07:00 | Schwimmen
Fotos bis zum 1. abholen => day 12-01 | Fotos abholen
Beerdigung Tante Vi, Di 24.11., 11.15 Uhr => point 11-24 11:15 | Beerdigung Tante Vi
Radiobeitrag läuft morgen um 6:05 => point 11-19 06:05 | Radiobeitrag läuft
Apfelsaft pressen am ersten Oktoberwochenende => ask
Miete überweisen am Monatsletzten => ask
Kohlen kommen Freitagvormittag => windows 11-20 09:00-12:00 | Kohlen kommen
Theaterabo: 5. Vorstellung Sa 12.12. 19:30 => point 12-12 19:30
Schach Do 19 Uhr, danach Essen => ask
Dachdecker hat abgesagt, neuer Termin offen => none
zehn Minuten vor Mitternacht am 31.12. => point 12-31 23:50
Sommerzeit beginnt am 28. März => ask
""",  # noqa: E501  # a phrase a line
    "fr": """
relevé du compteur jeudi entre 9h et 11h => windows 11-19 09:00-11:00 | relevé du compteur
escrime le mardi 19h30-21h jusqu'au 15 décembre => ask
direct radio demain 6h05 => point 11-19 06:05 | direct radio
signature chez le notaire vendredi 27 à 14h30 => point 11-27 14:30 | signature chez le notaire
vermifuge de Rex tous les trois mois => every FREQ=MONTHLY;INTERVAL=3 from 11-18 | vermifuge de Rex
installation du stand samedi dès 6h30 => point 11-21 06:30 | installation du stand
marché de Noël les 28 et 29 novembre => windows 11-28..11-30
obsèques de tante Vi mardi 24 à 11h15 => point 11-24 11:15 | obsèques de tante Vi
dégustation demain soir => windows 11-19 18:00-21:00 | dégustation
parking fermé de vendredi 21h à lundi 6h => point 11-20 21:00-11-23 06:00 | parking fermé
je passe dimanche => day 11-22 | je passe
ferry samedi 7h10, embarquement 6h40 => ask
espagnol tous les jeudis midi => every FREQ=WEEKLY;BYDAY=TH from 11-19 12:00 | espagnol
photos à récupérer d'ici le 1er => day 12-01 | photos à récupérer
AG des apiculteurs le 30 janvier 2027 à 14h => point 2027-01-30 14:00 | AG des apiculteurs
une balade dans deux heures ? => point 11-18 12:00 | une balade
piscine les lundis, mercredis et vendredis à 7h30 => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-20 07:30 | piscine
loyer au plus tard le 3 => day 12-03 | loyer
il faut que je voie le comptable avant jeudi => ask
théâtre sam 12/12 19h30, rang 5 => point 12-12 19:30
dix minutes avant minuit le 31 décembre => point 12-31 23:50
passage à l'heure d'été le 28 mars => ask
quai 3 => none
""",
    "es": """
lectura del contador el jueves entre las 9 y las 11 => windows 11-19 09:00-11:00 | lectura del contador
esgrima los martes de 19:30 a 21:00 hasta el 15 de diciembre => every FREQ=WEEKLY;UNTIL=20261215T225959Z;BYDAY=TU from 11-24 19:30-21:00 | esgrima
directo en la radio mañana a las 6:05 de la mañana => point 11-19 06:05 | directo en la radio
firma en el notario el viernes 27 a las 14:30 => point 11-27 14:30 | firma en el notario
desparasitar a Rex cada tres meses => every FREQ=MONTHLY;INTERVAL=3 from 11-18 | desparasitar a Rex
mercadillo el 28 y 29 de noviembre => windows 11-28..11-30 | mercadillo
funeral de la tía Vi el martes 24 a las 11:15 => point 11-24 11:15 | funeral de la tía Vi
cata mañana por la noche => windows 11-19 18:00-21:00 | cata
garaje cerrado de viernes a las 21:00 a lunes a las 6:00 => point 11-20 21:00-11-23 06:00 | garaje cerrado
me paso el domingo => day 11-22 | me paso
inglés los jueves a mediodía => every FREQ=WEEKLY;BYDAY=TH from 11-19 12:00 | inglés
recoger las fotos antes del día 1 => ask
asamblea de apicultores 30 de enero de 2027 a las 14:00 => point 2027-01-30 14:00 | asamblea de apicultores
¿un paseo en dos horas? => point 11-18 12:00 | un paseo
piscina lunes, miércoles y viernes a las 7:30 => ask
comunión de Alba el 16 de mayo a las 12 => point 2027-05-16 12:00 | comunión de Alba
teatro sáb 12/12 19:30 fila 5 => point 12-12 19:30 | teatro fila 5
diez minutos antes de la medianoche del 31 de diciembre => point 12-31 23:50
cambio de hora el 28 de marzo => day 2027-03-28
cosecha en octubre => windows 2027-10-01..2027-11-01 | cosecha
andén 3 => none
el viernes comemos fuera a las tres => ask
jueves 26, 17:30-18:15, dentista de Alba => point 11-26 17:30-18:15 | dentista de Alba
""",  # noqa: E501  # a phrase a line
    "ru": """
показания счётчика в четверг с 9 до 11 => point 11-19 09:00-11:00 | показания счётчика
фехтование по вторникам 19:30-21:00 до 15 декабря => every FREQ=WEEKLY;UNTIL=20261215T225959Z;BYDAY=TU from 11-24 19:30-21:00 | фехтование
эфир завтра в 6:05 => point 11-19 06:05 | эфир
нотариус в пятницу 27-го в 14:30 => point 11-27 14:30 | нотариус
таблетка Рексу каждые три месяца => every FREQ=MONTHLY;INTERVAL=3 from 11-18 | таблетка Рексу
ярмарка 28-29 ноября => windows 11-28..11-30 | ярмарка
похороны тёти Вали во вторник 24-го в 11:15 => point 11-24 11:15 | похороны тёти Вали
дегустация завтра вечером => windows 11-19 18:00-21:00 | дегустация
парковка закрыта с пятницы 21:00 до понедельника 6:00 => point 11-20 21:00-11-23 06:00 | парковка закрыта
заскочу в воскресенье => day 11-22 | заскочу
испанский по четвергам в полдень => every FREQ=WEEKLY;BYDAY=TH from 11-19 12:00 | испанский
забрать фото к 1 декабря => day 12-01 | забрать фото
собрание пасечников 30 января 2027 в 14:00 => point 2027-01-30 14:00 | собрание пасечников
прогулка через два часа => point 11-18 12:00 | прогулка
бассейн пн, ср и пт в 7:30 => ask
копать картошку в сентябре => windows 2027-09-01..2027-10-01 | копать картошку
театр сб 12.12 19:30 ряд 5 => point 12-12 19:30 | театр ряд 5
за десять минут до полуночи 31 декабря => point 12-31 23:50
в среду на той неделе => ask
дача с пятницы по воскресенье => windows 11-20..11-23 | дача
перрон 3 => none
каждые выходные на дачу => every FREQ=WEEKLY;BYDAY=SA,SU from 11-21 | на дачу
чт 26 нояб., 17:30-18:15, зубной Алёны => point 11-26 17:30-18:15 | зубной Алёны
""",  # noqa: E501  # a phrase a line
}
