"""Notices to staff: the teams that answer for items, and the service desk."""

from collections.abc import Iterator, Sequence

from gitcab.model.impact import State
from gitcab.model.notice import (
    AffectedItem,
    AffectedService,
    NoticeForOwners,
    NoticeForServiceDesk,
    Occasion,
    OwnedItems,
)
from gitcab.reports._notice_words import Part, affected_in_words, contact_in_words, outcome_in_words, when_in_words
from gitcab.reports._schedule import moment_words
from gitcab.reports._wording import Quote, counted, state_words

_MOST_ITEMS = 12


def for_owners(notice: NoticeForOwners, quote: Quote, full: bool) -> Iterator[Part]:
    """When, what is asked of them, each team with its items, and whom to ask."""
    event = notice.occasion.event
    yield from _news(notice.occasion, quote)
    if event == "finished":
        yield Part("", ["Please look at what you answer for."])
    elif event != "canceled" and notice.asks_approval:
        yield Part("", ["It is not authorised yet: say yes or no in its pull request."])
    if event != "canceled":
        yield from (_owned(one, notice.occasion, quote, full) for one in notice.owners)
    asked = f"Who asked for it: {quote(notice.requested_by)}"
    yield Part("Whom to ask", (), [asked, *(contact_in_words(one, quote) for one in notice.ask)])


def _news(occasion: Occasion, quote: Quote) -> Iterator[Part]:
    """What staff are told first, whatever they do."""
    yield Part("", when_in_words(occasion))
    if occasion.event == "finished":
        yield Part("", [outcome_in_words(occasion)])
    elif occasion.event == "canceled":
        why = [f"Why: {quote(occasion.reason)}"] if occasion.reason else []
        yield Part("", ["It will not take place.", *why])


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
    why = "; ".join(map(quote, one.because)) or "It is changed itself"
    return f"{quote(one.name)} ({quote(one.id)}): {how}. {why}."


def for_service_desk(notice: NoticeForServiceDesk, quote: Quote) -> Iterator[Part]:
    """When, and unless it is called off: symptoms, people, workarounds, and what to do when it goes wrong."""
    event = notice.occasion.event
    yield from _news(notice.occasion, quote)
    if event == "canceled":
        return
    if event != "finished":
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
    return f"{'Does not work' if one.down else 'Is slow or incomplete'}: {affected_in_words(one, quote)}"


def _names(names: Sequence[str], quote: Quote) -> str:
    return ", ".join(map(quote, names)) or "nobody named"


def _backout(notice: NoticeForServiceDesk) -> Iterator[str]:
    if notice.backout_minutes is not None:
        yield f"Going back takes {counted(notice.backout_minutes, 'minute')}"
    if notice.point_of_no_return is not None:
        last = moment_words(notice.point_of_no_return, notice.occasion.times.start.date())
        yield f"There is no going back after {last}"
