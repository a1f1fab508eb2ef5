"""The repository has no schemas of its own, so gitcab's starter is used.

## Why
What an organisation demands of its items should stand in its own repository, where it can be read and
changed by pull request, and does not change with the version of gitcab.

## Example
```text
cmdb/
changes/
# no schemas/
```

## How to mend
Run `gitcab init`: it writes the starter's classes and relations and overwrites nothing.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.NOTE)
