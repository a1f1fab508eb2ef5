"""`schemas/relations.yaml` cannot be used.

## Why
How impact travels stands in this file. While an entry is wrong its relation carries nothing, and every
answer about impact would be too small.

## Example
```yaml
# schemas/relations.yaml
depends_on:
  inverse: used_by
  meaning: The source does not work without the target.
  impact: backwards
  pairs: [[any, any]]
```

## How to mend
Correct the entry: `meaning`, `impact` (target_to_source, source_to_target, both or none) and `pairs`
are required, `strength` is hard or soft.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
