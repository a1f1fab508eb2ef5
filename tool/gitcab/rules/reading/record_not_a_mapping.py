"""A file holds a list or a single value instead of a record.

## Why
Every file is one record, a mapping with `kind` and `id`; so each has its own history and its own owner.

## Example
```yaml
- kind: Team
  id: network-team
  name: Network team
```

## How to mend
Put each record into a file of its own, without the dash and the indent.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
