"""The twenty-third blind round: messages between friends and colleagues, and what stands in a shared calendar."""

PHRASES = {
    "en": """
u free sat arvo? => windows 11-21 13:00-17:00
brunch sunday 11ish => point 11-22 11:00
fancy a pint thurs eve => windows 11-19 18:00-21:00
kids' party Sat 5 Dec 2-5pm => point 12-05 14:00-17:00 | kids' party
ok Monday works, 10:30? => point 11-23 10:30
shall we say 8.15 tomorrow morning => point 11-19 08:15
sorry can't make Friday => ask
anything but Monday => ask
free any evening next week => windows 11-23 18:00-21:00; 11-24 18:00-21:00; 11-25 18:00-21:00; 11-26 18:00-21:00; 11-27 18:00-21:00; 11-28 18:00-21:00; 11-29 18:00-21:00
need 90 mins with you before Friday => ask
Ada on leave w/c 30 Nov => windows 11-30..12-07 | Ada on leave
interview panel 26/11 09:00-12:30 => point 11-26 09:00-12:30 | interview panel
fire drill Tues 11am => point 11-24 11:00 | fire drill
release freeze from 18 Dec until 4 Jan => windows 12-18..2027-01-05 | release freeze
1-1s every other Thurs at half past two in the afternoon => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 14:30
quarterly planning, first Monday of January => ask
payday, last Friday of every month => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 | payday
car insurance renews yearly on 9 March => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=9 from 2027-03-09
take pills at 8am and 8pm daily => ask
ring me when you're back => none
back in 5 minutes => point 11-18 10:05
lunch break 12:30 to 13:15 => point 11-18 12:30-13:15 | lunch break
movie starts 20:15, meet at 19:45 on Friday => ask
eleven thirty Saturday => point 11-21 11:30
a week from Saturday => day 11-28
the weekend after next => windows 12-05..12-07
Tues the 1st => day 12-01
tomorrow from 9 => point 11-19 09:00
by close of play tomorrow => ask
Brooklyn Nine-Nine => none
the 4th wall => ask
room for 20 => none
""",  # noqa: E501  # a phrase a line
    "de": """
hast sa nachmittag zeit? => windows 11-21 13:00-17:00
brunch sonntag so gegen 11 => point 11-22 11:00 | brunch
Do Abend auf ein Bier? => windows 11-19 18:00-21:00
Kindergeburtstag Sa 5.12. 14-17 Uhr => point 12-05 14:00-17:00 | Kindergeburtstag
ok, Montag passt, 10:30? => point 11-23 10:30
morgen früh 8:15 => point 11-19 08:15
Freitag geht leider nicht => ask
alles außer Montag => ask
nächste Woche jeden Abend frei => windows 11-23 18:00-21:00; 11-24 18:00-21:00; 11-25 18:00-21:00; 11-26 18:00-21:00; 11-27 18:00-21:00; 11-28 18:00-21:00; 11-29 18:00-21:00
brauche 90 Minuten mit dir vor Freitag => ask
Auswahlgespräche 26.11. 09:00-12:30 => point 11-26 09:00-12:30 | Auswahlgespräche
Feueralarmprobe Di 11 Uhr => point 11-24 11:00 | Feueralarmprobe
Urlaubssperre vom 18. Dezember bis 4. Januar => windows 12-18..2027-01-05 | Urlaubssperre
jeden zweiten Donnerstag um halb drei nachmittags => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 14:30
Quartalsplanung am ersten Montag im Januar => day 2027-01-04 | Quartalsplanung
Gehalt, letzter Freitag im Monat => ask
Kfz-Versicherung jährlich am 9. März => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=9 from 2027-03-09
täglich um 8 und um 20 Uhr Tabletten => ask
ruf an, wenn du da bist => none
bin in 5 Minuten da => point 11-18 10:05
Film um 20:15, Treffen 19:45 am Freitag => ask
Samstag elf Uhr dreißig => point 11-21 11:30
Samstag in einer Woche => day 11-28
übernächstes Wochenende => windows 12-05..12-07
Di, der 1. => day 12-01
morgen ab 9 => point 11-19 09:00
bis morgen Feierabend => ask
Donnerstag von acht bis halb zehn => point 11-19 08:00-09:30
der 3. Mann => ask
Platz für 20 Leute => none
zehn kleine Zahnbürsten => none
""",  # noqa: E501  # a phrase a line
    "fr": """
t'es libre samedi aprem ? => windows 11-21 13:00-17:00
brunch dimanche vers 11h => point 11-22 11:00 | brunch
une bière jeudi soir ? => windows 11-19 18:00-21:00
anniversaire des enfants sam 5 déc 14h-17h => point 12-05 14:00-17:00 | anniversaire des enfants
ok pour lundi, 10h30 ? => point 11-23 10:30
demain matin 8h15 => point 11-19 08:15
vendredi je ne peux pas => ask
tout sauf lundi => ask
j'ai besoin de 90 minutes avec toi avant vendredi => ask
entretiens 26/11 09:00-12:30 => point 11-26 09:00-12:30 | entretiens
exercice incendie mardi 11h => point 11-24 11:00 | exercice incendie
gel des livraisons du 18 décembre au 4 janvier => windows 12-18..2027-01-05 | gel des livraisons
un jeudi sur deux à 14h30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 14:30
planification le premier lundi de janvier => day 2027-01-04 | planification
paie le dernier vendredi de chaque mois => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 | paie
assurance chaque année le 9 mars => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=9 from 2027-03-09 | assurance
tous les jours à 8h et à 20h => ask
j'arrive dans 5 minutes => point 11-18 10:05
film à 20h15, rendez-vous à 19h45 vendredi => ask
samedi onze heures trente => point 11-21 11:30
samedi en quinze => day 12-05
mardi 1er => day 12-01
demain à partir de 9h => point 11-19 09:00
jeudi de huit heures à neuf heures et demie => point 11-19 08:00-09:30
pause déjeuner 12h30-13h15 => point 11-18 12:30-13:15
plutôt mardi que mercredi => ask
le week-end prochain => windows 11-28..11-30
midi pile demain => point 11-19 12:00
quatre à quatre => none
place pour 20 personnes => none
le quatrième mur => none
""",  # a phrase a line
    "es": """
¿estás libre el sábado por la tarde? => windows 11-21 13:00-17:00
brunch el domingo sobre las 11 => point 11-22 11:00 | brunch
¿una caña el jueves por la noche? => windows 11-19 18:00-21:00
cumple de los niños sáb 5 dic de 14 a 17h => point 12-05 14:00-17:00 | cumple de los niños
vale, el lunes a las 10:30 => point 11-23 10:30
mañana a las 8:15 de la mañana => point 11-19 08:15
el viernes no puedo => ask
cualquier día menos el lunes => ask
necesito 90 minutos contigo antes del viernes => ask
entrevistas 26/11 09:00-12:30 => point 11-26 09:00-12:30 | entrevistas
simulacro el martes a las 11 => point 11-24 11:00 | simulacro
parón del 18 de diciembre al 4 de enero => windows 12-18..2027-01-05 | parón
un jueves sí y otro no a las 14:30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 14:30
planificación el primer lunes de enero => day 2027-01-04 | planificación
nómina el último viernes de cada mes => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 | nómina
seguro cada año el 9 de marzo => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=9 from 2027-03-09 | seguro
todos los días a las 8 y a las 20 => ask
llego en 5 minutos => point 11-18 10:05
peli a las 20:15, quedamos a las 19:45 el viernes => ask
el sábado a las once y media de la mañana => point 11-21 11:30
del sábado en ocho días => ask
martes día 1 => day 12-01
mañana a partir de las 9 => point 11-19 09:00
el jueves de ocho a nueve y media => point 11-19 08:00-09:30
mejor el martes que el miércoles => ask
el próximo fin de semana => windows 11-28..11-30
mañana a las doce del mediodía => point 11-19 12:00
a las cinco de la tarde hora canaria => point 11-18 17:00 {Atlantic/Canary}
cuatro gatos => none
sitio para 20 personas => none
la cuarta pared => none
""",  # a phrase a line
    "ru": """
свободен в субботу днём? => windows 11-21 13:00-17:00
бранч в воскресенье часов в 11 => ask
по пиву в чт вечером? => windows 11-19 18:00-21:00
детский праздник сб 5 дек с 14 до 17 => point 12-05 14:00-17:00 | детский праздник
ок, понедельник подходит, 10:30? => point 11-23 10:30
завтра утром в 8:15 => point 11-19 08:15
в пятницу не могу => ask
любой день, кроме понедельника => ask
нужно 90 минут с тобой до пятницы => day 11-20 {90min}
собеседования 26.11 09:00-12:30 => point 11-26 09:00-12:30 | собеседования
учебная тревога вт 11:00 => point 11-24 11:00 | учебная тревога
заморозка с 18 декабря по 4 января => windows 12-18..2027-01-05 | заморозка
каждый второй четверг в 14:30 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TH from 11-19 14:30
планирование в первый понедельник января => day 2027-01-04 | планирование
зарплата в последнюю пятницу каждого месяца => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 | зарплата
страховка каждый год 9 марта => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=9 from 2027-03-09 | страховка
каждый день в 8 и в 20 => ask
буду через 5 минут => point 11-18 10:05
фильм в 20:15, встреча в 19:45 в пятницу => ask
в субботу в одиннадцать тридцать => point 11-21 11:30
в субботу через неделю => day 11-28
вторник, 1-е => day 12-01
завтра с 9 => point 11-19 09:00
в четверг с восьми до половины десятого => point 11-19 08:00-09:30
лучше во вторник, чем в среду => ask
на следующих выходных => windows 11-28..11-30
завтра в двенадцать дня => point 11-19 12:00
обеденный перерыв 12:30-13:15 => point 11-18 12:30-13:15
три толстяка => none
место на 20 человек => none
четвёртая стена => none
""",  # a phrase a line
}
