"""French phrases and their readings, written before the grammar. The notation is in `tables.py`."""

PHRASES = """
# Points
demain à 15h => point 11-19 15:00 |
demain 15h30 => point 11-19 15:30
jeudi prochain à 14h30 => point 11-26 14:30
ce vendredi à 10h => point 11-20 10:00
déjeuner avec Bob vendredi à 12h30 pendant 45 minutes => point 11-20 12:30-13:15 | déjeuner avec Bob
dentiste le 3 décembre à 9h15 => point 12-03 09:15 | dentiste
rdv dentiste le 3/12 à 9h15 => point 12-03 09:15
après-demain à 14 heures => point 11-20 14:00
demain à midi => point 11-19 12:00
ce soir à 20h cinéma => point 11-18 20:00 | cinéma
demain à trois heures et demie de l'après-midi => point 11-19 15:30
lundi à neuf heures du matin => point 11-23 09:00
lundi à 9 h => point 11-23 09:00
vendredi de 10h à 12h => point 11-20 10:00-12:00
vendredi de 10 à 12 => point 11-20 10:00-12:00
vendredi 10h-12h atelier => point 11-20 10:00-12:00 | atelier
dans une demi-heure => point 11-18 10:30
dans 2 heures => point 11-18 12:00
dans deux heures appeler Grace => point 11-18 12:00 | appeler Grace
le 24 novembre 2026 à 18h => point 11-24 18:00
mardi 24 novembre à 14h => point 11-24 14:00
réunion demain à 11h, 30 min => point 11-19 11:00-11:30 | réunion
réunion de 2h vendredi à 13h => point 11-20 13:00-15:00 | réunion
lundi à 9h heure de New York => point 11-23 09:00 {America/New_York}
vendredi à 8 heures du soir => point 11-20 20:00
mardi en huit à 10h => point 12-01 10:00
demain à midi et demi => point 11-19 12:30
demain à dix heures moins le quart => point 11-19 09:45
le 1er décembre à 10:00 => point 12-01 10:00

# Days
demain => day 11-19
aujourd'hui => day 11-18
après-demain => day 11-20
vendredi => day 11-20
vendredi prochain => day 11-27
le 3 décembre => day 12-03
le 1er janvier => day 2027-01-01
05/12/2026 => day 12-05
dans trois jours => day 11-21
dans deux semaines => day 12-02
dans quinze jours => ask day 12-02 / day 12-03
vendredi en huit => day 11-27
anniversaire d'Ada le 10 décembre => day 12-10 | anniversaire d'Ada
hier => day 11-17

# Windows
la semaine prochaine => windows 11-23..11-30
ce week-end => windows 11-21..11-23
demain matin => windows 11-19 09:00-12:00
demain après-midi => windows 11-19 13:00-17:00
ce soir => windows 11-18 18:00-21:00
mardi matin => windows 11-24 09:00-12:00
café vendredi après-midi => windows 11-20 13:00-17:00 | café
mardi ou jeudi => windows 11-19..11-20; 11-24..11-25
du lundi au mercredi => windows 11-23..11-26
du 24 au 26 novembre => windows 11-24..11-27
en janvier => windows 2027-01-01..2027-02-01
le mois prochain => windows 12-01..2027-01-01
vendredi entre 14h et 16h => windows 11-20 14:00-16:00
demain après 15h => windows 11-19 15:00-11-20 00:00
30 minutes la semaine prochaine avec Ada => windows 11-23..11-30 {30min} | avec Ada

# Recurrences
tous les lundis à 10h => every FREQ=WEEKLY;BYDAY=MO from 11-23 10:00
chaque jeudi à 12h => every FREQ=WEEKLY;BYDAY=TH from 11-19 12:00
un vendredi sur deux à 17h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20 17:00
tous les jours à 8h => every FREQ=DAILY from 11-19 08:00
toutes les deux semaines le mardi à 14h => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 14:00
le premier lundi de chaque mois à 10h => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
le 15 de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15
le lundi et le mercredi à 10h chaque semaine => every FREQ=WEEKLY;BYDAY=MO,WE from 11-23 10:00
tous les ans le 3 mars => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03

# To ask
demain à 3 heures => ask point 11-19 15:00 / point 11-19 03:00
le 30 février => ask
lundi 20 novembre => ask
mercredi => ask day 11-18 / day 11-25

# None
acheter du lait => none | acheter du lait
appeler Sam => none | appeler Sam
la mer est belle => none
"""  # a phrase a line
