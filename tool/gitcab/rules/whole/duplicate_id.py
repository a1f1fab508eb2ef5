"""Two records have one id, whatever the case, or one has an id that another was formerly called by.

## Why
An id must mean one thing to a person who reads it aloud, to a file system that ignores case, and to an old
record that still uses it.

## Example
```yaml
# cmdb/server/web-1.yaml has `id: web-1`; this is cmdb/virtual_machine/Web-1.yaml
kind: ConfigurationItem
class: virtual_machine
id: Web-1
```

## How to mend
Give one of the two another id with `gitcab rename OLD NEW`. If both describe one thing, keep one file and
add what the other knows to it. An id under `formerly` that was given away since is taken out there.
"""

import unicodedata
from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.policy import Policy
from gitcab.model.source import Route
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import entries_asked


def _judge(facts: Facts) -> Iterator[Complaint]:
    entries = [entry for entry in entries_asked(facts) if entry.proposed_by is None]
    first: dict[str, AnyEntry] = {}
    for entry, named, route in (*_present(entries), *_former(entries)):
        owner = first.setdefault(_folded(named), entry)
        if owner is not entry:
            message = f"the id '{named}' is taken by {owner.source.path}"
            hint = "take it out here" if route else "give one of the two records another id"
            yield Complaint(entry, message, hint, route or ("id",))


def _present(entries: list[AnyEntry]) -> Iterator[tuple[AnyEntry, str, Route]]:
    yield from ((entry, entry.id, ()) for entry in entries if not isinstance(entry.record, Policy))


def _former(entries: list[AnyEntry]) -> Iterator[tuple[AnyEntry, str, Route]]:
    for entry in entries:
        for index, named in enumerate(getattr(entry.record, "formerly", ())):
            yield entry, named, ("formerly", index)


def _folded(id: str) -> str:
    return unicodedata.normalize("NFKC", id).casefold()


RULE = WholeRule(Severity.ERROR, _judge)
