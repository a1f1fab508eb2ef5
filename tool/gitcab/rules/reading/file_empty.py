"""A file holds nothing but comments and blanks.

## Why
An empty record file is a record that somebody meant to write, or one that was lost in a merge.

## Example
```yaml
# cmdb/server/web-1.yaml
# to be written
```

## How to mend
Write the record, `gitcab ci new` asks for what it needs, or remove the file.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
