"""Which rules of the policy are about which parts of a pull request, and how their demands stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gitcab.model.records._conditions import When
from gitcab.model.records._conditions import several as listed_types
from gitcab.model.records._requirements import Requirement
from gitcab.model.records.policy import ApprovalRule, CorrectionRule, Policy
from gitcab.model.verdict import Node, NodeStatus
from gitcab.policies.asking.asks import asks
from gitcab.policies.asking.owners import bounds_of
from gitcab.policies.conditions import every, why_held
from gitcab.policies.hearing import Hearing, Matter
from gitcab.policies.requirements import judge
from gitcab.policies.requirements._judged import Judged
from gitcab.policies.subject import Subject, SubjectSort

_TOLD = 3
_RECORDER = "change_manager"
Ruled = tuple[Judged, tuple[Subject, ...]]
"""How a rule stands, and the parts for which it asks anything."""


def by_rules(policy: Policy, hearing: Hearing) -> Iterator[Ruled]:
    """Every rule of `approvals` that holds."""
    for rule in policy.approvals:
        held = [(one, why) for one in hearing.subjects if (why := _why(rule, one, hearing)) is not None]
        if held:
            matter = _matter(rule, held, hearing)
            yield _named(rule.name, rule.require, matter), tuple(_asking(rule.require, matter))


def _why(rule: ApprovalRule, subject: Subject, hearing: Hearing) -> str | None:
    return why_held(rule.when, subject, hearing) if _applies(rule.when, subject) else None


def _applies(when: When, subject: Subject) -> bool:
    """Whether a rule with these conditions is about that sort of part (DESIGN section 7)."""
    conditions = list(every(when))
    if subject.sort is SubjectSort.RECORDING:
        return any(one.transition is not None for one in conditions)
    if subject.sort is SubjectSort.CORRECTION:
        return any(one.touches is not None for one in conditions)
    if subject.is_standing:
        return any("standard" in listed_types(one.type) for one in conditions if one.type is not None)
    return True


def _matter(rule: ApprovalRule, held: Sequence[tuple[Subject, str]], hearing: Hearing) -> Matter:
    conditions = list(every(rule.when))
    worst, expected = bounds_of(
        [one.worst_case_at_least for one in conditions if one.worst_case_at_least],
        [one.impact_at_least for one in conditions if one.impact_at_least],
    )
    return Matter(hearing, tuple(one for one, _ in held), _because(rule.name, held), worst, expected)


def _because(name: str, held: Sequence[tuple[Subject, str]]) -> str:
    """`The CAB looks at high risk: RFC-…, its risk is high`."""
    told = [f"{one.name}, {why}" if why else one.name for one, why in held]
    more = f" and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return f"{name}: {'; '.join(dict.fromkeys(told[:_TOLD]))}{more}"


def _named(name: str, require: Requirement, matter: Matter) -> Judged:
    """How the requirement stands, under its rule's name."""
    judged = judge(require, matter)
    node = judged.node
    is_choice = require.any_of or require.of
    children = (node,) if is_choice or not node.children else node.children
    return replace(judged, node=Node(name, node.status, matter.because.removeprefix(f"{name}: "), children))


def _asking(require: Requirement, matter: Matter) -> Iterator[Subject]:
    """The parts about which the requirement asks anything; owners of something without one are nobody."""
    for subject in matter.subjects:
        if not judge(require, replace(matter, subjects=(subject,))).is_idle:
            yield subject


def by_corrections(policy: Policy, hearing: Hearing) -> Iterator[Ruled]:
    """What `corrections` asks for each field that is corrected; who asks the same people is one reason."""
    grouped: dict[tuple[int, tuple[tuple[str, ...], ...]], list[tuple[Subject, list[str]]]] = {}
    for subject in hearing.subjects:
        if subject.sort is SubjectSort.CORRECTION:
            for place, edits in _rules_for(subject, policy.corrections).items():
                matter = Matter(hearing, (subject,), "")
                people = tuple(ask.groups for ask in asks(policy.corrections[place].require, matter))
                grouped.setdefault((place, people), []).append((subject, edits))
    for (place, _), found in grouped.items():
        require = policy.corrections[place].require
        name = "Correction"
        held = [(subject, ", ".join(edits)) for subject, edits in found]
        matter = Matter(hearing, tuple(one for one, _ in held), _because(name, held))
        yield _named(name, require, matter), tuple(_asking(require, matter))


def _rules_for(subject: Subject, rules: Sequence[CorrectionRule]) -> dict[int, list[str]]:
    """By its place in the policy, each rule that is asked first for something, with what."""
    found: dict[int, list[str]] = {}
    for edit in edits_of(subject):
        place = next((place for place, rule in enumerate(rules) if _names(rule, edit)), None)
        if place is not None:
            found.setdefault(place, []).append(edit)
    return found


def edits_of(subject: Subject) -> Iterator[str]:
    """The fields that are corrected, and that it is added or deleted."""
    if subject.is_added:
        yield _ADDED
    if subject.is_deleted:
        yield _DELETED
    yield from subject.fields


_ADDED, _DELETED = "added by hand", "deleted"


def _names(rule: CorrectionRule, edit: str) -> bool:
    if edit in (_ADDED, _DELETED):
        return rule.add if edit == _ADDED else rule.delete
    return rule.fields == "any" or any(edit == one or edit.startswith(f"{one}.") for one in rule.fields)


def unexplained(policy: Policy, hearing: Hearing) -> Iterator[Subject]:
    """The corrections with something that the policy says nothing about."""
    for subject in hearing.subjects:
        if subject.sort is SubjectSort.CORRECTION:
            asked = {edit for edits in _rules_for(subject, policy.corrections).values() for edit in edits}
            if not asked.issuperset(edits_of(subject)):
                yield subject


def by_recorders(hearing: Hearing) -> Iterator[Ruled]:
    """Who reports on a change: an assignee or a change manager; else a change manager must agree."""
    author = hearing.facts.author
    for subject in hearing.subjects:
        if subject.sort is SubjectSort.RECORDING and (known := subject.former or subject.change):
            name = f"Recording of {subject.name}"
            if author.casefold() in {*map(str.casefold, known.record.assigned_to), *hearing.groups.people(_RECORDER)}:
                yield Judged(Node(name, NodeStatus.SATISFIED, f"{author} may report on it")), (subject,)
            else:
                because = f"{name}: {author} is neither an assignee nor a change manager"
                matter = Matter(hearing, (subject,), because)
                require = Requirement(approvals=1, from_groups=(_RECORDER,))
                yield _named(name, require, matter), (subject,)


def uncovered(subjects: Iterable[Subject], ruled: Iterable[Ruled]) -> Iterator[Subject]:
    """The governed parts that nothing in the policy is about, standard changes that are authorised already excepted."""
    covered = {id(subject) for _, asking in ruled for subject in asking}
    for subject in subjects:
        if subject.is_governed and not subject.is_standing and id(subject) not in covered:
            yield subject
