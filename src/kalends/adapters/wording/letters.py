"""Letters worded: each occasion one function, from what is the case to what is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC

from kalends.adapters.wording.words import Words, plain
from kalends.features.notices.domain import Entry, Letter, Matter, Occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A letter in words, for any form: text, HTML, a line on a page. Nothing in it is escaped."""

    subject: str
    paragraphs: tuple[str, ...] = ()
    # What, when, where: a word and what it says.
    rows: tuple[tuple[str, str], ...] = ()
    # When, and what.
    entries: tuple[tuple[str, str], ...] = ()
    button: tuple[str, str] | None = None
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What letters say of ourselves."""

    url: str
    link_minutes: int


Wording = Callable[[Letter, Words, House], Worded]


def worded(letter: Letter, house: House) -> Worded:
    return WORDINGS[letter.occasion](letter, Words(letter.locale, letter.zone), house)


def _verify_address(letter: Letter, words: Words, house: House) -> Worded:
    say = words.say
    return Worded(
        subject=say("Confirm your address for Kalends"),
        paragraphs=(
            say("please confirm that this address is yours, with the password that you chose when you registered."),
        ),
        button=(say("Confirm my address"), f"{house.url}/verify/{letter.code}"),
        closing=(
            say("The link works for {minutes} minutes, once.", minutes=house.link_minutes),
            say("If you did not ask for it, you need do nothing: without it, nobody can use Kalends in your name."),
        ),
    )


def _has_account(letter: Letter, words: Words, house: House) -> Worded:
    say = words.say
    return Worded(
        subject=say("You already have a Kalends account"),
        paragraphs=(
            say("somebody, perhaps you, has just tried to register at Kalends with this address."),
            say("You have an account already. If you forgot your password: {url}", url=f"{house.url}/forgot"),
        ),
        button=(say("Sign in"), f"{house.url}/sign-in"),
        closing=(say("If it was not you, you need do nothing: nothing has changed."),),
    )


def _reset_password(letter: Letter, words: Words, house: House) -> Worded:
    say = words.say
    return Worded(
        subject=say("Choose a new password for Kalends"),
        paragraphs=(say("here you choose your new password."),),
        button=(say("Choose a new password"), f"{house.url}/reset/{letter.code}"),
        closing=(
            say("The link works for {minutes} minutes, once.", minutes=house.link_minutes),
            say("If you did not ask for it, you need do nothing: your password stays as it is."),
        ),
    )


def _password_changed(letter: Letter, words: Words, house: House) -> Worded:
    say = words.say
    return Worded(
        subject=say("Your Kalends password has changed"),
        paragraphs=(say("your password has just been changed, and every other device has been signed out."),),
        button=(say("It was not me: choose a new one"), f"{house.url}/forgot"),
    )


def _webhook_disabled(letter: Letter, words: Words, house: House) -> Worded:
    say = words.say
    return Worded(
        subject=say("A webhook has been disabled"),
        paragraphs=(
            say("a webhook that you added is gone or has failed for days, so it is told nothing any more."),
            say("Once its receiver is well, enable it again, and have sent anew what it has missed."),
        ),
        button=(say("Open my webhooks"), f"{house.url}/settings/webhooks"),
    )


def _invited(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    who, title = plain(matter.who), plain(matter.title)
    return Worded(
        subject=say("Invitation: {title}", title=title),
        paragraphs=(say("{who} invites you.", who=who),),
        rows=_rows(matter, words),
        button=_look(matter, words),
        closing=(say("Answer in your calendar, or by replying with its buttons."),),
    )


def _changed(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    return Worded(
        subject=say("Changed: {title}", title=plain(matter.title)),
        paragraphs=(say("{who} has changed this. It now reads:", who=plain(matter.who)),),
        rows=_rows(matter, words),
        button=_look(matter, words),
    )


def _called_off(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    return Worded(
        subject=say("Called off: {title}", title=plain(matter.title)),
        paragraphs=(say("{who} has called this off, or you are no longer part of it.", who=plain(matter.who)),),
        rows=_rows(matter, words),
    )


def _booked(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    return Worded(
        subject=say("Agreed: {title}", title=plain(matter.title)),
        paragraphs=(say("the time is fixed, and it is in your calendar."),),
        rows=_rows(matter, words),
        button=_look(matter, words),
    )


def _not_booked(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    return Worded(
        subject=say("Time is up, and no time is agreed: {title}", title=plain(matter.title)),
        paragraphs=(say("nobody can answer any more. Look at the answers and book a time, or move the deadline."),),
        rows=_rows(matter, words),
        button=_look(matter, words),
    )


def _replied(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    who, title = plain(matter.who), plain(matter.title) or say("Untitled")
    sentences = {
        "accepted": say("{who} accepts: {title}", who=who, title=title),
        "declined": say("{who} declines: {title}", who=who, title=title),
        "tentative": say("{who} may come: {title}", who=who, title=title),
    }
    return Worded(
        subject=sentences[matter.said],
        paragraphs=(say("{who} wrote: {comment}", who=who, comment=plain(matter.comment)),) if matter.comment else (),
        rows=_rows(matter, words),
        button=_look(matter, words),
    )


def _countered(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    who = plain(matter.who)
    said = (say("{who} wrote: {comment}", who=who, comment=plain(matter.comment)),) if matter.comment else ()
    return Worded(
        subject=say("{who} proposes another time: {title}", who=who, title=plain(matter.title)),
        paragraphs=(say("nothing has changed yet: it is yours to move it, or to leave it."), *said),
        rows=_rows(matter, words),
        button=_look(matter, words),
    )


def _reminder(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    title = plain(matter.title) or say("Untitled")
    return Worded(subject=say("Reminder: {title}", title=title), rows=_rows(matter, words))


def _answer_reminder(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    until = words.instant(matter.deadline) if matter.deadline else ""
    return Worded(
        subject=say("When can you come? {title}", title=plain(matter.title)),
        paragraphs=(
            say("{who} waits for your answer, until {until}.", who=plain(matter.who), until=until),
            say("It takes half a minute, and needs no account."),
        ),
        rows=_rows(matter, words),
        button=(say("Say when I can come"), matter.url),
    )


def _daily(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    day = words.day(words.local(matter.start).date()) if matter.start else ""
    return Worded(
        subject=say("Your day: {day}", day=day),
        paragraphs=() if matter.entries else (say("nothing is in your calendars today."),),
        entries=tuple((_hours(one, words), _named(one, words)) for one in matter.entries),
        button=(say("Open my calendar"), f"{house.url}/calendar"),
    )


def _weekly(letter: Letter, words: Words, house: House) -> Worded:
    say, matter = words.say, letter.matter
    return Worded(
        subject=say("Your meetings this week"),
        paragraphs=() if matter.entries else (say("none of your meetings is open, and none takes place this week."),),
        entries=tuple((_stand(one, words), _named(one, words)) for one in matter.entries),
        button=(say("Open my meetings"), f"{house.url}/meetings"),
    )


WORDINGS: Mapping[Occasion, Wording] = {
    Occasion.VERIFY_ADDRESS: _verify_address,
    Occasion.HAS_ACCOUNT: _has_account,
    Occasion.RESET_PASSWORD: _reset_password,
    Occasion.PASSWORD_CHANGED: _password_changed,
    Occasion.WEBHOOK_DISABLED: _webhook_disabled,
    Occasion.INVITED: _invited,
    Occasion.CHANGED: _changed,
    Occasion.CALLED_OFF: _called_off,
    Occasion.BOOKED: _booked,
    Occasion.NOT_BOOKED: _not_booked,
    Occasion.REPLIED: _replied,
    Occasion.COUNTERED: _countered,
    # In the same words, to an organiser who is not of this house.
    Occasion.ANSWERED: _replied,
    Occasion.REMINDER: _reminder,
    Occasion.ANSWER_REMINDER: _answer_reminder,
    Occasion.DAILY: _daily,
    Occasion.WEEKLY: _weekly,
}


def _rows(matter: Matter, words: Words) -> tuple[tuple[str, str], ...]:
    say = words.say
    rows = [(say("What"), plain(matter.title) or say("Untitled"))]
    if said := when(matter, words):
        rows.append((say("When"), said))
    if matter.weeks > 1:
        rows.append((say("How often"), say("weekly, {weeks} times", weeks=matter.weeks)))
    if matter.place:
        rows.append((say("Where"), plain(matter.place)))
    return tuple(rows)


def when(matter: Matter, words: Words) -> str:
    if matter.start is None or matter.end is None:
        return ""
    if matter.is_all_day:
        return words.days(matter.start.date(), matter.end.date())
    if matter.is_local:
        return Words(words.locale, "UTC").span(matter.start.replace(tzinfo=UTC), matter.end.replace(tzinfo=UTC))
    return f"{words.span(matter.start, matter.end)} ({words.zone})"


def _look(matter: Matter, words: Words) -> tuple[str, str] | None:
    return (words.say("Look at it"), matter.url) if matter.url else None


def _hours(one: Entry, words: Words) -> str:
    if one.is_all_day or one.start is None or one.end is None:
        return words.say("all day")
    return words.clocks(one.start, one.end)


def _stand(one: Entry, words: Words) -> str:
    if one.start is not None and one.end is not None:
        return words.span(one.start, one.end)
    return words.say("open: {answered} of {asked} have answered", answered=one.answered, asked=one.asked)


def _named(one: Entry, words: Words) -> str:
    title = plain(one.title) or words.say("Untitled")
    return f"{title} ({plain(one.place)})" if one.place else title
