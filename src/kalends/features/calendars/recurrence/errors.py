"""What can be wrong with a recurrence. `field` names the property or the part of the rule that is to blame."""

from kalends.core.errors import Invalid


class RuleIsMalformed(Invalid):
    """This recurrence rule can't be read."""


class RuleNeverMatches(Invalid):
    """No day or time ever matches this recurrence rule."""


class NothingIsLeft(Invalid):
    """What is excluded from this recurrence is all there is of it."""


class RecurrenceAsksTooMuch(Invalid):
    """Working this recurrence out takes too much time. Ask for a shorter span, or use a simpler rule."""


class TooManyOccurrences(RecurrenceAsksTooMuch):
    """There are more occurrences in this span than can be listed at once. Ask for a shorter one."""


class KindsOfTimeAreMixed(Invalid):
    """Days, floating times and instants can't be mixed in one recurrence."""


class NotAWholeSecond(Invalid):
    """Calendars know no fractions of a second."""


class RuleDoesNotFollow(Invalid):
    """This recurrence names its days or times, and they can't follow to this start. Give the rule for it as well."""
