"""Every rule has cases in which it complains and cases in which it is silent."""

from pathlib import Path

import pytest
import yaml

from gitcab.rules import listed
from support.rule_cases import findings_of

FOLDER = Path(__file__).parent / "cases"
FILES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}


def _cases(sort):
    for rule, cases in FILES.items():
        for index, case in enumerate(cases.get(sort, ())):
            yield pytest.param(rule, case, id=f"{rule}-{index + 1}")


def test_the_plain_estate_is_clean():
    assert findings_of({}) == ()


@pytest.mark.parametrize("rule", list(listed()))
def test_rule_has_cases_of_both_sorts(rule):
    cases = FILES.get(rule, {})
    assert cases.get("complains"), f"tests/rules/cases/{rule}.yaml shows no complaint"
    assert cases.get("silent"), f"tests/rules/cases/{rule}.yaml shows no silence"


def test_every_file_of_cases_has_its_rule():
    assert FILES.keys() <= listed().keys()


@pytest.mark.parametrize(("rule", "case"), list(_cases("complains")))
def test_complains(rule, case):
    found = [finding for finding in findings_of(case) if finding.rule == rule]
    told = [f"{one.place.path}:{one.place.line}:{one.place.column} {one.message} [{one.hint}]" for one in found]
    places = [(one.place.path, one.place.line, one.place.column) for one in found]
    assert places == [(one["path"], one["line"], one["column"]) for one in case["expect"]], told
    for one, text in zip(case["expect"], told, strict=True):
        assert one["says"] in text
    for one in found:
        assert one.severity is listed()[rule].rule.severity
        assert one.message
        assert one.hint


@pytest.mark.parametrize(("rule", "case"), list(_cases("silent")))
def test_is_silent(rule, case):
    assert [finding for finding in findings_of(case) if finding.rule == rule] == []
