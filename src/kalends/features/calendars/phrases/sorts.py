"""What a word can be, and what several words together are. A word may be of several sorts ("second", "mañana")."""

from enum import StrEnum, auto


class Sort(StrEnum):
    # Words and signs.
    WORD = auto()  # none of ours
    NUM = auto()  # a number, in digits or words
    ONE = auto()  # an article that counts: "an hour"
    ORD = auto()  # "first", "3rd", "24."; -1 is "last"
    YEAR = auto()
    WEEKDAY = auto()  # 0 is Monday
    WEEKDAYS = auto()  # said in the plural: "Mondays"
    WEAKDAY = auto()  # a short form that is a word of its own too: "So", "mar"
    MONTH = auto()
    WEAKMONTH = auto()  # "may", "mar"
    UNIT = auto()  # "minute" to "year"
    MEASURE = auto()  # "kilos", "people": what a number before it counts is no time
    OCLOCK = auto()  # only ever a clock's: "Uhr", "o'clock"
    HOURMARK = auto()  # an hour of the clock or one that lasts: "h", "heures", "часа"
    MINUTEMARK = auto()  # minutes before or after the hour that follows: "quarter past", "halb"
    MINUTETAIL = auto()  # the same, after its hour: "y media", "moins le quart"
    SPOKEN = auto()  # a time of day in one word, as minutes: "noon"
    MIDNIGHT = auto()
    DAYEND = auto()  # "end of day"
    MERIDIEM = auto()  # says the half of the day: "pm", "de la tarde"
    RELDAY = auto()  # days from today
    PART = auto()
    PARTS = auto()  # "mornings"
    OPENING = auto()  # "doors", "kick-off": a number after it is an hour
    CONTEXT = auto()  # stays in the title, and says the half of the day: "dinner"
    NEXT = auto()
    THIS = auto()
    COMING = auto()
    LAST = auto()
    AFTERNEXT = auto()
    EVERY = auto()
    OTHER = auto()
    OTHERTAIL = auto()  # after its weekday: "sur deux"
    FREQ = auto()  # "daily"
    WORKDAY = auto()
    WORKDAYS = auto()
    WEEKEND = auto()
    WEEKENDS = auto()
    WEEKHENCE = auto()  # "Friday week", "vendredi en huit"
    WEEKNO = auto()
    MONTHDAY = auto()  # "15 числа"
    FESTIVE = auto()
    NOW = auto()
    HENCE = auto()
    AGO = auto()
    AGOWORD = auto()  # the same, before its length: "il y a"
    IN = auto()
    FOR = auto()
    FROM = auto()
    TO = auto()
    BETWEEN = auto()
    AND = auto()
    OR = auto()
    AT = auto()
    ON = auto()
    OF = auto()
    AFTER = auto()
    BEFORE = auto()
    UNTIL = auto()
    UPTO = auto()  # the same, where it never says "to" or "at": what follows it ends something
    BY = auto()
    STARTING = auto()
    HALF = auto()
    TIMES = auto()
    ARTICLE = auto()
    EDGE = auto()  # "early", "Ende"
    NOT = auto()
    WITHOUT = auto()  # "skipping": says that a time after it is left out
    HINT = auto()  # says more of a time that stands anywhere in the phrase: "per month", "instead of"
    MOVING = auto()  # "postpone": of two times beside it, one is over; 2 where one time before it is over
    FILLER = auto()
    ZONE = auto()
    ZONEWORD = auto()  # an abbreviation, a zone only after a time
    PLACE = auto()  # a city, of a zone or where people meet
    SEP = auto()
    DASH = auto()
    # Shapes of digits.
    CLOCKTEXT = auto()
    DATETEXT = auto()
    DOTTED = auto()  # 9.30: a time, a date or a number
    # Pieces: what rules make of them.
    LENGTH = auto()
    HOURCLOCK = auto()  # "3 heures", where it is a time
    CLOCK = auto()
    RANGE = auto()
    DAYS = auto()
    REPEAT = auto()
    MOMENT = auto()  # minutes from now
    UNTILDAY = auto()
    FROMDAY = auto()
    COUNT = auto()
    DOUBT = auto()


PIECES = frozenset(
    {
        Sort.LENGTH,
        Sort.CLOCK,
        Sort.RANGE,
        Sort.DAYS,
        Sort.REPEAT,
        Sort.MOMENT,
        Sort.UNTILDAY,
        Sort.FROMDAY,
        Sort.COUNT,
        Sort.ZONE,
        Sort.PART,
        Sort.PARTS,
        Sort.WORKDAY,
        Sort.DOUBT,
    }
)
# What only joins a piece to the words around it, and goes with it.
JOINTS = frozenset(
    {
        Sort.AT,
        Sort.ON,
        Sort.IN,
        Sort.FOR,
        Sort.FROM,
        Sort.TO,
        Sort.UNTIL,
        Sort.BY,
        Sort.STARTING,
        Sort.BETWEEN,
        Sort.ARTICLE,
        Sort.OF,
        Sort.AND,
        Sort.OR,
        Sort.SEP,
        Sort.DASH,
        Sort.FILLER,
        Sort.ONE,
        Sort.THIS,
    }
)
