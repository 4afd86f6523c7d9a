"""The fortieth blind round: no translations. A lighthouse, a law firm, a judo club, a bookshop, a hospice, a farm.

Committed before it was run.
"""

PHRASES = {
    "en": """
book signing Thurs 26 Nov 18:00-19:30 => point 11-26 18:00-19:30 | book signing
deposition of Mr Hale, 9 December, 10am => point 12-09 10:00 | deposition of Mr Hale
judo grading, Sunday, 9am weigh-in => point 11-22 09:00 | judo grading weigh-in
ewes to the ram tomorrow => day 11-19 | ewes to the ram
volunteer rota meeting, last Tuesday of every month, 6pm => every FREQ=MONTHLY;BYDAY=-1TU from 11-24 18:00 | volunteer rota meeting
lighthouse tour at 2.15 this afternoon => point 11-18 14:15 | lighthouse tour
file the appeal before 15 December => ask
milk tanker comes every second day at 5am => every FREQ=DAILY;INTERVAL=2 from 11-19 05:00 | milk tanker comes
coffee with Priya Friday 10:30, 40 minutes => point 11-20 10:30-11:10 | coffee with Priya
staff party: Saturday 12 December, 7.30pm until 1am => point 12-12 19:30-12-13 01:00
Dad's blood test at 8:05am Monday => point 11-23 08:05 | Dad's blood test
shop opens at 10 tomorrow => point 11-19 10:00 | shop opens
shearing 2-4 June => windows 2027-06-02..2027-06-05 | shearing
conference call, Monday 30 November, 9am Chicago time => point 11-30 09:00 {America/Chicago} | conference call
I'm in court all day Tuesday => day 11-24
hospice choir Wednesday afternoon => ask
back on Monday => day 11-23 | back
is 4pm on Friday any good? => point 11-20 16:00
one more week => none
story time every Saturday at 10:30am until 19 December => every FREQ=WEEKLY;UNTIL=20261219T225959Z;BYDAY=SA from 11-21 10:30
meet at the barn in an hour and a half => point 11-18 11:30 | meet at the barn
inventory 31 December from 6pm => point 12-31 18:00 | inventory
""",  # noqa: E501  # a phrase a line
    "de": """
Signierstunde Do 26. November 18-19:30 Uhr => point 11-26 18:00-19:30 | Signierstunde
Anhörung 9.12. 10 Uhr Saal 3 => point 12-09 10:00 | Anhörung Saal 3
Gürtelprüfung Sonntag 9 Uhr => point 11-22 09:00 | Gürtelprüfung
Dienstplanbesprechung jeden letzten Dienstag im Monat 18 Uhr => every FREQ=MONTHLY;BYDAY=-1TU from 11-24 18:00 | Dienstplanbesprechung
Leuchtturmführung heute Nachmittag um Viertel nach zwei => point 11-18 14:15 | Leuchtturmführung
Berufung bis spätestens 15. Dezember einlegen => day 12-15 | Berufung einlegen
Milchwagen kommt jeden zweiten Tag um 5 Uhr früh => every FREQ=DAILY;INTERVAL=2 from 11-19 05:00 | Milchwagen kommt
Kaffee mit Pia Freitag 10:30, 40 Minuten => point 11-20 10:30-11:10 | Kaffee mit Pia
Betriebsfeier Sa 12.12. 19:30-1 Uhr => point 12-12 19:30-12-13 01:00 | Betriebsfeier
Blutabnahme Papa Montag 8:05 Uhr => point 11-23 08:05 | Blutabnahme Papa
Laden öffnet morgen um 10 => point 11-19 10:00 | Laden öffnet
Schafschur 2.-4. Juni => windows 2027-06-02..2027-06-05 | Schafschur
Dienstag bin ich ganztägig bei Gericht => day 11-24
Vorlesestunde jeden Samstag 10:30 Uhr bis 19. Dezember => every FREQ=WEEKLY;UNTIL=20261219T225959Z;BYDAY=SA from 11-21 10:30 | Vorlesestunde
in anderthalb Stunden an der Scheune => point 11-18 11:30 | an der Scheune
Inventur 31.12. ab 18 Uhr => point 12-31 18:00 | Inventur
noch eine Woche => none
Aussaat im März => windows 2027-03-01..2027-04-01 | Aussaat
ginge Freitag 16 Uhr? => point 11-20 16:00
Kälber impfen Mo/Di => windows 11-23..11-25 | Kälber impfen
Mandantengespräch von Montag auf Mittwoch verlegt => ask
Kaninchenschau 28./29.11. jeweils 10-17 Uhr => windows 11-28 10:00-17:00; 11-29 10:00-17:00 | Kaninchenschau
""",  # noqa: E501  # a phrase a line
    "fr": """
dédicace jeu. 26 nov. 18h-19h30 => point 11-26 18:00-19:30 | dédicace
audience le 9 décembre à 10h, salle 3 => point 12-09 10:00
passage de grade dimanche 9h => point 11-22 09:00 | passage de grade
réunion planning tous les derniers mardis du mois à 18h => every FREQ=MONTHLY;BYDAY=-1TU from 11-24 18:00 | réunion planning
visite du phare cet après-midi à deux heures et quart => point 11-18 14:15 | visite du phare
faire appel au plus tard le 15 décembre => day 12-15 | faire appel
le laitier passe un jour sur deux à 5h du matin => every FREQ=DAILY;INTERVAL=2 from 11-19 05:00 | le laitier passe
café avec Priya vendredi 10h30, 40 minutes => point 11-20 10:30-11:10 | café avec Priya
fête du personnel samedi 12 décembre de 19h30 à 1h => point 12-12 19:30-12-13 01:00 | fête du personnel
prise de sang papa lundi 8h05 => point 11-23 08:05 | prise de sang papa
la boutique ouvre à 10h demain => point 11-19 10:00 | la boutique ouvre
tonte du 2 au 4 juin => windows 2027-06-02..2027-06-05 | tonte
mardi je suis au tribunal toute la journée => day 11-24
heure du conte tous les samedis à 10h30 jusqu'au 19 décembre => every FREQ=WEEKLY;UNTIL=20261219T225959Z;BYDAY=SA from 11-21 10:30
à la grange dans une heure et demie => point 11-18 11:30 | à la grange
inventaire le 31 décembre dès 18h => point 12-31 18:00 | inventaire
encore une semaine => none
semis en mars => windows 2027-03-01..2027-04-01 | semis
vendredi 16h ça te va ? => point 11-20 16:00
vacciner les veaux lundi ou mardi => windows 11-23..11-25 | vacciner les veaux
rendez-vous client déplacé de lundi à mercredi => ask
exposition 28 et 29 novembre 10h-17h => windows 11-28 10:00-17:00; 11-29 10:00-17:00 | exposition
""",  # noqa: E501  # a phrase a line
    "es": """
firma de libros jue 26 nov 18:00-19:30 => point 11-26 18:00-19:30 | firma de libros
vista oral el 9 de diciembre a las 10:00, sala 3 => point 12-09 10:00
examen de cinturón el domingo a las 9 => point 11-22 09:00 | examen de cinturón
reunión de turnos el último martes de cada mes a las 18:00 => every FREQ=MONTHLY;BYDAY=-1TU from 11-24 18:00 | reunión de turnos
visita al faro esta tarde a las cinco y cuarto => point 11-18 17:15 | visita al faro
presentar el recurso a más tardar el 15 de diciembre => day 12-15 | presentar el recurso
el lechero pasa cada dos días a las 5 de la mañana => every FREQ=DAILY;INTERVAL=2 from 11-19 05:00 | el lechero pasa
café con Priya el viernes a las 10:30, 40 minutos => point 11-20 10:30-11:10 | café con Priya
fiesta de empresa sábado 12 de diciembre de 20:30 a 1:00 => point 12-12 20:30-12-13 01:00 | fiesta de empresa
análisis de papá el lunes a las 8:05 => point 11-23 08:05 | análisis de papá
la tienda abre a las 10 mañana => point 11-19 10:00 | la tienda abre
esquila del 2 al 4 de junio => windows 2027-06-02..2027-06-05 | esquila
el martes estoy en el juzgado todo el día => day 11-24
cuentacuentos todos los sábados a las 10:30 hasta el 19 de diciembre => every FREQ=WEEKLY;UNTIL=20261219T225959Z;BYDAY=SA from 11-21 10:30 | cuentacuentos
en el granero dentro de una hora y media => point 11-18 11:30 | en el granero
inventario el 31 de diciembre a partir de las 18:00 => point 12-31 18:00 | inventario
una semana más => none
siembra en marzo => windows 2027-03-01..2027-04-01 | siembra
¿te va bien el viernes a las 16:00? => point 11-20 16:00
vacunar terneros el lunes o el martes => windows 11-23..11-25 | vacunar terneros
reunión con el cliente movida del lunes al miércoles => ask
exposición 28 y 29 de noviembre de 10 a 17 => windows 11-28 10:00-17:00; 11-29 10:00-17:00 | exposición
""",  # noqa: E501  # a phrase a line
    "ru": """
автограф-сессия чт 26 ноя 18:00-19:30 => point 11-26 18:00-19:30
слушание 9 декабря в 10:00, зал 3 => point 12-09 10:00
аттестация по дзюдо в воскресенье в 9 => point 11-22 09:00 | аттестация по дзюдо
планёрка в последний вторник каждого месяца в 18:00 => every FREQ=MONTHLY;BYDAY=-1TU from 11-24 18:00 | планёрка
экскурсия на маяк сегодня днём в четверть третьего => point 11-18 14:15 | экскурсия на маяк
подать жалобу не позднее 15 декабря => day 12-15 | подать жалобу
молоковоз каждые два дня в 5 утра => every FREQ=DAILY;INTERVAL=2 from 11-19 05:00 | молоковоз
кофе с Прией в пятницу в 10:30, 40 минут => point 11-20 10:30-11:10 | кофе с Прией
корпоратив в субботу 12 декабря с 19:30 до 1:00 => point 12-12 19:30-12-13 01:00 | корпоратив
анализ крови папе в понедельник в 8:05 => point 11-23 08:05 | анализ крови папе
магазин открывается завтра в 10 => point 11-19 10:00 | магазин открывается
стрижка овец со 2 по 4 июня => windows 2027-06-02..2027-06-05 | стрижка овец
во вторник весь день в суде => day 11-24
сказки каждую субботу в 10:30 до 19 декабря => every FREQ=WEEKLY;UNTIL=20261219T225959Z;BYDAY=SA from 11-21 10:30 | сказки
у сарая через полтора часа => point 11-18 11:30 | у сарая
инвентаризация 31 декабря с 18:00 => point 12-31 18:00 | инвентаризация
ещё неделя => none
посев в марте => windows 2027-03-01..2027-04-01 | посев
в пятницу в 16:00 удобно? => point 11-20 16:00
прививать телят в понедельник или вторник => windows 11-23..11-25 | прививать телят
встречу с клиентом перенесли с понедельника на среду => ask
выставка 28 и 29 ноября с 10 до 17 => windows 11-28 10:00-17:00; 11-29 10:00-17:00 | выставка
""",  # noqa: E501  # a phrase a line
}
