"""Spanish phrases written after the grammar, and not looked at while it was made."""

PHRASES = """
¿Quedamos mañana a las 10:15? => point 11-19 10:15
peluquería sábado 11h => point 11-21 11:00 | peluquería
reunión el lunes 23 de noviembre de 9:00 a 10:30 => point 11-23 09:00-10:30 | reunión
yoga todos los martes y jueves a las 6:30 de la mañana => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 06:30 | yoga
alquiler el 1 de cada mes => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | alquiler
el último viernes de cada mes a las 16:00 => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 16:00
el sábado por la noche => windows 11-21 18:00-21:00
el lunes que viene por la mañana => windows 11-23 09:00-12:00
dentro de una hora y media => point 11-18 11:30
dentro de una semana => day 11-25
en un mes => day 12-18
anteayer => day 11-16
el jueves que viene entre las 9 y las 11 => windows 11-26 09:00-11:00
una hora con Grace el viernes por la tarde => windows 11-20 13:00-17:00 {60min} | con Grace
31 de junio => ask
a las siete de la tarde => point 11-18 19:00
cada mañana a las 7 => every FREQ=DAILY from 11-19 07:00
del 12 al 14 de enero => windows 2027-01-12..2027-01-15
el viernes antes de las 12 => windows 11-20 00:00-12:00
Nochebuena a las 21:00 => point 12-24 21:00
cena con Ada el sábado a las 9 => point 11-21 21:00
mañana a la una de la tarde => point 11-19 13:00
el martes a las 5 y media => ask
vale, gracias => none
"""  # a phrase a line
