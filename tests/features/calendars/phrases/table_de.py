"""German phrases and their readings, written before the grammar. The notation is in `tables.py`."""

PHRASES = """
# Points
morgen um 15 Uhr => point 11-19 15:00 |
morgen 15:00 => point 11-19 15:00
Mittagessen mit Bob am Freitag um 12:30 für 45 Minuten => point 11-20 12:30-13:15 | Mittagessen mit Bob
nächsten Montag um 9 Uhr => point 11-23 09:00
Zahnarzt am 3. Dezember um 9.15 Uhr => point 12-03 09:15 | Zahnarzt
Zahnarzt 3.12. 9:15 => point 12-03 09:15 | Zahnarzt
übermorgen um 14 Uhr 30 => point 11-20 14:30
übermorgen um halb drei nachmittags => point 11-20 14:30
heute Abend um 8 mit Ada ins Kino => point 11-18 20:00 | mit Ada ins Kino
heute um 17:45 Uhr => point 11-18 17:45
morgen Vormittag um zehn => point 11-19 10:00
in einer halben Stunde => point 11-18 10:30
in 2 Stunden => point 11-18 12:00
in zwei Wochen um 11 Uhr => point 12-02 11:00
Freitag von 10 bis 12 Uhr => point 11-20 10:00-12:00
Freitag 10-12 Uhr Workshop => point 11-20 10:00-12:00 | Workshop
Do 14:00–15:30 => point 11-19 14:00-15:30
kommenden Donnerstag 16 Uhr => point 11-19 16:00
diesen Freitag um 9 Uhr => point 11-20 09:00
nächsten Freitag um 10 Uhr => point 11-27 10:00
Freitag in einer Woche um 10 Uhr => point 11-27 10:00
Am 24.11.2026 um 18 Uhr => point 11-24 18:00
24.11. 18h Probe => point 11-24 18:00 | Probe
Viertel nach neun morgen früh => point 11-19 09:15
viertel vor elf am Montag => point 11-23 10:45
Montag um 9 Uhr Berliner Zeit => point 11-23 09:00
Montag 9 Uhr New Yorker Zeit => point 11-23 09:00 {America/New_York}
morgen um 12 => point 11-19 12:00
Telefonat mit Grace morgen 11 Uhr, 30 min => point 11-19 11:00-11:30 | Telefonat mit Grace
anderthalb Stunden Workshop am Freitag ab 13 Uhr => point 11-20 13:00-14:30 | Workshop
Dienstag, den 24. November, 14 Uhr => point 11-24 14:00
Di 24.11. 14 Uhr => point 11-24 14:00
Mittwoch um 9 Uhr => point 11-25 09:00
morgen Mittag um 12 => point 11-19 12:00
Silvester um 23 Uhr => point 12-31 23:00
Samstag um 7 Uhr abends Abendessen => point 11-21 19:00 | Abendessen
um 16 Uhr => point 11-18 16:00

# Days
morgen => day 11-19
heute => day 11-18
übermorgen => day 11-20
Freitag => day 11-20
nächsten Freitag => day 11-27
Freitag nächster Woche => day 11-27
nächste Woche Freitag => day 11-27
kommenden Freitag => day 11-20
3. Dezember => day 12-03
am 3.12. => day 12-03
05.12.2026 => day 12-05
5.12.26 => day 12-05
in drei Tagen => day 11-21
in zwei Wochen => day 12-02
heute in einer Woche => day 11-25
am 24. => day 11-24
Bericht bis Freitag abgeben => day 11-20
Geburtstag Ada am 10. Dezember => day 12-10 | Geburtstag Ada

# Windows
nächste Woche => windows 11-23..11-30
dieses Wochenende => windows 11-21..11-23
am Wochenende => windows 11-21..11-23
morgen früh => windows 11-19 09:00-12:00
morgen Nachmittag => windows 11-19 13:00-17:00
heute Abend => windows 11-18 18:00-21:00
Dienstag Vormittag => windows 11-24 09:00-12:00
Dienstagvormittag => windows 11-24 09:00-12:00
Freitagabend Essen mit Grace => windows 11-20 18:00-21:00 | Essen mit Grace
Dienstag oder Donnerstag => windows 11-19..11-20; 11-24..11-25
Montag bis Mittwoch => windows 11-23..11-26
vom 24. bis 26. November => windows 11-24..11-27
im Januar => windows 2027-01-01..2027-02-01
nächsten Monat => windows 12-01..2027-01-01
werktags nachmittags nächste Woche => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00
Freitag zwischen 14 und 16 Uhr => windows 11-20 14:00-16:00
morgen nach 15 Uhr => windows 11-19 15:00-11-20 00:00
morgen vor 12 Uhr => windows 11-19 00:00-12:00
30 Minuten nächste Woche mit Ada => windows 11-23..11-30 {30min} | mit Ada
KW 50 => windows 12-07..12-14

# Recurrences
jeden Montag um 10 Uhr => every FREQ=WEEKLY;BYDAY=MO from 11-23 10:00
jeden zweiten Freitag um 17 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20 17:00
alle zwei Wochen dienstags um 14 Uhr => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 14:00
montags und mittwochs 10 Uhr => every FREQ=WEEKLY;BYDAY=MO,WE from 11-23 10:00
täglich um 8 Uhr => every FREQ=DAILY from 11-19 08:00
werktags um 9:15 Stand-up => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15 | Stand-up
jeden ersten Montag im Monat um 10 Uhr => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
jeden 15. des Monats => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15
jeden letzten Freitag im Monat um 16 Uhr => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 16:00
wöchentlich am Freitag 15 Uhr für 30 Minuten => every FREQ=WEEKLY;BYDAY=FR from 11-20 15:00-15:30
jedes Jahr am 3. März => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03

# To ask
übermorgen um halb drei => ask point 11-20 14:30 / point 11-20 02:30
morgen um 3 => ask point 11-19 15:00 / point 11-19 03:00
30. Februar => ask
Montag, 20. November => ask
[now=2027-03-20T12:00] 28. März um 2:30 Uhr => ask
Mittwoch um 15 Uhr => ask point 11-18 15:00 / point 11-25 15:00

# None
Milch kaufen => none | Milch kaufen
So ist das => none
mit Do und Mi reden => none
"""  # noqa: E501  # a phrase a line
