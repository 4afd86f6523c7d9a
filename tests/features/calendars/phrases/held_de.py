"""German phrases written after the grammar, and not looked at while it was made."""

PHRASES = """
Treffen mit Ada morgen 14 Uhr => point 11-19 14:00 | Treffen mit Ada
Können wir am Donnerstag um 10:30 telefonieren? => point 11-19 10:30
Besprechung Mo 23.11. 10:00-11:30 Uhr => point 11-23 10:00-11:30 | Besprechung
Friseur Sa 11 Uhr => point 11-21 11:00 | Friseur
von Montag bis Freitag jeweils vormittags => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00
alle 14 Tage mittwochs um 18 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 18:00
jeden Dienstag und Donnerstag um 6:30 Uhr Yoga => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 06:30 | Yoga
Miete jeden Monat am 1. => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | Miete
um Viertel vor acht abends => point 11-18 19:45
morgen um halb elf => point 11-19 10:30
Samstagabend => windows 11-21 18:00-21:00
übernächste Woche => windows 11-30..12-07
Ende der Woche => ask
in einer Woche => day 11-25
in einem Monat => day 12-18
in anderthalb Stunden => point 11-18 11:30
vorgestern => day 11-16
Heiligabend 18 Uhr => point 12-24 18:00
24. Dezember => day 12-24
am 1. Januar um 12 Uhr => point 2027-01-01 12:00
Dienstag nächste Woche um 11 => point 11-24 11:00
nächsten Donnerstag zwischen 9 und 11 Uhr => windows 11-26 09:00-11:00
Mo, Di oder Do nachmittags => windows 11-19 13:00-17:00; 11-23 13:00-17:00; 11-24 13:00-17:00
eine Stunde mit Grace am Freitagnachmittag => windows 11-20 13:00-17:00 {60min} | mit Grace
31.6. => ask
Termin um 7 => ask
Mittag essen mit Ada Freitag 12 Uhr => point 11-20 12:00
bis Freitag 17 Uhr => point 11-20 17:00
12. bis 14. Januar => windows 2027-01-12..2027-01-15
Uebermorgen um 9 => point 11-20 09:00
Guten Morgen zusammen => none
Die Sache mit dem Sofa => none
"""  # noqa: E501  # a phrase a line
