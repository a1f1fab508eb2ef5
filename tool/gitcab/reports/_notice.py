"""Notices in sentences, the same in every format; `quote` makes text from records harmless there."""

from collections.abc import Iterator, Sequence

from gitcab.model.notice import AffectedService, Notice, NoticeForOwners, NoticeForUsers
from gitcab.reports._notice_words import Part, affected_in_words, contact_in_words, outcome_in_words, when_in_words
from gitcab.reports._staff_notice import for_owners, for_service_desk
from gitcab.reports._wording import Quote


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
        found = for_owners(notice, quote, full)
    else:
        found = for_service_desk(notice, quote)
    yield from (part for part in found if part.sentences or part.points)


def _for_users(notice: NoticeForUsers, quote: Quote) -> Iterator[Part]:
    occasion = notice.occasion
    yield Part("", when_in_words(occasion))
    if occasion.event == "finished":
        yield Part("", [outcome_in_words(occasion)])
    elif occasion.event == "canceled":
        yield Part("", ["It will not take place. Everything works as usual."])
    elif not notice.services:
        yield Part("", ["You should not notice anything of it."])
    else:
        yield from _what_fails(notice.services, quote)
    yield Part("Questions, or something else does not work", (), [contact_in_words(one, quote) for one in notice.call])


def _what_fails(services: Sequence[AffectedService], quote: Quote) -> Iterator[Part]:
    down = [one for one in services if one.down]
    degraded = [one for one in services if not one.down]
    if down:
        yield Part("What will not work", (), [affected_in_words(one, quote) for one in down])
    if degraded:
        yield Part("What will be slow or incomplete", (), [affected_in_words(one, quote) for one in degraded])
