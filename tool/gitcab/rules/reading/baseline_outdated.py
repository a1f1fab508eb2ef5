"""The baseline lists a finding that is gone.

## Why
A baseline lets an estate be cleaned up step by step, and it may only shrink. An entry that stays
behind would let the same fault come back unseen.

## Example
```json
{"rule": "orphan", "path": "cmdb/printer/fax-1.yaml", "record": "fax-1", "message": "…"}
```

## How to mend
Run `gitcab validate --baseline FILE --update-baseline`, which takes out what is gone and adds nothing,
and commit the shorter file.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
