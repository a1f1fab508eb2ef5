"""A baseline accepts a finding that its earlier version does not.

## Why

A baseline says which findings an estate is being cleaned of. Could it grow, every new fault
would be one line away from being accepted.

## Example

```
gitcab validate --baseline known.json     # known.json has one entry more than in HEAD, HEAD^1 or --base
```

## How to mend

Mend what the entry tells, and take it out of the file again. To shorten the file:

```
gitcab validate --baseline known.json --update-baseline
```
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
