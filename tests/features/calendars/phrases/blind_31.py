"""The thirty-first blind round: each language has phrases of its own. A wedding, a workshop, a shop, a flat, a lab.

Committed before it was run.
"""

PHRASES = {
    "en": """
wedding fair Sunday 10am - 4pm => point 11-22 10:00-16:00 | wedding fair
dress fitting w/ Chloe, Thurs 3 Dec 17:45 => point 12-03 17:45 | dress fitting w/ Chloe
caterer tasting next Saturday at noon => point 11-28 12:00 | caterer tasting
florist: ring back tomorrow before 11 => windows 11-19 00:00-11:00
save the date! 19 June 2027 => day 2027-06-19
yoga every morning at 6:45 => every FREQ=DAILY from 11-19 06:45 | yoga
yoga every morning at 6:45am => every FREQ=DAILY from 11-19 06:45 | yoga
team lunch Friday 12.30 at Luigi's => point 11-20 12:30
board game night Friday => day 11-20
1 hour with the accountant some time next week => windows 11-23..11-30 {60min}
accountant, 20 mins, Friday 11:00 => point 11-20 11:00-11:20
Ben's parents arrive on the 23rd around 5pm => point 11-23 17:00
be at the airport three hours before take-off => none
plumber: either Monday 9am or Tuesday 2pm => ask
clear the loft this weekend => windows 11-21..11-23 | clear the loft
MOT expires 4 March => day 2027-03-04 | MOT expires
reunion on the last Saturday in May => day 2027-05-29 | reunion
allotment meeting, second Sunday of each month, 10:30 => every FREQ=MONTHLY;BYDAY=2SU from 12-13 10:30 | allotment meeting
take bins out Thursdays => every FREQ=WEEKLY;BYDAY=TH from 11-19 | take bins out
the quiz is on Wednesday at 8pm => ask
sixth form open evening Tuesday 24 Nov 6pm-8pm => point 11-24 18:00-20:00
she's on holiday until the 29th => day 11-29
back in 5 minutes => point 11-18 10:05
Monday 9.15 sharp, room 2 => point 11-23 09:15
get back to me by noon tomorrow => point 11-19 12:00
Sunday at 25:00 => ask
call at 4ish => ask
two hours ago => point 11-18 08:00
""",  # noqa: E501  # a phrase a line
    "de": """
Brautkleidprobe Do 3.12. 17:45 => point 12-03 17:45 | Brautkleidprobe
Probeessen am Samstag in einer Woche um 12 Uhr => point 11-28 12:00 | Probeessen
Standesamt 19. Juni 2027, 11 Uhr => point 2027-06-19 11:00 | Standesamt
jeden Morgen um 6:45 Yoga => every FREQ=DAILY from 11-19 06:45 | Yoga
Teamessen Freitag halb eins => point 11-20 12:30
eine Stunde Steuerberater irgendwann nächste Woche => windows 11-23..11-30 {60min}
Bens Eltern kommen am 23. gegen 17 Uhr => point 11-23 17:00 | Bens Eltern kommen
Dachboden ausräumen dieses Wochenende => windows 11-21..11-23 | Dachboden ausräumen
TÜV läuft am 4. März ab => day 2027-03-04
Klassentreffen am letzten Samstag im Mai => day 2027-05-29 | Klassentreffen
Kleingartenverein jeden zweiten Sonntag im Monat 10:30 => every FREQ=MONTHLY;BYDAY=2SU from 12-13 10:30 | Kleingartenverein
donnerstags Mülltonne raus => every FREQ=WEEKLY;BYDAY=TH from 11-19 | Mülltonne raus
Quiz ist Mittwoch um 20 Uhr => ask
Tag der offenen Tür 24.11. 18-20 Uhr => point 11-24 18:00-20:00 | Tag der offenen Tür
bin in 5 Minuten zurück => point 11-18 10:05
Montag Punkt 9.15 Uhr, Raum 2 => point 11-23 09:15
melde dich bis morgen Mittag => windows 11-19 12:00-14:00
Gasableser kommt Mo zwischen 7 und 9 Uhr => windows 11-23 07:00-09:00 | Gasableser kommt
Konzert 28.11. Beginn 20 Uhr, Einlass 19 Uhr => ask
Geburtstagskaffee Sonntag um drei nachmittags => point 11-22 15:00 | Geburtstagskaffee
Laborbesprechung alle vierzehn Tage dienstags 8:30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 08:30 | Laborbesprechung
Messung über Nacht Freitag => ask
erst ab Montag wieder erreichbar => ask
Rückruf zwischen Tür und Angel => none
Kapitel 3 bis Donnerstag => day 11-19 | Kapitel 3
""",  # noqa: E501  # a phrase a line
    "fr": """
essayage robe jeu. 3 déc. 17h45 => point 12-03 17:45 | essayage robe
dégustation traiteur samedi prochain à midi => point 11-28 12:00 | dégustation traiteur
mairie le 19 juin 2027 à 11h => point 2027-06-19 11:00 | mairie
yoga tous les matins à 6h45 => every FREQ=DAILY from 11-19 06:45 | yoga
resto d'équipe vendredi 12h30 => point 11-20 12:30 | resto d'équipe
une heure avec la comptable la semaine prochaine => windows 11-23..11-30 {60min}
les parents de Ben arrivent le 23 vers 17h => point 11-23 17:00 | les parents de Ben arrivent
vider le grenier ce week-end => windows 11-21..11-23 | vider le grenier
contrôle technique avant le 4 mars => ask
retrouvailles le dernier samedi de mai => day 2027-05-29 | retrouvailles
sortir les poubelles tous les jeudis soir => every FREQ=WEEKLY;BYDAY=TH from 11-19 18:00-21:00 | sortir les poubelles
quiz mercredi à 20h => ask
portes ouvertes mardi 24 novembre de 18h à 20h => point 11-24 18:00-20:00 | portes ouvertes
de retour dans 5 minutes => point 11-18 10:05
lundi 9h15 pile, salle 2 => point 11-23 09:15
réponds-moi d'ici demain midi => windows 11-19 12:00-14:00
goûter dimanche à trois heures de l'après-midi => point 11-22 15:00
labo : point toutes les deux semaines le mardi à 8h30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 08:30
marché de Noël du 27 au 29 novembre => windows 11-27..11-30
brocante le premier dimanche de décembre => day 12-06 | brocante
coupure d'eau vendredi de 9h à midi => point 11-20 09:00-12:00 | coupure d'eau
visite appart demain 18h15 => point 11-19 18:15 | visite appart
chapitre 3 pour jeudi => day 11-19 | chapitre 3
je te rappelle ce soir => windows 11-18 18:00-21:00 | je te rappelle
il y a une heure => point 11-18 09:00
""",
    "es": """
prueba del vestido jue 3 dic 17:45 => point 12-03 17:45 | prueba del vestido
degustación el próximo sábado a mediodía => point 11-28 12:00 | degustación
boda el 19 de junio de 2027 a las 12:00 => point 2027-06-19 12:00 | boda
yoga todas las mañanas a las 6:45 => every FREQ=DAILY from 11-19 06:45 | yoga
comida de equipo viernes 14:30 en Casa Paco => point 11-20 14:30
una hora con la gestora la semana que viene => windows 11-23..11-30 {60min}
los padres de Ben llegan el 23 sobre las 17:00 => point 11-23 17:00 | los padres de Ben llegan
vaciar el trastero este fin de semana => windows 11-21..11-23 | vaciar el trastero
ITV antes del 4 de marzo => ask
reencuentro el último sábado de mayo => day 2027-05-29 | reencuentro
sacar la basura los jueves por la noche => every FREQ=WEEKLY;BYDAY=TH from 11-19 18:00-21:00 | sacar la basura
concurso el miércoles a las 20:00 => ask
puertas abiertas el martes 24 de noviembre de 18 a 20 => point 11-24 18:00-20:00
vuelvo en 5 minutos => point 11-18 10:05 | vuelvo
lunes a las 9:15 en punto, sala 2 => point 11-23 09:15
merienda el domingo a las cinco de la tarde => point 11-22 17:00 | merienda
laboratorio cada dos martes a las 8:30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 08:30 | laboratorio
mercadillo el primer domingo de diciembre => day 12-06 | mercadillo
corte de agua el viernes de 9 a 12 => point 11-20 09:00-12:00 | corte de agua
visita al piso mañana a las 18:15 => point 11-19 18:15 | visita al piso
capítulo 3 para el jueves => day 11-19 | capítulo 3
te llamo esta noche => windows 11-18 18:00-21:00 | te llamo
hace una hora => point 11-18 09:00
todos los días laborables a las 8:15 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:15
el concierto de fin de año => day 12-31
""",
    "ru": """
примерка платья чт 3 дек 17:45 => point 12-03 17:45 | примерка платья
дегустация в следующую субботу в полдень => point 11-28 12:00 | дегустация
роспись 19 июня 2027 в 11:00 => point 2027-06-19 11:00 | роспись
йога каждое утро в 6:45 => every FREQ=DAILY from 11-19 06:45 | йога
час с бухгалтером на следующей неделе => windows 11-23..11-30 {60min}
родители Бори приезжают 23-го около 17:00 => point 11-23 17:00 | родители Бори приезжают
разобрать чердак в эти выходные => windows 11-21..11-23 | разобрать чердак
встреча выпускников в последнюю субботу мая => day 2027-05-29 | встреча выпускников
вынести мусор по четвергам вечером => every FREQ=WEEKLY;BYDAY=TH from 11-19 18:00-21:00 | вынести мусор
квиз в среду в 20:00 => ask
день открытых дверей во вторник 24 ноября с 18 до 20 => point 11-24 18:00-20:00 | день открытых дверей
вернусь через 5 минут => point 11-18 10:05 | вернусь
понедельник, ровно 9:15, каб. 2 => point 11-23 09:15
полдник в воскресенье в пять вечера => point 11-22 17:00 | полдник
лаборатория раз в две недели по вторникам в 8:30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 08:30 | лаборатория
ярмарка в первое воскресенье декабря => day 12-06 | ярмарка
отключение воды в пятницу с 9 до 12 => point 11-20 09:00-12:00 | отключение воды
смотреть квартиру завтра в 18:15 => point 11-19 18:15 | смотреть квартиру
глава 3 к четвергу => day 11-19 | глава 3
позвоню сегодня вечером => windows 11-18 18:00-21:00 | позвоню
час назад => point 11-18 09:00
техосмотр до 4 марта => day 2027-03-04 | техосмотр
корпоратив 25 декабря в 18:30 => point 12-25 18:30 | корпоратив
ответь до завтрашнего обеда => ask
с понедельника новый график => ask
""",
}
