"""The thirty-sixth blind round: no translations; quick-adds, chats and titles of twenty-five lives.

Committed before it was run.
"""

PHRASES = {
    "en": """
Zoom w/ Beth 4:15pm Thu => point 11-19 16:15 | Zoom w/ Beth
renew passport by end of January => ask
cat to vet Mon 23rd 17:20 => point 11-23 17:20 | cat to vet
the Joneses, Sunday, for drinks at 6 => point 11-22 18:00
Movember shave-off 30 Nov noon => point 11-30 12:00 | Movember shave-off
sewing circle, 1st and 3rd Thursday of every month, 2pm => every FREQ=MONTHLY;BYDAY=1TH,3TH from 11-19 14:00 | sewing circle
hair appt moved to Tues 11.30 => point 11-24 11:30 | hair appt moved
can't do Friday after all => ask
walk the dog every evening at 9 => every FREQ=DAILY from 11-18 21:00 | walk the dog
order Christmas turkey this week => windows 11-18..11-23
leave at quarter to six tomorrow morning => point 11-19 05:45 | leave
swimming gala Sat 5 Dec warm-up 1pm start 1.45pm => ask
Pilates 45 mins Friday 7:15am => point 11-20 07:15-08:00 | Pilates
book club moved a week later => none
see Dr Shah in six weeks => day 12-30 | see Dr Shah
Thanksgiving dinner at 5pm => point 11-26 17:00
tea at four => ask
night bus 23:55 Saturday => point 11-21 23:55 | night bus
open house this weekend, 2-4pm both days => windows 11-21 14:00-16:00; 11-22 14:00-16:00
Mothers' group Tuesdays 10-11:30am from 1 December => every FREQ=WEEKLY;BYDAY=TU from 12-01 10:00-11:30 | Mothers' group
lunch break 12:30-1:15 => point 11-18 12:30-13:15 | lunch break
three o'clock news => ask
Saturday's game is at 2, not 3 => ask
lift-share Mon-Thu 7:40am => ask
cinema, tomorrow, 8.45pm, screen 3 => point 11-19 20:45 | cinema screen 3
""",  # noqa: E501  # a phrase a line
    "de": """
Garten winterfest machen bis Samstag => day 11-21 | Garten winterfest machen
Videocall mit Beate Do 16:15 => point 11-19 16:15 | Videocall mit Beate
Reisepass verlängern bis Ende Januar => ask
Logopädie jeden Montag um Viertel nach zwei => ask
Doppelkopf am 28. ab 19:30 => point 11-28 19:30 | Doppelkopf
Streik am Donnerstag ganztägig => day 11-19 | Streik
Elternsprechtag 25. und 26. November 14-18 Uhr => windows 11-25 14:00-18:00; 11-26 14:00-18:00 | Elternsprechtag
Ruhetag mittwochs => every FREQ=WEEKLY;BYDAY=WE from 11-18 | Ruhetag
Pflegedienst täglich 7:30 und 18:30 => ask
Schlüsselübergabe kommenden Freitag gegen 17 Uhr => point 11-20 17:00 | Schlüsselübergabe
Fußpflege heute in drei Wochen 10 Uhr => point 12-09 10:00 | Fußpflege
Winterreifen: Termin am 24.11., 7:15 => point 11-24 07:15
Sonntag Brunch bei Mama um elf => point 11-22 11:00
Probealarm jeden ersten Donnerstag im Monat 11 Uhr => every FREQ=MONTHLY;BYDAY=1TH from 12-03 11:00 | Probealarm
Klavierstimmer zwischen dem 1. und 5. Dezember => windows 12-01..12-06 | Klavierstimmer
ab 20 Uhr bitte leise => point 11-18 20:00
Müsli ist alle => none
Nachtwanderung Samstag 22 Uhr => point 11-21 22:00 | Nachtwanderung
Freitag oder Samstag, je nach Wetter => windows 11-20..11-22
Sprachkurs zweimal wöchentlich => ask
Vertrag endet zum Jahresende => ask
nächsten Dienstag fällt Yoga aus => ask
12 Uhr mittags Glockenläuten => point 11-18 12:00 | Glockenläuten
Kaffeeklatsch Mittwoch um vier => ask
Vereinsausflug So 6.12. Abfahrt 8 Uhr Rückkehr 19 Uhr => ask
""",
    "fr": """
visio avec Benoît jeu 16h15 => point 11-19 16:15 | visio avec Benoît
renouveler le passeport avant fin janvier => ask
chat chez le véto lundi 23 à 17h20 => point 11-23 17:20 | chat chez le véto
apéritif chez les Martin dimanche 18h => point 11-22 18:00 | apéritif chez les Martin
couture les premier et troisième jeudis du mois à 14h => ask
promener le chien tous les soirs => every FREQ=DAILY from 11-18 18:00-21:00 | promener le chien
commander la bûche cette semaine => windows 11-18..11-23 | commander la bûche
départ demain matin à six heures moins le quart => point 11-19 05:45 | départ
pilates 45 min vendredi 7h15 => point 11-20 07:15-08:00 | pilates
ciné demain 20h45 salle 3 => point 11-19 20:45 | ciné salle 3
pause déj 12h30-13h15 => point 11-18 12:30-13:15 | pause déj
grève jeudi => day 11-19 | grève
portes ouvertes les 25 et 26 novembre de 14h à 18h => windows 11-25 14:00-18:00; 11-26 14:00-18:00 | portes ouvertes
infirmière tous les jours à 7h30 => every FREQ=DAILY from 11-19 07:30 | infirmière
remise des clés vendredi vers 17h => point 11-20 17:00 | remise des clés
pédicure dans trois semaines à 10h => point 12-09 10:00 | pédicure
pneus neige le 24/11 à 7h15 => point 11-24 07:15 | pneus neige
brunch chez maman dimanche à onze heures => point 11-22 11:00 | brunch chez maman
accordeur entre le 1er et le 5 décembre => windows 12-01..12-06 | accordeur
fermé le lundi => ask
randonnée nocturne samedi 22h => point 11-21 22:00 | randonnée nocturne
cours d'anglais deux fois par semaine => ask
le yoga de mardi prochain est annulé => ask
thé à quatre heures => ask
sortie du club dim 6/12, départ 8h, retour 19h => ask
""",
    "es": """
videollamada con Bea jue 16:15 => point 11-19 16:15 | videollamada con Bea
renovar el pasaporte antes de fin de enero => ask
gato al veterinario lunes 23 a las 17:20 => point 11-23 17:20 | gato al veterinario
aperitivo en casa de los Ruiz el domingo a las 13:00 => point 11-22 13:00 | aperitivo en casa de los Ruiz
costura el primer y tercer jueves de cada mes a las 17:00 => every FREQ=MONTHLY;BYDAY=1TH,3TH from 11-19 17:00 | costura
pasear al perro todas las mañanas a las 8 => every FREQ=DAILY from 11-19 08:00 | pasear al perro
encargar el turrón esta semana => windows 11-18..11-23 | encargar el turrón
salida mañana a las seis menos cuarto de la mañana => point 11-19 05:45 | salida
pilates 45 min viernes 9:15 => point 11-20 09:15-10:00 | pilates
cine mañana 20:45 sala 3 => point 11-19 20:45 | cine sala 3
huelga el jueves => day 11-19 | huelga
puertas abiertas el 25 y 26 de noviembre de 16 a 19 => windows 11-25 16:00-19:00; 11-26 16:00-19:00 | puertas abiertas
enfermera todos los días a las 7:30 de la mañana => every FREQ=DAILY from 11-19 07:30 | enfermera
entrega de llaves el viernes sobre las 17:00 => point 11-20 17:00 | entrega de llaves
podólogo dentro de tres semanas a las 10 => point 12-09 10:00 | podólogo
neumáticos el 24/11 a las 9:15 => point 11-24 09:15 | neumáticos
paella en casa de mamá el domingo a las dos => ask
afinador entre el 1 y el 5 de diciembre => windows 12-01..12-06 | afinador
cerramos los lunes => every FREQ=WEEKLY;BYDAY=MO from 11-23 | cerramos
ruta nocturna el sábado a las 22:00 => point 11-21 22:00 | ruta nocturna
inglés dos veces por semana => ask
el yoga del martes que viene se suspende => ask
café a las cuatro => ask
excursión dom 6/12, salida 8:00, vuelta 19:00 => ask
de nueve a cinco, de lunes a viernes => windows 11-23 09:00-17:00; 11-24 09:00-17:00; 11-25 09:00-17:00; 11-26 09:00-17:00; 11-27 09:00-17:00
""",  # noqa: E501  # a phrase a line
    "ru": """
видеосвязь с Беллой чт 16:15 => point 11-19 16:15 | видеосвязь с Беллой
продлить паспорт до конца января => ask
кошку к ветеринару в понедельник 23-го в 17:20 => point 11-23 17:20 | кошку к ветеринару
логопед по понедельникам в 14:15 => every FREQ=WEEKLY;BYDAY=MO from 11-23 14:15 | логопед
выгуливать собаку каждое утро в 8 => every FREQ=DAILY from 11-19 08:00 | выгуливать собаку
заказать ёлку на этой неделе => windows 11-18..11-23 | заказать ёлку
выезд завтра без четверти шесть утра => point 11-19 05:45 | выезд
пилатес 45 минут в пятницу в 7:15 => point 11-20 07:15-08:00 | пилатес
кино завтра 20:45 зал 3 => point 11-19 20:45 | кино зал 3
забастовка в четверг => day 11-19 | забастовка
день открытых дверей 25 и 26 ноября с 14 до 18 => windows 11-25 14:00-18:00; 11-26 14:00-18:00 | день открытых дверей
медсестра ежедневно в 7:30 => every FREQ=DAILY from 11-19 07:30 | медсестра
передача ключей в эту пятницу около 17:00 => point 11-20 17:00 | передача ключей
педикюр через три недели в 10 => point 12-09 10:00 | педикюр
шины 24.11 в 7:15 => point 11-24 07:15 | шины
пироги у мамы в воскресенье в одиннадцать => point 11-22 11:00 | пироги у мамы
настройщик с 1 по 5 декабря => windows 12-01..12-06 | настройщик
закрыто по понедельникам => every FREQ=WEEKLY;BYDAY=MO from 11-23 | закрыто
ночной поход в субботу в 22:00 => point 11-21 22:00 | ночной поход
английский два раза в неделю => ask
йога в следующий вторник отменяется => ask
чай в четыре => ask
экскурсия вс 6.12, отъезд 8:00, возвращение 19:00 => ask
в пятницу или в субботу, смотря по погоде => windows 11-20..11-22
с девяти до пяти по будням => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:00-17:00
""",
}
