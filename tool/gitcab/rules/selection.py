"""Which findings somebody wants to be told: `--select` and `--ignore`."""

from collections.abc import Collection, Iterable

from gitcab.model.finding import Finding, Severity
from gitcab.model.nearest import did_you_mean
from gitcab.rules import listed


def select(
    findings: Iterable[Finding], only: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The findings of the rules in `only` (all where it is empty) but for those in `ignore`.

    Both choose among advisory rules; errors are always told. Raises ValueError for a rule that there
    is not and for an error in `ignore`.
    """
    for rule in (*only, *ignore):
        if rule not in listed():
            alike = did_you_mean(rule, listed())
            raise ValueError(f"there is no rule '{rule}'; {alike or '`gitcab explain` lists the rules'}")
    for rule in ignore:
        if not listed()[rule].is_advisory:
            raise ValueError(f"'{rule}' is an error and cannot be ignored; see `gitcab explain {rule}`")
    return tuple(one for one in findings if one.severity is Severity.ERROR or _is_chosen(one.rule, only, ignore))


def _is_chosen(rule: str, only: Collection[str], ignore: Collection[str]) -> bool:
    return rule not in ignore and (not only or rule in only)
