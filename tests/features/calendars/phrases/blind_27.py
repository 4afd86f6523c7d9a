"""The twenty-seventh blind round: an allotment, a start-up and a choir of relatives."""

PHRASES = {
    "en": """
plant bulbs this weekend => windows 11-21..11-23 | plant bulbs
pitch to investors Thurs 3 Dec 9:45-10:30 => point 12-03 09:45-10:30 | pitch to investors
Aunt Rose lands Tuesday 6:20am => point 11-24 06:20 | Aunt Rose lands
board pack due by 5pm on Monday => point 11-23 17:00
standup every weekday at 9:10 for 15 minutes => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:10-09:25 | standup
water the beans every evening => every FREQ=DAILY from 11-18 18:00-21:00 | water the beans
investor update on the 5th of every month => every FREQ=MONTHLY;BYMONTHDAY=5 from 12-05 | investor update
call with Lagos office Wed 25 Nov 11am Lagos time => point 11-25 11:00 {Africa/Lagos}
hackathon 4 Dec 18:00 to 6 Dec 16:00 => point 12-04 18:00-12-06 16:00 | hackathon
compost delivery tomorrow, 8 to 10am => point 11-19 08:00-10:00 | compost delivery
family lunch Sunday at 1 => point 11-22 13:00 | family lunch
drinks on Friday from 6 => point 11-20 18:00
launch slipped a week => none
roughly 20 people on Saturday at noon => point 11-21 12:00
leave before 4 tomorrow => ask
every Saturday except Christmas => ask
Tuesday, or failing that Thursday, at 2pm => ask
Series A => none
42 => none
""",
    "de": """
dieses Wochenende Zwiebeln pflanzen => windows 11-21..11-23 | Zwiebeln pflanzen
Pitch Do 3.12. 9:45-10:30 => point 12-03 09:45-10:30 | Pitch
Tante Rosa landet Dienstag 6:20 Uhr => point 11-24 06:20 | Tante Rosa landet
Unterlagen bis Montag 17 Uhr => point 11-23 17:00 | Unterlagen
Daily werktags um 9:10 für 15 Minuten => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:10-09:25 | Daily
jeden Abend Bohnen gießen => every FREQ=DAILY from 11-18 18:00-21:00 | Bohnen gießen
Bericht am 5. jedes Monats => every FREQ=MONTHLY;BYMONTHDAY=5 from 12-05 | Bericht
Hackathon 4.12. 18:00 bis 6.12. 16:00 => point 12-04 18:00-12-06 16:00 | Hackathon
Kompost morgen 8-10 Uhr => point 11-19 08:00-10:00 | Kompost
Familienessen Sonntag um 13 Uhr => point 11-22 13:00 | Familienessen
Freitag ab 18 Uhr Umtrunk => point 11-20 18:00 | Umtrunk
etwa 20 Leute am Samstag um 12 => point 11-21 12:00
morgen vor 16 Uhr los => windows 11-19 00:00-16:00 | los
jeden Samstag außer Weihnachten => ask
Dienstag, sonst Donnerstag, um 14 Uhr => ask
Dienstag in einem Monat => ask
Runde A => none
""",
    "fr": """
planter les bulbes ce week-end => windows 11-21..11-23 | planter les bulbes
pitch jeudi 3 décembre 9h45-10h30 => point 12-03 09:45-10:30 | pitch
tante Rose atterrit mardi à 6h20 => point 11-24 06:20 | tante Rose atterrit
point du matin tous les jours ouvrés à 9h10 pendant 15 minutes => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:10-09:25
arroser chaque soir => every FREQ=DAILY from 11-18 18:00-21:00 | arroser
rapport le 5 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=5 from 12-05 | rapport
hackathon du 4 décembre 18h au 6 décembre 16h => point 12-04 18:00-12-06 16:00 | hackathon
compost demain de 8h à 10h => point 11-19 08:00-10:00 | compost
repas de famille dimanche à 13h => point 11-22 13:00 | repas de famille
pot vendredi à partir de 18h => point 11-20 18:00 | pot
une vingtaine de personnes samedi à midi => point 11-21 12:00
partir demain avant 16h => windows 11-19 00:00-16:00 | partir
tous les samedis sauf Noël => ask
mardi, sinon jeudi, à 14h => ask
série A => none
""",  # noqa: E501  # a phrase a line
    "es": """
plantar bulbos este fin de semana => windows 11-21..11-23 | plantar bulbos
presentación jueves 3 de diciembre 9:45-10:30 => point 12-03 09:45-10:30 | presentación
tía Rosa aterriza el martes a las 6:20 de la mañana => point 11-24 06:20 | tía Rosa aterriza
regar todas las noches => every FREQ=DAILY from 11-18 18:00-21:00 | regar
informe el 5 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=5 from 12-05 | informe
hackathon del 4 de diciembre a las 18:00 al 6 de diciembre a las 16:00 => point 12-04 18:00-12-06 16:00 | hackathon
compost mañana de 8 a 10 => point 11-19 08:00-10:00 | compost
comida familiar el domingo a las 13:00 => point 11-22 13:00 | comida familiar
copas el viernes a partir de las 20:00 => point 11-20 20:00 | copas
unas 20 personas el sábado a las 12 => point 11-21 12:00
salir mañana antes de las 16:00 => windows 11-19 00:00-16:00 | salir
todos los sábados menos Navidad => ask
el martes, si no el jueves, a las 14:00 => ask
serie A => none
""",
    "ru": """
посадить луковицы в эти выходные => windows 11-21..11-23 | посадить луковицы
презентация чт 3 декабря 9:45-10:30 => point 12-03 09:45-10:30 | презентация
тётя Роза прилетает во вторник в 6:20 => point 11-24 06:20 | тётя Роза прилетает
летучка по будням в 9:10 на 15 минут => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:10-09:25 | летучка
поливать каждый вечер => every FREQ=DAILY from 11-18 18:00-21:00 | поливать
отчёт 5 числа каждого месяца => every FREQ=MONTHLY;BYMONTHDAY=5 from 12-05 | отчёт
хакатон с 4 декабря 18:00 до 6 декабря 16:00 => point 12-04 18:00-12-06 16:00 | хакатон
компост завтра с 8 до 10 => point 11-19 08:00-10:00 | компост
семейный обед в воскресенье в 13:00 => point 11-22 13:00 | семейный обед
человек 20 в субботу в 12 => point 11-21 12:00
выехать завтра до 16:00 => windows 11-19 00:00-16:00 | выехать
каждую субботу, кроме Рождества => ask
во вторник, иначе в четверг, в 14:00 => ask
серия А => none
""",
}
