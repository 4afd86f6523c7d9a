"""The thirty-eighth blind round: no translations. A hairdresser, a chess coach, a vineyard, a call centre, a crèche.

Committed before it was run.
"""

PHRASES = {
    "en": """
colour and cut, Mrs Lane, Friday 27 November, 1.15pm => point 11-27 13:15
stand-in coach needed for Thursday 5-6pm => point 11-19 17:00-18:00
simul at the library on Saturday from 11 => point 11-21 11:00
tasting room open weekends 11am-5pm => every FREQ=WEEKLY;BYDAY=SA,SU from 11-21 11:00-17:00 | tasting room open
team meeting every weekday at 8:55am => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:55 | team meeting
pick up cake by 4pm Friday => point 11-20 16:00 | pick up cake
crèche shut 24 December to 3 January => windows 12-24..2027-01-04 | crèche shut
call mum in ten minutes => point 11-18 10:10 | call mum
the vet can see us at ten to nine tomorrow => point 11-19 08:50
two-hour slot on Tuesday afternoon => windows 11-24 13:00-17:00 {120min}
first aid refresher 14 & 15 January => windows 2027-01-14..2027-01-16
spin class moved to 18:45 on Monday => point 11-23 18:45
any chance of an hour on Thursday? => day 11-19 {60min}
dad's op 8am on the 2nd => point 12-02 08:00 | dad's op
see you at the match on Sunday => day 11-22 | see you at the match
delivery slot 10:00-12:00 tomorrow => point 11-19 10:00-12:00 | delivery slot
bring own lunch Friday => day 11-20
tomorrow won't work => ask
Friday lunchtime concert => windows 11-20 12:00-14:00
bin day is every Tuesday => every FREQ=WEEKLY;BYDAY=TU from 11-24
lunch Tuesday next week at the Crown => day 11-24
every six months: dentist => every FREQ=MONTHLY;INTERVAL=6 from 11-18 | dentist
room 7, 7 December, 7pm => ask
""",
    "de": """
Frau Lang, Schneiden und Färben, Fr 27.11., 13.15 Uhr => point 11-27 13:15 | Frau Lang, Schneiden und Färben
Vertretung gesucht Donnerstag 17-18 Uhr => point 11-19 17:00-18:00 | Vertretung gesucht
Simultan in der Bücherei am Samstag ab 11 Uhr => point 11-21 11:00 | Simultan in der Bücherei
Hofladen samstags 9-13 Uhr geöffnet => every FREQ=WEEKLY;BYDAY=SA from 11-21 09:00-13:00 | Hofladen geöffnet
Frühbesprechung jeden Werktag um 7:55 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 07:55 | Frühbesprechung
Torte abholen bis Freitag 16 Uhr => point 11-20 16:00 | Torte abholen
Krippe zu vom 24.12. bis 3.1. => windows 12-24..2027-01-04
Mama in zehn Minuten zurückrufen => point 11-18 10:10 | Mama zurückrufen
Tierarzt morgen zehn vor neun => point 11-19 08:50 | Tierarzt
Erste-Hilfe-Auffrischung 14./15. Januar => windows 2027-01-14..2027-01-16 | Erste-Hilfe-Auffrischung
hättest du Donnerstag eine Stunde Zeit? => day 11-19 {60min}
Papas OP am 2. um 8 Uhr => point 12-02 08:00 | Papas OP
Lieferung morgen 10-12 Uhr => point 11-19 10:00-12:00 | Lieferung
morgen klappt nicht => ask
Mittagskonzert Freitag 12:15 => point 11-20 12:15 | Mittagskonzert
jeden Dienstag Papiertonne => every FREQ=WEEKLY;BYDAY=TU from 11-24 | Papiertonne
alle sechs Monate Zahnarzt => every FREQ=MONTHLY;INTERVAL=6 from 11-18 | Zahnarzt
Lesung im Weinkeller, Do. 3. Dez., 19.30 Uhr => point 12-03 19:30 | Lesung im Weinkeller
Schulung Mi 2.12. von 13 bis 16:30 Uhr => point 12-02 13:00-16:30 | Schulung
am Wochenende Laub rechen => windows 11-21..11-23 | Laub rechen
Straße gesperrt ab Montag => ask
Uroma wird am 9. Januar 100 => day 2027-01-09
nächsten Freitagnachmittag Hospitation => windows 11-27 13:00-17:00 | Hospitation
""",
    "fr": """
Mme Long, coupe et couleur, vendredi 27 novembre 13h15 => point 11-27 13:15 | Mme Long, coupe et couleur
remplaçant cherché pour jeudi 17h-18h => point 11-19 17:00-18:00 | remplaçant cherché
simultanée à la bibliothèque samedi à partir de 11h => point 11-21 11:00 | simultanée à la bibliothèque
cave ouverte tous les samedis de 9h à 13h => every FREQ=WEEKLY;BYDAY=SA from 11-21 09:00-13:00 | cave ouverte
brief chaque jour ouvré à 8h55 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:55 | brief
retirer le gâteau vendredi avant 16h => windows 11-20 00:00-16:00 | retirer le gâteau
crèche fermée du 24 décembre au 3 janvier => windows 12-24..2027-01-04 | crèche fermée
rappeler maman dans dix minutes => point 11-18 10:10 | rappeler maman
véto demain à neuf heures moins dix => point 11-19 08:50 | véto
recyclage secourisme les 14 et 15 janvier => windows 2027-01-14..2027-01-16 | recyclage secourisme
tu aurais une heure jeudi ? => day 11-19 {60min}
opération de papa le 2 à 8h => point 12-02 08:00 | opération de papa
livraison demain 10h-12h => point 11-19 10:00-12:00 | livraison
demain ça ne va pas => ask
concert vendredi 12h15 => point 11-20 12:15 | concert
tous les mardis poubelle jaune => every FREQ=WEEKLY;BYDAY=TU from 11-24 | poubelle jaune
dentiste tous les six mois => every FREQ=MONTHLY;INTERVAL=6 from 11-18 | dentiste
lecture au chai jeudi 3 décembre à 19h30 => point 12-03 19:30 | lecture au chai
formation mercredi 2 décembre de 13h à 16h30 => point 12-02 13:00-16:30 | formation
ratisser les feuilles ce week-end => windows 11-21..11-23 | ratisser les feuilles
rue barrée à partir de lundi => ask
mamie aura cent ans le 9 janvier => day 2027-01-09
stage vendredi prochain après-midi => windows 11-27 13:00-17:00 | stage
""",
    "es": """
señora Largo, corte y color, viernes 27 de noviembre, 13:15 => point 11-27 13:15 | señora Largo, corte y color
se busca suplente para el jueves de 17 a 18 => point 11-19 17:00-18:00 | se busca suplente
simultáneas en la biblioteca el sábado desde las 11 => point 11-21 11:00 | simultáneas en la biblioteca
bodega abierta todos los sábados de 9 a 13 => every FREQ=WEEKLY;BYDAY=SA from 11-21 09:00-13:00 | bodega abierta
reunión rápida todos los días laborables a las 8:55 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:55 | reunión rápida
recoger la tarta el viernes antes de las 16:00 => windows 11-20 00:00-16:00 | recoger la tarta
guardería cerrada del 24 de diciembre al 3 de enero => windows 12-24..2027-01-04 | guardería cerrada
llamar a mamá en diez minutos => point 11-18 10:10 | llamar a mamá
veterinario mañana a las nueve menos diez => point 11-19 08:50 | veterinario
curso de primeros auxilios el 14 y 15 de enero => windows 2027-01-14..2027-01-16 | curso de primeros auxilios
¿tienes una hora el jueves? => day 11-19 {60min}
operación de papá el 2 a las 8:00 => point 12-02 08:00 | operación de papá
entrega mañana 10-12h => point 11-19 10:00-12:00 | entrega
mañana no me va bien => ask
concierto el viernes a las 12:15 => point 11-20 12:15 | concierto
todos los martes contenedor amarillo => every FREQ=WEEKLY;BYDAY=TU from 11-24 | contenedor amarillo
dentista cada seis meses => every FREQ=MONTHLY;INTERVAL=6 from 11-18 | dentista
lectura en la bodega, jueves 3 de diciembre, 19:30 => point 12-03 19:30 | lectura en la bodega
formación el miércoles 2 de diciembre de 13:00 a 16:30 => point 12-02 13:00-16:30 | formación
podar los rosales este fin de semana => windows 11-21..11-23 | podar los rosales
calle cortada desde el lunes => ask
la bisabuela cumple cien años el 9 de enero => day 2027-01-09
el próximo viernes por la tarde, visita al cole => windows 11-27 13:00-17:00 | visita al cole
""",  # noqa: E501  # a phrase a line
    "ru": """
Ланская, стрижка и окраска, пятница 27 ноября, 13:15 => point 11-27 13:15 | Ланская, стрижка и окраска
нужна замена в четверг с 17 до 18 => point 11-19 17:00-18:00 | нужна замена
сеанс в библиотеке в субботу с 11:00 => point 11-21 11:00 | сеанс в библиотеке
погреб открыт по субботам с 9 до 13 => every FREQ=WEEKLY;BYDAY=SA from 11-21 09:00-13:00 | погреб открыт
пятиминутка каждый рабочий день в 8:55 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:55 | пятиминутка
забрать торт в пятницу до 16:00 => windows 11-20 00:00-16:00 | забрать торт
ясли закрыты с 24 декабря по 3 января => windows 12-24..2027-01-04 | ясли закрыты
перезвонить маме через десять минут => point 11-18 10:10 | перезвонить маме
ветеринар завтра без десяти девять => point 11-19 08:50 | ветеринар
курсы первой помощи 14 и 15 января => windows 2027-01-14..2027-01-16 | курсы первой помощи
операция у папы 2-го в 8:00 => point 12-02 08:00 | операция у папы
доставка завтра 10-12 => point 11-19 10:00-12:00 | доставка
завтра не получится => ask
концерт в пятницу в 12:15 => point 11-20 12:15 | концерт
каждый вторник мусор => every FREQ=WEEKLY;BYDAY=TU from 11-24 | мусор
стоматолог раз в полгода => every FREQ=MONTHLY;INTERVAL=6 from 11-18 | стоматолог
чтения в погребе чт 3 дек 19:30 => point 12-03 19:30 | чтения в погребе
обучение в среду 2 декабря с 13 до 16:30 => point 12-02 13:00-16:30 | обучение
сгребать листья в выходные => windows 11-21..11-23 | сгребать листья
улица перекрыта с понедельника => ask
прабабушке исполнится сто лет 9 января => day 2027-01-09
в следующую пятницу после обеда экскурсия в школу => windows 11-27 13:00-17:00 | экскурсия в школу
свободен час в четверг? => day 11-19
уроки вокала по понедельникам, средам и пятницам в 17:15 => every FREQ=WEEKLY;BYDAY=MO,WE,FR from 11-18 17:15 | уроки вокала
""",  # noqa: E501  # a phrase a line
}
