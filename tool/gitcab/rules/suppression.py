"""Comments that silence advisory rules: `# gitcab: ignore[rule] reason`."""

from collections.abc import Collection, Iterable, Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Finding, Severity
from gitcab.model.inventory import Estate
from gitcab.model.nearest import did_you_mean
from gitcab.model.source import Place, Suppression
from gitcab.rules import listed
from gitcab.rules._wording import one_or_other

_MISUSED = "suppression-misused"


def apply_suppressions(
    findings: Iterable[Finding], estate: Estate, paths: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """The findings without those that a comment on their line silences, and with the comments misused.

    A comment that gives no reason silences nothing, and none silences an error. `paths`, from git's top,
    are those of all records that have a comment or a finding; None means that any may.
    """
    entries = estate.entries if paths is None else estate.at(paths)
    silenced = {
        (entry.source.path, comment.applies_to, rule)
        for entry in entries
        for comment in entry.source.suppressions
        for rule in comment.rules
        if comment.reason
    }
    kept = (one for one in findings if _is_error(one) or (one.place.path, one.place.line, one.rule) not in silenced)
    return tuple(sorted((*kept, *_misuses(entries)), key=lambda finding: finding.sort_key))


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _misuses(entries: Iterable[AnyEntry]) -> Iterator[Finding]:
    for entry in entries:
        for comment in () if entry.record.is_history else entry.source.suppressions:
            for message, hint in _wrongs(comment):
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
