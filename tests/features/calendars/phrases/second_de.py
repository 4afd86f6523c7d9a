"""German phrases of the second set, written when the first had been read, and not looked at before."""

PHRASES = """
Bier mit Emmy am Donnerstag um 20 Uhr => point 11-19 20:00 | Bier mit Emmy
Hast du nächsten Dienstag von 16 bis 17 Uhr Zeit? => point 11-24 16:00-17:00
Zahnarzt, Mo 30.11., 8:00 => point 11-30 08:00 | Zahnarzt
Rechnung am 30. schicken => day 11-30
Töpferkurs Donnerstag 19-21 Uhr => point 11-19 19:00-21:00 | Töpferkurs
Lesekreis jeden letzten Donnerstag im Monat um 19:30 => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 19:30 | Lesekreis
Müll jeden zweiten Montag => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 | Müll
sonntags 10 Uhr => every FREQ=WEEKLY;BYDAY=SU from 11-22 10:00
jeden Samstag Vormittag um 9 => every FREQ=WEEKLY;BYDAY=SA from 11-21 09:00
zwei Stunden nächste Woche mit dem Team => windows 11-23..11-30 {120min} | mit dem Team
Donnerstag oder Freitag Nachmittag => windows 11-19 13:00-17:00; 11-20 13:00-17:00
in 15 Minuten anrufen => point 11-18 10:15 | anrufen
in vier Wochen => day 12-16
16. Dezember 2026 => day 12-16
Sa. 5. Dez. 06:15 Uhr Flug => point 12-05 06:15 | Flug
Freitag 13:30 MEZ => point 11-20 13:30
Freitag um elf Uhr nachts => point 11-20 23:00
Sonntag, 21. November => ask
29.2.2027 => ask
Abendessen um 6 => point 11-18 18:00 | Abendessen
Tee am Samstag um 4 => ask
Samstag 21 Uhr bis 1 Uhr => point 11-21 21:00-11-22 01:00
um dreiviertel acht morgen früh => point 11-19 07:45
morgen gegen halb zehn => point 11-19 09:30
Tisch für zwei => none
drei kleine Schweinchen => none
"""  # a phrase a line
