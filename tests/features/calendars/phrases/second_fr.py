"""French phrases of the second set, written when the first had been read, and not looked at before."""

PHRASES = """
une bière avec Emmy jeudi à 20h => point 11-19 20:00
tu es libre mardi prochain de 16h à 17h ? => point 11-24 16:00-17:00
dentiste lun. 30/11 à 8h => point 11-30 08:00 | dentiste
envoyer la facture le 30 => day 11-30
poterie jeudi 19h-21h => point 11-19 19:00-21:00 | poterie
club de lecture le dernier jeudi de chaque mois à 19h30 => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 19:30 | club de lecture
poubelles un lundi sur deux => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 | poubelles
tous les dimanches à 10h => every FREQ=WEEKLY;BYDAY=SU from 11-22 10:00
deux heures la semaine prochaine avec l'équipe => windows 11-23..11-30 {120min} | avec l'équipe
jeudi ou vendredi après-midi => windows 11-19 13:00-17:00; 11-20 13:00-17:00
appeler dans 15 minutes => point 11-18 10:15 | appeler
dans quatre semaines => day 12-16
le 16 décembre 2026 => day 12-16
vol samedi 5 décembre à 6h15 => point 12-05 06:15 | vol
vendredi à onze heures du soir => point 11-20 23:00
dimanche 21 novembre => ask
29/02/2027 => ask
thé samedi à 4h => ask
samedi de 21h à 1h => point 11-21 21:00-11-22 01:00
demain à neuf heures et quart => point 11-19 09:15
une table pour deux => none
les trois petits cochons => none
"""  # noqa: E501  # a phrase a line
