"""Comments that silence advisory rules: `# gitcab: ignore[rule] reason`."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Finding, Severity
from gitcab.model.inventory import Estate
from gitcab.model.nearest import did_you_mean
from gitcab.model.source import Place, Suppression
from gitcab.rules import Scope, judge_within, listed
from gitcab.rules._wording import one_or_other

_MISUSED = "suppression-misused"

_Commented = tuple[AnyEntry, Suppression]


def apply_suppressions(
    findings: Iterable[Finding],
    estate: Estate,
    paths: Collection[str] | None = None,
    trusted: Estate | None = None,
) -> tuple[Finding, ...]:
    """The findings without those that a comment on their line silences, and with the comments misused.

    A comment that gives no reason silences nothing, and none silences an error. `paths`, from git's top,
    are those of all records that have a comment or a finding; None means that any may. With a `trusted`
    estate only the comments count that its record at the path has as well.
    """
    comments = _comments(estate, paths, trusted)
    kept = (*_unsilenced(findings, comments), *_misuses(comments))
    return tuple(sorted(kept, key=lambda finding: finding.sort_key))


def judge_unsilenced(estate: Estate, scope: Scope, trusted: Estate | None = None) -> tuple[Finding, ...]:
    """What `apply_suppressions` makes of the findings on a scope in which lie all that have a comment or a finding."""
    return apply_suppressions(judge_within(estate, scope), estate, scope.paths, trusted)


def unsilenced(
    findings: Iterable[Finding], estate: Estate, paths: Collection[str], trusted: Estate | None
) -> tuple[Finding, ...]:
    """What `apply_suppressions` leaves of the findings, comments that are misused left out."""
    return tuple(_unsilenced(findings, _comments(estate, paths, trusted)))


def _comments(estate: Estate, paths: Collection[str] | None, trusted: Estate | None) -> Sequence[_Commented]:
    found = [(entry, one) for entry in _entries(estate, paths) for one in entry.source.suppressions]
    if trusted is None or not found:
        return found
    there = {
        (entry.source.path, one.rules, one.reason)
        for entry in trusted.at({entry.source.path for entry, _ in found})
        for one in entry.source.suppressions
    }
    return [(entry, one) for entry, one in found if (entry.source.path, one.rules, one.reason) in there]


def _entries(estate: Estate, paths: Collection[str] | None) -> Iterable[AnyEntry]:
    return estate.entries if paths is None else estate.at(paths)


def _unsilenced(findings: Iterable[Finding], comments: Iterable[_Commented]) -> Iterator[Finding]:
    silenced = {
        (entry.source.path, one.applies_to, rule) for entry, one in comments for rule in one.rules if one.reason
    }
    for one in findings:
        if _is_error(one) or (one.place.path, one.place.line, one.rule) not in silenced:
            yield one


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _misuses(comments: Iterable[_Commented]) -> Iterator[Finding]:
    for entry, comment in comments:
        for message, hint in () if entry.record.is_history else _wrongs(comment):
            yield _misuse(entry, comment, message, hint)


def _wrongs(comment: Suppression) -> Iterator[tuple[str, str]]:
    if not comment.rules:
        yield "the comment names no rule to ignore", "write `# gitcab: ignore[rule] reason`"
    elif not comment.reason:
        yield "the comment gives no reason", f"write why after the bracket: `# gitcab: ignore[{comment.rules[0]}] …`"
    for rule in comment.rules:
        known = listed().get(rule)
        if known is None:
            hint = one_or_other(did_you_mean(rule, listed()), "`gitcab explain` lists the rules")
            yield f"there is no rule '{rule}'", hint
        elif not known.is_advisory:
            yield f"'{rule}' is an error and cannot be suppressed", f"mend what it tells; see `gitcab explain {rule}`"


def _misuse(entry: AnyEntry, comment: Suppression, message: str, hint: str) -> Finding:
    place = Place(entry.source.path, comment.line, comment.column)
    return Finding(place, _MISUSED, listed()[_MISUSED].rule.severity, message, hint, entry.id)
