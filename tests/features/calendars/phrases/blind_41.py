"""The forty-first blind round: no translations. A tailor, a canal boat, a school kitchen, a band of brass, a surveyor.

Committed before it was run.
"""

PHRASES = {
    "en": """
suit fitting Tues 1 Dec 12:40 => point 12-01 12:40 | suit fitting
lock closed 30 November to 4 December => windows 11-30..12-05 | lock closed
brass practice Thursdays, 8pm => every FREQ=WEEKLY;BYDAY=TH from 11-19 20:00 | brass practice
site survey Mon 23 Nov from 8:30am to noon => point 11-23 08:30-12:00 | site survey
order the meat two days before Christmas => day 12-23 | order the meat
dinner ladies' meeting after lunch on Friday => windows 11-20 13:00-17:00
pay the mooring on the 12th of every month => every FREQ=MONTHLY;BYMONTHDAY=12 from 12-12 | pay the mooring
carols round the tree 20 December 4pm => point 12-20 16:00 | carols round the tree
mum arrives on the 14:07 on Friday => point 11-20 14:07
stocktake next weekend => windows 11-28..11-30 | stocktake
bring the drawings to Leeds by Wednesday 25th => day 11-25 | bring the drawings to Leeds
how does next Tuesday at 9:15am sound? => point 11-24 09:15
ring me back in fifteen minutes => point 11-18 10:15 | ring me back
twenty past eight tomorrow evening => point 11-19 20:20
a half-hour walk at noon today => point 11-18 12:00-12:30
driving test 25 February 2027, 11:14 => point 2027-02-25 11:14 | driving test
quiz, tomorrow night, The Plough => windows 11-19 21:00-11-20 00:00 | quiz The Plough
lock-keeper's talk this Saturday 2-3.30pm => point 11-21 14:00-15:30 | lock-keeper's talk
every Wednesday until Christmas: late opening => every FREQ=WEEKLY;UNTIL=20261225;BYDAY=WE from 11-18
sports hall booked every Friday in January, 5-6pm => every FREQ=WEEKLY;UNTIL=20270131T225959Z;BYDAY=FR from 2027-01-01 17:00-18:00 | sports hall booked
seven swans => none
unless it snows, Sunday 10am => ask
see you Saturday or Sunday => windows 11-21..11-23 | see you
put the clocks back => none
maybe 4pm, maybe 5pm, tomorrow => ask
""",  # noqa: E501  # a phrase a line
    "de": """
Anprobe Di 1.12. 12:40 => point 12-01 12:40 | Anprobe
Schleuse gesperrt 30.11. bis 4.12. => windows 11-30..12-05 | Schleuse gesperrt
Blasorchester donnerstags 20 Uhr => every FREQ=WEEKLY;BYDAY=TH from 11-19 20:00 | Blasorchester
Vermessung Mo 23.11. von 8:30 bis 12 Uhr => point 11-23 08:30-12:00 | Vermessung
zwei Tage vor Heiligabend Fleisch bestellen => day 12-22 | Fleisch bestellen
Liegeplatz zahlen am 12. jeden Monats => every FREQ=MONTHLY;BYMONTHDAY=12 from 12-12 | Liegeplatz zahlen
Singen am Baum 20. Dezember 16 Uhr => point 12-20 16:00 | Singen am Baum
Mutti kommt Freitag um 14:07 an => point 11-20 14:07 | Mutti kommt an
Inventur nächstes Wochenende => windows 11-28..11-30 | Inventur
Pläne nach Leipzig bis Mittwoch, 25.11. => day 11-25 | Pläne nach Leipzig
passt dir nächster Dienstag um 9:15? => point 11-24 09:15 | passt dir
ruf mich in einer Viertelstunde an => point 11-18 10:15
morgen Abend um zwanzig nach acht => point 11-19 20:20
halbe Stunde spazieren heute um 12 Uhr => point 11-18 12:00-12:30 | spazieren
Führerscheinprüfung 25. Februar 2027, 11:14 Uhr => point 2027-02-25 11:14 | Führerscheinprüfung
Vortrag diesen Samstag 14-15:30 Uhr => point 11-21 14:00-15:30 | Vortrag
Turnhalle jeden Freitag im Januar 17-18 Uhr => every FREQ=WEEKLY;UNTIL=20270131T225959Z;BYDAY=FR from 2027-01-01 17:00-18:00 | Turnhalle
sieben Schwäne => none
wenn es schneit, Sonntag 10 Uhr => ask
wir sehen uns Samstag oder Sonntag => windows 11-21..11-23 | wir sehen uns
vielleicht um 16, vielleicht um 17 Uhr => ask
Kantinenrunde jeden Tag 13:10 => every FREQ=DAILY from 11-18 13:10 | Kantinenrunde
Küche putzen übermorgen Vormittag => windows 11-20 09:00-12:00 | Küche putzen
Sonntagsbraten um eins => ask
""",  # noqa: E501  # a phrase a line
    "fr": """
essayage mardi 1er décembre 12h40 => point 12-01 12:40 | essayage
écluse fermée du 30 novembre au 4 décembre => windows 11-30..12-05 | écluse fermée
fanfare tous les jeudis 20h => every FREQ=WEEKLY;BYDAY=TH from 11-19 20:00 | fanfare
relevé topo lundi 23 novembre de 8h30 à midi => point 11-23 08:30-12:00 | relevé topo
commander la viande deux jours avant Noël => day 12-23 | commander la viande
payer l'amarrage le 12 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=12 from 12-12 | payer l'amarrage
chants de Noël le 20 décembre à 16h => point 12-20 16:00 | chants de Noël
maman arrive vendredi à 14h07 => point 11-20 14:07 | maman arrive
inventaire le week-end prochain => windows 11-28..11-30 | inventaire
plans à Lyon pour mercredi 25 => day 11-25 | plans à Lyon
mardi prochain 9h15, ça te dit ? => point 11-24 09:15
rappelle-moi dans un quart d'heure => point 11-18 10:15 | rappelle-moi
demain soir à huit heures vingt => point 11-19 20:20
une demi-heure de marche aujourd'hui à midi => point 11-18 12:00-12:30
examen du permis le 25 février 2027 à 11h14 => point 2027-02-25 11:14 | examen du permis
conférence ce samedi 14h-15h30 => point 11-21 14:00-15:30 | conférence
gymnase tous les vendredis de janvier de 17h à 18h => every FREQ=WEEKLY;UNTIL=20270131T225959Z;BYDAY=FR from 2027-01-01 17:00-18:00 | gymnase
sept cygnes => none
s'il neige, dimanche 10h => ask
on se voit samedi ou dimanche => windows 11-21..11-23 | on se voit
peut-être 16h, peut-être 17h => ask
cantine tous les jours à 13h10 => every FREQ=DAILY from 11-18 13:10 | cantine
nettoyer la cuisine après-demain matin => windows 11-20 09:00-12:00 | nettoyer la cuisine
rôti du dimanche à une heure => ask
""",  # noqa: E501  # a phrase a line
    "es": """
prueba del traje martes 1 de diciembre 12:40 => point 12-01 12:40 | prueba del traje
esclusa cerrada del 30 de noviembre al 4 de diciembre => windows 11-30..12-05 | esclusa cerrada
banda todos los jueves a las 20:00 => every FREQ=WEEKLY;BYDAY=TH from 11-19 20:00 | banda
topógrafo lunes 23 de noviembre de 8:30 a 12:00 => point 11-23 08:30-12:00 | topógrafo
encargar la carne dos días antes de Navidad => day 12-23 | encargar la carne
pagar el amarre el 12 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=12 from 12-12 | pagar el amarre
villancicos el 20 de diciembre a las 16:00 => point 12-20 16:00 | villancicos
mamá llega el viernes a las 14:07 => point 11-20 14:07 | mamá llega
inventario el fin de semana que viene => windows 11-28..11-30 | inventario
planos a Lugo para el miércoles 25 => day 11-25 | planos a Lugo
¿qué tal el próximo martes a las 9:15? => point 11-24 09:15
llámame en un cuarto de hora => point 11-18 10:15 | llámame
mañana por la noche a las ocho y veinte => point 11-19 20:20
media hora de paseo hoy a las 12:00 => point 11-18 12:00-12:30
examen de conducir el 25 de febrero de 2027 a las 11:14 => point 2027-02-25 11:14 | examen de conducir
charla este sábado de 14:00 a 15:30 => point 11-21 14:00-15:30 | charla
polideportivo todos los viernes de enero de 17 a 18 => every FREQ=WEEKLY;UNTIL=20270131T225959Z;BYDAY=FR from 2027-01-01 17:00-18:00 | polideportivo
siete cisnes => none
si nieva, el domingo a las 10 => ask
nos vemos el sábado o el domingo => windows 11-21..11-23 | nos vemos
quizás a las 16:00, quizás a las 17:00 => ask
comedor todos los días a las 13:10 => every FREQ=DAILY from 11-18 13:10 | comedor
limpiar la cocina pasado mañana por la mañana => windows 11-20 09:00-12:00 | limpiar la cocina
asado el domingo a la una => ask
""",  # noqa: E501  # a phrase a line
    "ru": """
примерка вт 1 декабря 12:40 => point 12-01 12:40 | примерка
шлюз закрыт с 30 ноября по 4 декабря => windows 11-30..12-05 | шлюз закрыт
духовой оркестр по четвергам в 20:00 => every FREQ=WEEKLY;BYDAY=TH from 11-19 20:00 | духовой оркестр
замеры в понедельник 23 ноября с 8:30 до 12:00 => point 11-23 08:30-12:00 | замеры
заказать мясо за два дня до Нового года => day 12-30
платить за стоянку 12 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=12 from 12-12 | платить за стоянку
хоровод у ёлки 20 декабря в 16:00 => point 12-20 16:00 | хоровод у ёлки
мама приезжает в пятницу в 14:07 => point 11-20 14:07 | мама приезжает
инвентаризация на следующих выходных => windows 11-28..11-30 | инвентаризация
чертежи в Липецк к среде 25-го => day 11-25 | чертежи в Липецк
как насчёт следующего вторника в 9:15? => point 11-24 09:15
перезвони через пятнадцать минут => point 11-18 10:15 | перезвони
завтра вечером в двадцать минут девятого => point 11-19 20:20
полчаса прогулки сегодня в 12:00 => point 11-18 12:00-12:30 | прогулки
экзамен в ГАИ 25 февраля 2027 в 11:14 => point 2027-02-25 11:14 | экзамен в ГАИ
лекция в эту субботу с 14 до 15:30 => point 11-21 14:00-15:30 | лекция
спортзал каждую пятницу января с 17 до 18 => every FREQ=WEEKLY;UNTIL=20270131T225959Z;BYDAY=FR from 2027-01-01 17:00-18:00 | спортзал
семь лебедей => none
если пойдёт снег, в воскресенье в 10 => ask
увидимся в субботу или воскресенье => windows 11-21..11-23 | увидимся
может, в 16:00, может, в 17:00 => ask
столовая каждый день в 13:10 => every FREQ=DAILY from 11-18 13:10 | столовая
мыть кухню послезавтра утром => windows 11-20 09:00-12:00 | мыть кухню
воскресный обед в час => ask
каждый понедельник, кроме первого в месяце => ask
""",  # noqa: E501  # a phrase a line
}
