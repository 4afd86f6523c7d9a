"""Zones as people name them: by abbreviation, by offset, by a city. An abbreviation may stand for several."""

from functools import cache

from kalends.core.time import zone_names

# Several names, likeliest first, with commas. A number after them is the offset that the abbreviation claims.
SHARED: dict[str, str] = {
    "UTC": "utc|gmt|zulu",
    "America/New_York-4": "edt",
    "America/Chicago-5": "cdt",
    "America/Los_Angeles-8": "pst",
    "America/Los_Angeles-7": "pdt",
    "Europe/London+1": "bst",
    "Europe/Berlin": "cet|mez",
    "Europe/Berlin+2": "cest|mesz",
    "Europe/Moscow": "msk|мск",
    "Asia/Tokyo": "jst",
}
ENGLISH: dict[str, str] = {
    **SHARED,
    "America/New_York-5": "est",
    "America/New_York": "et|eastern|eastern time|us eastern",
    "America/Chicago-6": "cst",
    "America/Chicago": "ct|central time|us central",
    "America/Denver-7": "mst",
    "America/Denver-6": "mdt",
    "America/Denver": "mt|mountain time",
    "America/Los_Angeles": "pt|pacific|pacific time|us pacific",
    "Europe/Athens+2": "eet",
    "Europe/Athens+3": "eest",
    "Europe/Lisbon+0": "wet",
    "Asia/Seoul": "kst",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Australia/Sydney+10": "aest",
    "Australia/Sydney+11": "aedt",
    "Australia/Perth": "awst",
    "Pacific/Auckland+12": "nzst",
    "Pacific/Auckland+13": "nzdt",
    "America/Sao_Paulo": "brt",
    "Asia/Kolkata,Asia/Jerusalem,Europe/Dublin": "ist",
}
# Cities after which no zone is named, and the names that zones' cities have elsewhere.
_OTHER_NAMES: dict[str, str] = {
    "America/New_York": "ny|nyc|boston|washington|nueva york|new yorker",
    "America/Los_Angeles": "la|san francisco|sf|seattle|california|san diego|los ángeles",
    "America/Mexico_City": "ciudad de méxico|mexiko-stadt|mexico",
    "Europe/London": "uk|british|londres|londoner|londra",
    "Europe/Paris": "french|pariser|parís",
    "Europe/Berlin": "german|berliner|munich|frankfurt|hamburg|berlín",
    "Europe/Madrid": "spanish|madrider|barcelona",
    "Europe/Moscow": "moskau|moskauer|moscou|moscú",
    "Europe/Kyiv": "kiev|kiew|kiewer",
    "Europe/Vienna": "wien|wiener|vienne|viena",
    "Europe/Zurich": "zürich|zürcher|geneva|genf|genève",
    "Europe/Rome": "rom|milan|roma",
    "Europe/Lisbon": "lissabon|lisbonne|lisboa",
    "Europe/Warsaw": "warschau|varsovie|varsovia",
    "Asia/Tokyo": "japan|tokio|tokioter",
    "Asia/Shanghai": "beijing|china|peking|pékin|pekín",
    "Asia/Kolkata": "india|indian|mumbai|delhi|bangalore",
    "Asia/Singapore": "singapur|singapour",
    "Australia/Sydney": "sydneyer|sídney",
}


# Among a term's zones, the reader's own.
HERE = "here"


@cache
def cities(*frames: str, without: tuple[str, ...] = ()) -> dict[str, str]:
    """What each frame, such as "{} time", makes of the cities of the database: by zone, with strokes between.

    `without` are names that mean something else in the language, such as "la".
    """
    names = {name: name.rsplit("/", 1)[-1].replace("_", " ") for name in sorted(zone_names()) if _is_of_a_city(name)}
    forms = {zone: [city, *filter(None, _OTHER_NAMES.get(zone, "").split("|"))] for zone, city in names.items()}
    return {
        zone: "|".join(frame.format(city) for city in among if city not in without for frame in frames)
        for zone, among in forms.items()
    }


@cache
def places(*without: str) -> dict[str, str]:
    """The names of the best known cities alone: after a time, the zone of one may be meant, or the city."""
    known = cities("{}", without=without)
    return {zone: known[zone] for zone in _OTHER_NAMES}


def _is_of_a_city(name: str) -> bool:
    region = name.partition("/")[0]
    return region in {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


def iana_name(text: str) -> str | None:
    """The name as the database spells it, or None."""
    return next((name for name in zone_names() if name.casefold() == text.casefold()), None)


_WHOLE_PARTS: dict[tuple[int, int], str] = {
    (3, 30): "Asia/Tehran",
    (4, 30): "Asia/Kabul",
    (5, 30): "Asia/Kolkata",
    (5, 45): "Asia/Kathmandu",
    (6, 30): "Asia/Yangon",
    (9, 30): "Australia/Darwin",
}


def of_offset(hours: int, minutes: int) -> str | None:
    """A zone that keeps this offset from UTC all year, or None."""
    if minutes:
        return _WHOLE_PARTS.get((hours, minutes))
    if hours == 0:
        return "UTC"
    # The database's signs are the other way round.
    return f"Etc/GMT{-hours:+d}" if -12 <= hours <= 14 else None
