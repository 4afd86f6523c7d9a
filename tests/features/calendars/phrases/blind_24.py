"""The twenty-fourth blind round: clubs, clinics, travel and houses, in short notes and whole sentences."""

PHRASES = {
    "en": """
league fixture: Lions v Tigers, Sunday 6 December, 14:00 => point 12-06 14:00
training cancelled this Thursday => ask
physio appt. moved to Wed 2 Dec 9:40am => point 12-02 09:40
check in after 3pm on 18 December => windows 12-18 15:00-12-19 00:00
checkout by 11am on the 20th => point 11-20 11:00
flight BA117 departs Saturday at 08:25 => point 11-21 08:25
landlord visit one afternoon next week => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00; 11-28 13:00-17:00; 11-29 13:00-17:00
vet, 4 weeks from today at 10:15 => point 12-16 10:15 | vet
walk the dog twice a day => ask
stocktake over two days from 1 December => windows 12-01..12-03
council meeting: second Monday monthly, 18:30 => every FREQ=MONTHLY;BYDAY=2MO from 12-14 18:30
mass every Sunday at 10am and 6pm => ask
blood test fasting tomorrow 7.45am => point 11-19 07:45
tenants' AGM 3 Feb 2027, 7pm-9pm => point 2027-02-03 19:00-21:00 | tenants' AGM
plumber coming sometime between 8am and 1pm Friday => windows 11-20 08:00-13:00 | plumber coming
meds: 1 tablet every 6 hours => ask
guests leave on Sunday afternoon => windows 11-22 13:00-17:00 | guests leave
bus 42 at quarter past seven tomorrow morning => point 11-19 07:15
conference (3 days) from 12 January => ask
MRI scan Wed 25th Nov 12:05 => point 11-25 12:05 | MRI scan
cleaner comes fortnightly on Mondays at 9 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:00 | cleaner comes
school run weekdays 8:20am => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:20 | school run
can someone cover Saturday's 10-2? => point 11-21 10:00-14:00
holiday club 21st-23rd December 9-3 => windows 12-21 09:00-15:00; 12-22 09:00-15:00; 12-23 09:00-15:00
review in six months => day 2027-05-18 | review
pick me up at noon sharp => point 11-18 12:00
end of year party => ask
Friday 11 December or Saturday 12 December => windows 12-11..12-13
Terminal 5 => none
size 12 shoes => none
the eleventh commandment => none
""",  # noqa: E501  # a phrase a line
    "de": """
Punktspiel Löwen gegen Tiger, Sonntag, 6. Dezember, 14:00 => point 12-06 14:00
Training entfällt diesen Donnerstag => ask
Physio verlegt auf Mi 2.12. 9:40 => point 12-02 09:40
Anreise ab 15 Uhr am 18. Dezember => point 12-18 15:00 | Anreise
Abreise bis 11 Uhr am 20. => point 11-20 11:00
Flug LH117 geht Samstag um 8:25 Uhr => point 11-21 08:25 | Flug LH117 geht
Vermieter kommt nächste Woche nachmittags => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00; 11-28 13:00-17:00; 11-29 13:00-17:00
Tierarzt heute in vier Wochen um 10:15 => point 12-16 10:15 | Tierarzt
zweimal täglich Gassi gehen => ask
Gemeinderat jeden zweiten Montag im Monat um 18:30 => every FREQ=MONTHLY;BYDAY=2MO from 12-14 18:30 | Gemeinderat
Messe jeden Sonntag um 10 und um 18 Uhr => ask
Blutabnahme nüchtern morgen 7.45 Uhr => point 11-19 07:45
Mieterversammlung 3.2.2027, 19-21 Uhr => point 2027-02-03 19:00-21:00 | Mieterversammlung
Klempner irgendwann zwischen 8 und 13 Uhr am Freitag => windows 11-20 08:00-13:00 | Klempner
alle 6 Stunden 1 Tablette => ask
Besuch fährt Sonntagnachmittag ab => windows 11-22 13:00-17:00
Bus 42 morgen früh um Viertel nach sieben => point 11-19 07:15
MRT Mi 25.11. 12:05 => point 11-25 12:05 | MRT
Putzfrau alle zwei Wochen montags um 9 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:00 | Putzfrau
Schulweg werktags 8:20 Uhr => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:20 | Schulweg
Ferienbetreuung 21.-23. Dezember 9-15 Uhr => windows 12-21 09:00-15:00; 12-22 09:00-15:00; 12-23 09:00-15:00
Kontrolle in sechs Monaten => day 2027-05-18 | Kontrolle
Jahresabschlussfeier Ende Dezember => ask
Freitag, 11. oder Samstag, 12. Dezember => windows 12-11..12-13
jeden Werktag außer freitags um 9 => ask
Montag um neun, Dienstag um zehn => ask
von Montagmorgen bis Mittwochabend => ask
in der Nacht von Freitag auf Samstag => ask
nur samstags => every FREQ=WEEKLY;BYDAY=SA from 11-21
Gleis 5 => none
Größe 42 => none
das elfte Gebot => none
""",  # noqa: E501  # a phrase a line
    "fr": """
championnat : Lions contre Tigres, dimanche 6 décembre, 14h => point 12-06 14:00
entraînement annulé ce jeudi => ask
kiné reporté au mercredi 2 décembre 9h40 => point 12-02 09:40
arrivée après 15h le 18 décembre => windows 12-18 15:00-12-19 00:00 | arrivée
vol AF117 samedi à 8h25 => point 11-21 08:25 | vol AF117
le proprio passe un après-midi la semaine prochaine => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00; 11-28 13:00-17:00; 11-29 13:00-17:00
véto dans quatre semaines à 10h15 => point 12-16 10:15 | véto
promener le chien deux fois par jour => ask
conseil municipal le deuxième lundi de chaque mois à 18h30 => every FREQ=MONTHLY;BYDAY=2MO from 12-14 18:30 | conseil municipal
messe tous les dimanches à 10h et à 18h => ask
prise de sang à jeun demain 7h45 => point 11-19 07:45
AG des locataires 3 février 2027, 19h-21h => point 2027-02-03 19:00-21:00 | AG des locataires
plombier entre 8h et 13h vendredi => windows 11-20 08:00-13:00 | plombier
1 comprimé toutes les 6 heures => ask
bus 42 demain matin à sept heures et quart => point 11-19 07:15
IRM mer. 25 nov. 12h05 => point 11-25 12:05 | IRM
ménage toutes les deux semaines le lundi à 9h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:00 | ménage
école du lundi au vendredi à 8h20 => ask
centre aéré du 21 au 23 décembre de 9h à 15h => windows 12-21 09:00-15:00; 12-22 09:00-15:00; 12-23 09:00-15:00
contrôle dans six mois => day 2027-05-18 | contrôle
fête de fin d'année => ask
vendredi 11 ou samedi 12 décembre => windows 12-11..12-13
tous les jours sauf le vendredi à 9h => ask
lundi à 9h, mardi à 10h => ask
dans la nuit de vendredi à samedi => ask
seulement le samedi => ask
le 3 février à dix-neuf heures précises => point 2027-02-03 19:00
vendredi vers la fin de matinée => ask
voie 5 => none
taille 42 => none
le onzième commandement => none
""",  # noqa: E501  # a phrase a line
    "es": """
liga: Leones contra Tigres, domingo 6 de diciembre, 14:00 => point 12-06 14:00
entrenamiento cancelado este jueves => ask
fisio aplazado al miércoles 2 de diciembre a las 9:40 => point 12-02 09:40
entrada después de las 15:00 el 18 de diciembre => windows 12-18 15:00-12-19 00:00 | entrada
vuelo IB117 sale el sábado a las 8:25 => point 11-21 08:25 | vuelo IB117 sale
el casero viene una tarde la semana que viene => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00; 11-28 13:00-17:00; 11-29 13:00-17:00
veterinario dentro de cuatro semanas a las 10:15 => point 12-16 10:15 | veterinario
pasear al perro dos veces al día => ask
pleno el segundo lunes de cada mes a las 18:30 => every FREQ=MONTHLY;BYDAY=2MO from 12-14 18:30 | pleno
misa todos los domingos a las 10 y a las 18 => ask
análisis en ayunas mañana a las 7:45 de la mañana => point 11-19 07:45
junta de vecinos 3 de febrero de 2027, de 19:00 a 21:00 => point 2027-02-03 19:00-21:00 | junta de vecinos
fontanero entre las 8 y las 13 el viernes => windows 11-20 08:00-13:00 | fontanero
1 pastilla cada 6 horas => ask
autobús 42 mañana a las siete y cuarto de la mañana => point 11-19 07:15 | autobús 42
resonancia mié 25 nov 12:05 => point 11-25 12:05 | resonancia
limpieza cada dos semanas los lunes a las 9 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:00 | limpieza
colegio de lunes a viernes a las 8:20 => ask
campamento del 21 al 23 de diciembre de 9 a 15h => windows 12-21 09:00-15:00; 12-22 09:00-15:00; 12-23 09:00-15:00
revisión en seis meses => day 2027-05-18 | revisión
cena de fin de año => day 12-31
viernes 11 o sábado 12 de diciembre => windows 12-11..12-13
todos los días menos el viernes a las 9 => ask
lunes a las 9, martes a las 10 => ask
la noche del viernes al sábado => ask
solo los sábados => every FREQ=WEEKLY;BYDAY=SA from 11-21
el viernes a media mañana => ask
a partir del lunes a las 9 => point 11-23 09:00
andén 5 => none
talla 42 => none
el undécimo mandamiento => none
""",  # noqa: E501  # a phrase a line
    "ru": """
лига: Львы — Тигры, воскресенье, 6 декабря, 14:00 => point 12-06 14:00
тренировка в этот четверг отменяется => ask
массаж перенесли на среду 2 декабря на 9:40 => point 12-02 09:40
заезд после 15:00 18 декабря => windows 12-18 15:00-12-19 00:00 | заезд
рейс SU117 в субботу в 8:25 => point 11-21 08:25 | рейс SU117
ветеринар через четыре недели в 10:15 => point 12-16 10:15 | ветеринар
гулять с собакой два раза в день => ask
совет каждый второй понедельник месяца в 18:30 => every FREQ=MONTHLY;BYDAY=2MO from 12-14 18:30 | совет
служба каждое воскресенье в 10 и в 18 => ask
анализ крови натощак завтра в 7:45 => point 11-19 07:45
собрание жильцов 3 февраля 2027, 19:00-21:00 => point 2027-02-03 19:00-21:00 | собрание жильцов
сантехник между 8 и 13 в пятницу => windows 11-20 08:00-13:00 | сантехник
по 1 таблетке каждые 6 часов => ask
автобус 42 завтра утром в четверть восьмого => point 11-19 07:15 | автобус 42
МРТ ср 25 ноя 12:05 => point 11-25 12:05 | МРТ
уборка раз в две недели по понедельникам в 9 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 09:00 | уборка
школа по будням в 8:20 => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 08:20 | школа
лагерь с 21 по 23 декабря с 9 до 15 => windows 12-21 09:00-15:00; 12-22 09:00-15:00; 12-23 09:00-15:00
осмотр через шесть месяцев => day 2027-05-18 | осмотр
корпоратив в конце года => ask
в пятницу 11 или в субботу 12 декабря => windows 12-11..12-13
каждый день, кроме пятницы, в 9 => ask
в понедельник в 9, во вторник в 10 => ask
в ночь с пятницы на субботу => ask
только по субботам => every FREQ=WEEKLY;BYDAY=SA from 11-21
с понедельника в 9 => point 11-23 09:00
в пятницу ближе к вечеру => ask
хозяин придёт на следующей неделе днём => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00; 11-28 13:00-17:00; 11-29 13:00-17:00
путь 5 => none
размер 42 => none
одиннадцатая заповедь => none
""",  # noqa: E501  # a phrase a line
}
