"""A record's id differs from its file's name.

## Why
People look for a record by its id. Where the file is called otherwise, two branches can give one id
to two files, and git will not see that they collide.

## Example
```yaml
# cmdb/database/sis-db.yaml
kind: ConfigurationItem
id: sis-database
```

## How to mend
Rename the file with `git mv`, so that its history stays. To give the record a new id everywhere,
use `gitcab rename OLD NEW`.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.rules._rule import Complaint, Demands, LocalRule


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    if entry.source.path.endswith(f"/{entry.id}.yaml"):
        return  # as nearly all do
    path = PurePosixPath(entry.source.path)
    if path.stem != entry.id:
        message = f"the id '{entry.id}' is not the file's name, '{path.stem}'"
        yield Complaint(entry, message, f"git mv {path} {path.with_name(f'{entry.id}.yaml')}", ("id",))


RULE = LocalRule(Severity.ERROR, _judge, on_history=True)
