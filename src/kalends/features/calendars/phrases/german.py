"""German words for times."""

from collections.abc import Iterator, Mapping

from kalends.features.calendars.phrases import numerals, zones
from kalends.features.calendars.phrases.language import Language, Meaning
from kalends.features.calendars.phrases.sorts import Sort

_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_PARTS = {
    "früh": "morning",
    "morgen": "morning",
    "vormittag": "morning",
    "mittag": "lunch",
    "nachmittag": "afternoon",
    "abend": "evening",
    "nacht": "night",
}


_TENS = {20: "zwanzig", 30: "dreißig|dreissig", 40: "vierzig", 50: "fünfzig|fuenfzig"}
_ONES = dict(enumerate(["ein", "zwei", "drei", "vier", "fünf|fuenf", "sechs", "sieben", "acht", "neun"], start=1))
_TEENS = ["dreizehn", "vierzehn", "fünfzehn|fuenfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
# Viermal, as one word.
_TIMES = dict(enumerate(["drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"], start=3))
_ALL = {2: "zwei", **_TIMES}
_MONTHS = [
    "januar|jänner",
    "februar|feber",
    *("märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"),
]
_NUMBERS = {
    **numerals.compounds(_TENS, _ONES, "und", ones_first=True),
    **_TENS,
    **dict(enumerate(_TEENS, start=13)),
}


def _ordinals(numbers: Mapping[int, str], ending: str) -> dict[int, str]:
    """Zwanzigste, zwanzigsten."""
    return {
        number: "|".join(form + ending + last for form in forms.split("|") for last in ("e", "en", "er", "es"))
        for number, forms in numbers.items()
    }


def _compounds() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    """Freitagabend, Freitag Abend, freitagabends; morgen früh."""
    for number, day in [*enumerate(_DAYS), (5, "sonnabend")]:
        for word, part in _PARTS.items():
            for form in (day + word, f"{day} {word}"):
                yield form, ((Sort.WEEKDAY, number), (Sort.PART, part))
            yield f"{day}{word}s", ((Sort.WEEKDAYS, number), (Sort.PART, part))
            yield f"{day}s {word}s", ((Sort.WEEKDAYS, number), (Sort.PART, part))
    for offset, days in ((0, ("heute",)), (1, ("morgen",)), (2, ("übermorgen", "uebermorgen")), (-1, ("gestern",))):
        for day in days:
            for word, part in _PARTS.items():
                yield f"{day} {word}", ((Sort.RELDAY, offset), (Sort.PART, part))


def _lengths() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    """Zweistündiger, halbstündige."""
    words = {30: "halb", 90: "eineinhalb|anderthalb", 60: "ein", **{60 * hours: _ALL[hours] for hours in range(2, 13)}}
    for minutes, forms in words.items():
        for form in forms.split("|"):
            for ending in ("e", "er", "en", "es", "em"):
                yield f"{form}stündig{ending}", ((Sort.NUM, minutes), (Sort.UNIT, "minute"))


def _of_months() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    """In der zweiten Dezemberwoche; am Monatsersten."""
    for number, month in enumerate(_MONTHS, start=1):
        for form in month.split("|"):
            yield f"{form}woche", ((Sort.UNIT, "week"), (Sort.OF, 1), (Sort.MONTH, number))
            yield f"{form}wochenende", ((Sort.DOUBT, "vague"),)
    for day, ending in ((1, "erst"), (-1, "letzt")):
        for case in ("e", "er", "en"):
            yield (
                f"jeden monats{ending}{case}",
                (
                    (Sort.ORD, day),
                    *(() if day > 0 else ((Sort.UNIT, "day"),)),
                    (Sort.OF, 1),
                    (Sort.EVERY, 1),
                    (Sort.UNIT, "month"),
                ),
            )


GERMAN = Language(
    code="de",
    # Not before digits or letters: "9.30", "3.Stock" are others.
    ordinal=r"\.(?=\s|$|[-,–/+])|ten\b|te\b|ter\b",
    stems=(*_DAYS, "silvester", "weihnacht", "oster", "pfingst", "neujahr", "wochenend", "halloween", "advent"),
    zone_tails=frozenset({"zeit"}),
    words={
        Sort.NUM: {
            **_NUMBERS,
            1: "eins",
            2: "zwei|zwo",
            3: "drei",
            4: "vier",
            5: "fünf|fuenf",
            6: "sechs",
            7: "sieben",
            8: "acht",
            9: "neun",
            10: "zehn",
            11: "elf",
            12: "zwölf|zwoelf",
            60: "sechzig",
            90: "neunzig",
            1.5: "anderthalb|eineinhalb",
            2.5: "zweieinhalb",
        },
        Sort.ONE: {1: "ein|eine|einer|einem|einen|ne|nen"},
        Sort.ORD: {
            1: "erste|ersten|erster|erstes",
            2: "zweite|zweiten|zweiter|zweites",
            3: "dritte|dritten|dritter|drittes",
            4: "vierte|vierten|vierter",
            5: "fünfte|fünften|fünfter",
            6: "sechste|sechsten|sechster",
            7: "siebte|siebten|siebter",
            8: "achte|achten|achter",
            9: "neunte|neunten|neunter",
            **_ordinals({10: "zehn", 11: "elf", 12: "zwölf|zwoelf", **dict(enumerate(_TEENS, start=13))}, "t"),
            **_ordinals({number: forms for number, forms in _NUMBERS.items() if 20 <= number <= 31}, "st"),
            -1: "letzte|letzten|letzter|letztes",
        },
        Sort.WEEKDAY: {
            **{number: f"{day}|{day}es" for number, day in enumerate(_DAYS)},
            5: "samstag|sonnabend|samstages",
        },
        Sort.WEEKDAYS: {
            **{number: f"{day}s|{day}e" for number, day in enumerate(_DAYS)},
            5: "samstags|sonnabends|samstage",
        },
        Sort.WEAKDAY: {
            0: "mo|mo.",
            1: "di|di.|die.",
            2: "mi|mi.",
            3: "do|do.",
            4: "fr|fr.",
            5: "sa|sa.",
            6: "so|so.",
        },
        Sort.MONTH: {
            1: "januar|jänner|jan|jan.|jaenner",
            2: "februar|feb|feb.|feber",
            3: "märz|maerz|mrz|mrz.",
            4: "april|apr|apr.",
            5: "mai",
            6: "juni|jun|jun.|juno",
            7: "juli|jul|jul.|julei",
            8: "august|aug|aug.",
            9: "september|sep|sept|sep.|sept.",
            10: "oktober|okt|okt.",
            11: "november|nov|nov.",
            12: "dezember|dez|dez.",
        },
        Sort.WEAKMONTH: {},
        Sort.UNIT: {
            "minute": "minute|minuten|min|min.|minütig|minütiges|minütige|minütiger",
            "hour": "stunde|stunden|std|std.|h|stündig|stündiges|stündige|stündiger",
            "day": "tag|tage|tagen",
            "week": "woche|wochen",
            "month": "monat|monate|monaten|monats",
            "year": "jahr|jahre|jahren|jahres",
        },
        Sort.HOURMARK: {1: "h"},
        Sort.OCLOCK: {1: "uhr"},
        Sort.MINUTEMARK: {
            -30: "halb",
            15: "viertel nach",
            -15: "viertel vor|dreiviertel|drei viertel",
            -45: "viertel",
            5: "fünf nach|fuenf nach|5 nach",
            10: "zehn nach|10 nach",
            20: "zwanzig nach|20 nach",
            -5: "fünf vor|fuenf vor|5 vor",
            -10: "zehn vor|10 vor",
            -20: "zwanzig vor|20 vor",
            -35: "fünf vor halb|fuenf vor halb|5 vor halb",
            -25: "fünf nach halb|fuenf nach halb|5 nach halb",
        },
        Sort.MINUTETAIL: {},
        Sort.SPOKEN: {},
        Sort.MIDNIGHT: {1: "mitternacht"},
        Sort.DAYEND: {1: "feierabend|dienstschluss|ende des tages|zum ende des tages"},
        Sort.MERIDIEM: {
            "am": "am morgen|am vormittag",
            "morning": "morgens|vormittags|früh|in der früh|frühmorgens",
            "lunch": "mittags",
            "afternoon": "nachmittags|am nachmittag",
            "pm": "pm",
            "evening": "abends|am abend",
            "night": "nachts|in der nacht",
        },
        Sort.RELDAY: {
            -2: "vorgestern",
            -1: "gestern",
            0: "heute|heut",
            1: "morgen|mrgn|moregn|morgigen",
            2: "übermorgen|uebermorgen|übermrgn",
            3: "überübermorgen",
        },
        Sort.PART: {
            "morning": "vm|vm.|vorm.|vor dem mittagessen|vormittag|früh|am vormittag|am morgen|vormittags|morgens",
            "lunch": "mittag|am mittag|mittags|mittagszeit|zu mittag",
            "afternoon": (
                "nm|nm.|nachm.|nachmittag|am nachmittag|nachmittags|nach dem mittagessen|nach der mittagspause"
            ),
            "evening": "abend|am abend|abends|nach feierabend|nach der arbeit",
            "night": "nacht|in der nacht|nachts",
        },
        Sort.PARTS: {},
        Sort.OPENING: {1: "einlass|beginn|anpfiff|start|treff|abfahrt"},
        Sort.CONTEXT: {
            "breakfast": "frühstück|frühstücken",
            "lunch": "mittagessen",
            "late": "party|kneipe|disko|disco|club|feiern",
            "dinner": "abendessen|abendbrot",
            "show": "kino|theater|konzert",
        },
        Sort.NEXT: {1: "nächste|nächsten|nächster|nächstes|nächstem|naechste|naechsten|naechster|naechstes"},
        Sort.THIS: {1: "diese|diesen|dieser|dieses|diesem"},
        Sort.COMING: {1: "kommende|kommenden|kommender|kommendes|kommendem"},
        Sort.LAST: {1: "letzte|letzten|letzter|letztes|vergangene|vergangenen|vergangener|vorige|vorigen|voriger"},
        Sort.AFTERNEXT: {1: "übernächste|übernächsten|übernächster|übernächstes|uebernaechste|uebernaechsten"},
        Sort.EVERY: {1: "jede|jeden|jeder|jedes|jedem|alle|immer"},
        Sort.OTHER: {},
        Sort.FREQ: {
            "day": "täglich|taeglich|jeden tag|einmal am tag|einmal pro tag",
            "week": (
                "wöchentlich|woechentlich|1x die woche|1x pro woche|einmal pro woche|einmal die woche"
                "|einmal in der woche"
            ),
            "month": "monatlich|1x im monat|1x pro monat|einmal pro monat|einmal im monat",
            "year": "jährlich|jaehrlich|einmal pro jahr|einmal im jahr",
            "fortnight": "zweiwöchentlich|vierzehntägig|14-tägig|14-täglich|zweiwöchig|14tägig|alle vierzehn tage",
            "quarter": "jedes quartal|jedes vierteljahr|vierteljährlich|quartalsweise",
        },
        Sort.WORKDAY: {1: "werktag|wochentag|arbeitstag"},
        Sort.WORKDAYS: {
            1: (
                "jeden werktag|an werktagen|werktags|wochentags|werktage|werktagen|arbeitstags|unter der woche"
                "|arbeitstagen"
            )
        },
        Sort.WEEKEND: {1: "wochenende|we"},
        Sort.WEEKENDS: {1: "wochenenden|an wochenenden"},
        Sort.WEEKHENCE: {},
        Sort.WEEKNO: {1: "kw|kalenderwoche|woche"},
        Sort.MONTHDAY: {},
        Sort.FESTIVE: {
            "01-01": "neujahr|neujahrstag",
            "advent": "erster advent|ersten advent|1. advent|erster adventssonntag|ersten adventssonntag",
            "advent+7": "zweiter advent|zweiten advent|2. advent|zweiter adventssonntag|zweiten adventssonntag",
            "advent+14": "dritter advent|dritten advent|3. advent|dritter adventssonntag|dritten adventssonntag",
            "advent+21": "vierter advent|vierten advent|4. advent|vierter adventssonntag|vierten adventssonntag",
            "02-14": "valentinstag",
            "01-06": "heilige drei könige|dreikönigstag",
            "10-03": "tag der deutschen einheit",
            "11-01": "allerheiligen",
            "easter+60": "fronleichnam",
            "05-01": "tag der arbeit",
            "10-31": "halloween|reformationstag",
            "12-06": "nikolaus|nikolaustag",
            "easter": "ostern|ostersonntag",
            "easter+1": "ostermontag",
            "easter-2": "karfreitag",
            "easter-3": "gründonnerstag",
            "easter-48": "rosenmontag",
            "easter+39": "christi himmelfahrt|himmelfahrt|vatertag",
            "easter+50": "pfingstmontag",
            "thanksgiving+1": "black friday",
            "12-24": "heiligabend|heilig abend|heiliger abend",
            "12-25": (
                "erster weihnachtstag|weihnachtstag|1. weihnachtstag|ersten weihnachtstag|ersten weihnachtsfeiertag"
                "|ersten feiertag|1. feiertag"
                "|1. weihnachtsfeiertag"
            ),
            "12-26": (
                "zweiter weihnachtstag|2. weihnachtstag|zweiten weihnachtstag|zweiten weihnachtsfeiertag"
                "|zweiten feiertag|2. feiertag"
                "|2. weihnachtsfeiertag"
            ),
            "12-31": "silvester|sylvester",
        },
        Sort.NOW: {1: "jetzt|sofort"},
        Sort.HENCE: {1: "nach"},
        Sort.AGO: {},
        Sort.IN: {1: "in|im|innerhalb|binnen|innerhalb von"},
        Sort.FOR: {1: "für|fuer|dauer|ca.|etwa|zirka"},
        Sort.FROM: {1: "von|vom"},
        Sort.TO: {1: "bis|bis zum|bis um|bis einschl.|bis inkl."},
        Sort.BETWEEN: {1: "zwischen|zw|zw."},
        Sort.AND: {1: "und|u.|u"},
        Sort.OR: {1: "oder|bzw.|bzw"},
        Sort.AT: {1: "punkt|pünktlich um|genau um|um|gegen|ab|ca.|circa|etwa|so um|so gegen|ungefähr um|ca|zirka"},
        Sort.ON: {1: "am|an|auf|zum|zu|in|im|übers"},
        Sort.OF: {1: "des|im|der|in|in der|in diesem"},
        Sort.AFTER: {1: "nach|nicht vor|nicht früher als|frühestens"},
        Sort.BEFORE: {1: "vor|vorm|spätestens|bis|nicht später als|nicht nach"},
        Sort.UNTIL: {1: "bis|bis zum|bis einschließlich|bis einschl.|bis inkl."},
        Sort.UPTO: {1: "bis|bis zum|bis zur|bis in|bis in die"},
        Sort.WITHOUT: {1: "ohne|bis auf|mit ausnahme|exklusive"},
        Sort.BY: {1: "bis|spätestens|spätestens am|bis zum|bis spätestens|innerhalb|binnen|innerhalb von"},
        Sort.STARTING: {1: "ab|ab dem|beginnend|beginnend am|seit|von"},
        Sort.HALF: {1: "halbe|halben|halbes|halb"},
        Sort.TIMES: {1: "mal|x|termine|abende|vormittage|nachmittage|einheiten|sitzungen"},
        Sort.ARTICLE: {1: "der|die|das|den|dem|die ganze|den ganzen|das ganze"},
        # What says when, and does not.
        Sort.DOUBT: {
            "vague": (
                "rest der woche|rest des tages|rest des monats|alle paar tage|alle paar wochen|alle paar monate"
                "|zur gleichen zeit|zur selben zeit|monatsletzten|monatsersten|in der nacht auf|in der nacht zum"
                "|in der nacht vom"
                "|in der nacht von|nacht auf|nacht zum|um diese zeit|gleiche zeit|selbe zeit|gleiche uhrzeit"
                "|wie immer|wie üblich"
                "|verschoben von|verlegt von|verschoben vom|verlegt vom|am letzten des monats"
                "|zum letzten des monats|am ersten des monats|zum ersten des monats|diesen sommer|nächsten sommer"
                "|diesen winter|nächsten winter|dieses frühjahr|nächstes frühjahr|diesen herbst|nächsten herbst"
                "|im sommer|im winter|im frühling|im frühjahr|im herbst|nächstes quartal|dieses quartal"
                "|nächste saison|muttertag|pfingsten|weihnachten|an weihnachten|zu weihnachten|über weihnachten"
                "|im laufe der woche|im laufe des tages|im laufe des monats|unter der woche mal"
                "|in den kommenden tagen|in ein paar stunden|in einigen tagen|die woche darauf|die woche danach"
                "|am monatsende|zum monatsende|monatsende|monatsanfang|zum jahresende|jahresende|demnächst"
                "|bald mal|in den nächsten tagen|in ein paar wochen|in ein paar tagen|im neuen jahr"
                "|zwischen den jahren|später am tag"
            )
        },
        Sort.MEASURE: {
            1: (
                "stock|etage|klasse|liga|spieltag|runde|platz|auflage|jahrestag|geburtstag|sinn|staffel|akt"
                "|kapitel|halbzeit|gang|reihe|mannschaft|kreisklasse|weltkrieg|%|€|$|kg|kilo|kilogramm|gramm|g|km"
                "|kilometer|meter|m|cm|mm|euro|eur|dollar|prozent|grad|punkte|punkten|leute|leuten|personen|gäste"
                "|gästen|spieler|spielern|teams|mannschaften|karten|plätze|seiten|sterne|tore|toren|sätze|runden"
                "|stimmen|flaschen|bier|liter"
            )
        },
        Sort.EDGE: {
            2: "wenn",
            1: (
                "ganz früh|sehr früh|in aller frühe|spätnachmittag|spätabend|frühabend|vorletzte|vorletzten"
                "|vorletzter|meistens|meist|fast|beinahe|normalerweise|üblicherweise|in der regel|die meisten"
                "|manche|manchen"
                "|einige|einigen|andere|anderen|anderer|anderes|irgendein|irgendeinem|irgendeinen|vorher|danach|darauf"
                "|c.t.|gleich|später|früher|gleich nach|kurz nach|kurz vor|anfang|mitte|ende"
                "|anfang der|ende der"
                "|mitte der|anfang des|ende des|anfang vom|ende vom|am anfang|am ende|zu beginn|spät"
                "|spätestmöglich|frühestmöglich|so früh wie möglich"
                "|so spät wie möglich|späten|frühen|darauffolgenden|darauf folgenden|folgenden|bei sonnenaufgang"
                "|bei sonnenuntergang|im morgengrauen"
            ),
        },
        Sort.NOT: {
            1: (
                "nichts|nix|niemand|niemanden|niemandem|nirgends|nirgendwo|keiner|keinem|keines|keinerlei|weder|kaum"
                "|unmöglich|nicht|nie|niemals|es sei denn|ausgenommen|außer|ausser|nicht am|kein|keine|keinen"
                "|bloß nicht|außer am"
            )
        },
        Sort.HINT: {
            1: (
                "über eine woche|über acht tage|über zwei wochen|zu früh|zu spät|ist voll|ist belegt|ist dicht"
                "|ist ausgebucht|stündlich|ersten beiden|letzten beiden"
                "|fällt|entfällt"
                "|ausgefallen|bis auf weiteres|von da an|geraden wochen|ungeraden wochen"
                "|gerade wochen|ungerade wochen"
                "|ortszeit|meine zeit|deine zeit|ihre zeit|in den ferien|außerhalb der ferien|abgesagt"
                "|im wechsel|abwechselnd|ab sofort|plus minus|nur einmal|ab und zu|hin und wieder|pro tag"
                "|pro woche|pro monat|pro jahr|anstatt|statt am|statt um"
                "|statt wie|anstelle von"
                "|wenn möglich|falls"
                "|manchmal|selten|von zeit zu zeit|immer mal wieder|im zweiwochentakt|im zweiwochenrhythmus"
                "|im zweiwöchigen rhythmus|geraden kalenderwochen|ungeraden kalenderwochen|mehrmals"
                "|am tag davor|am tag danach|am folgetag|am vortag|tags darauf|tags zuvor|die woche davor"
                "|die woche drauf|die woche vorher|etwas später|etwas früher|eine stunde später"
                "|eine stunde früher|hiesiger zeit|sommerzeit|winterzeit|über nacht|die ganze nacht"
                "|rund um die uhr|feiertagen|feiertags|gestrichen|gecancelt|nächsten freien|nächster freier"
                "|nächstes freies|nächste freie|nächstmöglichen|nächstmöglicher|wie letzte|wie letzten"
                "|wie vorige"
                "|"
                + numerals.uncounted(
                    "einige|mehrere|ein paar", "stunden|minuten|tage|tagen|wochen|monate|monaten|male|mal|termine"
                )
            )
        },
        Sort.MOVING: {
            1: (
                "verschieben|verschiebt|verschiebe|schieben|verlegen|vorziehen|vorverlegen|umlegen|tauschen|ändern"
                "|vertagen"
            ),
            2: "verschoben|verlegt|vorgezogen|vorverlegt|vertagt|umgelegt|getauscht|geändert",
        },
        Sort.FILLER: {
            1: (
                "eher|ungefähr|ganztägig|den ganzen tag|entweder|irgendwann|bitte|jeweils|immer|mal|vielleicht|gerne"
                "|gern|schon|einschließlich|inklusive|inkl|inkl."
            )
        },
        Sort.ZONEWORD: zones.SHARED,
        Sort.PLACE: zones.places(),
        Sort.ZONE: zones.cities("{} zeit", "{}er zeit", "zeit in {}", "ortszeit {}"),
        Sort.WORD: {
            1: (
                "als ob|kein problem|kein stress|keine sorge|keine ahnung|nichts besonderes|tisch für|platz für"
                "|gruppe von|team von|1:1|robinson und freitag|blauer montag|schwarzer freitag"
                "|frohe weihnachten|frohe ostern|pfingstsonntag|aschermittwoch|faschingsdienstag|guten morgen"
                "|guten tag|guten abend|gute nacht|mahlzeit|palmsonntag|bis dann|bis bald|bis gleich|bis später"
                "|nicht vergessen|vergiss nicht"
                "|nicht verpassen|vor ort|im haus|am start|unter vier augen|vier augen"
            )
        },
    },
    bundles={
        **dict(_compounds()),
        **dict(_lengths()),
        **dict(_of_months()),
        "heut abend": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "halbe stunde": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "halben stunde": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "viertelstunde": ((Sort.NUM, 15), (Sort.UNIT, "minute")),
        "dreiviertelstunde": ((Sort.NUM, 45), (Sort.UNIT, "minute")),
        **{f"{number}mal": ((Sort.NUM, value), (Sort.TIMES, 1)) for value, number in _TIMES.items()},
        **{f"x{times}": ((Sort.NUM, times), (Sort.TIMES, 1)) for times in range(2, 31)},
        "einmal": ((Sort.NUM, 1), (Sort.TIMES, 1)),
        "zweimal": ((Sort.NUM, 2), (Sort.TIMES, 1)),
        "heute in einer woche": ((Sort.RELDAY, 7),),
        "morgen in einer woche": ((Sort.RELDAY, 8),),
        "heute in zwei wochen": ((Sort.RELDAY, 14),),
        "heute in acht tagen": ((Sort.RELDAY, 7),),
        "heute in 8 tagen": ((Sort.RELDAY, 7),),
        "immer am ersten des monats": ((Sort.ORD, 1), (Sort.OF, 1), (Sort.EVERY, 1), (Sort.UNIT, "month")),
        "immer zum ersten des monats": ((Sort.ORD, 1), (Sort.OF, 1), (Sort.EVERY, 1), (Sort.UNIT, "month")),
        "jeden morgen": ((Sort.EVERY, 1), (Sort.PART, "morning")),
    },
)
