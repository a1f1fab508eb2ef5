"""The gate's answer: six lines, then what holds it, and the rest where all is to be shown."""

from gitcab.model.cmdb_edit import CmdbEdit, Standing
from gitcab.model.gate import Decision, GateResult
from gitcab.model.in_words import change_text
from gitcab.reports._answers import edit_in_words
from gitcab.reports._gate import conflict_in_words, six_lines
from gitcab.reports._look import Look
from gitcab.reports._verdict import nodes
from gitcab.reports._wording import counted
from gitcab.reports.text._page import SEVERITY_STYLES, Page

_STYLES = {
    Decision.ALLOWED: "bold green",
    Decision.PENDING: "bold yellow",
    Decision.REFUSED: "bold red",
    Decision.UNKNOWN: "bold magenta",
}
_TOLD = 10


def render_gate(result: GateResult, look: Look) -> str:
    """Six lines first; below them every reason with how to mend it, then edits, decisions and what is not known."""
    page = Page(look)
    first, *rest = six_lines(result)
    page.line((first, _STYLES[result.decision]), rest="  ")
    for line in rest:
        page.line(line, rest="  ")
    _tell_findings(result, page, look)
    _tell_changes(result, page, look)
    _tell_edits(result.edits, page, look)
    _tell_verdict(result, page)
    _tell_conflicts(result, page)
    for title, words in (("Not known", result.unknown), ("Remarks", result.remarks)):
        if words:
            page.heading(title)
        for one in words:
            page.line(one, first="  - ")
    return page.finish()


def _tell_findings(result: GateResult, page: Page, look: Look) -> None:
    told = result.findings if look.full else result.findings[:_TOLD]
    if told:
        page.heading(f"Findings: {counted(len(result.findings), 'finding')}, {len(result.errors)} hold it")
    for finding in told:
        place = f"{finding.place.path}:{finding.place.line}"
        page.line((finding.severity.value, SEVERITY_STYLES[finding.severity]), f" {finding.rule}  {place}", first="  ")
        page.line(finding.message, first="    ")
        if finding.hint:
            page.line(("how to mend: ", "dim"), finding.hint, first="    ")
    _tell_rest(len(result.findings) - len(told), page)


def _tell_changes(result: GateResult, page: Page, look: Look) -> None:
    changes = result.changes.changes if result.changes else ()
    told = changes if look.full else changes[:_TOLD]
    if told:
        page.heading(f"Records: {counted(len(changes), 'change')}")
    for change in told:
        edit = edit_in_words(change)
        page.line(f"{change.sort.value} {change.id}{f': {edit}' if edit else ''}", first="  ")
    _tell_rest(len(changes) - len(told), page)


def _tell_edits(edits: tuple[CmdbEdit, ...], page: Page, look: Look) -> None:
    if edits:
        counts = [(sum(one.standing is standing for one in edits), standing.value) for standing in Standing]
        page.heading(f"Edits of cmdb/: {', '.join(f'{number:,} {word}' for number, word in counts if number)}")
    told = edits if look.full else edits[:_TOLD]
    for edit in told:
        what = change_text(edit.field) if edit.field else edit.sort.value
        page.line(f"{edit.id}  {what}  {edit.standing.value}: {edit.why}", first="  ", rest="    ")
    _tell_rest(len(edits) - len(told), page)


def _tell_verdict(result: GateResult, page: Page) -> None:
    if result.verdict is None:
        return
    page.heading("Approvals")
    for depth, node in nodes(result.verdict.tree):
        if depth:
            page.line(
                f"{node.status.value:<9} {node.name}: {node.why}", first="  " * depth, rest="  " * depth + " " * 10
            )
    for one in result.verdict.discounted:
        page.line(f"the review of {one.author or 'somebody'} does not count: {one.why}", first="  ", rest="    ")


def _tell_conflicts(result: GateResult, page: Page) -> None:
    every = (*result.conflicts, *result.nearby)
    if every:
        page.heading("Conflicts")
    for one in every:
        page.line(conflict_in_words(one), first="  ", rest="    ")
        page.line(one.message, first="    ")
        page.line(("how to mend: ", "dim"), one.hint, first="    ")


def _tell_rest(number: int, page: Page) -> None:
    if number > 0:
        page.line((f"and {number:,} more; see them with --full", "dim"), first="  ")


RENDER = {GateResult: render_gate}
