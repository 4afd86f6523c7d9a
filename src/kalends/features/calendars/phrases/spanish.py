"""Spanish words for times."""

from kalends.features.calendars.phrases import numerals, zones
from kalends.features.calendars.phrases.language import Language
from kalends.features.calendars.phrases.sorts import Sort

_TENS = {30: "treinta", 40: "cuarenta", 50: "cincuenta"}
_ONES = dict(enumerate(["uno|un|una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"], start=1))
_TWENTIES = [
    "veintiuno|veintiún|veintiuna",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
]

SPANISH = Language(
    code="es",
    ordinal=r"º|°|ª|er\b|\.º",
    # Where people say the half of the day, they write it so too: las 5:30.
    is_day_of_24_hours=False,
    is_hour_mark_a_clock=True,
    words={
        Sort.NUM: {
            1: "uno",
            2: "dos|un par de",
            3: "tres",
            4: "cuatro",
            5: "cinco",
            6: "seis",
            7: "siete",
            8: "ocho",
            9: "nueve",
            10: "diez",
            11: "once",
            12: "doce",
            13: "trece",
            14: "catorce",
            15: "quince",
            16: "dieciséis",
            17: "diecisiete",
            18: "dieciocho",
            19: "diecinueve",
            20: "veinte",
            **dict(enumerate((*_TWENTIES, "veintiocho", "veintinueve"), start=21)),
            **numerals.compounds(_TENS, _ONES, " y "),
            **_TENS,
            60: "sesenta",
            90: "noventa",
        },
        Sort.ONE: {1: "un|una"},
        Sort.ORD: {
            1: "primer|primero|primera|primeros",
            2: "segundo|segunda",
            3: "tercer|tercero|tercera",
            4: "cuarto|cuarta",
            5: "quinto|quinta",
            -1: "último|última|últimos",
        },
        Sort.WEEKDAY: {
            0: "lunes",
            1: "martes",
            2: "miércoles|miercoles",
            3: "jueves",
            4: "viernes",
            5: "sábado",
            6: "domingo",
        },
        Sort.WEEKDAYS: {
            0: "los lunes",
            1: "los martes",
            2: "los miércoles",
            3: "los jueves",
            4: "los viernes",
            5: "los sábados|sábados",
            6: "los domingos|domingos",
        },
        Sort.WEAKDAY: {
            0: "lun|lun.",
            1: "mar|mar.",
            2: "mié|mié.|mier",
            3: "jue|jue.",
            4: "vie|vie.",
            5: "sáb|sáb.",
            6: "dom|dom.",
        },
        Sort.MONTH: {
            1: "enero|ene|ene.",
            2: "febrero|feb|feb.",
            3: "marzo",
            4: "abril|abr|abr.",
            5: "mayo",
            6: "junio|jun",
            7: "julio|jul",
            8: "agosto|ago.",
            9: "septiembre|setiembre|sept|sep",
            10: "octubre|oct|oct.",
            11: "noviembre|nov|nov.",
            12: "diciembre|dic|dic.",
        },
        Sort.WEAKMONTH: {},
        Sort.UNIT: {
            "minute": "minuto|minutos|min|min.|mins",
            "hour": "hora|horas|horita|horitas|h|hs|hrs",
            "day": "día|días",
            "week": "semana|semanas",
            "month": "mes|meses",
            "year": "año|años",
        },
        Sort.HOURMARK: {1: "h|hs|hrs|horas"},
        Sort.OCLOCK: {1: "en punto"},
        Sort.MINUTEMARK: {-15: "cuarto para las", -10: "diez para las", -5: "cinco para las"},
        Sort.MINUTETAIL: {
            30: "y media|y treinta",
            15: "y cuarto|y quince",
            -15: "menos cuarto",
            5: "y cinco",
            10: "y diez",
            20: "y veinte",
            25: "y veinticinco",
            35: "y treinta y cinco",
            40: "y cuarenta",
            45: "y cuarenta y cinco",
            50: "y cincuenta",
            55: "y cincuenta y cinco",
            -5: "menos cinco|menos 5",
            -10: "menos diez|menos 10",
            -20: "menos veinte|menos 20",
            -25: "menos veinticinco",
        },
        Sort.SPOKEN: {720: "mediodía|medio día|12 del mediodía|doce del mediodía"},
        Sort.MIDNIGHT: {1: "medianoche|media noche"},
        Sort.DAYEND: {1: "final del día|fin del día"},
        Sort.MERIDIEM: {
            "am": "de la madrugada|am|a.m.|a. m.",
            "morning": "de la mañana|por la mañana",
            "lunch": "del mediodía",
            "pm": "pm|p.m.|p. m.",
            "afternoon": "de la tarde|por la tarde",
            "night": "de la noche|por la noche",
        },
        Sort.RELDAY: {
            -2: "anteayer|antier|antes de ayer",
            -1: "ayer",
            0: "hoy",
            1: "mañana|manana|mñn|mña",
            2: "pasado mañana|pasado manana",
        },
        Sort.PART: {
            "morning": "x la mañana|por la mañana|en la mañana|a la mañana|temprano",
            "lunch": "a la hora de comer",
            "afternoon": "x la tarde|tarde|por la tarde|en la tarde|a la tarde|después de comer|después del almuerzo",
            "evening": "x la noche|noche|por la noche|en la noche|a la noche|después del trabajo",
        },
        Sort.PARTS: {
            "morning": "por las mañanas|las mañanas|mañanas",
            "afternoon": "por las tardes|las tardes|tardes",
            "evening": "por las noches|las noches",
        },
        Sort.OPENING: {1: "inicio|comienzo|puertas|salida"},
        Sort.CONTEXT: {
            "breakfast": "desayuno|desayunar",
            "lunch": "almuerzo",
            "late": "fiesta|copas|bar|discoteca",
            "dinner": "cena|cenita|cenamos|cenar",
            "show": "cine|teatro|concierto",
        },
        Sort.NEXT: {1: "próximo|próxima|próximos|próximas|que viene|siguiente|q viene|entrante"},
        Sort.THIS: {1: "este|esta|estos|estas"},
        Sort.COMING: {1: "este próximo"},
        Sort.LAST: {1: "pasado|pasada|último|última"},
        Sort.AFTERNEXT: {},
        Sort.EVERY: {1: "cada|todos los|todas las|todo los"},
        Sort.OTHER: {},
        Sort.OTHERTAIL: {2: "sí y otro no|si y otro no|de cada dos|alternos|alterno|sí otro no|sí, otro no"},
        Sort.FREQ: {
            "day": "diario|diariamente|a diario|todos los días|cada día|diaria|una vez al día|una vez por día",
            "week": "semanal|semanalmente|cada semana|todas las semanas|una vez a la semana|una vez por semana",
            "month": "mensual|mensualmente|cada mes|todos los meses|al mes|una vez al mes|una vez por mes",
            "year": "anual|anualmente|cada año|todos los años|una vez al año|una vez por año",
            "fortnight": "quincenal|quincenalmente|cada quince días|cada 15 días",
            "quarter": "trimestral|trimestralmente|cada trimestre",
            "unsure": "bisemanal|bimensual",
        },
        Sort.WORKDAY: {1: "día laborable|día hábil|día de semana"},
        Sort.WORKDAYS: {
            1: (
                "días laborables|días hábiles|entre semana|cada día laborable|todos los días laborables"
                "|días de semana|laborables"
            )
        },
        Sort.WEEKEND: {1: "fin de semana|finde|weekend"},
        Sort.WEEKENDS: {1: "fines de semana|los fines de semana"},
        Sort.WEEKHENCE: {},
        Sort.WEEKNO: {1: "semana|semana número|semana nº"},
        Sort.MONTHDAY: {},
        Sort.FESTIVE: {
            "01-01": "año nuevo|día de año nuevo",
            "01-06": "día de reyes|reyes magos",
            "02-14": "san valentín",
            "11-01": "todos los santos|día de todos los santos",
            "12-06": "día de la constitución",
            "12-08": "la inmaculada",
            "10-12": "día de la hispanidad",
            "easter": "domingo de resurrección|domingo de pascua",
            "easter+1": "lunes de pascua",
            "easter-2": "viernes santo",
            "easter-3": "jueves santo",
            "thanksgiving+1": "black friday",
            "12-24": "nochebuena",
            "12-25": "navidad|día de navidad",
            "12-31": "nochevieja|fin de año",
        },
        Sort.NOW: {1: "ahora|ahora mismo|ya mismo"},
        Sort.HENCE: {1: "después de"},
        Sort.AGO: {},
        Sort.AGOWORD: {1: "hace"},
        Sort.IN: {1: "en|dentro de|de aquí a|en un plazo de|en el plazo de"},
        Sort.FOR: {1: "durante|por|para|de|duración"},
        Sort.FROM: {1: "de|desde|desde las|de las|de la", 2: "del|desde el"},
        Sort.TO: {1: "a|hasta|hasta las|a las|a la", 2: "al|hasta el"},
        Sort.BETWEEN: {1: "entre|entre las|entre la|entre el"},
        Sort.AND: {1: "y|e"},
        Sort.OR: {1: "ya sea|o|u|o bien"},
        Sort.AT: {
            1: ("a las|a la|unos|unas|sobre las|hacia las|tipo|a eso de las|alrededor de las|a partir de las|desde las")
        },
        Sort.ON: {1: "el|al|para|para el|en|el día|al día|para el día|los días"},
        Sort.OF: {1: "de|del|de la|en|de este|en la"},
        Sort.AFTER: {
            1: (
                "después de|después del|después de las|tras|pasadas|después de la|no antes de|no antes de las"
                "|no antes de la"
            )
        },
        Sort.BEFORE: {
            2: "antes del|antes del día",
            1: ("antes de|antes de las|hasta las|antes de la|no más tarde de las|no después de las"),
        },
        Sort.UNTIL: {1: "hasta", 2: "hasta el"},
        Sort.UPTO: {1: "hasta|hasta el|hasta la|hasta los"},
        Sort.WITHOUT: {1: "sin|sin el|quitando|quitando el|a excepción"},
        Sort.BY: {1: "para|de aquí a|en un plazo de|en el plazo de", 2: "para el|a más tardar el|hasta el"},
        Sort.STARTING: {1: "a partir de|desde|empezando", 2: "a partir del|desde el|empezando el|comenzando el"},
        Sort.HALF: {1: "medio|media"},
        Sort.TIMES: {1: "vez|veces|sesiones"},
        Sort.ARTICLE: {1: "el|la|los|las|el día|los días|toda la|todo el"},
        # What says when, and does not.
        Sort.DOUBT: {
            "vague": (
                "dos veces al día|tres veces al día|varias veces al día|dos veces a la semana|dos veces al mes"
                "|resto de la semana|resto del día|resto del mes|cada pocos días|cada pocas semanas"
                "|a esta hora|a la misma hora|misma hora|a la hora de siempre|como siempre|aplazado del|aplazado de"
                "|aplazada del|trasladado del|trasladado de|cambiado del|cambiado de|movido del|movido de"
                "|adelantado del|en la madrugada|la madrugada|de madrugada|madrugada|este verano"
                "|el verano que viene|este invierno|esta primavera|este otoño|en verano|en invierno|en primavera"
                "|en otoño|el próximo trimestre|este trimestre|la próxima temporada|día de la madre|día del padre"
                "|semana santa|navidades|durante la semana|a lo largo de la semana|en los próximos días"
                "|en unas horas|en vacaciones|fin de mes|final de mes|finales de mes|fin de semana largo"
                "|principios de mes|un día de estos|en unos días|en unas semanas|dentro de unos días|próximamente"
                "|en los próximos días|esta semana o la que viene"
            )
        },
        Sort.MEASURE: {
            1: (
                "piso|planta|edición|aniversario|cumpleaños|temporada|siglo|división|jornada|ronda|capítulo|grado"
                "|sentido|mundo|%|€|$|kg|kilo|kilos|gramos|g|km|kilómetros|metros|m|cm|mm|euro|euros|eur|dólares"
                "|por ciento|grados|puntos|personas|gente|invitados|jugadores|equipos|entradas|plazas|páginas"
                "|estrellas|goles|sets|vueltas|votos|botellas|cervezas|litros"
            )
        },
        Sort.EDGE: {
            2: "si",
            1: (
                "y pico|penúltimo|penúltima|otro|otra|el otro|la otra|casi|normalmente|generalmente"
                "|por lo general|la mayoría de los"
                "|la mayoría de|algunos|algunas|algún"
                "|alguna|después|antes|muy temprano"
                "|a primera hora|a última hora|al amanecer|al anochecer|al principio"
                "|al final|a primeros de|a últimos de"
                "|fin de|más tarde|más temprano|más adelante|principios de|principio de"
                "|inicios de|mediados de|finales de|final de|fines de|a principios de|a mediados de|a finales de"
                "|a fines de"
            ),
        },
        Sort.NOT: {
            1: (
                "nada|nadie|ninguno|ninguna|ningún|tampoco|imposible|no|nunca|jamás|a menos que|a no ser que|salvo"
                "|excepto|menos|no el|excepto el|menos el"
            )
        },
        Sort.HINT: {
            1: (
                "demasiado temprano|demasiado pronto|demasiado tarde|lleno|ocupado"
                "|se cancela|se suspende|hasta nuevo aviso|en adelante"
                "|semanas pares|semanas impares|hora local"
                "|cancelado|cancelada"
                "|alternando|solo una vez|una sola vez|como pronto|como muy tarde|o antes|hasta tarde"
                "|la semana anterior|de vez en cuando|por día|por semana|por mes|por año|en vez de|en lugar de"
                "|en vez del|si es posible"
                "|a veces|rara vez|de cuando en cuando|cada cierto tiempo|por turnos|semanas alternas"
                "|en semanas alternas|más de una vez|al día siguiente|el día siguiente|el día anterior"
                "|un poco más tarde|un poco antes|un poco después|horario de verano|hora de verano"
                "|hora de invierno|toda la noche|día y noche|las 24 horas|festivos|días festivos|suspendido"
                "|suspendida|anulado|anulada|próxima vez|próximo hueco|primer hueco|próxima fecha libre|llego tarde"
                "|llegaré tarde"
                "|llegar tarde|llega tarde|llegamos tarde|como la semana pasada|igual que la semana pasada"
                "|"
                + numerals.uncounted(
                    "unos|unas|varios|varias|algunos|algunas|unas cuantas",
                    "horas|minutos|días|semanas|meses|veces|sesiones",
                )
            )
        },
        Sort.MOVING: {
            1: (
                "mover|mueve|pasar|pasamos|aplazar|cambiar|cambiamos|adelantar|retrasar|posponer|trasladar|reprogramar"
            ),
            2: (
                "movido|movida|aplazado|aplazada|cambiado|cambiada|adelantado|adelantada|retrasado|retrasada|pospuesto"
                "|pospuesta|trasladado|trasladada|reprogramado|reprogramada"
            ),
        },
        Sort.FILLER: {
            1: (
                "más bien|exactamente|más o menos|aproximadamente|todo el día|por favor|quizás|tal vez|porfa|inclusive"
                "|incluido|incluida|ambos inclusive"
            )
        },
        Sort.ZONEWORD: zones.SHARED,
        Sort.PLACE: zones.places("la"),
        Sort.ZONE: {
            **zones.cities("hora de {}", "hora {}", "horario de {}", without=("la",)),
            "Atlantic/Canary": "hora canaria|hora de canarias|en canarias",
        },
        Sort.WORD: {
            1: (
                "mates|de nada|mesa para|grupo de|una quincena de|hasta luego|hasta pronto|hasta entonces"
                "|mañana será otro día"
                "|viernes de dolores|martes y trece|no olvidar|no olvides"
                "|no te olvides|no faltar|domingo de ramos|martes de carnaval|viernes negro|buenos días"
                "|buenas tardes|buenas noches|otra vez|de otra manera|a la vez|a la carta|a menudo"
            )
        },
    },
    bundles={
        "víspera de": ((Sort.UNIT, "day"), (Sort.BEFORE, 1)),
        "víspera del": ((Sort.UNIT, "day"), (Sort.BEFORE, 1)),
        "el día después de": ((Sort.UNIT, "day"), (Sort.HENCE, 1)),
        "el día después del": ((Sort.UNIT, "day"), (Sort.HENCE, 1)),
        "el día antes de": ((Sort.UNIT, "day"), (Sort.BEFORE, 1)),
        "el día antes del": ((Sort.UNIT, "day"), (Sort.BEFORE, 1)),
        "a la una": ((Sort.AT, 1), (Sort.NUM, 1)),
        "de la una": ((Sort.FROM, 1), (Sort.NUM, 1)),
        "una vez": ((Sort.NUM, 1), (Sort.TIMES, 1)),
        "esta mañana": ((Sort.RELDAY, 0), (Sort.PART, "morning")),
        "esta tarde": ((Sort.RELDAY, 0), (Sort.PART, "afternoon")),
        "esta noche": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "hoy por la noche": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "la mañana del": ((Sort.PART, "morning"), (Sort.ON, 1)),
        "la mañana de": ((Sort.PART, "morning"), (Sort.ON, 1)),
        "anoche": ((Sort.RELDAY, -1), (Sort.PART, "evening")),
        "mañana temprano": ((Sort.RELDAY, 1), (Sort.PART, "morning")),
        "media hora": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "una media hora": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "hora y media": ((Sort.NUM, 90), (Sort.UNIT, "minute")),
        "una hora y media": ((Sort.NUM, 90), (Sort.UNIT, "minute")),
        "una quincena de días": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        **{f"x{times}": ((Sort.NUM, times), (Sort.TIMES, 1)) for times in range(2, 31)},
        "una quincena": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        "cuarto de hora": ((Sort.NUM, 15), (Sort.UNIT, "minute")),
        "tres cuartos de hora": ((Sort.NUM, 45), (Sort.UNIT, "minute")),
        "un día sí y otro no": ((Sort.EVERY, 1), (Sort.NUM, 2), (Sort.UNIT, "day")),
        "cada mañana": ((Sort.EVERY, 1), (Sort.PART, "morning")),
        "todas las mañanas": ((Sort.EVERY, 1), (Sort.PART, "morning")),
        "cada tarde": ((Sort.EVERY, 1), (Sort.PART, "afternoon")),
        "todas las tardes": ((Sort.EVERY, 1), (Sort.PART, "afternoon")),
        "todas las noches": ((Sort.EVERY, 1), (Sort.PART, "evening")),
        "cada noche": ((Sort.EVERY, 1), (Sort.PART, "evening")),
    },
)
