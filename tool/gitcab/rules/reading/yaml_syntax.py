"""A file is no YAML.

## Why
A file that cannot be read holds no record: its item is missing from the graph, and everything that
names it hangs in the air. gitcab reads YAML 1.2 strictly, so that every reader sees the same.

## Example
```yaml
kind: Team
id: network-team
name: Network: the people on call
```

## How to mend
Go to the line and column of the finding. Most often a text with `: ` or ` #` in it wants quotes, or a
line is indented by a tab or by too few spaces.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
