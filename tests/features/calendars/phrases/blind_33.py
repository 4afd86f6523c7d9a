"""The thirty-third blind round: a driving school, a pharmacy, a founder, a grandmother, a caretaker, an orchestra.

Committed before it was run.
"""

PHRASES = {
    "en": """
driving lesson Sat 12 Dec 11am for two hours => point 12-12 11:00-13:00 | driving lesson
theory test on the 9th at 8:20am => point 12-09 08:20 | theory test
flu clinic open Mon-Fri 8am-6pm next week => windows 11-23 08:00-18:00; 11-24 08:00-18:00; 11-25 08:00-18:00; 11-26 08:00-18:00; 11-27 08:00-18:00
repeat prescription every 28 days => every FREQ=WEEKLY;INTERVAL=4 from 11-18 | repeat prescription
call Grandma Sunday evening => windows 11-22 18:00-21:00 | call Grandma
Grandad's 90th on Boxing Day at 1pm => point 12-26 13:00 | Grandad's 90th
knit & natter alternate Tuesdays 2pm => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 14:00 | knit & natter
pitch deck to Lena by Thursday lunchtime => windows 11-19 12:00-14:00 | pitch deck to Lena
investor call 4pm GMT on Monday => point 11-23 16:00 {UTC} | investor call
all-hands the first Monday of every quarter => ask
dress rehearsal Thurs 10th, 18:30 sharp => point 12-10 18:30 | dress rehearsal
concert at St Mary's Saturday 12 December 7.30pm (doors 7) => ask
string section only, 3-5pm tomorrow => point 11-19 15:00-17:00 | string section only
tuning 6.45pm, downbeat 7pm, Friday => ask
bus back at half eleven on Saturday night => ask
boiler service some morning next week => ask
grit the paths before 7am tomorrow => windows 11-19 00:00-07:00 | grit the paths
leaf collection 1 Dec => day 12-01 | leaf collection
I can only do mornings => none
sorry, Thursday doesn't suit => ask
shall we make it 11 instead, same day? => ask
3 o'clock next Wednesday afternoon => point 11-25 15:00
two weeks tomorrow at noon => point 12-03 12:00
New Year's Day walk 10:30am => point 2027-01-01 10:30
payroll runs on the 25th of each month => every FREQ=MONTHLY;BYMONTHDAY=25 from 11-25 | payroll runs
apartment 3B viewing => none
29 February 2027 => ask
""",  # noqa: E501  # a phrase a line
    "de": """
Fahrstunde Sa 12.12. 11 Uhr, zwei Stunden => point 12-12 11:00-13:00 | Fahrstunde
Theorieprüfung am 9. um 8:20 Uhr => point 12-09 08:20 | Theorieprüfung
Notdienst von Samstag 8 Uhr bis Sonntag 8 Uhr => point 11-21 08:00-11-22 08:00 | Notdienst
Oma anrufen Sonntagabend => windows 11-22 18:00-21:00 | Oma anrufen
Opas 90. am zweiten Weihnachtstag um 13 Uhr => point 12-26 13:00
Strickkreis alle zwei Wochen dienstags 14 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 14:00 | Strickkreis
Präsentation bis Donnerstag, 12 Uhr => point 11-19 12:00 | Präsentation
Investorengespräch Montag 16 Uhr MEZ => point 11-23 16:00
Generalprobe Do 10.12. 18:30 Uhr => point 12-10 18:30 | Generalprobe
nur Streicher, morgen 15 bis 17 Uhr => point 11-19 15:00-17:00 | nur Streicher
Rückfahrt Samstag 23:30 => point 11-21 23:30 | Rückfahrt
Heizungswartung an irgendeinem Vormittag nächste Woche => ask
streuen morgen vor 7 Uhr => windows 11-19 00:00-07:00 | streuen
Laubabfuhr 1. Dezember => day 12-01 | Laubabfuhr
Donnerstag passt mir leider nicht => ask
nächsten Mittwoch um 3 Uhr nachmittags => point 11-25 15:00
morgen in zwei Wochen um 12 => point 12-03 12:00
Neujahrsspaziergang 1.1. 10:30 Uhr => point 2027-01-01 10:30 | Neujahrsspaziergang
Gehaltslauf am 25. jeden Monats => every FREQ=MONTHLY;BYMONTHDAY=25 from 11-25 | Gehaltslauf
Wohnung 3B besichtigen => none
29. Februar 2027 => ask
Hausmeister kommt Di oder Mi Vormittag => ask
Fr ab 13 Uhr frei => point 11-20 13:00 | frei
Orchesterfahrt 4.-6.6.2027 => windows 2027-06-04..2027-06-07 | Orchesterfahrt
werktags 7:30 Medikament nehmen => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 07:30 | Medikament nehmen
""",
    "fr": """
leçon de conduite sam 12 déc 11h, deux heures => point 12-12 11:00-13:00 | leçon de conduite
code le 9 à 8h20 => point 12-09 08:20 | code
pharmacie de garde du samedi 20h au dimanche 8h => point 11-21 20:00-11-22 08:00
appeler mamie dimanche soir => windows 11-22 18:00-21:00 | appeler mamie
tricot un mardi sur deux à 14h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 14:00 | tricot
maquette pour jeudi 12h => point 11-19 12:00 | maquette
appel investisseurs lundi 16h heure de Paris => point 11-23 16:00 {Europe/Paris} | appel investisseurs
générale jeudi 10 décembre 18h30 => point 12-10 18:30 | générale
cordes seules demain de 15h à 17h => point 11-19 15:00-17:00 | cordes seules
retour en car samedi à 23h30 => point 11-21 23:30 | retour en car
entretien chaudière un matin de la semaine prochaine => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00; 11-28 09:00-12:00; 11-29 09:00-12:00
saler l'allée demain avant 7h => windows 11-19 00:00-07:00 | saler l'allée
ramassage des feuilles le 1er décembre => day 12-01 | ramassage des feuilles
jeudi ne me convient pas => ask
mercredi prochain à trois heures de l'après-midi => point 11-25 15:00
dans deux semaines à midi => point 12-02 12:00
balade du 1er janvier à 10h30 => point 2027-01-01 10:30
paie le 25 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=25 from 11-25 | paie
visite de l'appartement 3B => none
29 février 2027 => ask
gardien dispo mardi matin => windows 11-24 09:00-12:00 | gardien dispo
libre vendredi à partir de 13h => point 11-20 13:00 | libre
tournée de l'orchestre du 4 au 6 juin 2027 => windows 2027-06-04..2027-06-07 | tournée de l'orchestre
plutôt mardi que jeudi => ask
comprimé tous les soirs à 21h => every FREQ=DAILY from 11-18 21:00 | comprimé
""",  # noqa: E501  # a phrase a line
    "es": """
clase de conducir sáb 12 dic 11:00, dos horas => point 12-12 11:00-13:00 | clase de conducir
teórico el 9 a las 8:20 => point 12-09 08:20 | teórico
farmacia de guardia del sábado a las 20:00 al domingo a las 8:00 => point 11-21 20:00-11-22 08:00
llamar a la abuela el domingo por la noche => windows 11-22 18:00-21:00 | llamar a la abuela
labores un martes sí y otro no a las 16:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 16:00 | labores
maqueta para el jueves a las 12 => point 11-19 12:00 | maqueta
llamada con inversores el lunes a las 16:00 hora de Londres => point 11-23 16:00 {Europe/London} | llamada con inversores
ensayo general jueves 10 de diciembre 18:30 => point 12-10 18:30 | ensayo general
solo cuerdas, mañana de 15 a 17 => point 11-19 15:00-17:00 | solo cuerdas
vuelta en autobús el sábado a las 23:30 => point 11-21 23:30 | vuelta en autobús
echar sal mañana antes de las 7:00 => ask
recogida de hojas el 1 de diciembre => day 12-01 | recogida de hojas
el jueves no me viene bien => ask
el próximo miércoles a las tres de la tarde => point 11-25 15:00
dentro de dos semanas a mediodía => point 12-02 12:00
paseo de Año Nuevo a las 10:30 => ask
nóminas el 25 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=25 from 11-25 | nóminas
visitar el piso 3B => none
29 de febrero de 2027 => ask
el conserje viene el martes por la mañana => windows 11-24 09:00-12:00 | el conserje viene
libre el viernes a partir de las 13:00 => point 11-20 13:00 | libre
gira de la orquesta del 4 al 6 de junio de 2027 => windows 2027-06-04..2027-06-07 | gira de la orquesta
pastilla todas las noches a las 21:00 => every FREQ=DAILY from 11-18 21:00 | pastilla
mejor el martes que el jueves => ask
el sábado de la semana que viene a las 11 => point 11-28 11:00
""",  # noqa: E501  # a phrase a line
    "ru": """
вождение сб 12 дек 11:00, два часа => point 12-12 11:00-13:00 | вождение
теория 9-го в 8:20 => point 12-09 08:20 | теория
дежурная аптека с субботы 20:00 до воскресенья 8:00 => point 11-21 20:00-11-22 08:00 | дежурная аптека
позвонить бабушке в воскресенье вечером => windows 11-22 18:00-21:00 | позвонить бабушке
вязание раз в две недели по вторникам в 14:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 14:00 | вязание
макет к четвергу, к 12:00 => point 11-19 12:00 | макет
созвон с инвесторами в понедельник в 16:00 по Лондону => point 11-23 16:00 {Europe/London} | созвон с инвесторами
генеральная репетиция чт 10 декабря 18:30 => point 12-10 18:30 | генеральная репетиция
только струнные, завтра с 15 до 17 => point 11-19 15:00-17:00 | только струнные
обратно на автобусе в субботу в 23:30 => point 11-21 23:30 | обратно на автобусе
посыпать дорожки завтра до 7:00 => windows 11-19 00:00-07:00 | посыпать дорожки
вывоз листьев 1 декабря => day 12-01 | вывоз листьев
четверг мне не подходит => ask
в следующую среду в три часа дня => point 11-25 15:00
через две недели в полдень => point 12-02 12:00
зарплата 25 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=25 from 11-25 | зарплата
посмотреть квартиру 3Б => none
29 февраля 2027 => ask
дворник придёт во вторник утром => windows 11-24 09:00-12:00 | дворник придёт
свободен в пятницу с 13:00 => point 11-20 13:00 | свободен
гастроли оркестра с 4 по 6 июня 2027 => windows 2027-06-04..2027-06-07 | гастроли оркестра
таблетка каждый вечер в 21:00 => every FREQ=DAILY from 11-18 21:00 | таблетка
лучше во вторник, чем в четверг => ask
в субботу на следующей неделе в 11 => point 11-28 11:00
завтра через две недели => day 12-03
""",
}
