"""The twenty-second blind round: what a freelancer, a teacher and a volunteer would write."""

PHRASES = {
    "en": """
invoice client on the last working day of the month => ask
parent-teacher conf. Nov 24, 5:10pm => point 11-24 17:10 | parent-teacher conf
deliver draft by noon on Thursday => point 11-19 12:00 | deliver draft
team offsite Jan 12-14 => windows 2027-01-12..2027-01-15 | team offsite
choir rehearsal every Wed 19:30-21:00 until 16 Dec => every FREQ=WEEKLY;UNTIL=20261216T225959Z;BYDAY=WE from 11-18 19:30-21:00 | choir rehearsal
therapy Thursdays at 4pm, 8 times => every FREQ=WEEKLY;COUNT=8;BYDAY=TH from 11-19 16:00 | therapy
let's catch up next Thurs around 2pm => point 11-26 14:00 | let's catch up
food bank shift Sunday 9-1 => point 11-22 09:00-13:00 | food bank shift
could you cover my Tuesday shift? => day 11-24
submit grades before the end of term => none
the day after Boxing Day => day 12-27
office closed 24 Dec - 1 Jan => windows 12-24..2027-01-02 | office closed
three-hour workshop Tuesday starting at 13:00 => point 11-24 13:00-16:00
12/01/2027 9am kickoff => point 2027-01-12 09:00 | kickoff
[en-US] 12/01/2026 9am kickoff => point 12-01 09:00 | kickoff
reminder: bins out tonight 9pm => point 11-18 21:00
feedback session in two weeks' time => day 12-02 | feedback session
Mon/Wed/Fri 6am run => ask
I'll be late on Friday => ask
dentist rescheduled from Mon 23 to Thu 26 Nov at 9am => ask
lecture 4 is on Monday at 14:15 => point 11-23 14:15
seminar moved from 2pm to 3pm on Friday => ask
tomorrow same time => ask
next available Friday => ask
Friday at 3pm sharp, don't be late => ask
two Fridays ago => ask
5pm GMT+1 on Monday => point 11-23 17:00 {Etc/GMT-1}
every first of the month at 9am => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 09:00
every Easter Sunday => ask
twice weekly physio => ask
call between now and noon => ask
Room 101 => none
ten green bottles => none
""",  # noqa: E501  # a phrase a line
    "de": """
Rechnung am letzten Werktag des Monats stellen => ask
Elternsprechtag 24. Nov., 17:10 Uhr => point 11-24 17:10 | Elternsprechtag
Entwurf bis Donnerstag 12 Uhr abgeben => point 11-19 12:00 | Entwurf abgeben
Klausurtagung 12.-14. Januar => windows 2027-01-12..2027-01-15 | Klausurtagung
Chorprobe jeden Mi 19:30-21 Uhr bis 16.12. => every FREQ=WEEKLY;UNTIL=20261216T225959Z;BYDAY=WE from 11-18 19:30-21:00 | Chorprobe
Therapie donnerstags um 16 Uhr, achtmal => every FREQ=WEEKLY;COUNT=8;BYDAY=TH from 11-19 16:00 | Therapie
Tafel Sonntag 9-13 Uhr => point 11-22 09:00-13:00 | Tafel
kannst du meine Dienstagsschicht übernehmen? => none
am Tag nach Weihnachten => ask
Büro geschlossen 24.12.-1.1. => windows 12-24..2027-01-02 | Büro geschlossen
dreistündiger Workshop Dienstag ab 13 Uhr => point 11-24 13:00-16:00
12.01.2027 9 Uhr Kick-off => point 2027-01-12 09:00 | Kick-off
heute 21 Uhr Tonne raus => point 11-18 21:00 | Tonne raus
in zwei Wochen Feedbackgespräch => day 12-02 | Feedbackgespräch
Freitag komme ich später => day 11-20
Zahnarzt von Mo 23. auf Do 26. November 9 Uhr verlegt => ask
Vorlesung 4 am Montag um 14:15 => point 11-23 14:15 | Vorlesung 4
morgen zur selben Zeit => ask
am nächsten freien Freitag => ask
jeden Monatsersten um 9 Uhr => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 09:00
Montag 17 Uhr UTC+1 => point 11-23 17:00 {Etc/GMT-1}
jeden zweiten und vierten Dienstag im Monat um 20 Uhr => every FREQ=MONTHLY;BYDAY=2TU,4TU from 11-24 20:00
am kommenden Samstag ab halb acht abends => point 11-21 19:30
Do 19.11. 14.30-15.15 Uhr => point 11-19 14:30-15:15
Mo, 30.11., vormittags => windows 11-30 09:00-12:00
jeden Abend um zehn => every FREQ=DAILY from 11-18 22:00
Probe fällt am Freitag aus => ask
zwischen heute und Freitag => windows 11-18..11-21
in der ersten Januarwoche => ask
anderthalb Stunden am Donnerstagnachmittag => windows 11-19 13:00-17:00 {90min}
Zimmer 101 => none
acht Schatzkarten => none
""",  # noqa: E501  # a phrase a line
    "fr": """
réunion parents-profs mardi 24 nov. 17h10 => point 11-24 17:10 | réunion parents-profs
rendre le brouillon jeudi midi au plus tard => point 11-19 12:00
séminaire du 12 au 14 janvier => windows 2027-01-12..2027-01-15 | séminaire
chorale tous les mercredis de 19h30 à 21h jusqu'au 16 décembre => every FREQ=WEEKLY;UNTIL=20261216T225959Z;BYDAY=WE from 11-18 19:30-21:00 | chorale
thérapie le jeudi à 16h, huit fois => ask
banque alimentaire dimanche 9h-13h => point 11-22 09:00-13:00 | banque alimentaire
bureau fermé du 24 décembre au 1er janvier => windows 12-24..2027-01-02 | bureau fermé
atelier de trois heures mardi à partir de 13h => point 11-24 13:00-16:00
12/01/2027 9h lancement => point 2027-01-12 09:00 | lancement
sortir la poubelle ce soir 21h => point 11-18 21:00 | sortir la poubelle
entretien dans deux semaines => day 12-02 | entretien
vendredi j'arriverai en retard => day 11-20
dentiste décalé du lundi 23 au jeudi 26 novembre à 9h => ask
cours 4 lundi à 14h15 => point 11-23 14:15 | cours 4
demain à la même heure => ask
lundi 17h UTC+1 => point 11-23 17:00 {Etc/GMT-1}
les deuxième et quatrième mardis du mois à 20h => ask
samedi prochain dès 19h30 => point 11-28 19:30
lundi 30/11 matin => windows 11-30 09:00-12:00
tous les soirs à 22h => every FREQ=DAILY from 11-18 22:00
pas de répétition vendredi => ask
d'ici vendredi => day 11-20
première semaine de janvier => ask
une heure et demie jeudi après-midi => windows 11-19 13:00-17:00 {90min}
jeudi 19 à quatorze heures trente => point 11-19 14:30
il y a deux jours => day 11-16
dans une demi-heure chez le boulanger => point 11-18 10:30 | chez le boulanger
chaque 1er du mois => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01
le dernier vendredi de novembre => day 11-27
ni lundi ni mardi => ask
chambre 101 => none
les sept nains => none
""",  # noqa: E501  # a phrase a line
    "es": """
tutoría con los padres mar 24 nov 17:10 => point 11-24 17:10
entregar el borrador el jueves a mediodía => point 11-19 12:00 | entregar el borrador
jornadas del 12 al 14 de enero => windows 2027-01-12..2027-01-15
coro todos los miércoles de 19:30 a 21:00 hasta el 16 de diciembre => every FREQ=WEEKLY;UNTIL=20261216T225959Z;BYDAY=WE from 11-18 19:30-21:00 | coro
terapia los jueves a las 16:00, ocho veces => every FREQ=WEEKLY;COUNT=8;BYDAY=TH from 11-19 16:00 | terapia
banco de alimentos el domingo de 9 a 13 => point 11-22 09:00-13:00 | banco de alimentos
oficina cerrada del 24 de diciembre al 1 de enero => windows 12-24..2027-01-02 | oficina cerrada
taller de tres horas el martes a partir de las 13:00 => point 11-24 13:00-16:00
12/01/2027 9:00 arranque => point 2027-01-12 09:00 | arranque
sacar la basura hoy a las 21:00 => point 11-18 21:00 | sacar la basura
entrevista en dos semanas => day 12-02 | entrevista
el viernes llego tarde => ask
dentista aplazado del lunes 23 al jueves 26 de noviembre a las 9 => ask
clase 4 el lunes a las 14:15 => point 11-23 14:15 | clase 4
mañana a la misma hora => ask
lunes 17:00 UTC+1 => point 11-23 17:00 {Etc/GMT-1}
el segundo y el cuarto martes de cada mes a las 20:00 => every FREQ=MONTHLY;BYDAY=2TU,4TU from 11-24 20:00
el sábado que viene desde las 19:30 => point 11-28 19:30
lunes 30/11 por la mañana => windows 11-30 09:00-12:00
todas las noches a las 10 => every FREQ=DAILY from 11-18 22:00
no hay ensayo el viernes => ask
la primera semana de enero => ask
hora y media el jueves por la tarde => windows 11-19 13:00-17:00 {90min}
jueves 19 a las catorce treinta => point 11-19 14:30
hace dos días => day 11-16
dentro de media hora en la panadería => point 11-18 10:30 | en la panadería
el 1 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01
el último viernes de noviembre => day 11-27
ni lunes ni martes => ask
habitación 101 => none
los siete enanitos => none
""",  # noqa: E501  # a phrase a line
    "ru": """
родительское собрание вт 24 ноя 17:10 => point 11-24 17:10 | родительское собрание
сдать черновик в четверг до 12:00 => windows 11-19 00:00-12:00
выездной семинар 12-14 января => windows 2027-01-12..2027-01-15 | выездной семинар
хор каждую среду с 19:30 до 21:00 до 16 декабря => every FREQ=WEEKLY;UNTIL=20261216T225959Z;BYDAY=WE from 11-18 19:30-21:00 | хор
терапия по четвергам в 16:00, восемь раз => every FREQ=WEEKLY;COUNT=8;BYDAY=TH from 11-19 16:00 | терапия
дежурство в воскресенье с 9 до 13 => point 11-22 09:00-13:00 | дежурство
офис закрыт с 24 декабря по 1 января => windows 12-24..2027-01-02 | офис закрыт
12.01.2027 9:00 старт => point 2027-01-12 09:00 | старт
вынести мусор сегодня в 21:00 => point 11-18 21:00 | вынести мусор
собеседование через две недели => day 12-02 | собеседование
в пятницу я опоздаю => day 11-20
приём перенесли с понедельника 23 на четверг 26 ноября на 9:00 => ask
лекция 4 в понедельник в 14:15 => point 11-23 14:15 | лекция 4
завтра в то же время => ask
понедельник 17:00 UTC+1 => point 11-23 17:00 {Etc/GMT-1}
второй и четвёртый вторник каждого месяца в 20:00 => every FREQ=MONTHLY;BYDAY=2TU,4TU from 11-24 20:00
в следующую субботу с 19:30 => point 11-28 19:30
пн 30.11 утром => windows 11-30 09:00-12:00
каждый вечер в 10 => every FREQ=DAILY from 11-18 22:00
репетиции в пятницу не будет => ask
первая неделя января => ask
полтора часа в четверг днём => windows 11-19 13:00-17:00 {90min}
в четверг в четырнадцать тридцать => point 11-19 14:30
два дня назад => day 11-16
через полчаса в пекарне => point 11-18 10:30 | в пекарне
1 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01
последняя пятница ноября => day 11-27
ни в понедельник, ни во вторник => ask
комната 101 => none
семь гномов => none
""",  # noqa: E501  # a phrase a line
}
