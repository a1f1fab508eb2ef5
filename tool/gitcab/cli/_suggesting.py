"""Findings that can be mended in one line become suggestions on the lines that the pull request changes."""

import re
from collections.abc import Mapping

from gitcab.cli._merged import Merged
from gitcab.model.finding import Finding
from gitcab.model.gate import GateResult, Suggestion
from gitcab.store.plumbing import ChangedPath
from gitcab.store.reading import BYTES_A_FILE
from gitcab.store.tree import FileSort, TreeFile

_MEANT = re.compile(r"did you mean '([A-Za-z0-9][A-Za-z0-9._+-]*)'\?")
_WRITTEN = re.compile(r"'([A-Za-z0-9][A-Za-z0-9._+-]*)'")
_WORD = r"(?<![A-Za-z0-9._+-]){}(?![A-Za-z0-9._+-])"


def suggestions(result: GateResult, merged: Merged) -> tuple[Suggestion, ...]:
    """One for each finding about a misspelt name that stands once in its line, where that line is the head's own."""
    changed = {one.path: one for one in merged.changed if one.after and one.after.sort is FileSort.FILE}
    wanted = [one for one in result.findings if one.place.path in changed and _MEANT.match(one.hint)]
    texts = {path: _lines(changed[path], merged) for path in {one.place.path for one in wanted}}
    found: dict[tuple[str, int], Suggestion] = {}
    for finding in wanted:
        at = finding.place.path, finding.place.line
        line = found[at].replacement if at in found else texts[at[0]].get(at[1])
        if (mended := _mended(finding, line)) is not None:
            found[at] = Suggestion(*at, mended, finding.message)
    return tuple(one for _, one in sorted(found.items()))


def _lines(changed: ChangedPath, merged: Merged) -> Mapping[int, str]:
    """The lines that are new in the head, by their numbers."""
    before, after = (_read(file, merged) for file in (changed.before, changed.after))
    known = set(before)
    return {number: line for number, line in enumerate(after, start=1) if line not in known}


def _read(file: TreeFile | None, merged: Merged) -> list[str]:
    if file is None or file.blob is None:
        return []
    (blob,) = merged.revisions.repository.blobs([file.blob], BYTES_A_FILE)
    return (blob.content or b"").decode("utf-8", "replace").splitlines()


def _mended(finding: Finding, line: str | None) -> str | None:
    """The line with the name that was meant, None where it is not clear which word that replaces."""
    meant, written = _MEANT.match(finding.hint), _WRITTEN.search(finding.message)
    if line is None or meant is None or written is None:
        return None
    mended, times = re.subn(_WORD.format(re.escape(written[1])), meant[1], line)
    return mended if times == 1 else None
