"""The cases of rules: files laid over a tiny estate that is clean, and what is then found."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet

from gitcab.model.finding import Finding
from gitcab.rules import judge
from gitcab.rules.baseline import Baseline, grown
from gitcab.rules.suppression import apply_suppressions
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree

_ROOT = Path(__file__).parents[2]
FOLDER = _ROOT / "tests/rules/cases"


def all_cases() -> list[ParameterSet]:
    """Every case of every rule, as a test's parameter that has the rule for its name."""
    return [
        pytest.param(case, id=f"{path.stem}-{sort}-{index + 1}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for sort, cases in yaml.safe_load(path.read_text("utf-8")).items()
        for index, case in enumerate(cases)
    ]


def cases_without_links() -> list[ParameterSet]:
    """Those whose files are all plain, as a tree in memory has them."""
    return [one for one in all_cases() if not one.values[0].get("links")]


TEAM = """\
kind: Team
id: database-team
name: Database team
members: [dortiz, MChen, alee]
roles: [cab]
"""
DATABASE = """\
kind: ConfigurationItem
class: database
id: sis-database
name: SIS database
owner: database-team
environment: production
criticality: high
life_cycle: {stage: operational, status: in_use}
relations:
  runs_on: [sis-vm-1]
attributes: {engine: postgresql, version: "16.4"}
"""
MACHINE = """\
kind: ConfigurationItem
class: virtual_machine
id: sis-vm-1
name: SIS virtual machine
owner: database-team
environment: production
criticality: high
life_cycle: {stage: operational, status: in_use}
"""
CHANGE = """\
kind: RequestForChange
id: RFC-2026-11-21-upgrade-sis-database
title: Upgrade the SIS database
type: normal
state: scheduled
requested_by: mchen
assigned_to: [dortiz]
justification: The vendor ends support in March.
configuration_items:
  - id: sis-database
    effect: outage
    minutes: 15
    patch: {attributes: {version: "17.1"}}
schedule: {start: 2026-12-05T22:00, end: 2026-12-06T02:00, time_zone: America/Chicago}
plans:
  implementation: [Stop the application., Run pg_upgrade.]
  test: Log in and open a timetable.
  backout: {steps: Restore the snapshot., minutes: 45, point_of_no_return: 2026-12-06T00:30}
"""
RECORDS: Mapping[str, str] = {
    "cmdb/teams/database-team.yaml": TEAM,
    "cmdb/database/sis-database.yaml": DATABASE,
    "cmdb/virtual_machine/sis-vm-1.yaml": MACHINE,
    "changes/2026/RFC-2026-11-21-upgrade-sis-database.yaml": CHANGE,
}


@cache
def estate_files() -> Mapping[str, str]:
    """The tiny estate with the classes and relations that are shipped."""
    schemas = [*(_ROOT / "schemas/classes").glob("*.yaml"), _ROOT / "schemas/relations.yaml"]
    return {**RECORDS, **{path.relative_to(_ROOT).as_posix(): path.read_text("utf-8") for path in schemas}}


def findings_of(case: Mapping[str, Any]) -> tuple[Finding, ...]:
    """All findings on the estate as the case has it, compared with a base where it names one.

    `base: true` is the plain estate, else it is a case itself.
    """
    estate = load(case_tree(case))
    base = load(case_tree(case["base"] if isinstance(case["base"], Mapping) else {})) if case.get("base") else None
    findings = apply_suppressions(judge(estate, base), estate)
    return (*findings, *_on_baseline(case, findings)) if "baseline" in case else findings


def _on_baseline(case: Mapping[str, Any], findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is said of the file known.json with these entries, of which some are committed already."""
    known, committed = (Baseline(tuple(map(tuple, case[name]))) for name in ("baseline", "committed"))
    yield from known.outdated(findings, "known.json")
    yield from grown(known.grown_from(committed), "known.json")


def case_tree(case: Mapping[str, Any]) -> MemoryTree:
    """The tiny estate with the case's files laid over it."""
    files: dict[str, str | bytes] = dict(estate_files())
    for path, changes in case.get("edit", {}).items():
        for old, new in changes.items():
            assert old in files[path], f"{path} has no {old!r}"
            files[path] = str(files[path]).replace(old, new)
    for path, text in case.get("files", {}).items():
        files[path] = bytes.fromhex(text["hex"]) if isinstance(text, dict) else text
    kept = {path: text for path, text in files.items() if not path.startswith(tuple(case.get("remove", ())) or "//")}
    return MemoryTree(kept, links=case.get("links", ()))
