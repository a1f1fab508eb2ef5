"""A plain value would be read as something else than what is written.

## Why
`16.10` is the number 16.1, `012` is ten or twelve, `1_000` is a number to some readers and a text to
others. A version or an id that is changed on reading is a wrong record that looks right.

## Example
```yaml
kind: ConfigurationItem
attributes:
  version: 16.10
```

## How to mend
Put it in quotes to mean the text, `"16.10"`, or write the number as it prints, `16.1`.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
