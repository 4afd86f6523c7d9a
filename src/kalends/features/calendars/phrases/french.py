"""French words for times."""

from kalends.features.calendars.phrases import numerals, zones
from kalends.features.calendars.phrases.language import Language
from kalends.features.calendars.phrases.sorts import Sort

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"}
_ONES = dict(enumerate(["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"], start=2))

FRENCH = Language(
    code="fr",
    ordinal=r"er\b|[eè]re\b|e\b|[eè]me\b",
    is_hour_mark_a_clock=True,
    names=frozenset({"sam", "mer", "mar"}),
    strict=frozenset({"des", "passe"}),
    words={
        Sort.NUM: {
            2: "deux",
            3: "trois",
            4: "quatre",
            5: "cinq",
            6: "six",
            7: "sept",
            8: "huit",
            9: "neuf",
            10: "dix",
            11: "onze",
            12: "douze",
            13: "treize",
            14: "quatorze",
            15: "quinze",
            16: "seize",
            17: "dix-sept|dix sept",
            18: "dix-huit|dix huit",
            19: "dix-neuf|dix neuf",
            **numerals.compounds(_TENS, {1: "un|une"}, " et ", "-et-"),
            **numerals.compounds(_TENS, _ONES, "-", " "),
            **_TENS,
            60: "soixante",
            90: "quatre-vingt-dix",
        },
        Sort.ONE: {1: "un|une"},
        Sort.ORD: {
            1: "premier|première|premiers|premières",
            2: "deuxième|second|seconde",
            3: "troisième",
            4: "quatrième",
            5: "cinquième",
            -1: "dernier|dernière|derniers|dernières",
        },
        Sort.WEEKDAY: dict(enumerate(_DAYS)),
        Sort.WEEKDAYS: {number: f"{day}s" for number, day in enumerate(_DAYS)},
        Sort.WEAKDAY: {
            0: "lun|lun.",
            1: "mar|mar.",
            2: "mer|mer.",
            3: "jeu|jeu.",
            4: "ven|ven.",
            5: "sam|sam.",
            6: "dim|dim.",
        },
        Sort.MONTH: {
            1: "janvier|janv|janv.|jan",
            2: "février|févr|févr.|fév",
            3: "mars",
            4: "avril|avr|avr.",
            5: "mai",
            6: "juin",
            7: "juillet|juil|juil.",
            8: "août|aout",
            9: "septembre|sept.",
            10: "octobre|oct|oct.",
            11: "novembre|nov|nov.",
            12: "décembre|déc|déc.",
        },
        Sort.WEAKMONTH: {},
        Sort.UNIT: {
            "minute": "minute|minutes|min|mn|min.",
            "hour": "heure|heures|h",
            "day": "jour|jours",
            "week": "semaine|semaines",
            "month": "mois",
            "year": "an|ans|année|années",
        },
        Sort.HOURMARK: {1: "heure|heures|h"},
        Sort.OCLOCK: {},
        Sort.MINUTEMARK: {},
        Sort.MINUTETAIL: {
            30: "et demie|et demi",
            15: "et quart",
            45: "trois quarts|et trois quarts",
            -15: "moins le quart|moins quart",
            -5: "moins cinq|moins 5",
            -10: "moins dix|moins 10",
            -20: "moins vingt|moins 20",
            -25: "moins vingt-cinq",
        },
        Sort.SPOKEN: {720: "midi|12h midi"},
        Sort.MIDNIGHT: {1: "minuit"},
        Sort.DAYEND: {1: "fin de journée"},
        Sort.MERIDIEM: {
            "am": "du matin|du mat|am|a.m.",
            "pm": "pm|p.m.",
            "afternoon": "de l'après-midi|de l'après midi|de l'aprem",
            "evening": "du soir",
            "night": "de la nuit",
        },
        Sort.RELDAY: {
            -2: "avant-hier|avant hier",
            -1: "hier",
            0: "aujourd'hui|aujourdhui|aujourd hui|ajd|auj",
            1: "demain|dem1|2main|2m1",
            2: "après-demain|après demain",
        },
        Sort.PART: {
            "morning": "matin|mat|au matin|le matin|matinée|en matinée|dans la matinée|ds la matinée",
            "lunch": "le midi|à l'heure du déjeuner|pendant le déjeuner|à la pause de midi|pendant la pause déjeuner",
            "afternoon": "après-midi|après midi|l'après-midi|aprem|l'aprem|dans l'après-midi|après le déjeuner|aprèm",
            "evening": "soir|au soir|le soir|soirée|en soirée|dans la soirée|après le travail",
            "night": "nuit|la nuit",
        },
        Sort.PARTS: {"morning": "matins|les matins", "afternoon": "les après-midi", "evening": "soirs|les soirs"},
        Sort.OPENING: {1: "début|coup d'envoi|ouverture|portes|départ"},
        Sort.CONTEXT: {
            "breakfast": "petit-déjeuner|petit déjeuner|petit-déj",
            "lunch": "déjeuner|déj",
            "late": "fête|soirée dansante|boîte|bar",
            "dinner": "dîner|souper|apéro",
            "show": "cinéma|ciné|théâtre|concert",
        },
        Sort.NEXT: {1: "prochain|prochaine|prochains|prochaines|suivant|suivante|d'après|qui suit"},
        Sort.THIS: {1: "ce|cet|cette|ces"},
        Sort.COMING: {1: "qui vient|à venir"},
        Sort.LAST: {1: "dernier|dernière|passé|passée"},
        Sort.AFTERNEXT: {},
        Sort.EVERY: {1: "tous les|toutes les|chaque|tout les|ts les"},
        Sort.OTHER: {},
        Sort.OTHERTAIL: {2: "sur deux|sur 2", 3: "sur trois|sur 3", 4: "sur quatre|sur 4"},
        Sort.FREQ: {
            "day": "quotidien|quotidiennement|tous les jours|chaque jour|quotidienne|une fois par jour",
            "week": "hebdomadaire|hebdo|chaque semaine|toutes les semaines|une fois par semaine",
            "month": "mensuel|mensuelle|mensuellement|chaque mois|tous les mois|une fois par mois",
            "year": "annuel|annuelle|chaque année|tous les ans|une fois par an",
            "fortnight": "tous les quinze jours|tous les 15 jours|une semaine sur deux",
            "quarter": "trimestriel|trimestrielle|tous les trimestres",
            "unsure": "bimensuel|bimensuelle|bihebdomadaire",
        },
        Sort.WORKDAY: {1: "jour ouvré|jour ouvrable|jour de semaine"},
        Sort.WORKDAYS: {
            1: (
                "jours ouvrés|jours ouvrables|jours de semaine|en semaine|chaque jour ouvré|tous les jours de semaine"
                "|chaque jour de semaine|chaque jour ouvrable"
                "|tous les jours ouvrables|tous les jours ouvrés"
                "|chaque jour ouvrable"
            )
        },
        Sort.WEEKEND: {1: "week-end|weekend|week end|we"},
        Sort.WEEKENDS: {1: "week-ends|weekends|les week-ends"},
        Sort.WEEKHENCE: {1: "en huit|en 8", 2: "en quinze|en 15"},
        Sort.WEEKNO: {1: "semaine|semaine n°|semaine numéro"},
        Sort.MONTHDAY: {},
        Sort.FESTIVE: {
            "01-01": "jour de l'an|nouvel an|premier de l'an",
            "08-15": "assomption|quinze août",
            "11-01": "toussaint",
            "11-11": "armistice|onze novembre",
            "easter+49": "pentecôte",
            "02-14": "saint-valentin|saint valentin",
            "05-01": "fête du travail",
            "07-14": "fête nationale|quatorze juillet",
            "easter": "pâques|dimanche de pâques",
            "easter+1": "lundi de pâques",
            "easter-2": "vendredi saint",
            "easter-3": "jeudi saint",
            "easter+39": "ascension|jeudi de l'ascension",
            "easter+50": "lundi de pentecôte",
            "thanksgiving+1": "black friday",
            "12-24": "réveillon de noël|veille de noël",
            "12-25": "noël|jour de noël",
            "12-31": "saint-sylvestre|réveillon du nouvel an|saint sylvestre",
        },
        Sort.NOW: {1: "maintenant|tout de suite"},
        Sort.HENCE: {1: "après"},
        Sort.AGO: {},
        Sort.AGOWORD: {1: "il y a"},
        Sort.IN: {1: "dans|d'ici|en|au mois de|courant"},
        Sort.FOR: {1: "pendant|durant|pour|durée|de|d'|environ"},
        Sort.FROM: {1: "de|entre|depuis", 2: "du"},
        Sort.TO: {1: "à|a|jusqu'à", 2: "au|jusqu'au"},
        Sort.BETWEEN: {1: "entre"},
        Sort.AND: {1: "et"},
        Sort.OR: {1: "soit|ou|ou bien|ou alors"},
        Sort.AT: {
            1: (
                "à|a|vers|à environ|environ à|à peu près à|vers environ|dès|aux environs de|autour de"
                "|aux alentours de|vers les|sur les"
            )
        },
        Sort.ON: {1: "le|au|pour|pour le"},
        Sort.OF: {1: "de|du|d'|de la|au|en|dans|de l'|dans la"},
        Sort.AFTER: {1: "après|pas avant|pas plus tôt que"},
        Sort.BEFORE: {2: "avant le", 1: "avant|jusqu'à|au plus tard à|pas après|pas plus tard que"},
        Sort.UNTIL: {1: "jusqu'à|jusqu'en", 2: "jusqu'au"},
        Sort.UPTO: {1: "jusqu'au|jusqu'à|jusqu'en|jusqu'aux"},
        Sort.WITHOUT: {1: "sans|à part|hors"},
        Sort.BY: {1: "d'ici|au plus tard", 2: "d'ici le|au plus tard le|pour le"},
        Sort.STARTING: {1: "à partir de|dès|à partir d'|depuis", 2: "à partir du|à compter du|dès le|depuis le"},
        Sort.HALF: {1: "demi|demie"},
        Sort.TIMES: {1: "fois|séances"},
        Sort.ARTICLE: {1: "le|la|les|l'|toute la|tout le"},
        # What says when, and does not.
        Sort.DOUBT: {
            "vague": (
                "reste de la semaine|reste de la journée|reste du mois|à cette heure|à la même heure|même heure"
                "|comme d'habitude|à l'heure habituelle|déplacé de|déplacé du"
                "|déplacée de|déplacée du|reporté de|reporté du|reportée du|avancé de|avancé du|décalé de"
                "|décalé du|dans la nuit de|dans la nuit du|la nuit de|la nuit du|réveillon|cet été"
                "|l'été prochain|cet hiver"
                "|l'hiver prochain|ce printemps|au printemps|cet automne|en été|en hiver|à l'automne"
                "|le trimestre prochain|ce trimestre|la saison prochaine|fête des mères|fête des pères"
                "|dans le courant de la semaine|courant de semaine|en cours de semaine|ces prochains jours"
                "|dans la semaine|dans la journée|dans le mois|dans quelques heures|pendant les vacances"
                "|fin du mois|la fin du mois|fin de mois|fin de semaine"
                "|fin de l'année|fin d'année|début de semaine|début d'année|prochainement|un de ces jours"
                "|dans les prochains jours|dans quelques jours|dans quelques semaines|plus tard dans la journée"
                "|plus tard dans la semaine"
            )
        },
        Sort.MEASURE: {
            1: (
                "étage|tour|édition|anniversaire|place|saison|siècle|rang|division|journée|manche|chapitre|classe"
                "|arrondissement|sens|guerre|république|%|€|$|kg|kilo|kilos|grammes|g|km|kilomètres|mètres|m|cm|mm"
                "|euro|euros|eur|dollars|pour cent|degrés|points|personnes|gens|invités|joueurs|équipes|billets"
                "|places|pages|étoiles|buts|sets|tours|voix|bouteilles|bières|litres"
            )
        },
        Sort.EDGE: {
            2: "si|s'il|s'ils",
            1: (
                "avant-dernier|avant-dernière|personne|l'autre|autre|la plupart des|presque|généralement"
                "|normalement|en général"
                "|d'habitude|certains"
                "|certaines|quelques"
                "|tôt|tard|de bonne heure|au petit matin|petit matin"
                "|aux aurores|à l'aube|au lever du soleil|au début"
                "|au début de|à la fin|plus tard|plus tôt|juste après|juste avant|début|fin|mi|mi-|milieu"
                "|courant|début de|fin de"
                "|en début de|en fin de|fin du|début du|à la fin de"
            ),
        },
        Sort.NOT: {
            1: (
                "non|rien|aucun|aucune|ne|n'|impossible|pas|jamais|sauf|à moins que|à moins de|sauf si|à l'exception de"
                "|à l'exception du|pas le|hormis"
                "|excepté|sauf le"
            )
        },
        Sort.HINT: {
            1: (
                "trop tôt|trop tard|c'est complet|est complet|est pris|ou le lendemain|à une heure près|jusque tard"
                "|jusqu'à nouvel ordre|par la suite|semaines paires"
                "|semaines impaires|heure locale|hors vacances|pendant les vacances|annulé|annulée|en alternance"
                "|dorénavant|une seule fois|la semaine d'avant|ou plus tard|ou plus tôt|de temps en temps"
                "|par jour|par semaine|par mois|par an|au lieu de|au lieu du|plutôt que|si possible"
                "|parfois|rarement|de temps à autre|une fois sur deux|à tour de rôle|jours pairs"
                "|jours impairs|plusieurs fois|lendemain|surlendemain|veille|l'avant-veille"
                "|un peu plus tard|un peu plus tôt|heure d'été|heure d'hiver|toute la nuit|jour et nuit"
                "|24h sur 24|24h/24|jours fériés|jour férié|vacances scolaires|annulés|annulées|supprimé"
                "|n'est plus|n'aura plus|prochain créneau|prochaine disponibilité|comme la semaine dernière"
                "|comme vendredi dernier"
                "|ni l'un ni l'autre"
                "|" + numerals.uncounted("quelques|plusieurs", "heures|minutes|jours|semaines|mois|fois|séances")
            )
        },
        Sort.MOVING: {
            1: ("déplacer|décaler|repousser|reporter|avancer|changer"),
            2: (
                "déplacé|déplacée|décalé|décalée|repoussé|repoussée|reporté|reportée|reportés|reportées|avancé|avancée"
                "|changé|changée"
            ),
        },
        Sort.FILLER: {
            1: (
                "plutôt|pile|précises|précise|exactement|à peu près|plus ou moins|toute la journée|soit|inclus"
                "|incluse|compris|y compris|svp"
                "|s'il te plaît"
                "|s'il vous plaît|stp|prévu|prévue|peut-être|à chaque fois"
            )
        },
        Sort.ZONEWORD: zones.SHARED,
        Sort.PLACE: zones.places("la"),
        Sort.ZONE: zones.cities("heure de {}", "heure d'{}", "à l'heure de {}", "heure locale de {}", without=("la",)),
        Sort.WORD: {
            1: (
                "non-stop|de rien|n'hésite pas|n'hésitez pas|table pour|groupe de|quinzaine de|une quinzaine de"
                "|vendredi ou la vie sauvage|vendredi noir"
                "|mardi gras|mercredi des cendres"
                "|de l'heure|pas mal|n'oublie pas|ne pas oublier|n'oubliez pas|pas à pas|quatre à quatre|ce qui"
                "|ce que|après coup"
            )
        },
    },
    bundles={
        "une fois": ((Sort.NUM, 1), (Sort.TIMES, 1)),
        "ce soir": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "ce matin": ((Sort.RELDAY, 0), (Sort.PART, "morning")),
        "cet après-midi": ((Sort.RELDAY, 0), (Sort.PART, "afternoon")),
        "cet après midi": ((Sort.RELDAY, 0), (Sort.PART, "afternoon")),
        "cet aprem": ((Sort.RELDAY, 0), (Sort.PART, "afternoon")),
        "cette nuit": ((Sort.RELDAY, 0), (Sort.PART, "night")),
        "ce midi": ((Sort.RELDAY, 0), (Sort.PART, "lunch")),
        "demain midi": ((Sort.RELDAY, 1), (Sort.PART, "lunch")),
        "hier soir": ((Sort.RELDAY, -1), (Sort.PART, "evening")),
        "demi-heure": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "demi heure": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "demie heure": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "demi-journée": ((Sort.NUM, 4), (Sort.UNIT, "hour")),
        "quart d'heure": ((Sort.NUM, 15), (Sort.UNIT, "minute")),
        "trois quarts d'heure": ((Sort.NUM, 45), (Sort.UNIT, "minute")),
        "tous les deux jours": ((Sort.EVERY, 1), (Sort.NUM, 2), (Sort.UNIT, "day")),
        **{
            f"un jour sur {word}": ((Sort.EVERY, 1), (Sort.NUM, number), (Sort.UNIT, "day"))
            for number, word in enumerate(("deux", "trois", "quatre"), start=2)
        },
        **{f"x{times}": ((Sort.NUM, times), (Sort.TIMES, 1)) for times in range(2, 31)},
        "aujourd'hui en huit": ((Sort.RELDAY, 7),),
        "aujourd'hui en quinze": ((Sort.RELDAY, 14),),
        "d'aujourd'hui en huit": ((Sort.RELDAY, 7),),
        "d'aujourd'hui en quinze": ((Sort.RELDAY, 14),),
        "veille de": ((Sort.UNIT, "day"), (Sort.BEFORE, 1)),
        "veille du": ((Sort.UNIT, "day"), (Sort.BEFORE, 1)),
        "sous huitaine": ((Sort.RELDAY, 7),),
        "sous quinzaine": ((Sort.RELDAY, 14),),
        "quinzaine": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        "une quinzaine": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        "une quinzaine de jours": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        "quinzaine de jours": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        "huitaine": ((Sort.NUM, 1), (Sort.UNIT, "week")),
        "une huitaine": ((Sort.NUM, 1), (Sort.UNIT, "week")),
        "semaine d'après": ((Sort.UNIT, "week"), (Sort.NEXT, 1)),
        "lendemain de": ((Sort.UNIT, "day"), (Sort.HENCE, 1)),
        "lendemain du": ((Sort.UNIT, "day"), (Sort.HENCE, 1)),
    },
)
