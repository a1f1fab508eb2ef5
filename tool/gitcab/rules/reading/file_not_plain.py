"""A symbolic link, a submodule or a path that does not work everywhere lies among the records.

## Why
A link can lead out of the repository, a submodule brings in what nobody here reviews, and names with
colons or backslashes cannot be checked out on every system. None of them is ever followed.

## Example
```text
cmdb/server/web-1.yaml -> /etc/passwd
```

## How to mend
Put the file itself in the place of the link, and rename it with letters, digits and `. _ + -` only.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
