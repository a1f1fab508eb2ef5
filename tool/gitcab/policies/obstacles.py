"""What keeps a pull request from being merged whoever approves it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from gitcab.model.in_words import plural
from gitcab.model.pull_request import PullRequest
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.substance import altered_substance
from gitcab.model.transition import is_planned
from gitcab.model.verdict import Node, NodeStatus
from gitcab.policies.approvals.barring import unknown_makers
from gitcab.policies.proposal import Stage
from gitcab.policies.subject import Subject

_MAY_CHANGE = "scheduled"
_UNDER_WAY = "implement"


def obstacles(facts: PullRequest, stage: Stage, subjects: Iterable[Subject], updates: frozenset[str]) -> Iterator[Node]:
    """Each as a reason of its own; nothing where there is none."""
    if facts.draft:
        yield Node("It is ready for review", NodeStatus.PENDING, "it is still a draft")
    if unknown := unknown_makers(facts, updates):
        commits = ", ".join(sha[:12] for sha in unknown[:3])
        why = f"nobody knows whose login made {commits}, so nobody can say who may not approve it"
        yield Node("Every commit has a known author", NodeStatus.REFUSED, why)
    if unread := sorted(_unread(stage)):
        files = f"{len(unread)} {plural(len(unread), 'file', 'files')}"
        yield Node("All records can be read", NodeStatus.REFUSED, f"{files} cannot be read, such as {unread[0]}")
    if taken := sorted(_taken_twice(stage)):
        yield Node("Every id is given once", NodeStatus.REFUSED, f"'{taken[0]}' is the id of another record too")
    for subject in {one.name: one for one in subjects if one.former or one.change}.values():
        if subject.change or not (subject.former and subject.former.source.path in stage.after.unread):
            yield from _of_change(subject)


def _unread(stage: Stage) -> set[str]:
    """Files of the result that could not be read, and broken schemas of the base, by which it is judged."""
    schemas = f"{stage.before.prefix}schemas/"
    broken = (flaw for flaw in stage.before.flaws if flaw.rule != "starter-schemas")
    return {*stage.after.unread, *(flaw.place.path for flaw in broken if flaw.place.path.startswith(schemas))}


def _taken_twice(stage: Stage) -> Iterator[str]:
    """The ids of changed records that another file has too, so that one is judged and another may be meant."""
    changed = {one.path for one in stage.changed}
    ids = {entry.id for entry in stage.after.at(changed)}
    current = [entry for entry in stage.after.called(ids) if not entry.proposed_by]
    taken = Counter((entry.record.kind, entry.id) for entry in current)
    yield from (one.id for one in current if one.source.path in changed and taken[one.record.kind, one.id] > 1)


def _of_change(subject: Subject) -> Iterator[Node]:
    former, change = subject.former, subject.change
    if former is not None and (change is None or change.local_path != former.local_path):
        yield Node("Changes stay where they are", NodeStatus.REFUSED, f"{former.id} is deleted or moved")
    if subject.transition is not None and not subject.transition.is_legal:
        step = f"from {subject.transition.before or 'nothing'} to {subject.transition.after}"
        yield Node("The life cycle is kept", NodeStatus.REFUSED, f"{subject.name} cannot go {step}")
    if former is not None and change is not None and (fields := _fixed(subject, former.record, change.record)):
        why = f"{subject.name} is in '{former.record.state}', and its {', '.join(fields)} cannot be altered any more"
        yield Node("What was authorised is carried out", NodeStatus.REFUSED, why)


def _fixed(subject: Subject, before: RequestForChange, after: RequestForChange) -> tuple[str, ...]:
    """The fields of the substance that are altered although the work has begun, and `new/`, which goes as it ends."""
    if is_planned(before.state) or before.state == _MAY_CHANGE:
        return ()
    is_under_way = before.state == after.state == _UNDER_WAY
    parts = ("new/",) if is_under_way and any("/new/" in path for path in subject.paths) else ()
    return (*altered_substance(before, after), *parts)
