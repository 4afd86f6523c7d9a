"""Numbers in words above twenty, which languages put together from tens and ones, and amounts that are no numbers."""

from collections.abc import Mapping

Forms = Mapping[int, str]
# As many as an hour has minutes.
_END = 60


def compounds(tens: Forms, ones: Forms, *joints: str, ones_first: bool = False) -> dict[int, str]:
    """ "Twenty-five" and "twenty five", "fünfundzwanzig": every form of the ones with every joint."""
    return {
        ten + one: "|".join(
            f"{form}{joint}{before}" if ones_first else f"{before}{joint}{form}"
            for before in tens[ten].split("|")
            for form in ones[one].split("|")
            for joint in joints
        )
        for ten in tens
        for one in ones
        if ten + one < _END
    }


def uncounted(quantities: str, units: str) -> str:
    """Several weeks, a few days: how many is not said. Forms with strokes between them, as the tables have them."""
    return "|".join(f"{quantity} {unit}" for quantity in quantities.split("|") for unit in units.split("|"))
