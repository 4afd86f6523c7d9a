"""French phrases written after the grammar, and not looked at while it was made."""

PHRASES = """
On se voit demain à 10h15 ? => point 11-19 10:15
coiffeur samedi 11h => point 11-21 11:00 | coiffeur
réunion lundi 23 novembre de 9h à 10h30 => point 11-23 09:00-10:30 | réunion
yoga tous les mardis et jeudis à 6h30 du matin => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 06:30 | yoga
loyer le 1er de chaque mois => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | loyer
le dernier vendredi du mois prochain => day 12-25
samedi soir => windows 11-21 18:00-21:00
lundi prochain matin => windows 11-23 09:00-12:00
dans une heure et demie => point 11-18 11:30
dans une semaine => day 11-25
dans un mois => day 12-18
avant-hier => day 11-16
le 24 à 18h => point 11-24 18:00
jeudi prochain entre 9h et 11h => windows 11-26 09:00-11:00
mardi de la semaine prochaine à 11h => point 11-24 11:00
du lundi au vendredi à 9h15 chaque semaine => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15
une heure avec Grace vendredi après-midi => windows 11-20 13:00-17:00 {60min} | avec Grace
31 juin => ask
rendez-vous à 7 heures du soir => point 11-18 19:00
demain à 8h moins le quart => point 11-19 07:45
chaque matin à 7h => every FREQ=DAILY from 11-19 07:00
fin de semaine prochaine => ask
12 au 14 janvier => windows 2027-01-12..2027-01-15
vendredi avant midi => windows 11-20 00:00-12:00
Noël à 13h => point 12-25 13:00
vendredi 27 novembre 2026 à 20 h 30 => point 11-27 20:30
dîner avec Ada samedi à 8h => point 11-21 20:00
le train de 8 wagons => none
merci beaucoup => none
"""  # a phrase a line
