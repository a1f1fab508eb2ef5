"""The known findings of an estate that is being cleaned up: a file that may only shrink."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gitcab.model.finding import Finding, Identity
from gitcab.model.source import Place
from gitcab.rules import listed
from gitcab.rules.comparison import less

SCHEMA = "gitcab.baseline/1"
_FIELDS = ("rule", "path", "record", "message")
_OUTDATED = "baseline-outdated"
_GROWN = "baseline-grown"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The identities of the findings that are accepted, in order; one that is there twice is accepted twice."""

    known: tuple[Identity, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Baseline":
        """A first baseline: all findings there are."""
        return cls(tuple(sorted(finding.identity for finding in findings)))

    @classmethod
    def read(cls, text: str) -> "Baseline":
        """The baseline that a file holds. Raises ValueError for a file that holds none."""
        try:
            value = json.loads(text)
            if value["schema"] != SCHEMA:
                raise ValueError
            return cls(tuple(sorted(_identity(one) for one in value["findings"])))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise ValueError(
                "this is no baseline of gitcab; write one with `gitcab validate --baseline FILE --update-baseline`"
            ) from None

    def to_text(self) -> str:
        """The file's text: JSON with one finding a line, so that a diff reads well."""
        rows = (dict(zip(_FIELDS, one, strict=True)) for one in self.known)
        lines = ",".join(f"\n  {json.dumps(row, ensure_ascii=False)}" for row in rows)
        return f'{{"schema": "{SCHEMA}", "findings": [{lines}\n]}}\n'

    def unknown(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are not accepted, in the order given."""
        return less(findings, self.known)

    def grown_from(self, *earlier: "Baseline") -> tuple[Identity, ...]:
        """What this baseline accepts and one of the earlier ones does not."""
        added = Counter[Identity]()
        for one in earlier:
            added |= Counter(self.known) - Counter(one.known)
        return tuple(sorted(added.elements()))

    def less(self, identities: Iterable[Identity]) -> "Baseline":
        """The baseline without these."""
        return Baseline(tuple(sorted((Counter(self.known) - Counter(identities)).elements())))

    def shortened(self, findings: Iterable[Finding]) -> "Baseline":
        """The baseline without what is found no more; nothing is ever added."""
        still = Counter(self.known) & Counter(finding.identity for finding in findings)
        return Baseline(tuple(sorted(still.elements())))

    def outdated(self, findings: Iterable[Finding], path: str) -> tuple[Finding, ...]:
        """A finding for each entry of the file at `path` that is found no more."""
        gone = Counter(self.known) - Counter(finding.identity for finding in findings)
        severity = listed()[_OUTDATED].rule.severity
        hint = f"gitcab validate --baseline {path} --update-baseline"
        return tuple(
            Finding(Place(path, self.known.index(one) + 2), _OUTDATED, severity, _gone_message(one), hint)
            for one in sorted(gone.elements())
        )


def grown(added: Iterable[Identity], path: str) -> tuple[Finding, ...]:
    """A finding for each entry that was added to the baseline at `path` since it was committed."""
    severity = listed()[_GROWN].rule.severity
    hint = "mend what it tells, and take the entry out: a baseline may only shrink"
    return tuple(
        Finding(Place(path), _GROWN, severity, f"the baseline has grown: {rule} in {file}, {message}", hint)
        for rule, file, _, message in added
    )


def _gone_message(one: Identity) -> str:
    rule, path, _, message = one
    return f"the baseline lists what is mended: {rule} in {path}, {message}"


def _identity(row: dict[str, str]) -> Identity:
    rule, path, record, message = (row[field] for field in _FIELDS)
    if not all(isinstance(part, str) for part in (rule, path, record, message)):
        raise TypeError
    return rule, path, record, message
