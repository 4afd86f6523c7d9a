"""Spanish phrases and their readings, written before the grammar. The notation is in `tables.py`."""

PHRASES = """
# Points
mañana a las 3 de la tarde => point 11-19 15:00 |
mañana a las 15:00 => point 11-19 15:00
el martes que viene de 10 a 12 => point 11-24 10:00-12:00
comida con Bob el viernes a las 12:30 durante 45 minutos => point 11-20 12:30-13:15 | comida con Bob
dentista el 3 de diciembre a las 9:15 => point 12-03 09:15 | dentista
pasado mañana a las 14 h => point 11-20 14:00
mañana a mediodía => point 11-19 12:00
mañana al mediodía => point 11-19 12:00
esta noche a las 8 cine => point 11-18 20:00 | cine
el lunes a las nueve de la mañana => point 11-23 09:00
el próximo viernes a las 10:00 => point 11-27 10:00
este viernes a las 10 => point 11-20 10:00
viernes 10:00-12:00 taller => point 11-20 10:00-12:00 | taller
el viernes de 10 a 12 de la mañana => point 11-20 10:00-12:00
dentro de media hora => point 11-18 10:30
en 2 horas => point 11-18 12:00
el 24 de noviembre de 2026 a las 18:00 => point 11-24 18:00
martes 24 de noviembre a las 14:00 => point 11-24 14:00
llamada con Grace mañana a las 11, 30 min => point 11-19 11:00-11:30 | llamada con Grace
reunión de dos horas el viernes a las 13:00 => point 11-20 13:00-15:00 | reunión
mañana a las cuatro y media de la tarde => point 11-19 16:30
mañana a las diez menos cuarto => point 11-19 09:45
mañana a las 9 y cuarto => point 11-19 09:15
el lunes a las 9:00 hora de Nueva York => point 11-23 09:00 {America/New_York}
hoy a las 17.45 => point 11-18 17:45
el viernes a las 7 pm => point 11-20 19:00

# Days
mañana => day 11-19
hoy => day 11-18
pasado mañana => day 11-20
el viernes => day 11-20
el próximo viernes => day 11-27
el 3 de diciembre => day 12-03
05/12/2026 => day 12-05
dentro de tres días => day 11-21
en dos semanas => day 12-02
cumpleaños de Ada el 10 de diciembre => day 12-10 | cumpleaños de Ada
ayer => day 11-17
el viernes de la semana que viene => day 11-27

# Windows
la semana que viene => windows 11-23..11-30
la próxima semana => windows 11-23..11-30
este fin de semana => windows 11-21..11-23
mañana por la mañana => windows 11-19 09:00-12:00
mañana por la tarde => windows 11-19 13:00-17:00
esta tarde => windows 11-18 13:00-17:00
el martes por la mañana => windows 11-24 09:00-12:00
martes o jueves => windows 11-19..11-20; 11-24..11-25
de lunes a miércoles => windows 11-23..11-26
del 24 al 26 de noviembre => windows 11-24..11-27
en enero => windows 2027-01-01..2027-02-01
el mes que viene => windows 12-01..2027-01-01
el viernes entre las 14:00 y las 16:00 => windows 11-20 14:00-16:00
mañana después de las 15:00 => windows 11-19 15:00-11-20 00:00
30 minutos la semana que viene con Ada => windows 11-23..11-30 {30min} | con Ada

# Recurrences
todos los lunes a las 10:00 => every FREQ=WEEKLY;BYDAY=MO from 11-23 10:00
cada jueves a las 12 => every FREQ=WEEKLY;BYDAY=TH from 11-19 12:00
cada dos semanas el martes a las 14:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 14:00
todos los días a las 8 => every FREQ=DAILY from 11-19 08:00
un viernes sí y otro no a las 17:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20 17:00
los lunes y miércoles a las 10 => every FREQ=WEEKLY;BYDAY=MO,WE from 11-23 10:00
el primer lunes de cada mes a las 10 => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
el 15 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15
de lunes a viernes a las 9:15 cada semana => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15
cada año el 3 de marzo => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03

# To ask
mañana a las 3 => ask point 11-19 15:00 / point 11-19 03:00
el 30 de febrero => ask
lunes 20 de noviembre => ask
el miércoles => ask day 11-18 / day 11-25

# None
comprar leche => none | comprar leche
ir al mar => none
"""  # a phrase a line
