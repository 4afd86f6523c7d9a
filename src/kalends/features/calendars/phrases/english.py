"""English words for times."""

from kalends.features.calendars.phrases import numerals, zones
from kalends.features.calendars.phrases.language import Language
from kalends.features.calendars.phrases.sorts import Sort

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}
_ONES = dict(enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], start=1))
_FIRSTS = dict(
    enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"], start=1)
)
_TEENS = dict(enumerate(["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], start=13))

ENGLISH = Language(
    code="en",
    names=frozenset({"eve"}),
    zone_tails=frozenset({"time"}),
    denials=frozenset({"no"}),
    ordinal=r"st\b|nd\b|rd\b|th\b",
    is_day_of_24_hours=False,
    words={
        Sort.NUM: {
            **numerals.compounds(_TENS, _ONES, "-", " "),
            **_TENS,
            **_TEENS,
            **_ONES,
            0: "zero",
            2: "two|a couple of|couple of",
            10: "ten",
            11: "eleven",
            12: "twelve|a dozen",
            60: "sixty",
            90: "ninety",
        },
        Sort.ONE: {1: "a|an"},
        Sort.ORD: {
            **numerals.compounds(_TENS, _FIRSTS, "-", " "),
            **_FIRSTS,
            10: "tenth",
            11: "eleventh",
            12: "twelfth",
            13: "thirteenth",
            14: "fourteenth",
            15: "fifteenth",
            16: "sixteenth",
            17: "seventeenth",
            18: "eighteenth",
            19: "nineteenth",
            20: "twentieth",
            30: "thirtieth",
            -1: "last",
        },
        Sort.WEEKDAY: {
            0: "monday|mon|monday's|mon.",
            1: "tuesday|tues|tue|tuesday's|tue.|tues.",
            2: "wednesday|wed|weds|wednesday's|wed.|wensday|wednsday",
            3: "thursday|thurs|thur|thu|thursday's|thu.|thurs.|thirsday",
            4: "friday|fri|friday's|fri.",
            5: "saturday|saturday's|sat.",
            6: "sunday|sunday's|sun.",
        },
        Sort.WEEKDAYS: {
            0: "mondays",
            1: "tuesdays",
            2: "wednesdays",
            3: "thursdays",
            4: "fridays",
            5: "saturdays",
            6: "sundays",
        },
        Sort.WEAKDAY: {5: "sat", 6: "sun"},
        Sort.MONTH: {
            1: "january|jan|jan.",
            2: "february|feb|feb.|febuary",
            3: "mar.",
            4: "april|apr|apr.",
            6: "june|jun",
            7: "july|jul",
            8: "august|aug|aug.",
            9: "september|sept|sep|sep.|sept.",
            10: "october|oct|oct.",
            11: "november|nov|nov.",
            12: "december|dec|dec.",
        },
        Sort.WEAKMONTH: {3: "march|mar", 5: "may"},
        Sort.UNIT: {
            "minute": "minute|minutes|min|mins|min.|mins.",
            "hour": "hour|hours|hr|hrs|h|hour's time|hours' time|hours time",
            "day": "day|days|days' time|days time",
            "week": "week|weeks|wk|wks|week's time|weeks' time|weeks time",
            "month": "month|months|month's time|months' time|months time",
            "year": "year|years|year's time|years' time",
        },
        Sort.HOURMARK: {1: "h"},
        Sort.OCLOCK: {1: "o'clock|oclock|o clock|ish|-ish"},
        Sort.MINUTEMARK: {
            30: "half past|half-past",
            15: "quarter past|a quarter past|quarter after|a quarter after",
            -15: "quarter to|a quarter to|quarter till|quarter of",
            5: "five past|five after",
            10: "ten past|ten after|10 past",
            20: "twenty past|twenty after|20 past",
            25: "twenty-five past|twenty five past",
            -5: "five to",
            -10: "ten to",
            -20: "twenty to",
            -25: "twenty-five to|twenty five to",
        },
        Sort.MINUTETAIL: {},
        Sort.SPOKEN: {720: "noonish|noon-ish|noon|midday|12 noon|twelve noon"},
        Sort.MIDNIGHT: {1: "midnight|12 midnight"},
        Sort.DAYEND: {
            1: ("eod|cob|cop|eob|end of day|close of business|end of business|close of play|end of play|end of the day")
        },
        Sort.MERIDIEM: {
            "am": "am|a.m.|a.m|in the morning",
            "pm": "pm|p.m.|p.m",
            "afternoon": "in the afternoon",
            "evening": "in the evening",
            "night": "at night",
        },
        Sort.RELDAY: {
            -2: "the day before yesterday|day before yesterday",
            -1: "yesterday",
            0: "today|2day",
            1: "tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow|2moro|2morrow|tomorro|tmw|tomoz|tomo|2mrw|2mro|tomorrow's",
            2: "the day after tomorrow|day after tomorrow|overmorrow",
        },
        Sort.PART: {
            "morning": "before lunch|forenoon|morning|morn|in the morning|early morning",
            "lunch": "lunchtime|lunch time|at lunch|over lunch",
            "afternoon": "arvo|afternoon|in the afternoon|after lunch",
            "evening": "eve|evening|in the evening|after work",
            "night": "night|at night",
        },
        Sort.PARTS: {
            "morning": "mornings",
            "afternoon": "afternoons",
            "evening": "evenings",
            "night": "nights",
        },
        Sort.OPENING: {1: "doors|kickoff|kick-off|kick off|ko|starts|begins|runs|show|curtain"},
        Sort.CONTEXT: {
            "breakfast": "breakfast",
            "lunch": "lunch",
            "late": "party|movie|film night|pub|gig|disco|date night|game night|night out",
            "dinner": "dinner|supper|drinks|nightclub",
            "show": "cinema|theatre|theater|concert",
        },
        Sort.NEXT: {1: "next|nxt"},
        Sort.THIS: {1: "this"},
        Sort.COMING: {1: "coming|upcoming|this coming|the coming"},
        Sort.LAST: {1: "last|previous|this past|the past|just gone"},
        Sort.AFTERNEXT: {1: "after next"},
        Sort.EVERY: {1: "every|each|every single|ev"},
        Sort.OTHER: {1: "other"},
        Sort.FREQ: {
            "day": "daily|everyday|every day|once a day|once per day",
            "week": "weekly|once a week|once per week|once every week",
            "month": "monthly|once a month|once per month|once every month",
            "year": "yearly|annually|annual|once a year|once per year|once every year",
            "fortnight": "fortnightly|every fortnight|once a fortnight|once per fortnight",
            "unsure": "biweekly|bi-weekly|bimonthly|bi-monthly",
            "quarter": "quarterly|every quarter",
        },
        Sort.WORKDAY: {1: "weekday|workday|working day|business day|week day"},
        Sort.WORKDAYS: {1: "weekdays|workdays|working days|business days|week days|m-f"},
        Sort.WEEKEND: {1: "weekend|week-end|week end"},
        Sort.WEEKENDS: {1: "weekends"},
        Sort.WEEKHENCE: {1: "week"},
        Sort.WEEKNO: {1: "week|calendar week|week number|week no.|wk"},
        Sort.MONTHDAY: {},
        Sort.FESTIVE: {
            "01-01": "new year's day|new years day|new year's",
            "03-17": "st patrick's day|saint patrick's day|st. patrick's day",
            "advent": "first sunday in advent|first sunday of advent|first advent",
            "advent+7": "second sunday in advent|second sunday of advent|second advent",
            "advent+14": "third sunday in advent|third sunday of advent|third advent",
            "advent+21": "fourth sunday in advent|fourth sunday of advent|fourth advent",
            "02-14": "valentine's day|valentines day",
            "10-31": "halloween",
            "easter": "easter|easter sunday",
            "easter+1": "easter monday",
            "easter-2": "good friday",
            "easter+50": "whit monday",
            "thanksgiving": "thanksgiving|thanksgiving day",
            "thanksgiving+1": "black friday",
            "12-24": "christmas eve",
            "12-25": "christmas day|christmas|xmas",
            "12-26": "boxing day",
            "12-31": "new year's eve|new years eve|nye",
        },
        Sort.NOW: {1: "now|right now|asap"},
        Sort.HENCE: {1: "from|after|later than|on"},
        Sort.AGO: {1: "ago|earlier"},
        Sort.IN: {1: "in|within|during"},
        Sort.FOR: {1: "for|lasting|takes|about|up to|for up to"},
        Sort.FROM: {1: "from"},
        Sort.TO: {1: "to|till|til|until|thru|through|'til"},
        Sort.BETWEEN: {1: "between|betw|anytime between|any time between|sometime between"},
        Sort.AND: {1: "and"},
        Sort.OR: {1: "or|or else|or maybe"},
        Sort.AT: {1: "at|say|let's say|around|about|circa|ca.|approx|approximately|roughly|at around|at about"},
        Sort.ON: {1: "on|at", 2: "over"},
        Sort.OF: {1: "of|in|on|during|for"},
        Sort.AFTER: {
            1: (
                "past|after|any time after|anytime after|sometime after|later than|not before|no earlier than"
                "|not earlier than|no sooner than"
            )
        },
        Sort.BEFORE: {
            1: ("before|any time before|anytime before|sometime before|earlier than|not later than|not after")
        },
        Sort.UNTIL: {1: "until|till|til|to|through|ending|'til"},
        Sort.UPTO: {1: "until|till|til|'til"},
        Sort.WITHOUT: {2: "but", 1: "without|minus|bar|save|skip|skipping"},
        Sort.BY: {1: "by|due|due by|due on|no later than|within"},
        Sort.STARTING: {1: "starting|starting on|starting at|beginning|as of|starting from|from|effective|since"},
        Sort.HALF: {1: "half"},
        Sort.TIMES: {1: "times|x|occurrences|sessions"},
        Sort.ARTICLE: {1: "the"},
        # What says when, and does not.
        Sort.DOUBT: {
            "vague": (
                "rest of the week|the rest of the week|rest of the day|the rest of the day|rest of the month"
                "|the rest of the month|every few days|every few weeks|every couple of days|every now and then"
                "|this time|about this time|same time|at the same time|same day|usual time|at the usual time"
                "|as usual|moved from"
                "|postponed from|rescheduled from|switched from|brought forward from|this summer|next summer"
                "|this winter|next winter|this spring|next spring|this autumn|next autumn|this fall|next fall"
                "|in the summer|in summer|in winter|in spring|in autumn|all summer|all winter|over the summer"
                "|over the winter|in the spring|in the winter|in the autumn|next quarter|this quarter|next season"
                "|mothering sunday|remembrance sunday|mother's day|mothers day|father's day|fathers day|labor day"
                "|labour day|memorial day|bank holiday"
                "|during the week|over the next few days|in the next few days|in the coming days"
                "|in the coming weeks|in a few days|in a few weeks|in a few hours|in a few minutes|end of month"
                "|end of the month|eom|by the end of the year|in the new year|later today|later on"
                "|one of these days|at some point|over the holidays|over christmas|over easter|over new year"
                "|when convenient|next time|the other week"
                "|in a bit|in a while|soon"
            )
        },
        Sort.MEASURE: {
            1: (
                "man|player|floor|grade|street|avenue|edition|anniversary|birthday|place|round|season|element"
                "|century|attempt|row|lane|division|leg|party|lap|stage|seal|cup|world cup|string|person|level"
                "|class|gear|generation|gen|%|€|$|kg|kilo|kilos|kilograms|grams|g|km|kilometers|kilometres|miles"
                "|meters|metres|cm|mm|euro|euros|eur|dollars|usd|bucks|pounds|gbp|percent|degrees|points|people"
                "|persons|guests|players|teams|tickets|seats|pages|stars|goals|sets|laps|rounds|votes|copies|boxes"
                "|bottles|beers|mph|kmh|litres|liters|years old"
            )
        },
        Sort.EDGE: {
            2: "if",
            1: (
                "penultimate|w/e|another|beyond|forget|almost|nearly|mostly|usually|normally|typically|generally"
                "|towards|toward"
                "|some|most"
                "|several|certain"
                "|first thing|last thing|just after|just before|shortly after"
                "|shortly before|early|late|mid|mid-"
                "|middle of|beginning of|start of|end of|the end of|the beginning of|first half of|second half of"
                "|later|earlier|the middle of|the start of|begin of|at the beginning|at the begin|at the start"
                "|at the end"
                "|following|the following|earliest|latest|as early|as late|as soon|at dawn|at dusk|at sunrise"
                "|at sunset|thereabouts"
            ),
        },
        Sort.NOT: {
            1: (
                "nothing|nobody|no one|noone|none|nowhere|nor|shouldn't|shouldnt|wouldn't|wouldnt|couldn't|couldnt"
                "|haven't|havent|hasn't|hasnt|hadn't|aren't|arent|wasn't|wasnt|weren't|werent|ain't|needn't|mustn't"
                "|isnt|wont|doesnt|unable|unavailable|impossible|no-go|hardly|all but|but one|not|don't|dont|doesn't"
                "|except|but not|excluding|neither|didn't|didnt|cannot|can't|cant"
                "|any day but"
                "|anything but"
                "|other than|isn't|won't|never|unless|apart from|barring|no meetings|no meeting|no class"
                "|no classes|no school|no practice|no training|no call|no calls|no work|no lunch|no game"
            )
        },
        Sort.HINT: {
            1: (
                "l8r|too early|too late|formerly|is full|is booked|is taken|is busy|fully booked|or sooner|hourly"
                "|called off|rest of the year"
                "|the rest of the year|until further notice|from then on|odd weeks"
                "|even weeks"
                "|local time|my time|your time|their time"
                "|onwards|onward|term time|school holidays|no longer|cancelled|canceled|plus or minus|minus"
                "|or earlier|or later|only once|every now and then|every so often|every once in a while|per day"
                "|per week|per month|per year"
                "|instead of|rather than|if possible|whenever"
                "|plus minus|sometimes|rarely|seldom|now and again|from time to time|on and off"
                "|week on week off|alternately|alternating|more than once|and the day before"
                "|and the day after|or the day before|or the day after|the day after that"
                "|the week after that|a bit later|a bit earlier|a little later|a little earlier"
                "|slightly later|slightly earlier|her time|his time|server time|summer time|winter time"
                "|daylight time|daylight saving time|daylight savings time|overnight|round the clock"
                "|around the clock|all night|through the night|small hours|early hours|wee hours"
                "|bank holidays|public holidays|is off|scrapped|next available|next free|next possible|next open"
                "|like last|as last|same as"
                "|" + numerals.uncounted("several|a few|some|many", "hours|minutes|days|weeks|months|times|sessions")
            )
        },
        Sort.MOVING: {
            1: (
                "move|moving|push|shift the|shift it|shift my|shift our|reschedule|postpone|delay|bring forward"
                "|swap the|swap my"
                "|swap it|change the|change my|change our|change it"
            ),
            2: "moved|pushed|shifted|rescheduled|postponed|delayed|brought forward|swapped|changed",
        },
        Sort.FILLER: {
            1: (
                "inclusive|rather|at the latest|sharp|on the dot|exactly|precisely|or so|more or less|give or take|ish"
                "|all day|all-day|either"
                "|sometime|some time|anytime|any time|please|scheduled for|set for|happening|maybe|perhaps|pls"
            )
        },
        Sort.ZONEWORD: zones.ENGLISH,
        Sort.PLACE: zones.places(),
        Sort.ZONE: zones.cities("{} time", "in {} time", "{} local time"),
        Sort.WORD: {
            1: (
                "what if|as if|nothing to|none of the above|no problem|no worries|no rush|no need|no idea|mon ami"
                "|mon dieu|mon cheri|sunday times"
                "|financial times|sheffield wednesday|wednesday addams"
                "|freaky friday|bloody sunday|black monday|black saturday|taco tuesday|sunday league"
                "|friday feeling|table for|room for|party of|group of|team of|cyber monday|ash wednesday"
                "|palm sunday|bank holiday monday|fat tuesday|shrove tuesday|super bowl sunday|second half"
                "|first half|man friday|ruby tuesday|casual friday|friday night lights|after hours|next door"
                "|next steps|last call|day one|day 1|don't forget|dont forget|do not forget|why not|not only"
                "|if not|by the day|day by day|one day|some day|the other day|week by week|at all|at once|at first"
                "|at last|at one with|one to one|one-to-one|1-on-1|1:1|1 on 1|one on one"
            )
        },
    },
    bundles={
        **{f"{day} fortnight": ((Sort.WEEKDAY, number), (Sort.WEEKHENCE, 2)) for number, day in enumerate(_DAYS)},
        "tonight": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "2nite": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "2night": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "tonite": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "tonight's": ((Sort.RELDAY, 0), (Sort.PART, "evening")),
        "last night": ((Sort.RELDAY, -1), (Sort.PART, "evening")),
        "a fortnight's time": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        "a fortnight": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        "fortnight": ((Sort.NUM, 2), (Sort.UNIT, "week")),
        "the week after next": ((Sort.AFTERNEXT, 1), (Sort.UNIT, "week")),
        "week after next": ((Sort.AFTERNEXT, 1), (Sort.UNIT, "week")),
        "the month after next": ((Sort.AFTERNEXT, 1), (Sort.UNIT, "month")),
        "month after next": ((Sort.AFTERNEXT, 1), (Sort.UNIT, "month")),
        "the weekend after next": ((Sort.AFTERNEXT, 1), (Sort.WEEKEND, 1)),
        "weekend after next": ((Sort.AFTERNEXT, 1), (Sort.WEEKEND, 1)),
        "tomorrow or the day after": ((Sort.RELDAY, 1), (Sort.OR, 1), (Sort.RELDAY, 2)),
        "tomorrow or the day after tomorrow": ((Sort.RELDAY, 1), (Sort.OR, 1), (Sort.RELDAY, 2)),
        "w/c": ((Sort.UNIT, "week"), (Sort.OF, 1)),
        "wc": ((Sort.UNIT, "week"), (Sort.OF, 1)),
        "week commencing": ((Sort.UNIT, "week"), (Sort.OF, 1)),
        "week beginning": ((Sort.UNIT, "week"), (Sort.OF, 1)),
        "every other": ((Sort.EVERY, 1), (Sort.OTHER, 1)),
        "alternate": ((Sort.EVERY, 1), (Sort.OTHER, 1)),
        "quarter of an hour": ((Sort.NUM, 15), (Sort.UNIT, "minute")),
        "a quarter of an hour": ((Sort.NUM, 15), (Sort.UNIT, "minute")),
        "three quarters of an hour": ((Sort.NUM, 45), (Sort.UNIT, "minute")),
        "half hour": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "half-hour": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "half-an-hour": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "half an hour": ((Sort.NUM, 30), (Sort.UNIT, "minute")),
        "half day": ((Sort.NUM, 4), (Sort.UNIT, "hour")),
        "half a day": ((Sort.NUM, 4), (Sort.UNIT, "hour")),
        "nightly": ((Sort.EVERY, 1), (Sort.PART, "night")),
        "the eve of": ((Sort.UNIT, "day"), (Sort.BEFORE, 1)),
        **{f"x{times}": ((Sort.NUM, times), (Sort.TIMES, 1)) for times in range(2, 31)},
        "twice": ((Sort.NUM, 2), (Sort.TIMES, 1)),
        "once": ((Sort.NUM, 1), (Sort.TIMES, 1)),
        "thrice": ((Sort.NUM, 3), (Sort.TIMES, 1)),
    },
)
