"""The forty-second blind round: no phrase is another's translation, nor of another's kind where it could be helped.

Committed before it was run.
"""

PHRASES = {
    "en": """
tyre change Fri 4 Dec 8:10 => point 12-04 08:10 | tyre change
girls' weekend 5-7 March => windows 2027-03-05..2027-03-08
piano tuner Thursday 9.30, front door open => point 11-19 09:30
chess club back Monday 4 January => day 2027-01-04 | chess club back
weigh-in every Monday 6.45am => every FREQ=WEEKLY;BYDAY=MO from 11-23 06:45 | weigh-in
cover for Raj Tue 24 Nov 13:00-21:00 => point 11-24 13:00-21:00 | cover for Raj
swap shift with Mo on Saturday => day 11-21 | swap shift with Mo
ring the garage at nine tomorrow => point 11-19 09:00 | ring the garage
pension review in three weeks, 10am => point 12-09 10:00 | pension review
Burns supper 25 January 7pm => point 2027-01-25 19:00 | Burns supper
two nights in York from 11 December => windows 12-11..12-13
half-past ten tomorrow, church hall => point 11-19 10:30 | church hall
Tuesday evenings in February: Lent talks => windows 2027-02-02 18:00-21:00; 2027-02-09 18:00-21:00; 2027-02-16 18:00-21:00; 2027-02-23 18:00-21:00
closed for lunch 1-2 => none
hand in timesheets by 10am every Monday => every FREQ=WEEKLY;BYDAY=MO from 11-23 10:00 | hand in timesheets
bonfire on the green, Saturday, dusk => day 11-21
could you make 16:30 on the 26th? => point 11-26 16:30
nothing booked for tomorrow => ask
Pete's stag: 19-21 February => windows 2027-02-19..2027-02-22
7:30 for 8 on Saturday => ask
baby due 3 May => day 2027-05-03 | baby
lunch Mondays 12:15-12:45 => every FREQ=WEEKLY;BYDAY=MO from 11-23 12:15-12:45 | lunch
train home 18:22 tomorrow => point 11-19 18:22 | train home
fire drill Wednesday 25 November 11:00 => point 11-25 11:00 | fire drill
""",  # noqa: E501  # a phrase a line
    "de": """
Fahrstuhlprüfung Di 8. Dez. 7:45 Uhr => point 12-08 07:45 | Fahrstuhlprüfung
Mädelswochenende 5. bis 7. März => windows 2027-03-05..2027-03-08 | Mädelswochenende
Heizöl kommt Mittwoch in einer Woche => ask
Zumba ab Januar montags 18:15 => every FREQ=WEEKLY;BYDAY=MO from 2027-01-04 18:15 | Zumba
Nachtdienst morgen 21 bis 6 Uhr => point 11-19 21:00-11-20 06:00 | Nachtdienst
Rentenberatung 14. Januar, halb zehn => point 2027-01-14 09:30 | Rentenberatung
Pizza um halb acht heute => ask
Kegelbahn reserviert: jeden dritten Samstag im Monat, 15 Uhr => every FREQ=MONTHLY;BYDAY=3SA from 11-21 15:00
Bücherbus donnerstags 15:20 bis 15:50 Uhr => every FREQ=WEEKLY;BYDAY=TH from 11-19 15:20-15:50 | Bücherbus
Ersatztermin Montag, 7. Dezember, 8 Uhr => point 12-07 08:00 | Ersatztermin
Ofen sauber machen gleich morgen => ask
Rückgabe der Bücher am 30. => day 11-30 | Rückgabe der Bücher
zwei Übernachtungen ab 11. Dezember => ask
Faschingsumzug 13. Februar 14:11 => point 2027-02-13 14:11 | Faschingsumzug
in 45 Minuten Backofen aus => point 11-18 10:45 | Backofen aus
Sitzprobe Do 3.12. 10-13 und 15-18 Uhr => windows 12-03 10:00-13:00; 12-03 15:00-18:00 | Sitzprobe
Kurzurlaub Fr bis Mo => windows 11-20..11-24 | Kurzurlaub
Rasen mähen nicht sonntags => ask
heute Abend halb neun Skypen => point 11-18 20:30 | Skypen
Schnuppertag 10. Februar ganztägig => day 2027-02-10 | Schnuppertag
am Dienstag um 16.45 Uhr Logopädie => point 11-24 16:45 | Logopädie
9:05 Uhr Bus nach Bonn morgen => point 11-19 09:05 | Bus nach Bonn
Kasse 3 => none
""",
    "fr": """
contrôle ascenseur mardi 8 déc. 7h45 => point 12-08 07:45 | contrôle ascenseur
week-end entre filles du 5 au 7 mars => windows 2027-03-05..2027-03-08
fioul livré mercredi prochain => day 11-25 | fioul livré
garde de 21h à 6h demain => point 11-19 21:00-11-20 06:00 | garde
bilan retraite 14 janvier à neuf heures et demie => point 2027-01-14 09:30 | bilan retraite
pizza à dix-neuf heures trente => point 11-18 19:30 | pizza
bibliobus les jeudis de 15h20 à 15h50 => every FREQ=WEEKLY;BYDAY=TH from 11-19 15:20-15:50 | bibliobus
carnaval 13 février 14h11 => point 2027-02-13 14:11 | carnaval
sortir le gratin dans 45 minutes => point 11-18 10:45 | sortir le gratin
répétitions jeudi 3/12 10h-13h et 15h-18h => windows 12-03 10:00-13:00; 12-03 15:00-18:00 | répétitions
escapade de vendredi à lundi => windows 11-20..11-24 | escapade
Skype ce soir à huit heures et demie => point 11-18 20:30 | Skype
journée découverte le 10 février => day 2027-02-10 | journée découverte
orthophoniste mardi à 16h45 => point 11-24 16:45 | orthophoniste
car de 9h05 pour Bonn demain => point 11-19 09:05
caisse 3 => none
naissance prévue le 3 mai => day 2027-05-03
cantine fermée, apportez un pique-nique vendredi => day 11-20
jamais le samedi => ask
vous seriez libre le 26 à 16h30 ? => point 11-26 16:30
débroussaillage tous les premiers samedis du mois à 9h => every FREQ=MONTHLY;BYDAY=1SA from 12-05 09:00 | débroussaillage
révision chaudière entre le 7 et le 11 décembre => windows 12-07..12-12 | révision chaudière
dîner chez Paul à 8h samedi => point 11-21 20:00 | dîner chez Paul
jeudi soir ou vendredi midi => ask
""",  # noqa: E501  # a phrase a line
    "es": """
revisión del ascensor mar 8 dic 9:45 => point 12-08 09:45 | revisión del ascensor
escapada del 5 al 7 de marzo => windows 2027-03-05..2027-03-08 | escapada
gasóleo el próximo miércoles => day 11-25 | gasóleo
guardia mañana de 21:00 a 6:00 => point 11-19 21:00-11-20 06:00 | guardia
asesor de pensiones 14 de enero a las nueve y media => point 2027-01-14 09:30 | asesor de pensiones
pizza a las nueve de la noche => point 11-18 21:00 | pizza
bibliobús los jueves de 17:20 a 17:50 => every FREQ=WEEKLY;BYDAY=TH from 11-19 17:20-17:50 | bibliobús
carnaval el 13 de febrero a las 18:00 => point 2027-02-13 18:00 | carnaval
sacar el bizcocho en 45 minutos => point 11-18 10:45 | sacar el bizcocho
ensayos jueves 3/12 de 10 a 13 y de 17 a 20 => windows 12-03 10:00-13:00; 12-03 17:00-20:00 | ensayos
nieve de viernes a lunes => windows 11-20..11-24 | nieve
logopeda el martes a las 16:45 => point 11-24 16:45 | logopeda
autobús de las 9:05 a Burgos mañana => point 11-19 09:05
caja 3 => none
Marta sale de cuentas el 3 de mayo => day 2027-05-03
¿te viene bien el 26 a las 16:30? => point 11-26 16:30
desbroce el primer sábado de cada mes a las 9 => every FREQ=MONTHLY;BYDAY=1SA from 12-05 09:00 | desbroce
revisar la caldera entre el 7 y el 11 de diciembre => windows 12-07..12-12 | revisar la caldera
cena en casa de Paco el sábado a las 9 => point 11-21 21:00 | cena en casa de Paco
nunca en sábado => ask
jueves por la noche o viernes por la tarde => windows 11-19 18:00-21:00; 11-20 13:00-17:00
calcetar los domingos por la tarde => every FREQ=WEEKLY;BYDAY=SU from 11-22 13:00-17:00 | calcetar
mañana temprano, a las 7 => point 11-19 07:00
tres días en Soria desde el 11 de diciembre => ask
""",
    "ru": """
проверка лифта вт 8 дек 7:45 => point 12-08 07:45 | проверка лифта
выходные с подругами 5-7 марта => windows 2027-03-05..2027-03-08
уголь в следующую среду => day 11-25 | уголь
смена завтра с 21 до 6 => point 11-19 21:00-11-20 06:00 | смена
пенсионный 14 января в половине десятого => point 2027-01-14 09:30 | пенсионный
пицца в девять вечера => point 11-18 21:00 | пицца
библиобус по четвергам с 15:20 до 15:50 => every FREQ=WEEKLY;BYDAY=TH from 11-19 15:20-15:50 | библиобус
масленица 14 марта в 12:00 => point 2027-03-14 12:00 | масленица
вынуть пирог через 45 минут => point 11-18 10:45 | вынуть пирог
репетиции чт 3.12 с 10 до 13 и с 15 до 18 => windows 12-03 10:00-13:00; 12-03 15:00-18:00 | репетиции
поездка с пятницы по понедельник => windows 11-20..11-24 | поездка
скайп сегодня в полдевятого вечера => point 11-18 20:30 | скайп
логопед во вторник в 16:45 => point 11-24 16:45 | логопед
автобус в 9:05 на Тулу завтра => point 11-19 09:05
касса 3 => none
рожать 3 мая => day 2027-05-03 | рожать
сможете 26-го в 16:30? => point 11-26 16:30 | сможете
субботник каждую первую субботу месяца в 9 => every FREQ=MONTHLY;BYDAY=1SA from 12-05 09:00
проверить котёл между 7 и 11 декабря => windows 12-07..12-12 | проверить котёл
ужин у Паши в субботу в 8 => point 11-21 20:00 | ужин у Паши
никогда по субботам => ask
вязать по воскресеньям после обеда => every FREQ=WEEKLY;BYDAY=SU from 11-22 13:00-17:00 | вязать
рано утром завтра, в 7 => ask
три дня в Суздале с 11 декабря => ask
""",
}
