"""Findings as SARIF 2.1.0, for GitHub's code scanning and every other reader of that standard."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from gitcab import __version__
from gitcab.model.finding import Finding, Judgement
from gitcab.model.gate import GateResult, refusal_manuals
from gitcab.model.rule_manual import RuleManual
from gitcab.reports._escape import json_text, sarif_text, shortened, visible
from gitcab.reports._look import Look
from gitcab.reports._wording import counted

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MOST_RESULTS = 25_000
_LONGEST_DESCRIPTION = 1024


def render_judgement(judgement: Judgement, look: Look) -> str:
    """One run: the rules with their manuals, and at most 25,000 results (GitHub refuses more), the gravest first."""
    return _log(judgement, "validate")


def render_gate(result: GateResult, look: Look) -> str:
    """The findings that the pull request brings, and what the gate itself holds it for."""
    return _log(Judgement(result.findings, result.records, refusal_manuals()), "gate")


def _log(judgement: Judgement, category: str) -> str:
    findings = sorted(judgement.findings, key=lambda finding: -finding.severity.rank)
    kept = findings[:_MOST_RESULTS]
    rules = _rules(judgement)
    run = {
        "tool": {"driver": _driver(rules)},
        "automationDetails": {"id": f"gitcab/{category}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, **_left_out(len(findings) - len(kept))}],
        "results": list(_results(kept, {rule["id"]: number for number, rule in enumerate(rules)})),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _driver(rules: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"name": "gitcab", "version": __version__, "semanticVersion": __version__, "rules": rules}


def _rules(judgement: Judgement) -> list[dict[str, Any]]:
    """Every rule that was asked or that complained, in the order of the ids."""
    rules = {finding.rule: _bare_rule(finding) for finding in judgement.findings}
    rules |= {manual.id: _rule(manual) for manual in judgement.rules}
    return [rules[id_] for id_ in sorted(rules)]


def _bare_rule(finding: Finding) -> dict[str, Any]:
    more = {"text": f"More about this rule: gitcab explain {finding.rule}"}
    return {"id": finding.rule, "shortDescription": {"text": finding.rule}, "fullDescription": more, "help": more}


def _rule(manual: RuleManual) -> dict[str, Any]:
    return {
        "id": manual.id,
        "shortDescription": {"text": shortened(manual.gist, _LONGEST_DESCRIPTION)},
        "fullDescription": {"text": shortened(manual.gist, _LONGEST_DESCRIPTION)},
        "help": {"text": manual.manual, "markdown": manual.manual},
        "defaultConfiguration": {"level": manual.severity.value},
        "properties": {"tags": [manual.shape]},
    }


def _results(findings: Sequence[Finding], indexes: dict[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in findings:
        digest = hashlib.sha256("\0".join(map(visible, finding.identity)).encode()).hexdigest()
        seen[digest] += 1
        text = sarif_text(finding.message) + (f"\nHow to mend: {sarif_text(finding.hint)}" if finding.hint else "")
        yield {
            "ruleId": finding.rule,
            "ruleIndex": indexes[finding.rule],
            "level": finding.severity.value,
            "message": {"text": text},
            "locations": [_location(finding)],
            "partialFingerprints": {"gitcabFinding/v1": f"{digest}:{seen[digest]}"},
        }


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    artifact = {"uri": quote(place.path, safe="/", errors="surrogatepass"), "uriBaseId": "%SRCROOT%"}
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _left_out(number: int) -> dict[str, Any]:
    if number <= 0:
        return {}
    text = f"{counted(number, 'finding')} beyond the {_MOST_RESULTS:,} that a run may have are left out."
    return {"toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}]}


RENDER = {Judgement: render_judgement, GateResult: render_gate}
