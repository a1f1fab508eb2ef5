"""A file looks like a record but would never be read.

## Why
Only files that end in `.yaml` are read. One that ends in `.yml` would be passed over in silence, and
its item would be missing from every answer.

## Example
```text
cmdb/server/web-1.yml
```

## How to mend
Rename it with `git mv` to end in `.yaml`, in small letters.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
