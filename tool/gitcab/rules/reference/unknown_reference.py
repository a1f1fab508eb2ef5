"""A record names a configuration item, team, RFC or other record that does not exist.

## Why
A dependency on something that is not there is a hole in the graph: what would be hit is not found, and
nobody is asked.

## Example
```yaml
kind: ConfigurationItem
class: database
id: sis-database
owner: databse-team
relations: {runs_on: [sis-vm-11]}
```

## How to mend
Correct the id; the finding tells the one that is most alike. If the record is missing, add it in the same
pull request. An RFC may name items that it adds itself. An old id still holds where the record lists it
under `formerly`, as `gitcab rename` does.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.nearest import did_you_mean
from gitcab.model.records import Reference, record_type
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.references import references
from gitcab.rules._known import find_item, ids, unread
from gitcab.rules._rule import Complaint, Facts, ReferenceRule
from gitcab.rules._wording import one_or_other, word_for


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    for reference in references(entry.record):
        if reference.kind != "Login" and not _is_known(reference, entry, facts):
            word = word_for(reference.kind)
            alike = did_you_mean(reference.id, ids(reference.kind, facts))
            hint = one_or_other(alike, f"add the {word}, or remove its name here")
            yield Complaint(entry, f"there is no {word} '{reference.id}'", hint, reference.route)


def _is_known(reference: Reference, entry: AnyEntry, facts: Facts) -> bool:
    model = record_type(reference.kind)
    if model is None or facts.inventory.get(model, reference.id) is not None:
        return True
    if model is ConfigurationItem and find_item(reference.id, entry, facts) is not None:
        return True
    return reference.id in unread(facts)


RULE = ReferenceRule(Severity.ERROR, _judge)
