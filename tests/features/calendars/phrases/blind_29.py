"""The twenty-ninth blind round: a sports secretary, a club's board, a teacher, a restaurant, an engineer, a student.

Committed before it was run.
"""

PHRASES = {
    "en": """
pitch hire Saturday 28 November 10:00-11:30 => point 11-28 10:00-11:30 | pitch hire
U14s v Harriers, Sunday, KO 10:45 => point 11-22 10:45
minibus leaves at 8:15am on Sunday => point 11-22 08:15 | minibus leaves
committee meeting first Thursday of every month 7pm => every FREQ=MONTHLY;BYDAY=1TH from 12-03 19:00 | committee meeting
subs due by 30 November => day 11-30 | subs
floodlights repaired sometime next week => windows 11-23..11-30
fixture moved from Saturday to Sunday => ask
cup draw tonight at 7 => point 11-18 19:00 | cup draw
physio appt Tues 9.40am => point 11-24 09:40 | physio appt
training Tuesdays and Thursdays 6-7.30pm => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 18:00-19:30 | training
no match this Saturday => ask
end of season dinner 15 May 2027, 7 for 7.30 => ask
can we swap to Friday? => day 11-20
essay due a week on Monday => day 11-30 | essay
drop-in Thursday afternoon => windows 11-19 13:00-17:00 | drop-in
revision session tmrw 2-4pm library => point 11-19 14:00-16:00 | revision session library
group call in half an hour => point 11-18 10:30 | group call
lecture cancelled on Monday => ask
housewarming Sat 5 Dec from 8pm => point 12-05 20:00 | housewarming
rent every 1st of the month => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | rent
coffee Monday or Tuesday morning? => windows 11-23 09:00-12:00; 11-24 09:00-12:00 | coffee
part-time shift Fri 17:00 to 22:00 => point 11-20 17:00-22:00 | part-time shift
exam 14 January 2027 at 9:30am, 3 hours => point 2027-01-14 09:30-12:30 | exam
see tutor fortnightly on Wednesdays at 11 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 11:00
meet at 3 => ask
problem sheet 5 => none
31 June barbecue => ask
""",
    "de": """
Vorstandssitzung Dienstag, 8. Dezember, 19:30 Uhr, Vereinsheim => point 12-08 19:30
Kassenprüfung nächsten Donnerstag um 18 Uhr => point 11-26 18:00 | Kassenprüfung
Weihnachtsmarkt-Stand am Samstag von 11 bis 20 Uhr => point 11-21 11:00-20:00 | Weihnachtsmarkt-Stand
Stammtisch jeden letzten Freitag im Monat ab 20 Uhr => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 20:00 | Stammtisch
Einladung bis 1. Dezember verschicken => day 12-01 | Einladung verschicken
Hallenzeit montags 18-20 Uhr => every FREQ=WEEKLY;BYDAY=MO from 11-23 18:00-20:00 | Hallenzeit
Training entfällt morgen => ask
Jahreshauptversammlung 29. Januar 2027 20 Uhr => point 2027-01-29 20:00 | Jahreshauptversammlung
Platz sperren vom 1. bis 6. Dezember => windows 12-01..12-07 | Platz sperren
Sprechstunde Donnerstagvormittag => windows 11-19 09:00-12:00 | Sprechstunde
Klausur in drei Wochen => day 12-09 | Klausur
Lerngruppe morgen 14-16 Uhr Bibliothek => point 11-19 14:00-16:00 | Lerngruppe Bibliothek
WG-Putztag jeden zweiten Samstag => every FREQ=WEEKLY;INTERVAL=2;BYDAY=SA from 11-21 | WG-Putztag
Abgabe Montag 23:59 => point 11-23 23:59 | Abgabe
Nebenjob Fr 17-22 Uhr => point 11-20 17:00-22:00 | Nebenjob
Grillen nächstes Wochenende => windows 11-28..11-30 | Grillen
Anruf in einer halben Stunde => point 11-18 10:30 | Anruf
Zahnarzt Di 9.40 Uhr => point 11-24 09:40 | Zahnarzt
Umzug am Samstag den 28.11. ab 9 => point 11-28 09:00 | Umzug
Treffen um 3 => ask
Kaffee Montag oder Dienstag => windows 11-23..11-25 | Kaffee
Sommerfest irgendwann im Juli => windows 2027-07-01..2027-08-01
Übung 5 => none
31. Juni Grillfest => ask
Miete immer am Ersten => ask
Elternabend am Mittwoch, 25.11., 19 Uhr => point 11-25 19:00 | Elternabend
Donnerstag statt Freitag => ask
""",
    "fr": """
conseil de classe jeudi 26 novembre 17h30-19h => point 11-26 17:30-19:00 | conseil de classe
rendre les copies avant lundi => ask
réunion d'équipe tous les mardis à 12h30 => every FREQ=WEEKLY;BYDAY=TU from 11-24 12:30 | réunion d'équipe
surveillance de bac blanc du 11 au 15 janvier => windows 2027-01-11..2027-01-16
rendez-vous avec les parents de Léa demain à 17h15 => point 11-19 17:15 | rendez-vous avec les parents de Léa
sortie au musée vendredi après-midi => windows 11-20 13:00-17:00 | sortie au musée
cours particulier samedi 10h pendant 1h30 => point 11-21 10:00-11:30 | cours particulier
inspection reportée => none
pas de cours mercredi => ask
club théâtre un jeudi sur deux à 18h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 18:00 | club théâtre
vacances de Noël du 19 décembre au 3 janvier => windows 12-19..2027-01-04
bulletin pour le 4 décembre => day 12-04 | bulletin
photocopies dans vingt minutes => point 11-18 10:20 | photocopies
partiel d'histoire le 12 janvier à 8h30 => point 2027-01-12 08:30 | partiel d'histoire
révisions ce week-end => windows 11-21..11-23 | révisions
TD annulé lundi => ask
crémaillère samedi 5 décembre à partir de 20h => point 12-05 20:00 | crémaillère
colloc : ménage chaque dimanche => every FREQ=WEEKLY;BYDAY=SU from 11-22
loyer le 5 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=5 from 12-05 | loyer
café lundi ou mardi ? => windows 11-23..11-25 | café
on se retrouve à 3h => ask
entre 14h et 15h30 jeudi => windows 11-19 14:00-15:30
exercice 5 page 12 => none
31 juin barbecue => ask
jeudi prochain à midi => point 11-26 12:00
appel visio lundi 18h heure de Montréal => ask
""",
    "es": """
reserva mesa 12 el viernes a las 21:30 => point 11-20 21:30 | reserva mesa 12
comida de empresa jueves 10 de diciembre a las 14:30 => point 12-10 14:30 | comida de empresa
cerrado por vacaciones del 7 al 21 de enero => windows 2027-01-07..2027-01-22 | cerrado por vacaciones
reunión de personal cada lunes a las 11 => every FREQ=WEEKLY;BYDAY=MO from 11-23 11:00 | reunión de personal
el proveedor viene mañana entre las 9 y las 11 => windows 11-19 09:00-11:00 | el proveedor viene
pagar nóminas el último día de cada mes => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30
turno de noche el sábado => ask
cata de vinos el jueves por la tarde => windows 11-19 13:00-17:00 | cata de vinos
cumpleaños de Marta el 5 de diciembre a las 20h => point 12-05 20:00 | cumpleaños de Marta
inspección la semana que viene => windows 11-23..11-30 | inspección
los martes cerrado => every FREQ=WEEKLY;BYDAY=TU from 11-24 | cerrado
no abrimos el 25 => ask
llamar al fontanero en una hora => point 11-18 11:00 | llamar al fontanero
entrega del pedido el viernes antes de las 12 => windows 11-20 00:00-12:00 | entrega del pedido
cena el sábado a las 10 => point 11-21 22:00 | cena
pasamos la reunión al jueves => day 11-19
examen el 14 de enero a las 9:30 => point 2027-01-14 09:30 | examen
grupo de estudio mañana de 16 a 18 => point 11-19 16:00-18:00 | grupo de estudio
limpieza un sábado sí y otro no => every FREQ=WEEKLY;INTERVAL=2;BYDAY=SA from 11-21 | limpieza
alquiler el día 1 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | alquiler
café el lunes o el martes => windows 11-23..11-25 | café
quedamos a las 3 => ask
el próximo jueves a mediodía => point 11-26 12:00
ejercicio 5 => none
31 de junio barbacoa => ask
viernes 20 de noviembre, 18:00, ensayo => point 11-20 18:00 | ensayo
""",
    "ru": """
стендап по будням в 10:30 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-18 10:30 | стендап
демо заказчику в четверг 26 ноября с 15:00 до 16:00 => point 11-26 15:00-16:00 | демо заказчику
код-ревью завтра после обеда => windows 11-19 13:00-17:00 | код-ревью
дежурство с 23 по 29 ноября => windows 11-23..11-30 | дежурство
ретро каждую вторую пятницу в 16:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20 16:00 | ретро
сдать спеку к понедельнику => day 11-23 | сдать спеку
созвон в 18:00 по Москве => point 11-18 18:00 {Europe/Moscow}
перезвонить через 20 минут => point 11-18 10:20 | перезвонить
релиз перенесли => none
в пятницу меня не будет => ask
обед с Машей в следующий вторник в час => point 11-24 13:00
экзамен 14 января в 9:30 => point 2027-01-14 09:30 | экзамен
консультация в субботу утром => windows 11-21 09:00-12:00 | консультация
лабораторная номер 5 => none
квартплата 10 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=10 from 12-10 | квартплата
новоселье в субботу 5 декабря с 20:00 => point 12-05 20:00
уборка каждое воскресенье => every FREQ=WEEKLY;BYDAY=SU from 11-22 | уборка
кофе в понедельник или во вторник => windows 11-23..11-25 | кофе
встречаемся в 3 => ask
31 июня шашлыки => ask
между 14 и 16 в четверг => windows 11-19 14:00-16:00
тренировка в пятницу с 19 до 20:30 => point 11-20 19:00-20:30 | тренировка
футбол в эти выходные => windows 11-21..11-23 | футбол
вместо пятницы в четверг => ask
собрание 8 декабря в половине седьмого вечера => point 12-08 18:30 | собрание
отпуск со следующего понедельника на две недели => ask
""",
}
