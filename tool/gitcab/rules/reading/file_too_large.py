"""A file is larger than a record may be.

## Why
Records are a few kilobytes. One of many megabytes holds something that is no record, and makes every
run slow.

## Example
```yaml
kind: Incident
description: |
  2026-11-21T03:12:09 connection refused   # … and 400,000 more lines of the log
```

## How to mend
Keep logs and pictures where such things are kept, and name them under `links`.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
