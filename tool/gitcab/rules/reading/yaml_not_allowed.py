"""A file uses a part of YAML that records do without.

## Why
Anchors and aliases can make a small file enormous, tags can ask for objects to be built, and a second
document in a file is overlooked. Records need none of them.

## Example
```yaml
kind: Team
id: network-team
name: &name Network team
contact: *name
```

## How to mend
Write the value out where it is used. Put a second record into a file of its own.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
