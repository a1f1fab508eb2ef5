"""What is true: shelves of rules, one file each, and the one that runs them.

A rule's id is its file's name with dashes, its manual is the file's docstring, and RULE says
how severe it is and how it judges.
"""

import inspect
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import NamedTuple

from gitcab import shelf
from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Finding, Flaw, Severity
from gitcab.model.inventory import Estate
from gitcab.rules import local, reading, reference, whole
from gitcab.rules._rule import Complaint, Demands, Facts, LocalRule, ReadingRule, ReferenceRule, Rule, Scope, WholeRule

__all__ = ["Listed", "Scope", "finding_of", "judge", "judge_against", "judge_within", "listed"]

_SHELVES: tuple[tuple[ModuleType, type], ...] = (
    (reading, ReadingRule),
    (local, LocalRule),
    (reference, ReferenceRule),
    (whole, WholeRule),
)


class Listed(NamedTuple):
    """A rule with its id, its manual and the folder that it lies in."""

    id: str
    rule: Rule
    manual: str
    shape: str

    @property
    def is_advisory(self) -> bool:
        """Whether it may be suppressed, selected and ignored."""
        return self.rule.severity is not Severity.ERROR


@cache
def listed() -> Mapping[str, Listed]:
    """Every rule by its id."""
    rules: dict[str, Listed] = {}
    for package, kind in _SHELVES:
        for name, module in shelf.members(package):
            rule: Rule = module.RULE
            if not isinstance(rule, kind):
                raise TypeError(f"{module.__name__} must define RULE as a {kind.__name__}")
            rule_id = name.replace("_", "-")
            shape = package.__name__.rpartition(".")[2]
            rules[rule_id] = Listed(rule_id, rule, inspect.getdoc(module) or "", shape)
    return rules


def judge(estate: Estate, base: Estate | None = None, paths: Collection[str] | None = None) -> tuple[Finding, ...]:
    """All findings of all rules on the estate, sorted; suppressions are not looked at here.

    `paths`, from git's top, are those of the records that local and reference rules look at; None means all.
    """
    facts = Facts(Demands.of(estate), estate.inventory, estate, base)
    return tuple(sorted(_findings(facts, paths), key=lambda finding: finding.sort_key))


def judge_within(estate: Estate, scope: Scope) -> tuple[Finding, ...]:
    """Of the findings of `judge(estate)` those at the scope's paths; nothing else is loaded without need."""
    facts = Facts(Demands.of(estate), estate.inventory, estate, scope=scope)
    found = (one for one in _findings(facts, scope.paths) if one.place.path in scope.paths)
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def judge_against(estate: Estate, base: Estate, scope: Scope | None) -> tuple[Finding, ...]:
    """Of the findings of `judge(estate, base)` those that `judge(estate)` has not, sorted.

    In the scope are all records that differ: their paths in both, and the items among them in the base;
    None means that any may.
    """
    facts = Facts(Demands.of(estate), estate.inventory, estate, base, scope)
    comparing = (one for one in listed().values() if isinstance(one.rule, WholeRule) and one.rule.compares)
    found = (_finding(one, complaint) for one in comparing for complaint in _complaints(one.rule, facts, (), ()))
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def finding_of(flaw: Flaw) -> Finding:
    """What reading found wrong, as severe as its rule says."""
    severity = listed()[flaw.rule].rule.severity
    return Finding(flaw.place, flaw.rule, severity, flaw.message, flaw.hint, flaw.record)


def _findings(facts: Facts, paths: Collection[str] | None) -> Iterator[Finding]:
    yield from map(finding_of, facts.estate.flaws)
    every = facts.estate.entries if paths is None else facts.estate.at(paths)
    current = _current(every, facts.estate.closed)
    if paths is not None:
        _read_ahead(current, facts.estate)
    for one in listed().values():
        for complaint in _complaints(one.rule, facts, every, current):
            yield _finding(one, complaint)


def _complaints(
    rule: Rule, facts: Facts, every: Sequence[AnyEntry], current: Sequence[AnyEntry]
) -> Iterator[Complaint]:
    if isinstance(rule, WholeRule):
        yield from rule.judge(facts)
    elif isinstance(rule, LocalRule):
        for entry in every if rule.on_history else current:
            yield from rule.judge(entry, facts.demands)
    elif isinstance(rule, ReferenceRule):
        for entry in current:
            yield from rule.judge(entry, facts)


def _current(entries: Sequence[AnyEntry], closed: Collection[str]) -> Sequence[AnyEntry]:
    """The entries that are judged: neither closed records, which are history, nor what a closed RFC had proposed."""
    return [entry for entry in entries if not entry.record.is_history and entry.proposed_by not in closed]


def _read_ahead(entries: Sequence[AnyEntry], estate: Estate) -> None:
    """Has the items that changes touch read all at once; rules look at each of them, one by one."""
    from gitcab.rules._items import touched_items  # whoever has entries has loaded the records' models

    ids = {touched.id for entry in entries for _, touched in touched_items(entry)}
    if ids:
        estate.called(ids)


def _finding(one: Listed, complaint: Complaint) -> Finding:
    place = complaint.entry.source.place(complaint.route, of_key=complaint.of_key)
    return Finding(place, one.id, one.rule.severity, complaint.message, complaint.hint, complaint.entry.id)
