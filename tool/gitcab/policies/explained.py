"""Is every edit of `cmdb/` explained by a change that is finished with it? DESIGN section 3.

An edit is explained, value by value, by the patch of a change *as it stands in the base*, where that
goes from `implement` to its review. Whatever else is different is a correction, for which the policy
must say whom it needs, or nobody has explained it. `cmdb/teams/` is part of `cmdb/`.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gitcab.model.change_set import ChangeSet, FieldChange, RecordChange, Sort
from gitcab.model.cmdb_edit import CmdbEdit, Standing
from gitcab.model.entry import AnyEntry
from gitcab.model.inventory import Estate
from gitcab.model.leaf_changes import is_same, leaf_changes
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.policy import CorrectionRule
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Route
from gitcab.model.touching import touched
from gitcab.policies._finishing_changes import FinishedChange, Plain, by_present_ids, finished_changes
from gitcab.policies.subject import LAYOUT

_HOME = "cmdb/"
_ENDS = "corrections in changes/policy.yaml"


def cmdb_edits(changes: ChangeSet, base: Estate, merged: Estate) -> tuple[CmdbEdit, ...]:
    """Every edit of `cmdb/` among these changes: explained, or not; none is a correction yet.

    What a file says that cannot be read any more is left to the finding about it.
    """
    ids = frozenset(name for one in changes.changes for name in (one.id, one.former_id) if name)
    sides = _Sides(base, merged, finished_changes(base, merged), ids)
    unread = frozenset(merged.unread)
    ours = (one for one in changes.changes if _is_in_cmdb(one, merged.prefix) and one.path not in unread)
    return tuple(edit for change in ours for edit in _Edited(change, sides).edits())


def as_corrections(edits: Sequence[CmdbEdit], rules: Sequence[CorrectionRule]) -> tuple[CmdbEdit, ...]:
    """The edits, those that nobody explains being corrections where a rule speaks of them."""
    return tuple(_corrected(edit, rules) for edit in edits)


def correction_rule(edit: CmdbEdit, rules: Sequence[CorrectionRule]) -> CorrectionRule | None:
    """The first rule that speaks of the edit: of its field, or of adding or deleting whole records."""
    return next((rule for rule in rules if _speaks_of(rule, edit)), None)


def _corrected(edit: CmdbEdit, rules: Sequence[CorrectionRule]) -> CmdbEdit:
    if edit.standing is Standing.EXPLAINED or correction_rule(edit, rules) is None:
        return edit
    return replace(edit, standing=Standing.CORRECTION, why=f"{edit.why}; the policy lets it be corrected", hint="")


def _speaks_of(rule: CorrectionRule, edit: CmdbEdit) -> bool:
    if edit.field is None:
        return rule.add if edit.sort is Sort.ADDED else rule.delete if edit.sort is Sort.DELETED else _is_any(rule)
    name = ".".join(map(str, edit.field.route))
    return _is_any(rule) or any(name == one or name.startswith(f"{one}.") for one in rule.fields)


def _is_any(rule: CorrectionRule) -> bool:
    return rule.fields == "any"


def _is_in_cmdb(change: RecordChange, prefix: str) -> bool:
    return any(path.startswith(f"{prefix}{_HOME}") for path in (change.path, change.former_path) if path)


@dataclass(frozen=True)
class _Sides:
    """The two estates, and what is finished between them; `ids` are of all records that are looked at."""

    base: Estate
    merged: Estate
    finished: Sequence[FinishedChange]
    ids: frozenset[str]

    @cached_property
    def before(self) -> Mapping[tuple[str, str], AnyEntry]:
        return _by_key(self.base.called(self.ids))

    @cached_property
    def after(self) -> Mapping[tuple[str, str], AnyEntry]:
        return _by_key(self.merged.called(self.ids))

    @cached_property
    def unfinished(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """For each item the changes of the base that touch it and are not over, with their states."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entry in self.base.inventory.of_kind(RequestForChange):
            if entry.record.state in _NEXT:
                for item in touched(entry.record, self.base.inventory):
                    found[item].append((entry.id, entry.record.state))
        return found


def _by_key(entries: Sequence[AnyEntry]) -> Mapping[tuple[str, str], AnyEntry]:
    """Entries by kind and id; the first where an id is taken twice."""
    return {(one.record.kind, one.id): one for one in reversed(entries) if not one.proposed_by}


@dataclass(frozen=True)
class _Edited:
    """One record before and after, and the changes that may have made the difference."""

    change: RecordChange
    sides: _Sides

    @cached_property
    def before(self) -> Plain | None:
        entry = self.sides.before.get((self.change.kind, self._id))
        return entry.record.to_plain() if entry else None

    @cached_property
    def after(self) -> Plain | None:
        entry = self.sides.after.get((self.change.kind, self.change.id))
        return entry.record.to_plain() if entry else None

    def edits(self) -> Iterator[CmdbEdit]:
        """One for each value; a record that is new or gone is one as a whole where nothing explains it."""
        if self.after is None or (self.before is None and not self._outcomes):
            yield self._unexplained(None)
            return
        if self.before is None:
            yield from self._added()
            return
        if self.change.former_path:
            yield self._moved()
        yield from map(self._judged, leaf_changes(self._present(self.before), self._present(self.after)))

    def _added(self) -> Iterator[CmdbEdit]:
        """As the change says it would be added, and every value that is otherwise."""
        (rfc, outcome), *_ = self._outcomes
        yield self._edit(None, Standing.EXPLAINED, f"{rfc} adds it", (rfc,))
        for field in leaf_changes(outcome, self._present(self.after)):
            yield self._unexplained(field)

    def _moved(self) -> CmdbEdit:
        return self._unexplained(FieldChange((LAYOUT,), self.change.former_path, self.change.path))

    def _judged(self, field: FieldChange) -> CmdbEdit:
        whose = tuple(rfc for rfc, outcome in self._outcomes if is_same(_at(outcome, field.route), field.after))
        if whose:
            return self._edit(field, Standing.EXPLAINED, f"the patch of {whose[0]}", whose[:1])
        together = self._all_together
        if together is not None and is_same(_at(together, field.route), field.after):
            rfcs = tuple(rfc for rfc, _ in self._outcomes)
            return self._edit(field, Standing.EXPLAINED, f"the patches of {', '.join(rfcs)}", rfcs)
        return self._unexplained(field)

    @cached_property
    def _outcomes(self) -> Sequence[tuple[str, Plain]]:
        """What each finished change alone makes of the record."""
        if self.change.kind != ConfigurationItem.__name__:
            return ()
        found = ((one.rfc.id, one.outcome(self._id, self._old)) for one in self.sides.finished)
        return [(rfc, self._present(outcome)) for rfc, outcome in found if outcome is not None]

    @cached_property
    def _all_together(self) -> Plain | None:
        """What they make of it one after the other, in the order of their ids."""
        value = self._old
        for one in self.sides.finished:
            value = one.outcome(self._id, value) or value
        return self._present(value) if value is not None and len(self._outcomes) > 1 else None

    @property
    def _id(self) -> str:
        return self.change.former_id or self.change.id

    @cached_property
    def _old(self) -> Plain | None:
        return None if self.before is None else by_present_ids(self.before, self.sides.base.inventory)

    def _present(self, plain: Plain | None) -> Plain:
        return by_present_ids(plain or {}, self.sides.merged.inventory)

    def _unexplained(self, field: FieldChange | None) -> CmdbEdit:
        why, hint, rfcs = self._who_would_have_to(field)
        return self._edit(field, Standing.UNEXPLAINED, why, rfcs, hint)

    def _who_would_have_to(self, field: FieldChange | None) -> tuple[str, str, tuple[str, ...]]:
        """Why nothing explains it, how to mend that, and which changes would have to say so."""
        if self._outcomes and field is not None:
            rfc, outcome = self._outcomes[0]
            said, found = (_written(one) for one in (_at(outcome, field.route), field.after))
            why = f"{rfc} says {said} here and this is {found}"
            if self._is_deviation(rfc, field):
                return f"{why}, as its review reports", "whoever may correct it must agree", (rfc,)
            return why, "write what its patch says, and what turned out otherwise under `review.deviations`", (rfc,)
        unfinished = self.sides.unfinished.get(self._id, ())
        for state, hint in _NEXT.items():
            if rfcs := tuple(rfc for rfc, found in unfinished if found == state):
                return f"{rfcs[0]} touches it and is in '{state}' there", hint.format(rfc=rfcs[0]), rfcs
        hint = f"gitcab rfc new --ci {self._id}, or add a rule for it to {_ENDS}"
        return "no change that is finished here says so", hint, ()

    def _is_deviation(self, rfc: str, field: FieldChange) -> bool:
        change = next(one for one in self.sides.finished if one.rfc.id == rfc)
        return is_same(_at(change.deviation(self._id), field.route), field.after)

    def _edit(
        self, field: FieldChange | None, standing: Standing, why: str, rfcs: tuple[str, ...] = (), hint: str = ""
    ) -> CmdbEdit:
        change = self.change
        return CmdbEdit(change.sort, change.kind, change.id, change.path, field, standing, why, rfcs, hint)


_NEXT = {
    "implement": "finish it in this pull request: gitcab rfc finish {rfc}",
    "scheduled": "start and finish it first: gitcab rfc start {rfc}",
    "authorize": "schedule it first: gitcab rfc schedule {rfc}",
    "assess": "schedule it first: gitcab rfc schedule {rfc}",
    "new": "schedule it first: gitcab rfc schedule {rfc}",
}
"""For each state of a change in the base that is not over: the step that leads on to an explanation."""


def _written(value: Any) -> str:
    """As JSON, so that a text is seen to be one; `nothing` where there is none."""
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)[:200]


def _at(plain: Any, route: Route) -> Any:
    for key in route:
        plain = plain.get(key) if isinstance(plain, dict) else None
    return plain
