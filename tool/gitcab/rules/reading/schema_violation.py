"""A record does not fit its kind: a field is missing, unknown or of the wrong type.

## Why
A misspelt field is worse than a missing one: whoever wrote `critcality: high` believes that it counts.
So a field that is not known is an error, and no value is bent to fit.

## Example
```yaml
kind: ConfigurationItem
class: database
id: 2048
critcality: high
```

## How to mend
Correct the field as the finding says; `schemas/records/` lists the fields, and editors complete them
from the modeline at the top of the file. A number that is meant as text, such as an id, is put in quotes.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
