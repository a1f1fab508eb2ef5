"""The ballot: whose approval stands, who asks for changes, and which reviews do not count and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from gitcab.model.moment import instant
from gitcab.model.pull_request import PullRequest, Review
from gitcab.model.verdict import Discounted

Judged = Callable[[str | None], str]
"""What has happened since that commit that makes an approval of it void; "" where it still holds."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """Logins, in small letters, with their last review that is not a mere comment.

    `approvals` are those that count wherever their groups are asked, `objections` ask for changes.
    `barred` says of those who cannot vote why.
    """

    approvals: Mapping[str, Review]
    objections: Mapping[str, Review]
    barred: Mapping[str, str]
    discounted: tuple[Discounted, ...]

    def eligible(self, people: Iterable[str]) -> frozenset[str]:
        """Those who could approve, or have."""
        return frozenset(person for person in people if person not in self.barred and not _is_robot(person))


def ballot(facts: PullRequest, makers: Mapping[str, str], parties: Mapping[str, str], voided: Judged) -> Ballot:
    """Counts the reviews of a pull request.

    Neither those whose work it is nor those whose wish or task it is may approve. But who is only named in
    a record, or as a co-author, may object: else anybody could be silenced by being named there.
    """
    barred = {**parties, **makers}
    approvals: dict[str, Review] = {}
    objections: dict[str, Review] = {}
    discounted: list[Discounted] = []
    for person, reviews in _by_person(facts.reviews).items():
        last = reviews[-1]
        discounted += [_not(one, "a later review of theirs has replaced it") for one in reviews[:-1]]
        if why := _unfit(last, makers if last.state == "changes_requested" else barred) or (
            voided(last.commit) if last.state == "approved" else ""
        ):
            discounted.append(_not(last, why))
        elif last.state == "approved":
            approvals[person] = last
        else:
            objections[person] = last
    return Ballot(approvals, objections, barred, tuple(sorted(discounted, key=lambda one: one.review)))


def _by_person(reviews: Iterable[Review]) -> Mapping[str, list[Review]]:
    """All that are not mere comments, oldest first."""
    found: dict[str, list[Review]] = {}
    for review in sorted(reviews, key=lambda one: (submitted(one), one.id)):
        if review.state != "commented":
            found.setdefault(review.author.casefold(), []).append(review)
    return dict(sorted(found.items()))


def submitted(review: Review) -> datetime:
    """When it was given."""
    return instant(review.submitted_at, "UTC")


def _unfit(review: Review, barred: Mapping[str, str]) -> str:
    """Why nothing that they say counts."""
    if review.bot or _is_robot(review.author):
        return "a bot decides nothing"
    if not review.author:
        return "nobody knows who gave it"
    if review.state == "dismissed":
        return "it was dismissed"
    why = barred.get(review.author.casefold())
    return f"{review.author} {why}" if why else ""


def _is_robot(login: str) -> bool:
    return login.casefold().endswith("[bot]")


def _not(review: Review, why: str) -> Discounted:
    return Discounted(review.id, review.author, why)


def outsiders(found: Ballot, asked: frozenset[str]) -> Iterator[Discounted]:
    """The approvals and objections of people whom nobody asks."""
    for person, review in sorted({**found.approvals, **found.objections}.items()):
        if person not in asked:
            yield _not(review, f"{review.author} belongs to no group that is asked")
