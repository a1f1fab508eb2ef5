"""A mapping has one key twice.

## Why
Most readers of YAML keep the last one without a word, so a reviewer who sees the first one approves
something that does not hold.

## Example
```yaml
kind: ConfigurationItem
owner: database-team
name: SIS database
owner: network-team
```

## How to mend
Remove one of the two. For two relations of the same name write one list with both targets.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
