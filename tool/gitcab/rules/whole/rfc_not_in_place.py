"""A request for change was deleted, moved, or got another id.

## Why
What was asked, decided and done is kept for good, and others refer to it by its id. Told only where two
revisions are compared, at the place where the file was.

## Example
```text
git rm changes/2026/RFC-2026-10-30-dns-over-tls.yaml
git mv changes/2026/RFC-2026-10-30-dns-over-tls.yaml changes/2026/old/
```

## How to mend
Bring the file back with `git checkout BASE -- PATH`. A change that nobody wants any more is given up with
`gitcab rfc cancel`, and stays.
"""

from collections.abc import Iterator

from gitcab.model.finding import Severity
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.rules._known import unread
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import changes_asked


def _judge(facts: Facts) -> Iterator[Complaint]:
    for before in changes_asked(facts, facts.base) if facts.base else ():
        after = facts.inventory.get(RequestForChange, before.id)
        back = f"git checkout BASE -- {before.source.path}"
        if after is None and before.id not in unread(facts):
            yield Complaint(before, f"{before.id} was deleted; requests for change stay for good", back)
        elif after is not None and after.local_path != before.local_path:
            message = f"{before.id} was moved from {before.source.path}; requests for change stay in place"
            yield Complaint(after, message, f"git mv {after.source.path} {before.source.path}", ("id",))


RULE = WholeRule(Severity.ERROR, _judge, compares=True)
