"""The file of a class of items cannot be used.

## Why
All items of the class are judged by it. While it is wrong, none of them is. A class schema may come
from anybody's pull request, so nothing in it may fetch a file, refer to itself or run for hours.

## Example
```yaml
# schemas/classes/database.yaml
title: Database
description: A database that applications read and write.
family: platform
required: [ownr]
attributes:
  $ref: https://example.org/database.json
```

## How to mend
Correct the field that the finding names. `attributes` is a JSON Schema with the keywords of draft 7,
but for `$ref`: write the schema out in its place. Patterns do without look-around and back references.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
