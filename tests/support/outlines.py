"""Outlines of an estate that was read with care, and what the careful rules say of each of its records."""

from collections.abc import Collection, Iterable

from gitcab.model.finding import Finding
from gitcab.model.inventory import Estate
from gitcab.model.outline import Outline
from gitcab.rules import judge
from gitcab.rules.screening import JUDGED_BY_READING
from gitcab.rules.suppression import apply_suppressions
from gitcab.store.outlining import outline_of_entry

SCREENED_KINDS = ("ConfigurationItem", "Team")


def outlines_of(estate: Estate, unclear: Collection[str] = ()) -> list[Outline]:
    """One outline for each record; those at the paths `unclear`, from git's top, are not vouched for."""
    return [outline_of_entry(entry, is_clear=entry.source.path not in unclear) for entry in estate.entries]


def unclear_paths(estate: Estate, findings: Iterable[Finding]) -> set[str]:
    """Where reading, or a rule that looks at one record alone, has something to say, and where a comment silences."""
    by_reading = {rule.replace("_", "-") for rule in JUDGED_BY_READING}
    flawed = {flaw.place.path for flaw in estate.flaws}
    commented = {entry.source.path for entry in estate.entries if entry.source.suppressions}
    return flawed | commented | {one.place.path for one in findings if one.rule in by_reading}


def honest_outlines(estate: Estate) -> list[Outline]:
    """Outlines that are vouched for just where nothing can be said of the record alone."""
    return outlines_of(estate, unclear_paths(estate, judge(estate)))


def all_findings(estate: Estate) -> tuple[Finding, ...]:
    """What is told of the whole estate, judged with care."""
    return apply_suppressions(judge(estate), estate)
