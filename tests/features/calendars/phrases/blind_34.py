"""The thirty-fourth blind round: a bakery, scouts, a receptionist, a nanny, a theatre group, a runner, a server room.

Committed before it was run.
"""

PHRASES = {
    "en": """
long run Sunday 7am, 18 miles => point 11-22 07:00 | long run 18 miles
intervals every Wednesday at 6.30pm with the club => every FREQ=WEEKLY;BYDAY=WE from 11-18 18:30 | intervals with the club
half marathon 7 March 2027 09:30 => point 2027-03-07 09:30 | half marathon
bake sale Friday 20th 11-1 => point 11-20 11:00-13:00 | bake sale
order flour by Tuesday noon => point 11-24 12:00 | order flour
oven engineer Thursday between 1 and 3 => ask
scout camp 22-24 May => windows 2027-05-22..2027-05-25 | scout camp
scouts Mondays 19:00-20:30 in term time => ask
leaders' meeting after scouts on Monday => day 11-23
Mrs Patel, check-up, Thurs 14:20, 20 mins => point 11-19 14:20-14:40 | Mrs Patel, check-up
hygienist six months from today => day 2027-05-18 | hygienist
emergency slot today 16:45 => point 11-18 16:45 | emergency slot
nanny starts on the 4th of January => day 2027-01-04 | nanny starts
pick up Leo 15:10 daily => every FREQ=DAILY from 11-18 15:10 | pick up Leo
nap time 1pm to 2.30pm => point 11-18 13:00-14:30 | nap time
read-through Tuesday week at 7:30pm => point 12-01 19:30 | read-through
tech run Sat 5th, all day => day 12-05 | tech run
matinee 2.30pm and evening 7.30pm on Saturday 12th => ask
patch the servers tonight at 23:00 for 2 hours => point 11-18 23:00-11-19 01:00 | patch the servers
backup window 1am-3am Sunday => point 11-22 01:00-03:00 | backup window
certificate expires in 30 days => day 12-18 | certificate expires
on call from Monday 9am to Friday 5pm => point 11-23 09:00-11-27 17:00 | on call
change freeze 18 December to 4 January => windows 12-18..2027-01-05 | change freeze
never on a Sunday => ask
is half seven too early on Thursday? => ask
Tuesday first, Thursday as a fallback => ask
the meeting formerly known as Friday standup => ask
""",  # noqa: E501  # a phrase a line
    "de": """
langer Lauf Sonntag 7 Uhr => point 11-22 07:00 | langer Lauf
Intervalle jeden Mittwoch 18:30 mit dem Verein => every FREQ=WEEKLY;BYDAY=WE from 11-18 18:30 | Intervalle mit dem Verein
Halbmarathon 7.3.2027 9:30 => point 2027-03-07 09:30 | Halbmarathon
Kuchenverkauf Freitag, 20.11., 11-13 Uhr => point 11-20 11:00-13:00 | Kuchenverkauf
Mehl bestellen bis Dienstag 12 Uhr => point 11-24 12:00 | Mehl bestellen
Ofentechniker Donnerstag zwischen 13 und 15 Uhr => windows 11-19 13:00-15:00 | Ofentechniker
Pfadfinderlager 22.-24. Mai => windows 2027-05-22..2027-05-25 | Pfadfinderlager
Gruppenstunde montags 19-20:30 Uhr außer in den Ferien => ask
Frau Schmidt, Kontrolle, Do 14:20, 20 Minuten => point 11-19 14:20-14:40 | Frau Schmidt, Kontrolle
Zahnreinigung in sechs Monaten => day 2027-05-18 | Zahnreinigung
Notfalltermin heute 16:45 => point 11-18 16:45 | Notfalltermin
Kinderfrau fängt am 4. Januar an => day 2027-01-04
Leo täglich um 15:10 abholen => every FREQ=DAILY from 11-18 15:10 | Leo abholen
Leseprobe Dienstag in einer Woche 19:30 => point 12-01 19:30 | Leseprobe
technische Probe am 5. ganztägig => day 12-05 | technische Probe
Vorstellungen Samstag 14:30 und 19:30 => ask
Server patchen heute 23 Uhr, 2 Stunden => point 11-18 23:00-11-19 01:00 | Server patchen
Zertifikat läuft in 30 Tagen ab => day 12-18
Rufbereitschaft von Mo 9 Uhr bis Fr 17 Uhr => point 11-23 09:00-11-27 17:00 | Rufbereitschaft
Änderungsstopp 18.12. bis 4.1. => windows 12-18..2027-01-05 | Änderungsstopp
nie wieder montags um 7 => ask
ist Donnerstag halb sieben zu früh? => ask
Brezeln abholen Sa vor 8 Uhr => windows 11-21 00:00-08:00 | Brezeln abholen
Teig ansetzen heute Abend um zehn => point 11-18 22:00 | Teig ansetzen
erster Dienstag im Februar, 19 Uhr: Premiere => point 2027-02-02 19:00 | Premiere
""",  # noqa: E501  # a phrase a line
    "fr": """
sortie longue dimanche 7h => point 11-22 07:00 | sortie longue
fractionné tous les mercredis à 18h30 avec le club => every FREQ=WEEKLY;BYDAY=WE from 11-18 18:30 | fractionné avec le club
semi-marathon le 7 mars 2027 à 9h30 => point 2027-03-07 09:30 | semi-marathon
vente de gâteaux vendredi 20 de 11h à 13h => point 11-20 11:00-13:00 | vente de gâteaux
commander la farine avant mardi midi => ask
réparateur du four jeudi entre 13h et 15h => windows 11-19 13:00-15:00 | réparateur du four
camp scout du 22 au 24 mai => windows 2027-05-22..2027-05-25 | camp scout
Mme Petit, contrôle, jeu. 14h20, 20 min => point 11-19 14:20-14:40 | Mme Petit, contrôle
détartrage dans six mois => day 2027-05-18 | détartrage
urgence aujourd'hui 16h45 => point 11-18 16:45 | urgence
la nounou commence le 4 janvier => day 2027-01-04 | la nounou commence
chercher Léo tous les jours à 15h10 => every FREQ=DAILY from 11-18 15:10 | chercher Léo
sieste de 13h à 14h30 => point 11-18 13:00-14:30 | sieste
lecture mardi en huit à 19h30 => point 12-01 19:30 | lecture
filage technique le 5 toute la journée => day 12-05 | filage technique
représentations samedi 14h30 et 19h30 => ask
mise à jour des serveurs ce soir 23h, 2 heures => point 11-18 23:00-11-19 01:00 | mise à jour des serveurs
le certificat expire dans 30 jours => day 12-18 | le certificat expire
astreinte du lundi 9h au vendredi 17h => point 11-23 09:00-11-27 17:00 | astreinte
gel des changements du 18 décembre au 4 janvier => windows 12-18..2027-01-05 | gel des changements
plus jamais le lundi à 7h => ask
chercher les brioches samedi avant 8h => windows 11-21 00:00-08:00 | chercher les brioches
pétrir ce soir à dix heures => point 11-18 22:00 | pétrir
première le 2 février à 19h => point 2027-02-02 19:00 | première
jeudi ou au pire vendredi => windows 11-19..11-21
""",  # noqa: E501  # a phrase a line
    "es": """
tirada larga el domingo a las 7 de la mañana => point 11-22 07:00 | tirada larga
series todos los miércoles a las 18:30 con el club => every FREQ=WEEKLY;BYDAY=WE from 11-18 18:30 | series con el club
media maratón 7 de marzo de 2027 9:30 => point 2027-03-07 09:30 | media maratón
venta de bizcochos viernes 20 de 11 a 13 => point 11-20 11:00-13:00 | venta de bizcochos
pedir harina antes del martes => ask
técnico del horno el jueves entre las 13:00 y las 15:00 => windows 11-19 13:00-15:00 | técnico del horno
campamento scout del 22 al 24 de mayo => windows 2027-05-22..2027-05-25 | campamento scout
señora Gil, revisión, jueves 14:20, 20 minutos => point 11-19 14:20-14:40 | señora Gil, revisión
limpieza dental dentro de seis meses => day 2027-05-18 | limpieza dental
urgencia hoy 16:45 => point 11-18 16:45 | urgencia
la niñera empieza el 4 de enero => day 2027-01-04 | la niñera empieza
recoger a Leo todos los días a las 15:10 => every FREQ=DAILY from 11-18 15:10 | recoger a Leo
siesta de 14:00 a 15:30 => point 11-18 14:00-15:30 | siesta
lectura del guion el 1 de diciembre a las 19:30 => point 12-01 19:30 | lectura del guion
ensayo técnico el día 5, todo el día => day 12-05 | ensayo técnico
funciones el sábado a las 17:00 y a las 20:00 => ask
parchear servidores hoy a las 23:00, 2 horas => point 11-18 23:00-11-19 01:00 | parchear servidores
el certificado caduca en 30 días => day 12-18 | el certificado caduca
guardia del lunes a las 9 al viernes a las 17:00 => point 11-23 09:00-11-27 17:00 | guardia
congelación de cambios del 18 de diciembre al 4 de enero => windows 12-18..2027-01-05 | congelación de cambios
nunca los lunes a las 7 => ask
recoger los bollos el sábado antes de las 8 => windows 11-21 00:00-08:00 | recoger los bollos
amasar esta noche a las diez => point 11-18 22:00 | amasar
estreno el 2 de febrero a las 19:00 => point 2027-02-02 19:00 | estreno
el jueves o, en el peor de los casos, el viernes => windows 11-19..11-21
""",
    "ru": """
длинная пробежка в воскресенье в 7 утра => point 11-22 07:00 | длинная пробежка
интервалы каждую среду в 18:30 с клубом => every FREQ=WEEKLY;BYDAY=WE from 11-18 18:30 | интервалы с клубом
полумарафон 7 марта 2027 в 9:30 => point 2027-03-07 09:30 | полумарафон
ярмарка выпечки в пятницу 20 ноября с 11 до 13 => point 11-20 11:00-13:00 | ярмарка выпечки
заказать муку ко вторнику, 12:00 => point 11-24 12:00 | заказать муку
мастер по печам в четверг между 13 и 15 => windows 11-19 13:00-15:00 | мастер по печам
скаутский лагерь 22-24 мая => windows 2027-05-22..2027-05-25 | скаутский лагерь
Иванова, осмотр, чт 14:20, 20 минут => point 11-19 14:20-14:40 | Иванова, осмотр
чистка зубов через шесть месяцев => day 2027-05-18 | чистка зубов
срочный приём сегодня 16:45 => point 11-18 16:45 | срочный приём
няня выходит 4 января => day 2027-01-04 | няня выходит
забирать Лёву ежедневно в 15:10 => every FREQ=DAILY from 11-18 15:10 | забирать Лёву
сон с 13 до 14:30 => point 11-18 13:00-14:30 | сон
читка во вторник через неделю в 19:30 => point 12-01 19:30 | читка
технический прогон 5-го, весь день => day 12-05 | технический прогон
спектакли в субботу в 14:30 и 19:30 => ask
обновить серверы сегодня в 23:00, 2 часа => point 11-18 23:00-11-19 01:00 | обновить серверы
сертификат истекает через 30 дней => day 12-18 | сертификат истекает
дежурство с понедельника 9:00 до пятницы 17:00 => point 11-23 09:00-11-27 17:00 | дежурство
заморозка изменений с 18 декабря по 4 января => windows 12-18..2027-01-05 | заморозка изменений
больше никогда по понедельникам в 7 => ask
забрать булочки в субботу до 8 => windows 11-21 00:00-08:00 | забрать булочки
замесить тесто сегодня в десять вечера => point 11-18 22:00 | замесить тесто
премьера 2 февраля в 19:00 => point 2027-02-02 19:00 | премьера
в четверг или, на худой конец, в пятницу => ask
""",
}
