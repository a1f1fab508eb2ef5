"""Findings as workflow commands, which GitHub shows as annotations beside the lines.

A step may have ten annotations of each severity; GitHub drops what is beyond without a word,
so the others are told as plain lines.
"""

from collections import Counter
from collections.abc import Iterator

from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.model.gate import GateResult
from gitcab.reports._escape import command_property, command_text, no_commands, shortened, visible
from gitcab.reports._gate import six_lines
from gitcab.reports._look import Look
from gitcab.reports._wording import counted

_ANNOTATIONS = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_judgement(judgement: Judgement, look: Look) -> str:
    """The first ten of each severity as commands, the others as lines, and the counts."""
    return "".join(f"{line}\n" for line in _lines(judgement))


def _lines(judgement: Judgement) -> Iterator[str]:
    told: Counter[Severity] = Counter()
    plain = []
    for finding in judgement.findings:
        told[finding.severity] += 1
        if told[finding.severity] <= _ANNOTATIONS:
            yield _command(finding)
        else:
            plain.append(finding)
    if plain:
        yield f"Beyond the ten annotations of a severity that a step may have, {counted(len(plain), 'more finding')}:"
        yield from map(_plain, plain)
    counts = ", ".join(counted(judgement.count(severity), severity.value) for severity in reversed(Severity))
    yield f"{counts} in {counted(judgement.records, 'record')}"


def _command(finding: Finding) -> str:
    place = finding.place
    properties = (
        f"file={command_property(place.path)},line={place.line},col={place.column}"
        f",title={command_property(shortened(finding.rule, 255))}"
    )
    message = command_text(visible(finding.message))
    mend = f"%0Ahow to mend: {command_text(visible(finding.hint))}" if finding.hint else ""
    return f"::{_COMMANDS[finding.severity]} {properties}::{message}{mend}"


def _plain(finding: Finding) -> str:
    place = finding.place
    words = f"{place.path}:{place.line}:{place.column}: {finding.severity.value} {finding.rule}: {finding.message}"
    return no_commands(visible(words))


def render_gate(result: GateResult, look: Look) -> str:
    """The findings that it brings, and the six lines of the answer."""
    findings = render_judgement(Judgement(result.findings, result.records), look)
    return findings + "".join(f"{no_commands(visible(line))}\n" for line in six_lines(result))


RENDER = {Judgement: render_judgement, GateResult: render_gate}
