"""A record does not say its kind, or says one that does not exist.

## Why
The kind says which fields a record has. Without it nothing in the file can be judged.

## Example
```yaml
kind: ConfigurationItm
id: sis-database
```

## How to mend
Write one of the kinds that the finding lists, just as it stands there.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
