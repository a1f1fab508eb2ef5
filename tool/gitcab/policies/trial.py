"""A policy tried on a case: what would be decided if somebody edited these records and these people reviewed it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gitcab.model.inventory import Estate
from gitcab.model.moment import instant
from gitcab.model.patching import merged
from gitcab.model.policy_case import PolicyCase
from gitcab.model.pull_request import PullRequest, Review, ReviewState, Tip
from gitcab.model.records.policy import Policy
from gitcab.model.verdict import Verdict
from gitcab.policies.exposure import Outlook
from gitcab.policies.proposal import Stage
from gitcab.policies.refusal import Refused
from gitcab.policies.verdict import Question, answer
from gitcab.store.loading import load
from gitcab.store.overlay_tree import OverlayTree
from gitcab.store.plumbing import ChangedPath
from gitcab.store.reading import document_at
from gitcab.store.tree import Tree, TreeFile

_COMMIT = "0" * 40


class _EyeWitness:
    """Everybody has seen just what would be merged."""

    def voided(self, commit: str | None) -> str:
        """Nothing makes an approval void."""
        return ""

    def is_same(self, commit: str | None) -> bool:
        """It always is."""
        return True


@dataclass(frozen=True, eq=False)
class Trial:
    """The estate and its files on which cases are tried, by a policy, at a moment (aware) unless they say when."""

    tree: Tree
    estate: Estate
    policy: Policy
    now: datetime

    def verdict(self, case: PolicyCase) -> Verdict:
        """What would be decided. Raises Refused where the case names a record that is not there."""
        now = instant(case.at, "UTC") if case.at else self.now
        contents = dict(self._contents(case.edit))
        after = load(OverlayTree(self.tree, contents))
        changed = tuple(self._changed(path, content) for path, content in sorted(contents.items()))
        stage = Stage(self.estate, after, changed)
        outlook = Outlook(self.estate, after, self.policy, now)
        return answer(Question(_facts(case, now), stage, outlook, _EyeWitness()))

    def _contents(self, edits: Mapping[str, dict[str, Any] | None]) -> Iterator[tuple[str, bytes | None]]:
        known = {entry.id: entry.local_path for entry in self.estate.entries}
        there = {entry.local_path for entry in self.estate.entries}
        for name, patch in edits.items():
            path = known.get(name, name)
            if path not in there and ("/" not in path or patch is None):
                raise Refused(f"there is no record '{name}'", "write an id that exists, or the path of a new record")
            before = document_at(self.tree, path).value if path in there else {}
            yield path, None if patch is None else json.dumps(merged(before, patch)).encode("utf-8")

    def _changed(self, path: str, content: bytes | None) -> ChangedPath:
        full = f"{self.tree.prefix}{path}"
        return ChangedPath(full, TreeFile(full), None if content is None else TreeFile(full))


def _facts(case: PolicyCase, now: datetime) -> PullRequest:
    moment = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    votes: list[tuple[str, ReviewState]] = [(login, "approved") for login in case.approved_by]
    votes += [(login, "changes_requested") for login in case.objected_by]
    reviews = [
        Review(id=number, author=login, bot=False, state=state, commit=_COMMIT, submitted_at=moment)
        for number, (login, state) in enumerate(votes, 1)
    ]
    return PullRequest(
        schema_name="gitcab.facts/1",
        repository="",
        number=0,
        author=case.by,
        draft=False,
        opened_at=moment,
        base=Tip(ref="", sha=_COMMIT),
        head=Tip(ref="", sha=_COMMIT),
        commits=(),
        reviews=tuple(reviews),
        as_of=moment,
    )
