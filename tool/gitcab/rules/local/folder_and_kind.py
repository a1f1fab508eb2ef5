"""A record lies in a folder that is not for its kind, class or year.

## Why
Owners are asked by folder (CODEOWNERS), policies speak of folders, and people look in them. An item
of class `server` below `cmdb/database/` would escape all three.

## Example
```yaml
# cmdb/database/vm-1.yaml
kind: ConfigurationItem
class: virtual_machine
id: vm-1
```

## How to mend
Move the file with `git mv` to where the finding says, or correct `kind` or `class`. Items lie in
`cmdb/<class>/` and in any folders below that; an RFC lies in `changes/<year>/`, the year being that
of its id; each other kind has one folder.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.rules._rule import Complaint, Demands, LocalRule
from gitcab.rules._wording import word_for


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    if entry.proposed_by is not None:
        if not isinstance(entry.record, ConfigurationItem):
            message = f"a {word_for(entry.record.kind)} cannot be proposed in an RFC's new/ folder"
            yield Complaint(
                entry, message, "propose configuration items only, and add other records directly", ("kind",)
            )
        return
    if isinstance(entry.record, ConfigurationItem) and entry.record.item_class not in demands.classes:
        return  # a class that is misspelt says nothing of where the item belongs
    folder, below = _home(entry)
    lies_in = entry.local_path.rpartition("/")[0]
    if lies_in != folder and not (below and lies_in.startswith(f"{folder}/")):
        message = f"{_described(entry)} must lie in {folder}/, not in {lies_in}/"
        prefix = entry.source.path.removesuffix(entry.local_path)
        hint = f"git mv {entry.source.path} {prefix}{folder}/{entry.local_path.rpartition('/')[2]}"
        yield Complaint(entry, message, hint, _decisive_field(entry))


def _home(entry: AnyEntry) -> tuple[str, bool]:
    """The folder for the entry, and whether folders below it will do as well."""
    record = entry.record
    if isinstance(record, ConfigurationItem):
        return f"{record.home()}/{record.item_class}", True
    if isinstance(record, RequestForChange):
        return f"{record.home()}/{record.id[4:8]}", False
    return record.home(), not isinstance(record, Policy)


def _described(entry: AnyEntry) -> str:
    record = entry.record
    if isinstance(record, ConfigurationItem):
        return f"an item of class {record.item_class}"
    return f"{'an' if record.kind in ('Incident', 'RequestForChange') else 'a'} {word_for(record.kind)}"


def _decisive_field(entry: AnyEntry) -> tuple[str]:
    if isinstance(entry.record, ConfigurationItem):
        return ("class",)
    return ("id",) if isinstance(entry.record, RequestForChange) else ("kind",)


RULE = LocalRule(Severity.ERROR, _judge, on_history=True)
