r"""A file is not UTF-8, or holds characters that cannot be seen.

## Why
A file in another encoding reads differently on each machine, and control characters hide what a
reviewer ought to see.

## Example
```text
name: Caf\xe9 printer        (saved as Latin-1)
```

## How to mend
Save the file as UTF-8 and remove the control character at the place of the finding. For a file in
Latin-1: `iconv -f latin1 -t utf-8 FILE > NEW && mv NEW FILE`.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
