"""The thirty-fifth blind round: no phrase is another's translation. Each language's people have lives of their own.

Committed before it was run.
"""

PHRASES = {
    "en": """
parkrun Sat 9am => point 11-21 09:00 | parkrun
ring the council about the bins tomorrow first thing => ask
Sunday lunch at Nan's, 12:30 for 1 => ask
haircut 3.15 Thursday => ask
interview with Acme Tuesday 1 December 10:00-10:45 => point 12-01 10:00-10:45 | interview with Acme
take tablets twice a day => ask
return library books by the 28th => day 11-28 | return library books
guitar lesson weekly on Thursdays 5:15pm => every FREQ=WEEKLY;BYDAY=TH from 11-19 17:15 | guitar lesson
can we do any time after 2pm on Monday? => windows 11-23 14:00-11-24 00:00
flight lands 22:40 Sunday => point 11-22 22:40 | flight lands
Diwali party next Friday 6pm till midnight => point 11-27 18:00-11-28 00:00 | Diwali party
I've got a thing on Wednesday night => ask
retro in 2 weeks => day 12-02 | retro
the plumber said between 8 and 1 on Tuesday => windows 11-24 08:00-13:00
quarterly tax due 31 January => ask
car service 8:30am Monday, collect by 5 => ask
Jo's leaving drinks this Friday from 5.30pm => point 11-20 17:30
deadline: midnight on 30 November => ask
gym mon wed fri 6am => ask
kids back to school on 5 January => day 2027-01-05 | kids back to school
a quick call this afternoon around 4? => point 11-18 16:00
15-minute check-in every day at 9:45am => every FREQ=DAILY from 11-19 09:45-10:00 | check-in
half day Friday => day 11-20
let's say the week of the 14th => windows 12-14..12-21
rehearsal cancelled, next one 3 December 7pm => ask
""",
    "de": """
Bahncard läuft am 15.12. aus => day 12-15
Skatabend Do 20h bei Jürgen => point 11-19 20:00 | Skatabend bei Jürgen
Kaninchen impfen nächste Woche Mo oder Di => windows 11-23..11-25 | Kaninchen impfen
Betriebsversammlung 2.12., 9:00-11:30, Kantine => point 12-02 09:00-11:30 | Betriebsversammlung Kantine
Glühwein nach der Arbeit am Freitag? => windows 11-20 18:00-21:00 | Glühwein
Hebamme kommt alle zwei Tage um 11 => every FREQ=DAILY;INTERVAL=2 from 11-18 11:00 | Hebamme kommt
Zwischenprüfung in der ersten Dezemberwoche => ask
Abendbrot um sieben => point 11-18 19:00 | Abendbrot
Tante Hilde holt uns Samstag um Viertel nach zehn ab => point 11-21 10:15
Steuerberater: Unterlagen bis zum 10. => day 12-10
Gassi gehen 3x täglich => ask
Fahrradwerkstatt ab Donnerstag 14 Uhr abholbereit => point 11-19 14:00
Sauna sonntags 17-20 Uhr => every FREQ=WEEKLY;BYDAY=SU from 11-22 17:00-20:00 | Sauna
Projektwoche 25.-29. Januar => windows 2027-01-25..2027-01-30 | Projektwoche
von 9 bis Ultimo am Freitag => ask
morgen um 5 vor halb 9 => point 11-19 08:25
Kur vom 2.1. bis 23.1. => windows 2027-01-02..2027-01-24 | Kur
Tanzkurs, acht Abende ab dem 14. Januar, donnerstags 20 Uhr => every FREQ=WEEKLY;COUNT=8;BYDAY=TH from 2027-01-14 20:00 | Tanzkurs
Grundstück 14 besichtigen => none
Omas Geburtstag, 3. Advent => day 12-13 | Omas Geburtstag
Chef ist bis auf Mittwoch verreist => ask
nur noch drei Tage => none
Telefonat 10:15 Uhr New Yorker Zeit am Montag => point 11-23 10:15 {America/New_York} | Telefonat
Montag oder spätestens Dienstag => windows 11-23..11-25
der 31.4. passt => ask
""",  # noqa: E501  # a phrase a line
    "fr": """
kermesse samedi 12 juin à partir de 10h => point 2027-06-12 10:00 | kermesse
ostéo jeu 19 nov 18h45 => point 11-19 18:45 | ostéo
ne pas oublier le gâteau pour dimanche => day 11-22
belote tous les vendredis soir chez Momo => every FREQ=WEEKLY;BYDAY=FR from 11-20 18:00-21:00 | belote chez Momo
rappeler le syndic lundi matin => windows 11-23 09:00-12:00 | rappeler le syndic
AG de l'asso le mardi 8 décembre, 20h précises => point 12-08 20:00 | AG de l'asso
on mange à midi et quart => point 11-18 12:15 | on mange
livraison du canapé le 2 entre 14h et 18h => windows 12-02 14:00-18:00 | livraison du canapé
stage de poterie du 8 au 12 février => windows 2027-02-08..2027-02-13 | stage de poterie
entretien d'embauche demain 9h45 => point 11-19 09:45 | entretien d'embauche
footing un matin sur deux => ask
médicament toutes les six heures => ask
colis à déposer d'ici samedi => day 11-21 | colis à déposer
spectacle vendredi 20 à vingt heures trente => point 11-20 20:30 | spectacle
bus 12 => none
le petit dort de 13h à 15h => point 11-18 13:00-15:00 | le petit dort
pas dispo la semaine prochaine => ask
visite médicale dans 10 jours à 8h15 => point 11-28 08:15 | visite médicale
chantier jusqu'à fin mars => ask
mercredi 25, goûter d'anniversaire de Jules, 15h-17h30 => point 11-25 15:00-17:30 | goûter d'anniversaire de Jules
appel avec Tokyo à 9h heure de Tokyo jeudi => point 11-19 09:00 {Asia/Tokyo} | appel avec Tokyo
tous les 15 du mois payer l'Urssaf => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15 | payer l'Urssaf
samedi, ou bien le suivant => ask
rendez-vous dans un quart d'heure => point 11-18 10:15 | rendez-vous
31 septembre => ask
""",
    "es": """
matanza el sábado 5 de diciembre desde las 8 de la mañana => point 12-05 08:00 | matanza
fisio vie 20 nov 19:15 => point 11-20 19:15 | fisio
comprar pan mañana antes del mediodía => windows 11-19 00:00-12:00 | comprar pan
mus todos los jueves por la noche en casa de Pepe => every FREQ=WEEKLY;BYDAY=TH from 11-19 18:00-21:00 | mus en casa de Pepe
llamar al seguro el lunes a primera hora => ask
entregar la práctica el domingo 29 antes de las 23:59 => windows 11-29 00:00-23:59 | entregar la práctica
quedamos en la plaza a las ocho y media de la tarde => point 11-18 20:30 | quedamos en la plaza
el fontanero viene entre las 10 y las 12 del martes => windows 11-24 10:00-12:00 | el fontanero viene
curso de cerámica del 8 al 12 de febrero => windows 2027-02-08..2027-02-13 | curso de cerámica
entrevista mañana 9:45 => point 11-19 09:45 | entrevista
correr cada dos días => every FREQ=DAILY;INTERVAL=2 from 11-18 | correr
pádel el domingo de 11:00 a 12:30 => point 11-22 11:00-12:30 | pádel
no puedo hasta el jueves => ask
puente del 5 al 8 de diciembre => windows 12-05..12-09 | puente
vacunación dentro de diez días => day 11-28 | vacunación
pago de la hipoteca el día 5 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=5 from 12-05 | pago de la hipoteca
línea 12 => none
reunión con Lima a las 10 hora de Lima el jueves => point 11-19 10:00 {America/Lima} | reunión con Lima
siesta de 15:30 a 16:30 => point 11-18 15:30-16:30 | siesta
vermut el domingo a la una => ask
excursión el finde que viene => windows 11-28..11-30 | excursión
dejar el coche en el taller el miércoles a las 8:00 => point 11-25 08:00
cumple de la abuela, 90 años, el 3 de enero => day 2027-01-03
en cuarto de hora salgo => point 11-18 10:15
el 31 de abril => ask
""",  # noqa: E501  # a phrase a line
    "ru": """
шашлыки на даче в субботу с 13:00 => point 11-21 13:00 | шашлыки на даче
маникюр пт 20 ноя 19:15 => point 11-20 19:15 | маникюр
купить хлеб до завтрашнего утра => ask
баня каждую субботу в 18:00 => every FREQ=WEEKLY;BYDAY=SA from 11-21 18:00 | баня
позвонить в страховую в понедельник утром => windows 11-23 09:00-12:00 | позвонить в страховую
сдать лабораторную до 29 ноября => day 11-29 | сдать лабораторную
встречаемся у метро в половине девятого вечера => point 11-18 20:30 | встречаемся у метро
сантехник придёт во вторник с 10 до 12 => point 11-24 10:00-12:00 | сантехник придёт
сборы с 8 по 12 февраля => windows 2027-02-08..2027-02-13 | сборы
собеседование завтра 9:45 => point 11-19 09:45 | собеседование
пробежка через день => ask
теннис в воскресенье с 11:00 до 12:30 => point 11-22 11:00-12:30 | теннис
до четверга не трогать => ask
праздники с 1 по 8 января => windows 2027-01-01..2027-01-09 | праздники
прививка через десять дней => day 11-28 | прививка
ипотека 5-го числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=5 from 12-05 | ипотека
маршрут 12 => none
созвон с Владивостоком в 10 по Владивостоку в четверг => point 11-19 10:00 {Asia/Vladivostok}
тихий час с 13 до 15 => point 11-18 13:00-15:00 | тихий час
поход на следующих выходных => windows 11-28..11-30 | поход
сдать машину в сервис в среду в 8 => point 11-25 08:00 | сдать машину в сервис
бабушке 90 лет 3 января => day 2027-01-03
выхожу через четверть часа => point 11-18 10:15 | выхожу
дважды в неделю бассейн => ask
31 апреля => ask
""",
}
