"""The words of a policy as a page of the documentation."""

from collections.abc import Iterator

from gitcab.model.policy_words import PolicyWord, PolicyWords
from gitcab.reports._look import Look
from gitcab.reports.markdown._blocks import page

_INTRODUCTION = """\
Approvals are decided by the rules in `changes/policy.yaml` of the base branch. Of its `approvals` every rule whose
conditions hold for a part of the pull request must be satisfied. A part is a request for change, a record that is
corrected, or any other file. A rule without `transition` says nothing of recordings, one without `touches` nothing
of corrections, and of a standard change that fits its published model only rules with `type: standard` speak.
Governed paths of which no rule speaks are refused: `approvals: 0` says that nobody needs to agree.

This page is generated from the code: `gitcab cab policy words --format markdown > docs/policy.md`."""


def render_policy_words(words: PolicyWords, look: Look) -> str:
    """An introduction, then conditions and requirements, a line for each."""
    return page(_page(words), look)


def _page(words: PolicyWords) -> Iterator[str]:
    yield from ("# The policy of approvals", "", *_INTRODUCTION.splitlines(), "")
    yield from _part(
        "Conditions, the keys of `when`", "All that are given must hold; `{}` always does.", words.conditions
    )
    yield from _part("Requirements, the keys of `require`", "All that are given must be met.", words.requirements)


def _part(title: str, gist: str, words: tuple[PolicyWord, ...]) -> Iterator[str]:
    yield from (f"## {title}", "", gist, "", "| key | meaning |", "| --- | --- |")
    for word in words:
        told = " ".join(word.manual.split()).replace("|", "\\|")
        yield f"| `{word.name}` | {told} |"
    yield ""


RENDER = {PolicyWords: render_policy_words}
