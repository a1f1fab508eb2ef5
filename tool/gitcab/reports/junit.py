"""Findings as JUnit XML, for pipelines that show test results: errors fail, all others are told in the output.

Both schemas in use are kept to, that of Jenkins and that of Ant, which demands a time and a host;
as the same input must give the same bytes, these are always the same.
"""

from xml.etree import ElementTree

from gitcab.model.finding import Finding, Judgement, Severity
from gitcab.reports._escape import visible
from gitcab.reports._look import Look
from gitcab.reports._wording import counted
from gitcab.reports._xml import child, xml_document

_ALWAYS = {"time": "0", "timestamp": "1970-01-01T00:00:00", "hostname": "localhost"}


def render_judgement(judgement: Judgement, look: Look) -> str:
    """One suite with a test case for each finding, and one that passes for the records where there is none."""
    failures = judgement.count(Severity.ERROR)
    tests = max(1, len(judgement.findings))
    root = ElementTree.Element("testsuites")
    suite = child(root, "testsuite", name="gitcab validate", package="gitcab", id=0, tests=tests)
    suite.attrib.update(_ALWAYS, failures=str(failures), errors="0")
    child(suite, "properties")
    for finding in judgement.findings:
        _case(suite, finding)
    if not judgement.findings:
        child(suite, "testcase", classname="gitcab", name=counted(judgement.records, "record"), time="0")
    mild = (finding for finding in judgement.findings if finding.severity is not Severity.ERROR)
    child(suite, "system-out").text = "\n".join(visible(f"{finding.severity}: {_said(finding)}") for finding in mild)
    child(suite, "system-err", "")
    return xml_document(root)


def _case(suite: ElementTree.Element, finding: Finding) -> None:
    place = finding.place
    name = f"{place.line}:{place.column} {finding.rule}"
    case = child(suite, "testcase", classname=place.path, name=name, time="0")
    if finding.severity is Severity.ERROR:
        child(case, "failure", _said(finding), type=finding.rule, message=finding.message)


def _said(finding: Finding) -> str:
    place = finding.place
    mend = f" How to mend: {finding.hint}" if finding.hint else ""
    return f"{place.path}:{place.line}:{place.column}: {finding.message}.{mend}"


RENDER = {Judgement: render_judgement}
