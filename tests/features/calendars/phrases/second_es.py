"""Spanish phrases of the second set, written when the first had been read, and not looked at before."""

PHRASES = """
una cerveza con Emmy el jueves a las 20:00 => point 11-19 20:00
¿estás libre el próximo martes de 16:00 a 17:00? => point 11-24 16:00-17:00
dentista lun 30/11 a las 8:00 => point 11-30 08:00 | dentista
enviar la factura el 30 => day 11-30
cerámica jueves 19:00-21:00 => point 11-19 19:00-21:00 | cerámica
club de lectura el último jueves de cada mes a las 19:30 => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 19:30 | club de lectura
todos los domingos a las 10 => every FREQ=WEEKLY;BYDAY=SU from 11-22 10:00
dos horas la semana que viene con el equipo => windows 11-23..11-30 {120min} | con el equipo
jueves o viernes por la tarde => windows 11-19 13:00-17:00; 11-20 13:00-17:00
llamar en 15 minutos => point 11-18 10:15 | llamar
en cuatro semanas => day 12-16
16 de diciembre de 2026 => day 12-16
vuelo sábado 5 de diciembre a las 6:15 de la mañana => point 12-05 06:15 | vuelo
el viernes a las once de la noche => point 11-20 23:00
domingo 21 de noviembre => ask
29/02/2027 => ask
té el sábado a las 4 => ask
sábado de 21:00 a 1:00 => point 11-21 21:00-11-22 01:00
mañana a las nueve y veinte => point 11-19 09:20
una mesa para dos => none
los tres cerditos => none
"""  # noqa: E501  # a phrase a line
