"""What an audit of the default branch finds, merge by merge."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing that an auditor must look at.

    `sort` is a word of ours: `differs`, `not_allowed`, `other_content`, `no_evidence`, `unexplained`,
    `tampered`, `unsigned`, `elsewhere` or `unknown`. `commit` is that of the branch or, of a flaw in the
    chain, that of the evidence; `number` the pull request's; `next_step` what to do about it.
    """

    sort: str
    commit: str
    message: str
    next_step: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """The answer of `gitcab audit verify`: `commits` of the branch `revision` were looked at, `decided` pieces of
    evidence decided again, of which `signed` bear a signature; `checked` says whether by a key.
    """

    findings: tuple[AuditFinding, ...]
    revision: str
    commit: str
    commits: int
    decided: int
    signed: int
    checked: bool

    @property
    def is_unknown(self) -> bool:
        """Whether something could not be decided again."""
        return any(one.sort == "unknown" for one in self.findings)
