"""The ninth blind round: offices, travel, health, and more that is no time."""

PHRASES = {
    "en": """
flight LH123 departs Thursday 14:25 => point 11-19 14:25
check-in from 15:00 on Friday => point 11-20 15:00
hotel 4-7 December => windows 12-04..12-08
budget review, Wed 25 Nov, 13:00-14:30, room B12 => point 11-25 13:00-14:30
interview with Ada Monday 9.45am => point 11-23 09:45 | interview with Ada
offsite 14th-16th January => windows 2027-01-14..2027-01-17
submit expenses by the 30th => day 11-30
blood test tomorrow 7:15am, no breakfast => point 11-19 07:15
take pills every 8 hours => ask
physio twice a week => ask
one-hour slot on Tuesday afternoon => windows 11-24 13:00-17:00 {60min}
deep work 9 to 11 every morning => every FREQ=DAILY from 11-19 09:00-11:00
retro on the last Thursday of each month at 4pm => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 16:00 | retro
call Tokyo at 9am Tokyo time on Thursday => point 11-19 09:00 {Asia/Tokyo}
town hall Dec 10th, 5pm GMT => point 12-10 17:00 {UTC}
let's do tomorrow, same time => ask
the meeting after lunch on Friday => windows 11-20 13:00-17:00
early morning run on Saturday => windows 11-21 09:00-12:00
train from Berlin to Paris on 12/12 => day 12-12
vaccination 12.12.2026, 10:20 => point 12-12 10:20
Version 2.0 launch party => none
Q4 results => none
chapter one => none
Room 101 => none
take five => none
7 habits of effective people => none
Boeing 747 => none
first come, first served => none
the day shift => none
next door neighbours => none
last call => none
weekday warriors => none
minute book => none
Mayday => none
""",
    "de": """
Flug LH123 Abflug Donnerstag 14:25 => point 11-19 14:25
Hotel 4.-7. Dezember => windows 12-04..12-08
Budgetrunde, Mi 25.11., 13:00-14:30, Raum B12 => point 11-25 13:00-14:30
Vorstellungsgespräch mit Ada Montag 9.45 Uhr => point 11-23 09:45 | Vorstellungsgespräch mit Ada
Klausur 14. bis 16. Januar => windows 2027-01-14..2027-01-17
Spesen bis zum 30. einreichen => day 11-30
Blutabnahme morgen 7:15 nüchtern => point 11-19 07:15
Tabletten alle 8 Stunden => ask
einstündiger Termin am Dienstagnachmittag => windows 11-24 13:00-17:00 {60min}
Retro am letzten Donnerstag jedes Monats um 16 Uhr => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 16:00 | Retro
Donnerstag 9 Uhr Tokioter Zeit mit Tokio telefonieren => point 11-19 09:00 {Asia/Tokyo}
morgen zur gleichen Zeit => ask
Impfung 12.12.2026 10:20 Uhr => point 12-12 10:20 | Impfung
Zug nach Paris am 12.12. => day 12-12
Raum 101 => none
Kapitel eins => none
die sieben Gewohnheiten => none
Wer zuerst kommt, mahlt zuerst => none
die Nachtschicht => none
nebenan wohnt Frau März => none
letzte Runde => none
um Gottes willen => none
Mi piace => none
im Moment keine Zeit => none
alle Mann an Bord => none
Ende gut, alles gut => none
um 14 Uhr 30 am Montag => point 11-23 14:30
kommenden Dienstag um dreizehn Uhr => point 11-24 13:00
Freitag 11-12:30 => point 11-20 11:00-12:30
von Donnerstag 18 Uhr bis Sonntag 14 Uhr => point 11-19 18:00-11-22 14:00
""",
    "fr": """
vol AF123 départ jeudi 14h25 => point 11-19 14:25
hôtel du 4 au 7 décembre => windows 12-04..12-08
revue budget, mercredi 25 novembre, 13h-14h30, salle B12 => point 11-25 13:00-14:30
entretien avec Ada lundi 9h45 => point 11-23 09:45 | entretien avec Ada
séminaire du 14 au 16 janvier => windows 2027-01-14..2027-01-17
notes de frais avant le 30 => ask
prise de sang demain à 7h15 à jeun => point 11-19 07:15
cachets toutes les 8 heures => ask
kiné deux fois par semaine => ask
créneau d'une heure mardi après-midi => windows 11-24 13:00-17:00 {60min}
rétro le dernier jeudi de chaque mois à 16h => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 16:00 | rétro
appeler Tokyo jeudi à 9h heure de Tokyo => point 11-19 09:00 {Asia/Tokyo}
demain à la même heure => ask
vaccin le 12/12/2026 à 10h20 => point 12-12 10:20 | vaccin
train pour Paris le 12/12 => day 12-12
salle 101 => none
chapitre un => none
les sept merveilles du monde => none
le jour et la nuit => none
premier arrivé, premier servi => none
une minute de silence => none
l'an dernier => windows 2025-01-01..2026-01-01
à tout de suite => none
mer calme à peu agitée => none
avoir le temps => none
lundi à quatorze heures trente => point 11-23 14:30
mardi prochain à treize heures => point 11-24 13:00
de jeudi 18h à dimanche 14h => point 11-19 18:00-11-22 14:00
""",
    "es": """
vuelo IB123 sale el jueves a las 14:25 => point 11-19 14:25
hotel del 4 al 7 de diciembre => windows 12-04..12-08
revisión del presupuesto, miércoles 25 de noviembre, 13:00-14:30, sala B12 => point 11-25 13:00-14:30
entrevista con Ada el lunes a las 9:45 => point 11-23 09:45 | entrevista con Ada
jornadas del 14 al 16 de enero => windows 2027-01-14..2027-01-17
gastos antes del día 30 => ask
análisis mañana a las 7:15 en ayunas => ask
pastillas cada 8 horas => ask
fisio dos veces por semana => ask
hueco de una hora el martes por la tarde => windows 11-24 13:00-17:00 {60min}
retro el último jueves de cada mes a las 16:00 => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 16:00 | retro
llamar a Tokio el jueves a las 9:00 hora de Tokio => point 11-19 09:00 {Asia/Tokyo}
mañana a la misma hora => ask
vacuna el 12/12/2026 a las 10:20 => point 12-12 10:20 | vacuna
tren a París el 12/12 => day 12-12
sala 101 => none
capítulo uno => none
las siete maravillas del mundo => none
el día y la noche => none
un minuto de silencio => none
hasta luego => none
tener tiempo => none
el lunes a las dos y media de la tarde => point 11-23 14:30
el próximo martes a la una de la tarde => point 11-24 13:00
del jueves a las 18:00 al domingo a las 14:00 => point 11-19 18:00-11-22 14:00
viernes de 11:00 a 12:30 => point 11-20 11:00-12:30
segundo plato => none
""",
    "ru": """
рейс SU123 вылет в четверг в 14:25 => point 11-19 14:25
гостиница с 4 по 7 декабря => windows 12-04..12-08
бюджет, среда 25 ноября, 13:00-14:30, комната Б12 => point 11-25 13:00-14:30
собеседование с Адой в понедельник в 9:45 => point 11-23 09:45 | собеседование с Адой
выезд 14-16 января => windows 2027-01-14..2027-01-17
отчёт до 30-го => day 11-30
анализ крови завтра в 7:15 натощак => point 11-19 07:15
таблетки каждые 8 часов => ask
массаж два раза в неделю => ask
часовой слот во вторник после обеда => windows 11-24 13:00-17:00 {60min}
ретро в последний четверг каждого месяца в 16:00 => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 16:00 | ретро
позвонить в Токио в четверг в 9:00 по токийскому времени => point 11-19 09:00 {Asia/Tokyo}
завтра в то же время => ask
прививка 12.12.2026 в 10:20 => point 12-12 10:20 | прививка
поезд в Париж 12.12 => ask
кабинет 101 => none
глава первая => none
семь чудес света => none
день и ночь => none
минута молчания => none
до свидания => none
нет времени => none
в понедельник в четырнадцать тридцать => point 11-23 14:30
в следующий вторник в тринадцать часов => point 11-24 13:00
с четверга 18:00 до воскресенья 14:00 => point 11-19 18:00-11-22 14:00
в пятницу 11:00-12:30 => point 11-20 11:00-12:30
второе блюдо => none
""",
}
