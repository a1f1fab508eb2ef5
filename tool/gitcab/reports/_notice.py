"""Notices in sentences, the same in every format; `quote` makes text from records harmless there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gitcab.model.impact import State
from gitcab.model.notice import (
    AffectedItem,
    AffectedService,
    Contact,
    Notice,
    NoticeForOwners,
    NoticeForServiceDesk,
    NoticeForUsers,
    Occasion,
    OwnedItems,
    Times,
)
from gitcab.reports._schedule import day_words, moment_words
from gitcab.reports._wording import Quote, counted, state_words

_MOST_ITEMS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (empty for none), sentences, and below them points."""

    heading: str
    sentences: Sequence[str] = ()
    points: Sequence[str] = ()


def subject(notice: Notice, quote: Quote = str) -> str:
    """What the mail would be called."""
    occasion = notice.occasion
    if isinstance(notice, NoticeForUsers):
        names = [one.name for one in notice.services]
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        of = f": {', '.join(map(quote, names[:2]))}{more}" if names else ""
        return f"{_USERS[occasion.event]}{of}"
    return f"{_STAFF[occasion.event]}: {quote(occasion.title)} ({quote(occasion.rfc)})"


_USERS = {
    "planned": "Planned maintenance",
    "moved": "Maintenance at another time",
    "started": "Maintenance has begun",
    "finished": "Maintenance is over",
    "canceled": "Maintenance is called off",
}
_STAFF = {
    "planned": "Change planned",
    "moved": "Change moved",
    "started": "Change started",
    "finished": "Change finished",
    "canceled": "Change canceled",
}


def parts(notice: Notice, quote: Quote = str, *, full: bool = False) -> Iterator[Part]:
    """The notice from its first sentence to its last; parts without anything in them are left out."""
    if isinstance(notice, NoticeForUsers):
        found = _for_users(notice, quote)
    elif isinstance(notice, NoticeForOwners):
        found = _for_owners(notice, quote, full)
    else:
        found = _for_service_desk(notice, quote)
    yield from (part for part in found if part.sentences or part.points)


def times_in_words(times: Times) -> str:
    """`Sat 2026-12-05 22:00 to Sun 02:00 (America/Chicago)`."""
    day = times.start.date()
    return f"{day_words(day)} {times.start:%H:%M} to {moment_words(times.end, day)} ({times.start.tzinfo})"


def _when(occasion: Occasion) -> list[str]:
    if occasion.event == "moved" and occasion.was:
        return [f"New time: {times_in_words(occasion.times)}.", f"Old time: {times_in_words(occasion.was)}."]
    return [f"{_TENSES[occasion.event]}: {times_in_words(occasion.times)}."]


_TENSES = {
    "planned": "When",
    "moved": "When",
    "started": "Under way",
    "finished": "It was planned for",
    "canceled": "It was planned for",
}


def _for_users(notice: NoticeForUsers, quote: Quote) -> Iterator[Part]:
    occasion = notice.occasion
    yield Part("", _when(occasion))
    if occasion.event == "finished":
        yield Part("", [_outcome(occasion)])
    elif occasion.event == "canceled":
        yield Part("", ["It will not take place. Everything works as usual."])
    elif not notice.services:
        yield Part("", ["You should not notice anything of it."])
    else:
        yield from _what_fails(notice.services, quote)
    yield Part("Questions, or something else does not work", (), [contact_in_words(one, quote) for one in notice.call])


def _outcome(occasion: Occasion) -> str:
    if occasion.backed_out:
        return "The work was taken back, so everything is as it was before."
    if occasion.succeeded is False:
        return "The work did not go as planned. If something does not work for you, please call."
    return "The work is done, and everything should work as usual."


def _what_fails(services: Sequence[AffectedService], quote: Quote) -> Iterator[Part]:
    down = [one for one in services if one.down]
    degraded = [one for one in services if not one.down]
    if down:
        yield Part("What will not work", (), [_affected(one, quote) for one in down])
    if degraded:
        yield Part("What will be slow or incomplete", (), [_affected(one, quote) for one in degraded])


def _affected(one: AffectedService, quote: Quote) -> str:
    """`Student information system (schools): about 15 minutes, outside its hours`."""
    users = f" ({quote(one.users)})" if one.users else ""
    lasting = []
    if one.down:
        lasting.append(f"about {counted(one.down, 'minute')}")
    if one.degraded:
        lasting.append(f"{'slow or incomplete for ' if one.down else ''}about {counted(one.degraded, 'minute')}")
    hours = {None: "", 0: ", outside its service hours"}.get(one.in_service_hours, ", within its service hours")
    return f"{quote(one.name)}{users}: {', '.join(lasting)}{hours}"


def contact_in_words(contact: Contact, quote: Quote) -> str:
    """`Service desk: help@example.org; 555-0199`."""
    ways = "; ".join(quote(way) for way in (contact.contact, contact.on_call) if way)
    return f"{quote(contact.name)}: {ways}" if ways else quote(contact.name)


def _for_owners(notice: NoticeForOwners, quote: Quote, full: bool) -> Iterator[Part]:
    yield Part("", _when(notice.occasion))
    if notice.occasion.reason:
        yield Part("", [f"Why: {quote(notice.occasion.reason)}"])
    if notice.occasion.event == "finished":
        yield Part("", [_outcome(notice.occasion), "Please look at what you answer for."])
    elif notice.occasion.event == "canceled":
        yield Part("", ["It will not take place."])
    elif notice.asks_approval:
        yield Part("", ["It is not authorised yet: say yes or no in its pull request."])
    if notice.occasion.event != "canceled":
        yield from (_owned(one, notice.occasion, quote, full) for one in notice.owners)
    asked = f"Who asked for it: {quote(notice.requested_by)}"
    yield Part("Whom to ask", (), [asked, *(contact_in_words(one, quote) for one in notice.ask)])


def _owned(owned: OwnedItems, occasion: Occasion, quote: Quote, full: bool) -> Part:
    told = owned.items if full else owned.items[:_MOST_ITEMS]
    is_over = occasion.event == "finished"
    points = [f"{quote(one.name)} ({quote(one.id)})" if is_over else _item(one, quote) for one in told]
    left = len(owned.items) - len(told)
    more = [f"and {counted(left, 'item')} more: --full shows all of them"] if left else []
    return Part(quote(owned.team.name), (), [*points, *more])


def _item(one: AffectedItem, quote: Quote) -> str:
    how = f"{state_words(one.expected)} as expected" if one.expected > State.UP else "not hit as expected"
    if one.worst > one.expected:
        how += f", {state_words(one.worst)} at worst"
    why = "; ".join(map(quote, one.because)) or "it is changed itself"
    return f"{quote(one.name)} ({quote(one.id)}): {how}. {_capital(why)}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:] if words.startswith("it ") else words


def _for_service_desk(notice: NoticeForServiceDesk, quote: Quote) -> Iterator[Part]:
    yield Part("", _when(notice.occasion))
    if notice.occasion.event == "finished":
        yield Part("", [_outcome(notice.occasion)])
    if notice.occasion.reason:
        yield Part("", [f"Why: {quote(notice.occasion.reason)}"])
    symptoms = [_symptom(one, quote) for one in notice.services]
    yield Part("What callers may say", () if symptoms else ["Nobody should notice anything."], symptoms)
    items = f"Worked on: {_names(notice.configuration_items, quote)}"
    yield Part("Who works on what", (), [items, f"Done by: {_names(notice.people, quote)}"])
    if notice.workarounds:
        yield Part("How to help callers meanwhile", (), [quote(one) for one in notice.workarounds])
    escalation = (contact_in_words(one, quote) for one in notice.escalation)
    yield Part("If it goes wrong", (), [*_backout(notice), *escalation])
    if notice.communication:
        yield Part("What people are told", (), [quote(one) for one in notice.communication])


def _symptom(one: AffectedService, quote: Quote) -> str:
    return f"{'Does not work' if one.down else 'Is slow or incomplete'}: {_affected(one, quote)}"


def _names(names: Sequence[str], quote: Quote) -> str:
    return ", ".join(map(quote, names)) or "nobody named"


def _backout(notice: NoticeForServiceDesk) -> Iterator[str]:
    if notice.backout_minutes is not None:
        yield f"Going back takes {counted(notice.backout_minutes, 'minute')}"
    if notice.point_of_no_return is not None:
        last = moment_words(notice.point_of_no_return, notice.occasion.times.start.date())
        yield f"There is no going back after {last}"
