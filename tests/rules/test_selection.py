"""Advisory rules can be chosen and left out; errors are always told."""

import pytest

from gitcab.model.finding import Finding
from gitcab.model.source import Place
from gitcab.rules import listed
from gitcab.rules.selection import select


def found(rule):
    return Finding(Place("cmdb/server/web-1.yaml"), rule, listed()[rule].rule.severity, "message", "hint")


FINDINGS = (found("hard-cycle"), found("orphan"), found("unknown-reference"))


@pytest.mark.parametrize(
    ("only", "ignore", "told"),
    [
        ((), (), ["hard-cycle", "orphan", "unknown-reference"]),
        (("orphan",), (), ["orphan", "unknown-reference"]),
        ((), ("orphan",), ["hard-cycle", "unknown-reference"]),
        (("orphan", "hard-cycle"), ("orphan",), ["hard-cycle", "unknown-reference"]),
        (("unknown-reference",), (), ["unknown-reference"]),
    ],
)
def test_select(only, ignore, told):
    assert [finding.rule for finding in select(FINDINGS, only, ignore)] == told


@pytest.mark.parametrize(
    ("only", "ignore", "reason"),
    [
        (("orphn",), (), "did you mean 'orphan'"),
        ((), ("hard-cycel",), "did you mean 'hard-cycle'"),
        ((), ("qqqqqq",), "gitcab explain"),
        ((), ("unknown-reference",), "is an error and cannot be ignored"),
    ],
)
def test_what_cannot_be_selected(only, ignore, reason):
    with pytest.raises(ValueError, match=reason):
        select(FINDINGS, only, ignore)
