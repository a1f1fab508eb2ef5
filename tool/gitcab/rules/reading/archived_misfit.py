"""A closed record does not fit today's model and is left out of the figures.

## Why
Closed and canceled records are history and are never judged by today's demands. One that is so old
that it cannot be read any more counts in no report, and that should be known.

## Example
```yaml
kind: RequestForChange
id: RFC-2019-02-03-new-core-switch
state: closed
urgent: true       # a field that was dropped since
```

## How to mend
Nothing has to be done. To see the record in figures again, bring its fields up to date.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.NOTE)
