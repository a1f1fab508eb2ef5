"""A name in `schemas/relations.yaml` is mistyped, or means two things.

## Why
A pair that names `sever` where there is a class `server` allows nothing, and nobody is told why. An
inverse that two relations share says no longer which of them is read from the other side.

## Example
```yaml
# schemas/relations.yaml
runs_on:
  inverse: runs
  meaning: The source executes on the target.
  impact: target_to_source
  pairs: [[application, sever]]
```

## How to mend
Write the name of a class, of a family or `any` into `pairs`; give each relation an inverse of its own.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.WARNING)
