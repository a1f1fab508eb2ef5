"""Whether what a reviewer judged is still what would be merged: the same substance, no greater exposure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gitcab.model.exposure import Exposure, growth
from gitcab.policies.dividing import changes_in, is_ahead
from gitcab.policies.exposure import Outlook
from gitcab.policies.proposal import Proposal, Stage, stage_between
from gitcab.policies.substance import Substance, alterations, substance
from gitcab.store.tree import CannotRead


@dataclass(frozen=True, eq=False)
class Hindsight:
    """Compares what reviewers saw with `stage`, what would be merged now, and its outlook."""

    proposal: Proposal
    stage: Stage
    outlook: Outlook

    @cached_property
    def _found(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        return {}

    @cached_property
    def _substance(self) -> Substance:
        return substance(self.stage.changed, self.stage.after)

    @cached_property
    def _exposure(self) -> Exposure:
        return _exposed(self.stage, self.outlook)

    def voided(self, commit: str | None) -> str:
        """What has happened since that commit that makes an approval of it void; "" where it still holds."""
        if commit is None:
            return "nobody knows which commit they judged"
        if not self._is_there(commit):
            return f"the commit {commit[:12]} that they judged cannot be had"
        altered, grown = self._since(commit)
        if altered:
            return f"what they judged is not what would be merged: {'; '.join(altered)}"
        return f"the exposure has grown since they judged it: {'; '.join(grown)}" if grown else ""

    def is_same(self, commit: str | None) -> bool:
        """Whether the substance was the same at that commit."""
        return commit is not None and self._is_there(commit) and not self._since(commit)[0]

    def _is_there(self, commit: str) -> bool:
        try:
            return self.proposal.revisions.repository.resolve(commit) == commit
        except CannotRead:
            return False

    def _since(self, commit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The alterations of the substance and the growth of the exposure."""
        if commit not in self._found:
            self._found[commit] = self._compared(commit)
        return self._found[commit]

    def _compared(self, commit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        facts, repository = self.proposal.facts, self.proposal.revisions.repository
        if commit == facts.head.sha and self.proposal.merge_base == facts.base.sha:
            return (), ()
        start = repository.merge_base(facts.base.sha, commit)
        if start is None:
            return ("it has no common history with the base",), ()
        then = stage_between(self.proposal.revisions, start, commit)
        altered = tuple(alterations(substance(then.changed, then.after), self._substance))
        return altered, tuple(self._grown(then)) if not altered else ()

    def _grown(self, then: Stage) -> Iterator[str]:
        outlook = Outlook(then.before, then.after, self.outlook.policy, self.outlook.now)
        return growth(_exposed(then, outlook), self._exposure)


def _exposed(stage: Stage, outlook: Outlook) -> Exposure:
    return outlook.exposure(one for one in changes_in(stage) if is_ahead(one))
